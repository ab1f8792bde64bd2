import { FJELL, PRODUCT_WEIGHTS, productOf } from '../catalogue.ts';
import { emailAt, phoneAt, streetAt } from '../customer.ts';
import { HOUR_MS, MINUTE_MS } from '../happening.ts';
import type { Draft, Scene } from '../happening.ts';
import { cookieOf } from '../silo.ts';

const CLAIMS = ['Dry in any rain', 'Light as a postcard', 'Made to be repaired', 'Ten years of guarantee', 'Fits under every pack', 'Recycled from fishing nets'] as const;
export const FJELL_CLAIM = { id: 'claim-fjell-20', text: 'Warm at −20 °C', about: `product:${FJELL}` };
const FJELL_CAMPAIGN = { type: 'campaign', id: 'campaign-winter-proof', label: 'Winter proof' };

/** Something the brand shows or sends to one person: newsletter, ad, letter, SMS, push or a personal offer, with the claim that it makes. `fjell`: it is the campaign that promises too much. */
export function reachOut(scene: Scene, atMs: number, fjell: boolean): void {
  const { random, tell, customer, world } = scene;
  const product = fjell ? productOf(FJELL) : random.weighted(PRODUCT_WEIGHTS);
  const claim = fjell ? FJELL_CLAIM : { id: `claim-${product.id}-${random.below(CLAIMS.length)}`, text: random.pick(CLAIMS), about: `product:${product.id}` };
  const campaign = fjell ? FJELL_CAMPAIGN : { type: 'campaign', id: `campaign-${new Date(atMs).getUTCFullYear()}-${new Date(atMs).getUTCMonth() + 1}`, label: 'Monthly' };
  const base = { direction: 'out', office: 'brand', stage: 'interest', claims: [claim], subjects: [campaign, { type: 'product', id: product.id, label: product.name }] } as const;
  const email = { type: 'email', value: emailAt(customer, atMs) };
  const cookie = cookieOf(customer, world.seed, atMs);
  const how = random.weighted([['newsletter', 46], ['ad', 38], ['letter', 4], ['sms', 4], ['push', 5], ['offer', 6]] as const);
  if (how === 'newsletter') {
    const sent = { ...base, source: 'newsletter', channel: 'email', identifiers: [email], title: `${product.name}: ${claim.text}` } as const;
    tell(atMs, { ...sent, kind: 'newsletter-sent', text: `${claim.text}. ${product.name}, now in the shops and online.` });
    if (random.chance(0.38)) tell(atMs + random.between(3, 900) * MINUTE_MS, { ...sent, kind: 'newsletter-opened', direction: 'in' });
    if (random.chance(0.07)) tell(atMs + random.between(901, 1_100) * MINUTE_MS, { ...sent, kind: 'newsletter-clicked', direction: 'in', identifiers: [{ ...email, verified: 'clicked-link' }, cookie] });
  } else if (how === 'ad') {
    const draft: Draft = { ...base, source: 'ads', channel: 'ad', kind: 'ad-seen', identifiers: [cookie], text: `${product.name}. ${claim.text}.`, properties: { medium: random.pick(['online', 'online', 'social', 'video']), network: random.pick(['Pixandra', 'Murmurel', 'search']), seconds: random.between(1, 25) } };
    tell(atMs, draft);
    if (random.chance(0.25)) tell(atMs + random.between(2, 40) * HOUR_MS, draft);
  } else if (how === 'letter') tell(atMs, { ...base, source: 'newsletter', channel: 'letter', kind: 'letter-sent', identifiers: [email], traits: { givenName: customer.givenName, familyName: customer.familyName, street: streetAt(customer, atMs), postcode: customer.postcode, city: customer.town }, text: `Dear ${customer.givenName}, ${claim.text.toLowerCase()}: the new ${product.name}.` });
  else if (how === 'sms') tell(atMs, { ...base, source: 'newsletter', channel: 'sms', kind: 'message-sent', identifiers: [{ type: 'phone', value: phoneAt(customer, atMs) }], text: `Brannholt: ${product.name}. ${claim.text}. Stop: reply STOP` });
  else if (how === 'push' && customer.user !== null) tell(atMs, { ...base, source: 'app', channel: 'push', kind: 'push-sent', identifiers: [{ type: 'user', value: customer.user }], text: `${product.name}: ${claim.text}` });
  else tell(atMs, { ...base, source: 'web', channel: 'offer', kind: 'offer-shown', identifiers: [cookie], text: `Only for you: 10 % on ${product.name}`, properties: { code: `FOR-${scene.newId().slice(-5).toUpperCase()}`, percent: 10 } });
}

/** The first step into the loyalty scheme: the card is tied to a mail address and a phone. */
export function joinLoyalty(scene: Scene, atMs: number): void {
  const { customer, tell } = scene;
  if (customer.loyalty === null) return;
  tell(atMs, {
    source: 'loyalty', channel: 'store', kind: 'card-issued', direction: 'in', office: 'brand', stage: 'interest', identifiers: [{ type: 'loyalty', value: customer.loyalty, verified: 'staff' }, { type: 'email', value: emailAt(customer, atMs), verified: 'clicked-link' }, { type: 'phone', value: phoneAt(customer, atMs) }],
    traits: { givenName: customer.givenName, familyName: customer.familyName, birthDate: customer.birthDate, street: streetAt(customer, atMs), postcode: customer.postcode, city: customer.town, country: customer.country },
  });
}
