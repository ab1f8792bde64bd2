import { seededRandom } from '../../../kernel/seeded-random.ts';
import { addRow, correlationsOf, meansOf, sumsLength, type Correlations, type ProductSums } from './correlations.ts';

/** One row of numbers with whoever gave it; the last is the score. */
export type PersonRow = { readonly person: string; readonly columns: Float64Array };

/** Sums of all rows and of each person's own (or of several people's: see `PARTS_MOST`). Shape: the sums of part k stand in `parts` from k · (length of `whole`) on. */
export type FoldedPeople = { readonly columns: number; readonly whole: ProductSums; readonly count: number; readonly parts: Float64Array };

/** Beyond this many people, several are drawn together: intervals are as wide, and no slower the more there are. */
const PARTS_MOST = 1_000;

/** Folds rows by person. Invariant: does not depend on the order of rows, up to rounding. */
export function foldPeople(rows: readonly PersonRow[]): FoldedPeople {
  const means = meansOf(rows.map(({ columns }) => columns));
  const length = sumsLength(means.length);
  const people = [...new Set(rows.map(({ person }) => person))].sort();
  const count = Math.min(people.length, PARTS_MOST);
  const partOf = new Map(people.map((person, at) => [person, at % count]));
  const parts = new Float64Array(count * length);
  for (const { person, columns } of rows) {
    const from = (partOf.get(person) ?? 0) * length;
    addRow(parts.subarray(from, from + length), columns.map((value, at) => value - (means[at] as number)));
  }
  const whole = new Float64Array(length);
  for (let place = 0; place < parts.length; place += 1) whole[place % length] = (whole[place % length] as number) + (parts[place] as number);
  return { columns: means.length, whole, count, parts };
}

/**
 * Correlations of as many people as there are, drawn by lot from them with all that each answered, again and again (bootstrap by clusters).
 * A draw in which nobody answers anything different is no draw. Invariant: the same for the same seed. Source: Davison & Hinkley (1997), chapter 3.
 */
export function* resamplePeople({ columns, count, parts }: FoldedPeople, rounds: number, seed: number): Generator<Correlations> {
  const random = seededRandom(seed);
  const length = sumsLength(columns);
  for (let round = 0; round < rounds; round += 1) {
    const times = new Uint16Array(count);
    for (let draw = 0; draw < count; draw += 1) { const at = Math.floor(random() * count); times[at] = (times[at] as number) + 1; }
    const sums = new Float64Array(length);
    for (let part = 0; part < count; part += 1) {
      const drawn = times[part] as number;
      if (drawn === 0) continue;
      const from = part * length;
      for (let at = 0; at < length; at += 1) sums[at] = (sums[at] as number) + drawn * (parts[from + at] as number);
    }
    const found = correlationsOf(sums, columns);
    if (found !== null) yield found;
  }
}
