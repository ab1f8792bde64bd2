import type { Direction, Office } from './contract.ts';

const OFFICE_OF_CHANNEL: Readonly<Record<string, Office>> = {
  ad: 'brand', offer: 'brand', social: 'brand', push: 'brand', packaging: 'brand', visualisation: 'brand', review: 'brand', marketplace: 'brand', survey: 'brand', web: 'brand', app: 'brand', letter: 'brand', sms: 'brand',
  chat: 'service', bot: 'service', call: 'service', ticket: 'service', email: 'service', store: 'service', order: 'service', payment: 'service', delivery: 'service', return: 'service', trial: 'service', subscription: 'service', staff: 'service',
};

/** Kinds that tell the stage by themselves, most telling first. Words are looked for as whole parts of the kebab-case kind. */
const STAGE_OF_WORD: readonly (readonly [string, readonly string[]])[] = [
  ['returns', ['return', 'returned', 'refund', 'refunded', 'exchange']],
  ['fulfilment', ['parcel', 'shipment', 'shipped', 'delivery', 'delivered', 'packed', 'dispatched', 'tracking']],
  ['order', ['order', 'ordered', 'checkout', 'payment', 'paid', 'purchase', 'purchased', 'trial', 'renewal', 'subscription', 'subscribed']],
  ['support', ['ticket', 'complaint', 'support', 'case', 'repair', 'review', 'survey', 'feedback']],
  ['pre-order', ['cart', 'basket', 'wishlist', 'quote', 'compared', 'product', 'visualisation', 'size']],
];

const STAGE_OF_CHANNEL: Readonly<Record<string, string>> = {
  ad: 'interest', offer: 'interest', social: 'interest', push: 'interest', letter: 'interest', web: 'interest', app: 'interest', visualisation: 'pre-order', packaging: 'fulfilment',
  order: 'order', payment: 'order', trial: 'order', subscription: 'order', delivery: 'fulfilment', return: 'returns', call: 'support', chat: 'support', bot: 'support', ticket: 'support', email: 'support',
  review: 'support', marketplace: 'support', survey: 'support', store: 'pre-order', sms: 'fulfilment', staff: 'support',
};

/**
 * The default office and stage of an interaction whose source did not say: by its channel and by the words of its kind.
 * A mail or message that we sent unasked belongs to brand & marketing, an answer to service.
 */
export function placeInteraction(channel: string, kind: string, direction: Direction): { readonly office: Office; readonly stage: string } {
  const words = kind.split('-');
  const byWord = STAGE_OF_WORD.find(([, telling]) => telling.some((word) => words.includes(word)))?.[0];
  const stage = byWord ?? STAGE_OF_CHANNEL[channel] ?? 'interest';
  const office = channel === 'email' && direction === 'out' && (words.includes('newsletter') || words.includes('campaign') || words.includes('promotion')) ? 'brand' : OFFICE_OF_CHANNEL[channel] ?? (direction === 'out' ? 'brand' : 'service');
  return { office, stage };
}
