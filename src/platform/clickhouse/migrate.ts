import { createHash } from 'node:crypto';
import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError } from '../../kernel/app-error.ts';
import type { Log } from '../log/log.ts';
import type { Analytics, AnalyticsNode } from './analytics.ts';
import { createSharded, createdTable, spreadChange, spreadOf, withTableSettings } from './spread.ts';
import { splitStatements } from './split-statements.ts';
import { ch, text as textParam, type ChStatement } from './sql.ts';

/** The ClickHouse files of one module: `NNNN-what-it-does.sql` in `folder`. */
export type AnalyticsSchema = { readonly module: string; readonly folder: string };

type SchemaFile = { readonly module: string; readonly file: string; readonly text: string; readonly hash: string };

function plain(words: string): ChStatement {
  return { strings: [words], params: [] };
}

async function filesOf(schema: AnalyticsSchema): Promise<SchemaFile[]> {
  const names = (await readdir(schema.folder)).filter((name) => name.endsWith('.sql')).sort();
  return Promise.all(names.map(async (file) => {
    if (!/^\d{4}-[a-z0-9-]+\.sql$/.test(file)) throw new AppError('internal', 'migration-malformed', `Schema files are named NNNN-what-it-does.sql; ${file} is not.`);
    const text = await readFile(join(schema.folder, file), 'utf8');
    return { module: schema.module, file, text, hash: createHash('sha256').update(text).digest('hex') };
  }));
}

async function shardedTables(node: AnalyticsNode): Promise<Set<string>> {
  const found = await node.rows<{ name: string }>(ch`SELECT name FROM system.tables WHERE database = currentDatabase() AND engine = 'Distributed'`);
  return new Set(found.map(({ name }) => name));
}

/** What one statement of a file becomes on one node. */
function statementsFor(statement: ReturnType<typeof splitStatements>[number], analytics: Analytics, node: AnalyticsNode, sharded: ReadonlySet<string>): string[] {
  const words = statement.text.replaceAll('{database}', analytics.database).replaceAll('{login}', node.dictionaryLogin);
  const table = createdTable(words);
  if (table === null) {
    return analytics.cluster === null ? [words] : spreadChange(words, sharded);
  }
  const spread = spreadOf(statement);
  const durable = withTableSettings(words);
  return analytics.cluster === null || spread.kind === 'copied' ? [durable] : createSharded(durable, table, spread.column, { cluster: analytics.cluster, isReplicated: analytics.isReplicated });
}

async function applyTo(node: AnalyticsNode, analytics: Analytics, files: readonly SchemaFile[]): Promise<string[]> {
  await node.run(plain(withTableSettings('CREATE TABLE IF NOT EXISTS custos_migrations (module String, file String, hash String, applied_at DateTime64(3, \'UTC\')) ENGINE = MergeTree ORDER BY (module, file)')));
  const known = new Map((await node.rows<{ key: string; hash: string }>(ch`SELECT concat(module, '/', file) AS key, hash FROM custos_migrations`)).map(({ key, hash }) => [key, hash]));
  const applied: string[] = [];
  for (const { module, file, text, hash } of files) {
    const before = known.get(`${module}/${file}`);
    if (before !== undefined && before !== hash) throw new AppError('internal', 'migration-changed', `${module}/${file} was changed after it had been applied. Restore it, and put the change into a new file.`);
    if (before !== undefined) continue;
    for (const statement of splitStatements(text)) {
      const sharded = analytics.cluster === null ? new Set<string>() : await shardedTables(node);
      for (const words of statementsFor(statement, analytics, node, sharded)) await node.run(plain(words));
    }
    await node.run(ch`INSERT INTO custos_migrations SELECT ${textParam(module)}, ${textParam(file)}, ${textParam(hash)}, now64(3)`);
    applied.push(`${module}/${file}`);
  }
  return applied;
}

/**
 * Brings the tables of every module up to date, node by node; forward only.
 * Shape: the files applied now, each once however many nodes there are.
 * Invariant: the caller holds the migration lock. Statements must be repeatable (IF NOT EXISTS), because a file that failed half-way starts again.
 * Errors: `internal` (`migration-changed`) for a file that was changed after it had been applied; `unavailable` when a node is away.
 */
export async function migrateAnalytics(analytics: Analytics, schemas: readonly AnalyticsSchema[], log?: Log): Promise<string[]> {
  const files = (await Promise.all(schemas.map(filesOf))).flat();
  const applied = new Set<string>();
  for (const node of analytics.nodes) {
    for (const file of await applyTo(node, analytics, files)) applied.add(file);
  }
  if (applied.size > 0) log?.info('clickhouse-migrated', { files: applied.size, nodes: analytics.nodes.length });
  return [...applied];
}
