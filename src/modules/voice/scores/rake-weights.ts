/** How many people are in each group, by trait: what the answers are to look like. Units: any, only proportions count. */
export type Margins = Readonly<Record<string, Readonly<Record<string, number>>>>;

/**
 * Weights of answers, mean 1. `effective`: answers of equal weight that would tell as much (Kish). `missing`: groups that exist and of whom nobody answered: no weight can speak for them.
 * `unplaced`: answers of people whose group is not known or not counted; they keep weight 1. `trimmed`: weights that would have been beyond the limits.
 */
export type Raked = { readonly weights: readonly number[]; readonly effective: number; readonly missing: readonly string[]; readonly unplaced: number; readonly trimmed: number; readonly isSettled: boolean };

const LEAST = 0.3;
const MOST = 3;
const ROUNDS = 200;
const SETTLED = 1e-9;

/**
 * Rakes answers to the known make-up of the customers (iterative proportional fitting), then keeps every weight within 0.3 … 3.
 * `counts`: how many answers each entry stands for, where entries are answers alike in all traits; one each without.
 * Finite for whatever comes in: groups of size zero or below, and groups without answers, are left out and named. Source: docs/methods/raking.md.
 */
export function rakeWeights(answers: readonly Readonly<Record<string, string>>[], margins: Margins, counts: readonly number[] = answers.map(() => 1)): Raked {
  const times = (at: number): number => counts[at] ?? 0;
  const missing: string[] = [];
  const wanted = Object.entries(margins).map(([trait, groups]) => {
    const held = Object.entries(groups).filter(([, size]) => size > 0 && Number.isFinite(size));
    const answered = new Set(answers.map((answer) => answer[trait]));
    missing.push(...held.filter(([group]) => !answered.has(group)).map(([group]) => `${trait}: ${group}`));
    return { trait, sizes: new Map(held.filter(([group]) => answered.has(group))) };
  }).filter(({ sizes }) => sizes.size > 0);
  const placed = answers.map((answer) => wanted.every(({ trait, sizes }) => sizes.has(answer[trait] ?? '')));
  const weights: number[] = answers.map(() => 1);
  let isSettled = wanted.length === 0;
  for (let round = 0; round < ROUNDS && !isSettled; round++) {
    let change = 0;
    for (const { trait, sizes } of wanted) {
      const now = new Map<string, number>();
      answers.forEach((answer, at) => { if (placed[at] === true) now.set(answer[trait] ?? '', (now.get(answer[trait] ?? '') ?? 0) + times(at) * (weights[at] ?? 0)); });
      const [total, size] = [sumOf([...now.values()]), sumOf([...now.keys()].map((group) => sizes.get(group) ?? 0))];
      answers.forEach((answer, at) => {
        const held = now.get(answer[trait] ?? '') ?? 0;
        if (placed[at] !== true || held <= 0 || size <= 0) return;
        const factor = (sizes.get(answer[trait] ?? '') ?? 0) / size * total / held;
        change = Math.max(change, Math.abs(factor - 1));
        weights[at] = (weights[at] ?? 0) * factor;
      });
    }
    isSettled = change < SETTLED;
  }
  const within = weights.map((weight) => Math.min(MOST, Math.max(LEAST, weight)));
  const mean = sumOf(within.map((weight, at) => times(at) * weight)) / Math.max(1, sumOf(counts));
  const final = within.map((weight) => weight / mean);
  const [sum, squares] = [sumOf(final.map((weight, at) => times(at) * weight)), sumOf(final.map((weight, at) => times(at) * weight ** 2))];
  const countOf = (is: (at: number) => boolean): number => sumOf(counts.filter((_, at) => is(at)));
  return { weights: final, effective: squares > 0 ? sum ** 2 / squares : 0, missing, unplaced: countOf((at) => placed[at] !== true), trimmed: countOf((at) => (weights[at] ?? 1) < LEAST || (weights[at] ?? 1) > MOST), isSettled };
}

function sumOf(numbers: readonly number[]): number {
  return numbers.reduce((sum, one) => sum + one, 0);
}
