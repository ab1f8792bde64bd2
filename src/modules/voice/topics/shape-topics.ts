import { columnOf, type FeatureSpace } from '../reading/feature-space.ts';
import { seededRandom } from '../../../kernel/seeded-random.ts';
import type { Assignment } from './assign-topic.ts';
import { groupsOfTopics } from './group-topics.ts';
import { place, type LatentSpace } from './latent-space.ts';
import { continued } from './match-topics.ts';
import { commonSignature, likenessTo, type Signature } from './signature.ts';
import { nameFrom, tellingPhrases } from './topic-names.ts';
import { isKept, NO_CARE, type Sureness, type Topic, type TopicGroup, type TopicId, type TopicPlace, type TopicTree } from './topic-tree.ts';
import { centresOf, normalise, type Vectors, zeroVectors } from './vectors.ts';

/** Where a group of texts goes: one place of a topic that people cared for, or a topic of its own. */
export type Slot = { readonly topic: Topic | null; readonly placeAt: number };

/** Groups of texts, to be made topics. Shape: one entry of `raws`, `signatures`, `groupOf`, `oldOf` and one of `places` for each text learnt from; one of `slots` and `reaches` for each group. */
export type Shaping = {
  readonly raws: readonly string[]; readonly places: Vectors; readonly signatures: readonly Signature[];
  readonly groupOf: Int32Array; readonly slots: readonly Slot[]; readonly reaches: Float64Array; readonly oldOf: readonly (Assignment | null)[]; readonly previous: TopicTree | undefined;
  readonly space: FeatureSpace; readonly latent: LatentSpace; readonly sureness: Sureness; readonly apart: number; readonly poorFit: number;
};

/** A kept topic is learnt anew from so many texts on; from fewer it stays where its signature says. */
const ENOUGH = 5;
/** Pairs looked at, and the share of them that may be alike though their topics differ. */
const PAIRS = 20_000;
const HARDLY_EVER = 0.001;

/** Topics out of groups of texts: ids continued from before, names, places, upper level. Shape: `idOf` gives the topic of each group. */
export function shapeTopics(given: Shaping): { readonly tree: TopicTree; readonly idOf: readonly TopicId[] } {
  const { slots, groupOf, previous, oldOf } = given;
  const kept = new Set((previous?.topics ?? []).filter(isKept).map((topic) => topic.id));
  const oldOfGroup = continued(oldOf.map((old) => (old?.topic == null || kept.has(old.topic) ? null : old.topic)), groupOf.map((group) => (group >= 0 && slots[group]?.topic === null ? group : -1)));
  let nextId = previous?.nextId ?? 1;
  const before = new Map((previous?.topics ?? []).map((topic) => [topic.id, topic]));
  const idOf = slots.map((slot, group) => slot.topic?.id ?? oldOfGroup.get(group) ?? nextId++);
  const ids = [...new Set(idOf)];
  const topicAt = groupOf.map((group) => (group < 0 ? -1 : ids.indexOf(idOf[group] as TopicId)));
  const centres = centresOf(given.places, groupOf, slots.length);
  const counts = sizesOf(groupOf, slots.length);
  const sizes = sizesOf(topicAt, ids.length);

  const upper = groupsOfTopics(centresOf(given.places, topicAt, ids.length));
  const groups = upperLevel(given, ids, upper, topicAt, nextId);
  const phrases = tellingPhrases(given.raws, topicAt, ids.length);
  const taken = new Set(ids.flatMap((id) => before.get(id)?.name ?? []));
  const topics = ids.map((id, at): Topic => {
    const old = before.get(id) ?? null;
    const words = phrases[at] ?? [];
    const name = old?.name ?? nameFrom(words, taken, 'no common words');
    taken.add(name);
    const places = [...slots.keys()].filter((group) => idOf[group] === id).map((group) => placeOf(given, group, slots[group] as Slot, centres, counts[group] as number));
    return { id, group: groups.ofTopic[at] ?? null, name, words: words.length > 0 ? words : old?.words ?? [], texts: sizes[at] as number, places, young: null, care: old?.care ?? NO_CARE };
  });
  const now = new Set(ids);
  const retired = [...previous?.retired ?? [], ...(previous?.topics ?? []).map((topic) => topic.id).filter((id) => !now.has(id))];
  const { space, latent, sureness, apart, poorFit } = given;
  return { tree: { topics, groups: groups.groups, retired, space, latent, sureness, apart, poorFit, nextId: groups.nextId, decidedThrough: previous?.decidedThrough ?? 0 }, idOf };
}

