import type { Analytics } from '../../../platform/clickhouse/analytics.ts';
import type { Attention } from '../../../platform/jobs/attention.ts';
import { factsOf, type Log } from '../../../platform/log/log.ts';
import type { Outbox } from '../../../platform/outbox/outbox.ts';
import type { Database } from '../../../platform/pg/transaction.ts';
import type { Customers } from '../../customers/index.ts';
import type { Interactions } from '../../interactions/index.ts';
import { answerPeriod } from '../answer-period.ts';
import { groupedAtIn } from '../grouped-at.ts';
import { refuseReadAnew, standingThen } from '../as-of/as-of.ts';
import { TOPICS_EARLIER_TABLE } from '../as-of/replaced-by.ts';
import { fileOf } from '../figures/file-of-log.ts';
import { joinWords } from '../readings/joined-words.ts';
import type { Readings } from '../readings/readings.ts';
import { saidChoices } from '../said/said-log.ts';
import type { SaidThenQuery, SaidVerbatims } from '../said/contract.ts';
import type { Reader, VerbatimSearch } from '../verbatims/verbatims.ts';
import { ALL_LANGUAGES, TOPIC_PEOPLE, type NewTopic, type TopicDecisionBody, type TopicValues, type TopicVerbatimsQuery, type Topics } from './contract.ts';
import type { KeptAcross } from './across-store.ts';
import { decideTopics, topicOfId } from './decide-topics.ts';
import { createTopicFinder } from './find-topics.ts';
import { isWatched, lookForNew } from './look-for-new.ts';
import { jointTree, keyOf, orderOf, presentedJoint, type JointTree } from './joint-tree.ts';
import { countedAs, presentTopics, treeOfLanguage, type PresentedTree } from './present-topics.ts';
import { newTopicsShown, TOLD_MS } from './new-topics.ts';
import { noteNewSeen, unseenNew } from './new-topics-store.ts';
import { keptApart, standing } from './replay-decisions.ts';
import { TOPICS_CONSUMER, TOPICS_TABLE, topicRow } from './stored-topic.ts';
import { topicNamesShown, type ShownTopicNames } from './topic-names-shown.ts';
import { toldDecisions, toldTogether } from './tell-decisions.ts';
import { createTopicsAcross, type EmbedderOfTopics } from './topics-across.ts';
import { createTopicReaders } from './topic-readers.ts';
import { topicRows } from './topic-rows-log.ts';
import { topicSpeakers } from './topic-speakers-log.ts';
import { createTopicState, freshId, type ShownTopics } from './topic-state.ts';
import { foundTree, foundTrees, keptPasses, notePass, switchPass, type TopicPass } from './topic-store.ts';
import { dropOtherPasses, peopleByLanguage, topicLanguages, topicPlaces, topicsFelt, topicsOfPlaces, topicSums, UNCLEAR, type CountedAs, type TopicFilter } from './topics-log.ts';
import { topicValues } from './topic-values.ts';
import { receiveSaid } from '../receive-said.ts';
import { createHistoryWalk } from '../walk-history.ts';
import { createTopicWork } from './work-on-topics.ts';

/** How often is looked whether there is something to do. Units: ms. */
const TICK_MS = 120_000;
const YEAR_MS = 365 * 86_400_000;

type Deps = {
  readonly database: Database; readonly analytics: Analytics; readonly outbox: Outbox; readonly interactions: Interactions; readonly readings: Pick<Readings, 'shown' | 'ask' | 'holdTrees'>; readonly customers: Pick<Customers, 'quoted' | 'makeUp'>; readonly verbatims: Pick<VerbatimSearch, 'quoteCustomers'>;
  readonly log: Log; readonly clock: () => number; readonly zone: string; /** The name of a person of the company; null for one who is gone. */ nameOf(person: string): Promise<string | null>; /** By which topics of several languages are compared; null or missing: none is on. */ readonly embedder?: EmbedderOfTopics | null; readonly attention?: Pick<Attention, 'isWanted'>;
};

