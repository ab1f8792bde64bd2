import { granted, refused, type Outcome as Granted } from '../../kernel/outcome.ts';
import type { Cause, Outcome } from './contract.ts';

const DAY_MS = 86_400_000;

/** One thing that happened with an escalation. `interaction`: by its number. */
export type EscalationFact =
  | { readonly kind: 'opened' | 'heard'; readonly text: string | null; readonly interaction: number | null }
  | { readonly kind: 'noted'; readonly text: string }
  | { readonly kind: 'asked'; readonly text: string }
  | { readonly kind: 'customer-said'; readonly settled: boolean; readonly text: string | null; readonly interaction: number | null }
  | { readonly kind: 'closed'; readonly outcome: Outcome; readonly text: string; readonly told: string | null }
  | { readonly kind: 'reopened'; readonly text: string };

/** An escalation as far as its rules go. Units: ms since 1970. */
export type EscalationNow = { readonly node: number; readonly closedMs: number | null; readonly askedMs: number | null; readonly wordMs: number | null };

/** Whether something may happen now; if not, why, in a sentence for the ombudsman. Invariant: nothing is closed before the customer's word was asked, where there is a customer. */
export function mayHappen(now: EscalationNow, kind: EscalationFact['kind'], nowMs: number, askDays: number): Granted<null, string> {
  if (kind === 'reopened') return now.closedMs === null ? refused('It is open.') : granted(null);
  if (kind === 'noted' || kind === 'heard' || kind === 'opened') return granted(null);
  if (kind === 'customer-said') return granted(null);
  if (now.closedMs !== null) return refused('It is closed. Open it again first.');
  if (kind === 'asked') return now.node === 0 ? refused('Nobody known is concerned, so that nobody can be asked.') : granted(null);
  if (now.node === 0) return granted(null);
  if (now.wordMs !== null && now.wordMs >= (now.askedMs ?? 0)) return granted(null);
  if (now.askedMs === null) return refused('Ask for the customer’s word first.');
  const waitedMs = nowMs - now.askedMs;
  return waitedMs >= askDays * DAY_MS ? granted(null) : refused(`The customer was asked and has not answered. Without their word it can be closed after ${askDays} days, on ${new Date(now.askedMs + askDays * DAY_MS).toISOString().slice(0, 10)}.`);
}

/** Somebody whom a rule would bring to the ombudsman. `moments`: what speaks for it, each once. Units: ms since 1970. */
export type Candidate = { readonly cause: Cause; readonly customer: number; readonly node: number; readonly caseNumber: number | null; readonly moments: readonly number[]; readonly least: number; readonly because: string };

/** The last escalation of one cause for a customer. Units: ms since 1970. */
export type Past = { readonly closedMs: number | null };

/** Whether a rule brings somebody to the ombudsman: not while one of the same cause is open, and only by what happened since the last was closed. */
export function mayOpen({ moments, least }: Pick<Candidate, 'moments' | 'least'>, past: Past | null): boolean {
  if (past !== null && past.closedMs === null) return false;
  return moments.filter((atMs) => atMs > (past?.closedMs ?? Number.NEGATIVE_INFINITY)).length >= least;
}

/** Whole days from one moment to another. Units: ms since 1970; days. */
export function ageDays(fromMs: number, toMs: number): number {
  return Math.max(0, Math.floor((toMs - fromMs) / DAY_MS));
}
