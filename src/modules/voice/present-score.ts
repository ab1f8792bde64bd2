import type { AnswerCells } from './answers-log.ts';
import { EXCLUSIONS, LOWEST_BY, type Interval, type Score, type ScoreMonth } from './contract.ts';
import { lowestOf, spreadOf } from './scores/consistency.ts';
import { controlChart } from './scores/control-chart.ts';
import { certaintyOf, estimateScore, INDICATIVE_FROM, type Estimate } from './scores/estimate-score.ts';
import type { ScoreDefinition } from './scores/score-definition.ts';
import { NO_ANSWERS, type Tally } from './scores/tally.ts';

/** Everything that one score is made of. `months`: those of the period, oldest first; the last may be running. `others`: most single questions answered in the same breath. */
export type ScoreGround = { readonly definition: ScoreDefinition; readonly cells: AnswerCells; readonly others: number; readonly months: readonly string[]; readonly runningMonth: string; readonly invited: number | null; readonly reached: number | null };

/** The unit of each kind of score. */
export const UNITS = { net: 'points', share: 'percent', mean: 'scale' } as const;

const interval = ({ value, low, high }: Estimate): Interval => ({ value, low, high });

/** The figure of answers as it is shown: null below ten people. */
export function shownOf(definition: ScoreDefinition, tally: Tally, population: number | null = null): Interval | null {
  const estimate = tally.people < INDICATIVE_FROM ? null : estimateScore(definition, tally, population);
  return estimate === null ? null : interval(estimate);
}

/** What is said of how far the number of people carries. */
function wordsOf(people: number): string | null {
  const certainty = certaintyOf(people);
  if (certainty === 'none') return 'Nobody answered.';
  if (certainty === 'too-few') return `Too few to say: ${people === 1 ? 'one person' : `${people} people`} answered.`;
  return certainty === 'indicative' ? `Indicative: ${people} people answered.` : null;
}

/** The estimates of now and before, when both carry a comparison. */
export function pairOf({ definition, cells }: ScoreGround): { readonly now: Estimate; readonly before: Estimate; readonly people: number } | null {
  const [now, before] = [cells.get('all')?.get('') ?? NO_ANSWERS, cells.get('before')?.get('') ?? NO_ANSWERS];
  if (now.people < INDICATIVE_FROM || before.people < INDICATIVE_FROM) return null;
  const [estimate, earlier] = [estimateScore(definition, now), estimateScore(definition, before)];
  return estimate === null || earlier === null ? null : { now: estimate, before: earlier, people: before.people };
}

function consistencyOf({ definition, cells }: ScoreGround): Score['consistency'] {
  const spread = spreadOf([...cells.get('value') ?? []].map(([value, { answers }]) => ({ value: Number(value), answers })));
  if (spread === null) return null;
  const lowest = lowestOf(definition, LOWEST_BY.map((by) => ({ by, cells: [...cells.get(by) ?? []].filter(([name]) => name !== '').map(([name, tally]) => ({ name, tally })) })));
  return { ...spread, lowest: lowest === null ? null : { by: lowest.by, name: lowest.name, people: lowest.people, estimate: interval(lowest.estimate), isLower: lowest.isLower } };
}

/** A score as it is shown, without its change: changes are tested all at once. */
export function presentScore(ground: ScoreGround): Score {
  const { definition, cells, months } = ground;
  const all = cells.get('all')?.get('') ?? NO_ANSWERS;
  const byMonth = months.map((month) => cells.get('month')?.get(month) ?? NO_ANSWERS);
  const chart = controlChart(definition, byMonth);
  // Only where everybody who answered could be among those who were invited is their number that of all.
  const invited = ground.invited !== null && ground.invited >= all.people && (cells.get('survey')?.get('')?.answers ?? 0) === 0 ? ground.invited : null;
  const estimate = shownOf(definition, all, invited);
  const isShown = estimate !== null;
  const wordings = [...cells.get('wording') ?? []].filter(([text]) => text !== '').map(([text, { answers, people }]) => ({ text, answers, people })).toSorted((a, b) => b.answers - a.answers);
  const told = wordings.filter(({ people }) => people >= INDICATIVE_FROM).slice(0, 5);
  return {
    key: definition.key, name: definition.name, version: definition.version, meaning: definition.meaning, unit: UNITS[definition.rule.kind], from: definition.from, to: definition.to,
    certainty: certaintyOf(all.people), words: wordsOf(all.people), estimate, answers: all.answers, people: all.people, unknownPeople: cells.get('unknown')?.get('')?.answers ?? 0,
    effectiveAnswers: isShown ? estimateScore(definition, all)?.effectiveN ?? null : null, change: null,
    months: byMonth.map((tally, at): ScoreMonth => ({ month: months[at] ?? '', answers: tally.answers, people: tally.people, certainty: certaintyOf(tally.people), estimate: shownOf(definition, tally), limits: chart?.limits[at] ?? null, isRunning: months[at] === ground.runningMonth })),
    centre: chart?.centre ?? null, runLength: chart?.runLength ?? null, alarms: (chart?.alarms ?? []).map(({ at, ...alarm }) => ({ month: months[at] ?? '', ...alarm })),
    consistency: isShown ? consistencyOf(ground) : null, asked: { invited: ground.invited, reached: ground.reached, answered: all.people },
    distribution: isShown ? [...cells.get('value') ?? []].map(([value, { answers }]) => ({ value: Number(value), answers })).toSorted((a, b) => a.value - b.value) : [],
    excluded: EXCLUSIONS.flatMap((reason) => { const answers = cells.get('excluded')?.get(reason)?.answers ?? 0; return answers === 0 ? [] : [{ reason, answers }]; }),
    turned: cells.get('turned')?.get('')?.answers ?? 0, wordings: told.map(({ text, answers }) => ({ text, answers })), otherWordings: wordings.length - told.length, hasOthers: ground.others > 0,
  };
}
