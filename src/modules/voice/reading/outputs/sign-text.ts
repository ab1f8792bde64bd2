import { featuresOf, signBucket, type HashedText, type TextFeatures } from '../hash-features.ts';
import type { PlainText } from '../plain-text.ts';
import type { Feeling } from '../text-feeling.ts';
import type { Token } from '../tokenise-text.ts';
import { cuesOf, type CueHit } from './cues.ts';
import { meaningOf, type WordMeanings } from './word-meanings.ts';

const QUESTION_WORDS = new Set('how what when where which who whom whose why'.split(' '));
const ASKING = new Set('can could do does did is are was were will would should may am has have had'.split(' '));
/** Words up to which a text is very short, short, of middle length, long. */
const LENGTHS = [4, 10, 20, 40, 80] as const;
/** Steps of a feeling. Units: valence. */
const STEPS = [-0.6, -0.15, 0.15, 0.6] as const;

const step = (value: number, steps: readonly number[]): string => String(steps.filter((limit) => value > limit).length);

/** Signs of a text beside its words: turns of phrase, alone and together with how the text feels, its length, and how it begins and ends. Shape: names, each once. */
function signsOf(plain: PlainText, tokens: readonly Token[], hits: readonly CueHit[], feeling: Feeling | null): string[] {
  const signs = new Set<string>();
  const felt = feeling === null ? '' : step(feeling.valence, STEPS);
  signs.add(`felt ${felt}`);
  const counts = new Map<string, number>();
  for (const { cue } of hits) counts.set(cue, (counts.get(cue) ?? 0) + 1);
  for (const [cue, count] of counts) {
    signs.add(cue);
    if (cue.startsWith('of ')) { if (count > 1) signs.add(`${cue} often`); continue; }
    signs.add(`${cue} felt ${felt}`);
    if (count > 1) signs.add(`${cue} often`);
    for (const other of counts.keys()) if (cue < other && !other.startsWith('of ')) signs.add(`${cue} and ${other}`);
  }
  const words = tokens.filter(({ kind }) => kind === 'word');
  signs.add(`length ${step(words.length, LENGTHS)}`);
  const first = words[0]?.norm ?? '';
  if (QUESTION_WORDS.has(first)) signs.add('begins with a question word');
  if (ASKING.has(first)) signs.add('begins by asking');
  if (first === 'please' || first === 'pls') signs.add('begins with please');
  const end = plain.text.trimEnd();
  if (end.endsWith('?')) signs.add('ends with a question');
  if (plain.text.includes('?')) signs.add('asks');
  if (end.endsWith('!')) signs.add('ends loudly');
  for (const kind of ['link', 'mail', 'mention', 'hashtag', 'number', 'emoji'] as const) if (tokens.some((token) => token.kind === kind)) signs.add(`holds a ${kind}`);
  const shouted = words.filter((word) => word.shouted).length;
  if (shouted > 1) signs.add(shouted * 2 > words.length ? 'shouts' : 'shouts a little');
  return [...signs];
}

/** A text as models of outputs look at it, made once for all of them. Shape: `signs` buckets. */
export type SignedText = { readonly tokens: readonly Token[]; readonly hits: readonly CueHit[]; readonly features: TextFeatures; readonly signs: Int32Array };

/** A text with what models look at. `feeling` null: not available in its language. */
export function signedText(plain: PlainText, tokens: readonly Token[], feeling: Feeling | null): SignedText {
  const hits = cuesOf(tokens);
  return { tokens, hits, features: featuresOf(tokens), signs: Int32Array.from(signsOf(plain, tokens, hits, feeling), signBucket) };
}

/** The same for one model: as buckets and, where it knows meanings of words, where the text lies among them. */
export function hashWithSigns({ tokens, features: { words, characters }, signs }: SignedText, meanings: WordMeanings | null): HashedText {
  return { words, characters, signs, ...(meanings === null ? {} : { meaning: meaningOf(meanings, tokens) }) };
}
