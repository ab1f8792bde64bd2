import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { identityHouse, rightPartition, type IdentityHouse } from '../../../test/engines/identity-house.ts';
import { createChance, testSeed } from '../../../test/chance.ts';
import { claim, randomClaims } from './random-claims.fixture.ts';

const IS_LONG = process.env['CUSTOS_TEST_LONG'] === '1';
const RUNS = IS_LONG ? 200 : 20;
/** In every `npm test` all runs but the first have a tenth of the claims, others in each run. */
const CLAIMS = 10_000;
const CLAIMS_OF_MOST = IS_LONG ? CLAIMS : 1_000;
let house: IdentityHouse;
before(async () => { house = await identityHouse(); });
after(() => house.close());

test('claims in batches of any size, with restarts in between, give what the rules give for all at once', async () => {
  const seed = testSeed();
  for (let run = 0; run < RUNS / 2; run += 1) {
    const chance = createChance(seed + run);
    await house.emptied();
    const claims = randomClaims(chance, 300, 5 + chance.below(60), chance.pick([0.7, 1_500]));
    let identity = house.started();
    for (let from = 0; from < claims.length;) {
      const to = from + 1 + chance.below(chance.next() < 0.3 ? 3 : 120);
      await house.send(identity, claims.slice(from, to));
      if (chance.next() < 0.2) identity = house.started();
      from = to;
    }
    assert.equal(await house.storedPartition(), rightPartition(claims), `seed ${seed + run}`);
    await house.assertSound();
  }
});

test('an order that two proved joins them only where no address tells them apart, whichever of their claims came first', async () => {
  const typed = claim({ user: 'u-1', email: 'a@mail.example!', order: 'o-1!' }, { evidence: 1 });
  const address = claim({ user: 'u-1!', email: 'b@mail.example' }, { evidence: 2 });
  const order = claim({ user: 'u-1!', order: 'o-1!' }, { evidence: 3 });
  const right = rightPartition([typed, address, order]);
  assert.equal(right.split('\n').length, 2, 'whoever only typed the login stays apart');
  for (const first of [typed, address, order]) {
    const rest = [typed, address, order].filter((one) => one !== first);
    for (const [second, third] of [rest, rest.toReversed()]) {
      if (second === undefined || third === undefined) continue;
      for (const batches of [[[first], [second], [third]], [[first, second], [third]], [[first], [second, third]], [[first, second, third]]]) {
        await house.emptied();
        const identity = house.started();
        for (const batch of batches) await house.send(identity, batch);
        assert.equal(await house.storedPartition(), right, batches.map((batch) => batch.map(({ evidence }) => evidence).join(' ')).join(' | '));
      }
    }
  }
});

test(`the same claims in any order, split and repeated any way, ${RUNS} runs: the same customers, the same counts`, { timeout: 1_800_000 }, async () => {
  const seed = testSeed();
  for (let run = 0; run < RUNS; run += 1) {
    const count = run === 0 ? CLAIMS : CLAIMS_OF_MOST;
    const claims = randomClaims(createChance(IS_LONG ? seed : seed + run), count, count / 4);
    const chance = createChance(seed + run + 1);
    await house.emptied();
    await house.sendInBatches(house.started(), chance.shuffle([...claims, ...claims.filter(() => chance.next() < 0.2)]), chance, count * 0.4);
    assert.equal(await house.storedPartition(), rightPartition(claims), `seed ${seed}, run ${run}`);
  }
  await house.assertSound();
});
