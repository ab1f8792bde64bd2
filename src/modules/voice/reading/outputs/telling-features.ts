import type { SparseRows } from '../feature-space.ts';

/** How far telling features are favoured: 0 not at all. Chosen on texts of one hand by lines learnt from all other hands. */
const POWER = 0.3;

/**
 * What each feature counts before a line is learnt: the more unlike its shares among texts that have the label and those that have not, the more; so less is left to features that tell nothing and happen to stand beside.
 * Shape: one number a column, 1 for the last `meanings`. Invariant: the values of all rows keep their sum of squares.
 * Source: Wang and Manning, "Baselines and bigrams" (2012): the logarithm of the ratio of both shares, each text counted once and one text more on either side; here its root.
 */
export function tellingOf({ starts, columns, values, width }: SparseRows, meanings: number, positive: Uint8Array): Float32Array {
  const held = [new Float64Array(width).fill(1), new Float64Array(width).fill(1)] as const;
  for (const [row, is] of positive.entries()) {
    const own = held[is === 1 ? 1 : 0];
    for (let place = starts[row] as number; place < (starts[row + 1] as number); place += 1) own[columns[place] as number] = (own[columns[place] as number] as number) + 1;
  }
  const having = positive.reduce((sum, one) => sum + one, 0);
  const prior = Math.log((positive.length - having + 2) / (having + 2));
  const end = width - meanings;
  const telling = Float32Array.from({ length: width }, (_, column) => (column < end ? Math.abs(Math.log((held[1][column] as number) / (held[0][column] as number)) + prior) ** POWER : 1));
  let [before, after] = [0, 0];
  for (const [place, value] of values.entries()) {
    const column = columns[place] as number;
    if (column >= end) continue;
    before += value ** 2;
    after += (value * (telling[column] as number)) ** 2;
  }
  const back = after > 0 ? Math.sqrt(before / after) : 1;
  for (let column = 0; column < end; column += 1) telling[column] = (telling[column] as number) * back;
  return telling;
}

/** Rows whose columns count as much as is said of each. */
export function scaledRows(rows: SparseRows, by: Float32Array): SparseRows {
  return { ...rows, values: rows.values.map((value, place) => value * (by[rows.columns[place] as number] as number)) };
}
