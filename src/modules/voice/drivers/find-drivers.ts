import type { Interval, NoDriversReason } from '../contract.ts';
import { Z95 } from '../scores/effective-n.ts';
import { SHOWN_FROM } from '../scores/estimate-score.ts';
import { studentQuantile } from '../scores/quantiles.ts';
import { chooseDrivers, OTHERS_LEAST, QUESTIONS_MOST, othersThanMost, type AnsweredTogether, type LeftOut } from './choose-drivers.ts';
import { compareShares, spreadOf } from './compare-shares.ts';
import { correlationsOf, pairwiseCorrelations, type Correlations } from './correlations.ts';
import { relativeWeights, type RelativeWeights } from './relative-weights.ts';
import { foldPeople, resamplePeople } from './resample-people.ts';
import { shapleyWeights } from './shapley-weights.ts';

/**
 * One driver of a score. `share`: of what all drivers together explain, 0 to 1; `weight`: the same of all differences in the score. `bySets`: its share by the other method (LMG), null with more than twelve drivers.
 * `direct`: its correlation with the score by itself; `isReal`: told from none at all, among all drivers at once. `alike`: drivers whose share cannot be told from this one's; `places`: where it may stand, therefore.
 */
export type Driver = { readonly question: number; readonly answers: number; readonly weight: number; readonly share: Interval; readonly bySets: number | null; readonly direct: Interval; readonly isReal: boolean; readonly alike: readonly number[]; readonly places: { readonly from: number; readonly to: number } };

/** What a score goes with. `reason`: why there are no drivers, null where there are; `drivers`: largest share first. */
export type FoundDrivers = {
  readonly reason: NoDriversReason | null;
  readonly drivers: readonly Driver[];
  /** Which share of the differences in the score goes with the drivers, less what as many questions would explain by chance alone (adjusted R²). Units: ratio. */
  readonly explained: Interval | null;
  /** The same with what chance alone explains (R²): the sum of the weights. */
  readonly explainedPlainly: number | null;
  readonly leftOut: readonly LeftOut[];
  /** Those who answered every driver. */
  readonly complete: { readonly answers: number; readonly people: number };
  /** The largest move of a share when answers with gaps are counted too, question by question. Null: it can't be done. */
  readonly movedByGaps: number | null;
  /** Some drivers are exact mixtures of others: what they share is spread over them. */
  readonly isMixed: boolean;
  readonly rounds: number;
};

/** People for each driver. Source: docs/methods/drivers.md. */
const PEOPLE_PER_DRIVER = 10;
const ROUNDS = 1_000;
/** With so many drivers a round takes long; the ends of the intervals are a little less exact. */
const MANY_DRIVERS = 12;
const ROUNDS_WITH_MANY = 400;
/** Fewer draws tell no interval. */
const ROUNDS_LEAST = 200;

/**
 * Drivers of a score: which other answers, given in the same breath, the score goes with, and how much of it. Correlation, not cause.
 * Invariant: the same answers give the same figures, in whatever order rows and questions come. Source: docs/methods/drivers.md.
 */
export function findDrivers(names: readonly string[], rows: readonly AnsweredTogether[], seed = 1): FoundDrivers {
  const steps = driversInSteps(names, rows, seed);
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
  }
}

