import type { Webhook, WebhookDelivery, WebhookEvent } from '../contract.ts';

/** When a webhook hears of something, as a page says it. */
export const EVENT_WORDS: Readonly<Record<WebhookEvent, string>> = { 'customer.merged': 'two customers become one', 'customer.split': 'a customer comes apart', 'household.changed': 'a household changes' };

/** How a webhook fares, in a few words. */
export function fares({ isOn, last, waiting, givenUp }: Pick<Webhook, 'isOn' | 'last' | 'waiting' | 'givenUp'>): string {
  const latest = last === null ? (isOn ? 'nothing happened yet' : '') : last.problem ?? 'the latest message arrived';
  const counts = [waiting === 0 ? '' : `${waiting.toLocaleString('en')} waiting`, givenUp === 0 ? '' : `${givenUp.toLocaleString('en')} given up`];
  return [isOn ? 'On' : 'Off', latest, ...counts].filter((words) => words !== '').join(', ');
}

/** What became of one message. */
export function became({ state, tries, problem }: Pick<WebhookDelivery, 'state' | 'tries' | 'problem'>): string {
  if (state === 'delivered') return tries > 1 ? `Arrived after ${tries} tries` : 'Arrived';
  if (state === 'held') return 'Held: nothing leaves here';
  const why = problem === null ? '' : `: ${problem}`;
  return state === 'given-up' ? `Given up${why}` : `Waiting${why}`;
}
