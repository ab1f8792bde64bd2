import { canonicalJson } from '../../kernel/canonical-json.ts';
import type { Database, Transaction } from '../../platform/pg/transaction.ts';
import { answersAsked, type Answers } from './answering/answers.ts';
import { fallbackOf, isScaled, type Definition } from './definition/contract.ts';
import { filled, saidIn } from './definition/said-in.ts';
import { putAnswer, wantFollowUp, type Invitation } from './invitation-store.ts';

const HOUR_MS = 3_600_000;

/** What keeping an answer needs. `redact`: a text without card numbers and secrets. */
export type AnswerDeps = { readonly database: Database; readonly clock: () => number; readonly redact: (text: string) => string };

/** Whether two sets of answers say the same. */
const isSame = (one: Answers, other: Answers): boolean => canonicalJson(one) === canonicalJson(other);

/** Why somebody must act on answers; null when nobody must. What was asked is said in the survey's own language, for the staff. */
export function lowAnswer({ questions: [first], followUp, ...definition }: Definition, answers: Answers): string | null {
  if (first === undefined || followUp.lowUpTo === null || !isScaled(first)) return null;
  const value = answers[first.key];
  return typeof value === 'number' && value <= followUp.lowUpTo ? `They answered ${value} to “${filled(saidIn(first.text, fallbackOf(definition), fallbackOf(definition)).text, {})}”.` : null;
}

/**
 * Keeps answers as a new revision, and that somebody must act on them. Answers that say what was said before change nothing.
 * Invariant: called with the invitation locked. `isOpen` false: the survey had ended; they are kept apart. Shape: whether anything was kept.
 */
export async function keepAnswers(deps: AnswerDeps, tx: Transaction, invitation: Invitation, definition: Definition, { answers, before, language, via, isOpen }: { readonly answers: Answers; readonly before: Answers; readonly language: string; readonly via: string; readonly isOpen: boolean }): Promise<boolean> {
  const kept = Object.fromEntries(Object.entries(answersAsked(definition, answers)).map(([key, value]) => [key, typeof value === 'string' ? deps.redact(value) : value]));
  if (Object.keys(kept).length === 0 || (invitation.revision > 0 && isSame(kept, before))) return false;
  const atMs = deps.clock();
  await putAnswer(tx, invitation, { answers: kept, language, via, isCounted: isOpen, atMs });
  const why = lowAnswer(definition, kept);
  if (why !== null && isOpen) await wantFollowUp(tx, invitation.number, why, atMs, atMs + definition.followUp.withinHours * HOUR_MS, null);
  return true;
}
