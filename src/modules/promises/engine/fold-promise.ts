import type { CustomerHistory } from './contact.ts';
import { foldAskOnce, foldFinalAnswers, foldNoRepeat, foldOnePerson } from './fold-issues.ts';
import { foldFollowedThrough } from './followed-through.ts';
import { foldRemedies } from './remedy-given.ts';
import { foldToldBefore } from './told-before.ts';
import { foldExplaining } from './explain-once.ts';
import type { FoldedRule, Instance } from './instance.ts';
import { foldWords } from './kept-word.ts';
import { foldOutcomes } from './outcome-as-ordered.ts';
import { foldResponses } from './response-deadline.ts';

/**
 * What a promise came to for one customer, by everything known of them at a moment. Units: `nowMs` ms since 1970.
 * Invariant: depends on its arguments alone; the same history gives the same instances, whatever order it arrived in. Cost: a few integer comparisons a contact, no texts.
 */
export function foldPromise(history: CustomerHistory, rule: FoldedRule, nowMs: number): Instance[] {
  const { clause } = rule;
  switch (clause.type) {
    case 'response-deadline': return foldResponses(history, { ...rule, clause }, nowMs);
    case 'kept-word': return foldWords(history, { ...rule, clause }, nowMs);
    case 'outcome-as-ordered': return foldOutcomes(history, { ...rule, clause }, nowMs);
    case 'explain-once': return foldExplaining(history, { ...rule, clause });
    case 'ask-once': return foldAskOnce(history, { ...rule, clause }, nowMs);
    case 'no-repeat': return foldNoRepeat(history, { ...rule, clause }, nowMs);
    case 'one-person': return foldOnePerson(history, { ...rule, clause }, nowMs);
    case 'final-answer': return foldFinalAnswers(history, { ...rule, clause }, nowMs);
    case 'followed-through': return foldFollowedThrough(history, { ...rule, clause }, nowMs);
    case 'told-before': return foldToldBefore(history, { ...rule, clause }, nowMs);
    case 'remedy-given': return foldRemedies(history, rule, nowMs);
    default: return clause satisfies never;
  }
}
