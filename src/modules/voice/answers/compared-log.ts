import type { Analytics } from '../../../platform/clickhouse/analytics.ts';
import { ch, instant, text, type ChStatement } from '../../../platform/clickhouse/sql.ts';

/** What answers of one group have in common. Units: ms. */
export type ComparedPart = { readonly by: 'channel' | 'source' | 'brand'; readonly name: string } | { readonly by: 'period'; readonly fromMs: number; readonly untilMs: number };

/** Numbers of the two groups' cells. */
export const FIRST = 1;
export const SECOND = 2;

const COLUMNS = { channel: ch`channel`, source: ch`source`, brand: ch`brand` } as const;

function isOf(part: ComparedPart): ChStatement {
  return part.by === 'period' ? ch`occurred_at >= ${instant(part.fromMs)} and occurred_at < ${instant(part.untilMs)}` : ch`${COLUMNS[part.by]} = ${text(part.name)}`;
}

/** To which of two groups an answer belongs: one, or none. `second` null: all others. */
export function comparedCells(first: ComparedPart, second: ComparedPart | null): ChStatement {
  return ch`multiIf(${isOf(first)}, [toUInt32(1)], ${second === null ? ch`1` : isOf(second)}, [toUInt32(2)], cast([], 'Array(UInt32)'))`;
}

/** How many customers answered in both groups. */
export async function inBothCount(analytics: Analytics, answers: ChStatement, cells: ChStatement): Promise<number> {
  const [row] = await analytics.rows<{ people: string }>(ch`
    select count() as people from (select person, uniqExact(cell) as groups from (select person, arrayJoin(${cells}) as cell from (${answers}) where refusal = '' and person > 0) group by person having groups = 2)`, { class: 'report' });
  return Number(row?.people ?? 0);
}
