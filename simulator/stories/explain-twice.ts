import { SECOND_MS, iso } from '../happening.ts';
import type { Scene } from '../happening.ts';
import { PRODUCT_WEIGHTS } from '../catalogue.ts';
import { BETTER_TEAM, LUCKY_TEAM, agentsOf } from '../staff.ts';
import { planPurchase } from './order.ts';
import { bot, call } from './talks.ts';

/** "You never explain twice", broken: the bot hears it all, the phone asks for it all again. Units: `withinMs` from first word to broken word. Shape: the two references. */
export function breakPromise(scene: Scene, atMs: number, withinMs: number): readonly [told: string, again: string] {
  const { random, customer, plant, world } = scene;
  const product = random.weighted(PRODUCT_WEIGHTS);
  const purchase = planPurchase(scene, atMs - 9 * 86_400_000, product, 'web', [], { late: true });
  const matter = { issue: `i-${scene.newId()}`, topic: 'parcel-late', mood: 'calm', product, purchase, ask: 1 } as const;
  const first = bot(scene, atMs, matter, 'phone');
  const agent = random.pick(agentsOf(random.chance(0.5) ? 'team-alder' : random.chance(0.8) ? LUCKY_TEAM : BETTER_TEAM));
  const again = call(scene, atMs + Math.min(withinMs, 90 * SECOND_MS), matter, agent, { kind: 'hand-off' }, { channel: 'bot', explainsAgain: true, story: first.said.text });
  plant({ kind: 'commitment', clause: 'explain-once', person: customer.person, issue: matter.issue, order: purchase.orderId, madeAt: iso(world.promise.fromMs), dueAt: null, outcome: 'broken', why: 'bot to phone', planted: true, evidence: [first.ref, again.ref] });
  return [first.ref, again.ref];
}
