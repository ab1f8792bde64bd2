import { createHash } from 'node:crypto';
import pg from 'pg';
import { AppError } from '../../kernel/app-error.ts';
import { factsOf, type Log } from '../log/log.ts';
import { clientConfig, type PgConnection } from './connection.ts';
import { asFault } from './faults.ts';
import type { HeldLock, Transaction } from './transaction.ts';

/** What tells the sessions of locks from others in pg_stat_activity. */
export const LOCK_SESSION = 'custos lock';

/** The server ends the session of a holder that vanished without a word within a minute, so that another can go on; its own default is two hours. */
const NOTICE_VANISHED = 'set tcp_keepalives_idle = 20; set tcp_keepalives_interval = 10; set tcp_keepalives_count = 3';

/** Runs one transaction on a connection. `spoil` hears that the connection can't be used again. */
export type TransactOn = <T>(client: pg.ClientBase, spoil: () => void, work: (tx: Transaction) => Promise<T>) => Promise<T>;

/** Takes a named lock in a session of its own; null when another session has it. */
export async function tryHold(name: string, deps: { readonly connection: PgConnection; readonly log: Log | undefined; readonly transactOn: TransactOn }): Promise<HeldLock | null> {
  const client = new pg.Client({ ...clientConfig(deps.connection, LOCK_SESSION), keepAliveInitialDelayMillis: 20_000 });
  let held = false;
  const lose = (facts: ReturnType<typeof factsOf>): void => {
    if (held) deps.log?.warn('database-lock-lost', { name, ...facts });
    held = false;
  };
  client.on('error', (error) => { lose(factsOf(error)); });
  client.on('end', () => { lose({}); });
  try {
    await client.connect();
    await client.query(NOTICE_VANISHED);
    const { rows } = await client.query<{ held: boolean }>('select pg_try_advisory_lock($1::bigint) as held', [lockKey(name)]);
    held = rows[0]?.held === true;
  } catch (error) {
    await client.end().catch(() => undefined);
    throw asFault(error);
  }
  if (!held) {
    await client.end();
    return null;
  }

  let ended: Promise<void> | null = null;
  /** Ending the session releases the lock, whatever state the connection is in. */
  const end = (): Promise<void> => {
    held = false;
    return ended ??= client.end().catch((error: unknown) => { deps.log?.warn('database-lock-end', { name, ...factsOf(error) }); });
  };
  let turn: Promise<unknown> = Promise.resolve();
  return {
    transaction(work) {
      const mine = turn.then(async () => {
        if (!held) throw new AppError('unavailable', 'lock-lost', 'The session with PostgreSQL that held the right to do this has ended; nothing was written.');
        return deps.transactOn(client, () => { lose({}); }, work);
      });
      turn = mine.catch(() => undefined);
      return mine;
    },
    isHeld: () => held,
    release: end,
  };
}

/** The 64-bit key of a named advisory lock. */
export function lockKey(name: string): string {
  return createHash('sha256').update(name).digest().readBigInt64BE(0).toString();
}
