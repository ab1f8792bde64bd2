import type { EscalationHappening, EscalationLine, Matter, Origin, Outcome, Stop } from '../contract.ts';

/** What things are called on the ombudsman's pages. */
export const ORIGIN_NAMES: Readonly<Record<Origin, string>> = { customer: 'a customer', agent: 'an agent', employee: 'an employee', rule: 'a rule' };
export const MATTER_NAMES: Readonly<Record<Matter, string>> = { unanswered: 'unanswered', 'over-contacted': 'sent too much', 'promise-broken': 'a promise broken again', treatment: 'how somebody was treated', safety: 'safety', data: 'personal data', other: 'something else' };
export const OUTCOME_NAMES: Readonly<Record<Outcome, string>> = { upheld: 'upheld', 'partly-upheld': 'partly upheld', 'not-upheld': 'not upheld', 'not-ours': 'not ours to decide' };
export const HAPPENING_NAMES: Readonly<Record<EscalationHappening['kind'], string>> = { opened: 'brought it', heard: 'wrote more', noted: 'noted', asked: 'asked for the customer’s word', 'customer-said': 'the customer’s word', closed: 'closed it', reopened: 'opened it again' };
export const CONCERNS_NAMES: Readonly<Record<Stop['concerns'], string>> = { everybody: 'everybody', brand: 'brand & marketing', service: 'service' };

/** How old something is. Units: whole days. */
export function ageWords(days: number): string {
  return days === 0 ? 'since today' : days === 1 ? 'for a day' : `for ${days} days`;
}

/** Who brought something. */
export function broughtBy({ origin, openedBy }: Pick<EscalationLine, 'origin' | 'openedBy'>): string {
  return openedBy ?? ORIGIN_NAMES[origin];
}
