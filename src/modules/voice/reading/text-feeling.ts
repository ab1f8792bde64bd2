import { readFileSync } from 'node:fs';
import { isNegator } from './hash-features.ts';
import type { PlainText } from './plain-text.ts';
import { FEELING_WORDS_PT, SERVICE_WORDS_EN } from './service-words.ts';
import { tokenise, type Token } from './tokenise-text.ts';

/** Languages whose feeling is read out of the box, as a labelled set measures it. */
export type FeelingLanguage = 'en' | 'pt';
/** Which words count: what people say in general, or to a company. */
export type FeelingSense = 'general' | 'service';

/** How a text feels. Units: `valence` −1 to 1. Shape: `carriers` the words that say so, places in the text as it was sent, strongest first. */
export type Feeling = { readonly valence: number; readonly label: 'negative' | 'neutral' | 'positive'; readonly carriers: readonly { readonly start: number; readonly end: number; readonly worth: number }[] };

const LEXICON = new URL(import.meta.resolve('vader-sentiment/vader_lexicon.txt'));

/** Mean ratings of words and faces by ten people each. Source: Hutto and Gilbert, "VADER" (2014). */
function readLexicon(): Map<string, number> {
  const words = new Map<string, number>();
  for (const line of readFileSync(LEXICON, 'utf8').split('\n')) {
    const [word, mean] = line.split('\t');
    if (word !== undefined && mean !== undefined) words.set(word.toLowerCase(), Number(mean));
  }
  return words;
}

const EMOJI: Readonly<Record<string, number>> = { '😀': 2, '😃': 2.1, '😄': 2.2, '😁': 2, '😆': 2, '😊': 2.3, '🙂': 1.2, '😍': 3, '🥰': 3, '😘': 2.5, '😎': 1.8, '🤩': 2.8, '😂': 1.2, '🤣': 1.2, '😉': 1.2, '👍': 1.9, '👏': 1.9, '🙌': 2, '🙏': 1.1, '💪': 1.5, '❤': 2.8, '💕': 2.7, '💙': 2.5, '💚': 2.5, '💜': 2.5, '🎉': 2.3, '✨': 1.4, '⭐': 1.3, '🌟': 1.6, '💯': 1.9, '👌': 1.8, '😢': -1.9, '😭': -1.7, '😞': -1.9, '😔': -1.7, '😟': -1.6, '🙁': -1.4, '☹': -1.6, '😠': -2.3, '😡': -2.8, '🤬': -3.1, '😤': -1.6, '😒': -1.7, '🙄': -1.6, '😩': -1.7, '😫': -1.7, '😖': -1.6, '😣': -1.5, '👎': -2, '💩': -1.9, '🤮': -2.7, '🤢': -2.4, '😷': -0.8, '💔': -2.3, '😱': -1.1, '🤦': -1.5, '😑': -0.9, '😐': -0.4 };

const general = readLexicon();
for (const [emoji, worth] of Object.entries(EMOJI)) general.set(emoji, worth);
const service = new Map([...general, ...Object.entries(SERVICE_WORDS_EN)]);
const portuguese = new Map([...Object.entries(EMOJI), ...[...general].filter(([word]) => !/\p{L}{2}/u.test(word)), ...Object.entries(FEELING_WORDS_PT)]);

const STRONGER = new Set('absolutely amazingly awfully completely considerably decidedly deeply enormously entirely especially exceptionally extremely fabulously fucking fricking frickin friggin fully greatly hella highly hugely incredibly insanely intensely majorly more most particularly purely quite really remarkably seriously so substantially thoroughly totally tremendously truly uber unbelievably unusually utterly very such too muito muita super bem demais tão extremamente mega bastante'.split(' '));
const WEAKER = new Set('almost barely hardly kinda kindof less little marginally occasionally partly scarcely slightly somewhat sorta pouco meio'.split(' '));
const TURNS = new Set(['but', 'however', 'mas', 'porém', 'porem', 'though', 'although']);

/** What stands before a word makes it stronger or weaker, less so the farther away. Source of the sizes: VADER, measured there on paired sentences. */
const BOOST = 0.293;
const FADE = [1, 0.95, 0.9] as const;
const SHOUT = 0.733;
const TURNED = -0.74;
const EXCLAIM = 0.292;
const ASK = 0.18;
/** Sums become −1 to 1 as s / √(s² + 15). */
const FLATTEN = 15;
/** From here on a text is not neutral. Chosen before looking at any labelled set of messages. */
const CLEAR = 0.15;
const LONGEST_PHRASE = 4;

type Hit = { readonly from: number; readonly to: number; worth: number };

