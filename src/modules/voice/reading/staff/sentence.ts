import { matchesOf } from '../matches.ts';
import { CONDITION, TOLD_BEFORE } from './en-modes.ts';
import type { StaffFact } from './staff-fact.ts';

/** A fact with its places in its sentence. */
export type SentenceFact = StaffFact;

/** Where a pattern begins, all of them. */
const startsOf = (pattern: RegExp, sentence: string): number[] => matchesOf(pattern, sentence).map(({ index }) => index);

/** Whether words at a place stand behind a condition in the same part of the sentence. */
export function isConditionalAt(sentence: string, at: number): boolean {
  return startsOf(CONDITION, sentence).some((start) => start < at && !/[,;:]|\b(?:and|so|but) (?:we|i|you)\b/u.test(sentence.slice(start, at)));
}

/** Whether anything in the sentence is a condition. */
export function hasCondition(sentence: string): boolean {
  return startsOf(CONDITION, sentence).length > 0;
}

const MAY_TELL = /\b(?:said|say|told|promised|asked|wrote|assured|informed|offered|mentioned|explained)\b/u;

/** Where words end that tell of what somebody said before: what stands behind is theirs. -1 for none. */
export function toldBefore(sentence: string): number {
  if (!MAY_TELL.test(sentence)) return -1;
  const [first] = matchesOf(TOLD_BEFORE, sentence);
  return first === undefined ? -1 : first.index + first[0].length;
}

/** One fact of a kind and mode: the first. */
export function firstOfKind(facts: readonly SentenceFact[]): SentenceFact[] {
  return facts.filter((one, at) => facts.findIndex(({ kind, mode }) => kind === one.kind && mode === one.mode) === at);
}
