import { createHash } from 'node:crypto';
import { AppError } from '../../../kernel/app-error.ts';
import { GROUP_KINDS } from '../../customers/contract.ts';
import { canonicalJson } from '../../../kernel/canonical-json.ts';
import type { Analytics } from '../../../platform/clickhouse/analytics.ts';
import { standingThen } from '../as-of/as-of.ts';
import { compareScores } from '../answers/compare-scores.ts';
import { ANSWER_RATE, silentOf } from '../answers/silent-of-score.ts';
import { CompareQuery, routes, type Score } from '../contract.ts';
import type { FactSources } from '../driver-facts/driver-facts.ts';
import { driversOfScore } from '../drivers-of-score.ts';
import { createSaid } from '../said/said.ts';
import { saidRoutes, type Said, type SaidThenQuery } from '../said/contract.ts';
import { rivalRoutes } from '../rivals/contract.ts';
import { PUBLIC_STARS } from '../rivals/estimate-stars.ts';
import type { RivalsModule } from '../rivals/rivals.ts';
import { scoresOfAnswers } from '../scores-of-answers.ts';
import { ALL_LANGUAGES, topicRoutes } from '../topic-tree/contract.ts';
import { textsElsewhere } from '../topic-tree/present-topics.ts';
import type { TopicsModule } from '../topic-tree/topics.ts';
import type { Figure, FigureOf, FigurePart, FigureQuery } from './contract.ts';
import { methodsNamed, readMethodPages } from './method-pages.ts';
import { recordQueries } from './recorded-queries-log.ts';

type Told = Omit<Figure, 'of' | 'filter' | 'asOf' | 'fingerprint' | 'methods' | 'queries' | 'rows'> & { readonly methods: readonly string[]; readonly rowsAt: string | null; /** Everything that the figure says. */ readonly all: unknown };
type Deps = Parameters<typeof createSaid>[0] & { readonly topics: Pick<TopicsModule, 'topics'>; /** As drivers of scores are looked for on their page. */ readonly facts?: FactSources; /** Where public ratings of rivals are kept. */ readonly rivals?: Pick<RivalsModule, 'ratings'> };
type Ground = { readonly deps: Deps; readonly query: FigureQuery; readonly score: string };

/** Pages about the methods of each kind of score. */
const OF_SCORE = { points: ['nps-interval', 'clustered-answers', 'score-alarms'], percent: ['wilson', 'clustered-answers', 'score-alarms'], scale: ['wilson', 'clustered-answers', 'score-alarms'] } as const satisfies Record<Score['unit'], readonly string[]>;
const FILTERS = ['source', 'channel', 'brand', 'language', 'office', ...GROUP_KINDS] as const;
/** Figures of texts: they alone are counted by language and by groups of customers. */
const isOfTexts = (of: FigureOf): boolean => of === 'said' || of === 'topics';

const restOf = ({ source, channel, brand, office, months, until, asOf }: FigureQuery) => ({ source, channel, brand, office, months, until, asOf });
const saidQueryOf = ({ office, source, channel, brand, months, until, asOf, lifecycle, persona, segment, saved, ...query }: FigureQuery): SaidThenQuery => ({ office, source, channel, brand, months, until, asOf, lifecycle, persona, segment, saved, ...(query.language === undefined || query.language === '' ? {} : { language: query.language }) });

const isGroup = (name: string): boolean => GROUP_KINDS.some((kind) => kind === name);
/** As of when customers are in the groups by which a figure is filtered. */
const groupedText = (groupedAt: string | null): string => (groupedAt === null ? '' : ` Of customers who are in these groups today, as they were counted at ${groupedAt}; texts of whom nobody knows are in none.`);

/** One number among those of a figure; all else that it has is left out. */
const part = (name: string, value: FigurePart['value'], { answers, people }: Pick<FigurePart, 'answers' | 'people'>): FigurePart => ({ name, value: value === null ? null : { value: value.value, low: value.low, high: value.high }, answers, people });
const inPercent = ({ value, low, high }: NonNullable<FigurePart['value']>): NonNullable<FigurePart['value']> => ({ value: 100 * value, low: 100 * low, high: 100 * high });

