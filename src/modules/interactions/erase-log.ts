import type { Analytics } from '../../platform/clickhouse/analytics.ts';
import { ch, uint64s, type ChStatement } from '../../platform/clickhouse/sql.ts';
import { AppError } from '../../kernel/app-error.ts';
import { keyOf } from './content-key.ts';

/** The tables of the history with rows of people. What a view fills is erased by itself: a deletion does not pass through it. */
export const HISTORY_TABLES = ['interactions_log', 'interactions_revisions', 'interactions_pages', 'interactions_words'] as const;

/**
 * Tables in which a module on the right keeps what interactions answered or how they were read: they are erased, expired and masked with the history.
 * `whenMasked`: what becomes of an interaction's row when somebody's name is taken out of its words: its questions are left out, the row goes, as its places would point elsewhere, or it stays, as it holds neither words nor places.
 * Invariant: they have the columns home, node, number, channel, kind and occurred_at, and the first kind questions.
 */
export type AnswerTables = readonly { readonly name: string; readonly whenMasked: 'blank-questions' | 'drop-row' | 'keep' }[];

/** Names and numbers of interactions: what must be known of them when they are gone. */
export type NamedInteractions = { readonly keys: readonly string[]; readonly numbers: readonly number[] };

const theirs = (homes: readonly number[], nodes: readonly number[]): ChStatement => ch`home in ${uint64s(homes)} and node in ${uint64s(nodes)}`;

/** What the history holds of these claims, by name. */
export async function namedInHistory(analytics: Analytics, homes: readonly number[], nodes: readonly number[]): Promise<NamedInteractions> {
  if (homes.length === 0 || nodes.length === 0) return { keys: [], numbers: [] };
  const rows = await analytics.rows<{ number: string; source: string; id: string }>(ch`
    select distinct number, source, source_id as id from (
      select number, source, source_id from interactions_log where ${theirs(homes, nodes)} union all select number, source, source_id from interactions_revisions where ${theirs(homes, nodes)})`, { class: 'report' });
  return { keys: [...new Set(rows.map(({ source, id }) => keyOf(source, id)))], numbers: [...new Set(rows.map(({ number }) => Number(number)))] };
}

/** Deletes rows of a table of the history on every node and waits until they are gone. Shape: how many there were; null when one is still there. */
export async function deleteRows(analytics: Analytics, table: string, where: ChStatement): Promise<number | null> {
  const from: ChStatement = { strings: [table], params: [] };
  const count = async (): Promise<number> => Number((await analytics.rows<{ count: string }>(ch`select count() as count from ${from} where ${where}`, { class: 'report' }))[0]?.count ?? 0);
  const held = await count();
  if (held === 0) return 0;
  await analytics.run(ch`alter table ${from} delete where ${where}`, { class: 'write', settings: { mutations_sync: 2 } });
  return (await count()) > 0 ? null : held;
}

/**
 * Deletes the rows of these claims on every node and waits until they are gone.
 * Shape: how many rows each table held. Errors: `unavailable` when one is still there: ask again.
 */
export async function eraseHistory(analytics: Analytics, homes: readonly number[], nodes: readonly number[], answerTables: AnswerTables = []): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  if (homes.length === 0 || nodes.length === 0) return counts;
  for (const table of [...HISTORY_TABLES, ...answerTables.map(({ name }) => name)]) {
    const deleted = await deleteRows(analytics, table, theirs(homes, nodes));
    if (deleted === null) throw new AppError('unavailable', 'erasure-unfinished', 'Rows of the history are still there. The erasure goes on at the next start, or when it is asked for again.');
    counts[table] = deleted;
  }
  return counts;
}
