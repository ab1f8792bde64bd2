import { Readable } from 'node:stream';
import { ClickHouseLogLevel, createClient, type ClickHouseClient } from '@clickhouse/client';
import { AppError } from '../../kernel/app-error.ts';
import type { Analytics, AnalyticsNode, FileFormat, QueryClass, QuerySettings } from './analytics.ts';
import { boundParameter, encodeParameter, inDatabase, plainText, quoteText } from './encode-parameter.ts';
import { analyticsError } from './engine-error.ts';
import { ANSWER_SETTINGS, CLASS_SETTINGS, parseRows, parseTable, parseTexts, TABLE_FORMAT } from './query-clauses.ts';
import { ch, type ChStatement } from './sql.ts';

/** One ClickHouse server over HTTP. Errors: like `Analytics`. */
export interface ServerNode extends AnalyticsNode {
  texts: Analytics['texts'];
  table: Analytics['table'];
  jsonLines(statement: ChStatement, settings: QuerySettings): AsyncIterable<Buffer>;
  file(statement: ChStatement, format: FileFormat, settings: QuerySettings): AsyncIterable<Buffer>;
  insert(table: string, jsonLines: string | Buffer, settings: QuerySettings): Promise<void>;
  close(): Promise<void>;
}

/** Where a server is and who we are there, from `http://user:password@host:8123/database`. */
export type ServerAddress = { readonly url: string; readonly name: string; readonly user: string; readonly password: string; readonly database: string };

/** Reads CLICKHOUSE_URL: one address, or the nodes of a cluster with commas between. Errors: `invalid` when one can't be read. */
export function parseServerAddresses(urls: string): ServerAddress[] {
  return urls.split(',').map((one) => one.trim()).filter((one) => one !== '').map((one) => {
    if (!URL.canParse(one)) throw new AppError('invalid', 'clickhouse-url-malformed', 'CLICKHOUSE_URL must look like http://user:password@host:8123/database; several nodes are separated by commas.');
    const url = new URL(one);
    const database = url.pathname.slice(1) === '' ? 'custos' : url.pathname.slice(1);
    if (!/^[a-z][a-z0-9_]*$/.test(database)) throw new AppError('invalid', 'clickhouse-url-malformed', 'The database in CLICKHOUSE_URL must be lower-case letters, digits and underscores.');
    return { url: url.origin, name: url.host, user: decodeURIComponent(url.username === '' ? 'default' : url.username), password: decodeURIComponent(url.password), database };
  });
}

/** Connections that each class of query may open to a node, so that pages never wait behind reports for one. */
const CONNECTIONS: Readonly<Record<QueryClass, number>> = { point: 16, report: 4, write: 8 };

/** Units: characters. Servers take bound values up to 128 KB; a longer one is written into the statement by our encoder. */
const LONGEST_BOUND = 40_000;

/** `SELECT {p0:UInt64}` and its values. */
function bind(statement: ChStatement, database: string): { query: string; query_params: Record<string, unknown> } {
  const query_params: Record<string, unknown> = {};
  const query = statement.strings.map((piece, at) => {
    const param = statement.params[at];
    const text = inDatabase(piece, database);
    if (param === undefined) return text;
    if (Array.isArray(param.value) ? param.value.length > 1_000 : typeof param.value === 'string' && param.value.length > LONGEST_BOUND) {
      const literal = encodeParameter(param);
      if (literal.length > LONGEST_BOUND) return `${text}${literal}`;
    }
    query_params[`p${at}`] = boundParameter(param);
    return `${text}{p${at}:${param.type}}`;
  }).join('');
  return { query: plainText(query), query_params };
}

