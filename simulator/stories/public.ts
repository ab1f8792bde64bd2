import { FJELL } from '../catalogue.ts';
import { DAY_MS, HOUR_MS, WEEK_MS } from '../happening.ts';
import type { Scene } from '../happening.ts';
import { GRAMMARS } from '../language/speak.ts';
import { SHOPS, WAREHOUSES } from '../staff.ts';
import { shopMood } from '../world.ts';
import { FJELL_CLAIM } from './marketing.ts';
import { post } from './social.ts';
import { placeOf } from './store.ts';

/** Presses of the smileys in one shop and week. */
export const smileysAWeek = (customers: number) => Math.max(1, Math.round(customers / 900));
/** Shops' and streets' worth of public life in a week. */
export const publicSize = (customers: number) => Math.max(1, Math.round(customers / 400));

/** What no single customer is behind: billboards, strangers' posts, what clerks notice, and each department's own green figures, once a week. */
export function publicWeek(scene: Scene, weekMs: number): void {
  const { random, tell, world } = scene;
  const nobody = { person: null };
  const size = publicSize(world.customers);
  const inCampaign = weekMs + 4 * DAY_MS >= world.campaign.fromMs && weekMs <= world.campaign.untilMs;
  for (let n = 0; n < size; n++) {
    const shop = random.pick(SHOPS);
    const dayMs = weekMs + random.below(7) * DAY_MS;
    if (random.chance(inCampaign ? 0.9 : 0.3)) {
      const claim = inCampaign ? FJELL_CLAIM : { text: 'Ten years of guarantee', about: 'brand:brannholt' };
      tell(dayMs + 8 * HOUR_MS, { source: 'ads', channel: 'ad', kind: 'billboard-shown', direction: 'out', office: 'brand', stage: 'interest', identifiers: [], claims: [claim], subjects: [placeOf(shop), ...(inCampaign ? [{ type: 'product', id: FJELL, label: 'Fjell jacket' }, { type: 'campaign', id: 'campaign-winter-proof', label: 'Winter proof' }] : [])], text: claim.text, properties: { medium: random.pick(['billboard', 'print', 'tv', 'in-store poster']), exposures: random.between(800, 60_000) } }, nobody);
    }
    if (random.chance(0.45)) post(scene, dayMs + random.between(7, 22) * HOUR_MS, random.weighted([['stranger', 6], ['friend', 3], ['influencer', 1]]));
    if (random.chance(0.3)) {
      const clerk = random.pick(shop.clerks);
      tell(dayMs + 17 * HOUR_MS, { source: 'shop-pos', channel: 'staff', kind: 'observation', direction: 'internal', office: 'service', stage: 'support', subjects: [placeOf(shop), { type: 'agent', id: clerk.id, role: 'reported-by', label: clerk.name }], text: random.pick(GRAMMARS[world.grammar].noticed), language: 'en' }, nobody);
    }
  }
  // The smileys at the shop doors: nobody knows who pressed them.
  const week = Math.floor((weekMs - world.startsAt) / WEEK_MS);
  for (const shop of SHOPS) {
    for (let n = 0; n < smileysAWeek(world.customers); n++) {
      const value = Math.min(5, Math.max(1, Math.round(3.6 + shopMood(world.seed, shop.id, week) + random.normal() * 0.6)));
      tell(weekMs + random.below(6) * DAY_MS + random.between(9 * 60, 18 * 60) * 60_000, { source: 'shop-pos', channel: 'survey', kind: 'smiley-pressed', direction: 'in', office: 'brand', stage: 'support', subjects: [placeOf(shop)], rating: { value, min: 1, max: 5, scale: 'smiley', question: 'How was your visit?', higherIsBetter: true } }, nobody);
    }
  }
  const figures = [['mailroom', 'mails opened', `${random.between(58, 64)} %`, 'newsletter'], ['chat-desk', 'chat rating', '4.6 of 5', 'survey-tool'], ['calls', 'answered within 20 seconds', `${random.between(90, 94)} %`, 'call-centre'], ['warehouse', 'picked in time', '96 %', 'warehouse']] as const;
  for (const [unit, figure, value, source] of figures) {
    tell(weekMs + 4 * DAY_MS + 15 * HOUR_MS, { source, channel: 'staff', kind: 'department-figure', direction: 'internal', office: source === 'newsletter' ? 'brand' : 'service', stage: 'support', subjects: [{ type: 'department', id: unit }, ...(unit === 'warehouse' ? WAREHOUSES.map((id) => ({ type: 'place', id: `warehouse-${id}` })) : [])], title: `${unit}: ${figure}`, text: `This week ${figure}: ${value}. Target met.`, properties: { figure, value } }, nobody);
  }
}
