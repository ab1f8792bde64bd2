import type { Clause } from '../terms/contract.ts';
import { isMarked, MARK, share, type Contact, type CustomerHistory, type Given } from './contact.ts';
import { inWorkingDays } from './deadlines.ts';
import { settle, type FoldedRule, type Instance } from './instance.ts';
import { areAboutOthers } from './response-deadline.ts';

type Word = Extract<Clause, { type: 'kept-word' }>;
/** So long after a deadline is looked for what was done late. Units: ms. */
const LOOKED_AFTER_MS = 90 * 86_400_000;
/** What is said of a word that was given, by what was promised. */
export const WORD_RULES = {
  reply: { begun: 'promised-reply', met: 'told', late: 'told-late', never: 'not-told' },
  refund: { begun: 'promised-refund', met: 'refunded', late: 'refunded-late', never: 'not-refunded' },
  deliver: { begun: 'promised-delivery', met: 'delivered', late: 'delivered-late', never: 'not-delivered' },
} as const;

/** Whether we told a customer something about the matter of a promise: a message of service, or a call of ours. That they called again tells that we had not. */
export function tells(contact: Contact, promised: Contact): boolean {
  if (!isMarked(contact, MARK.SENT) || !isMarked(contact, MARK.SERVICE) || isMarked(contact, MARK.AUTOMATIC)) return false;
  if (share(contact.threads, promised.threads) || share(contact.orders, promised.orders)) return true;
  return isMarked(contact, MARK.PERSON) && !areAboutOthers(contact, promised);
}

/** Whether money of a promise goes back. */
export const pays = (contact: Contact, promised: Contact): boolean => isMarked(contact, MARK.REFUND) && !areAboutOthers(contact, promised);

/**
 * Whether it would show if a word were kept: money where an order of the customer is known, news where they were ever written to or wrote, or were promised it in writing.
 * Of somebody who is known by a phone number alone a message may lie under an address that nobody knows to be theirs.
 */
function wouldShow({ contacts, orders }: CustomerHistory, promised: Contact, { kind }: Given): boolean {
  if (kind === 'refund') return promised.orders.length > 0 || orders.length > 0 || contacts.some((one) => one.orders.length > 0);
  return !isMarked(promised, MARK.TALK) || contacts.some((one) => !isMarked(one, MARK.TALK) && isMarked(one, MARK.ASKS | MARK.SENT));
}

/** What staff promised in words, with a deadline, is done by it. Where it would not show, nothing is judged. */
export function foldWords(history: CustomerHistory, rule: FoldedRule & { readonly clause: Word }, nowMs: number): Instance[] {
  const { contacts } = history;
  const instances: Instance[] = [];
  for (const [at, promised] of contacts.entries()) {
    if (promised.given.length === 0 || isMarked(promised, MARK.ELSEWHERE) || !rule.covers(promised)) continue;
    const startedMs = isMarked(promised, MARK.TALK) ? promised.endsMs : promised.atMs;
    for (const [ordinal, given] of promised.given.entries()) {
      if (given.kind === 'deliver' || (rule.clause.word !== 'any' && rule.clause.word !== given.kind) || !wouldShow(history, promised, given)) continue;
      const dueMs = given.inWorkingDays ? inWorkingDays(startedMs, given.dueMs, rule.calendar) : given.dueMs;
      instances.push(settle({ trigger: promised.number, ordinal, node: promised.node, channel: promised.channel, seam: '', startedMs, dueMs }, doneAfter(contacts, at, promised, given), nowMs, WORD_RULES[given.kind]));
    }
  }
  return instances;
}

function doneAfter(contacts: readonly Contact[], at: number, promised: Contact, given: Given): { readonly interaction: number; readonly atMs: number } | null {
  const does = given.kind === 'refund' ? pays : tells;
  for (let next = at + 1; next < contacts.length; next += 1) {
    const contact = contacts[next];
    if (contact === undefined || contact.atMs > given.dueMs + LOOKED_AFTER_MS) return null;
    if (does(contact, promised)) return { interaction: contact.number, atMs: contact.atMs };
  }
  return null;
}
