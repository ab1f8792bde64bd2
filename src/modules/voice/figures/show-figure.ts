import { createHash } from 'node:crypto';
import { AppError } from '../../../kernel/app-error.ts';
import { canonicalJson } from '../../../kernel/canonical-json.ts';
import type { Analytics } from '../../../platform/clickhouse/analytics.ts';
import { standingThen } from '../as-of/as-of.ts';
import { compareScores } from '../answers/compare-scores.ts';
import { ANSWER_RATE, silentOf } from '../answers/silent-of-score.ts';
import { CompareQuery, routes, type Score } from '../contract.ts';
import type { FactSources } from '../driver-facts/driver-facts.ts';
import { driversOfScore } from '../drivers-of-score.ts';
import { createSaid } from '../said/said.ts';
import { saidRoutes, type SaidThenQuery } from '../said/contract.ts';
import { scoresOfAnswers } from '../scores-of-answers.ts';
import type { TopicsModule } from '../topic-tree/topics.ts';
import type { Figure, FigureOf, FigureQuery } from './contract.ts';
import { methodsNamed, readMethodPages } from './method-pages.ts';
import { recordQueries } from './recorded-queries-log.ts';

type Told = Omit<Figure, 'of' | 'filter' | 'asOf' | 'fingerprint' | 'methods' | 'queries' | 'rows'> & { readonly methods: readonly string[]; readonly rowsAt: string | null; /** Everything that the figure says. */ readonly all: unknown };
type Deps = Parameters<typeof createSaid>[0] & { readonly topics: Pick<TopicsModule, 'topics'>; /** As drivers of scores are looked for on their page. */ readonly facts?: FactSources };
type Ground = { readonly deps: Deps; readonly query: FigureQuery; readonly score: string };

/** Pages about the methods of each kind of score. */
const OF_SCORE = { points: ['nps-interval', 'clustered-answers', 'score-alarms'], percent: ['wilson', 'clustered-answers', 'score-alarms'], scale: ['wilson', 'clustered-answers', 'score-alarms'] } as const satisfies Record<Score['unit'], readonly string[]>;
const FILTERS = ['source', 'channel', 'brand', 'language'] as const;

const restOf = ({ source, channel, brand, months, until, asOf }: FigureQuery) => ({ source, channel, brand, months, until, asOf });
const saidQueryOf = (query: FigureQuery): SaidThenQuery => ({ ...restOf(query), ...(query.language === undefined || query.language === '' ? {} : { language: query.language }) });

async function scoreOf({ deps, query, score }: Ground): Promise<{ readonly score: Score; readonly from: string; readonly until: string }> {
  const { scores, from, until } = await scoresOfAnswers(deps, { ...restOf(query), score });
  const found = scores.find(({ key }) => key === score);
  if (found === undefined) throw new AppError('not-found', 'score-unknown', 'Nobody, or hardly anybody, answered this score in these months.');
  return { score: found, from, until };
}