/** The same in steps, most of about a millisecond, so that whoever has other things to do can do them in between. */
export function* driversInSteps(names: readonly string[], rows: readonly AnsweredTogether[], seed = 1, most = QUESTIONS_MOST): Generator<undefined, FoundDrivers> {
  const { kept, leftOut, complete } = chooseDrivers(names, rows, most);
  const people = new Set(complete.map(({ person }) => person)).size;
  const none: FoundDrivers = { reason: null, drivers: [], explained: null, explainedPlainly: null, leftOut, complete: { answers: complete.length, people }, movedByGaps: null, isMixed: false, rounds: 0 };
  const reason = reasonAgainst(kept.length, complete, people);
  if (reason !== null) return { ...none, reason };
  yield;

  const folded = foldPeople(complete.map(({ person, score, answers }) => ({ person, columns: Float64Array.from([...kept.map((question) => answers[question] ?? NaN), score]) })));
  const found = correlationsOf(folded.whole, folded.columns);
  if (found === null) return { ...none, reason: 'score-all-the-same' };
  const { weights, explained, rank } = relativeWeights(found.among, found.withScore);
  if (explained < 1e-9) return { ...none, reason: 'nothing-explained' };

  const drawn: (RelativeWeights & { readonly withScore: Float64Array })[] = [];
  for (const { among, withScore } of resamplePeople(folded, kept.length > MANY_DRIVERS ? ROUNDS_WITH_MANY : ROUNDS, seed)) {
    const one = relativeWeights(among, withScore);
    if (one.explained > 0) drawn.push({ withScore, ...one });
    yield;
  }
  if (drawn.length < ROUNDS_LEAST) return { ...none, reason: 'too-few-people' };
  const free = Math.max(1, people - rank - 1);
  // What few people leave open that drawing from them cannot show: the people that the drivers use up, and Student's t.
  const usedUp = Math.sqrt(people / free);
  const wider = usedUp * studentQuantile(0.975, free) / Z95;
  const reach = usedUp * studentQuantile(1 - 0.025 / kept.length, free);
  const shares = sharesOf(weights, explained);
  const drawnShares = drawn.map((one) => sharesOf(one.weights, one.explained));
  yield;
  const alike = compareShares(shares, drawnShares, wider);
  const bySets = shapleyWeights(found.among, found.withScore);
  const drivers = kept.map((question, at): Driver => {
    const [share, others] = [shares[at] ?? 0, alike[at] ?? []];
    const apart = kept.map((_, other) => other).filter((other) => other !== at && !others.includes(other));
    const [direct, drawnDirect] = [found.withScore[at] ?? 0, drawn.map(({ withScore }) => withScore[at] ?? 0)];
    return {
      question, answers: rows.filter(({ answers }) => answers[question] != null).length, weight: weights[at] ?? 0, share: around(share, drawnShares.map((one) => one[at] ?? 0), wider, [0, 1]), bySets: bySets === null ? null : (bySets[at] ?? 0) / explained,
      direct: around(direct, drawnDirect, wider, [-1, 1]), isReal: Math.abs(direct) > reach * spreadOf(drawnDirect), alike: others.map((other) => kept[other] ?? 0),
      places: { from: 1 + apart.filter((other) => (shares[other] ?? 0) > share).length, to: kept.length - apart.filter((other) => (shares[other] ?? 0) < share).length },
    };
  });
  return {
    ...none, drivers: drivers.toSorted((a, b) => b.share.value - a.share.value), explained: explainedOf(explained, drawn.map((one) => one.explained), complete.length, rank, wider), explainedPlainly: explained,
    movedByGaps: movedByGaps(kept, rows, complete.length, shares), isMixed: rank < kept.length, rounds: drawn.length,
  };
}

/** How many people must have answered so many questions. */
export function peopleWantedFor(drivers: number): number {
  return Math.max(SHOWN_FROM, PEOPLE_PER_DRIVER * drivers);
}

function reasonAgainst(drivers: number, complete: readonly AnsweredTogether[], people: number): NoDriversReason | null {
  if (drivers === 0) return 'no-questions';
  if (people < SHOWN_FROM) return 'too-few-people';
  if (people < peopleWantedFor(drivers)) return 'too-few-for-questions';
  const others = othersThanMost(complete.map(({ score }) => score));
  return others === 0 ? 'score-all-the-same' : others < OTHERS_LEAST ? 'score-nearly-all-the-same' : null;
}

const sharesOf = (weights: Float64Array, explained: number): number[] => Array.from(weights, (weight) => weight / explained);

/** A figure with the middle 95 % of what was drawn, made wider, within its ends. */
function around(value: number, drawn: readonly number[], wider: number, [least, most]: readonly [number, number]): Interval {
  const sorted = drawn.toSorted((a, b) => a - b);
  const at = (share: number): number => value + wider * ((sorted[Math.round(share * (sorted.length - 1))] ?? value) - value);
  return { value, low: Math.max(least, Math.min(value, at(0.025))), high: Math.min(most, Math.max(value, at(0.975))) };
}

/** Drivers explain a little more of any sample than of everybody, and more again of what is drawn from it: both are taken away. */
function explainedOf(explained: number, drawn: readonly number[], answers: number, rank: number, wider: number): Interval {
  const adjusted = Math.max(0, 1 - (1 - explained) * (answers - 1) / (answers - rank - 1));
  const mean = drawn.reduce((sum, one) => sum + one, 0) / drawn.length;
  return around(adjusted, drawn.map((one) => one - mean + adjusted), wider, [0, 1]);
}

/** How far shares move when each correlation is taken from whoever answered both questions. */
function movedByGaps(kept: readonly number[], rows: readonly AnsweredTogether[], complete: number, shares: readonly number[]): number | null {
  const used = rows.filter(({ answers }) => kept.some((question) => answers[question] != null));
  if (used.length === complete) return 0;
  const found: Correlations | null = pairwiseCorrelations(used.map(({ score, answers }) => [...kept.map((question) => answers[question] ?? null), score]), kept.length + 1);
  if (found === null) return null;
  const { weights, explained } = relativeWeights(found.among, found.withScore);
  return explained > 0 ? Math.max(...sharesOf(weights, explained).map((share, at) => Math.abs(share - (shares[at] ?? 0)))) : null;
}
