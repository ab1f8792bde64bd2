import { centreOf } from './shape-topics.ts';
import type { Signature } from './signature.ts';
import { NO_CARE, type TellingPhrase, type Topic, type TopicCare, type TopicId, type TopicPlace, type TopicTree } from './topic-tree.ts';

/** One part of a topic to be split, as it was shown to who decided. */
export type TopicPart = { readonly name: string; readonly words: readonly TellingPhrase[]; readonly texts: number; readonly signature: Signature };

/** What people do to topics. */
export type TopicAct =
  | { readonly kind: 'rename'; readonly id: TopicId; readonly name: string }
  | { readonly kind: 'pin' | 'unpin' | 'hide' | 'show'; readonly id: TopicId }
  | { readonly kind: 'merge'; readonly into: TopicId; readonly from: readonly TopicId[] }
  | { readonly kind: 'split'; readonly id: TopicId; readonly parts: readonly TopicPart[] };

/** An entry of the log of decisions. Units: `seq` rises by every decision. Invariant: entries are never changed; a reversal is an entry of its own. */
export type TopicDecision = { readonly seq: number; readonly act: TopicAct };

/** Why a decision could not be carried out. */
export type DecisionRefusal = { readonly seq: number; readonly reason: 'no-such-topic' | 'no-name' | 'nothing-to-merge' | 'nothing-to-split' };

/**
 * The tree after all decisions that it does not hold yet, in their order.
 * Invariant: doing it twice is doing it once. A refused decision changes nothing and does not stop those after it.
 */
export function decidedTree(tree: TopicTree, log: readonly TopicDecision[]): { readonly tree: TopicTree; readonly refused: readonly DecisionRefusal[] } {
  const refused: DecisionRefusal[] = [];
  let now = tree;
  for (const { seq, act } of [...log].sort((a, b) => a.seq - b.seq)) {
    if (seq <= now.decidedThrough) continue;
    const next = afterAct(now, act);
    if (typeof next === 'string') refused.push({ seq, reason: next });
    now = { ...(typeof next === 'string' ? now : next), decidedThrough: seq };
  }
  return { tree: now, refused };
}

function afterAct(tree: TopicTree, act: TopicAct): TopicTree | DecisionRefusal['reason'] {
  switch (act.kind) {
    case 'rename': return renamed(tree, act.id, act.name.trim());
    case 'pin': return cared(tree, act.id, { pinned: true });
    case 'unpin': return cared(tree, act.id, { pinned: false });
    case 'hide': return cared(tree, act.id, { hidden: true });
    case 'show': return cared(tree, act.id, { hidden: false });
    case 'merge': return merged(tree, act.into, act.from);
    case 'split': return split(tree, act.id, act.parts);
  }
}

const topicOf = (tree: TopicTree, id: TopicId): Topic | undefined => tree.topics.find((topic) => topic.id === id);

function cared(tree: TopicTree, id: TopicId, care: Partial<TopicCare>): TopicTree | 'no-such-topic' {
  return topicOf(tree, id) === undefined ? 'no-such-topic' : { ...tree, topics: tree.topics.map((topic) => (topic.id === id ? { ...topic, care: { ...topic.care, ...care } } : topic)) };
}

/** Topics and groups can be named. */
function renamed(tree: TopicTree, id: TopicId, name: string): TopicTree | 'no-such-topic' | 'no-name' {
  if (name === '') return 'no-name';
  if (tree.groups.some((group) => group.id === id)) return { ...tree, groups: tree.groups.map((group) => (group.id === id ? { ...group, name, named: true } : group)) };
  const next = cared(tree, id, { named: true });
  return next === 'no-such-topic' ? next : { ...next, topics: next.topics.map((topic) => (topic.id === id ? { ...topic, name } : topic)) };
}

/** Places stay apart, so that a topic of two subjects does not draw in what lies between them. */
function merged(tree: TopicTree, into: TopicId, from: readonly TopicId[]): TopicTree | 'no-such-topic' | 'nothing-to-merge' {
  const gone = new Set(from.filter((id) => id !== into));
  const [target, others] = [topicOf(tree, into), tree.topics.filter((topic) => gone.has(topic.id))];
  if (target === undefined || others.length < gone.size) return 'no-such-topic';
  if (gone.size === 0) return 'nothing-to-merge';
  const all = [target, ...others];
  const phrases = new Map<string, TellingPhrase>();
  const texts = all.reduce((sum, topic) => sum + topic.texts, 0);
  for (const topic of all) for (const one of topic.words) {
    const known = phrases.get(one.phrase);
    phrases.set(one.phrase, { phrase: one.phrase, weight: (known?.weight ?? 0) + one.weight * topic.texts / Math.max(1, texts), texts: (known?.texts ?? 0) + one.texts });
  }
  const topic: Topic = { ...target, texts, places: all.flatMap((one) => placesOf(tree, one)), young: null, words: [...phrases.values()].sort((a, b) => b.weight - a.weight).slice(0, 10), care: { ...target.care, shaped: true } };
  return tidied({ ...tree, topics: tree.topics.filter((one) => !gone.has(one.id)).map((one) => (one.id === into ? topic : one)) });
}

/** A young topic that is merged needs a place; words that the space does not know yet are missing there until the rerun. */
function placesOf(tree: TopicTree, topic: Topic): readonly TopicPlace[] {
  return topic.young === null ? topic.places : [...topic.places, { centre: centreOf(tree.space, tree.latent, topic.young.signature), reach: topic.young.least, signature: topic.young.signature }];
}

function split(tree: TopicTree, id: TopicId, parts: readonly TopicPart[]): TopicTree | 'no-such-topic' | 'nothing-to-split' {
  const topic = topicOf(tree, id);
  if (topic === undefined) return 'no-such-topic';
  if (parts.length < 2) return 'nothing-to-split';
  const reach = Math.min(...topic.places.map((one) => one.reach), 1);
  const made = parts.map((part, at): Topic => ({
    id: tree.nextId + at, group: topic.group, name: part.name, words: part.words, texts: part.texts, young: null, care: { ...NO_CARE, shaped: true },
    places: [{ centre: centreOf(tree.space, tree.latent, part.signature), reach, signature: part.signature }],
  }));
  return { ...tree, topics: tree.topics.flatMap((one) => (one.id === id ? made : [one])), nextId: tree.nextId + parts.length };
}

/** Groups without topics go. */
function tidied(tree: TopicTree): TopicTree {
  const used = new Set(tree.topics.map((topic) => topic.group));
  return { ...tree, groups: tree.groups.filter((group) => used.has(group.id)) };
}
