import { estimateScore } from '../scores/estimate-score.ts';
import type { Estimate } from '../scores/estimate-score.ts';
import { rakeWeights } from '../scores/rake-weights.ts';
import type { ScoreDefinition } from '../scores/score-definition.ts';
import { NO_ANSWERS, type Tally } from '../scores/tally.ts';
import type { WeighedGroup, WeighTrait } from './contract.ts';
import type { PersonAnswers } from './people-log.ts';

/** A group of whom nobody answered may be left out up to this share of the people; a larger one makes the weighed score one of somebody else. */
export const SILENT_MOST_RATIO = 0.05;
/** With fewer people weights add more chance than they take away. */
export const WEIGHED_FROM = 30;

/** One trait with how many people are in each of its groups. */
export type Margin = { readonly trait: WeighTrait; readonly groups: readonly { readonly name: string; readonly people: number }[] };
/** Somebody's answers with their groups, in the order of the margins. `groups` null: no customer. */
export type PlacedAnswers = PersonAnswers & { readonly groups: readonly string[] | null };
export type WeighedAnswers = { readonly estimate: Estimate | null; readonly isSettled: boolean; readonly trimmed: number; readonly unplaced: number; readonly lightest: number; readonly heaviest: number; readonly groups: readonly WeighedGroup[]; readonly silent: readonly { readonly trait: WeighTrait; readonly name: string; readonly people: number; readonly ratio: number }[] };

/** The sums of one person's answers, each counting so much. */
function addWeighed(tally: Tally, { answers: n, sum, squares, cubes, tops, bottoms }: PersonAnswers, weight: number): Tally {
  return {
    answers: tally.answers + n, people: tally.people + 1, weight: tally.weight + weight * n, squaredWeights: tally.squaredWeights + weight ** 2 * n, sum: tally.sum + weight * sum, sumOfSquares: tally.sumOfSquares + weight * squares, sumOfCubes: tally.sumOfCubes + weight * cubes, top: tally.top + weight * tops, bottom: tally.bottom + weight * bottoms,
    personWeightSquared: tally.personWeightSquared + (weight * n) ** 2, personSumSquared: tally.personSumSquared + (weight * sum) ** 2, personCrossed: tally.personCrossed + weight ** 2 * n * sum,
  };
}

/** What answers say when they are weighed until they look like the people of these margins. Everybody alike in all traits weighs alike. Invariant: finite. Source: docs/methods/raking.md. */
export function weighAnswers(definition: ScoreDefinition, people: readonly PlacedAnswers[], margins: readonly Margin[]): WeighedAnswers {
  const keyOf = ({ groups }: PlacedAnswers): string => JSON.stringify(groups);
  const cells = new Map<string, { readonly groups: readonly string[]; answers: number }>();
  for (const one of people) {
    const cell = cells.get(keyOf(one)) ?? { groups: one.groups ?? [], answers: 0 };
    cell.answers += one.answers;
    cells.set(keyOf(one), cell);
  }
  const list = [...cells.values()];
  const named = list.map(({ groups }) => Object.fromEntries(margins.flatMap(({ trait }, at) => (groups[at] === undefined ? [] : [[trait, groups[at]]]))));
  const raked = rakeWeights(named, Object.fromEntries(margins.map(({ trait, groups }) => [trait, Object.fromEntries(groups.map((group) => [group.name, group.people]))])), list.map(({ answers }) => answers));
  const weightOf = new Map([...cells.keys()].map((key, at) => [key, raked.weights[at] ?? 1]));
  const tally = people.reduce((sum, one) => addWeighed(sum, one, weightOf.get(keyOf(one)) ?? 1), NO_ANSWERS);
  const groups = margins.flatMap(({ trait, groups: wanted }, at) => {
    const total = wanted.reduce((sum, group) => sum + group.people, 0);
    const told = list.map((cell, place) => ({ name: cell.groups[at] ?? null, answers: cell.answers, weight: cell.answers * (raked.weights[place] ?? 1) })).filter(({ name }) => name !== null);
    const [answered, weighed] = [told.reduce((sum, cell) => sum + cell.answers, 0), told.reduce((sum, cell) => sum + cell.weight, 0)];
    return wanted.map(({ name, people: size }): WeighedGroup => {
      const own = told.filter((cell) => cell.name === name);
      const answers = own.reduce((sum, cell) => sum + cell.answers, 0);
      return { trait, name, people: size, ratio: total > 0 ? size / total : 0, answers, answeredRatio: answered > 0 ? answers / answered : 0, weighedRatio: weighed > 0 ? own.reduce((sum, cell) => sum + cell.weight, 0) / weighed : 0 };
    });
  });
  return {
    estimate: estimateScore(definition, tally), isSettled: raked.isSettled, trimmed: raked.trimmed, unplaced: raked.unplaced, lightest: Math.min(1, ...raked.weights), heaviest: Math.max(1, ...raked.weights), groups,
    silent: groups.filter(({ answers, people: size }) => answers === 0 && size > 0).map(({ trait, name, people: size, ratio }) => ({ trait, name, people: size, ratio })),
  };
}
