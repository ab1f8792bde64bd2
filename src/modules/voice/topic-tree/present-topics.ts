import type { AnswerPeriod } from '../answer-period.ts';
import { presentFelt } from '../said/present-said.ts';
import type { FeltSums, ShareSums } from '../said/said-log.ts';
import { SHARE_OF_TEXTS, shareOf, tallyOf } from '../said/share-estimate.ts';
import { estimateScore } from '../scores/estimate-score.ts';
import { testChanges } from '../scores/test-changes.ts';
import type { Topic, TopicId, TopicTree } from '../topics/topic-tree.ts';
import type { JointMember, LanguageTopics } from './joint-tree.ts';
import { ALL_LANGUAGES, type ShownGroup, type ShownTopic, type TopicFigure, type Topics } from './contract.ts';
import { ALL_TEXTS, BEFORE, UNCLEAR, WHOLE, type CountedAs } from './topics-log.ts';

const NONE: ShareSums = { texts: 0, people: 0, hits: 0, speakers: 0, personTextsSquared: 0, personHitsSquared: 0, personCrossed: 0 };

/** As which topic and in which group topics of rows are counted: merged ones as one; hidden ones in no group. */
export function countedAs(rows: Pick<TopicTree, 'topics'>, shown: Pick<TopicTree, 'topics'>, into: ReadonlyMap<TopicId, TopicId>): CountedAs {
  const topics = new Map(shown.topics.map((topic) => [topic.id, topic]));
  const from = rows.topics.map(({ id }) => id);
  const topic = from.map((id) => into.get(id) ?? id);
  return { from, topic, member: topic.map(() => 0), group: topic.map((id) => { const one = topics.get(id); return one === undefined || one.care.hidden ? 0 : one.group ?? 0; }) };
}

/** Topics of one language, to be shown. */
export function treeOfLanguage(language: string, { tree, into }: LanguageTopics): PresentedTree {
  return { topics: tree.topics, groups: tree.groups, idOf: (key) => `${language}.${key}`, mergedInto: (key) => [...into.values()].filter((id) => id === key).length, languagesOf: () => [] };
}

/** Texts in languages that are not shown: in others than the one, or, where all are shown together, in those without topics. */
export function textsElsewhere({ language, languages }: Pick<Topics, 'language' | 'languages'>): number {
  return languages.filter((one) => (language === ALL_LANGUAGES ? !one.hasTopics : one.language !== language)).reduce((sum, one) => sum + one.texts, 0);
}

/** What was counted of a language. */
export type TopicCounts = { readonly sums: ReadonlyMap<number, ReadonlyMap<number, ShareSums>>; readonly felt: ReadonlyMap<number, FeltSums> };

/** A tree to be shown: its topics and groups, by which id each is shown, how many topics were merged into one, and what it is called in each language. */
export type PresentedTree = Pick<TopicTree, 'topics' | 'groups'> & { idOf(key: number): string; mergedInto(key: number): number; languagesOf(key: number): readonly JointMember[] };

/** The tree as it is shown, with its figures. Shape: pinned topics first, then most people. */
export function presentTopics(tree: PresentedTree, { sums, felt }: TopicCounts, period: AnswerPeriod): Pick<Topics, 'texts' | 'people' | 'unclear' | 'groups' | 'alone' | 'hidden'> {
  const sumsOf = (cell: number, key: number): ShareSums => {
    const own = sums.get(cell);
    const all = own?.get(ALL_TEXTS);
    return own?.get(key) ?? (all === undefined ? NONE : { ...all, hits: 0, speakers: 0, personHitsSquared: 0, personCrossed: 0 });
  };
  const keys = [UNCLEAR, ...tree.groups.map(({ id }) => id), ...tree.topics.map(({ id }) => id)];
  const estimates = keys.map((key) => [WHOLE, BEFORE].map((cell) => { const own = sumsOf(cell, key); return shareOf(own) === null ? null : estimateScore(SHARE_OF_TEXTS, tallyOf(own)); }));
  const pairs = keys.flatMap((key, at) => { const [now, before] = estimates[at] ?? []; return now == null || before == null ? [] : [{ key, now, before }]; });
  const changes = new Map(testChanges(pairs).map(({ difference, low, high, isReal }, at) => [pairs[at]?.key ?? -1, { difference, low, high, isReal }]));

  const figure = (key: number, name: string): TopicFigure => {
    const whole = sumsOf(WHOLE, key);
    return {
      id: tree.idOf(key), name, texts: whole.hits, people: whole.speakers, share: shareOf(whole), change: changes.get(key) ?? null, felt: presentFelt(felt.get(key)),
      months: period.months.map((month) => { const own = sumsOf(Number(month.replace('-', '')), key); return { month, texts: own.hits, people: own.speakers, share: shareOf(own), isRunning: month === period.runningMonth }; }),
    };
  };
  const shown = (topic: Topic): ShownTopic => ({ ...figure(topic.id, topic.name), words: topic.words.map(({ phrase }) => phrase), isNamed: topic.care.named, isPinned: topic.care.pinned, since: topic.young?.since ?? null, merged: tree.mergedInto(topic.id), languages: tree.languagesOf(topic.id).map((one) => ({ id: `${one.language}.${one.topic.id}`, language: one.language, name: one.topic.name, words: one.topic.words.map(({ phrase }) => phrase), ...countsOf(topic.id, one) })) });
  /** Of one language alone, it is counted as the topic itself. */
  const countsOf = (key: number, { key: own }: JointMember): { texts: number; people: number } => { const { hits: texts, speakers: people } = sumsOf(WHOLE, tree.languagesOf(key).length > 1 ? own : key); return { texts, people }; };
  const byPeople = (a: TopicFigure, b: TopicFigure): number => b.people - a.people || b.texts - a.texts || a.name.localeCompare(b.name);
  const inOrder = (topics: readonly Topic[]): ShownTopic[] => topics.map(shown).toSorted((a, b) => Number(b.isPinned) - Number(a.isPinned) || byPeople(a, b));
  const open = tree.topics.filter(({ care }) => !care.hidden);
  const all = sumsOf(WHOLE, ALL_TEXTS);
  return {
    texts: all.texts, people: all.people, unclear: figure(UNCLEAR, 'Unclear'), alone: inOrder(open.filter(({ group }) => group === null)), hidden: inOrder(tree.topics.filter(({ care }) => care.hidden)),
    groups: tree.groups.map((group): ShownGroup => ({ ...figure(group.id, group.name), isNamed: group.named, topics: inOrder(open.filter((topic) => topic.group === group.id)) })).filter(({ topics }) => topics.length > 0).toSorted(byPeople),
  };
}
