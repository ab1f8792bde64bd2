import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Analytics } from '../../platform/clickhouse/analytics.ts';
import type { Drivers, DriversQuery } from './contract.ts';
import { answeredTogether, questionsBeside } from './drivers-log.ts';
import { driversInSteps, peopleWantedFor, type FoundDrivers } from './drivers/find-drivers.ts';
import { findScore } from './find-score.ts';
import { INDICATIVE_FROM } from './scores/estimate-score.ts';
import { definitionOf } from './scores/score-definition.ts';

/** Beyond this many interactions those that are looked at are drawn by lot: intervals are narrow already. */
const INTERACTIONS_MOST = 20_000;
/** Others wait no longer than this for their turn. Units: ms. */
const TURN_MS = 10;
/** Raised when the method changes: figures of two versions are not compared. */
const METHOD_VERSION = 1;

/** What a score goes with, among the single questions that were answered in the same interaction. Errors: `not-found` where nobody answered that score in the period. Cost: three readings of the answers, then up to a second of reckoning in small turns. */
export async function driversOfScore(deps: { readonly analytics: Analytics; readonly clock: () => number; readonly zone: string }, query: DriversQuery): Promise<Drivers> {
  const { analytics, zone } = deps;
  const { asked, definition, period: { filter, from, until } } = await findScore(deps, query);
  const beside = (await questionsBeside(analytics, asked, filter)).flatMap((question) => { const own = definitionOf(question); return own === null ? [] : [{ ...question, definition: own }]; });
  const named = beside.filter(({ people }) => people >= INDICATIVE_FROM);
  const single = named.filter(({ isWhole }) => !isWhole);
  const { rows, of } = single.length === 0 ? { rows: [], of: 0 } : await answeredTogether(analytics, definition, asked, single.map(({ key }) => key), filter, INTERACTIONS_MOST);
  const { drivers, leftOut, ...found } = await inTurns(driversInSteps(single.map(({ key }) => key), rows));
  const [nameOf, keyOf] = [(question: number): string => single[question]?.definition.name ?? '', (question: number): string => single[question]?.definition.key ?? ''];
  return {
    score: definition.key, name: definition.name, zone, from, until, version: METHOD_VERSION, ...found, interactions: of, lookedAt: rows.length, peopleWanted: peopleWantedFor(single.length - leftOut.length),
    drivers: drivers.map(({ question, answers, share, bySets, direct, isReal, alike, places }) => ({ key: keyOf(question), name: nameOf(question), answers, share, shareBySets: bySets, correlation: direct, isReal, alike: alike.map(keyOf), places })),
    leftOut: [
      ...leftOut.map(({ question, reason, answers, sameAs }) => ({ name: nameOf(question), reason, answers, sameAs: sameAs === null ? null : nameOf(sameAs) })),
      ...named.filter(({ isWhole }) => isWhole).map(({ definition: { name }, answers }) => ({ name, reason: 'about-the-whole' as const, answers, sameAs: null })),
    ],
    unnamed: beside.length - named.length,
  };
}

/** Reckons, and lets others do their work in between. */
async function inTurns(steps: Generator<undefined, FoundDrivers>): Promise<FoundDrivers> {
  for (let sinceMs = performance.now(); ;) {
    const step = steps.next();
    if (step.done === true) return step.value;
    if (performance.now() - sinceMs < TURN_MS) continue;
    await nextTurn();
    sinceMs = performance.now();
  }
}
