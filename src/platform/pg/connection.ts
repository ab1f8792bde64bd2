import { createHash } from 'node:crypto';
import pg from 'pg';
import { AppError } from '../../kernel/app-error.ts';

/** Where the PostgreSQL of this installation answers: a private one behind a socket folder, or a server named by a URL. */
export type PgConnection =
  | { readonly engine: 'private'; readonly socketFolder: string; readonly database: string }
  | { readonly engine: 'server'; readonly url: string };

/** The owner of a private PostgreSQL; the socket folder, not a password, keeps others out. */
export const PRIVATE_USER = 'custos';

function exactNumber(text: string): number {
  const number = Number(text);
  if (!Number.isSafeInteger(number)) throw new AppError('internal', 'number-too-large', 'A 64-bit integer of PostgreSQL is past 2^53; select it as text.');
  return number;
}

const text = (value: string): string => value;

type Nested = string | null | readonly Nested[];

/** Reads an array as one of text, then each entry. */
function parseArray(of: (value: string) => unknown): (value: string) => unknown {
  const parse = pg.types.getTypeParser(1009 as number) as unknown as (value: string) => readonly Nested[];
  const each = (entry: Nested): unknown => (entry === null ? null : typeof entry === 'string' ? of(entry) : entry.map(each));
  return (value) => parse(value).map(each);
}

/** Types that node-postgres reads otherwise than the contract of `Queryable` says: no local time zones, no lost digits. */
const PARSERS: Readonly<Record<number, (value: string) => unknown>> = {
  20: exactNumber,
  1016: parseArray(exactNumber),
  1700: text,
  1231: parseArray(text),
  1082: text,
  1182: parseArray(text),
  1114: (value) => new Date(`${value.replace(' ', 'T')}Z`),
  1186: text,
};

function getTypeParser(oid: number, format?: 'text' | 'binary'): (value: string) => unknown {
  return (format === 'binary' ? undefined : PARSERS[oid]) ?? pg.types.getTypeParser(oid, format) as (value: string) => unknown;
}

/** How answers are read. */
export const TYPES = { getTypeParser: getTypeParser as typeof pg.types.getTypeParser };

/** What node-postgres needs to know to reach a connection. `applicationName` is what an operator sees in pg_stat_activity. */
export function clientConfig(connection: PgConnection, applicationName = 'custos'): pg.ClientConfig {
  return {
    application_name: applicationName,
    types: TYPES,
    connectionTimeoutMillis: 10_000,
    keepAlive: true,
    // Statements are written as they are given; the server answers them in that order.
    pipeline: true,
    ...(connection.engine === 'private'
      ? { host: connection.socketFolder, port: 5432, user: PRIVATE_USER, database: connection.database }
      : { connectionString: connection.url }),
  };
}

export type PoolOptions = {
  /** Connections at most. */
  readonly max?: number;
  /** Schemas that unqualified names are looked up in; for libraries that can't qualify names. */
  readonly searchPath?: string;
  /** Lets a process end while idle connections are open; for tests. */
  readonly allowExitOnIdle?: boolean;
  /** Hears of idle connections that broke; the pool replaces them by itself. */
  readonly onFault?: (error: Error) => void;
};

/** A pool of plain node-postgres connections, for libraries that want one of their own (sign-in). Everything of ours uses `openDatabase`. */
export function createPool(connection: PgConnection, options: PoolOptions = {}): pg.Pool {
  const { searchPath } = options;
  if (searchPath !== undefined && !/^[a-z_][a-z0-9_]*(,\s*[a-z_][a-z0-9_]*)*$/.test(searchPath)) throw new AppError('internal', 'search-path-malformed', 'A search path is a list of plain schema names.');
  const pool = new pg.Pool({
    ...clientConfig(connection),
    max: options.max ?? 16,
    idleTimeoutMillis: 5_000,
    allowExitOnIdle: options.allowExitOnIdle ?? false,
    ...(searchPath === undefined ? {} : { options: `-c search_path=${searchPath.replaceAll(/\s/g, '')}` }),
  });
  pool.on('error', (error) => options.onFault?.(error));
  return pool;
}

/** The name under which a statement is prepared: the same text has the same name on every connection. */
export function statementName(statement: string): string {
  return createHash('sha1').update(statement).digest('base64url').slice(0, 16);
}

/** A connection as a person may read it: host and database, never the password. */
export function connectionLabel(connection: PgConnection): string {
  if (connection.engine === 'private') return 'the private PostgreSQL';
  const url = URL.parse(connection.url);
  return url === null ? 'the PostgreSQL server of DATABASE_URL' : `${url.hostname || 'localhost'}:${url.port || '5432'}${url.pathname}`;
}

/** The same server, another database. */
export function onDatabase(connection: PgConnection, database: string): PgConnection {
  if (connection.engine === 'private') return { ...connection, database };
  const url = new URL(connection.url);
  url.pathname = `/${database}`;
  return { engine: 'server', url: url.href };
}
