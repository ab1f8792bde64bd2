import { PRODUCT_WEIGHTS } from '../catalogue.ts';
import { HOUR_MS } from '../happening.ts';
import type { Scene } from '../happening.ts';
import { AGENTS, NETWORKS, agentsOf } from '../staff.ts';
import { agentSubjects } from '../silo.ts';
import type { Topic } from '../truth.ts';
import { slotsOf } from './slots.ts';

const TOPICS: readonly (readonly [Topic, number])[] = [['product-praise', 30], ['parcel-late', 14], ['price', 8], ['packaging-waste', 7], ['leaks', 6], ['repair-idea', 9], ['delivery-praise', 6], ['staff-praise', 6], ['size-small', 5], ['refund-slow', 5], ['store-visit', 4]];

/** A post in public: by the customer, a friend, an influencer or a stranger, sometimes about somebody else's product. */
export function post(scene: Scene, atMs: number, by: 'customer' | 'friend' | 'influencer' | 'stranger', topic: Topic = scene.random.weighted(TOPICS)): void {
  const { random, tell, customer, tongue } = scene;
  const product = random.weighted(PRODUCT_WEIGHTS);
  const rival = by === 'stranger' && random.chance(0.3);
  const said = tongue.say(topic, random.chance(0.4) ? 'angry' : 'calm', 'social', { ...slotsOf(scene, atMs, product, null, { agent: random.pick(AGENTS) }), ...(rival ? { product: 'Torvild parka' } : {}) }, { type: 'product', id: product.id });
  const network = random.pick(NETWORKS);
  const handle = by === 'customer' ? customer.handle : `@${by}.${scene.newId().slice(-6)}`;
  const tag = random.pick(['#brannholt', '#outdoor', '#hiking', '#brannholt #fail', '@brannholt', '']);
  const base = { source: 'social', channel: 'social', office: 'brand', stage: 'interest', subjects: [{ type: 'place', id: network.toLowerCase(), label: network }, ...(rival ? [{ type: 'rival', id: 'torvild', label: 'Torvild' }] : [{ type: 'product', id: product.id, label: product.name }])] } as const;
  const person = by === 'customer' ? customer.person : `x-${handle.slice(1)}`;
  tell(atMs, { ...base, kind: 'post-seen', direction: 'public', identifiers: [{ type: 'social', value: `${network.toLowerCase()}:${handle}` }], text: `${said.text} ${tag}`.trim(), language: said.reading.language, properties: { by, reach: by === 'influencer' ? random.between(8_000, 400_000) : random.between(10, 900), likes: random.below(90) } }, { person, reading: said.reading });
  if (by === 'customer' && random.chance(0.4)) {
    const agent = random.pick(agentsOf('social-desk'));
    tell(atMs + random.between(1, 30) * HOUR_MS, { ...base, kind: 'post-answered', direction: 'out', identifiers: [{ type: 'social', value: `${network.toLowerCase()}:${handle}` }], subjects: [...base.subjects, ...agentSubjects(agent)], text: tongue.agent(said.reading.sentiment < 0 ? 'sorry' : 'bye', slotsOf(scene, atMs, product, null, { agent })), language: tongue.language }, { person });
  }
}
