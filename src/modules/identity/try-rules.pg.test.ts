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

/** Tries a change and makes it. */
async function changed(identity: ReturnType<IdentityHouse['started']>, ...asked: Parameters<typeof identity.tryRules>): Promise<void> {
  const { trial } = await identity.tryRules(...asked);
  assert.ok(trial !== null, 'it can hold');
  await identity.changeRules({ trial, note: 'because', evenSo: false }, 'ann');
}

test('a limit that was tried and made holds at once in every process, parts whom it parts, and going back gives everybody their number again', async () => {
  await house.emptied();
  const [here, there] = [house.started(), house.started()];
  await house.send(here, [claim({ email: 'a@b.example', social: 'ann' }), claim({ email: 'a@b.example', social: 'anna' }), claim({ email: 'z@b.example', phone: '+31612345678' })]);
  await house.send(there, [claim({ cookie: 'c1' })]);
  const before = await house.storedPartition();
  const [first] = await here.customersByIdentifier('social', 'ann');
  const seen = await here.tryRules([{ type: 'social', limit: 1, priority: 1 }]);
  assert.deepEqual([seen.before.people, seen.after.people, seen.parted, seen.joinsTooMany], [2, 3, 1, false]);
  assert.equal(await house.storedPartition(), before, 'a trial moves nobody');
  await here.changeRules({ trial: seen.trial ?? 0, note: 'one account a person', evenSo: false }, 'ann');

  await house.send(there, [claim({ email: 'n@b.example', social: 'new' }), claim({ email: 'n@b.example', social: 'newer' })]);
  assert.notEqual((await there.customersByIdentifier('social', 'new'))[0], (await there.customersByIdentifier('social', 'newer'))[0], 'the other process has heard of it');
  assert.equal((await there.rules()).isSettling, true);
  await there.caughtUp();
  const after = await here.rules();
  assert.deepEqual([after.version, after.isSettling, after.rules.find(({ type }) => type === 'social')], [1, false, { type: 'social', joins: 'people', limit: 1, priority: 1, isChanged: true }]);
  assert.deepEqual(after.versions.map(({ version, by, note, parted, changes }) => ({ version, by, note, parted, changes })), [{ version: 1, by: 'ann', note: 'one account a person', parted: 1, changes: [{ type: 'social', limit: 1, priority: 1 }] }]);
  assert.notEqual((await here.customersByIdentifier('social', 'ann'))[0], (await here.customersByIdentifier('social', 'anna'))[0]);
  assert.equal(await house.storedPartition(), await house.rightPartitionNow());
  assert.ok(JSON.stringify(there.outbox.published).includes('"reason":"rules"'));

  await changed(there, [], 'ann', 0);
  await here.caughtUp();
  assert.deepEqual([...await here.customersByIdentifier('social', 'ann'), ...await here.customersByIdentifier('social', 'anna')], [first, first]);
  assert.deepEqual((await here.rules()).versions.map(({ version, changes }) => [version, changes]), [[2, []], [1, [{ type: 'social', limit: 1, priority: 1 }]]]);
  await house.assertSound();
});

test('nobody changes rules unseen: not without a trial, not by one of other rules, not to what can never hold, and not to the damage without the word', async () => {
  await house.emptied();
  const identity = house.started();
  await house.send(identity, Array.from({ length: 60 }, (_, n) => claim({ user: `u${n}`, email: `p${n}@b.example`, email2: `p${n + 1}@b.example` })));
  const make = (trial: number | null, evenSo = false) => identity.changeRules({ trial: trial ?? 0, note: 'because', evenSo }, 'ann');
  await assert.rejects(make(4_711), { code: 'trial-unknown' });
  assert.deepEqual(await identity.tryRules([{ type: 'device', joins: 'people' }]).then(({ trial, never }) => [trial, never]), [null, 'joins-by-nature']);
  assert.equal((await identity.tryRules([{ type: 'phone', limit: 5 }])).trial, null, 'it is so already');
  await assert.rejects(identity.tryRules([], 'ann', 3), { code: 'rules-unknown' });
  const damage = await identity.tryRules([{ type: 'user', limit: 1_000 }, { type: 'email', limit: 1_000 }]);
  const early = await identity.tryRules([{ type: 'order', limit: 3 }]);
  assert.deepEqual([damage.before.people, damage.joinsTooMany], [60, true]);
  await assert.rejects(make(damage.trial), { code: 'joins-too-many' });
  assert.deepEqual((await identity.rules()).version, 0);
  await make(damage.trial, true);
  await assert.rejects(make(early.trial), { code: 'rules-changed-meanwhile' });
  await assert.rejects(make(damage.trial, true), { code: 'rules-changed-meanwhile' });
  await identity.caughtUp();
  assert.equal(await identity.countOf('person'), damage.after.people);
  await changed(identity, [], 'ann', 0);
  await identity.caughtUp();
  assert.equal(await identity.countOf('person'), 60, 'and back');
  await house.assertSound();
});

test('whatever rules are changed between whatever claims, everybody is who they would be had the rules always been so', async () => {
  const seed = testSeed();
  const chance = createChance(seed);
  await house.emptied();
  const [one, other] = [house.started(), house.started()];
  const claims = randomClaims(chance, 900, 150, 400);
  const changes = [[{ type: 'email', joins: 'nobody' as const }, { type: 'cookie', joins: 'nobody' as const }], [{ type: 'phone', limit: 1, priority: 1 }], [{ type: 'email', joins: 'people' as const, limit: 2 }], [{ type: 'user', limit: 2 }, { type: 'device', joins: 'nobody' as const }]];
  for (const [at, change] of changes.entries()) {
    await house.sendInBatches(one, claims.slice(at * 180, at * 180 + 180), chance, 60);
    await changed(one, change);
    await house.sendInBatches(other, claims.slice(at * 180 + 90, at * 180 + 180 + 60), chance, 60);
    await other.caughtUp();
    assert.equal(await house.storedPartition(), await house.rightPartitionNow(), `after change ${at}, seed ${seed}`);
    await house.assertSound();
  }
  const settled = await house.storedPartition();
  await changed(one, [], 'ann', 0);
  await one.caughtUp();
  assert.equal(await house.storedPartition(), await house.rightPartitionNow(), `seed ${seed}`);
  assert.notEqual(await house.storedPartition(), settled);
});
