import { columnOf, counterFor, weigh, type FeatureSpace } from '../reading/feature-space.ts';
import { place } from './latent-space.ts';
import { likenessTo, signatureOf } from './signature.ts';
import { topicText, type TopicText } from './topic-text.ts';
import type { Sureness, Topic, TopicId, TopicTree } from './topic-tree.ts';
import { dot, normalise, type Vectors, zeroVectors } from './vectors.ts';

/**
 * What a text is about.
 * Units: `confidence` the chance, from 0 to 1, that discovering would have put it there too; `fit` its likeness to the topic, less what is new in it.
 * Shape: `topic` null means unclear; `nearest` is the topic it would have to be, null when it says nothing that is known; `placeAt` which of the topic's places.
 */
export type Assignment = { readonly topic: TopicId | null; readonly nearest: TopicId | null; readonly placeAt: number; readonly confidence: number; readonly fit: number };

/** Less sure than this is unclear: it is as likely that it belongs elsewhere. */
export const LEAST_SURE = 0.5;
const NOTHING: Assignment = { topic: null, nearest: null, placeAt: -1, confidence: 0, fit: 0 };

/** How much of a text's words was never seen, by their rarity. Units: share; one for a text without words. */
export function noveltyOf(space: FeatureSpace, rarest: number, words: Int32Array): number {
  let [all, unknown] = [0, 0];
  for (const bucket of words) {
    const column = columnOf(space, bucket);
    const rarity = column < 0 ? rarest : space.rarity[column] as number;
    all += rarity * rarity;
    if (column < 0) unknown += rarity * rarity;
  }
  return all > 0 ? unknown / all : 1;
}

/** The rarity of a word that was never seen. */
export function rarestOf(space: FeatureSpace): number {
  return space.rarity.reduce((most, rarity) => Math.max(most, rarity), 1);
}

/** How sure a fit with a lead over the next topic is. */
export function sureOf(sureness: Sureness, fit: number, lead: number): number {
  return 1 / (1 + Math.exp(-(sureness.bias + sureness.fitWeight * fit + sureness.leadWeight * lead)));
}

/** Reads what texts are about, one after the other. Cost: building it once takes as long as some texts; a text some tens of microseconds. */
export function topicReader(tree: TopicTree): (text: string | TopicText) => Assignment {
  const { space, latent } = tree;
  const counter = counterFor(space);
  const rarest = rarestOf(space);
  const spots = tree.topics.flatMap((topic) => topic.places.map((one, placeAt) => ({ topic, one, placeAt })));
  const centres: Vectors = zeroVectors(spots.length, latent.width);
  for (const [at, { one }] of spots.entries()) centres.values.set(one.centre, at * latent.width);
  const young = tree.topics.flatMap((topic) => (topic.young === null ? [] : [{ topic, young: topic.young, likeness: likenessTo(topic.young.signature) }]));
  const spot = zeroVectors(1, latent.width);

  const amongYoung = (text: TopicText, atLeast: 'least' | 'certain'): Assignment | null => {
    const signature = signatureOf(space, text.features);
    let best: { readonly topic: Topic; readonly likeness: number; readonly least: number } | null = null;
    for (const one of young) {
      const likeness = one.likeness(signature);
      if (likeness >= one.young[atLeast] && likeness > (best?.likeness ?? 0)) best = { topic: one.topic, likeness, least: one.young.least };
    }
    return best === null ? null : { topic: best.topic.id, nearest: best.topic.id, placeAt: -1, confidence: Math.min(1, 0.5 + best.likeness - best.least), fit: best.likeness };
  };

  const amongGrown = (text: TopicText): Assignment => {
    spot.values.fill(0);
    place(latent, counter.columns, counter.values, weigh(space, text.features, counter), spot.values, 0);
    normalise(spot);
    let [best, most, next] = [-1, -Infinity, 0];
    for (let at = 0; at < centres.count; at += 1) {
      const likeness = dot(spot, 0, centres, at);
      const other = best >= 0 && spots[best]?.topic !== spots[at]?.topic;
      if (likeness > most) { if (other) next = Math.max(0, most); most = likeness; best = at; } else if (likeness > next && other) next = likeness;
    }
    const found = spots[best];
    if (found === undefined || most <= 0) return NOTHING;
    const known = Math.sqrt(1 - noveltyOf(space, rarest, text.words));
    const fit = most * known;
    const sure = sureOf(tree.sureness, fit, (most - next) * known);
    const { reach } = found.one;
    return { topic: fit >= reach && sure >= LEAST_SURE ? found.topic.id : null, nearest: found.topic.id, placeAt: found.placeAt, confidence: fit < reach ? sure * fit / reach : sure, fit };
  };

  return (given) => {
    const text = typeof given === 'string' ? topicText(given) : given;
    if (text.words.length === 0) return NOTHING;
    const grown = amongGrown(text);
    return (young.length === 0 ? null : amongYoung(text, grown.topic === null ? 'least' : 'certain')) ?? grown;
  };
}
