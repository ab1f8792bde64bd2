import { PRODUCT_WEIGHTS, productOf } from '../catalogue.ts';
import type { Product } from '../catalogue.ts';
import { emailAt } from '../customer.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS, iso } from '../happening.ts';
import type { Scene } from '../happening.ts';
import { agentsOf } from '../staff.ts';
import { browse } from './browse.ts';
import { writeReview } from './feedback.ts';
import { raiseIssue } from './issue.ts';
import { purchaseStory } from './purchase.ts';
import { slotsOf } from './slots.ts';
import { chat } from './talks.ts';

/** A question before the order. After seven in the evening nobody answers, and few of those people order. */
export function askBeforeBuying(scene: Scene, dayMs: number): void {
  const { random, world, customer, plant } = scene;
  const product = random.weighted(PRODUCT_WEIGHTS);
  const evening = random.chance(0.5);
  const atMs = dayMs - (dayMs % DAY_MS) + (evening ? random.between(19 * 60, 22 * 60) : random.between(8 * 60, 18 * 60)) * MINUTE_MS;
  const unanswered = random.chance(evening ? 0.8 : 0.12);
  const { endsMs } = browse(scene, atMs - 6 * MINUTE_MS, product, { cart: random.chance(0.4), pages: 2 });
  const { ref } = chat(scene, endsMs + MINUTE_MS, { issue: `i-${scene.newId()}`, topic: 'product-question', mood: 'calm', product, purchase: null, ask: 1 }, unanswered ? null : random.pick(agentsOf('chat-desk')), { kind: 'answer' });
  const ordered = random.chance(unanswered ? world.preSale.orderRatioUnanswered : world.preSale.orderRatioAnswered);
  plant({ kind: 'pre-sale', person: customer.person, product: product.id, answered: !unanswered, ordered, ref });
  if (ordered) purchaseStory(scene, endsMs + random.between(1, 90) * HOUR_MS, product);
}

/** The last weeks of somebody who leaves, and why. Those who move away or stop hiking say nothing. */
export function sayFarewell(scene: Scene, atMs: number): void {
  const { random, customer, tell, tongue, plant } = scene;
  const product = random.weighted(PRODUCT_WEIGHTS);
  const because = customer.leavesBecause;
  if (because === 'moved-away' || because === 'no-longer-hiking' || because === null) return;
  if (because === 'late-deliveries') {
    // One late parcel is one issue, however often they ask.
    const purchase = purchaseStory(scene, atMs, product, { late: true, asksElsewhere: true });
    raiseIssue(scene, Math.max(atMs + 8 * DAY_MS, purchase.promisedMs + 8 * HOUR_MS), 'parcel-late', product, purchase, 0.7);
  } else if (because === 'never-answered') {
    const issue = `i-${scene.newId()}`;
    const asked = [0, 3, 8].map((day, count) => {
      const whenMs = atMs + day * DAY_MS;
      const slots = slotsOf(scene, whenMs, product, null);
      const said = tongue.say('refund-slow', 'calm', 'mail', slots);
      const chase = count === 0 ? null : tongue.chase(slots);
      const text = chase === null ? said.text : chase.text;
      const ref = tell(whenMs, { source: 'mail', channel: 'email', kind: 'mail-received', direction: 'in', office: 'service', stage: 'support', identifiers: [{ type: 'email', value: emailAt(customer, whenMs), verified: 'dkim' }], title: count === 0 ? product.name : `Re: ${product.name}`, text, language: chase === null ? said.reading.language : tongue.language }, { issue, reading: chase === null ? said.reading : { ...said.reading, language: tongue.language, sentiment: -0.6, tells: chase.tells } });
      return { at: iso(whenMs), ref, agent: null, solved: false };
    });
    plant({ kind: 'issue', issue, person: customer.person, topic: 'refund-slow', asked, solved: false, order: null });
  } else {
    const topic = because === 'price' ? 'price' : because === 'product-fault' ? 'leaks' : 'refund-slow';
    raiseIssue(scene, atMs, topic, product, null, 0.6);
    if (random.chance(0.5)) writeReview(scene, atMs + 9 * DAY_MS, product, topic, 'angry', null, -0.9);
  }
  if (random.chance(0.5)) {
    const said = tongue.say('cancel-subscription', because === 'price' ? 'calm' : 'angry', 'mail', slotsOf(scene, atMs, product, null));
    tell(atMs + 12 * DAY_MS, { source: 'mail', channel: 'email', kind: 'mail-received', direction: 'in', office: 'service', stage: 'support', identifiers: [{ type: 'email', value: emailAt(customer, atMs), verified: 'dkim' }], title: 'Cancellation', text: said.text, language: said.reading.language }, { reading: said.reading });
  } else tell(atMs + 10 * DAY_MS, { source: 'newsletter', channel: 'email', kind: 'newsletter-stopped', direction: 'in', office: 'brand', stage: 'support', identifiers: [{ type: 'email', value: emailAt(customer, atMs), verified: 'clicked-link' }] });
}

/** Somebody who would buy more now: comes back to the same thing, asks what goes with it, praises what they have. */
export function getReady(scene: Scene, atMs: number, wanted: Product): void {
  const { customer, plant, random, tell, tongue } = scene;
  plant({ kind: 'ready', person: customer.person, product: wanted.id, since: iso(atMs) });
  for (let n = 0; n < 3; n++) browse(scene, atMs + n * random.between(20, 50) * HOUR_MS, wanted, { cart: n === 2, pages: 2 });
  const owned = productOf(random.pick(['lyng-fleece', 'sti-shoe', 'vidde-pack']));
  if (random.chance(0.6)) {
    const said = tongue.say('buy-more', 'calm', 'mail', slotsOf(scene, atMs, owned, null));
    tell(atMs + 4 * DAY_MS, { source: 'mail', channel: 'email', kind: 'mail-received', direction: 'in', office: 'service', stage: 'pre-order', identifiers: [{ type: 'email', value: emailAt(customer, atMs), verified: 'dkim' }], title: wanted.name, text: said.text, language: said.reading.language }, { reading: said.reading });
  } else writeReview(scene, atMs + 4 * DAY_MS, owned, 'product-praise', 'calm', null, 0.95);
}

/** The app falls over after its release: a topic that did not exist before. */
export function appFails(scene: Scene, atMs: number): void {
  const { random, customer, tell, tongue } = scene;
  const product = random.weighted(PRODUCT_WEIGHTS);
  if (random.chance(0.6) || customer.user === null) raiseIssue(scene, atMs, 'app-crash', product, null, 0.3);
  else {
    const said = tongue.say('app-crash', 'calm', 'review', slotsOf(scene, atMs, product, null));
    tell(atMs, { source: 'app', channel: 'review', kind: 'app-rated', direction: 'public', office: 'brand', stage: 'support', identifiers: [{ type: 'user', value: customer.user, verified: 'login' }], text: said.text, language: said.reading.language, rating: { value: random.between(1, 2), min: 1, max: 5, scale: 'stars' } }, { reading: said.reading });
  }
}
