import type { BreakCode } from './threads/contract.ts';
import type { Contact } from './threads/contact.ts';

/** Something in an issue that should not have been, with the contact in which it showed. */
export type IssueBreak = { readonly code: BreakCode; readonly interaction: number };

/** Conversations in which somebody, or a machine, answers at once. */
const ANSWERED_AT_ONCE: ReadonlySet<string> = new Set(['call', 'chat', 'bot', 'store']);
/** Names of kinds that say that nobody was there. */
const NOBODY = /unanswered|missed|abandoned/u;

/** Whether a contact was answered while it lasted. */
export function isAnsweredAtOnce({ channel, kind, staff }: Contact): boolean {
  return !NOBODY.test(kind) && (ANSWERED_AT_ONCE.has(channel) || staff.length > 0);
}

/** Somebody who comes back within this time goes on with the same talk. Units: ms. */
export const SAME_TALK_MS = 30 * 60_000;

/**
 * What went wrong for the customer in an issue, from its contacts in the order in which they happened.
 * `came-back`: they went content, or we had answered without a promise, and they had to come again. `chased`: they came before the moment that we had named. `told-again`: we asked for the matter, or for an order number, that the issue already held.
 * `cold-hand-over`: they were handed on and had to tell it again there. `forced-channel`: they were handed to a channel that they had not chosen. `not-answered`: they came again, or still wait, without a word from us.
 * Shape: one for each contact and code, in order. Source: docs/methods/issue-threading.md.
 */
export function breaksOf(contacts: readonly Contact[]): IssueBreak[] {
  const breaks: IssueBreak[] = [];
  const note = (code: BreakCode, { interaction }: Contact): void => { breaks.push({ code, interaction }); };
  let before: Contact | null = null;
  let promisedMs: number | null = null;
  let isToldMatter = false;
  const orders = new Set<string>();
  let waitingFor: Contact | null = null;

  for (const contact of contacts) {
    if (contact.role === 'ask' && before !== null) {
      const sinceMs = contact.atMs - Math.max(before.atMs, before.endsMs);
      const isHandedOn = contact.handedFrom !== null || (before.handedTo !== null && sinceMs <= SAME_TALK_MS);
      const tellsAgain = (contact.asksStory && isToldMatter) || (contact.asksOrder && orders.size > 0);
      if (isHandedOn && before.handedTo !== null && before.channel !== contact.channel) note('forced-channel', before);
      if (tellsAgain) note(isHandedOn ? 'cold-hand-over' : 'told-again', contact);
      if (!isHandedOn && sinceMs > SAME_TALK_MS) {
        if (promisedMs !== null && contact.atMs < promisedMs) note('chased', contact);
        else if (waitingFor !== null) note('not-answered', waitingFor);
        else if (before.ends !== 'open') note('came-back', contact);
      }
    }
    if (contact.role === 'ask') {
      waitingFor = isAnsweredAtOnce(contact) ? null : contact;
      isToldMatter ||= contact.words.length > 0;
    } else if (contact.role === 'reply') waitingFor = null;
    if (contact.promisedMs !== null) promisedMs = Math.max(promisedMs ?? 0, contact.promisedMs);
    else if (contact.role === 'reply') promisedMs = null;
    for (const order of contact.orders) orders.add(order);
    if (contact.role !== 'public') before = contact;
  }
  if (waitingFor !== null && !breaks.some(({ code, interaction }) => code === 'not-answered' && interaction === waitingFor.interaction)) note('not-answered', waitingFor);
  return breaks;
}
