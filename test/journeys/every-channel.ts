import { minutesAgo } from './customers.ts';

/** One interaction of each kind of channel, as a source of that channel would send it. `who` are the identifiers that its channel knows of one and the same person; null: nobody is identified. */
export type ChannelExample = { readonly title: string; readonly who: readonly string[] | null; readonly sent: Readonly<Record<string, unknown>> };

const WORDS = ['where', 'is', 'my', 'parcel', 'it', 'was', 'promised', 'for', 'Friday', 'and', 'nobody', 'called'];

/** An hour on the phone: 240 turns of 15 seconds, each with words of its own. */
export const HOUR_OF_TURNS = Array.from({ length: 240 }, (_, turn) => ({
  speaker: turn % 2 === 0 ? 'agent' : 'customer', who: turn % 2 === 0 ? 'agent-17' : 'caller', offsetMs: turn * 15_000, durationMs: 14_000,
  text: `turn ${turn}: ${Array.from({ length: 12 }, (_word, place) => WORDS[(turn + place * 5) % WORDS.length]).join(' ')}`,
}));

/** Every kind of channel of which Custos hears: brand and service side, public, commerce, staff and surveys. */
export const EVERY_CHANNEL: readonly ChannelExample[] = [
  { title: 'a page view', who: ['cookie'], sent: { channel: 'web', kind: 'page-viewed', direction: 'in', session: 's-1', subjects: [{ type: 'product', id: 'jacket-1', role: 'viewed' }], properties: { path: '/jackets/fjell', referrer: 'search' } } },
  { title: 'a web form', who: ['email'], sent: { channel: 'web', kind: 'form-sent', direction: 'in', text: 'Do you have this in green?' } },
  { title: 'an app opened', who: ['device', 'user'], sent: { channel: 'app', kind: 'app-opened', direction: 'in', properties: { version: '4.2.0' } } },
  { title: 'a chat with a person', who: ['user'], sent: { channel: 'chat', kind: 'conversation', direction: 'in', turns: [{ speaker: 'customer', text: 'Hello?' }, { speaker: 'agent', who: 'agent-3', text: 'Hello, how can I help?' }] } },
  { title: 'a talk with the bot', who: ['user'], sent: { channel: 'bot', kind: 'conversation', direction: 'in', turns: [{ speaker: 'customer', text: 'parcel late' }, { speaker: 'bot', text: 'I will hand you over.' }] } },
  { title: 'an hour-long call with its turns', who: ['phone'], sent: { channel: 'call', kind: 'call-ended', direction: 'in', durationSeconds: 3_600, language: 'en', turns: HOUR_OF_TURNS } },
  { title: 'an e-mail', who: ['email'], sent: { channel: 'email', kind: 'message', direction: 'in', title: 'My order', text: 'Dear team, where is my order?' } },
  { title: 'a text message sent by us', who: ['phone'], sent: { channel: 'sms', kind: 'delivery-notice', direction: 'out', text: 'Your parcel comes today.' } },
  { title: 'a letter with the claim that it made', who: ['loyalty'], sent: { channel: 'letter', kind: 'letter-sent', direction: 'out', claims: [{ text: 'Free returns for life', about: 'returns' }] } },
  { title: 'a push message', who: ['device', 'user'], sent: { channel: 'push', kind: 'push-shown', direction: 'out', title: 'New in your size' } },
  { title: 'a message printed on the packaging', who: ['order'], sent: { channel: 'packaging', kind: 'insert-packed', direction: 'out', claims: [{ text: 'Packed by hand' }] } },
  { title: 'a help-desk ticket', who: ['email'], sent: { channel: 'ticket', kind: 'ticket-opened', direction: 'in', title: 'Zip broken', text: 'The zip broke after two days.', subjects: [{ type: 'case', id: 'T-77' }] } },
  { title: 'a visit to a shop', who: ['loyalty'], sent: { channel: 'store', kind: 'visit', direction: 'in', subjects: [{ type: 'place', id: 'shop-oslo', label: 'Oslo, Karl Johans gate' }, { type: 'agent', id: 'agent-17' }] } },
  { title: 'a product review with its stars', who: ['email'], sent: { channel: 'review', kind: 'review-written', direction: 'public', text: 'Warm, but the zip!', rating: { value: 2, min: 1, max: 5, scale: 'stars' }, subjects: [{ type: 'product', id: 'jacket-1' }] } },
  { title: 'a rating at a marketplace', who: ['order'], sent: { channel: 'marketplace', kind: 'seller-rated', direction: 'public', rating: { value: 98, min: 0, max: 100, scale: 'percent' } } },
  { title: 'a post on a social network', who: ['social'], sent: { channel: 'social', kind: 'post', direction: 'public', text: 'Never again.' } },
  { title: 'a billboard that nobody can be said to have seen', who: null, sent: { channel: 'ad', kind: 'billboard-exposure', direction: 'out', subjects: [{ type: 'campaign', id: 'autumn' }, { type: 'place', id: 'metro-7' }], claims: [{ text: 'Warm at −20', about: 'jacket-1' }], properties: { estimatedViews: 12_000 } } },
  { title: 'an online ad shown, with its claim', who: ['cookie'], sent: { channel: 'ad', kind: 'ad-shown', direction: 'out', session: 's-1', claims: [{ text: 'Warm at −20', about: 'jacket-1' }], subjects: [{ type: 'campaign', id: 'autumn' }] } },
  { title: 'a personal offer', who: ['email'], sent: { channel: 'offer', kind: 'offer-made', direction: 'out', amounts: [{ role: 'discount', amount: '15.00', currency: 'EUR' }] } },
  { title: 'a look at the jacket in the mirror of the shop', who: ['loyalty'], sent: { channel: 'visualisation', kind: 'mirror-tried', direction: 'in', durationSeconds: 42.5 } },
  { title: 'a survey answer with its scale', who: ['email'], sent: { channel: 'survey', kind: 'survey-answered', direction: 'in', rating: { value: 3, min: 0, max: 10, scale: 'nps', question: 'How likely are you to recommend us?' }, answers: [{ question: 'Why?', value: 'The parcel never came' }] } },
  { title: 'an order', who: ['email', 'order'], sent: { channel: 'order', kind: 'order-placed', direction: 'in', amounts: [{ role: 'total', amount: '249.90', currency: 'EUR', gross: true }] } },
  { title: 'a payment in a currency without decimals', who: ['order'], sent: { channel: 'payment', kind: 'payment-taken', direction: 'in', amounts: [{ role: 'price', amount: 39_000, currency: 'JPY' }] } },
  { title: 'a delivery', who: ['order'], sent: { channel: 'delivery', kind: 'parcel-delivered', direction: 'out' } },
  { title: 'a return with its refund', who: ['order'], sent: { channel: 'return', kind: 'item-returned', direction: 'in', amounts: [{ role: 'refund', amount: '-249.90', currency: 'EUR' }] } },
  { title: 'a trial begun', who: ['user'], sent: { channel: 'trial', kind: 'trial-started', direction: 'in' } },
  { title: 'a subscription renewed', who: ['user'], sent: { channel: 'subscription', kind: 'renewal', direction: 'in', amounts: [{ role: 'total', amount: '9.990', currency: 'KWD' }] } },
  { title: 'what an employee heard at the counter', who: ['email'], sent: { channel: 'staff', kind: 'overheard', direction: 'internal', text: 'Said she will not buy again.' } },
  { title: 'a channel that Custos has no name for', who: ['email'], sent: { channel: 'carrier-pigeon', kind: 'note-received', direction: 'in', text: 'coo' } },
];

