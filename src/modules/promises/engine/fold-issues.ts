import type { Clause } from '../terms/contract.ts';
import { isMarked, MARK, type CustomerHistory } from './contact.ts';
import type { EvidenceRule } from './contract.ts';
import { daysAfter } from './deadlines.ts';
import { endUnless, type FoldedRule, type Instance } from './instance.ts';
import { begunAt, comesAgainFrom, isAsk, isSettling, seamOf, type IssueStep, type IssueTrack } from './issue.ts';

type Of<Type extends Clause['type']> = FoldedRule & { readonly clause: Extract<Clause, { type: Type }> };
type Found = { readonly step: IssueStep; readonly from: IssueStep; readonly rule: EvidenceRule };

/** An instance that a step of an issue sets off and that breaks where something is found by its end. */
function begun(step: IssueStep, startedMs: number, dueMs: number, found: Found | null, nowMs: number, rules: { readonly begun: EvidenceRule; readonly kept: EvidenceRule }): Instance {
  const { number, node, channel } = step;
  const seam = found === null ? '' : seamOf(found.from, found.step);
  return endUnless({ trigger: number, ordinal: 0, node, channel, seam, startedMs, dueMs }, found === null ? null : { interaction: found.step.number, atMs: found.step.atMs, rule: found.rule }, nowMs, rules);
}

/** The first step of an issue after one, until a moment, with which the customer has to come again. */
function againAfter({ steps }: IssueTrack, after: number, untilMs: number): Found | null {
  for (let at = after + 1; at < steps.length; at += 1) {
    const [step, from] = [steps[at], comesAgainFrom(steps, at)];
    if (step === undefined || step.atMs > untilMs) return null;
    if (from !== null) return { step, from, rule: 'came-again' };
  }
  return null;
}

/** Ask once: each issue from the customer's first turning to us; broken when they come again about it within so many days. */
export function foldAskOnce({ issues }: CustomerHistory, { clause, calendar, covers }: Of<'ask-once'>, nowMs: number): Instance[] {
  return issues.flatMap((issue): Instance[] => {
    const at = issue.steps.findIndex(isAsk);
    const first = issue.steps[at];
    if (first === undefined || !covers(begunAt(first))) return [];
    const dueMs = daysAfter(first.atMs, clause.withinDays, calendar);
    return [begun(first, first.atMs, dueMs, againAfter(issue, at, Math.min(dueMs, nowMs)), nowMs, { begun: 'asked', kept: 'not-again' })];
  });
}

/** No repeat: each time that we had settled an issue; broken when the customer has to come again about it within so many days. */
export function foldNoRepeat({ issues }: CustomerHistory, { clause, calendar, covers }: Of<'no-repeat'>, nowMs: number): Instance[] {
  return issues.flatMap((issue): Instance[] => {
    const instances: Instance[] = [];
    let untilMs = Number.NEGATIVE_INFINITY;
    for (const [at, step] of issue.steps.entries()) {
      if (!isSettling(step) || step.atMs <= untilMs || !covers(begunAt(step))) continue;
      const startedMs = Math.max(step.atMs, step.endsMs);
      const dueMs = daysAfter(startedMs, clause.withinDays, calendar);
      const again = againAfter(issue, at, Math.min(dueMs, nowMs));
      instances.push(begun(step, startedMs, dueMs, again, nowMs, { begun: 'settled', kept: 'not-again' }));
      untilMs = again?.step.atMs ?? dueMs;
    }
    return instances;
  });
}

/** One responsible person: each issue from whoever of ours dealt with it first; broken when more people than promised deal with it, or the customer is handed on cold. Contacts that name nobody of the staff tell nothing. */
export function foldOnePerson({ issues }: CustomerHistory, { clause, calendar, covers }: Of<'one-person'>, nowMs: number): Instance[] {
  return issues.flatMap(({ steps }): Instance[] => {
    const at = steps.findIndex(({ people }) => people.length > 0);
    const first = steps[at];
    if (first === undefined || !covers(begunAt(first))) return [];
    const dueMs = daysAfter(first.atMs, clause.withinDays, calendar);
    const people = new Set(first.people);
    let from = first;
    let found: Found | null = null;
    for (const step of steps.slice(at + 1)) {
      if (step.atMs > Math.min(dueMs, nowMs)) break;
      for (const one of step.people) people.add(one);
      const rule = step.isCold ? 'cold-hand-over' : people.size > clause.mostPeople ? 'another-person' : null;
      if (rule !== null) { found = { step, from, rule }; break; }
      if (step.people.length > 0) from = step;
    }
    return [begun(first, first.atMs, dueMs, found, nowMs, { begun: 'dealt-with', kept: 'same-person' })];
  });
}

/** A final answer: each issue from the customer's first message of the kind; kept when our last word by the end settles it, and they did not come again since. */
export function foldFinalAnswers({ issues }: CustomerHistory, { clause, calendar, covers }: Of<'final-answer'>, nowMs: number): Instance[] {
  return issues.flatMap(({ steps }): Instance[] => {
    const first = steps.find((step) => isAsk(step) && (clause.to === 'message' || (step.contact !== null && isMarked(step.contact, MARK.COMPLAINT))));
    if (first === undefined || !covers(begunAt(first))) return [];
    const dueMs = daysAfter(first.atMs, clause.withinDays, calendar);
    const begin = { trigger: first.number, ordinal: 0, node: first.node, channel: first.channel, seam: '', startedMs: first.atMs, dueMs };
    const asked = { interaction: first.number, atMs: first.atMs, rule: 'asked' as const };
    if (nowMs <= dueMs) return [{ ...begin, state: 'running', settledMs: null, evidence: [asked] }];
    const last = steps.findLast((step) => step.atMs >= first.atMs && step.atMs <= dueMs && (step.role === 'reply' || isAsk(step))) ?? first;
    if (isSettling(last)) return [{ ...begin, state: 'kept', settledMs: Math.max(last.atMs, last.endsMs), evidence: [asked, { interaction: last.number, atMs: last.atMs, rule: 'settled' }] }];
    return [{ ...begin, seam: last === first ? '' : seamOf(first, last), state: 'broken', settledMs: dueMs, evidence: [asked, { interaction: last.number, atMs: dueMs, rule: 'still-open' }] }];
  });
}
