import { PRODUCT_WEIGHTS } from '../catalogue.ts';
import { emailAt, joinsWeek, leavesWeek } from '../customer.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS, WEEKS, iso } from '../happening.ts';
import type { Scene } from '../happening.ts';
import { ratioOf } from '../random.ts';
import { officeMoment } from '../silo.ts';
import { agentsOf } from '../staff.ts';
import type { Clause } from '../truth.ts';
import type { World } from '../world.ts';
import { breakPromise } from './explain-twice.ts';
import { planPurchase, orderField, orderSubjects } from './order.ts';
import type { Purchase } from './order.ts';
import { slotsOf } from './slots.ts';
import { bot, call, chat, mail } from './talks.ts';

const FIRST_PLACE = 400;

/** A clean order to talk about, told as placed and delivered. */
function quietOrder(scene: Scene, atMs: number): Purchase {
  const purchase = planPurchase(scene, atMs, null, 'web', [], { late: false });
  const identifiers = [{ type: 'email', value: emailAt(scene.customer, atMs), verified: 'paid-order' as const }, { type: 'order', value: purchase.orderId, verified: 'paid-order' as const }];
  scene.tell(atMs, { source: 'web', channel: 'order', kind: 'order-placed', direction: 'in', office: 'brand', stage: 'order', identifiers, subjects: orderSubjects(purchase), order: orderField(purchase, 'placed') });
  return purchase;
}

/** "Money back by …", kept or not. */
function refundWord(scene: Scene, atMs: number, isKept: boolean): void {
  const { random, tell, customer, plant } = scene;
  const purchase = quietOrder(scene, atMs - 20 * DAY_MS);
  const product = purchase.lines[0]?.product ?? random.weighted(PRODUCT_WEIGHTS);
  const dueMs = Math.floor((atMs + random.between(3, 9) * DAY_MS) / HOUR_MS) * HOUR_MS;
  const matter = { issue: `i-${scene.newId()}`, topic: 'refund-slow', mood: 'calm', product, purchase, ask: 1 } as const;
  const { ref } = call(scene, officeMoment(atMs, random), matter, random.pick(agentsOf('team-alder')), { kind: 'refund-by', dueMs });
  const evidence = [ref];
  if (isKept || random.chance(0.6)) evidence.push(tell(isKept ? dueMs - random.between(10, 900) * MINUTE_MS : dueMs + random.between(5, 150) * HOUR_MS, { source: 'web', channel: 'payment', kind: 'refund-paid', direction: 'out', office: 'service', stage: 'returns', identifiers: [{ type: 'order', value: purchase.orderId, verified: 'paid-order' }], subjects: [{ type: 'order', id: purchase.orderId }], amounts: [{ role: 'refund', amount: '-40.00', currency: purchase.currency }] }, { issue: matter.issue }));
  plant({ kind: 'commitment', clause: 'refund-by', person: customer.person, issue: matter.issue, order: purchase.orderId, madeAt: iso(atMs), dueAt: iso(dueMs), outcome: isKept ? 'near-miss' : 'broken', why: isKept ? 'on the last day' : evidence.length > 1 ? 'too late' : 'never', planted: true, evidence });
}

