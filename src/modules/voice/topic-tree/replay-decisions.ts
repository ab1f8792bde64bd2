import type { Signature } from '../topics/signature.ts';
import { decidedTree, type TopicAct } from '../topics/topic-decisions.ts';
import type { Topic, TopicId, TopicTree } from '../topics/topic-tree.ts';
import { withNewTopics } from '../topics/watch-new-topics.ts';

/** What is done to topics: by people, by the watch (`new`), or taken back (`undo`). `apart`: one stays by itself, not together with those of other languages; it changes no tree. */
export type LoggedAct = TopicAct | { readonly kind: 'apart'; readonly id: TopicId } | { readonly kind: 'new'; readonly topic: Topic; readonly people: number; readonly before: number; readonly chance: number } | { readonly kind: 'undo'; readonly undoes: number };

/** An entry of the log. Shape: `firstId` of those that make topics. */
export type Logged = { readonly number: number; readonly language: string; readonly act: LoggedAct; readonly firstId: number | null; readonly by: string; readonly at: Date };

/** Whether it changes which texts belong to which topic, so that texts must be read again. A merge does not: it is done while counting. */
export const isReread = (kind: LoggedAct['kind']): boolean => kind === 'split' || kind === 'new';

/** What stands of a log up to and with an entry: neither taken back, nor a taking back itself. */
export function standing(log: readonly Logged[], through = Number.POSITIVE_INFINITY): Logged[] {
  const until = log.filter(({ number }) => number <= through);
  const undone = new Set(until.flatMap(({ act }) => (act.kind === 'undo' ? [act.undoes] : [])));
  return until.filter(({ number, act }) => act.kind !== 'undo' && !undone.has(number));
}

function after(tree: TopicTree, { number, act, firstId }: Logged): TopicTree {
  // Ids are those given when it was decided, whatever was taken back since.
  const ready = { ...tree, nextId: Math.max(tree.nextId, firstId ?? 0) };
  if (act.kind === 'undo' || act.kind === 'apart') return tree;
  if (act.kind === 'new') return ready.topics.some(({ id }) => id === act.topic.id) ? tree : withNewTopics(ready, [{ topic: act.topic }]);
  return decidedTree({ ...ready, decidedThrough: number - 1 }, [{ seq: number, act }]).tree;
}

/** The tree by which texts are read: with topics that were split or are new up to an entry. Merged topics stay apart, so that a merge can be taken back at once. */
export function readingTree(tree: TopicTree, log: readonly Logged[], through: number): TopicTree {
  return standing(log, through).filter(({ number, act }) => number > tree.decidedThrough && isReread(act.kind)).reduce(after, tree);
}

/** The tree as it is shown, and in which topic those are counted that were merged. What must be read again first is not in it. */
export function shownTree(tree: TopicTree, log: readonly Logged[], through: number): { readonly tree: TopicTree; readonly into: ReadonlyMap<TopicId, TopicId> } {
  const into = new Map<TopicId, TopicId>();
  const read = new Set(standing(log, through).map(({ number }) => number));
  let now = tree;
  for (const one of standing(log)) {
    if (one.number <= tree.decidedThrough || (isReread(one.act.kind) && !read.has(one.number))) continue;
    const next = after(now, one);
    if (one.act.kind === 'merge' && next.topics.length < now.topics.length) {
      const { into: target, from } = one.act;
      for (const id of from) if (id !== target) into.set(id, target);
      for (const [id, other] of into) if (from.includes(other) && other !== target) into.set(id, target);
    }
    now = next;
  }
  return { tree: now, into };
}

/** Whether two entries are one decision, about a topic of several languages: they were written at one moment by one person. */
export const isOneDecision = (one: Logged, other: Logged): boolean => one.number === other.number || (one.at.getTime() === other.at.getTime() && one.by === other.by && one.act.kind === other.act.kind && one.language !== other.language);

/** Topics that somebody keeps by themselves, whenever that was decided. Shape: ids such as `de.5`. */
export function keptApart(log: readonly Logged[]): Set<string> {
  return new Set(standing(log).flatMap(({ act, language }) => (act.kind === 'apart' ? [`${language}.${act.id}`] : [])));
}

const plainSignature = ({ buckets, weights }: Signature): { buckets: number[]; weights: number[] } => ({ buckets: [...buckets], weights: [...weights] });
const typedSignature = (one: { buckets: Iterable<number>; weights: Iterable<number> }): Signature => ({ buckets: Int32Array.from(one.buckets), weights: Float32Array.from(one.weights) });

/** An act as JSON can hold it. */
export function plainAct(act: LoggedAct): unknown {
  if (act.kind === 'split') return { ...act, parts: act.parts.map((part) => ({ ...part, signature: plainSignature(part.signature) })) };
  if (act.kind === 'new' && act.topic.young !== null) return { ...act, topic: { ...act.topic, young: { ...act.topic.young, signature: plainSignature(act.topic.young.signature) } } };
  return act;
}

/** The act that was kept as JSON. */
export function actOf(plain: LoggedAct): LoggedAct {
  if (plain.kind === 'split') return { ...plain, parts: plain.parts.map((part) => ({ ...part, signature: typedSignature(part.signature) })) };
  if (plain.kind === 'new' && plain.topic.young !== null) return { ...plain, topic: { ...plain.topic, young: { ...plain.topic.young, signature: typedSignature(plain.topic.young.signature) } } };
  return plain;
}
