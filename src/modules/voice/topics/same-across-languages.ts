import { normalQuantile } from '../scores/quantiles.ts';
import type { TopicId } from './topic-tree.ts';
import { centresOf, dot, normalise, zeroVectors, type Vectors } from './vectors.ts';

/** A topic of a language, and where its texts lie among meanings. Shape: `centre` the mean of their embeddings, of one embedder that knows all the languages. */
export type MeantTopic = { readonly language: string; readonly id: TopicId; readonly centre: ArrayLike<number> };

/** Topics of several languages that are about the same, at most one of each language. Units: `likeness` of the two that are least alike. */
export type SameTopics = { readonly members: readonly { readonly language: string; readonly id: TopicId }[]; readonly likeness: number };

/** Topics that are one across languages, the most alike first. `cut`: the likeness from which two are; null where too few topics tell it. `compared`: pairs of two languages. */
export type AcrossLanguages = { readonly cut: number | null; readonly compared: number; readonly same: readonly SameTopics[] };

/** Pairs of different topics of one language, before they tell how alike different topics are. */
const FEWEST_PAIRS = 10;
/** Pairs that may be above the cut by chance, of all that are compared. */
const FALSE_PAIRS = 0.5;
/** Less alike is nothing the same, whatever the others are. */
const LEAST = 0.3;
/** Of a normal distribution the middle deviation is so many times smaller than the standard one. */
const TO_SPREAD = 1.4826;

const middle = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

/** The likeness above which so small a share of pairs lies by chance, as their bulk tells. Taking the mean away sets topics of one language apart from each other, but not those of two: the middle counts as 0 at least. */
function outlying(pairs: readonly number[], share: number): number {
  const usual = middle(pairs);
  const spread = TO_SPREAD * middle(pairs.map((one) => Math.abs(one - usual)));
  return Math.max(0, usual) + normalQuantile(1 - Math.min(0.5, share)) * spread;
}

/** Centres less the mean of their language, brought to length one: embedders put each language a little aside. */
function asideTaken(topics: readonly MeantTopic[]): Vectors {
  const width = topics[0]?.centre.length ?? 0;
  const own = zeroVectors(topics.length, width);
  topics.forEach(({ centre }, at) => { own.values.set(Array.from(centre), at * width); });
  normalise(own);
  const languages = [...new Set(topics.map(({ language }) => language))];
  const of = topics.map(({ language }) => languages.indexOf(language));
  const counts = languages.map((_, language) => of.filter((one) => one === language).length);
  const means = zeroVectors(languages.length, width);
  of.forEach((language, at) => { for (let to = 0; to < width; to += 1) means.values[language * width + to] = (means.values[language * width + to] as number) + (own.values[at * width + to] as number) / (counts[language] as number); });
  of.forEach((language, at) => { for (let to = 0; to < width; to += 1) own.values[at * width + to] = (own.values[at * width + to] as number) - (means.values[language * width + to] as number); });
  // Each vector by itself is its own centre, at length one.
  return centresOf(own, topics.map((_, at) => at), topics.length);
}

/**
 * Which topics of different languages are about the same.
 * The cut is learnt from pairs of one language, which are different ones, and of two, of which most are: two are the same when they are more alike than chance makes half a pair of all compared, and each is the most alike to the other in its language.
 * Invariant: at most one topic of a language in each; all members of one are alike by the cut. Source: docs/methods/topics.md.
 */
export function sameAcrossLanguages(topics: readonly MeantTopic[]): AcrossLanguages {
  const places = asideTaken(topics);
  const [different, across]: [number[], { readonly a: number; readonly b: number; readonly likeness: number }[]] = [[], []];
  for (let a = 0; a < topics.length; a += 1) {
    for (let b = a + 1; b < topics.length; b += 1) {
      const likeness = dot(places, a, places, b);
      if (topics[a]?.language === topics[b]?.language) different.push(likeness);
      else across.push({ a, b, likeness });
    }
  }
  if (different.length < FEWEST_PAIRS || across.length === 0) return { cut: null, compared: across.length, same: [] };
  const cut = Math.max(LEAST, ...[different, across.map(({ likeness }) => likeness)].map((pairs) => outlying(pairs, FALSE_PAIRS / across.length)));

  const best = new Map<string, { readonly other: number; readonly likeness: number }>();
  const note = (one: number, other: number, likeness: number): void => { const key = `${one} ${topics[other]?.language ?? ''}`; if ((best.get(key)?.likeness ?? -2) < likeness) best.set(key, { other, likeness }); };
  for (const { a, b, likeness } of across) { note(a, b, likeness); note(b, a, likeness); }
  const isBest = (one: number, other: number): boolean => best.get(`${one} ${topics[other]?.language ?? ''}`)?.other === other;
  const inOne = new Map<number, number[]>();
  for (const { a, b } of across.filter((pair) => pair.likeness >= cut && isBest(pair.a, pair.b) && isBest(pair.b, pair.a)).sort((x, y) => y.likeness - x.likeness || x.a - y.a || x.b - y.b)) {
    const [left, right] = [inOne.get(a) ?? [a], inOne.get(b) ?? [b]];
    if (left === right || left.some((one) => right.some((other) => topics[one]?.language === topics[other]?.language || dot(places, one, places, other) < cut))) continue;
    const both = [...left, ...right];
    for (const one of both) inOne.set(one, both);
  }
  const same = [...new Set(inOne.values())].map((members): SameTopics => ({
    likeness: Math.min(...members.flatMap((one) => members.filter((other) => other > one).map((other) => dot(places, one, places, other)))),
    members: members.toSorted((a, b) => a - b).map((at) => ({ language: topics[at]?.language ?? '', id: topics[at]?.id ?? 0 })),
  }));
  return { cut, compared: across.length, same: same.toSorted((a, b) => b.likeness - a.likeness) };
}
