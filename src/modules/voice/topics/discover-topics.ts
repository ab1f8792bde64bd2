import { LEAST_SURE, sureOf, topicReader, type Assignment } from './assign-topic.ts';
import { fitSpace, weighAll, type Weighing } from '../reading/feature-space.ts';
import { besideEmbeddings } from './beside-embeddings.ts';
import { joinedGroups } from './count-topics.ts';
import { distinctTexts, drawnTexts } from './distinct-texts.ts';
import { joinedByLoss } from './group-topics.ts';
import { fitLatentSpace } from './latent-space.ts';
import { leftOutFits, learnSureness, quantile, reachesOf } from './learn-sureness.ts';
import { drawnTogether, nearTexts, type NearTexts } from './near-texts.ts';
import { apartOf, shapeTopics, type Slot } from './shape-topics.ts';
import { signaturesOf } from './signature.ts';
import { settle, sphericalKMeans } from './spherical-k-means.ts';
import { isKept, type TopicId, type TopicTree } from './topic-tree.ts';
import { centresOf, normalise, picked, type Vectors } from './vectors.ts';

/**
 * What is asked: as many topics as texts form by themselves, or a number. `previous` makes it a rerun: ids, names and all that people decided stay.
 * `embeddings`, one of length 1 for each text given, help to form topics; new texts are read by their words all the same.
 */
export type DiscoverOptions = { readonly seed: number; readonly topics?: number; readonly previous?: TopicTree; readonly embeddings?: readonly Float32Array[] };

/** A tree, and where each text given lies in it. Units: `learntFrom` distinct texts taken part, of `distinct`. */
export type Discovery = { readonly tree: TopicTree; readonly placed: readonly Assignment[]; readonly distinct: number; readonly learntFrom: number };

/** Rare words count more here than where labels teach what matters; words and characters alike. */
const WEIGHING: Weighing = { rarityPower: 1.5, wordsLength: 1, charactersLength: 1 };
/** Directions of the latent space; neighbours of a text; how far and how often it is drawn to them. */
const WIDTH = 100;
const NEIGHBOURS = 10;
const DRAWN = 0.8;
const TIMES = 3;
/** Below so many distinct texts there are no topics to be told apart; a topic by itself has at least so many texts. */
const FEWEST_TEXTS = 20;
const FEWEST_OF_TOPIC = 5;
/** Small groups to begin with: this many times the root of the number of texts, not more than that; twice the topics asked for at least. */
const SMALL_GROUPS = 1.5;
const MOST_SMALL_GROUPS = 150;
const NOTHING_SAID = new Float32Array(0);

/**
 * Topics of texts without labels: two levels, names out of their own words; what fits nothing stays unclear.
 * Invariant: the same texts in the same order, options and seed give the same tree. Copies of a text count once.
 * Cost: pairs of at most 10,000 texts, then each further text once. Source: docs/methods/topics.md.
 */
