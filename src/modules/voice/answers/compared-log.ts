import type { Analytics } from '../../../platform/clickhouse/analytics.ts';
import { ch, instant, text, type ChStatement } from '../../../platform/clickhouse/sql.ts';
import type { GroupKind } from '../../customers/contract.ts';
import { isInGroups } from '../../customers/index.ts';

/** What answers of one group have in common. Units: ms. */
export type ComparedPart = { readonly by: 'channel' | 'source' | 'brand'; readonly name: string } | { readonly by: GroupKind; readonly name: string } | { readonly by: 'period'; readonly fromMs: number; readonly untilMs: number };

/** Numbers of the two groups' cells, and of answers that groups of customers leave out. */
export const FIRST = 1;
export const SECOND = 2;
export const UNGROUPED = 3;

const COLUMNS = { channel: ch`channel`, source: ch`source`, brand: ch`brand` } as const;

/** Whose an answer is; 0 for nobody known. */
const CUSTOMER = ch`greatest(person, 0)`;

function isOf(part: ComparedPart): ChStatement {
  if (part.by === 'period') return ch`occurred_at >= ${instant(part.fromMs)} and occurred_at < ${instant(part.untilMs)}`;
  return part.by === 'channel' || part.by === 'source' || part.by === 'brand' ? ch`${COLUMNS[part.by]} = ${text(part.name)}` : isInGroups({ [part.by]: part.name }, CUSTOMER);
}

/** Whether answers are compared by what their customers are. */
export const isOfCustomers = ({ by }: Pick<ComparedPart, 'by'>): boolean => by !== 'period' && !(by in COLUMNS);

/** To which of two groups an answer belongs: none, one, or of saved segments both; or `UNGROUPED`, where groups are of customers and it is of none. `second` null: all others. */
export function comparedCells(first: ComparedPart, second: ComparedPart | null): ChStatement {
  const isOther = isOfCustomers(first) ? ch`${isInGroups({}, CUSTOMER)} and not in_first` : ch`not in_first`;
  const ungrouped = isOfCustomers(first) ? ch`not ${isInGroups({}, CUSTOMER)}` : ch`0`;
  return ch`arrayFilter(one -> one != 0, [toUInt32((${isOf(first)} as in_first)), toUInt32(if(${second === null ? isOther : isOf(second)}, 2, 0)), toUInt32(if(${ungrouped}, 3, 0))])`;
}

/** How many customers answered in both groups. */
export async function inBothCount(analytics: Analytics, answers: ChStatement, cells: ChStatement): Promise<number> {
  const [row] = await analytics.rows<{ people: string }>(ch`
    select count() as people from (select person, uniqExact(cell) as groups from (select person, arrayJoin(${cells}) as cell from (${answers}) where refusal = '' and person > 0) group by person having groups = 2)`, { class: 'report' });
  return Number(row?.people ?? 0);
}
