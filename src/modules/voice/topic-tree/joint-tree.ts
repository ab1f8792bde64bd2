import type { Topic, TopicGroup, TopicId, TopicTree } from '../topics/topic-tree.ts';
import type { KeptAcross } from './across-store.ts';
import { countedAs, type PresentedTree } from './present-topics.ts';
import type { CountedAs } from './topics-log.ts';

/** Topics of a language: as its texts were read, as they are shown, and in which of them those are counted that were merged. */
export type LanguageTopics = { readonly rows: Pick<TopicTree, 'topics'>; readonly tree: Pick<TopicTree, 'topics' | 'groups'>; readonly into: ReadonlyMap<TopicId, TopicId> };

/** A topic of a language, as part of one across languages. */
export type JointMember = { readonly language: string; readonly key: number; readonly topic: Topic };

/**
 * Topics of all languages as one tree. Keys tell topics and groups of it apart, and the topics of a language in it.
 * Shape: `idOf` the id that a key is shown by, such as `en.12`: of a topic of several languages, its first one's; `members` by key of the topic.
 */
export type JointTree = {
  readonly tree: Pick<TopicTree, 'topics' | 'groups'>; readonly as: CountedAs;
  readonly idOf: ReadonlyMap<number, string>; readonly members: ReadonlyMap<number, readonly JointMember[]>;
  /** The languages, in the order of their keys. */ readonly order: readonly string[]; /** Topics of several languages. */ readonly several: number;
  /** The key of a topic by its id in any language, of a group by its own. */ keyOf(id: string): number | undefined; /** What a topic is called in each language in which it is spoken of; a group by itself. */ idsOf(id: string): readonly string[];
};

const OF_LANGUAGE = 2 ** 32;
/** Keys of topics of several languages lie above those of one. */
const SEVERAL = 2 ** 50;
/** A group of another language goes into one of the first language when at least so much of it is spoken of there too. */
const MOSTLY = 0.5;

/** The key of a topic or group of a language, by the place of the language. Invariant: `keyOf(0, id)` is the id. */
export const keyOf = (language: number, id: TopicId): number => language * OF_LANGUAGE + id;

/** Ids of topics that go together, such as `en.12`, by where the languages stand: those that are there, not hidden, merged ones as one, none that somebody keeps apart, at most one of a language. */
function together(languages: ReadonlyMap<string, LanguageTopics>, order: readonly string[], joined: KeptAcross['joined'], apart: ReadonlySet<string>): Map<string, readonly string[]> {
  const all = new Map<string, readonly string[]>();
  for (const { members } of joined) {
    const there = members.flatMap((member): string[] => {
      const [language = '', number = ''] = member.split('.');
      const own = languages.get(language);
      const id = own?.into.get(Number(number)) ?? Number(number);
      const topic = own?.tree.topics.find((one) => one.id === id);
      const shown = `${language}.${id}`;
      return topic === undefined || topic.care.hidden || apart.has(member) || apart.has(shown) || all.has(shown) ? [] : [shown];
    });
    const placeOf = (id: string): number => order.indexOf(id.split('.')[0] ?? '');
    const one = [...new Map(there.map((id) => [id.split('.')[0], id])).values()].toSorted((a, b) => placeOf(a) - placeOf(b));
    if (one.length > 1) for (const id of one) all.set(id, one);
  }
  return all;
}

/** Where the groups of a language go: into that in which most of its texts are spoken of in a language before. Shape: the key of that group; `placed` the key of the group of each topic that leads others. */
function groupsInto(topics: readonly Topic[], leadingOf: (id: TopicId) => string | undefined, placed: ReadonlyMap<string, { readonly group: number }>): Map<TopicId, number> {
  const into = new Map<TopicId, number>();
  for (const [group, own] of Map.groupBy(topics, (topic) => topic.group)) {
    const shares = new Map<number, number>();
    for (const { id, texts } of own) {
      const target = placed.get(leadingOf(id) ?? '')?.group ?? 0;
      if (target !== 0) shares.set(target, (shares.get(target) ?? 0) + texts);
    }
    const [most] = [...shares].toSorted((a, b) => b[1] - a[1] || a[0] - b[0]);
    if (group !== null && most !== undefined && most[1] >= MOSTLY * own.reduce((sum, { texts }) => sum + texts, 0)) into.set(group, most[0]);
  }
  return into;
}

