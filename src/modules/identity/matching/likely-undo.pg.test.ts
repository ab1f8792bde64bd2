import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { createChance, testSeed, type Chance } from '../../../../test/chance.ts';
import { identityHouse, type IdentityHouse } from '../../../../test/engines/identity-house.ts';
import { sql } from '../../../platform/pg/sql.ts';
import type { Identity } from '../index.ts';
import { claimsOfPeople } from './claims-of-people.fixture.ts';

const RUNS = process.env['CUSTOS_TEST_LONG'] === '1' ? 1_000 : 40;
let house: IdentityHouse;
before(async () => { house = await identityHouse(); });
after(() => house.close());

/** Who is who to the last number. */
async function exactState(): Promise<string[]> {
  const rows = await house.database.rows<{ line: string }>(sql`
    select concat_ws(' ', c.number, c.kind, c.known, c.value_counts, array_agg(a.node order by a.node)) as line
    from identity.customer c join identity.assignment a on a.customer = c.number where c.merged_into is null group by c.number order by c.number`);
  return rows.map(({ line }) => line);
}

async function decideSomething(identity: Identity, chance: Chance): Promise<number | null> {
  const standing = (await house.database.rows<{ number: number }>(sql`select number from identity.customer where merged_into is null order by number`)).map((row) => row.number);
  const customer = chance.pick(standing);
  const nodes = await identity.nodesOf(customer);
  const some = nodes.filter(() => chance.next() < 0.4);
  if (chance.next() < 0.5 && some.length > 0 && some.length < nodes.length) return (await identity.split(customer, some, 'test', 'ann')).decision;
  const other = chance.pick(standing);
  if (other === customer) return null;
  return chance.next() < 0.5 ? (await identity.join(customer, other, 'test', 'ann')).decision : (await identity.keepApart(customer, other, 'test', 'ann')).decision;
}

test(`among likely joins too, random joins, splits and partings, each taken back in any order, ${RUNS} runs: everybody is who they were, by the same ids`, { timeout: 3_600_000 }, async () => {
  const seed = testSeed();
  console.log(`seed ${seed}`);
  const chance = createChance(seed);
  await house.emptied();
  const identity = house.started();
  await house.sendInBatches(identity, claimsOfPeople(seed, 220).claims, chance);
  await identity.caughtUp();
  const before = await exactState();
  for (let run = 0; run < RUNS; run += 1) {
    const decisions: number[] = [];
    for (let step = 0; step < 1 + chance.below(4); step += 1) decisions.push(...[await decideSomething(identity, chance)].filter((one) => one !== null));
    for (const decision of chance.shuffle(decisions)) await identity.undo(decision, 'ann');
    const now = await exactState();
    const were = new Set(before);
    assert.deepEqual(now.filter((line) => !were.has(line)), [], `seed ${seed}, run ${run}`);
    assert.equal(now.length, before.length, `seed ${seed}, run ${run}`);
  }
  await house.assertSound();
});
