import type { AnswerPeriod } from '../answer-period.ts';
import { presentFelt } from '../said/present-said.ts';
import type { FeltSums, ShareSums } from '../said/said-log.ts';
import { SHARE_OF_TEXTS, shareOf, tallyOf } from '../said/share-estimate.ts';
import { estimateScore } from '../scores/estimate-score.ts';
import { testChanges } from '../scores/test-changes.ts';
import type { Topic, TopicId, TopicTree } from '../topics/topic-tree.ts';
import type { ShownGroup, ShownTopic, TopicFigure, Topics } from './contract.ts';
import { ALL_TEXTS, BEFORE, UNCLEAR, WHOLE, type CountedAs } from './topics-log.ts';

const NONE: ShareSums = { texts: 0, people: 0, hits: 0, speakers: 0, personTextsSquared: 0, personHitsSquared: 0, personCrossed: 0 };

/** As which topic and in which group topics of rows are counted: merged ones as one; hidden ones in no group. */
export function countedAs(rows: TopicTree, shown: TopicTree, into: ReadonlyMap<TopicId, TopicId>): CountedAs {
  const topics = new Map(shown.topics.map((topic) => [topic.id, topic]));
  const from = rows.topics.map(({ id }) => id);
  const topic = from.map((id) => into.get(id) ?? id);
  return { from, topic, group: topic.map((id) => { const one = topics.get(id); return one === undefined || one.care.hidden ? 0 : one.group ?? 0; }) };
}

/** What was counted of a language. */
export type TopicCounts = { readonly sums: ReadonlyMap<number, ReadonlyMap<number, ShareSums>>; readonly felt: ReadonlyMap<number, FeltSums> };

/** The tree as it is shown, with its figures. Shape: pinned topics first, then most people. */
export function presentTopics(language: string, tree: TopicTree, into: ReadonlyMap<TopicId, TopicId>, { sums, felt }: TopicCounts, period: AnswerPeriod): Pick<Topics, 'texts' | 'people' | 'unclear' | 'groups' | 'alone' | 'hidden'> {
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
      id: `${language}.${key}`, name, texts: whole.hits, people: whole.speakers, share: shareOf(whole), change: changes.get(key) ?? null, felt: presentFelt(felt.get(key)),
      months: period.months.map((month) => { const own = sumsOf(Number(month.replace('-', '')), key); return { month, texts: own.hits, people: own.speakers, share: shareOf(own), isRunning: month === period.runningMonth }; }),
    };
  };
  const shown = (topic: Topic): ShownTopic => ({ ...figure(topic.id, topic.name), words: topic.words.map(({ phrase }) => phrase), isNamed: topic.care.named, isPinned: topic.care.pinned, since: topic.young?.since ?? null, merged: [...into.values()].filter((id) => id === topic.id).length });
  const byPeople = (a: TopicFigure, b: TopicFigure): number => b.people - a.people || b.texts - a.texts || a.name.localeCompare(b.name);
  const inOrder = (topics: readonly Topic[]): ShownTopic[] => topics.map(shown).toSorted((a, b) => Number(b.isPinned) - Number(a.isPinned) || byPeople(a, b));
  const open = tree.topics.filter(({ care }) => !care.hidden);
  const all = sumsOf(WHOLE, ALL_TEXTS);
  return {
    texts: all.texts, people: all.people, unclear: figure(UNCLEAR, 'Unclear'), alone: inOrder(open.filter(({ group }) => group === null)), hidden: inOrder(tree.topics.filter(({ care }) => care.hidden)),
    groups: tree.groups.map((group): ShownGroup => ({ ...figure(group.id, group.name), isNamed: group.named, topics: inOrder(open.filter((topic) => topic.group === group.id)) })).filter(({ topics }) => topics.length > 0).toSorted(byPeople),
  };
}