/** Topics of all languages as one tree: those that are about the same as one, in the group of the first language that has it. `order`: the languages, most texts first. */
export function jointTree(languages: ReadonlyMap<string, LanguageTopics>, order: readonly string[], joined: KeptAcross['joined'], apart: ReadonlySet<string>): JointTree {
  const joint = together(languages, order, joined, apart);
  const [topics, groups, idOf, members] = [[] as Topic[], [] as TopicGroup[], new Map<number, string>(), new Map<number, readonly JointMember[]>()];
  const as = { from: [] as number[], topic: [] as number[], group: [] as number[], member: [] as number[] };
  const topicOf = (id: string): JointMember => { const [language = '', number = ''] = id.split('.'); return { language, key: keyOf(order.indexOf(language), Number(number)), topic: languages.get(language)?.tree.topics.find((one) => one.id === Number(number)) as Topic }; };
  const keyAndGroup = new Map<string, { readonly key: number; readonly group: number }>();
  for (const [place, language] of order.entries()) {
    const own = languages.get(language);
    if (own === undefined) continue;
    const into = groupsInto(own.tree.topics, (id) => joint.get(`${language}.${id}`)?.[0], keyAndGroup);
    for (const group of own.tree.groups) {
      if (into.has(group.id)) continue;
      groups.push({ ...group, id: keyOf(place, group.id) });
      idOf.set(keyOf(place, group.id), `${language}.${group.id}`);
    }
    for (const topic of own.tree.topics) {
      const id = `${language}.${topic.id}`;
      const all = joint.get(id) ?? [id];
      if (all[0] !== id) { keyAndGroup.set(id, keyAndGroup.get(all[0] ?? '') ?? { key: 0, group: 0 }); continue; }
      const ones = all.map(topicOf);
      const key = keyOf(place, topic.id) + (all.length > 1 ? SEVERAL : 0);
      const group = topic.group === null ? null : into.get(topic.group) ?? keyOf(place, topic.group);
      const named = ones.find((one) => one.topic.care.named)?.topic ?? topic;
      topics.push({ ...topic, id: key, group, name: named.name, texts: ones.reduce((sum, one) => sum + one.topic.texts, 0), care: { ...topic.care, named: named.care.named, pinned: ones.some((one) => one.topic.care.pinned) } });
      idOf.set(key, id);
      members.set(key, ones);
      keyAndGroup.set(id, { key, group: topic.care.hidden ? 0 : group ?? 0 });
    }
    const { from, topic } = countedAs(own.rows, own.tree, own.into);
    from.forEach((id, at) => {
      const shown = topic[at] ?? id;
      const { key, group } = keyAndGroup.get(`${language}.${shown}`) ?? { key: keyOf(place, shown), group: 0 };
      as.from.push(keyOf(place, id));
      as.topic.push(key);
      as.group.push(group);
      as.member.push(key >= SEVERAL ? keyOf(place, shown) : 0);
    });
  }
  return { tree: { topics, groups }, as, idOf, members, order, several: [...members.values()].filter((ones) => ones.length > 1).length, keyOf: (id) => keyAndGroup.get(id)?.key, idsOf: (id) => joint.get(id) ?? [id] };
}

/** Languages with topics, those learnt from most texts first. */
export function orderOf(languages: ReadonlyMap<string, LanguageTopics>): string[] {
  const texts = new Map([...languages].map(([language, { rows }]) => [language, rows.topics.reduce((sum, topic) => sum + topic.texts, 0)]));
  return [...texts].toSorted((a, b) => b[1] - a[1] || a[0].localeCompare(b[0])).map(([language]) => language);
}

/** Topics of all languages, to be shown. */
export function presentedJoint({ tree, idOf, members, order }: JointTree, languages: ReadonlyMap<string, LanguageTopics>): PresentedTree {
  const merged = (one: JointMember): number => [...languages.get(one.language)?.into.values() ?? []].filter((id) => id === one.topic.id).length;
  return { ...tree, idOf: (key) => idOf.get(key) ?? `${order[0] ?? ''}.${key}`, mergedInto: (key) => (members.get(key) ?? []).reduce((sum, one) => sum + merged(one), 0), languagesOf: (key) => members.get(key) ?? [] };
}
