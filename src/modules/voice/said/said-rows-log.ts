import { ch, type ChStatement } from '../../../platform/clickhouse/sql.ts';
import { PERSON } from '../answers-log.ts';
import { publicIdIn } from '../public-id-log.ts';
import { read, type SaidFilter } from './said-log.ts';

/** A text that spreadsheets take for no formula; the same rule as `csvField`. */
export const guarded = (column: ChStatement, isGuarded: boolean): ChStatement => (isGuarded ? ch`if(match(${column}, '^[\\s\\x{FEFF}]*[=+\\-@\\t\\r|%]'), concat('\\'', ${column}), toString(${column}))` : ch`toString(${column})`);

/** What was read in each text as rows of a file, newest first: no names, no words. `isForSpreadsheets`: nothing in it is a formula, and lists are texts. Cost: one reading of the period. */
export function saidRows(filter: SaidFilter, isForSpreadsheets: boolean): ChStatement {
  const things = ch`arrayDistinct(arrayMap((output, label) -> if(output = label or label = '', toString(output), concat(toString(output), ' ', toString(label))), outputs, labels))`;
  return ch`
    select ${publicIdIn('customer', ch`toUInt64(greatest(${PERSON}, 0))`)} as customer, occurred_at as when, ${guarded(ch`channel`, isForSpreadsheets)} as channel, ${guarded(ch`source`, isForSpreadsheets)} as source, ${guarded(ch`brand`, isForSpreadsheets)} as brand,
      nullIf(toString(language), '') as language, nullIf(toString(feeling), '') as feeling, ${isForSpreadsheets ? ch`arrayStringConcat(${things}, '; ')` : things} as said, toBool(not has(outputs, 'spam')) as counts, ${publicIdIn('interaction', ch`number`)} as interaction
    from ${read(filter)}
    order by occurred_at desc, number desc`;
}
