import { createRequire } from 'node:module';
import { randomUUID } from 'node:crypto';
import { createReadStream, mkdirSync, readFileSync } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import type * as Chdb from 'chdb';
import { AppError } from '../../kernel/app-error.ts';
import type { Log } from '../log/log.ts';
import type { Analytics, AnalyticsNode, QueryClass } from './analytics.ts';
import { brokenPartsOf } from './broken-parts.ts';
import { plainText, quoteText, renderStatement } from './encode-parameter.ts';
import { analyticsError } from './engine-error.ts';
import { createLane, type Lane } from '../jobs/lanes.ts';
import type { ChStatement } from './sql.ts';
import { checkTableName } from './table-name.ts';
import { ANSWER_SETTINGS, CLASS_SETTINGS, inProcessSettings, parseRows, parseTable, parseTexts, repeatableInsert, settingsList, TABLE_FORMAT, withSettings, type AnswerFormat } from './query-clauses.ts';

/** Units: bytes. What ClickHouse in process may use, Node's own memory included, so that the whole of Custos stays below 900 MB. */
const DEFAULT_MEMORY_BYTES = 700_000_000;

/** Threads that Node lends to native work. Each running query holds one; with Node's own default of 4 the pool is smaller. */
function threadsForQueries(): number {
  return Math.max(4, Number(process.env['UV_THREADPOOL_SIZE'] ?? 4));
}

/** Whether root here is root of a container without privileges (rootless Docker or Podman): it has every capability by name, and the kernel refuses what they would allow outside. */
function isContainerRoot(): boolean {
  try {
    return !/^\s*0\s+0\s+4294967295\s*$/u.test(readFileSync('/proc/self/uid_map', 'latin1'));
  } catch {
    // Elsewhere than on Linux there is nothing of this kind.
    return false;
  }
}

function engineArguments(memoryBytes: number): string[] {
  const settings = {
    ...ANSWER_SETTINGS,
    max_server_memory_usage: memoryBytes,
    mark_cache_size: 32 << 20,
    index_mark_cache_size: 8 << 20,
    uncompressed_cache_size: 8 << 20,
    index_uncompressed_cache_size: 4 << 20,
    mmap_cache_size: 100,
    background_pool_size: 2,
    background_merges_mutations_concurrency_ratio: 2,
    background_move_pool_size: 1,
    background_fetches_pool_size: 1,
    background_common_pool_size: 2,
    background_schedule_pool_size: 8,
    max_thread_pool_size: 200,
  };
  return Object.entries(settings).map(([name, value]) => `--${name}=${value}`);
}

