import { MOST_LEVELS, NOT_GIVEN, SWAPPED } from './compare-values.ts';
import type { RecordField } from './record-field.ts';

/** How far the names of two records agree: 0 neither, 1 given name, 2 surname, 3 both; 4 given name and 5 surname, where nobody can tell of the other. */
export const NAME_CONTEXTS = 6;
/** From this level on two names may well be one person's: one letter off, nickname, part, equal. */
const AGREES = 4;

/** Where the chances of a pair begin in a table of all contexts: addresses are made of names, so what they have in common by chance depends on what the names have in common. */
export function contextOf(fields: readonly RecordField[]): (levels: Uint8Array, from: number) => number {
  const given = fields.findIndex((field) => field.kind === 'given-name');
  const surname = fields.findIndex((field) => field.kind === 'surname');
  const step = fields.length * MOST_LEVELS;
  return (levels, from) => {
    const givenLevel = given < 0 ? 0 : levels[from + given] ?? 0;
    if (givenLevel === SWAPPED) return 3 * step;
    const surnameLevel = surname < 0 ? 0 : levels[from + surname] ?? 0;
    if (givenLevel >= AGREES) return (surnameLevel >= AGREES ? 3 : surnameLevel === NOT_GIVEN ? 4 : 1) * step;
    return surnameLevel < AGREES ? 0 : (givenLevel === NOT_GIVEN ? 5 : 2) * step;
  };
}

/**
 * Works out the chances where one of two names agrees and the other is not given on both sides: it agrees by chance as often as among strangers.
 * Without it an address that is made of both names would be the surer evidence the less is known. Writes into `table`, which holds every context.
 */
export function fillUnknownNames(table: Float64Array, fields: readonly RecordField[]): void {
  const step = fields.length * MOST_LEVELS;
  const given = fields.findIndex((field) => field.kind === 'given-name');
  const surname = fields.findIndex((field) => field.kind === 'surname');
  const agreeing = (field: number): number => {
    let ratio = 0;
    for (let level = AGREES; field >= 0 && level < MOST_LEVELS; level += 1) ratio += table[field * MOST_LEVELS + level] ?? 0;
    return Math.min(1, ratio);
  };
  for (const [context, known, unknown] of [[4, 1, agreeing(surname)], [5, 2, agreeing(given)]] as const) {
    for (let at = 0; at < step; at += 1) table[context * step + at] = unknown * (table[3 * step + at] ?? 0) + (1 - unknown) * (table[known * step + at] ?? 0);
  }
}

/** Chances with every context that there is: models of before knew four. */
export function inEveryContextOf(table: Float64Array, fields: readonly RecordField[]): Float64Array {
  const all = new Float64Array(fields.length * MOST_LEVELS * NAME_CONTEXTS);
  if (table.length >= all.length) return table;
  all.set(table);
  fillUnknownNames(all, fields);
  return all;
}
