import type { Clause } from '../terms/contract.ts';
import { isMarked, MARK, share, type Contact, type CustomerHistory } from './contact.ts';
import { dueAfter } from './deadlines.ts';
import { settle, type FoldedRule, type Instance } from './instance.ts';

type Deadline = Extract<Clause, { type: 'response-deadline' }>;
const WANTED = { message: MARK.ASKS, question: MARK.QUESTION, complaint: MARK.COMPLAINT } as const;

/** Whether both name orders, and none that is the same: then one is not about the other. */
export const areAboutOthers = (one: Contact, other: Contact): boolean => one.orders.length > 0 && other.orders.length > 0 && !share(one.orders, other.orders);

/** Whether one contact answers another: somebody speaks with the customer, or writes in the same thread or by name, about nothing else. An auto-reply answers nothing. */
function answers(contact: Contact, asked: Contact): boolean {
  if (isMarked(contact, MARK.AUTOMATIC)) return false;
  if (isMarked(contact, MARK.TALK)) return contact.answeredMs !== null && !areAboutOthers(contact, asked);
  return isMarked(contact, MARK.SENT) && (share(contact.threads, asked.threads) || (isMarked(contact, MARK.PERSON) && !areAboutOthers(contact, asked)));
}

/** Whether somebody who waits for an answer asks again. */
const isChase = (contact: Contact, waiting: Contact): boolean => share(contact.threads, waiting.threads) || (contact.channel === waiting.channel && !areAboutOthers(contact, waiting));

/** "We answer within four hours": each message of a customer that waits for an answer, counted once until it has one. */
export function foldResponses({ contacts }: CustomerHistory, rule: FoldedRule & { readonly clause: Deadline }, nowMs: number): Instance[] {
  const { clause, calendar, covers } = rule;
  const instances: Instance[] = [];
  /** Asked, and until when nobody had answered. */
  const waiting: { readonly asked: Contact; readonly untilMs: number }[] = [];
  for (const [at, asked] of contacts.entries()) {
    if (!isMarked(asked, MARK.ASKS) || !isMarked(asked, WANTED[clause.to]) || isMarked(asked, MARK.AUTOMATIC | MARK.ELSEWHERE)) continue;
    // Who asks a machine is answered by it, unless it hands them on.
    if (asked.channel === 'bot' && !isMarked(asked, MARK.HANDED_ON)) continue;
    if (!covers(asked) || waiting.some((one) => one.untilMs > asked.atMs && isChase(asked, one.asked))) continue;
    const startedMs = asked.atMs;
    const dueMs = dueAfter(startedMs, clause.withinMinutes, calendar);
    if (dueMs === null) continue;
    const answer = asked.answeredMs !== null ? { interaction: asked.number, atMs: asked.answeredMs } : answerAfter(contacts, at, asked);
    waiting.push({ asked, untilMs: answer?.atMs ?? Number.POSITIVE_INFINITY });
    instances.push(settle({ trigger: asked.number, ordinal: 0, node: asked.node, channel: asked.channel, seam: '', startedMs, dueMs }, answer, nowMs, { begun: 'asked', met: 'answered', late: 'answered-late', never: 'not-answered' }));
  }
  return instances;
}

function answerAfter(contacts: readonly Contact[], at: number, asked: Contact): { readonly interaction: number; readonly atMs: number } | null {
  for (let next = at + 1; next < contacts.length; next += 1) {
    const contact = contacts[next];
    if (contact !== undefined && answers(contact, asked)) return { interaction: contact.number, atMs: contact.answeredMs ?? contact.atMs };
  }
  return null;
}
