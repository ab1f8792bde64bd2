import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { AppError } from '../../kernel/app-error.ts';
import { arrayLiteral } from './array-literal.ts';
import { factsOf, type Log } from '../log/log.ts';
import { clientConfig, connectionLabel, createPool, statementName, type PgConnection } from './connection.ts';
import { asFault, isAftermath, isAway, isWorthRepeating } from './faults.ts';
import { tryHold } from './held-lock.ts';
import { gatherQueries } from './gather-queries.ts';
import type { PgStatement } from './sql.ts';
import type { Database, HeldLock, Transaction } from './transaction.ts';

/** Tries of one transaction: the first and five more. */
const TRIES = 6;
const OLDEST_MAJOR = 15;
/** Texts beyond this are composed, not written: preparing them would only fill the memory of every connection. */
const PREPARED_MOST = 500;
const BEGIN = { name: 'begin', text: 'begin' };
const COMMIT = { name: 'commit', text: 'commit' };

export type OpenOptions = {
  readonly log?: Log;
  /** Connections at most. */
  readonly max?: number;
  /** How long to wait for a server that is away at start. Units: ms. */
  readonly waitMs?: number;
  /** Lets a process end while idle connections are open; for tests. */
  readonly allowExitOnIdle?: boolean;
};

/** The Database together with where it is, for those who need a pool of their own. */
export interface OpenDatabase extends Database {
  readonly connection: PgConnection;
}

/**
 * Waits until PostgreSQL answers and tells its version; says through the log what it is waiting for.
 * Errors: `unavailable` after `waitMs`; `invalid` when the server refuses us or is older than 15.
 */
export async function waitForDatabase(connection: PgConnection, options: { readonly log?: Log; readonly waitMs?: number } = {}): Promise<string> {
  const until = Date.now() + (options.waitMs ?? 0);
  let saidAt = 0;
  for (;;) {
    const client = new pg.Client(clientConfig(connection));
    client.on('error', () => undefined);
    try {
      await client.connect();
      const { rows } = await client.query<{ server_version: string }>('show server_version');
      return checkedVersion(rows[0]?.server_version ?? '');
    } catch (error) {
      if (!isAway(error)) throw asFault(error);
      const leftMs = until - Date.now();
      if (leftMs <= 0) throw new AppError('unavailable', 'database-unavailable', `PostgreSQL does not answer at ${connectionLabel(connection)}. Start it, or correct DATABASE_URL.`, error);
      if (Date.now() - saidAt > 10_000) {
        saidAt = Date.now();
        options.log?.warn('database-awaited', { where: connectionLabel(connection), leftMs, ...factsOf(error) });
      }
      await pause(Math.min(500, leftMs));
    } finally {
      await client.end().catch(() => undefined);
    }
  }
}

function checkedVersion(text: string): string {
  const version = text.split(' ')[0] ?? text;
  if (Number.parseInt(version, 10) < OLDEST_MAJOR) throw new AppError('invalid', 'database-too-old', `PostgreSQL ${version} is too old: Custos needs ${OLDEST_MAJOR} or newer.`);
  return version;
}

