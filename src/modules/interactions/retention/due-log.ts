import { AppError } from '../../../kernel/app-error.ts';
import type { Analytics } from '../../../platform/clickhouse/analytics.ts';
import { ch, instant, text, texts, uint64, uint64s, type ChStatement } from '../../../platform/clickhouse/sql.ts';
import { CUSTOMER_OF_ROW } from '../../identity/index.ts';
import { deleteRows, type AnswerTables } from '../erase-log.ts';

/** Which interactions are due: of a channel (and of these kinds, empty for all), that occurred before `beforeMs` and were received by `receivedByMs`. Units: ms. */
export type Due = { readonly channel: string; readonly kinds: readonly string[]; readonly beforeMs: number; readonly receivedByMs: number };

/** One due interaction: its name and where its rows lie. */
export type DueRow = { readonly number: number; readonly home: number; readonly source: string; readonly sourceId: string; readonly revision: number };

/** A number of interactions deleted by list in one statement. */
const LISTED = 20_000;

/** What is due by channel, kind and age. Tables of answers do not know when something was received: what arrives during a run is due there in the next. */
const inAnswers = (due: Due, kind: ChStatement = ch`kind`): ChStatement => ch`channel = ${text(due.channel)} and (${due.kinds.length === 0 ? ch`1` : ch`${kind} in ${texts(due.kinds)}`}) and occurred_at < ${instant(due.beforeMs)}`;
const inLog = (due: Due): ChStatement => ch`${inAnswers(due)} and received_at <= ${instant(due.receivedByMs)}`;
/** The same in the table of pages, whose document holds what has no column there. */
const inPages = (due: Due): ChStatement => ch`${inAnswers(due, ch`JSONExtractString(page, 'kind')`)} and parseDateTime64BestEffort(JSONExtractString(page, 'received_at'), 3, 'UTC') <= ${instant(due.receivedByMs)}`;
const listed = (rows: readonly Pick<DueRow, 'home' | 'number'>[]): ChStatement => ch`home in ${uint64s([...new Set(rows.map(({ home }) => home))])} and number in ${uint64s(rows.map(({ number }) => number))}`;

/** What a rule would delete. Shape: how many interactions of how many customers, from when to when; nulls when there are none. */
export async function dueCount(analytics: Analytics, due: Due): Promise<{ readonly interactions: number; readonly customers: number; readonly oldestAt: string | null; readonly newestAt: string | null }> {
  const [row] = await analytics.rows<{ interactions: string; customers: string; oldestAt: string | null; newestAt: string | null }>(ch`
    select count() as interactions, uniqExactIf(${CUSTOMER_OF_ROW}, node != 0) as customers, minOrNull(occurred_at) as oldestAt, maxOrNull(occurred_at) as newestAt
    from interactions_log final where ${inLog(due)}`, { class: 'report' });
  return { interactions: Number(row?.interactions ?? 0), customers: Number(row?.customers ?? 0), oldestAt: row?.oldestAt ?? null, newestAt: row?.newestAt ?? null };
}

/** How many interactions are due by home, in groups; those of nobody known are left out. */
export async function* dueHomes(analytics: Analytics, due: Due, size: number): AsyncGenerator<Map<number, number>> {
  for (let after = 0; ;) {
    const rows = await analytics.rows<{ home: string; count: string }>(ch`
      select home, count() as count from interactions_log final where home > ${uint64(after)} and ${inLog(due)} group by home order by home limit ${uint64(size)}`, { class: 'report' });
    const last = rows.at(-1);
    if (last === undefined) return;
    yield new Map(rows.map(({ home, count }) => [Number(home), Number(count)]));
    after = Number(last.home);
  }
}

/** Every due interaction, in groups. Cost: one reading of the history; a group in memory at a time. */
export async function* dueRows(analytics: Analytics, due: Due, size: number): AsyncGenerator<DueRow[]> {
  let group: DueRow[] = [];
  let rest = '';
  for await (const block of analytics.jsonLines(ch`select number, home, source, source_id, revision from interactions_log final where ${inLog(due)} order by home, number`)) {
    const lines = (rest + block.toString('utf8')).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) {
      if (line !== '') group.push(rowOf(line));
      if (group.length >= size) { yield group; group = []; }
    }
  }
  if (rest !== '') group.push(rowOf(rest));
  if (group.length > 0) yield group;
}

function rowOf(line: string): DueRow {
  const row = JSON.parse(line) as { number: string | number; home: string | number; source: string; source_id: string; revision: number };
  return { number: Number(row.number), home: Number(row.home), source: row.source, sourceId: row.source_id, revision: row.revision };
}

/** Which of these have earlier or older wordings: they are deleted by number, so that nothing that was replaced comes to light again. */
export async function withEarlier(analytics: Analytics, rows: readonly DueRow[]): Promise<DueRow[]> {
  if (rows.length === 0) return [];
  const found = await analytics.rows<{ number: string }>(ch`select distinct number from interactions_revisions where ${listed(rows)}`, { class: 'report' });
  const earlier = new Set(found.map(({ number }) => Number(number)));
  return rows.filter(({ number, revision }) => revision > 1 || earlier.has(number));
}

async function deleted(analytics: Analytics, table: string, where: ChStatement): Promise<number> {
  const rows = await deleteRows(analytics, table, where);
  if (rows === null) throw new AppError('unavailable', 'retention-unfinished', 'Rows of the history are still there. The next run goes on.');
  return rows;
}

/** Deletes what is due on every node and waits until it is gone. `revised`: those with earlier wordings, of which every wording goes. Shape: rows per table. Errors: `unavailable` when rows are still there. */
export async function deleteDue(analytics: Analytics, due: Due, revised: readonly DueRow[], answerTables: AnswerTables = []): Promise<Record<string, number>> {
  const counts: Record<string, number> = { interactions_log: 0, interactions_pages: 0, interactions_revisions: 0, interactions_words: 0, ...Object.fromEntries(answerTables.map(({ name }) => [name, 0])) };
  for (let from = 0; from < revised.length; from += LISTED) {
    const where = listed(revised.slice(from, from + LISTED));
    for (const table of Object.keys(counts)) counts[table] = (counts[table] ?? 0) + await deleted(analytics, table, where);
  }
  counts['interactions_log'] = (counts['interactions_log'] ?? 0) + await deleted(analytics, 'interactions_log', inLog(due));
  counts['interactions_words'] = (counts['interactions_words'] ?? 0) + await deleted(analytics, 'interactions_words', inLog(due));
  counts['interactions_pages'] = (counts['interactions_pages'] ?? 0) + await deleted(analytics, 'interactions_pages', inPages(due));
  for (const { name } of answerTables) counts[name] = (counts[name] ?? 0) + await deleted(analytics, name, inAnswers(due));
  return counts;
}