/** What customers write about, found by itself, named by their words, and shaped by the company. See README.md. */
export function createTopics(deps: Deps) {
  const { analytics, zone } = deps;
  const readers = createTopicReaders(deps.readings);
  const work = createTopicWork();
  const state = createTopicState({ database: deps.database, readers });
  const across = createTopicsAcross({ ...deps, state, embedder: deps.embedder ?? null });
  const reading = async (): Promise<TopicPass | null> => (await state.passes()).find((pass) => pass.state === 'reading') ?? null;
  const walk = createHistoryWalk<TopicPass>(deps, {
    consumer: TOPICS_CONSUMER, table: TOPICS_TABLE, next: reading, note: (tx, { number }, place, texts) => { notePass(tx, number, place, texts); }, end: (tx, { number }) => switchPass(tx, number, new Date(deps.clock())),
    read: async (pass, said) => {
      const kept = await readers.read(pass.number, said.map(({ parts }) => joinWords(parts).text));
      return said.map((one, at) => topicRow(pass.number, one, kept[at] ?? null));
    },
    moved: async (_, isThrough) => { if (isThrough) { await state.passes(); await dropOtherPasses(analytics, await keptPasses(deps.database)); } },
  });
  const finder = createTopicFinder({
    ...deps, work, found: async () => { walk.start(); },
    previous: async () => {
      const { languages, log } = await state.shown();
      const last = log.at(-1)?.number ?? 0;
      return new Map([...languages].map(([language, { tree }]) => [language, { ...tree, nextId: freshId(tree, log, language), decidedThrough: last }]));
    },
  });
  receiveSaid({ outbox: deps.outbox, isBusy: deps.interactions.isBusy }, {
    consumer: TOPICS_CONSUMER, table: TOPICS_TABLE, earlier: TOPICS_EARLIER_TABLE,
    // Each pass that is shown or on its way reads for itself.
    by: async () => (await state.passes()).map(({ number }) => ({ by: number, under: [number] })),
    read: (pass, said) => readers.read(pass, said.map(({ parts }) => joinWords(parts).text)),
    row: topicRow,
  });
  let timer: NodeJS.Timeout | null = null;
  let ticking: Promise<void> = Promise.resolve();
  let stopping = false;

  /** Looks for something new among what is about nothing known. */
  async function watch(): Promise<void> {
    const shown = await state.shown();
    if (shown.current === null || shown.reading !== null || finder.isRunning()) return;
    const trees = new Map([...shown.languages].map(([language, { rows }]) => [language, { ...rows, nextId: freshId(rows, shown.log, language) }]));
    const found = await lookForNew({ ...deps, work }, shown.current, trees);
    if (found.length > 0) walk.start();
  }

  async function tick(): Promise<void> {
    try {
      if (deps.interactions.isBusy()) return;
      walk.start();
      if (!await isWatched(deps)) await watch();
      if (await reading() === null && await finder.isDue()) await finder.find('custos');
      await across.noteOff();
      if (await across.isDue()) await across.compare();
    } catch (error) {
      if (stopping) return;
      deps.log.warn('topics-wait', factsOf(error));
    }
  }

  /** What a query is asked of: topics, the history and the months, as of its moment. Errors: as `standingThen`; `conflict` where other topics were shown then that are not kept, or texts were read anew since. */
  async function chosenBy(query: Omit<SaidThenQuery, 'language'>, history = analytics) {
    const reader = deps.readings.shown();
    const groupedAt = await groupedAtIn(analytics, query);
    const standing = await standingThen({ ...deps, analytics: history }, query.asOf, 'topics-and-names');
    const { asOfMs } = standing;
    refuseReadAnew(reader, asOfMs);
    const [shown, joined, { latestMs, sources, channels, brands }] = await Promise.all([asOfMs === null ? state.shown() : state.shownThen(asOfMs), asOfMs === null ? across.now() : across.at(asOfMs), saidChoices(standing.analytics, reader.version)]);
    return { groupedAt, history: standing.analytics, nowMs: standing.clock(), asOfMs, version: reader.version, shown, joined, period: answerPeriod(standing, query, latestMs), choices: { sources, channels, brands } };
  }
  type Chosen = Awaited<ReturnType<typeof chosenBy>>;

  async function languagesOf({ shown: { current, languages }, period, version, history, nowMs }: Chosen): Promise<Topics['languages']> {
    const rows = current === null ? (await peopleByLanguage(history, version, nowMs - YEAR_MS)).map((row) => ({ ...row, texts: 0 })) : await topicLanguages(history, current.number, period.filter);
    return rows.map(({ language, texts, people }) => ({ language: language === '' ? null : language, texts, people, hasTopics: languages.has(language) }));
  }

  /** What those spent who spoke of each topic, as their orders were counted last. */
  async function valuesOf(filter: TopicFilter, as: CountedAs, { idOf }: PresentedTree): Promise<TopicValues> {
    const { values, asOf } = deps.customers.makeUp.now();
    return values === null ? { asOf: null, of: {} } : { asOf, of: await topicValues(await topicSpeakers(analytics, filter), as, values, idOf) };
  }

  /** Topics of all languages as one tree, whatever period is asked for: languages with most texts learnt from first. Null where none are compared. */
  function jointOf({ current, languages, log }: ShownTopics, joined: KeptAcross | null): JointTree | null {
    return current === null || joined === null || languages.size < 2 ? null : jointTree(languages, orderOf(languages), joined.joined, keptApart(log));
  }

  return {
    /** Topics of one language, or of all, with their figures, asked of `history`. Values stand in them where they are asked for; that never waits until orders are counted. Cost: two readings of the period, and of the one before; one more of the period for values. */
    async topics(query: SaidThenQuery, history = analytics, isWithValues = false): Promise<Topics> {
      const chosen = await chosenBy(query, history);
      const { shown, joined, asOfMs, version, period, choices } = chosen;
      const { current, languages: trees } = shown;
      const [found, made, languages] = await Promise.all([foundTrees(deps.database), current === null ? null : foundTree(deps.database, current.tree), languagesOf(chosen)]);
      const isJoint = joined !== null && trees.size > 1 && (query.language === undefined || query.language === ALL_LANGUAGES);
      const first = languages.find(({ hasTopics }) => hasTopics)?.language ?? [...trees.keys()][0] ?? null;
      const language = isJoint ? ALL_LANGUAGES : query.language !== undefined && trees.has(query.language) ? query.language : first;
      const shownLanguages = isJoint ? orderOf(trees) : language === null ? [] : [language];
      const about = {
        asOf: asOfMs === null ? null : new Date(asOfMs).toISOString(), groupedAt: chosen.groupedAt, tree: current?.tree ?? null, madeAt: made?.endedAt?.toISOString() ?? null, learntFrom: (made?.madeOf ?? []).filter((one) => shownLanguages.includes(one.language)).reduce((sum, one) => sum + one.learntFrom, 0),
        // What goes on now is nothing of then.
        finding: asOfMs === null && finder.isRunning(), again: shown.reading === null ? null : { texts: shown.reading.texts, begunAt: shown.reading.begunAt.toISOString() }, problem: asOfMs === null && found[0]?.state === 'failed' ? found[0].problem : null,
        peopleNeeded: TOPIC_PEOPLE, zone, from: period.from, until: period.until, choices, language, languages,
      };
      const all = jointOf(shown, joined);
      const joint = isJoint ? all : null;
      const toldAcross = joined === null ? null : { cut: joined.cut, compared: joined.compared, joined: (all ?? jointTree(trees, orderOf(trees), joined.joined, keptApart(shown.log))).several, madeAt: (asOfMs === null ? joined.checkedAt : joined.madeAt).toISOString() };
      const own = language === null ? undefined : trees.get(shownLanguages[0] ?? '');
      if (current === null || language === null || own === undefined) return { ...about, across: toldAcross, texts: 0, people: 0, unclear: null, fresh: [], groups: [], alone: [], hidden: [], decisions: [], values: null };
      const filter = { ...period.filter, pass: current.number, languages: shownLanguages };
      const as = joint?.as ?? countedAs(own.rows, own.tree, own.into);
      const tree = joint === null ? treeOfLanguage(language, own) : presentedJoint(joint, trees);
      const [sums, felt, values] = await Promise.all([topicSums(chosen.history, filter, as), topicsFelt(chosen.history, filter, as, version), isWithValues && asOfMs === null ? valuesOf(filter, as, tree) : null]);
      const presented = presentTopics(tree, { sums, felt }, period);
      const alarms = new Map(standing(shown.log).flatMap(({ act, language: of }) => (act.kind === 'new' ? [[`${of}.${act.topic.id}`, act] as const] : [])));
      const fresh = shownLanguages.flatMap((of) => (trees.get(of)?.tree.topics ?? []).flatMap(({ id, name, young, care }) => { const alarm = alarms.get(`${of}.${id}`); return young === null || care.hidden || alarm === undefined ? [] : [{ id: `${of}.${id}`, name, since: young.since, people: alarm.people, before: alarm.before }]; }));
      const people = new Map(await Promise.all([...new Set(shown.log.map(({ by }) => by))].map(async (by): Promise<[string, string]> => [by, by === 'custos' ? 'Custos' : await deps.nameOf(by) ?? 'somebody who left'])));
      const told = shownLanguages.flatMap((of) => { const one = trees.get(of); return one === undefined ? [] : toldDecisions(shown.log, of, one.base, one.tree, people); });
      return { ...about, across: toldAcross, ...presented, fresh: fresh.toSorted((a, b) => b.since.localeCompare(a.since)), decisions: toldTogether(told), values };
    },
    /** Names of the topics that are shown, or were at a moment, for whoever counts by them. Units: ms. Errors: as of a moment `conflict` where others were shown then that are not kept. */
    async topicNames(asOfMs: number | null = null): Promise<ShownTopicNames | null> {
      const [shown, joined] = await Promise.all([asOfMs === null ? state.shown() : state.shownThen(asOfMs), asOfMs === null ? across.now() : across.at(asOfMs)]);
      return topicNamesShown(shown, jointOf(shown, joined));
    },
    /** What these interactions are about by the topics that are shown, and in which group of them. Shape: unclear ones and those not read yet are missing. */
    async topicsAt(places: readonly { readonly home: number; readonly number: number }[]): Promise<Map<number, { topic: string; group: string }>> {
      const { current, languages } = await state.shown();
      const found = current === null ? [] : await topicsOfPlaces(analytics, current.number, places);
      return new Map(found.flatMap(({ number, language, topic: of }) => {
        const known = languages.get(language);
        const one = known?.tree.topics.find(({ id }) => id === (known.into.get(of) ?? of));
        return one === undefined ? [] : [[number, { topic: `${language}.${one.id}`, group: `${language}.${one.group ?? one.id}` }] as const];
      }));
    },
    /** Topics that were found as new lately, that are shown, and that somebody has not seen yet, the latest first. */
    async newTopics(person: string): Promise<NewTopic[]> {
      const numbers = await unseenNew(deps.database, person, new Date(deps.clock() - TOLD_MS));
      return numbers.length === 0 ? [] : newTopicsShown(await state.shown(), numbers);
    },
    /** Notes that somebody saw new topics; they are not told of them again. */
    newTopicsSeen: (person: string, numbers: readonly number[]): Promise<number> => noteNewSeen(deps.database, person, numbers, new Date(deps.clock())),
    /** Topics as they are shown now, with their trees: there is one set of them in memory. */
    shown: state.shown,
    /** The texts about a topic or a group, newest first, in the customers' own words. Shape: empty for one that is gone. */
    async verbatims(id: string, { before, limit, language: together, ...query }: TopicVerbatimsQuery, reader: Reader): Promise<SaidVerbatims> {
      const { language, number } = topicOfId(id);
      const { shown, joined, history, version, period } = await chosenBy(query);
      const { current, languages } = shown;
      const own = languages.get(language);
      if (current === null || own === undefined) return { verbatims: [], next: null, version };
      const joint = together === undefined ? null : jointOf(shown, joined);
      const { from, topic, group } = joint?.as ?? countedAs(own.rows, own.tree, own.into);
      const key = joint === null ? number : joint.keyOf(id) ?? keyOf(joint.order.indexOf(language), number);
      const topics = number === UNCLEAR ? [UNCLEAR] : from.filter((_, at) => topic[at] === key || group[at] === key);
      const [occurredMs = 0, last = 0] = (before ?? '').split('.').map(Number);
      const places = await topicPlaces(history, { ...period.filter, pass: current.number, languages: joint?.order ?? [language] }, topics, before === undefined ? null : { occurredMs, number: last }, limit);
      const end = places.at(-1);
      const found = new Map((await deps.interactions.saidBy(places.map((place) => place.number))).map((said) => [said.item.id, said]));
      return { verbatims: await deps.verbatims.quoteCustomers(places.map((place) => ({ ...place, characters: 0, carriers: [] })), found, reader), next: end === undefined || places.length < limit ? null : `${end.occurredMs}.${end.number}`, version };
    },
    /** Which topic each text is about, as one file, in blocks: of the language that the query names, else of all. Shape: a head alone where no topics were found. */
    async *rows(query: SaidThenQuery, format: 'csv' | 'parquet'): AsyncGenerator<Buffer> {
      const { shown: { current, languages }, history, period } = await chosenBy(query);
      const known = [...languages].filter(([language]) => query.language === undefined || query.language === ALL_LANGUAGES || language === query.language).map(([language, { rows, tree, into }]) => ({ language, as: countedAs(rows, tree, into), names: new Map([...tree.groups, ...tree.topics].map(({ id, name }) => [id, name])) }));
      yield* fileOf(history, topicRows({ ...period.filter, pass: current?.number ?? 0 }, known, format === 'csv'), format);
    },
    /** Notes what somebody decided. See decide-topics.ts. */
    async decide(body: TopicDecisionBody, by: string): Promise<number> {
      const number = await decideTopics({ ...deps, state, work, isFinding: finder.isRunning, joined: async () => jointOf(await state.shown(), await across.now())?.idsOf ?? ((one) => [one]) }, body, by);
      walk.start();
      return number;
    },
    /** Finds topics anew, in the background. Answers the number of the tree. */
    find: finder.find,
    watch,
    /** Compares topics of several languages now. */
    compare: across.compare,
    /** Goes on through the history where it was left, and looks from time to time whether topics are to be found. */
    start(): void {
      walk.start();
      timer = setInterval(() => { ticking = ticking.then(tick); }, TICK_MS).unref();
    },
    /** For tests: topics are found, and the history is read by them. */
    async through(): Promise<void> { await finder.through(); await walk.through(); },
    async stop(): Promise<void> {
      if (timer !== null) clearInterval(timer);
      stopping = true;
      // Whoever waits for the thread hears of the stop before the thread ends: what breaks off is found at the next start, and is no fault.
      await Promise.all([finder.stop(), walk.stop(), work.stop()]);
      await ticking;
    },
  };
}

export type TopicsModule = ReturnType<typeof createTopics>;
