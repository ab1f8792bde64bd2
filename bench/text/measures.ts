/** Share of answers that are right. */
export function accuracy(truths: readonly string[], answers: readonly string[]): number {
  return truths.filter((truth, row) => truth === answers[row]).length / truths.length;
}

/** Mean over the labels of 2·right / (said + true), each label alike. */
export function macroF1(truths: readonly string[], answers: readonly string[]): number {
  const labels = [...new Set([...truths, ...answers])];
  let sum = 0;
  for (const label of labels) {
    const right = truths.filter((truth, row) => truth === label && answers[row] === label).length;
    const all = truths.filter((truth) => truth === label).length + answers.filter((answer) => answer === label).length;
    sum += all === 0 ? 0 : 2 * right / all;
  }
  return sum / labels.length;
}

/** The chance that a text of the asked kind has a higher score than one of the others; ties count half. */
export function areaUnderCurve(isAsked: readonly boolean[], scores: readonly number[]): number {
  const order = [...scores.keys()].sort((a, b) => (scores[a] as number) - (scores[b] as number));
  let ranks = 0;
  for (let from = 0; from < order.length;) {
    let to = from;
    while (to < order.length && scores[order[to] as number] === scores[order[from] as number]) to += 1;
    for (let at = from; at < to; at += 1) if (isAsked[order[at] as number] === true) ranks += (from + to + 1) / 2;
    from = to;
  }
  const asked = isAsked.filter(Boolean).length;
  return (ranks - asked * (asked + 1) / 2) / (asked * (isAsked.length - asked));
}

/** Mean distance between answer and truth. */
export function meanAbsoluteError(truths: readonly number[], answers: readonly number[]): number {
  return truths.reduce((sum, truth, row) => sum + Math.abs(truth - (answers[row] as number)), 0) / truths.length;
}

/** Pearson's correlation. */
export function correlation(left: readonly number[], right: readonly number[]): number {
  const mean = (of: readonly number[]): number => of.reduce((sum, one) => sum + one, 0) / of.length;
  const [a, b] = [mean(left), mean(right)];
  let [both, first, second] = [0, 0, 0];
  for (const [row, one] of left.entries()) { const [x, y] = [one - a, (right[row] as number) - b]; both += x * y; first += x * x; second += y * y; }
  return both / Math.sqrt(first * second);
}

/** How far claimed confidence and share of right answers lie apart, over ten bands, weighed by their texts (expected calibration error). */
export function calibrationError(right: readonly boolean[], claimed: readonly number[]): number {
  let sum = 0;
  for (let band = 0; band < 10; band += 1) {
    const rows = [...claimed.keys()].filter((row) => Math.min(9, Math.floor((claimed[row] as number) * 10)) === band);
    sum += Math.abs(rows.reduce((total, row) => total + (claimed[row] as number) - (right[row] === true ? 1 : 0), 0));
  }
  return sum / right.length;
}

/** Rounded to four places for reading. */
export const rounded = (value: number): number => Math.round(value * 10_000) / 10_000;
