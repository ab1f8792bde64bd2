import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Analytics } from '../../platform/clickhouse/analytics.ts';
import type { DriverKind, Drivers, DriversAmong, DriversQuery } from './contract.ts';
import { factColumns, type FactColumn, type FactLeftOut } from './driver-facts/fact-columns.ts';
import { factsOfAnswers, type FactHistory, type FactSources } from './driver-facts/driver-facts.ts';
import { answeredTogether, questionsBeside, type TogetherRow } from './drivers-log.ts';
import { QUESTIONS_MOST } from './drivers/choose-drivers.ts';
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
/** Facts are asked for answer by answer: fewer answers are looked at, and as many facts and questions as `factColumns` and the questions may be. */
const WITH_FACTS_MOST = 10_000;
const COLUMNS_MOST = 40;

/** A question or fact as a possible driver. */
type Candidate = { readonly key: string; readonly name: string; readonly kind: DriverKind };

/** What a score goes with, among the single questions that were answered in the same interaction, and facts where they are asked for. Errors: `not-found` where nobody answered that score in the period. Cost: three readings of the answers, then up to a second of reckoning in small turns. */
export async function driversOfScore(deps: { readonly analytics: Analytics; readonly clock: () => number; readonly zone: string; /** Without it questions alone are looked at. */ readonly facts?: FactSources }, query: DriversQuery): Promise<Drivers> {
  const { zone } = deps;
  const hasFacts = deps.facts !== undefined && (query.among ?? 'questions') !== 'questions';
  const { analytics, asOfMs, asked, definition, period: { filter, from, until } } = await findScore(deps, query, hasFacts ? 'topics-and-names' : 'answers');
  const beside = (await questionsBeside(analytics, asked, filter)).flatMap((question) => { const own = definitionOf(question); return own === null ? [] : [{ ...question, definition: own }]; });
  const named = beside.filter(({ people }) => people >= INDICATIVE_FROM);
  const single = named.filter(({ isWhole }) => !isWhole);
  const among: DriversAmong = deps.facts === undefined ? 'questions' : query.among ?? 'questions';
  const questions = among === 'orders' ? [] : single;
  const withFacts = among !== 'questions';
  const { rows: drawn, of } = questions.length === 0 && !withFacts ? { rows: [], of: 0 } : await answeredTogether(analytics, definition, asked, questions.map(({ key }) => key), filter, withFacts ? WITH_FACTS_MOST : INTERACTIONS_MOST, withFacts);
  const { rows, facts } = deps.facts === undefined || !withFacts ? { rows: drawn, facts: null } : await factsBeside({ analytics, live: deps.analytics, asOfMs }, deps.facts, drawn, among);
  const candidates: Candidate[] = [...questions.map((one): Candidate => ({ key: one.definition.key, name: one.definition.name, kind: 'question' })), ...(facts?.columns ?? []).map(({ key, name, kind }) => ({ key, name, kind }))];
  // Questions keep the names by which they are put in order; facts come behind them.
  const order = [...questions.map(({ key }) => key), ...(facts?.columns ?? []).map(({ key }) => `~ ${key}`)];
  const { drivers, leftOut, ...found } = await inTurns(driversInSteps(order, rows, 1, withFacts ? COLUMNS_MOST : QUESTIONS_MOST));
  const candidate = (at: number): Candidate => candidates[at] ?? { key: '', name: '', kind: 'question' };
  const [nameOf, keyOf] = [(at: number): string => candidate(at).name, (at: number): string => candidate(at).key];
  return {
    score: definition.key, name: definition.name, zone, from, until, version: METHOD_VERSION, among, orders: facts?.orders ?? null, ...found,
    interactions: of, lookedAt: rows.length, peopleWanted: peopleWantedFor(candidates.length - leftOut.length),
    drivers: drivers.map(({ question, answers, share, bySets, direct, isReal, alike, places }) => ({ ...candidate(question), answers, share, shareBySets: bySets, correlation: direct, isReal, alike: alike.map(keyOf), places })),
    leftOut: [
      ...leftOut.map(({ question, reason, answers, sameAs }) => ({ name: nameOf(question), kind: candidate(question).kind, reason, answers, sameAs: sameAs === null ? null : nameOf(sameAs) })),
      ...(among === 'orders' ? [] : named.filter(({ isWhole }) => isWhole)).map(({ definition: { name }, answers }) => ({ name, kind: 'question' as const, reason: 'about-the-whole' as const, answers, sameAs: null })),
      ...(facts?.leftOut ?? []).map((one) => ({ ...one, sameAs: null })),
    ],
    unnamed: among === 'orders' ? 0 : beside.length - named.length,
  };
}

type FactsBeside = { readonly columns: readonly FactColumn[]; readonly leftOut: readonly FactLeftOut[]; readonly orders: NonNullable<Drivers['orders']> };

/** Answers with facts beside what was answered; among `orders` those whose order is known. */
async function factsBeside(history: FactHistory, sources: FactSources, drawn: readonly TogetherRow[], among: DriversAmong): Promise<{ readonly rows: readonly TogetherRow[]; readonly facts: FactsBeside }> {
  const { facts, naming, topicNames } = await factsOfAnswers(history, sources, drawn);
  const looked = drawn.flatMap((row, at) => { const own = facts[at]; return own === undefined || (among === 'orders' && own.order === null) ? [] : [{ row, own }]; });
  const { columns, leftOut } = factColumns(looked.map(({ own }) => own), topicNames);
  const known = facts.filter(({ order }) => order !== null).length;
  return { rows: looked.map(({ row }, at) => ({ ...row, answers: [...row.answers, ...columns.map(({ values }) => values[at] ?? null)] })), facts: { columns, leftOut, orders: { of: drawn.length, known, naming } } };
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
