import { matchesOf } from '../matches.ts';
import { SAID_ALWAYS, SAID_BY_YOU, SAID_MAYBE, SAID_NOT, SAID_OF_MESSAGES, SAID_PHRASES } from './en-said.ts';
import { firstOfKind, isConditionalAt, toldBefore, type SentenceFact } from './sentence.ts';
import type { FactMode } from './contract.ts';

const PHRASES = SAID_PHRASES.map(({ kind, words }) => ({ kind, pattern: new RegExp(words, 'gu') }));
/** Which phrases a word may belong to: most sentences need to be looked through for none or one of them. */
const BY_CUE = new Map<string, number[]>();
SAID_PHRASES.forEach(({ cues }, at) => { for (const cue of cues.split(' ')) BY_CUE.set(cue, [...(BY_CUE.get(cue) ?? []), at]); });

/** Phrases that may stand in a sentence, in their order. */
function cuedIn(sentence: string): number[] {
  const cued = new Set<number>();
  for (const word of sentence.match(/[a-z]+/gu) ?? []) for (const at of BY_CUE.get(word) ?? []) cued.add(at);
  return [...cued].sort((a, b) => a - b);
}

/** Kinds of which a day that is named with them lies behind. */
export const IN_THE_PAST: ReadonlySet<string> = new Set(SAID_PHRASES.filter(({ isPast }) => isPast).map(({ kind }) => kind));

/** Whether what stands before tells that something else is meant: a message, what may be, or what the customer got. */
function isOther(kind: string, before: string, beforeWithBlank: string): boolean {
  return SAID_OF_MESSAGES.test(beforeWithBlank) || SAID_MAYBE.test(before) || (kind === 'received' && SAID_BY_YOU.test(before));
}

/** What a sentence says of how something stands. The sentence is in lower case and no question. */
export function saidIn(sentence: string): SentenceFact[] {
  const found: { readonly kind: string; readonly start: number; readonly end: number }[] = [];
  for (const phrase of cuedIn(sentence)) {
    const { kind, pattern } = PHRASES[phrase] as (typeof PHRASES)[number];
    for (const match of matchesOf(pattern, sentence)) {
      const lead = match[0].length - match[0].trimStart().length;
      const [start, end] = [match.index + lead, match.index + match[0].trimEnd().length];
      if (found.some((one) => one.start < end && start < one.end) || isOther(kind, sentence.slice(0, start).trimEnd(), sentence.slice(0, start))) continue;
      found.push({ kind, start, end });
    }
  }
  if (found.length === 0) return [];
  found.sort((a, b) => a.start - b.start);
  const before = toldBefore(sentence);
  return firstOfKind(found.flatMap(({ kind, start, end }) => {
    const words = sentence.slice(start, end);
    if (SAID_ALWAYS.test(sentence) && !SAID_NOT.test(words)) return [];
    const mode: FactMode = before !== -1 && start >= before ? 'earlier' : isConditionalAt(sentence, start) ? 'if' : SAID_NOT.test(words) ? 'not' : 'plain';
    return [{ act: 'said', kind, mode, start, end, time: null }];
  }));
}