function partsSaid({ felt, said, aspects }: Pick<Said, 'felt' | 'said' | 'aspects'>): FigurePart[] {
  const feelings = (['negative', 'neutral', 'positive'] as const).map((feeling) => part(`feels ${feeling}`, felt[feeling], { answers: felt.counts?.[feeling] ?? 0, people: felt.speakers?.[feeling] ?? 0 }));
  return [...feelings, ...[...said, ...aspects].map(({ output, label, share, texts, people }) => part(output === label || label === 'yes' ? output : `${output} ${label}`, share, { answers: texts, people }))];
}

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
    return { all: score, name, definition: { id: key, version, meaning }, period: { from, until, zone: ground.deps.zone }, value: estimate, parts: score.months.map(({ month, estimate: value, ...rest }) => part(month, value, rest)), answers, people, excluded, methods: OF_SCORE[unit], rowsAt: routes.scoreRows.path };
  },
  async compare(ground) {
    const all = await compareScores(ground.deps, CompareQuery.parse({ ...ground.query, score: ground.score }));
    const { score, name, version, unit, zone, from, until, first, second, difference, groupedAt, ungrouped } = all;
    const meaning = `${name} of ${first.name} less ${name} of ${second.name === '' ? 'all others' : second.name}.${groupedAt === null ? '' : ` Customers are in these groups as they are today, as they were counted at ${groupedAt}.`}`;
    return { all, name: `${name}, compared`, definition: { id: score, version, meaning }, period: { from, until, zone }, value: part(name, difference, { answers: 0, people: 0 }).value, parts: [first, second].map((one) => part(one.name === '' ? 'all others' : one.name, one.estimate, one)), answers: first.answers + second.answers, people: first.people + second.people, excluded: ungrouped === 0 ? [] : [{ reason: 'in-no-group', answers: ungrouped }], methods: OF_SCORE[unit], rowsAt: routes.scoreRows.path };
  },
  async drivers(ground) {
    const all = await driversOfScore(ground.deps, { ...restOf(ground.query), score: ground.score, among: ground.query.among });
    const { name, version, zone, from, until, complete, leftOut } = all;
    const excluded = leftOut.map((one) => ({ reason: `${one.name}: ${one.reason}`, answers: one.answers }));
    return { all, name: `What drives ${name}`, definition: { id: 'relative-weights', version, meaning: 'The share of each question or fact in what all of them together explain of the differences in the score.' }, period: { from, until, zone }, value: null, parts: all.drivers.map(({ name: of, share, answers }) => part(of, inPercent(share), { answers, people: complete.people })), answers: complete.answers, people: complete.people, excluded, methods: ['drivers'], rowsAt: routes.scoreRows.path };
  },
  async silent(ground) {
    const all = await silentOf(ground.deps, { ...restOf(ground.query), score: ground.score });
    const { name, zone, from, until, rate, invited, unknownPeople } = all;
    const { key, version, meaning } = ANSWER_RATE;
    return { all, name: `Who is silent, ${name}`, definition: { id: key, version, meaning }, period: { from, until, zone }, value: rate, parts: all.groups.map(({ by, name: of, rate: value, invited: asked }) => part(`${by} ${of}`, value, { answers: asked, people: asked })), answers: invited, people: invited, excluded: unknownPeople === 0 ? [] : [{ reason: 'nobody-known', answers: unknownPeople }], methods: ['wilson', 'score-alarms'], rowsAt: null };
  },
  async said(ground) {
    // How far another reader is, how good labels are, and what could be chosen are no part of the figure.
    const { again: _again, card: _card, choices: _choices, ...all } = await createSaid(ground.deps).said(saidQueryOf(ground.query));
    const { version, zone, from, until, texts, people, spam, languages } = all;
    const unread = languages.filter(({ isFelt }) => !isFelt).reduce((sum, one) => sum + one.texts, 0);
    const excluded = [...(spam.texts === 0 ? [] : [{ reason: 'advertising', answers: spam.texts }]), ...(unread === 0 ? [] : [{ reason: 'language-not-read', answers: unread }])];
    return { all, name: 'What is said', definition: { id: 'share-of-texts', version: 1, meaning: `Texts that say it, per cent of all in which it could have been read, by version ${version} of the reader.${groupedText(all.groupedAt)}` }, period: { from, until, zone }, value: null, parts: partsSaid(all), answers: texts, people, excluded, methods: ['linear-text-models', 'feeling-words', 'teaching', 'wilson', 'clustered-answers'], rowsAt: saidRoutes.saidRows.path };
  },
  async topics(ground) {
    // What goes on beside it, what could be chosen, and who decided what are no part of the figure.
    const { finding: _finding, again: _again, problem: _problem, choices: _choices, decisions: _decisions, ...all } = await ground.deps.topics.topics(saidQueryOf(ground.query), ground.deps.analytics);
    const { zone, from, until, texts, people, language, tree } = all;
    const left = textsElsewhere(all);
    return { all, name: 'Topics', definition: { id: 'share-of-texts-by-topic', version: 1, meaning: `Texts about a topic, per cent of all texts in the ${language === ALL_LANGUAGES ? 'languages that have topics' : 'language'}${tree === null ? '' : `, by version ${tree} of the topics`}.${groupedText(all.groupedAt)}` }, period: { from, until, zone }, value: null, parts: [...all.groups.flatMap((group) => [group, ...group.topics]), ...all.alone].map(({ name, share, ...rest }) => part(name, share, { answers: rest.texts, people: rest.people })), answers: texts, people, excluded: left === 0 ? [] : [{ reason: 'other-languages', answers: left }], methods: ['topics', 'wilson', 'clustered-answers'], rowsAt: topicRoutes.topicRows.path };
  },
  async rivals({ deps, query }) {
    if (deps.rivals === undefined) throw new AppError('not-found', 'rivals-missing', 'No public ratings of rivals are kept here.');
    if (query.asOf !== undefined) throw new AppError('invalid', 'as-of-not-kept', 'Public ratings of rivals are kept as they are now: they can not be had as of a moment.');
    // What the form offers is no part of the figure.
    const { sites: _sites, rivals: _rivals, ...all } = await deps.rivals.ratings({ months: query.months, until: query.until, site: query.source }, deps.analytics);
    const { zone, from, until, version, shown, leftOut } = all;
    const companies = shown.flatMap(({ site, ratings }) => ratings.map((one) => ({ ...one, site })));
    const left = leftOut.ours + leftOut.rivals;
    return {
      all, name: 'Public ratings beside rivals', definition: { id: PUBLIC_STARS.key, version, meaning: `${PUBLIC_STARS.meaning} A rival is compared with our own ratings of the same site and months alone.` }, period: { from, until, zone }, value: null,
      parts: companies.map(({ site, rival, mean, ratings, people }) => part(`${rival ?? 'we'} at ${site}`, mean, { answers: ratings, people })), answers: companies.reduce((sum, { ratings }) => sum + ratings, 0), people: companies.reduce((sum, { people }) => sum + people, 0),
      excluded: left === 0 ? [] : [{ reason: 'other-scale', answers: left }], methods: ['public-ratings', 'wilson', 'clustered-answers', 'score-alarms'], rowsAt: rivalRoutes.rivalFile.path,
    };
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
  if (of === 'rivals') return [{ format: 'csv', address: `${at}?${new URLSearchParams({ months: String(query.months), ...(query.until === undefined ? {} : { until: query.until }), ...(query.source === undefined ? {} : { site: query.source }) }).toString()}` }];
  const search = new URLSearchParams(Object.entries(query).flatMap(([name, value]) => (value === undefined || value === '' || ['by', 'first', 'second', 'among'].includes(name) || (isOfTexts(of) ? name === 'score' : name === 'language' || isGroup(name)) ? [] : [[name, String(value)]])));
  return (['csv', 'parquet'] as const).map((format) => ({ format, address: `${at}?${search.toString()}${format === 'csv' ? '' : '&format=parquet'}` }));
}

