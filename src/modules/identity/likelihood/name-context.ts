import { MOST_LEVELS, SWAPPED } from './compare-values.ts';
import type { RecordField } from './record-field.ts';

/** How far the names of two records agree: 0 neither, 1 given name, 2 surname, 3 both. */
export const NAME_CONTEXTS = 4;
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
    return ((givenLevel >= AGREES ? 1 : 0) + (surname >= 0 && (levels[from + surname] ?? 0) >= AGREES ? 2 : 0)) * step;
  };
}
