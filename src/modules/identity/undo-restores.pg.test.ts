import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { createChance, testSeed, type Chance } from '../../../test/chance.ts';
import { identityHouse, type IdentityHouse } from '../../../test/engines/identity-house.ts';
import { sql } from '../../platform/pg/sql.ts';
import type { Identity } from './index.ts';
import { claim, randomClaims } from './random-claims.fixture.ts';

const RUNS = process.env['CUSTOS_TEST_LONG'] === '1' ? 1_000 : 100;
let house: IdentityHouse;
before(async () => { house = await identityHouse(); });
after(() => house.close());

/** Who is who to the last number: customers with their kind, claims and counts, by the same ids. */
async function exactState(): Promise<string> {
  const rows = await house.database.rows<{ line: string }>(sql`
    select concat_ws(' ', c.number, c.kind, c.known, c.value_counts, c.first_seen_ms, array_agg(a.node order by a.node)) as line
    from identity.customer c join identity.assignment a on a.customer = c.number where c.merged_into is null group by c.number order by c.number`);
  return rows.map(({ line }) => line).join('\n');
}

async function standingNumbers(): Promise<number[]> {
  return (await house.database.rows<{ number: number }>(sql`select number from identity.customer where merged_into is null order by number`)).map((row) => row.number);
}

/** What pages read of everybody: identifiers, traits, claims. Former ids are left out: a number that a split minted goes on answering. So is when they were last seen: of a claim heard again only its first moment is kept. */
async function everybody(identity: Identity): Promise<unknown> {
  return (await identity.describe(await standingNumbers())).map(({ formerIds: _former, lastSeenAt: _last, ...who }) => who).sort((a, b) => a.customer - b.customer);
}

async function decideSomething(identity: Identity, chance: Chance): Promise<number | null> {
  const customer = chance.pick(await standingNumbers());
  const kind = chance.below(3);
  if (kind === 0) {
    const who = chance.below(60);
    const [type, value] = chance.pick([['email', `p${who}.0@${who % 3 === 0 ? 'gmail.com' : 'mail.example'}`], ['loyalty', `l-${who}`], ['phone', `+3161${1_000_000 + who * 3}`]] as const);
    return (await identity.blockValue(type, value, 'test', 'ann')).decision;
  }
  if (kind === 1) {
    const nodes = await identity.nodesOf(customer);
    const some = nodes.filter(() => chance.next() < 0.4);
    return some.length === 0 || some.length === nodes.length ? null : (await identity.split(customer, some, 'test', 'ann')).decision;
  }
  const other = chance.pick(await standingNumbers());
  return other === customer ? null : (await identity.join(customer, other, 'test', 'ann')).decision;
}

test(`random joins, splits and blocks, each taken back in any order, ${RUNS} runs: the earlier state is there again to the last id, identifier and trait`, { timeout: 3_600_000 }, async () => {
  const seed = testSeed();
  console.log(`seed ${seed}`);
  const chance = createChance(seed);
  await house.emptied();
  const identity = house.started();
  await house.sendInBatches(identity, randomClaims(chance, 300, 60, 1_500).map((one, index) => ({ ...one, traits: index % 3 === 0 ? { name: `Name ${index}`, city: `City ${index % 7}` } : {} })), chance);
  const before = await exactState();
  const people = await everybody(identity);
  for (let run = 0; run < RUNS; run += 1) {
    const decisions: number[] = [];
    for (let step = 0; step < 1 + chance.below(4); step += 1) decisions.push(...[await decideSomething(identity, chance)].filter((one) => one !== null));
    for (const decision of chance.shuffle(decisions)) {
      const { decision: undo } = await identity.undo(decision, 'ann');
      if (chance.next() < 0.2) {
        const again = await identity.undo(undo, 'ben');
        await identity.undo(again.decision, 'ann');
      }
    }
    const now = await exactState();
    const [lines, were] = [now.split('\n'), new Set(before.split('\n'))];
    assert.deepEqual(lines.filter((line) => !were.has(line)), [], `seed ${seed}, run ${run}`);
    assert.equal(lines.length, were.size);
    if (run % 10 === 0) assert.deepEqual(await everybody(identity), people, `seed ${seed}, run ${run}`);
  }
  await house.assertSound();
});

test('what came in while two were one goes to the right person when they are parted: claims, traits, identifiers; nobody else moves', async () => {
  await house.emptied();
  const identity = house.started();
  const named = (name: string) => ({ traits: { name } });
  const [ann, ben, cas] = await house.send(identity, [claim({ user: 'u-ann!', email: 'ann@x.example!' }, named('Ann')), claim({ user: 'u-ben!', email: 'ben@x.example!' }, named('Ben')), claim({ user: 'u-cas!' }, named('Cas'))]);
  const joined = await identity.join(ann?.customer ?? 0, ben?.customer ?? 0, 'one household, taken for one', 'tester');
  await house.send(identity, [claim({ user: 'u-ben!', order: 'o-ben' }, named('Benjamin')), claim({ email: 'ann@x.example!', order: 'o-ann' }, named('Anna'))]);
  const whole = await identity.describe([joined.customer]);
  assert.deepEqual(whole[0]?.traits.map(({ value }) => value).sort(), ['Ann', 'Anna', 'Ben', 'Benjamin']);
  const published = identity.outbox.published.length;
  const undone = await identity.undo(joined.decision, 'tester');
  const [one, two] = await Promise.all([ann, ben].map(async (who) => (await identity.describe([who?.customer ?? 0]))[0]));
  assert.deepEqual(one?.traits.map(({ value }) => value).sort(), ['Ann', 'Anna']);
  assert.deepEqual(two?.traits.map(({ value }) => value).sort(), ['Ben', 'Benjamin']);
  assert.deepEqual([one, two].map((who) => who?.identifiers.filter(({ type }) => type === 'order').map(({ value }) => value)), [['o-ann'], ['o-ben']]);
  const moved = identity.outbox.published.slice(published).flatMap((event) => ('nodes' in event ? event.nodes as number[] : []));
  assert.ok(!moved.includes(cas?.node ?? 0) && moved.length === 2, 'only what belonged to the other moved');
  await identity.undo(undone.decision, 'tester');
  assert.deepEqual((await identity.describe([joined.customer]))[0]?.traits, whole[0]?.traits);
});