/** Where a topic lies: learnt from its texts, or, where too few came, kept by its signature. */
function placeOf(given: Shaping, group: number, slot: Slot, centres: Vectors, count: number): TopicPlace {
  const known = slot.topic?.places[slot.placeAt];
  const signature = known?.signature ?? slot.topic?.young?.signature;
  if (signature !== undefined && count < ENOUGH) return { centre: centreOf(given.space, given.latent, signature), reach: known?.reach ?? given.reaches[group] as number, signature };
  const own = given.signatures.filter((_, row) => given.groupOf[row] === group);
  return { centre: centres.values.slice(group * centres.width, (group + 1) * centres.width), reach: given.reaches[group] as number, signature: commonSignature(own) };
}

/** Where a signature lies in a latent space; what the space does not know is left out. */
export function centreOf(space: FeatureSpace, latent: LatentSpace, signature: Signature): Float32Array {
  const known = [...signature.buckets.keys()].filter((at) => columnOf(space, signature.buckets[at] as number) >= 0);
  const centre = zeroVectors(1, latent.width);
  place(latent, Int32Array.from(known, (at) => columnOf(space, signature.buckets[at] as number)), Float32Array.from(known, (at) => signature.weights[at] as number), known.length, centre.values, 0);
  return normalise(centre).values;
}

/** The upper level: a group keeps its id and name while most of its topics stay together; a name given by people stays as long as the group. */
function upperLevel(given: Shaping, ids: readonly TopicId[], upper: Int32Array, topicAt: Int32Array, firstFree: TopicId): { readonly ofTopic: readonly TopicId[]; readonly groups: readonly TopicGroup[]; readonly nextId: TopicId } {
  const before = new Map((given.previous?.topics ?? []).map((topic) => [topic.id, topic.group]));
  const known = new Map((given.previous?.groups ?? []).map((group) => [group.id, group]));
  const matches = continued(ids.map((id) => before.get(id) ?? null), upper);
  const count = upper.reduce((most, one) => Math.max(most, one + 1), 0);
  const phrases = tellingPhrases(given.raws, topicAt.map((at) => (at < 0 ? -1 : upper[at] as number)), count);
  const taken = new Set<string>();
  let nextId = firstFree;
  const groups = Array.from({ length: count }, (_, at): TopicGroup => {
    const old = known.get(matches.get(at) ?? -1);
    const name = old?.name ?? nameFrom(phrases[at] ?? [], taken, 'no common words');
    taken.add(name);
    return { id: old?.id ?? nextId++, name, named: old?.named ?? false };
  });
  return { ofTopic: ids.map((_, at) => (groups[upper[at] as number] as TopicGroup).id), groups, nextId };
}

function sizesOf(groupOf: ArrayLike<number>, groups: number): Float64Array {
  const sizes = new Float64Array(groups);
  for (let row = 0; row < groupOf.length; row += 1) if ((groupOf[row] as number) >= 0) sizes[groupOf[row] as number] = (sizes[groupOf[row] as number] as number) + 1;
  return sizes;
}

/** The likeness that two texts of different topics hardly ever have; one, when there are no two topics. */
export function apartOf(signatures: readonly Signature[], groupOf: Int32Array, seed: number): number {
  const random = seededRandom(seed + 1);
  const found: number[] = [];
  const each = 100;
  for (let one = 0; one < PAIRS / each && signatures.length > 1; one += 1) {
    const row = Math.floor(random() * signatures.length);
    const likeness = likenessTo(signatures[row] as Signature);
    for (let other = 0; other < each; other += 1) {
      const at = Math.floor(random() * signatures.length);
      if (at !== row && (groupOf[at] !== groupOf[row] || groupOf[at] === -1)) found.push(likeness(signatures[at] as Signature));
    }
  }
  if (found.length === 0) return 1;
  found.sort((a, b) => b - a);
  return Math.max(0.05, found[Math.floor(found.length * HARDLY_EVER)] as number);
}
