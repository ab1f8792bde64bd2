/** One answer as a score counts it. `person`: whoever gave it; two answers of one person are not two people. */
export type WeighedAnswer = { readonly person: string; readonly worth: number; readonly weight: number };

/**
 * What a group of answers says about a score, folded so that a database can fold it: no list of answers is needed any more.
 * Units: `answers` and `people` are counts; the rest are sums over weights w and worths x. Invariant: without weights, `weight` and `squaredWeights` equal `answers`.
 */
export type Tally = {
  readonly answers: number;
  readonly people: number;
  readonly weight: number;
  readonly squaredWeights: number;
  readonly sum: number;
  readonly sumOfSquares: number;
  readonly sumOfCubes: number;
  /** Weight of answers worth +1 and −1: what a net score is made of. */
  readonly top: number;
  readonly bottom: number;
  /** Over people: squared weight of their answers, squared sum of their worths, and the product of both. */
  readonly personWeightSquared: number;
  readonly personSumSquared: number;
  readonly personCrossed: number;
};

export const NO_ANSWERS: Tally = { answers: 0, people: 0, weight: 0, squaredWeights: 0, sum: 0, sumOfSquares: 0, sumOfCubes: 0, top: 0, bottom: 0, personWeightSquared: 0, personSumSquared: 0, personCrossed: 0 };

/** Folds answers. Answers of weight zero say nothing and are left out. */
export function tallyOf(answers: readonly WeighedAnswer[]): Tally {
  const people = new Map<string, { weight: number; sum: number }>();
  let [count, weight, squaredWeights, sum, sumOfSquares, sumOfCubes, top, bottom] = [0, 0, 0, 0, 0, 0, 0, 0];
  for (const { person, worth, weight: w } of answers) {
    if (!(w > 0)) continue;
    count += 1;
    weight += w;
    squaredWeights += w * w;
    sum += w * worth;
    sumOfSquares += w * worth ** 2;
    sumOfCubes += w * worth ** 3;
    if (worth === 1) top += w;
    if (worth === -1) bottom += w;
    const own = people.get(person) ?? { weight: 0, sum: 0 };
    people.set(person, { weight: own.weight + w, sum: own.sum + w * worth });
  }
  const overPeople = (of: (one: { weight: number; sum: number }) => number): number => [...people.values()].reduce((total, one) => total + of(one), 0);
  return {
    answers: count, people: people.size, weight, squaredWeights, sum, sumOfSquares, sumOfCubes, top, bottom,
    personWeightSquared: overPeople((one) => one.weight ** 2), personSumSquared: overPeople((one) => one.sum ** 2), personCrossed: overPeople((one) => one.weight * one.sum),
  };
}

/** Two groups together. Whoever answered in both counts as two people. */
export function together(a: Tally, b: Tally): Tally {
  const add = (key: keyof Tally): number => a[key] + b[key];
  return {
    answers: add('answers'), people: add('people'), weight: add('weight'), squaredWeights: add('squaredWeights'), sum: add('sum'), sumOfSquares: add('sumOfSquares'), sumOfCubes: add('sumOfCubes'), top: add('top'), bottom: add('bottom'),
    personWeightSquared: add('personWeightSquared'), personSumSquared: add('personSumSquared'), personCrossed: add('personCrossed'),
  };
}
