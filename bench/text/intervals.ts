import { seededRandom } from '../../src/kernel/seeded-random.ts';
import { estimateScore } from '../../src/modules/voice/scores/estimate-score.ts';
import { definitionOf, type ScoreDefinition } from '../../src/modules/voice/scores/score-definition.ts';
import { tallyOf } from '../../src/modules/voice/scores/tally.ts';
import { tallyOfCounts } from './drawn-answers.ts';
import { rounded } from './measures.ts';

/** True shares of detractors, passives and promoters: an ordinary firm, a good one, a loved one. */
const MIXES = [[0.2, 0.3, 0.5], [0.05, 0.2, 0.75], [0.02, 0.08, 0.9]] as const;
const SIZES = [10, 20, 30, 100];
/** True shares of one to five stars: even, torn, mostly five. */
const STARS = [[0.1, 0.15, 0.25, 0.3, 0.2], [0.3, 0.05, 0.05, 0.1, 0.5], [0.03, 0.02, 0.05, 0.2, 0.7]] as const;

/** Every way in which `total` answers fall on `groups` groups. */
function* waysOf(total: number, groups: number): Generator<readonly number[]> {
  if (groups === 1) { yield [total]; return; }
  for (let first = 0; first <= total; first++) for (const rest of waysOf(total - first, groups - 1)) yield [first, ...rest];
}

/** How often the interval holds the true score: every outcome, weighed with its exact probability. */
function coverage(definition: ScoreDefinition, worths: readonly number[], shares: readonly number[], n: number): number {
  const logFactorial = [0];
  for (let k = 1; k <= n; k++) logFactorial.push((logFactorial[k - 1] ?? 0) + Math.log(k));
  const truth = (definition.rule.kind === 'mean' ? 1 : 100) * shares.reduce((sum, share, at) => sum + share * (worths[at] ?? 0), 0);
  let covered = 0;
  for (const ways of waysOf(n, worths.length)) {
    const estimate = estimateScore(definition, tallyOfCounts(worths, ways));
    if (estimate === null || estimate.low > truth + 1e-9 || estimate.high < truth - 1e-9) continue;
    covered += Math.exp(ways.reduce((sum, count, at) => sum + count * Math.log(shares[at] ?? 1) - (logFactorial[count] ?? 0), logFactorial[n] ?? 0));
  }
  return covered;
}

/** How often the interval holds the truth where people answer several times and each has a mood of their own; by chance, `rounds` times. */
function clusteredCoverage(answersOf: readonly number[], random: () => number, rounds: number): number {
  const definition = definitionOf({ scale: 'thumbs', from: 0, to: 1 });
  if (definition === null) return NaN;
  let covered = 0;
  for (let round = 0; round < rounds; round++) {
    // Each person's own share is drawn evenly from 0.5 to 1: three of four answers are good.
    const answers = answersOf.flatMap((count, person) => {
      const share = 0.5 + random() / 2;
      return Array.from({ length: count }, () => ({ person: String(person), worth: Number(random() < share), weight: 1 }));
    });
    const estimate = estimateScore(definition, tallyOf(answers));
    if (estimate !== null && estimate.low <= 75 && estimate.high >= 75) covered += 1;
  }
  return covered / rounds;
}

/** Coverage of the 95 % intervals that are shown beside scores: exact for one answer a person, by simulation for several. */
export function intervals(seed: number): object {
  const nps = definitionOf({ scale: 'nps', from: 0, to: 10 });
  const stars = definitionOf({ scale: 'stars', from: 1, to: 5 });
  const thumbs = definitionOf({ scale: 'thumbs', from: 0, to: 1 });
  if (nps === null || stars === null || thumbs === null) return {};
  const cells = MIXES.flatMap((mix) => SIZES.map((n) => ({ mix: mix.join('/'), n, coverage: rounded(coverage(nps, [-1, 0, 1], mix, n)) })));
  const means = STARS.flatMap((mix) => [10, 20, 30].map((n) => rounded(coverage(stars, [1, 2, 3, 4, 5], mix, n))));
  const shares = [0.5, 0.7, 0.8, 0.9].flatMap((share) => SIZES.map((n) => rounded(coverage(thumbs, [0, 1], [1 - share, share], n))));
  const random = seededRandom(seed ^ 0x9e3779b9);
  const clustered = {
    'forty people, five answers each': clusteredCoverage(Array.from({ length: 40 }, () => 5), random, 4_000),
    'a hundred people, one to four answers': clusteredCoverage(Array.from({ length: 100 }, (_, at) => 1 + at % 4), random, 4_000),
    'one of fifty gave forty answers': clusteredCoverage([40, ...Array.from({ length: 49 }, () => 1)], random, 4_000),
  };
  const nets = cells.map((cell) => cell.coverage);
  return { cells, coverageMin: Math.min(...nets), coverageMax: Math.max(...nets), meanCoverageMin: Math.min(...means), meanCoverageMax: Math.max(...means), shareCoverageMin: Math.min(...shares), shareCoverageMax: Math.max(...shares), clustered };
}