export function discoverTopics(raws: readonly string[], options: DiscoverOptions): Discovery {
  const { seed, previous, embeddings } = options;
  const { firsts, copyOf } = distinctTexts(raws);
  const drawn = drawnTexts(raws, firsts, seed);
  const texts = drawn.map((one) => one.text);
  const features = texts.map((text) => text.features);
  const space = fitSpace(features, Math.max(2, Math.round(texts.length / 1_000)), WEIGHING);
  const { space: latent, places } = fitLatentSpace(weighAll(space, features), WIDTH, seed);
  normalise(places);
  const spots = embeddings === undefined ? places : besideEmbeddings(places, drawn.map(({ row }) => embeddings[row] ?? NOTHING_SAID));
  const near = nearTexts(spots, NEIGHBOURS);
  const together = drawnTogether(spots, near, DRAWN, TIMES);

  // Topics that people cared for take their texts first; the rest forms topics by itself.
  const readOld = previous === undefined ? null : topicReader(previous);
  const oldOf = texts.map((text) => readOld?.(text) ?? null);
  const slots: Slot[] = (previous?.topics ?? []).filter(isKept).flatMap((topic) => (topic.places.length === 0 ? [{ topic, placeAt: -1 }] : topic.places.map((_, placeAt) => ({ topic, placeAt }))));
  const groupOf = Int32Array.from(oldOf, (old) => slots.findIndex((slot) => old?.topic != null && old.topic === slot.topic?.id && old.placeAt === slot.placeAt));
  const kept = new Set(slots.map((slot) => slot.topic?.id)).size;
  const free = [...groupOf.keys()].filter((row) => groupOf[row] === -1);
  const found = formed({ places: spots, together, near }, free, options.topics === undefined ? null : Math.max(0, options.topics - kept), seed);
  const offset = slots.length;
  for (const [at, row] of free.entries()) if ((found[at] as number) >= 0) groupOf[row] = offset + (found[at] as number);
  const groups = found.reduce((most, one) => Math.max(most, one + 1), 0);
  for (let group = 0; group < groups; group += 1) slots.push({ topic: null, placeAt: 0 });

  const owners: (TopicId | string)[] = slots.map((slot, at) => slot.topic?.id ?? `new ${at}`);
  const topicOf = Int32Array.from(owners, (owner) => owners.indexOf(owner));
  const fits = leftOutFits(places, texts, space, groupOf, topicOf);
  const reaches = reachesOf(fits, groupOf, slots.length);
  const sureness = learnSureness(fits, groupOf);
  const signatures = signaturesOf(space, features);
  const { tree, idOf } = shapeTopics({ raws: drawn.map((one) => raws[one.row] ?? ''), places, signatures, groupOf, slots, reaches, oldOf, previous, space, latent, sureness, apart: apartOf(signatures, groupOf, seed), poorFit: quantile(fits.own.filter((_, row) => (groupOf[row] as number) >= 0), 0.25) });

  // Learnt texts keep the group they formed; all others are read by the finished tree.
  const read = topicReader(tree);
  const assigned: (Assignment | undefined)[] = firsts.map(() => undefined);
  for (const [at, { row }] of drawn.entries()) {
    const group = groupOf[at] as number;
    if (group < 0) continue;
    const fit = fits.own[at] as number;
    const sure = sureOf(sureness, fits.leading[at] as number, fits.lead[at] as number);
    const confidence = fits.agrees[at] === 1 ? sure : 1 - sure;
    const id = idOf[group] as TopicId;
    const isNear = fit >= (reaches[group] as number);
    assigned[copyOf[row] as number] = { topic: isNear && confidence >= LEAST_SURE ? id : null, nearest: id, placeAt: Math.max(0, slots[group]?.placeAt ?? 0), confidence: isNear ? confidence : confidence * Math.max(0, fit) / (reaches[group] as number), fit };
  }
  const first = firsts.map((row, at) => assigned[at] ?? read(raws[row] ?? ''));
  const nothing = read('');
  return { tree, placed: raws.map((_, row) => first[copyOf[row] as number] ?? nothing), distinct: firsts.length, learntFrom: drawn.length };
}

/** Groups of some of the texts; −1 for those that form none. Small groups are joined: until as many are left as asked for, or as long as their texts are neighbours more than chance. */
function formed(all: { readonly places: Vectors; readonly together: Vectors; readonly near: NearTexts }, rows: readonly number[], asked: number | null, seed: number): Int32Array {
  if (rows.length < FEWEST_TEXTS || asked === 0) return new Int32Array(rows.length).fill(-1);
  const together = picked(all.together, rows);
  const enough = Math.max(2, Math.round(SMALL_GROUPS * Math.sqrt(rows.length)));
  const small = sphericalKMeans(together, asked === null ? Math.min(MOST_SMALL_GROUPS, enough) : Math.max(2 * asked, Math.min(MOST_SMALL_GROUPS, enough)), { seed, starts: 1 });
  if (asked === null) return numbered(joinedGroups(among(all.near, rows), small.groupOf), FEWEST_OF_TOPIC);
  const begun = small.centres.count;
  const into = joinedByLoss(centresOf(picked(all.places, rows), small.groupOf, begun), asked);
  const groupOf = small.groupOf.map((group) => into[group] as number);
  return numbered(settle(together, centresOf(together, groupOf, Math.min(asked, begun))).groupOf, 1);
}

/** Groups of at least so many texts, numbered anew. */
function numbered(groupOf: Int32Array, atLeast: number): Int32Array {
  const counts = new Map<number, number>();
  for (const group of groupOf) counts.set(group, (counts.get(group) ?? 0) + 1);
  const numbers = new Map([...counts].filter(([, count]) => count >= atLeast).map(([group]) => group).sort((a, b) => a - b).map((group, at) => [group, at]));
  return groupOf.map((group) => numbers.get(group) ?? -1);
}

/** Neighbours among some of the texts only. */
function among(near: NearTexts, rows: readonly number[]): NearTexts {
  const placeOf = new Map(rows.map((row, at) => [row, at]));
  const neighbours = new Int32Array(rows.length * near.each);
  const likeness = new Float32Array(rows.length * near.each);
  for (const [at, row] of rows.entries()) for (let one = 0; one < near.each; one += 1) {
    neighbours[at * near.each + one] = placeOf.get(near.neighbours[row * near.each + one] as number) ?? -1;
    likeness[at * near.each + one] = near.likeness[row * near.each + one] as number;
  }
  return { each: near.each, neighbours, likeness };
}