/** Whether another living process holds the folder. The engine says why it could not open only on stderr; its lock file names the process that has it. */
function heldByAnother(folder: string): boolean {
  try {
    const owner = Number(/^PID: (\d+)/.exec(readFileSync(join(folder, 'status'), 'utf8'))?.[1]);
    if (!Number.isInteger(owner) || owner === process.pid) return false;
    process.kill(owner, 0);
    return true;
  } catch (error) {
    // Not allowed to signal it means that it lives.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

function openingError(error: unknown, folder: string): AppError {
  const words = error instanceof Error ? error.message : '';
  if (/only one active data directory/.test(words)) return new AppError('conflict', 'one-data-folder-per-process', 'ClickHouse in process can open one data folder at a time.', error);
  if (/Cannot lock file/.test(words) || heldByAnother(folder)) return new AppError('conflict', 'data-folder-in-use', `Another Custos already uses ${folder}. Stop it, or give this one a folder of its own (CUSTOS_DATA).`, error);
  return new AppError('unavailable', 'analytics-cannot-open', `ClickHouse can not open ${folder}. Check that the folder can be written, that the disk is not full and that no other machine or container uses it.`, error);
}

/**
 * ClickHouse in this process (chDB) on one folder: no port, no other process.
 * Invariant: each class of query has sessions of its own, so a page never waits behind a report; every call runs off the event loop.
 * Errors: `conflict` (`data-folder-in-use`) when another process has the folder.
 * Cost: a process can have one folder open at a time; several calls with the same folder and different databases are fine. Opening blocks for 0.1 to 0.8 s.
 */
export async function openChdb(options: { readonly folder: string; readonly log?: Log; readonly database?: string; readonly memoryBytes?: number }): Promise<Analytics> {
  const { folder, database = 'custos', memoryBytes = DEFAULT_MEMORY_BYTES } = options;
  if (!/^[a-z][a-z0-9_]*$/.test(database)) throw new AppError('internal', 'database-malformed', 'Names of ClickHouse databases are lower-case letters, digits and underscores.');
  mkdirSync(folder, { recursive: true });
  const chdb = createRequire(import.meta.url)('chdb') as typeof Chdb;
  const sessions: Chdb.Session[] = [];
  const limits = inProcessSettings(memoryBytes, availableParallelism(), !isContainerRoot());

  const open = async (queryClass: QueryClass): Promise<Chdb.Session> => {
    let session: Chdb.Session;
    try {
      session = new chdb.Session(folder, { connectionArgs: engineArguments(memoryBytes) });
    } catch (error) {
      throw openingError(error, folder);
    }
    sessions.push(session);
    await session.queryAsync(`CREATE DATABASE IF NOT EXISTS ${database}`);
    await session.queryAsync(`USE ${database}`);
    await session.queryAsync(`SET ${settingsList({ ...CLASS_SETTINGS[queryClass], ...limits[queryClass] })}`);
    return session;
  };

  const wide = threadsForQueries() >= 8;
  const lane = async (queryClass: QueryClass, count: number): Promise<Lane<Chdb.Session>> => {
    const workers: Chdb.Session[] = [];
    for (let each = 0; each < count; each += 1) workers.push(await open(queryClass));
    return createLane(workers);
  };
  const close = async (): Promise<void> => {
    for (const session of sessions) session.close();
    await chdb.drainPending();
  };
  const build = async (): Promise<Readonly<Record<QueryClass, Lane<Chdb.Session>>>> => {
    try {
      return { point: await lane('point', wide ? 4 : 2), report: await lane('report', wide ? 2 : 1), write: await lane('write', wide ? 2 : 1) };
    } catch (error) {
      await close();
      throw analyticsError(error);
    }
  };
  const lanes = await build();

  /** What a query had written before it failed comes with the next answer of its session (measured with chdb 3.4): a question without an answer takes it away, before anybody else has the session. */
  const rid = async (session: Chdb.Session): Promise<void> => {
    await session.queryAsync('SELECT 1', { format: 'Null' });
  };

  const ask = async (queryClass: QueryClass, text: string, format: AnswerFormat = 'JSONEachRow'): Promise<string> => {
    try {
      return (await lanes[queryClass].run(async (session) => {
        try {
          return await session.queryAsync(text, { format });
        } catch (error) {
          await rid(session);
          throw error;
        }
      })).text();
    } catch (error) {
      throw analyticsError(error);
    }
  };

  const node: AnalyticsNode = {
    name: 'in process',
    dictionaryLogin: '',
    async rows<Row>(statement: ChStatement, asked: Parameters<Analytics['rows']>[1]) {
      return parseRows<Row>(await ask(asked?.class ?? 'point', withSettings(renderStatement(statement, database), asked?.settings, 'JSONEachRow')));
    },
    async run(statement, asked) {
      await ask(asked?.class ?? 'write', withSettings(renderStatement(statement, database), asked?.settings, 'Null'));
    },
  };
  const analytics: Analytics = {
    engine: 'chdb',
    version: parseRows<{ version: string }>(await ask('point', 'SELECT version() AS version'))[0]?.version ?? '',
    database,
    cluster: null,
    isReplicated: false,
    nodes: [node],
    rows: node.rows,
    async texts(statement, asked) {
      return parseTexts(await ask(asked?.class ?? 'point', withSettings(renderStatement(statement, database), asked?.settings, 'TabSeparatedRaw'), 'TabSeparatedRaw'));
    },
    async table(statement, asked) {
      return parseTable(await ask(asked?.class ?? 'point', withSettings(renderStatement(statement, database), asked?.settings, TABLE_FORMAT), TABLE_FORMAT));
    },
    run: node.run,
    async *jsonLines(statement, asked) {
      const { worker, release } = await lanes.report.borrow();
      try {
        for await (const block of worker.queryStream(withSettings(renderStatement(statement, database), asked?.settings, 'JSONEachRow'), { format: 'JSONEachRow' })) yield Buffer.from(block.raw());
      } catch (error) {
        await rid(worker);
        throw analyticsError(error);
      } finally {
        release();
      }
    },
    async *file(statement, format, asked) {
      // As a stream each block would be a file of its own.
      const path = join(folder, 'tmp', `answer-${randomUUID()}`);
      await mkdir(join(folder, 'tmp'), { recursive: true });
      try {
        await ask('report', withSettings(`${plainText(renderStatement(statement, database))}\nINTO OUTFILE ${quoteText(path)}`, asked?.settings, format), format);
        for await (const block of createReadStream(path)) yield block as Buffer;
      } finally {
        await rm(path, { force: true });
      }
    },
    async insert(table, jsonLines, { token } = {}) {
      const values = typeof jsonLines === 'string' ? Buffer.from(jsonLines) : jsonLines;
      if (values.length === 0) return;
      try {
        await lanes.write.run((session) => session.insert({ table: checkTableName(table), values, format: 'JSONEachRow', settings: repeatableInsert(token) }));
      } catch (error) {
        throw analyticsError(error);
      }
    },
    brokenParts: () => brokenPartsOf(analytics),
    async close() {
      await Promise.all(Object.values(lanes).map((one) => one.idle()));
      await close();
    },
  };
  options.log?.info('clickhouse-opened', { engine: 'chdb', version: analytics.version, threads: threadsForQueries(), memoryBytes });
  return analytics;
}

/** Where ClickHouse in process keeps its files below the data folder. */
export function chdbFolderOf(dataFolder: string): string {
  return join(dataFolder, 'clickhouse');
}
