import { counterFor, weigh } from '../reading/feature-space.ts';
import { distinctTexts, drawnTexts } from './distinct-texts.ts';
import { place } from './latent-space.ts';
import { drawnTogether, nearTexts } from './near-texts.ts';
import { commonSignature, signaturesOf } from './signature.ts';
import { sphericalKMeans } from './spherical-k-means.ts';
import type { TopicPart } from './topic-decisions.ts';
import { nameFrom, tellingPhrases } from './topic-names.ts';
import type { TopicTree } from './topic-tree.ts';
import { normalise, zeroVectors } from './vectors.ts';

const NEIGHBOURS = 5;
const STARTS = 4;

/**
 * How the texts of one topic fall apart: proposed to somebody who then decides ({ kind: 'split', parts }).
 * Shape: fewer parts than asked when there are fewer distinct texts; one part or none means that it cannot be split.
 */
export function partsOfTopic(tree: TopicTree, raws: readonly string[], options: { readonly parts: number; readonly seed: number }): TopicPart[] {
  const drawn = drawnTexts(raws, distinctTexts(raws).firsts, options.seed);
  if (drawn.length < 2) return [];
  const counter = counterFor(tree.space);
  const places = zeroVectors(drawn.length, tree.latent.width);
  for (const [at, { text }] of drawn.entries()) place(tree.latent, counter.columns, counter.values, weigh(tree.space, text.features, counter), places.values, at * places.width);
  normalise(places);
  const together = drawnTogether(places, nearTexts(places, Math.min(NEIGHBOURS, drawn.length - 1)), 0.5, 2);
  const { groupOf } = sphericalKMeans(together, options.parts, { seed: options.seed, starts: STARTS });
  const phrases = tellingPhrases(drawn.map(({ row }) => raws[row] ?? ''), groupOf, options.parts);
  const signatures = signaturesOf(tree.space, drawn.map(({ text }) => text.features));
  const taken = new Set(tree.topics.map((topic) => topic.name));
  return phrases.flatMap((words, part) => {
    const own = signatures.filter((_, row) => groupOf[row] === part);
    if (own.length === 0) return [];
    const name = nameFrom(words, taken, 'no common words');
    taken.add(name);
    return [{ name, words, texts: own.length, signature: commonSignature(own) }];
  });
}
