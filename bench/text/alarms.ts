import { seededRandom } from '../../src/kernel/seeded-random.ts';
import { controlChart } from '../../src/modules/voice/scores/control-chart.ts';
import { definitionOf } from '../../src/modules/voice/scores/score-definition.ts';
import { drawn, tallyOfCounts } from './drawn-answers.ts';

type Mix = readonly [number, number, number];
/** True shares of detractors, passives and promoters. */
const MIXES: readonly Mix[] = [[0.2, 0.3, 0.5], [0.05, 0.2, 0.75], [0.02, 0.08, 0.9]];
const A_MONTH = [12, 30, 100, 1_000];
const YEARS = 4_000;
const LARGE_YEARS = 1_000;

/** In which share of histories of `months` months there is any alarm. `later`: the shares in the last three months. */
function alarmed(random: () => number, mix: Mix, later: Mix, answers: number, months: number, histories: number): number {
  const nps = definitionOf({ scale: 'nps', from: 0, to: 10 });
  if (nps === null) return NaN;
  let raised = 0;
  for (let history = 0; history < histories; history++) {
    const tallies = Array.from({ length: months }, (_, at) => tallyOfCounts([-1, 0, 1], drawn(random, at < months - 3 ? mix : later, Math.max(10, Math.round(answers * (0.7 + random() * 0.6))))));
    if ((controlChart(nps, tallies)?.alarms.length ?? 0) > 0) raised += 1;
  }
  return raised / histories;
}

/** A company whose score never changed: in which share of years is there any alarm? And one that fell by ten or twenty points three months ago. */
export function alarms(seed: number): object {
  const random = seededRandom(seed ^ 0x9e3779b9);
  const flat = MIXES.flatMap((mix) => A_MONTH.flatMap((answers) => [12, 24].map((months) => ({ mix: mix.join('/'), answers, months, ratio: alarmed(random, mix, mix, answers, months, answers < 1_000 ? YEARS : LARGE_YEARS) }))));
  const year = flat.filter(({ months }) => months === 12).map(({ ratio }) => ratio);
  const [ordinary] = MIXES;
  const fallen = ordinary === undefined ? [] : [100, 300, 1_000].flatMap((answers) => ([[10, [0.25, 0.3, 0.45]], [20, [0.3, 0.3, 0.4]]] as const).map(([points, later]) => ({ answers, points, found: alarmed(random, ordinary, later, answers, 12, LARGE_YEARS) })));
  return { flat, fallen, falseRatio: Math.max(...year), falseRatioMean: year.reduce((sum, one) => sum + one, 0) / year.length, falseRatioTwoYears: Math.max(...flat.filter(({ months }) => months === 24).map(({ ratio }) => ratio)) };
}
