import { weigh } from './feature-space.ts';
import { entitiesOf, NO_NAMES } from './entities/entities-of.ts';
import type { Entity } from './entities/entity.ts';
import type { NameIndex } from './entities/find-known.ts';
import { isFelt } from './feeling-lexicons.ts';
import type { HashedText } from './hash-features.ts';
import { namesComplaint } from './outputs/complaint-words.ts';
import { bodyOf } from './letter-frame.ts';
import { tokensFor } from './outputs/explain-outputs.ts';
import { readOutputs, type OutputModel } from './outputs/output-model.ts';
import { hashWithSigns, signedText } from './outputs/sign-text.ts';
import { wholeFeeling } from './outputs/whole-feeling.ts';
import type { WordMeanings } from './outputs/word-meanings.ts';
import type { PlainText } from './plain-text.ts';
import { sentencesOf } from './sentences.ts';
import { feelingOf, type Feeling } from './text-feeling.ts';
import type { ReadLanguage } from './small-words.ts';
import { languageOf } from './text-language.ts';
import { tokenise, type Token } from './tokenise-text.ts';

/** One thing that is said in a text. Units: `confidence` a share, calibrated on texts not learnt from. Shape: `carriers` the words that speak for it most, places in the text as it was sent. */
export type SaidLabel = { readonly output: string; readonly label: string; readonly confidence: number; readonly carriers: readonly { readonly start: number; readonly end: number }[] };

/**
 * Everything that is read in one text.
 * Shape: `feeling` and the feelings of sentences are null in languages in which no labelled set measures them; `labels` only what is said, and nothing where no model reads the language.
 */
export type TextReading = {
  readonly language: ReadLanguage | null;
  /** `confidence` only where a model had a say. */
  readonly feeling: (Feeling & { readonly confidence?: number }) | null;
  readonly sentences: readonly { readonly start: number; readonly end: number; readonly feeling: Feeling | null }[];
  readonly labels: readonly SaidLabel[];
  /** What the text names; only kinds that are told well enough in its language. */
  readonly entities: readonly Entity[];
};

/** Reads one text by everything that is known. `names`: products and rivals that may be named. Cost: under a millisecond for a message; no more than the first 20,000 characters are read. */
export function readText(raw: string, models: readonly OutputModel[], names: NameIndex = NO_NAMES): TextReading {
  const { plain, tokens } = tokenise(raw);
  const language = languageOf(plain, tokens)?.language ?? null;
  const sentences = sentencesOf(plain);
  const feel = (of: readonly Token[]): Feeling | null => (isFelt(language) ? feelingOf(plain, of, language, 'service') : null);
  const words = feel(tokens);
  const { feeling, labels } = said(models.filter(({ languages }) => language !== null && languages.includes(language)), plain, tokens, words);
  const entities = language === null ? [] : entitiesOf(plain, tokens, language, names).map((one) => ({ ...one, start: plain.origin?.[one.start] ?? one.start, end: plain.origin?.[one.end] ?? one.end }));
  let next = 0;
  return {
    language, feeling, labels, entities,
    sentences: sentences.map(({ start, end }) => {
      const from = next;
      while (next < tokens.length && (tokens[next] as Token).start < end) next += 1;
      // One sentence is the whole text and feels like it.
      return { start: plain.origin?.[start] ?? start, end: plain.origin?.[end] ?? end, feeling: sentences.length === 1 ? feeling : feel(tokens.slice(from, next)) };
    }),
  };
}

/** What models say of a text, and how it feels by them and by its words together. */
function said(models: readonly OutputModel[], whole: PlainText, all: readonly Token[], felt: Feeling | null): Pick<TextReading, 'feeling' | 'labels'> {
  if (models.length === 0) return { feeling: felt, labels: [] };
  const { plain, tokens, words } = withinFrame(whole, all, felt);
  let feeling: TextReading['feeling'] = words;
  const labels: SaidLabel[] = [];
  const text = signedText(plain, tokens, words);
  const place = (at: number): number => plain.origin?.[at] ?? at;
  for (const model of models) {
    const size = weigh(model.lines.space, hashWithSigns(text, model.meanings), model.counter);
    const found = readOutputs(model, size);
    const carriers = tokensFor(model.lines, model.counter, size, text, found.map(({ column }) => column));
    for (const [at, { output, label, confidence, labels: names, probabilities }] of found.entries()) {
      const places = (carriers[at] ?? []).map((token) => ({ start: place((tokens[token] as Token).start), end: place((tokens[token] as Token).end) }));
      const chance = (one: string): number => probabilities[names.indexOf(one)] ?? 0;
      if (output !== 'sentiment') labels.push({ output, label, confidence, carriers: places });
      else if (words !== null) feeling = wholeFeeling(words, { negative: chance('negative'), neutral: chance('neutral'), positive: chance('positive') }, places);
    }
  }
  // What no search for "complaint" finds is counted by itself.
  const complaint = labels.find(({ output, label }) => output === 'complaint' && label === 'yes');
  if (complaint !== undefined && !namesComplaint(all)) labels.push({ ...complaint, output: 'unworded' });
  return { feeling, labels };
}

/** A message without its greeting, courtesies and name, which say nothing of what was lived through. Places stay those of the whole. */
function withinFrame(plain: PlainText, tokens: readonly Token[], words: Feeling | null): { readonly plain: PlainText; readonly tokens: readonly Token[]; readonly words: Feeling | null } {
  const body = bodyOf(plain.text);
  if (body === null) return { plain, tokens, words };
  const part = { text: plain.text.slice(0, body.end), origin: plain.origin };
  const inside = tokens.filter(({ start, end }) => start >= body.start && end <= body.end);
  return { plain: part, tokens: inside, words: words === null ? null : feelingOf(part, inside, 'en', 'service') };
}

/** A text ready to be learnt from or read by an output model. Invariant: as `readText` makes it. */
export function signed(raw: string, meanings: WordMeanings | null): HashedText {
  const { plain: whole, tokens: all } = tokenise(raw);
  const { plain, tokens, words } = withinFrame(whole, all, feelingOf(whole, all, 'en', 'service'));
  return hashWithSigns(signedText(plain, tokens, words), meanings);
}

/** What is said in a text, sentence by sentence, each ready to be learnt from as if it were all. Shape: none where there are fewer than two. */
export function signedSentences(raw: string, meanings: WordMeanings | null): HashedText[] {
  const { text } = tokenise(raw).plain;
  const { start, end } = bodyOf(text) ?? { start: 0, end: text.length };
  const said = text.slice(start, end);
  const sentences = sentencesOf({ text: said, origin: null });
  return sentences.length < 2 ? [] : sentences.map((one) => signed(said.slice(one.start, one.end), meanings));
}
