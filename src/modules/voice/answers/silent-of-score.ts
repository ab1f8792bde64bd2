import type { Analytics } from '../../../platform/clickhouse/analytics.ts';
import type { Interval, Silent, SilentGroup, SilentQuery } from '../contract.ts';
import { findScore } from '../find-score.ts';
import { shownOf } from '../present-score.ts';
import { estimateScore, INDICATIVE_FROM } from '../scores/estimate-score.ts';
import type { ScoreDefinition } from '../scores/score-definition.ts';
import { NO_ANSWERS, type Tally } from '../scores/tally.ts';
import { testChanges } from '../scores/test-changes.ts';
import { invitedGroups, type InvitedGroup } from './silent-log.ts';

/** The share of invited people who answered, as a score. Raise `version` when what is counted changes. */
export const ANSWER_RATE: ScoreDefinition = { key: 'answer-rate', name: 'Answered', version: 1, from: 0, to: 1, rule: { kind: 'share', topFrom: 1 }, meaning: 'People who answered, per cent of those who were invited.' };

/** People who did something, of so many, as a tally. */
function tallyOf(people: number, hits: number): Tally {
  return { ...NO_ANSWERS, answers: people, people, weight: people, squaredWeights: people, sum: hits, sumOfSquares: hits, sumOfCubes: hits, top: hits, personWeightSquared: people, personSumSquared: hits, personCrossed: hits };
}

/** Groups with how often they answered, and how far that is from everybody else invited: tested all at once. Groups of one kind alone have nobody else. */
export function presentSilent(groups: readonly InvitedGroup[]): { readonly rate: Interval | null; readonly groups: SilentGroup[] } {
  const all = groups.find(({ by }) => by === 'all') ?? { invited: 0, answered: 0 };
  const own = groups.flatMap(({ by, ...group }) => (by === 'all' || by === 'unknown' ? [] : [{ ...group, by }])).filter(({ by, name }, _, list) => name !== '' && list.filter((one) => one.by === by).length > 1);
  const estimates = own.map(({ invited, answered }) => {
    const others = { invited: all.invited - invited, answered: all.answered - answered };
    const pair = invited < INDICATIVE_FROM || others.invited < INDICATIVE_FROM ? [] : [estimateScore(ANSWER_RATE, tallyOf(invited, answered)), estimateScore(ANSWER_RATE, tallyOf(others.invited, others.answered))];
    const [now = null, before = null] = pair;
    return now === null || before === null ? null : { now, before };
  });
  const tested = testChanges(estimates.filter((pair) => pair !== null));
  let at = 0;
  return {
    rate: shownOf(ANSWER_RATE, tallyOf(all.invited, all.answered)),
    groups: own.map((group, place) => {
      const change = estimates[place] === null ? undefined : tested[at++];
      return { ...group, rate: shownOf(ANSWER_RATE, tallyOf(group.invited, group.answered)), difference: change === undefined ? null : { value: change.difference, low: change.low, high: change.high, isReal: change.isReal } };
    }),
  };
}

/** Who of those who were invited to a score's surveys answered it. Errors: as `findScore`. */
export async function silentOf(deps: { readonly analytics: Analytics; readonly clock: () => number; readonly zone: string }, query: SilentQuery): Promise<Silent> {
  const { source, channel, brand, ...anywhere } = query;
  const { analytics, asked, definition, period: { filter, from, until } } = await findScore(deps, anywhere);
  const groups = await invitedGroups(analytics, definition, asked, { ...filter, source: source ?? null, channel: channel ?? null, brand: brand ?? null });
  const [all, unknown] = [groups.find(({ by }) => by === 'all'), groups.find(({ by }) => by === 'unknown')];
  return { score: definition.key, name: definition.name, zone: deps.zone, from, until, isKnown: all !== undefined, invited: all?.invited ?? 0, answered: all?.answered ?? 0, unknownPeople: unknown?.invited ?? 0, ...presentSilent(groups) };
}
