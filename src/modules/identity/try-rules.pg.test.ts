import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { createChance, testSeed } from '../../../test/chance.ts';
import { identityHouse, type IdentityHouse } from '../../../test/engines/identity-house.ts';
import { claim, randomClaims } from './random-claims.fixture.ts';

let house: IdentityHouse;
before(async () => { house = await identityHouse(); });
after(() => house.close());

test('a rule that would join everybody shows the damage before it is taken, and changes nothing', async () => {
  await house.emptied();
  const identity = house.started();
  await house.send(identity, Array.from({ length: 60 }, (_, n) => claim({ user: `u${n}!`, kiosk: `k${n}`, device: 'kiosk-in-the-hall' })));
  const trial = await identity.tryRules([{ type: 'device', joins: 'people' }, { type: 'user', limit: 1_000 }]);
  assert.deepEqual(trial.before, { people: 60, visitors: 0, largest: 1, contradicting: 0 });
  assert.ok(trial.joined === 0, 'even then a device that 60 people hold is nobody’s');
  await house.emptied();
  await house.send(house.started(), Array.from({ length: 60 }, (_, n) => claim({ user: `u${n}`, device: `d${n}`, device2: `d${n + 1}` })));
  const stored = await house.storedPartition();
  const chained = await house.started().tryRules([{ type: 'device', joins: 'people' }, { type: 'user', limit: 1_000 }]);
  assert.deepEqual([chained.before.people, chained.after.people, chained.after.largest, chained.joined, chained.joinsTooMany], [60, 1, 60, 59, true]);
  assert.ok((chained.people[0]?.length ?? 0) > 1, 'with people to look at');
  assert.equal(await house.storedPartition(), stored, 'nobody moved');
});

test('a stricter rule shows whom it would part', async () => {
  await house.emptied();
  await house.send(house.started(), [claim({ loyalty: 'L1', social: 'ann' }), claim({ social: 'ann', order: 'o1' }), claim({ social: 'ben' })]);
  const trial = await house.started().tryRules([{ type: 'social', joins: 'nobody' }]);
  assert.deepEqual([trial.before.people, trial.after.people, trial.joined, trial.parted, trial.joinsTooMany], [2, 3, 0, 1, false]);
});

test('trying the rules as they are changes nobody, whatever the claims', async () => {
  const seed = testSeed();
  await house.emptied();
  await house.sendInBatches(house.started(), randomClaims(createChance(seed), 1_500, 250, 1_500), createChance(seed));
  const trial = await house.started().tryRules([{ type: 'unheard-of', joins: 'nobody' }]);
  assert.deepEqual([trial.joined, trial.parted, trial.claims, trial.before], [0, 0, trial.ofClaims, trial.after], `seed ${seed}`);
});

test('customers kept apart by the cap are listed for review, with what ties them', async () => {
  await house.emptied();
  const identity = house.started();
  for (let from = 0; from < 21_000; from += 7_000) await house.send(identity, Array.from({ length: 7_000 }, (_, index) => claim({ user: 'u1', device: `d${from + index}` })));
  const { count, customers } = await identity.overCap();
  assert.ok(count > 0 && customers.length === Math.min(count, 200));
  assert.ok(customers.every(({ identifiers }) => identifiers?.some(({ type, value }) => type === 'user' && value === 'u1')));
});
