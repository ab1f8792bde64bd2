import { matchesOf } from '../matches.ts';
import { PROMISED_BEFORE, PROMISED_THING, THING_KINDS } from './en-modes.ts';
import { BRINGS, IS_MONEY, IS_NEW_ONE, MONEY_COMES, OF_OTHERS, OF_US, OF_YOU, PROMISED_BETWEEN, PROMISED_LEADS, PROMISED_PHRASES, VISITED, VISITS } from './en-promised.ts';
import { firstOfKind, hasCondition, toldBefore, type SentenceFact } from './sentence.ts';
import type { FactMode } from './contract.ts';

const LEADS = PROMISED_LEADS.map(({ mode, words }) => ({ mode, pattern: new RegExp(words, 'gu') }));
const BETWEEN = new RegExp(PROMISED_BETWEEN, 'uy');
const PHRASES = PROMISED_PHRASES.map(({ kind, of, words }) => ({ kind, of, pattern: new RegExp(` (?:${words})`, 'uy') }));

/** Who does what is promised: "you" gets it, "it" happens to a thing, "us" somebody of the company. */
function whoOf(before: string): 'us' | 'you' | 'it' {
  if (OF_YOU.test(before)) return 'you';
  return OF_US.test(before) ? 'us' : 'it';
}

/** What is promised at a place behind a lead. Shape: null where it is nothing that is known. */
function promisedAt(sentence: string, at: number, before: string): { readonly kind: string; readonly end: number } | null {
  BETWEEN.lastIndex = at;
  const from = BETWEEN.exec(sentence) === null ? at : BETWEEN.lastIndex;
  const rest = sentence.slice(from);
  if (VISITS.test(before)) { const visit = VISITED.exec(rest); if (visit !== null) return { kind: 'repair', end: from + visit[0].length }; }
  if (IS_MONEY.test(before)) { const comes = MONEY_COMES.exec(rest); if (comes !== null) return { kind: 'refund', end: from + comes[0].length }; }
  const who = whoOf(before);
  for (const { kind, of, pattern } of PHRASES) {
    // What a thing does is told by nouns that no list has: it may also be somebody of ours.
    if (of === 'us' ? who === 'you' : of === 'you' ? who !== 'you' : who === 'you' && !/ be /u.test(rest.slice(0, 4))) continue;
    if (of === 'it' && kind === 'deliver' && who === 'us' && !BRINGS.test(before)) continue;
    pattern.lastIndex = from;
    const match = pattern.exec(sentence);
    if (match === null) continue;
    if (kind === 'send' && of === 'it' && IS_NEW_ONE.test(before)) return { kind: 'replace', end: from + match[0].length };
    return { kind, end: from + match[0].length };
  }
  return null;
}

/** "We will send the label and refund you": what else is promised by the same lead. */
const AND = /^[^.;:]{0,60}?\b(?:and|or)(?: then| also)?(?= )/u;

/** What a sentence promises. The sentence is in lower case and no question. */
export function promisedIn(sentence: string): SentenceFact[] {
  const told = toldBefore(sentence);
  const own = told === -1 ? sentence.length : told;
  const found: { readonly kind: string; readonly mode: FactMode; readonly start: number; readonly end: number }[] = [];
  const isFree = (start: number, end: number): boolean => found.every((one) => one.end <= start || one.start >= end);
  const isIf = hasCondition(sentence);
  for (const { mode, pattern } of LEADS) {
    for (const match of matchesOf(pattern, sentence)) {
      const before = sentence.slice(0, match.index).trimEnd();
      if (OF_OTHERS.test(before)) continue;
      const one = promisedAt(sentence, match.index + match[0].length, before);
      const start = match.index + (match[0].length - match[0].trimStart().length);
      if (one !== null && !isFree(start, one.end)) continue;
      const how: FactMode = start >= own ? 'earlier' : mode === 'not' ? 'not' : isIf ? 'if' : 'plain';
      const end = one?.end ?? match.index + match[0].length;
      if (one !== null) found.push({ kind: one.kind, start, end, mode: how });
      const also = AND.exec(sentence.slice(end));
      if (also === null) continue;
      const at = end + also[0].length;
      const other = promisedAt(sentence, at, before);
      if (other !== null && isFree(at + 1, other.end)) found.push({ kind: other.kind, start: at + 1, end: other.end, mode: how });
    }
  }
  if (told !== -1) found.push(...promisedBefore(sentence, told).filter(({ start, end }) => isFree(start, end)));
  found.sort((a, b) => a.start - b.start);
  return firstOfKind(found.map((one) => ({ act: 'promised', ...one, time: null })));
}

/** What somebody is told to have promised before. */
function promisedBefore(sentence: string, from: number): { readonly kind: string; readonly mode: FactMode; readonly start: number; readonly end: number }[] {
  const found = matchesOf(PROMISED_BEFORE, sentence).flatMap((match) => {
    if (match.index < from - 4) return [];
    const one = promisedAt(sentence, match.index + match[0].length, sentence.slice(0, match.index).trimEnd());
    return one === null ? [] : [{ kind: one.kind, mode: 'earlier' as const, start: match.index, end: one.end }];
  });
  const things = matchesOf(PROMISED_THING, sentence).map((match) => ({ kind: THING_KINDS[match[1] ?? ''] ?? 'reply', mode: 'earlier' as const, start: match.index, end: match.index + match[0].length }));
  return [...found, ...things];
}
