import type { SparseRows } from './feature-space.ts';
import { seededRandom } from '../../../kernel/seeded-random.ts';

/** What one line between "is" and "is not" is learnt from. Shape: `positive` 1 or 0 for each text; `costs` what an error about each text costs. */
export type LineTask = { readonly rows: SparseRows; readonly positive: Uint8Array; readonly costs: Float64Array; readonly seed: number };

/** A learnt line: score = Σ weights · values + bias, the logarithm of the odds. */
export type Line = { readonly weights: Float64Array; readonly bias: number };

/** Rounds over all texts at most; settled when no text asks for more than this (gradient in the dual). */
const ROUNDS = 40;
const SETTLED = 0.1;
/** A text that hardly moved rests for a while; everybody is asked again in the end. Units: share of its cost; rounds. */
const STILL = 1e-3;
const LONGEST_REST = 4;

/**
 * The line with the smallest ½‖w‖² + Σ cost · ln(1 + e^(−y·score)): logistic regression, by one text at a time in the dual, each solved by Newton's steps.
 * Cost: linear in the entries, about ten rounds.
 * Source: Yu, Huang and Lin, "Dual coordinate descent methods for logistic regression and maximum entropy models" (2011), algorithm 5.
 */
export function solveLine({ rows, positive, costs, seed }: LineTask): Line {
  const { starts, columns, values } = rows;
  const count = starts.length - 1;
  const weights = new Float64Array(rows.width);
  const lengths = new Float64Array(count);
  // How far each text pulls; what is left of its cost is how well it is already served.
  const pull = new Float64Array(count);
  const rest = new Uint8Array(count);
  const rested = new Uint8Array(count);
  const order = Int32Array.from({ length: count }, (_, at) => at);
  const random = seededRandom(seed);
  let bias = 0;
  const move = (row: number, step: number): void => {
    bias += step;
    const to = starts[row + 1] as number;
    for (let place = starts[row] as number; place < to; place += 1) {
      const column = columns[place] as number;
      weights[column] = (weights[column] as number) + step * (values[place] as number);
    }
  };
  for (let row = 0; row < count; row += 1) {
    let length = 1;
    for (let place = starts[row] as number; place < (starts[row + 1] as number); place += 1) length += (values[place] as number) ** 2;
    lengths[row] = length;
    pull[row] = Math.min(0.001 * (costs[row] as number), 1e-8);
    move(row, (pull[row] as number) * ((positive[row] as number) * 2 - 1));
  }
  let everybody = true;
  for (let round = 0; round < ROUNDS; round += 1) {
    shuffle(order, random);
    let most = 0;
    for (let at = 0; at < count; at += 1) {
      const row = order[at] as number;
      if (!everybody && (rested[row] as number) > 0) { rested[row] = (rested[row] as number) - 1; continue; }
      const cost = costs[row] as number;
      const sign = (positive[row] as number) * 2 - 1;
      const to = starts[row + 1] as number;
      let score = bias;
      for (let place = starts[row] as number; place < to; place += 1) score += (weights[columns[place] as number] as number) * (values[place] as number);
      const before = pull[row] as number;
      const length = lengths[row] as number;
      const slope = sign * score;
      // Newton's steps from the side on which they cannot leave (0, cost).
      const low = slope + length / 2 * (cost - 2 * before) >= 0;
      const from = low ? before : cost - before;
      const toward = low ? slope : -slope;
      let share = cost - from < 0.5 * cost ? 0.1 * from : from;
      let gradient = length * (share - from) + toward + Math.log(share / (cost - share));
      most = Math.max(most, Math.abs(gradient));
      for (let inner = 0; inner < 50 && Math.abs(gradient) >= 1e-3; inner += 1) {
        const next = share - gradient / (length + cost / ((cost - share) * share));
        share = next <= 0 ? share * 0.1 : next;
        gradient = length * (share - from) + toward + Math.log(share / (cost - share));
      }
      const after = low ? share : cost - share;
      const still = Math.abs(after - before) < STILL * cost;
      const longer = still ? Math.min(LONGEST_REST, (rest[row] as number) + 1) : 0;
      rest[row] = longer;
      rested[row] = longer;
      if (after === before) continue;
      pull[row] = after;
      move(row, (after - before) * sign);
    }
    if (most < SETTLED) { if (everybody) break; everybody = true; } else everybody = false;
  }
  return { weights, bias };
}

function shuffle(order: Int32Array, random: () => number): void {
  for (let at = order.length - 1; at > 0; at -= 1) {
    const other = Math.floor(random() * (at + 1));
    const kept = order[at] as number;
    order[at] = order[other] as number;
    order[other] = kept;
  }
}
