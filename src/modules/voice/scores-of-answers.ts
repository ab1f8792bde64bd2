import { standingThen, type Standing } from './as-of/as-of.ts';
import { answerPeriod } from './answer-period.ts';
import { answerCells, answerChoices, answerGroups, askedPeople, type AnswerGroup } from './answers-log.ts';
import type { Score, Scores, ScoresQuery } from './contract.ts';
import { pairOf, presentScore, type ScoreGround } from './present-score.ts';
import { INDICATIVE_FROM } from './scores/estimate-score.ts';
import { definitionOf, STANDARD_KEYS, type ScoreDefinition } from './scores/score-definition.ts';
import { testChanges } from './scores/test-changes.ts';

/** Most scores on one page, those with most people first. */
const SCORES_MOST = 24;

type Named = { readonly group: AnswerGroup; readonly definition: ScoreDefinition };

function named(groups: readonly AnswerGroup[], wanted: string | null): Named[] {
  return groups.flatMap((group) => {
    const definition = definitionOf(group);
    return definition === null || (wanted !== null && definition.key !== wanted) ? [] : [{ group, definition }];
  });
}

/** Standard scores first, in the order of their definitions; then whatever else was asked, most people first. */
function inOrder(groups: readonly Named[]): Named[] {
  const place = ({ definition }: Named): number => { const at = STANDARD_KEYS.indexOf(definition.key); return at < 0 ? STANDARD_KEYS.length : at; };
  return groups.toSorted((a, b) => place(a) - place(b));
}

/** Every score of the answers that a query chooses. Cost: two readings of the answers for each score. */
export async function scoresOfAnswers(standing: Standing, query: ScoresQuery): Promise<Scores> {
  const deps = await standingThen(standing, query.asOf);
  const { analytics, zone, asOfMs } = deps;
  const { latestMs, offices, ...choices } = await answerChoices(analytics);
  const { months, earlier, from, until, runningMonth, filter } = answerPeriod(deps, query, latestMs);
  const groups = named(await answerGroups(analytics, filter), query.score ?? null);
  // A question that hardly anybody was asked may name who was asked.
  const shown = inOrder(groups.filter(({ group }) => group.question === '' || group.people >= INDICATIVE_FROM)).slice(0, SCORES_MOST);
  const grounds = await Promise.all(shown.map(async ({ group, definition }): Promise<ScoreGround> => {
    const cells = await answerCells(analytics, definition, group, filter, { ...choices, offices });
    const surveys = [...cells.get('survey')?.keys() ?? []].filter((survey) => survey !== '');
    return { definition, cells, others: group.others, months, runningMonth, ...await askedPeople(analytics, surveys, filter) };
  }));
  return { asOf: asOfMs === null ? null : new Date(asOfMs).toISOString(), zone, from, until, choices, scores: withChanges(grounds, earlier), notShown: groups.length - shown.length };
}

/** Changes are tested together: the more are shown, the less each may be chance. */
function withChanges(grounds: readonly ScoreGround[], earlier: readonly string[]): Score[] {
  const pairs = grounds.map(pairOf);
  const tested = testChanges(pairs.filter((pair) => pair !== null));
  let at = 0;
  return grounds.map((ground, place) => {
    const pair = pairs[place] ?? null;
    const change = pair === null ? undefined : tested[at++];
    const score = presentScore(ground);
    if (pair === null || change === undefined) return score;
    const { difference, low, high, isReal } = change;
    return { ...score, change: { from: earlier[0] ?? '', until: earlier.at(-1) ?? '', people: pair.people, difference, low, high, isReal } };
  });
}