/** "You will hear from us by …", kept in the last hour or not at all. */
function updateWord(scene: Scene, atMs: number, isKept: boolean): void {
  const { random, tell, customer, plant, tongue } = scene;
  const purchase = quietOrder(scene, atMs - 6 * DAY_MS);
  const product = purchase.lines[0]?.product ?? random.weighted(PRODUCT_WEIGHTS);
  const agent = random.pick(agentsOf('mailroom'));
  const replyMs = atMs + random.between(2, 9) * HOUR_MS;
  const dueMs = Math.floor((replyMs + random.between(20, 70) * HOUR_MS) / HOUR_MS) * HOUR_MS;
  const matter = { issue: `i-${scene.newId()}`, topic: 'parcel-damaged', mood: 'calm', product, purchase, ask: 1 } as const;
  const { ref } = mail(scene, atMs, matter, agent, { kind: 'update-by', dueMs }, replyMs);
  const evidence = [ref];
  if (isKept || random.chance(0.5)) {
    const whenMs = isKept ? dueMs - random.between(3, 55) * MINUTE_MS : dueMs + random.between(4, 80) * HOUR_MS;
    evidence.push(tell(whenMs, { source: 'mail', channel: 'email', kind: 'update-sent', direction: 'out', office: 'service', stage: 'support', identifiers: [{ type: 'email', value: emailAt(customer, whenMs) }], subjects: [{ type: 'order', id: purchase.orderId }, { type: 'agent', id: agent.id, role: 'sent-by', label: agent.name }], title: `Update: ${product.name}`, text: tongue.agent('fix', slotsOf(scene, whenMs, product, purchase, { agent })), language: tongue.language }, { issue: matter.issue }));
  }
  plant({ kind: 'commitment', clause: 'update-by', person: customer.person, issue: matter.issue, order: purchase.orderId, madeAt: iso(replyMs), dueAt: iso(dueMs), outcome: isKept ? 'near-miss' : 'broken', why: isKept ? 'within the last hour' : evidence.length > 1 ? 'too late' : 'never', planted: true, evidence });
}

/** Looks like "explain twice", but is not: the agent reads the story back, or it is another matter altogether. */
function nearlyTwice(scene: Scene, atMs: number): void {
  const { random, customer, plant, world } = scene;
  const purchase = quietOrder(scene, atMs - 8 * DAY_MS);
  const product = purchase.lines[0]?.product ?? random.weighted(PRODUCT_WEIGHTS);
  const first = { issue: `i-${scene.newId()}`, topic: 'return-how', mood: 'calm', product, purchase, ask: 1 } as const;
  const agent = random.pick(agentsOf('team-spruce'));
  const same = random.chance(0.5);
  const told = same ? bot(scene, officeMoment(atMs, random), first, 'phone') : chat(scene, officeMoment(atMs, random), first, random.pick(agentsOf('chat-desk')), { kind: 'answer' });
  const second = same ? first : ({ issue: `i-${scene.newId()}`, topic: 'account-login', mood: 'calm', product: random.weighted(PRODUCT_WEIGHTS), purchase: null, ask: 1 } as const);
  const again = call(scene, told.endsMs + (same ? 5 * MINUTE_MS : random.between(1, 5) * DAY_MS), second, agent, { kind: 'answer' }, same ? { channel: 'bot', explainsAgain: false, story: told.said.text } : null);
  plant({ kind: 'commitment', clause: 'explain-once', person: customer.person, issue: second.issue, order: same ? purchase.orderId : null, madeAt: iso(world.promise.fromMs), dueAt: null, outcome: 'near-miss', why: same ? 'the agent read it back' : 'another matter', planted: true, evidence: [told.ref, again.ref] });
}

/** Exactly so many broken promises and so many that only look broken, spread over customers and time; natural seams then hold. */
export function plantPromises(world: World, plant: { readonly promises: number; readonly near: number }, sceneOf: (index: number, place: number, atMs: number) => Scene): void {
  const clauses: readonly Clause[] = ['explain-once', 'update-by', 'refund-by'];
  const fromMs = world.promise.fromMs + 30 * DAY_MS;
  const spanMs = world.endsAt - 25 * DAY_MS - fromMs;
  for (let number = 0; number < plant.promises + plant.near; number++) {
    const isBroken = number < plant.promises;
    let index = Math.floor(ratioOf(world.seed, number, 61) * world.customers);
    for (let tries = 0; tries < 50 && (joinsWeek(world.seed, index) > 60 || leavesWeek(world.seed, index) < WEEKS); tries++) index = (index + 1) % world.customers;
    const atMs = Math.floor(fromMs + ratioOf(world.seed, number, 62) * spanMs);
    const scene = sceneOf(index, FIRST_PLACE + 200 + number, atMs);
    const clause = clauses[number % clauses.length];
    if (clause === 'refund-by') refundWord(scene, atMs, !isBroken);
    else if (clause === 'update-by') updateWord(scene, atMs, !isBroken);
    else if (isBroken) breakPromise(scene, officeMoment(atMs, scene.random), 4 * MINUTE_MS);
    else nearlyTwice(scene, atMs);
  }
}
