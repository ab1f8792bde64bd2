import type { Analytics } from '../../../platform/clickhouse/analytics.ts';
import { ch, instant, text, uint64, uint64s } from '../../../platform/clickhouse/sql.ts';

/** Which texts are drawn from: customers' own, in one piece, of a number of words, of a stretch of time; `nodes` of these claims alone, null of anybody. Units: ms since 1970; words. */
export type DrawnFrom = { readonly fromMs: number; readonly untilMs: number; readonly leastWords: number; readonly mostWords: number; readonly nodes: readonly number[] | null };

/**
 * One text of a customer drawn by chance: the same for the same seed and texts. Every text that fits is as likely as every other, whoever wrote it and whatever it says.
 * Shape: the number of its interaction; null when none fits. Cost: the texts of that time are read.
 */
export async function drawnText(analytics: Analytics, seed: string, { fromMs, untilMs, leastWords, mostWords, nodes }: DrawnFrom): Promise<number | null> {
  const [row] = await analytics.rows<{ number: string }>(ch`
    select number from interactions_log final
    where occurred_at >= ${instant(fromMs)} and occurred_at < ${instant(untilMs)} and direction in ('in', 'public') and text != '' and turns = '' and ${nodes === null ? ch`1` : ch`node in ${uint64s(nodes)}`}
      and length(splitByWhitespace(text)) between ${uint64(leastWords)} and ${uint64(mostWords)}
    order by sipHash64(concat(${text(seed)}, ' ', toString(number))) limit 1`, { class: 'report' });
  return row === undefined ? null : Number(row.number);
}

/** Whether anything is known that happened before a moment. Units: ms since 1970. */
export async function isAnythingBefore(analytics: Analytics, atMs: number): Promise<boolean> {
  return (await analytics.rows(ch`select 1 as one from interactions_log where occurred_at < ${instant(atMs)} limit 1`, { class: 'report' })).length > 0;
}
