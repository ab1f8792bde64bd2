import { matchesOf } from '../matches.ts';
import { ASKED_FRAMES, ASKED_NOT, ASKED_NOUNS, ASKED_OTHER, ASKED_OURS, ASKED_PHRASES } from './en-asked.ts';
import { firstOfKind, isConditionalAt, toldBefore, type SentenceFact } from './sentence.ts';
import type { FactMode } from './contract.ts';

const FRAMES = ASKED_FRAMES.map(({ words, ...frame }) => ({ ...frame, pattern: new RegExp(words, 'gu') }));
const PHRASES = ASKED_PHRASES.map(([kind, words]) => ({ kind, pattern: new RegExp(words, 'u') }));
const NOUNS = new RegExp(String.raw`\b(?:${ASKED_NOUNS.map(([, words]) => `(${words})`).join('|')})`, 'gu');
/** Between a frame and what is asked for: no other part of the sentence. Units: words. */
const WORDS_BETWEEN = 7;
const NEXT_PART = /[,;:]|\b(?:so that|because|when|if|where|that (?:you|we|i)|to (?:look|find|check|see|help|pay|process|solve|fix|resolve|investigate|research|handle)|in case)\b/u;
const JOINS = /^(?:,| and| or| &| as well as)+ (?:(?:also|your|the|a|an|some) )*(?:registered |current |daytime )?$/u;
/** "If you send us a photo": asked under a condition. */
const IF_YOU = /\b(?:if|when|once|as soon as|in case) you (?:(?:could|can|would|please|just) )*(?:give|tell|confirm|provide|share|send|e-?mail|let (?:me|us) (?:know|have)|attach|forward|upload)\b/gu;
const ASKED_BEFORE = /\b(?:asked (?:you )?for|requested)\b/gu;
const NOT_ASKED = /\b(?:no need|don't need|do not need|don't have to|do not have to|never (?:ask|need|require)|won't (?:ask|need)|not (?:ask|need)|please (?:do not|don't|never))\b/u;

type Found = { readonly kind: string; readonly end: number };

/** What is asked for behind a frame: one noun, and others that are joined to it. */
function nounsAfter(sentence: string, at: number, words: number): Found[] {
  const found: Found[] = [];
  let end = at;
  NOUNS.lastIndex = at;
  for (let match = NOUNS.exec(sentence); match !== null; match = NOUNS.exec(sentence)) {
    const between = sentence.slice(end, match.index);
    const fits = found.length === 0 ? between.split(' ').filter((word) => word !== '').length <= words && !NEXT_PART.test(between) : JOINS.test(between.replace(/ (?:address )?you used$/u, ''));
    if (!fits || ASKED_OURS.test(between)) break;
    end = match.index + match[0].length;
    found.push({ kind: ASKED_NOUNS[match.slice(1).findIndex((one) => one !== undefined)]?.[0] ?? 'other', end });
  }
  return found;
}

/** What a sentence asks of the customer. The sentence is in lower case. */
export function askedIn(sentence: string): SentenceFact[] {
  if (NOT_ASKED.test(sentence)) return [];
  const isQuestion = sentence.endsWith('?');
  const told = toldBefore(sentence);
  const facts: SentenceFact[] = [];
  const add = (kind: string, mode: FactMode, start: number, end: number): void => { facts.push({ act: 'asked', kind, mode, start, end, time: null }); };
  const addAfter = (mode: FactMode, match: RegExpExecArray, asks: boolean, words = WORDS_BETWEEN): void => {
    const end = match.index + match[0].length;
    const lead = match[0].length - match[0].trimStart().length;
    const rest = sentence.slice(end);
    const nouns = nounsAfter(sentence, end, words);
    for (const one of nouns) add(one.kind, mode, match.index + lead, one.end);
    if (nouns.length === 0 && asks && !ASKED_NOT.test(rest) && ASKED_OTHER.test(rest)) add('other', mode, match.index + lead, sentence.length);
  };
  for (const match of matchesOf(IF_YOU, sentence)) addAfter('if', match, true);
  for (const match of matchesOf(ASKED_BEFORE, sentence)) if (told !== -1) addAfter('earlier', match, false);
  if (facts.length > 0) return firstOfKind(facts);
  for (const { kind, pattern } of PHRASES.filter((one) => one.kind !== 'other')) {
    const match = pattern.exec(sentence);
    if (match !== null) add(kind, isConditionalAt(sentence, match.index) ? 'if' : 'plain', match.index, match.index + match[0].length);
  }
  if (facts.length === 0) {
    for (const { pattern, ofQuestion, asks, isNext } of FRAMES) {
      if (ofQuestion && !isQuestion) continue;
      for (const match of matchesOf(pattern, sentence)) addAfter('plain', match, asks, isNext === true ? 0 : WORDS_BETWEEN);
      if (facts.length > 0) break;
    }
  }
  const other = facts.length > 0 || !isQuestion ? null : PHRASES.find((one) => one.kind === 'other')?.pattern.exec(sentence) ?? null;
  if (other !== null) add('other', 'plain', other.index, other.index + other[0].length);
  return firstOfKind(facts);
}
