import type { Clause } from '../terms/contract.ts';
import { isMarked, MARK, type Contact, type CustomerHistory, type Given, type OrderTrack } from './contact.ts';
import { inWorkingDays } from './deadlines.ts';
import { settle, type FoldedRule, type Instance } from './instance.ts';
import type { IssueTrack } from './issue.ts';
import { pays, tells, WORD_RULES } from './kept-word.ts';

type Through = Extract<Clause, { type: 'followed-through' }>;
type Done = { readonly interaction: number; readonly atMs: number };

/** The orders that a promise may be about: those that it names, else those that its issue names, else the only one. */
function ordersMeant({ orders }: CustomerHistory, promised: Contact, issue: IssueTrack): OrderTrack[] {
  const named = promised.orders.length > 0 ? promised.orders : issue.steps.flatMap(({ contact }) => contact?.orders ?? []);
  if (named.length > 0) return orders.filter(({ order }) => named.includes(order));
  return orders.length === 1 ? [...orders] : [];
}

function newsAfter({ contacts }: CustomerHistory, promised: Contact, issue: IssueTrack): Done | null {
  const inIssue = new Set(issue.steps.map(({ number }) => number));
  const found = contacts.find((one) => one.atMs > promised.atMs && one.number !== promised.number && (tells(one, promised) || (inIssue.has(one.number) && isMarked(one, MARK.SENT) && !isMarked(one, MARK.AUTOMATIC))));
  return found === undefined ? null : { interaction: found.number, atMs: found.atMs };
}

/** When what was promised was done; undefined where it would not show. */
function doneAfter(history: CustomerHistory, promised: Contact, issue: IssueTrack, { kind }: Given): Done | null | undefined {
  if (kind === 'reply') return newsAfter(history, promised, issue);
  const orders = ordersMeant(history, promised, issue);
  if (orders.length === 0) return undefined;
  if (kind === 'deliver') {
    const came = orders.map(({ delivered }) => delivered);
    // What had come before was not what was promised.
    const later = came.flatMap((one) => (one === null ? [] : [one])).filter(({ atMs }) => atMs > promised.atMs).toSorted((a, b) => a.atMs - b.atMs)[0];
    if (later !== undefined) return { interaction: later.number, atMs: later.atMs };
    return came.includes(null) ? null : undefined;
  }
  const paid = history.contacts.find((one) => one.atMs >= promised.atMs && pays(one, promised));
  return paid === undefined ? null : { interaction: paid.number, atMs: paid.atMs };
}

/** Followed through: what staff said in an issue would happen by a moment (news, money, a delivery) happened, wherever in the issue it shows. */
export function foldFollowedThrough(history: CustomerHistory, rule: FoldedRule & { readonly clause: Through }, nowMs: number): Instance[] {
  const issueOf = new Map(history.issues.flatMap((issue) => issue.steps.map(({ number }) => [number, issue] as const)));
  return history.contacts.flatMap((promised): Instance[] => {
    const issue = issueOf.get(promised.number);
    if (issue === undefined || promised.given.length === 0 || isMarked(promised, MARK.ELSEWHERE) || !rule.covers(promised)) return [];
    const startedMs = isMarked(promised, MARK.TALK) ? promised.endsMs : promised.atMs;
    return promised.given.flatMap((given, ordinal): Instance[] => {
      const done = doneAfter(history, promised, issue, given);
      if (done === undefined) return [];
      const dueMs = given.inWorkingDays ? inWorkingDays(startedMs, given.dueMs, rule.calendar) : given.dueMs;
      return [settle({ trigger: promised.number, ordinal, node: promised.node, channel: promised.channel, seam: '', startedMs, dueMs }, done, nowMs, WORD_RULES[given.kind])];
    });
  });
}