/** Connects to a server and makes the database if it is not there. `settings` go with every query. Errors: `unavailable` (`analytics-away`) when nobody answers. */
export async function openServerNode(address: ServerAddress, settings: QuerySettings): Promise<ServerNode> {
  const connect = (queryClass: QueryClass, database: string): ClickHouseClient => createClient({
    url: address.url, username: address.user, password: address.password, database,
    application: 'custos', request_timeout: 660_000, max_open_connections: CONNECTIONS[queryClass],
    keep_alive: { enabled: true, idle_socket_ttl: 2_000 }, compression: { response: false, request: false },
    use_multipart_params_auto: true, log: { level: ClickHouseLogLevel.OFF },
    clickhouse_settings: { ...ANSWER_SETTINGS, ...CLASS_SETTINGS[queryClass], ...settings },
  });

  const first = connect('write', 'default');
  try {
    await first.command({ query: `CREATE DATABASE IF NOT EXISTS ${address.database}` });
  } catch (error) {
    throw analyticsError(error);
  } finally {
    await first.close();
  }
  const clients: Readonly<Record<QueryClass, ClickHouseClient>> = { point: connect('point', address.database), report: connect('report', address.database), write: connect('write', address.database) };

  /** An answer as it comes. */
  async function* blocks(statement: ChStatement, format: FileFormat | 'JSONEachRow', own: QuerySettings): AsyncGenerator<Buffer> {
    try {
      const { query, query_params } = bind(statement, address.database);
      const answer = await clients.report.exec({ query: `${query}\nFORMAT ${format}`, query_params, clickhouse_settings: { http_write_exception_in_output_format: 0, ...own } });
      for await (const block of answer.stream) yield Buffer.isBuffer(block) ? block : Buffer.from(String(block));
    } catch (error) {
      throw analyticsError(error);
    }
  }

  return {
    name: address.name,
    dictionaryLogin: `user ${quoteText(address.user)} password ${quoteText(address.password)}`,
    async rows<Row>(statement: ChStatement, asked?: { readonly class?: QueryClass; readonly settings?: QuerySettings }) {
      try {
        const answer = await clients[asked?.class ?? 'point'].query({ ...bind(statement, address.database), format: 'JSONEachRow', clickhouse_settings: { ...asked?.settings } });
        return parseRows<Row>(await answer.text());
      } catch (error) {
        throw analyticsError(error);
      }
    },
    async texts(statement, asked) {
      try {
        const answer = await clients[asked?.class ?? 'point'].query({ ...bind(statement, address.database), format: 'TabSeparatedRaw', clickhouse_settings: { ...asked?.settings } });
        return parseTexts(await answer.text());
      } catch (error) {
        throw analyticsError(error);
      }
    },
    async table(statement, asked) {
      try {
        const answer = await clients[asked?.class ?? 'point'].query({ ...bind(statement, address.database), format: TABLE_FORMAT, clickhouse_settings: { ...asked?.settings } });
        return await parseTable(await answer.text());
      } catch (error) {
        throw analyticsError(error);
      }
    },
    async run(statement, asked) {
      try {
        await clients[asked?.class ?? 'write'].command({ ...bind(statement, address.database), clickhouse_settings: { wait_end_of_query: 1, ...asked?.settings } });
      } catch (error) {
        throw analyticsError(error);
      }
    },
    jsonLines: (statement, own) => blocks(statement, 'JSONEachRow', own),
    file: (statement, format, own) => blocks(statement, format, own),
    async insert(table, jsonLines, own) {
      try {
        const answer = await clients.write.exec({ query: `INSERT INTO ${table} FORMAT JSONEachRow`, values: Readable.from([typeof jsonLines === 'string' ? Buffer.from(jsonLines) : jsonLines], { objectMode: false }), clickhouse_settings: { wait_end_of_query: 1, ...own } });
        for await (const rest of answer.stream) void rest;
      } catch (error) {
        throw analyticsError(error);
      }
    },
    async close() {
      await Promise.all(Object.values(clients).map((client) => client.close()));
    },
  };
}

/** The version that a server says it has. */
export async function versionOf(node: AnalyticsNode): Promise<string> {
  return (await node.rows<{ version: string }>(ch`SELECT version() AS version`))[0]?.version ?? '';
}