/** Opens the PostgreSQL of this installation, waiting for it when it is away. */
export async function openDatabase(connection: PgConnection, options: OpenOptions = {}): Promise<OpenDatabase> {
  const { log } = options;
  const version = await waitForDatabase(connection, options);
  const pool = createPool(connection, {
    ...(options.max === undefined ? {} : { max: options.max }),
    allowExitOnIdle: options.allowExitOnIdle ?? false,
    // While closing, connections may hear the server end first.
    onFault: (error) => { if (closed === null) log?.warn('database-connection-lost', factsOf(error)); },
  });
  const names = new Map<string, string>();
  const locks = new Set<HeldLock>();
  let closed: Promise<void> | null = null;

  const queryOf = (statement: PgStatement): pg.QueryConfig => {
    const query = { text: statement.text, values: statement.values.map((value) => (Array.isArray(value) ? arrayLiteral(value) ?? value : value)) };
    if (query.values.length === 0) return query;
    let name = names.get(statement.text);
    if (name === undefined) {
      if (names.size >= PREPARED_MOST) return query;
      name = statementName(statement.text);
      names.set(statement.text, name);
    }
    return { ...query, name };
  };

  const asked = async <Row extends pg.QueryResultRow>(on: pg.Pool | pg.ClientBase, statement: PgStatement): Promise<pg.QueryResult<Row>> => {
    try {
      return await on.query<Row>(queryOf(statement));
    } catch (error) {
      throw asFault(error);
    }
  };

  const connected = async (): Promise<pg.PoolClient> => {
    try {
      return await pool.connect();
    } catch (error) {
      throw asFault(error);
    }
  };

  /** One try of a transaction on this connection. `spoil` hears that the connection can't be used again. */
  const attempt = async <T>(client: pg.ClientBase, spoil: () => void, work: (tx: Transaction) => Promise<T>): Promise<{ value: T; calls: (() => void)[] }> => {
    const calls: (() => void)[] = [];
    // Nobody waits for these one by one; their errors are heard at the end.
    const sent: Promise<unknown>[] = [];
    const unawaited = (statement: Promise<unknown>): void => { statement.catch(() => undefined); sent.push(statement); };
    let over = false;
    // Without a listener, a connection lost between two statements would end the process.
    client.on('error', spoil);
    const together = gatherQueries(client);
    const ask = async <Row extends pg.QueryResultRow>(query: pg.QueryConfig, isAwaited = true): Promise<pg.QueryResult<Row>> => {
      try {
        return await together<Row>(query, isAwaited);
      } catch (error) {
        throw asFault(error);
      }
    };
    const within = async <Row extends pg.QueryResultRow>(statement: PgStatement, isAwaited = true): Promise<pg.QueryResult<Row>> => {
      if (over) throw new AppError('internal', 'transaction-over', 'A statement was sent to a transaction that has ended.');
      return ask<Row>(queryOf(statement), isAwaited);
    };
    try {
      unawaited(ask(BEGIN, false));
      const value = await work({
        rows: async <Row>(statement: PgStatement) => (await within<pg.QueryResultRow>(statement)).rows as Row[],
        run: async (statement) => (await within(statement)).rowCount ?? 0,
        send: (statement) => { unawaited(within(statement, false)); },
        afterCommit: (call) => { calls.push(call); },
      });
      over = true;
      const commit = ask(COMMIT);
      unawaited(commit);
      await Promise.all(sent);
      const committed = await commit;
      // PostgreSQL answers ROLLBACK, without an error, when a statement of the transaction failed and its error was caught.
      if (committed.command !== 'COMMIT') throw new AppError('internal', 'transaction-failed', 'A statement of the transaction failed and was passed over; nothing was written.');
      return { value, calls };
    } catch (error) {
      over = true;
      const rolledBack = client.query('rollback').catch(spoil);
      const [cause] = (await Promise.allSettled(sent)).flatMap((one) => (one.status === 'rejected' && !isAftermath(one.reason) ? [one.reason as unknown] : []));
      await rolledBack;
      throw cause ?? error;
    } finally {
      client.off('error', spoil);
    }
  };

  const attemptPooled = async <T>(work: (tx: Transaction) => Promise<T>): Promise<{ value: T; calls: (() => void)[] }> => {
    const client = await connected();
    let broken = false;
    try {
      return await attempt(client, () => { broken = true; }, work);
    } finally {
      client.release(broken);
    }
  };

  const repeated = async <T>(once: () => Promise<{ value: T; calls: (() => void)[] }>): Promise<T> => {
    for (let tried = 1; ; tried += 1) {
      try {
        const { value, calls } = await once();
        for (const call of calls) {
          try {
            call();
          } catch (error) {
            log?.error('after-commit-failed', factsOf(error));
          }
        }
        return value;
      } catch (error) {
        if (tried >= TRIES || !isWorthRepeating(error)) throw error;
        await pause(Math.random() * 10 * 2 ** tried);
      }
    }
  };

  return {
    connection,
    engine: connection.engine,
    version,
    rows: async <Row>(statement: PgStatement) => (await asked<pg.QueryResultRow>(pool, statement)).rows as Row[],
    run: async (statement) => (await asked(pool, statement)).rowCount ?? 0,
    transaction: (work) => repeated(() => attemptPooled(work)),
    async tryLock(name) {
      const lock = await tryHold(name, { connection, log, transactOn: (client, spoil, work) => repeated(() => attempt(client, spoil, work)) });
      if (lock === null) return null;
      locks.add(lock);
      return { ...lock, release: async () => { locks.delete(lock); await lock.release(); } };
    },
    close() {
      closed ??= (async () => {
        await Promise.all([...locks].map((lock) => lock.release()));
        await pool.end();
      })();
      return closed;
    },
  };
}