/** How the figures of voice come about, and the pages about their methods. */
export function createFigures(deps: Deps) {
  const pages = readMethodPages();
  return {
    /** One figure, asked again as its page asks it. Errors: `invalid` without a score where one is needed; as the figure's own question. Cost: that of the figure. */
    async figure(of: FigureOf, query: FigureQuery): Promise<Figure> {
      const { score = '' } = query;
      if (score === '' && !['said', 'topics', 'rivals'].includes(of)) throw new AppError('invalid', 'score-missing', 'Say which score.');
      const recorded: { readonly analytics: Analytics; queries(): string[] } = recordQueries(deps.analytics);
      const { asOfMs } = await standingThen(deps, query.asOf, of === 'topics' ? 'topics-and-names' : 'answers');
      const { methods, rowsAt, all, ...told } = await TELLERS[of]({ deps: { ...deps, analytics: recorded.analytics }, query, score });
      const asOf = new Date(asOfMs ?? deps.clock()).toISOString();
      const filter = FILTERS.flatMap((by) => { const is = query[by]; return is === undefined || is === '' || (isGroup(by) && !isOfTexts(of)) ? [] : [{ by, is }]; });
      return { of, ...told, asOf, fingerprint: fingerprintOf(all), filter, methods: methodsNamed(pages, methods), queries: recorded.queries(), rows: rowsOf(rowsAt, query, of) };
    },
    /** Every page about a method. */
    methods: () => [...pages.values()].map(({ name, title }) => ({ name, title })),
    /** One of them; null where there is none. */
    method: (name: string) => pages.get(name) ?? null,
  };
}

export type Figures = ReturnType<typeof createFigures>;
