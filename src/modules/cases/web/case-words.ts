import { spanText } from '../../../web/primitives/number.ts';
import type { CaseClock, CaseHappening, CaseLine, CaseState, CaseView, Priority } from '../contract.ts';

const MINUTE_MS = 60_000;

/** States as people read them. */
export const STATE_NAMES: Readonly<Record<CaseState, string>> = {
  new: 'Nobody owns it', owned: 'Owned', informed: 'Customer informed', resolved: 'Waiting for the customer’s word', broken: 'Promise broken', confirmed: 'Solved, the customer says', unconfirmed: 'Closed without the customer’s word', remedied: 'Made good', merged: 'Part of another case',
};
export const PRIORITY_NAMES: Readonly<Record<Priority, string>> = { urgent: 'Urgent', high: 'High', normal: 'Normal', low: 'Low' };
export const CLOCK_NAMES: Readonly<Record<CaseClock['clock'], string>> = { 'first-answer': 'First answer', 'next-update': 'Next update', resolution: 'Solved' };
const STANDINGS: Readonly<Record<CaseClock['standing'], string>> = { running: 'due', paused: 'rests while we wait for the customer', met: 'done in time', breached: 'too late since', 'met-after-breach': 'done too late' };

/** How a clock stands, before its moment. `at`: that moment, where there is one. */
export function clockText({ standing, dueAt, breachedAt, endedAt }: CaseClock): { readonly text: string; readonly at: string | null; readonly isLate: boolean } {
  return { text: STANDINGS[standing], at: standing === 'running' ? dueAt : standing === 'breached' ? breachedAt : endedAt, isLate: standing === 'breached' };
}

/** The one thing that should happen next, in a sentence. */
export function nextStep(one: Pick<CaseView, 'state' | 'owner' | 'isReturned' | 'pausedAt' | 'unansweredSince'>): string {
  if (one.state === 'merged') return 'It is a part of another case: go on there.';
  if (one.isReturned && one.owner === null) return 'Its owner left. Take it: what was promised to the customer still stands.';
  if (one.owner === null && one.state === 'new') return 'Nobody owns it. Take it, or give it to somebody.';
  if (one.pausedAt !== null) return 'We wait for the customer. Go on when they answer.';
  switch (one.state) {
    case 'owned': return 'Tell the customer who has it now, and by when they hear more.';
    case 'informed': return one.unansweredSince === null ? 'Do what was promised, and tell the customer before they ask.' : 'The customer wrote since: answer them.';
    case 'resolved': return 'We say it is solved. Ask the customer whether it is: only their word ends it.';
    case 'broken': return 'A promise was broken. Make it good, and write down how.';
    case 'confirmed': return 'Done: the customer says that it is solved.';
    case 'unconfirmed': return 'Closed, because the customer said nothing. It does not count as solved.';
    case 'remedied': return 'Made good. Whether that was enough only the customer can say.';
    case 'new': return 'Take it, or give it to somebody.';
    default: return one.state satisfies never;
  }
}

const HAPPENED: Readonly<Record<string, string>> = {
  opened: 'opened the case', taken: 'took it', assigned: 'gave it to', 'handed-over': 'handed it over to', informed: 'informed the customer', 'came-back': 'learnt that a reply did not reach the customer', resolved: 'said that it is solved', 'customer-said': 'recorded the customer’s word', noted: 'noted', prioritised: 'set how urgent it is', paused: 'paused it: we wait for the customer',
  resumed: 'went on with it', reopened: 'opened it again', broken: 'said that a promise was broken', remedied: 'recorded a remedy', linked: 'added an interaction', absorbed: 'made a part of it:', 'let-go': 'split off:', merged: 'made it a part of', parted: 'split it off from', returned: 'put it back into the queue: no longer working on cases is', heard: 'heard from the customer; it may be about this',
  'fell-silent': 'closed it: the customer said nothing',
};

/** What happened, after the name of whoever did it. */
export function happenedText({ kind }: Pick<CaseHappening, 'kind'>): string {
  return HAPPENED[kind] ?? kind;
}

/** How long a customer waits: `Waits 6 days`. */
export const waitsText = (since: string, nowMs: number): string => `Waits ${spanText(Math.max(1, Math.floor((nowMs - Date.parse(since)) / MINUTE_MS)) * MINUTE_MS)}`;

/** Whose it is, or in which queue it waits. */
export function holderText({ owner, isReturned }: Pick<CaseLine, 'owner' | 'isReturned'>, queue: string): string {
  if (owner !== null) return owner.isYou ? 'You' : owner.name ?? 'Somebody who left';
  return isReturned ? `${queue}, put back` : queue;
}
