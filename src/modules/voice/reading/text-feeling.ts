import { feelingLexicon, type FeelingLanguage, type FeelingSense, type FeltLexicon } from './feeling-lexicons.ts';
import type { FeltWord } from './felt-word.ts';
import type { PlainText } from './plain-text.ts';
import { tokenise, type Token } from './tokenise-text.ts';

export type { FeelingLanguage, FeelingSense } from './feeling-lexicons.ts';

/** How a text feels. Units: `valence` −1 to 1. Shape: `carriers` the words that say so, places in the text as it was sent, strongest first. */
export type Feeling = { readonly valence: number; readonly label: 'negative' | 'neutral' | 'positive'; readonly carriers: readonly { readonly start: number; readonly end: number; readonly worth: number }[] };

/** What stands before a word makes it stronger or weaker, less so the farther away. Source of the sizes: VADER, measured there on paired sentences. */
const BOOST = 0.293;
const FADE = [1, 0.95, 0.9] as const;
const SHOUT = 0.733;
const TURNED = -0.74;
const EXCLAIM = 0.292;
const ASK = 0.18;
/** How far a negation reaches forward, and farther to what was expected, which may close the sentence. Units: words. */
const REACH = 3;
const REACH_TO_EXPECTED = 6;
/** Weaker words may be a matter of course in a question or a request. */
const WEAK = 2;
/** A denial of nothing in particular, in the sense of service. Chosen on tweets to airlines and reviews of orders. */
const DENIAL = -0.7;
/** Of what a turn ("but") or a concession ("in spite of") leaves. */
const CONCEDED = 0.5;
/** How far a concession reaches. Units: words. */
const CONCESSION = 5;
const STRESSED = 1.5;
/** Sums become −1 to 1 as s / √(s² + 15). */
const FLATTEN = 15;
/** From here on a text is not neutral. Chosen before looking at any labelled set of messages. */
export const CLEAR = 0.15;

/** A word or phrase of the list in a text. Shape: `denied` what it is worth under a negation, where it is known. */
type Hit = { readonly from: number; readonly to: number; readonly denied: number | null; worth: number };
/** The pieces of a text, and what each is to the lexicon. */
type Said = { readonly tokens: readonly Token[]; readonly felt: readonly FeltWord[]; readonly lexicon: FeltLexicon };

/** The word of a list that starts here, or a phrase, the longest first. */
function hitAt({ tokens, felt }: Said, at: number): Hit | null {
  const { found, phrases } = felt[at] as FeltWord;
  for (const { words, worth, denied } of phrases) {
    if (words.every((word, on) => felt[at + on]?.word === word && isSpoken(tokens[at + on]))) return { from: at, to: at + words.length, worth, denied };
  }
  return found === null ? null : { from: at, to: at + 1, ...found };
}

const isSpoken = (token: Token | undefined): boolean => token?.kind === 'word' || token?.kind === 'number';

