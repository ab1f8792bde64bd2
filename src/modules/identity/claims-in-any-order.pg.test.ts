import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { identityHouse, rightPartition, type IdentityHouse } from '../../../test/engines/identity-house.ts';
import { createChance, testSeed } from '../../../test/chance.ts';
import { randomClaims } from './random-claims.fixture.ts';

const RUNS = process.env['CUSTOS_TEST_LONG'] === '1' ? 200 : 20;
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

test(`the same 10,000 claims in any order, split and repeated any way, ${RUNS} runs: the same customers, the same counts`, { timeout: 1_800_000 }, async () => {
  const seed = testSeed();
  const claims = randomClaims(createChance(seed), 10_000, 2_500);
  const expected = rightPartition(claims);
  for (let run = 0; run < RUNS; run += 1) {
    const chance = createChance(seed + run + 1);
    await house.emptied();
    await house.sendInBatches(house.started(), chance.shuffle([...claims, ...claims.filter(() => chance.next() < 0.2)]), chance, 4_000);
    assert.equal(await house.storedPartition(), expected, `seed ${seed}, run ${run}`);
  }
  await house.assertSound();
});
