import type { CustomerHistory } from './contact.ts';
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
    default: return clause satisfies never;
  }
}