/** Whether a piece denies what stands near it. */
function negates({ tokens, felt }: Said, at: number): boolean {
  const { isNegator, isBesideNe } = felt[at] as FeltWord;
  if (isNegator) return true;
  if (!isBesideNe) return false;
  for (let near = Math.max(0, at - 4); near <= at + 2; near += 1) if (/^n(?:e$|')/u.test(tokens[near]?.norm ?? '')) return true;
  return false;
}

/** Pieces inside of phrases of the list, whose negations are in their worth already, with that worth. */
type Spent = ReadonlyMap<number, number>;

/** One hit in its surroundings. */
function weighed(hit: Hit, said: Said, spent: Spent, mixedCase: boolean): number {
  const { tokens, felt, lexicon } = said;
  let worth = hit.worth;
  if (worth === 0 && hit.denied === null) return 0;
  const sign = Math.sign(worth);
  if (mixedCase && (tokens[hit.from] as Token).shouted) worth += SHOUT * sign;
  // "Still no word" is a mishap of its own, and what is expected after it did not happen either.
  const isSpent = (at: number): boolean => hit.denied === null ? spent.has(at) : (spent.get(at) ?? -1) >= 0;
  let turned = false;
  for (let back = 1; back <= (hit.denied === null ? REACH : REACH_TO_EXPECTED); back += 1) {
    const at = hit.from - back;
    const before = tokens[at];
    const own = felt[at];
    if (before === undefined || own === undefined || own.stops) break;
    const boost = own.boost * BOOST;
    if (boost !== 0) worth += sign * (boost + (mixedCase && before.shouted ? SHOUT * Math.sign(boost) : 0)) * (FADE[back - 1] ?? 0);
    // "never so good" praises.
    const sparing = own.word === 'never' && /^(?:so|this|such)$/u.test(felt[at + 1]?.word ?? '');
    if (!sparing && !isSpent(at) && negates(said, at)) turned = true;
    if (sparing) worth *= 1.25;
  }
  if (!turned && hit.denied !== null) {
    for (let at = hit.to; at < hit.to + lexicon.behind && !turned; at += 1) {
      const behind = felt[at];
      if (behind === undefined || tokens[at]?.kind === 'mark' || behind.isJoin || behind.isTurn) break;
      turned = !isSpent(at) && negates(said, at);
    }
  }
  return turned && !holdsNegation(said, hit) ? hit.denied ?? worth * TURNED : worth;
}

/** "No answer" is one mishap, and no second negation turns it. */
function holdsNegation(said: Said, { from, to }: Hit): boolean {
  for (let at = from; at < to; at += 1) if (negates(said, at)) return to - from > 1;
  return false;
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
  const lexicon = feelingLexicon(language, sense);
  const said: Said = { tokens, felt: tokens.map(lexicon.feltWord), lexicon };
  const shouted = tokens.filter((token) => token.shouted).length;
  const mixedCase = shouted > 0 && shouted < tokens.filter((token) => token.kind === 'word').length;
  const hits: Hit[] = [];
  const spent = new Map<number, number>();
  let turnAt = -1;
  for (let at = 0; at < tokens.length;) {
    const hit = hitAt(said, at);
    if (hit !== null && !isBooster(said, hit)) hits.push(hit);
    if (hit !== null && hit.to - hit.from > 1) for (let inside = hit.from; inside < hit.to; inside += 1) spent.set(inside, hit.worth);
    if ((said.felt[at] as FeltWord).isTurn) turnAt = at;
    at = hit === null ? at + 1 : hit.to;
  }
  const asked = askedOf(said);
  const begging = asked.includes(true) || said.felt.some(({ isBeg }) => isBeg);
  for (const [place, hit] of hits.entries()) {
    hit.worth = begging && isThanks(said, hit) ? 0 : weighed(hit, said, spent, mixedCase) * (turnAt < 0 ? 1 : hit.from < turnAt ? CONCEDED : STRESSED) * (isConceded(said, hit, hits[place - 1]) ? CONCEDED : 1);
    if (asked[hit.from] === true && Math.abs(hit.worth) < WEAK) hit.worth *= lexicon.asked;
  }
  if (sense === 'service') hits.push(...idleDenials(said, hits, spent).filter((hit) => asked[hit.from] !== true));
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

/** Denials that turn no word round: to a company they mostly tell of something missing ("you did not even …"). */
function idleDenials(said: Said, hits: readonly Hit[], spent: Spent): Hit[] {
  const turns = (at: number, { from, to, denied }: Hit): boolean => {
    const forward = from - at;
    if (forward >= 0) return forward <= (denied === null ? REACH : REACH_TO_EXPECTED);
    return at < to || (denied !== null && at - to < said.lexicon.behind);
  };
  const idle: Hit[] = [];
  for (let at = 0; at < said.tokens.length; at += 1) if (negates(said, at) && !spent.has(at) && said.tokens[at + 1]?.kind !== 'number' && !hits.some((hit) => turns(at, hit))) idle.push({ from: at, to: at + 1, denied: null, worth: DENIAL });
  return idle;
}

/** Which pieces stand in a question that is no reproach ("why"). */
function askedOf({ tokens, felt, lexicon }: Said): boolean[] {
  const asked: boolean[] = tokens.map(() => false);
  let from = 0;
  for (const [at, { kind, norm }] of tokens.entries()) {
    if (kind !== 'mark' || !(felt[at] as FeltWord).ends) continue;
    const sentence = norm.includes('?') ? ` ${felt.slice(from, at).map(({ word }) => word).join(' ')} ` : null;
    if (sentence !== null && !lexicon.whys.some((why) => sentence.includes(` ${why} `))) asked.fill(true, from, at);
    from = at + 1;
  }
  return asked;
}

/** Plain thanks, which say nothing where something is asked for. */
function isThanks({ felt }: Said, { from, to, worth }: Hit): boolean {
  return worth < WEAK && felt.slice(from, to).some((one) => one.isThanks);
}

/** "In spite of the delay": the first hit that follows. */
function isConceded({ tokens, felt }: Said, { from }: Hit, previous: Hit | undefined): boolean {
  for (let at = from - 1; at >= Math.max(previous?.to ?? 0, from - CONCESSION) && tokens[at]?.kind !== 'mark'; at -= 1) if ((felt[at] as FeltWord).isConcession) return true;
  return false;
}

/** "Really good" is one feeling, not two. */
function isBooster({ felt }: Said, { from, to }: Hit): boolean {
  return to - from === 1 && (felt[from] as FeltWord).boost !== 0;
}