/** How each figure is told. Every one asks the same question as its page does. */
const TELLERS: { readonly [Of in FigureOf]: (ground: Ground) => Promise<Told> } = {
  async score(ground) {
    const { score, from, until } = await scoreOf(ground);
    const { key, name, version, meaning, estimate, answers, people, excluded, unit } = score;
    return { all: score, name, definition: { id: key, version, meaning }, period: { from, until, zone: ground.deps.zone }, value: estimate, answers, people, excluded, methods: OF_SCORE[unit], rowsAt: routes.scoreRows.path };
  },
  async compare(ground) {
    const all = await compareScores(ground.deps, CompareQuery.parse({ ...ground.query, score: ground.score }));
    const { score, name, version, unit, zone, from, until, first, second, difference } = all;
    const meaning = `${name} of ${first.name} less ${name} of ${second.name === '' ? 'all others' : second.name}.`;
    return { all, name: `${name}, compared`, definition: { id: score, version, meaning }, period: { from, until, zone }, value: difference, answers: first.answers + second.answers, people: first.people + second.people, excluded: [], methods: OF_SCORE[unit], rowsAt: routes.scoreRows.path };
  },
  async drivers(ground) {
    const all = await driversOfScore(ground.deps, { ...restOf(ground.query), score: ground.score, among: ground.query.among });
    const { name, version, zone, from, until, complete, leftOut } = all;
    const excluded = leftOut.map((one) => ({ reason: `${one.name}: ${one.reason}`, answers: one.answers }));
    return { all, name: `What drives ${name}`, definition: { id: 'relative-weights', version, meaning: 'The share of each question or fact in what all of them together explain of the differences in the score.' }, period: { from, until, zone }, value: null, answers: complete.answers, people: complete.people, excluded, methods: ['drivers'], rowsAt: routes.scoreRows.path };
  },
  async silent(ground) {
    const all = await silentOf(ground.deps, { ...restOf(ground.query), score: ground.score });
    const { name, zone, from, until, rate, invited, unknownPeople } = all;
    const { key, version, meaning } = ANSWER_RATE;
    return { all, name: `Who is silent, ${name}`, definition: { id: key, version, meaning }, period: { from, until, zone }, value: rate, answers: invited, people: invited, excluded: unknownPeople === 0 ? [] : [{ reason: 'nobody-known', answers: unknownPeople }], methods: ['wilson', 'score-alarms'], rowsAt: null };
  },
  async said(ground) {
    // How far another reader is, how good labels are, and what could be chosen are no part of the figure.
    const { again: _again, card: _card, choices: _choices, ...all } = await createSaid(ground.deps).said(saidQueryOf(ground.query));
    const { version, zone, from, until, texts, people, spam, languages } = all;
    const unread = languages.filter(({ isFelt }) => !isFelt).reduce((sum, one) => sum + one.texts, 0);
    const excluded = [...(spam.texts === 0 ? [] : [{ reason: 'advertising', answers: spam.texts }]), ...(unread === 0 ? [] : [{ reason: 'language-not-read', answers: unread }])];
    return { all, name: 'What is said', definition: { id: 'share-of-texts', version: 1, meaning: `Texts that say it, per cent of all in which it could have been read, by version ${version} of the reader.` }, period: { from, until, zone }, value: null, answers: texts, people, excluded, methods: ['linear-text-models', 'feeling-words', 'teaching', 'wilson', 'clustered-answers'], rowsAt: saidRoutes.saidRows.path };
  },
  async topics(ground) {
    if (ground.query.asOf !== undefined) throw new AppError('invalid', 'as-of-not-kept', 'Topics are found anew each week, and what was found before is not kept: they can not be had as of a moment.');
    const all = await ground.deps.topics.topics(saidQueryOf(ground.query), ground.deps.analytics);
    const { zone, from, until, texts, people, languages, language, tree } = all;
    const left = languages.filter((one) => one.language !== language).reduce((sum, one) => sum + one.texts, 0);
    return { all, name: 'Topics', definition: { id: 'share-of-texts-by-topic', version: 1, meaning: `Texts about a topic, per cent of all texts in the language${tree === null ? '' : `, by version ${tree} of the topics`}.` }, period: { from, until, zone }, value: null, answers: texts, people, excluded: left === 0 ? [] : [{ reason: 'other-languages', answers: left }], methods: ['topics', 'wilson', 'clustered-answers'], rowsAt: null };
  },
};

/** Of everything that a figure says, numbers to nine digits: sums of the same numbers in another order differ behind them. */
function fingerprintOf(all: unknown): string {
  const rounded: unknown = JSON.parse(JSON.stringify(all), (_, value: unknown) => (typeof value === 'number' ? Number(value.toPrecision(9)) : value));
  return createHash('sha256').update(canonicalJson(rounded)).digest('hex');
}

/** What the rows of a figure are asked by. */
function rowsOf(at: string | null, query: FigureQuery, of: FigureOf): Figure['rows'] {
  if (at === null) return [];
  const search = new URLSearchParams(Object.entries(query).flatMap(([name, value]) => (value === undefined || value === '' || ['by', 'first', 'second', 'among'].includes(name) || (of === 'said' || of === 'topics' ? name === 'score' : name === 'language') ? [] : [[name, String(value)]])));
  return (['csv', 'parquet'] as const).map((format) => ({ format, address: `${at}?${search.toString()}${format === 'csv' ? '' : '&format=parquet'}` }));
}

/** How the figures of voice come about, and the pages about their methods. */
export function createFigures(deps: Deps) {
  const pages = readMethodPages();
  return {
    /** One figure, asked again as its page asks it. Errors: `invalid` without a score where one is needed; as the figure's own question. Cost: that of the figure. */
    async figure(of: FigureOf, query: FigureQuery): Promise<Figure> {
      const { score = '' } = query;
      if (score === '' && of !== 'said' && of !== 'topics') throw new AppError('invalid', 'score-missing', 'Say which score.');
      const recorded: { readonly analytics: Analytics; queries(): string[] } = recordQueries(deps.analytics);
      const { asOfMs } = await standingThen(deps, query.asOf);
      const { methods, rowsAt, all, ...told } = await TELLERS[of]({ deps: { ...deps, analytics: recorded.analytics }, query, score });
      const asOf = new Date(asOfMs ?? deps.clock()).toISOString();
      const filter = FILTERS.flatMap((by) => { const is = query[by]; return is === undefined || is === '' ? [] : [{ by, is }]; });
      return { of, ...told, asOf, fingerprint: fingerprintOf(all), filter, methods: methodsNamed(pages, methods), queries: recorded.queries(), rows: rowsOf(rowsAt, query, of) };
    },
    /** Every page about a method. */
    methods: () => [...pages.values()].map(({ name, title }) => ({ name, title })),
    /** One of them; null where there is none. */
    method: (name: string) => pages.get(name) ?? null,
  };
}

export type Figures = ReturnType<typeof createFigures>;
