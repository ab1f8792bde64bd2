import { PRODUCT_WEIGHTS, decimalOf, priceIn } from '../catalogue.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS, WEEK_MS, iso } from '../happening.ts';
import type { Identifier, Scene } from '../happening.ts';
import { officeMoment } from '../silo.ts';
import { SHOPS } from '../staff.ts';
import type { Shop } from '../staff.ts';
import { shopMood } from '../world.ts';
import { slotsOf } from './slots.ts';

export function placeOf(shop: Shop) {
  return { type: 'place', id: shop.id, label: shop.town };
}
export function shopFor(scene: Scene): Shop {
  const near = SHOPS.filter(({ country }) => country === scene.customer.country);
  return near.length > 0 && scene.random.chance(0.9) ? scene.random.pick(near) : scene.random.pick(SHOPS);
}

/** A visit to a shop: a purchase at the till with or without the card, a look into the mirror, or just a word with a clerk. */
export function visitShop(scene: Scene, dayMs: number): void {
  const { random, tell, customer, world } = scene;
  const shop = shopFor(scene);
  const atMs = officeMoment(dayMs, random) + HOUR_MS;
  const clerk = random.pick(shop.clerks);
  const product = random.weighted(PRODUCT_WEIGHTS);
  const showsCard = customer.loyalty !== null && random.chance(0.8);
  const identifiers: Identifier[] = showsCard && customer.loyalty !== null ? [{ type: 'loyalty', value: customer.loyalty, verified: 'paid-order' }] : [];
  const truth = { person: showsCard ? customer.person : null };
  const base = { office: 'brand', identifiers, subjects: [placeOf(shop), { type: 'product', id: product.id, label: product.name }, { type: 'agent', id: clerk.id, role: 'served-by', label: clerk.name }] } as const;
  if (random.chance(0.1)) tell(atMs - 9 * MINUTE_MS, { ...base, source: 'shop-pos', channel: 'visualisation', kind: 'mirror-used', direction: 'in', stage: 'pre-order', properties: { engine: 'mirror', where: 'in-store' } }, truth);
  const priceMinor = priceIn(customer.currency, product.priceMinor);
  const receipt = scene.newOrderId();
  if (random.chance(0.78)) tell(atMs, { ...base, source: 'shop-pos', channel: 'store', kind: 'store-purchase', direction: 'in', stage: 'order', subjects: [...base.subjects, { type: 'order', id: receipt }], order: { id: receipt, state: 'completed', placedAt: iso(atMs), total: decimalOf(priceMinor), currency: customer.currency, lines: [{ product: product.id, name: product.name, quantity: 1, unitPrice: decimalOf(priceMinor) }] }, amounts: [{ role: 'total', amount: decimalOf(priceMinor), currency: customer.currency, gross: true }] }, truth);
  else tell(atMs, { ...base, source: 'shop-pos', channel: 'store', kind: 'advice-given', direction: 'in', stage: 'pre-order', durationSeconds: random.between(90, 1_200) }, truth);
  const mood = 3.6 + shopMood(world.seed, shop.id, Math.floor((atMs - world.startsAt) / WEEK_MS)) + random.normal() * 0.6;
  if (random.chance(0.07)) {
    const said = scene.tongue.say(mood < 3 ? 'store-visit' : 'staff-praise', 'calm', 'short', { ...slotsOf(scene, atMs, product, null, { agent: clerk }), shop: shop.town }, { type: 'shop', id: shop.id });
    tell(atMs + 3 * HOUR_MS, { source: 'shop-pos', channel: 'staff', kind: 'observation', direction: 'internal', office: 'service', stage: 'support', subjects: [placeOf(shop), { type: 'agent', id: clerk.id, role: 'reported-by', label: clerk.name }], text: `A customer said: ${said.text}`, language: said.reading.language }, { person: null, reading: said.reading });
  }
}

/** Boots or a tent on loan, or a care plan that is tried, kept or cancelled. */
export function tryOut(scene: Scene, atMs: number): void {
  const { random, tell, customer } = scene;
  const product = random.weighted(PRODUCT_WEIGHTS);
  const identifiers: Identifier[] = customer.user !== null ? [{ type: 'user', value: customer.user, verified: 'login' }] : [{ type: 'email', value: customer.email, verified: 'signed-token' }];
  const plan = `care-${scene.newId()}`;
  const base = { source: 'web', direction: 'in', office: 'brand', identifiers, subjects: [{ type: 'subscription', id: plan }, { type: 'product', id: product.id, label: product.name }] } as const;
  tell(atMs, { ...base, channel: 'trial', kind: 'trial-started', stage: 'pre-order', properties: { what: random.pick(['care plan', 'boots on loan', 'tent for a weekend']), days: 30 } });
  if (random.chance(0.58)) {
    tell(atMs + 30 * DAY_MS, { ...base, channel: 'subscription', kind: 'subscription-started', stage: 'order', amounts: [{ role: 'total', amount: '4.90', currency: 'EUR' }] });
    return;
  }
  const said = scene.tongue.say('cancel-subscription', random.chance(0.2) ? 'angry' : 'calm', 'chat', slotsOf(scene, atMs, product, null));
  tell(atMs + random.between(6, 29) * DAY_MS, { ...base, channel: 'trial', kind: 'trial-cancelled', stage: 'support', text: said.text, language: said.reading.language }, { reading: said.reading });
}