/** The word of a list that starts here, the longest first; lengthened letters are tried shortened. */
function hitAt(words: ReadonlyMap<string, number>, tokens: readonly Token[], at: number): Hit | null {
  for (let length = Math.min(LONGEST_PHRASE, tokens.length - at); length > 1; length -= 1) {
    const phrase = tokens.slice(at, at + length);
    if (phrase.some((token) => token.kind !== 'word')) continue;
    const worth = words.get(phrase.map((token) => token.norm).join(' '));
    if (worth !== undefined) return { from: at, to: at + length, worth };
  }
  const { norm, stretched } = tokens[at] as Token;
  const lower = norm.toLowerCase();
  const worth = words.get(lower) ?? (stretched ? words.get(lower.replace(/(\p{L})\1/gu, '$1')) : undefined);
  return worth === undefined ? null : { from: at, to: at + 1, worth };
}

/** One word in its surroundings. */
function weighed(hit: Hit, tokens: readonly Token[], mixedCase: boolean): number {
  let worth = hit.worth;
  if (worth === 0) return 0;
  const sign = Math.sign(worth);
  if (mixedCase && (tokens[hit.from] as Token).shouted) worth += SHOUT * sign;
  let turned = false;
  for (let back = 1; back <= 3; back += 1) {
    const before = tokens[hit.from - back];
    if (before === undefined || /^[.!?;]/u.test(before.norm)) break;
    const boost = STRONGER.has(before.norm) ? BOOST : WEAKER.has(before.norm) ? -BOOST : 0;
    if (boost !== 0) worth += sign * (boost + (mixedCase && before.shouted ? SHOUT * Math.sign(boost) : 0)) * (FADE[back - 1] ?? 0);
    // "never so good" praises; "no" right before a comma does not reach on.
    const sparing = before.norm === 'never' && /^(?:so|this|such)$/u.test(tokens[hit.from - back + 1]?.norm ?? '');
    if (isNegator(before.norm) && !sparing) turned = true;
    if (sparing) worth *= 1.25;
  }
  return turned ? worth * TURNED : worth;
}

/**
 * How a text feels, from word lists and rules alone: nothing is trained.
 * In the sense of service praise beside a mishap ("great, another delay") counts half, and what customers only say to be polite counts nothing.
 */
export function textFeeling(raw: string, language: FeelingLanguage, sense: FeelingSense): Feeling {
  const { plain, tokens } = tokenise(raw);
  return feelingOf(plain, tokens, language, sense);
}

/** How some pieces of a text feel, such as those of one sentence. */
export function feelingOf(plain: PlainText, tokens: readonly Token[], language: FeelingLanguage, sense: FeelingSense): Feeling {
  const words = language === 'pt' ? portuguese : sense === 'service' ? service : general;
  const shouted = tokens.filter((token) => token.shouted).length;
  const mixedCase = shouted > 0 && shouted < tokens.filter((token) => token.kind === 'word').length;
  const hits: Hit[] = [];
  let turnAt = -1;
  for (let at = 0; at < tokens.length;) {
    const hit = hitAt(words, tokens, at);
    if (hit !== null && !isBooster(tokens, hit)) { hit.worth = weighed(hit, tokens, mixedCase); hits.push(hit); }
    if (TURNS.has((tokens[at] as Token).norm)) turnAt = at;
    at = hit === null ? at + 1 : hit.to;
  }
  for (const hit of hits) if (turnAt >= 0) hit.worth *= hit.from < turnAt ? 0.5 : 1.5;
  const mishap = sense === 'service' && hits.some((hit) => hit.worth <= -1.5);
  let sum = 0;
  for (const hit of hits) { if (mishap && hit.worth > 0) hit.worth /= 2; sum += hit.worth; }
  let [exclaims, asks] = [0, 0];
  for (const token of tokens) if (token.kind === 'mark') for (let at = token.start; at < Math.min(token.end, token.start + 8); at += 1) { if (plain.text.charAt(at) === '!') exclaims += 1; else if (plain.text.charAt(at) === '?') asks += 1; }
  exclaims = Math.min(4, exclaims);
  if (sum !== 0) sum += Math.sign(sum) * (exclaims * EXCLAIM + (asks > 3 ? 0.96 : asks > 1 ? asks * ASK : 0));
  const valence = sum / Math.sqrt(sum * sum + FLATTEN);
  const label = valence > CLEAR ? 'positive' : valence < -CLEAR ? 'negative' : 'neutral';
  const place = (at: number): number => plain.origin?.[at] ?? at;
  const carriers = hits.filter((hit) => hit.worth * valence > 0).sort((a, b) => Math.abs(b.worth) - Math.abs(a.worth)).slice(0, 5)
    .map((hit) => ({ start: place((tokens[hit.from] as Token).start), end: place((tokens[hit.to - 1] as Token).end), worth: hit.worth }));
  return { valence, label, carriers };
}

/** "Really good" is one feeling, not two. */
function isBooster(tokens: readonly Token[], { from, to }: Hit): boolean {
  const word = (tokens[from] as Token).norm;
  return to - from === 1 && (STRONGER.has(word) || WEAKER.has(word));
}
