import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createCustomer } from './customer.ts';
import type { Draft, Happening } from './happening.ts';
import { createScene } from './scene.ts';
import { createWorld } from './world.ts';

const endsAt = Date.UTC(2026, 5, 3);
const world = createWorld({ seed: Number(process.env['SEED'] ?? Date.now() % 1_000_000), customers: 10, grammar: 'open', endsAt });
console.log(`seed ${world.seed}`);
const draft: Draft = { source: 'mail', channel: 'email', kind: 'mail-received', direction: 'in', office: 'service', stage: 'support' };

function story(isToldBeside: boolean): { told: Happening[]; beside: Happening[] } {
  const [told, beside]: [Happening[], Happening[]] = [[], []];
  const sink = { happening: (one: Happening) => { (one.interaction.id.startsWith('aside') ? beside : told).push(one); }, truth: () => undefined };
  const scene = createScene(world, createCustomer(world, 3), 5, endsAt, sink);
  for (let step = 0; step < 40; step++) {
    scene.tell(endsAt + scene.random.below(1_000), { ...draft, title: scene.newOrderId() });
    const other = isToldBeside ? scene.beside(`aside${step}`) : null;
    for (let time = 0; other !== null && time < 3; time++) other.tell(endsAt + other.random.below(1_000), { ...draft, text: other.tongue.say('parcel-late', 'calm', 'mail', {}).text });
  }
  return { told, beside };
}

test('what is told beside a story changes nothing of it, is the same each time, and has ids of its own', () => {
  const [plain, one, two] = [story(false), story(true), story(true)];
  assert.deepEqual(one.told, plain.told);
  assert.deepEqual(two.beside, one.beside);
  assert.equal(new Set(one.beside.filter(({ isRepeat }) => isRepeat !== true).map(({ interaction }) => interaction.id)).size, 120);
});
