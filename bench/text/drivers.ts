import { seededRandom } from '../../src/kernel/seeded-random.ts';
import type { AnsweredTogether } from '../../src/modules/voice/drivers/choose-drivers.ts';
import { pairCorrelation } from '../../src/modules/voice/drivers/correlations.ts';
import { findDrivers } from '../../src/modules/voice/drivers/find-drivers.ts';
import { relativeWeights } from '../../src/modules/voice/drivers/relative-weights.ts';
import { rounded } from './measures.ts';
import { skytrax, type LoungeReview } from './sets-of-texts.ts';

/** Drivers of the overall rating of lounges by their aspects, beside plain correlations and the other method (LMG); and how often the intervals hold the truth where it is known. */
export function lounges(seed: number): object {
  const reviews = skytrax();
  const before = performance.now();
  const found = driversOf(reviews, seed);
  const ms = performance.now() - before;
  // Whether the site's 0 is an answer or none is not said: both ways.
  const zeroIsNone = driversOf(reviews.map(({ aspects, ...review }) => ({ ...review, aspects: Object.fromEntries(Object.entries(aspects).map(([name, value]) => [name, value === 0 ? null : value])) })), seed);
  const topThree = (names: readonly string[]): string => names.slice(0, 3).toSorted().join();
  const byCorrelation = found.drivers.toSorted((a, b) => b.correlation - a.correlation).map(({ name }) => name);
  return {
    reviews: reviews.length, complete: found.complete, people: found.people, ms: Math.round(ms), missing: found.missing, movedByGaps: found.movedByGaps, explained: found.explained, explainedPlainly: found.explainedPlainly, drivers: found.drivers,
    whereZeroIsNoAnswer: { complete: zeroIsNone.complete, order: zeroIsNone.order }, sameTopThree: [byCorrelation, zeroIsNone.order, found.orderBySets].every((order) => topThree(order) === topThree(found.order)), coverage: coverage(seed),
    order: found.order, intervals: Object.fromEntries(found.drivers.map(({ name, low, high }) => [name, [low, high]])),
  };
}

function driversOf(reviews: readonly LoungeReview[], seed: number) {
  const rated = reviews.flatMap((review) => (review.overall === null ? [] : [{ ...review, overall: review.overall }]));
  const names = Object.keys(rated[0]?.aspects ?? {});
  const rows = rated.map(({ author, overall, aspects }): AnsweredTogether => ({ person: author, score: overall, answers: names.map((name) => aspects[name] ?? null) }));
  const { complete, explained, explainedPlainly, movedByGaps, drivers } = findDrivers(names, rows, seed);
  const nameOf = (question: number): string => names[question] ?? '';
  return {
    complete: complete.answers, people: complete.people, explained: explained === null ? null : [explained.value, explained.low, explained.high].map(rounded), explainedPlainly: rounded(explainedPlainly ?? NaN), movedByGaps: rounded(movedByGaps ?? NaN),
    missing: Object.fromEntries(names.map((name) => [name, rated.filter(({ aspects }) => aspects[name] === null).length])),
    order: drivers.map(({ question }) => nameOf(question)), orderBySets: drivers.toSorted((a, b) => (b.bySets ?? 0) - (a.bySets ?? 0)).map(({ question }) => nameOf(question)),
    drivers: drivers.map(({ question, share, bySets, alike, places }) => ({
      name: nameOf(question), share: rounded(share.value), low: rounded(share.low), high: rounded(share.high), lmg: rounded(bySets ?? NaN), /** Of whoever answered both, as in the README of the data. */ correlation: rounded(pairCorrelation(rows.map(({ score, answers }) => [answers[question] ?? null, score]), 0, 1) ?? NaN), places: `${places.from} to ${places.to}`, cannotBeToldFrom: alike.map(nameOf),
    })),
  };
}

/** Made-up surveys in which it is known how much each driver counts: slopes, how much answers go together, noise, people, answers of each. */
const WORLDS: readonly { readonly slopes: readonly number[]; readonly together: number; readonly noise: number; readonly people: number; readonly each: number }[] = [
  { slopes: [1, 1, 1], together: 0.5, noise: 2, people: 40, each: 1 },
  { slopes: [1, 1, 1, 1, 1], together: 0.5, noise: 3, people: 60, each: 1 },
  { slopes: [1, 1, 1, 1, 1], together: 0.5, noise: 3, people: 60, each: 3 },
  { slopes: [3, 2, 1, 0, 0], together: 0.5, noise: 3, people: 200, each: 1 },
];
const RUNS = 200;

/** How often intervals hold the true share and what is explained in truth, and how often any two drivers are told apart that are the same, or the wrong way round. */
function coverage(seed: number): object {
  const random = seededRandom(seed);
  const normal = (): number => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  return WORLDS.map(({ slopes, together, noise, people, each }) => {
    const names = slopes.map((_, at) => `q${at}`);
    const cells = Float64Array.from({ length: slopes.length ** 2 }, (_, at) => (Math.floor(at / slopes.length) === at % slopes.length ? 1 : together));
    const withScore = slopes.map((_, at) => slopes.reduce((sum, slope, other) => sum + slope * (cells[at * slopes.length + other] ?? 0), 0));
    const deviation = Math.sqrt(noise ** 2 + slopes.reduce((sum, slope, at) => sum + slope * (withScore[at] ?? 0), 0));
    const truth = relativeWeights({ size: slopes.length, cells }, Float64Array.from(withScore, (one) => one / deviation));
    const shareOf = (at: number): number => (truth.weights[at] ?? 0) / truth.explained;
    let [held, shares, explainedHeld, falselyApart] = [0, 0, 0, 0];
    for (let run = 0; run < RUNS; run += 1) {
      const rows = Array.from({ length: people }, (_, person) => {
        const own = Array.from({ length: slopes.length + 2 }, normal);
        return Array.from({ length: each }, (): AnsweredTogether => {
          // Answers of one person are half of what that person is like.
          const drawn = own.map((one) => (each === 1 ? one : Math.SQRT1_2 * (one + normal())));
          const answers = slopes.map((_, at) => Math.sqrt(together) * (drawn[slopes.length] ?? 0) + Math.sqrt(1 - together) * (drawn[at] ?? 0));
          return { person: String(person), score: answers.reduce((sum, answer, at) => sum + answer * (slopes[at] ?? 0), noise * (drawn[slopes.length + 1] ?? 0)), answers };
        });
      }).flat();
      const { drivers, explained } = findDrivers(names, rows, run);
      explainedHeld += Number(explained !== null && explained.low <= truth.explained && truth.explained <= explained.high);
      held += drivers.filter(({ question, share }) => share.low <= shareOf(question) && shareOf(question) <= share.high).length;
      shares += drivers.length;
      falselyApart += Number(drivers.some((one, place) => drivers.slice(place + 1).some((other) => !one.alike.includes(other.question) && shareOf(one.question) < shareOf(other.question) + 1e-9)));
    }
    return { people, each, slopes: slopes.join(), explained: rounded(truth.explained), held: rounded(held / shares), explainedHeld: rounded(explainedHeld / RUNS), falselyApart: rounded(falselyApart / RUNS) };
  });
}
