import type { CaseStanding } from '../cases/index.ts';
import type { Outcome, ReportState } from './contract.ts';

/** What a report itself knows of how it stands. Units: ms since 1970. */
export type ReportFacts = { readonly outcome: Outcome; readonly atMs: number; readonly recordedMs: number | null; readonly case: string | null };

/** How a report stands, and since when. `owner`: a person of the staff; `queue` only while nobody has it. Units: ms since 1970. */
export type Standing = { readonly state: ReportState; readonly owner: string | null; readonly queue: string | null; readonly how: string | null; readonly changedMs: number };

/** What became of a report: what its case came to, or that it was kept. A case that is not there any more went with a customer who was erased. */
export function standingOf({ outcome, atMs, recordedMs, case: opened }: ReportFacts, now: CaseStanding | null): Standing {
  const bare = { owner: null, queue: null, how: null };
  if (recordedMs === null) return { ...bare, state: 'received', changedMs: atMs };
  if (outcome === 'fixed') return { ...bare, state: 'noted', changedMs: recordedMs };
  if (opened === null || now === null) return { ...bare, state: 'gone', changedMs: recordedMs };
  const { state, owner, queue, how, changedMs } = now;
  // What was merged is followed to the case that it became part of; one that leads nowhere is gone.
  if (state === 'merged') return { ...bare, state: 'gone', changedMs };
  if (state === 'new') return { ...bare, state: 'waiting', queue, changedMs };
  return { state, owner, queue: null, how: state === 'owned' || state === 'informed' ? null : how, changedMs };
}
