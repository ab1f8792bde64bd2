import type { Analytics } from '../../../platform/clickhouse/analytics.ts';
import { NOT_KNOWN, type Customers, type MakeUp } from '../../customers/index.ts';
import { findScore } from '../find-score.ts';
import { shownOf, UNITS } from '../present-score.ts';
import { estimateScore } from '../scores/estimate-score.ts';
import type { ScoreDefinition } from '../scores/score-definition.ts';
import { WEIGH_TRAITS, type Weighed, type WeighQuery, type WeighTrait } from './contract.ts';
import { answersByPerson, invitedPeople, plainTally } from './people-log.ts';
import { SILENT_MOST_RATIO, WEIGHED_FROM, weighAnswers, type Margin, type WeighedAnswers } from './weigh-answers.ts';

/** A trait known of fewer says more of who was asked for it than of the customers. */
const KNOWN_LEAST_RATIO = 0.5;

/** How the people whom answers are to look like are made up. */
export function marginsOf(makeUp: MakeUp, among: readonly number[] | null): { readonly people: number; readonly margins: readonly Margin[] } {
  if (among === null) return { people: makeUp.people, margins: WEIGH_TRAITS.map((trait) => ({ trait, groups: makeUp.groups(trait) })) };
  const placed = among.flatMap((person) => { const groups = makeUp.groupsOf(person, WEIGH_TRAITS); return groups === null ? [] : [groups]; });
  return { people: placed.length, margins: WEIGH_TRAITS.map((trait, at) => ({ trait, groups: [...Map.groupBy(placed, (groups) => groups[at] ?? NOT_KNOWN)].map(([name, own]) => ({ name, people: own.length })).toSorted((a, b) => b.people - a.people || (a.name < b.name ? -1 : 1)) })) };
}

/** By which traits answers can be weighed, and why not by the others. */
export function offeredOf({ people, margins }: ReturnType<typeof marginsOf>): Pick<Weighed, 'offered' | 'notOffered'> {
  const told = margins.map(({ trait, groups }) => ({ trait, groups: groups.filter(({ name }) => name !== NOT_KNOWN).length, knownRatio: people === 0 ? 0 : 1 - (groups.find(({ name }) => name === NOT_KNOWN)?.people ?? 0) / people }));
  const isKnown = ({ knownRatio }: { readonly knownRatio: number }): boolean => knownRatio >= KNOWN_LEAST_RATIO;
  return {
    offered: told.filter((one) => isKnown(one) && one.groups > 1),
    notOffered: told.filter((one) => !(isKnown(one) && one.groups > 1)).map((one) => ({ trait: one.trait, reason: isKnown(one) ? 'all-alike' : 'known-of-few' })),
  };
}

/** A score weighed by what is known of the customers, beside the plain one. Never waits for customers to be counted. Errors: as `findScore`. Cost: two readings of the answers, one more among the invited. */
export async function weighScore(deps: { readonly analytics: Analytics; readonly customers: Pick<Customers, 'makeUp'>; readonly clock: () => number; readonly zone: string }, { by, among, ...query }: WeighQuery): Promise<Weighed> {
  const { zone } = deps;
  const { analytics, asOfMs, asked, definition, period: { filter, from, until } } = await findScore(deps, query, 'topics-and-names');
  const { makeUp, asOf, isCounting } = asOfMs === null ? deps.customers.makeUp.now() : deps.customers.makeUp.at(asOfMs, analytics);
  const tally = await plainTally(analytics, definition, asked, filter);
  const estimate = shownOf(definition, tally);
  const plain = { estimate, answers: tally.answers, people: tally.people, effectiveAnswers: estimate === null ? null : estimateScore(definition, tally)?.effectiveN ?? null };
  const told = { score: definition.key, name: definition.name, version: definition.version, unit: UNITS[definition.rule.kind], zone, from, until, among, asOf, isCounting, plain };
  const nothing = { ...told, population: 0, offered: [], notOffered: [], by: by ?? [], weighed: null, groups: [], silent: [], unplaced: 0 };
  if (makeUp === null) return { ...nothing, reason: 'counting' };
  const made = marginsOf(makeUp, among === 'customers' ? null : await invitedPeople(analytics, definition, asked, filter));
  const offers = offeredOf(made);
  const chosen = (by ?? offers.offered.slice(0, 1).map(({ trait }) => trait)).filter((trait) => offers.offered.some((one) => one.trait === trait));
  const known = { ...nothing, ...offers, population: made.people, by: chosen };
  if (made.people === 0 && among === 'invited') return { ...known, reason: 'none-invited' };
  if (chosen.length === 0) return { ...known, reason: 'no-trait' };
  if (tally.people < WEIGHED_FROM) return { ...known, reason: 'too-few-people' };
  const margins = chosen.flatMap((trait) => made.margins.filter((margin) => margin.trait === trait));
  const people = (await answersByPerson(analytics, definition, asked, filter)).map((one) => ({ ...one, groups: one.person > 0 ? makeUp.groupsOf(one.person, chosen) : null }));
  return { ...known, ...presentWeighed(definition, chosen, weighAnswers(definition, people, margins)) };
}

function presentWeighed(definition: ScoreDefinition, by: readonly WeighTrait[], { estimate, isSettled, trimmed, unplaced, lightest, heaviest, groups, silent }: WeighedAnswers): Pick<Weighed, 'reason' | 'weighed' | 'groups' | 'silent' | 'unplaced'> {
  const isSilent = by.some((trait) => silent.filter((group) => group.trait === trait).reduce((sum, { ratio }) => sum + ratio, 0) > SILENT_MOST_RATIO);
  const reason = isSilent ? 'group-silent' : !isSettled || estimate === null ? 'no-settling' : null;
  const shown = reason !== null || estimate === null ? null : { estimate: { value: estimate.value, low: estimate.low, high: estimate.high }, effectiveAnswers: estimate.effectiveN, trimmed, lightest, heaviest };
  return { reason, weighed: shown, groups: groups.map((group) => ({ ...group, weighedRatio: shown === null ? null : group.weighedRatio })), silent: [...silent], unplaced };
}
