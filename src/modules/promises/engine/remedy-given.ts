import type { CustomerHistory } from './contact.ts';
import { settle, type FoldedRule, type Instance } from './instance.ts';

/** What is owed for a broken promise. `givenMs` null: nothing was given yet. `trigger`: what had set off the promise that broke. Units: ms since 1970. */
export type RemedyTrack = { readonly remedy: number; readonly trigger: number; readonly node: number; readonly channel: string; readonly owedMs: number; readonly dueMs: number; readonly givenMs: number | null };

/** Remedy entitlement: what is owed for a broken promise is given by its deadline. One interaction may have broken several promises: they are told apart by the order in which remedies came to be owed. */
export function foldRemedies({ remedies }: CustomerHistory, { covers }: FoldedRule, nowMs: number): Instance[] {
  const sorted = remedies.toSorted((a, b) => a.remedy - b.remedy);
  return sorted.filter(({ channel, owedMs }) => covers({ channel, brand: '', atMs: owedMs })).map(({ trigger, node, channel, owedMs, dueMs, givenMs, remedy }) => {
    const ordinal = sorted.filter((one) => one.trigger === trigger && one.remedy < remedy).length;
    return settle({ trigger, ordinal, node, channel, seam: '', startedMs: owedMs, dueMs }, givenMs === null ? null : { interaction: trigger, atMs: givenMs }, nowMs, { begun: 'owed', met: 'made-good', late: 'made-good-late', never: 'not-made-good' });
  });
}