/** The identifiers of the person in the examples; `mark` keeps the people of two test runs apart. */
export function identifiersOf(mark: string): Readonly<Record<string, { readonly type: string; readonly value: string; readonly verified?: string }>> {
  const digits = [...mark].map((letter) => letter.charCodeAt(0) % 10).join('').padEnd(6, '7').slice(0, 6);
  return {
    email: { type: 'email', value: `Ida.${mark}@Example.org`, verified: 'login' }, phone: { type: 'phone', value: `+47 41 ${digits.slice(0, 2)} ${digits.slice(2, 4)} ${digits.slice(4, 6)}` }, user: { type: 'user', value: `u-${mark}`, verified: 'login' }, loyalty: { type: 'loyalty', value: `L-${mark}` },
    order: { type: 'order', value: `ORD-${mark}` }, social: { type: 'social', value: `@ida_${mark}` }, cookie: { type: 'cookie', value: `c-${mark}` }, device: { type: 'device', value: `d-${mark}` },
  };
}

/** All examples as one person lived them, oldest first, and the login that says that all the identifiers are theirs. */
export function everyChannelOf(mark: string): Record<string, unknown>[] {
  const known = identifiersOf(mark);
  const login = { id: `${mark}-login`, channel: 'web', kind: 'signed-in', direction: 'in', session: 's-1', occurredAt: minutesAgo(EVERY_CHANNEL.length + 5), identifiers: Object.values(known) };
  return [login, ...EVERY_CHANNEL.map(({ who, sent }, place) => ({
    id: `${mark}-${place}`, occurredAt: minutesAgo(EVERY_CHANNEL.length - place), ...sent, ...(who === null ? {} : { identifiers: who.flatMap((type) => known[type] ?? []) }),
  }))];
}
