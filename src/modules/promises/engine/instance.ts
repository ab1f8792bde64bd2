import type { BusinessCalendar } from '../../../kernel/business-calendar.ts';
import type { Clause } from '../terms/contract.ts';
import type { EvidenceRule, InstanceState } from './contract.ts';

/** One piece of evidence. Units: ms since 1970. */
export type Evidence = { readonly interaction: number; readonly atMs: number; readonly rule: EvidenceRule };

/**
 * A promise at work for one customer: what set it off, until when it is due, and what became of it.
 * Shape: `trigger` and `ordinal` name it (one interaction may set off several); `dueMs` null where it is judged at once; `settledMs` null while it runs: when it was kept, or when it broke. `seam`: from where to where somebody was handed. Units: ms since 1970.
 */
export type Instance = {
  readonly trigger: number; readonly ordinal: number; readonly node: number; readonly channel: string; readonly seam: string; readonly startedMs: number; readonly dueMs: number | null;
  readonly state: InstanceState; readonly settledMs: number | null; readonly evidence: readonly Evidence[];
};

/** A promise as it is folded. `covers`: whether what begins there and then is promised at all. `calendar` null: time on the wall. */
export type FoldedRule = { readonly clause: Clause; readonly calendar: BusinessCalendar | null; readonly covers: (begun: { readonly channel: string; readonly brand: string; readonly atMs: number }) => boolean };

/** What became of something that may not happen until a moment. `found`: where it did. */
export function endUnless(begun: Omit<Instance, 'state' | 'settledMs' | 'evidence'> & { readonly dueMs: number }, found: Evidence | null, nowMs: number, rules: { readonly begun: EvidenceRule; readonly kept: EvidenceRule }): Instance {
  const first: Evidence = { interaction: begun.trigger, atMs: begun.startedMs, rule: rules.begun };
  if (found !== null && found.atMs <= begun.dueMs) return { ...begun, state: 'broken', settledMs: found.atMs, evidence: [first, found] };
  if (nowMs <= begun.dueMs) return { ...begun, state: 'running', settledMs: null, evidence: [first] };
  return { ...begun, state: 'kept', settledMs: begun.dueMs, evidence: [first, { interaction: begun.trigger, atMs: begun.dueMs, rule: rules.kept }] };
}

/** What became of a deadline. `met` and `late` are the rules of what happened in time and afterwards, `never` of nothing. Shape: `evidence` of the trigger goes before. */
export function settle(begun: Omit<Instance, 'state' | 'settledMs' | 'evidence'> & { readonly dueMs: number }, by: { readonly interaction: number; readonly atMs: number } | null, nowMs: number, rules: { readonly begun: EvidenceRule; readonly met: EvidenceRule; readonly late: EvidenceRule; readonly never: EvidenceRule }): Instance {
  const first: Evidence = { interaction: begun.trigger, atMs: begun.startedMs, rule: rules.begun };
  if (by !== null && by.atMs <= begun.dueMs) return { ...begun, state: 'kept', settledMs: by.atMs, evidence: [first, { ...by, rule: rules.met }] };
  if (nowMs <= begun.dueMs) return { ...begun, state: 'running', settledMs: null, evidence: [first] };
  const then: Evidence = by === null ? { interaction: begun.trigger, atMs: begun.dueMs, rule: rules.never } : { ...by, rule: rules.late };
  return { ...begun, state: 'broken', settledMs: begun.dueMs, evidence: [first, then] };
}
