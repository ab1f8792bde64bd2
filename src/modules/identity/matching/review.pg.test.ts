import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { createChance, testSeed } from '../../../../test/chance.ts';
import { identityHouse, type IdentityHouse } from '../../../../test/engines/identity-house.ts';
import { publicId } from '../../../kernel/public-id.ts';
import type { Analytics } from '../../../platform/clickhouse/analytics.ts';
import { createLog } from '../../../platform/log/log.ts';
import { createOutbox } from '../../../platform/outbox/create-outbox.ts';
import { sql } from '../../../platform/pg/sql.ts';
import { createIdentity, type Identity } from '../index.ts';
import { claim } from '../random-claims.fixture.ts';
import { claimsOfPeople, type ClaimsOfPeople } from './claims-of-people.fixture.ts';
import type { ReviewQueue } from './contract.ts';

const seed = testSeed();
let house: IdentityHouse;
let identity: ReturnType<IdentityHouse['started']>;
let people: ClaimsOfPeople;
before(async () => {
  console.log(`seed ${seed}`);
  house = await identityHouse();
  identity = house.started();
  people = claimsOfPeople(seed, 350);
  await house.sendInBatches(identity, people.claims, createChance(seed));
  await identity.caughtUp();
});
after(() => house.close());

type Pair = ReviewQueue['pairs'][number];
const waiting = (limit = 100): Promise<ReviewQueue> => identity.review.queue({ limit, setAside: false });
const aside = (): Promise<ReviewQueue> => identity.review.queue({ limit: 100, setAside: true });
const nameOf = ({ left, right }: Pick<Pair, 'left' | 'right'>): string => [left.id, right.id].sort().join(' ');
const holds = (queue: ReviewQueue, pair: Pair): boolean => queue.pairs.some((one) => nameOf(one) === nameOf(pair));

async function evidenceOf(customer: string): Promise<number[]> {
  const number = Number.parseInt(customer.slice(4), 36);
  return (await house.database.rows<{ evidence: number }>(sql`select n.evidence from identity.assignment a join identity.node n on n.number = a.node where a.customer = ${number}`)).map((row) => row.evidence);
}

/** A pair in the queue, from the front; tests that decide something take one and give it back. */
async function firstPair(): Promise<Pair> {
  const { pairs: [pair] } = await waiting(1);
  return pair ?? assert.fail(`somebody waits in review (seed ${seed})`);
}

test('what waits are two customers each, every pair once, the likeliest first, none above what joins by itself without a reason', async () => {
  const queue = await waiting();
  assert.ok(queue.pairs.length > 5, `${queue.pairs.length} wait`);
  assert.ok(queue.count >= queue.pairs.length && !queue.countIsLeast);
  assert.equal(new Set(queue.pairs.map(nameOf)).size, queue.pairs.length);
  assert.deepEqual(queue.pairs.map((pair) => pair.probability), queue.pairs.map((pair) => pair.probability).sort((a, b) => b - a));
  const { model } = await identity.matching.state();
  const joinsFrom = model?.cut?.probability ?? 1;
  for (const pair of queue.pairs) {
    assert.notEqual(pair.left.id, pair.right.id);
    assert.ok((pair.probability >= 0.5 || pair.refusal !== 'in-doubt') && pair.left.claims > 0 && pair.right.claims > 0);
    if (pair.refusal === 'contradicted' || pair.refusal === 'in-doubt') assert.ok(pair.probability < joinsFrom, `${pair.refusal} at ${pair.probability}, joins from ${joinsFrom}`);
  }
  assert.deepEqual((await waiting(3)).pairs.map(nameOf), queue.pairs.slice(0, 3).map(nameOf));
});

test('the sum of evidence adds up, names both values of every field, and the queue tells the lesser of what two records and all that both ever said make of it', async () => {
  for (const pair of (await waiting()).pairs) {
    const { evidence, left, right, joinsFrom, refusal, wholeProbability } = await identity.review.likeness(pair.left.id, pair.right.id);
    assert.ok(evidence !== null && joinsFrom !== null);
    const sum = evidence.priorBits + evidence.fields.reduce((bits, one) => bits + one.bits, 0) + evidence.householdBits;
    assert.ok(Math.abs(sum - evidence.totalBits) < 1e-6);
    assert.ok(evidence.probability > pair.probability - 1e-4, `${evidence.probability} told, ${pair.probability} queued`);
    const least = Math.min(evidence.probability, wholeProbability ?? -1);
    assert.ok(Math.abs(least - pair.probability) < 1e-4, `${evidence.probability} by two records, ${wholeProbability} by all, ${pair.probability} queued`);
    assert.deepEqual([left.id, right.id, refusal], [pair.left.id, pair.right.id, pair.refusal]);
    for (const one of evidence.fields) {
      if (one.level === 'equal') assert.equal(one.left?.toLowerCase().replaceAll(' ', ''), one.right?.toLowerCase().replaceAll(' ', ''), one.field);
      if (one.level === 'not given') assert.ok(one.left === null || one.right === null);
      else assert.ok((one.left ?? '') !== '' && (one.right ?? '') !== '', `${one.field} ${one.level}`);
    }
  }
});

test('the sum of evidence turned around is the same sum', async () => {
  const pair = await firstPair();
  const [there, back] = [await identity.review.likeness(pair.left.id, pair.right.id), await identity.review.likeness(pair.right.id, pair.left.id)];
  assert.ok(Math.abs((there.evidence?.totalBits ?? 0) - (back.evidence?.totalBits ?? 1)) < 1e-6);
  assert.deepEqual(there.left, back.right);
});

test('“one person” makes one customer of two; taken back, they are two again and wait again', async () => {
  const before = await house.storedPartition();
  for (const pair of (await waiting(15)).pairs) {
    const both = [...await evidenceOf(pair.left.id), ...await evidenceOf(pair.right.id)].sort((a, b) => a - b);
    const { decision, customer } = await identity.review.answer(pair.left.id, pair.right.id, 'one-person', '', 'ann');
    const joined = publicId('customer', customer);
    // With what both say together, likelihood may bring a third to them.
    const together = new Set(await evidenceOf(joined));
    assert.deepEqual(both.filter((one) => !together.has(one)), [], `nobody of ${nameOf(pair)} is left behind (seed ${seed})`);
    assert.ok(!holds(await waiting(), pair));
    assert.equal((await identity.review.likeness(pair.left.id, publicId('node', (await identity.nodesOf(customer))[0] ?? 0))).left.id, joined);
    await identity.undo(decision ?? 0, 'ann');
    await identity.caughtUp();
    assert.equal(await house.storedPartition(), before, `seed ${seed}`);
    assert.ok(holds(await waiting(), pair));
  }
  await house.assertSound();
});

test('“two people” keeps them apart for good, says so, and leaves the queue; taken back, they wait again', async () => {
  const before = await house.storedPartition();
  for (const one of (await waiting(15)).pairs) {
    const answered = await identity.review.answer(one.left.id, one.right.id, 'two-people', '', 'ann');
    assert.equal(await house.storedPartition(), before, `nobody of ${nameOf(one)} moves (seed ${seed})`);
    await identity.undo(answered.decision ?? 0, 'ann');
    assert.equal(await house.storedPartition(), before, `seed ${seed}`);
  }
  const pair = await firstPair();
  const { decision } = await identity.review.answer(pair.left.id, pair.right.id, 'two-people', 'mother and daughter', 'ann');
  assert.ok(!holds(await waiting(), pair));
  assert.equal((await identity.review.likeness(pair.left.id, pair.right.id)).refusal, 'human-decision');
  await identity.matching.set({ isOn: true, precisionRatio: 0.9 }, 'ann');
  await identity.caughtUp();
  const [left, right] = [await identity.canonical(Number.parseInt(pair.left.id.slice(4), 36)), await identity.canonical(Number.parseInt(pair.right.id.slice(4), 36))];
  assert.notEqual(left, right, 'a wish for more joins does not join them');
  await identity.matching.set({ isOn: true, precisionRatio: 0.99 }, 'ann');
  await identity.caughtUp();
  await identity.undo(decision ?? 0, 'ann');
  await identity.caughtUp();
  assert.equal(await house.storedPartition(), before);
  assert.ok(holds(await waiting(), pair));
});

test('“not sure” sets a pair aside, with the odds and the reason by which it waited, until somebody asks again, and decides nothing', async () => {
  const before = await waiting();
  for (const pair of new Map(before.pairs.map((one) => [one.refusal, one])).values()) {
    assert.deepEqual(await identity.review.answer(pair.left.id, pair.right.id, 'not-sure', '', 'ann'), { decision: null, customer: Number.parseInt(pair.left.id.slice(4), 36) });
    assert.ok(!holds(await waiting(), pair));
    assert.equal((await waiting()).count, before.count - 1);
    const set = await aside();
    assert.deepEqual([set.count, set.pairs.map(nameOf), set.pairs[0]?.isSetAside, set.pairs[0]?.refusal], [1, [nameOf(pair)], true, pair.refusal]);
    assert.ok(Math.abs((set.pairs[0]?.probability ?? 0) - pair.probability) < 1e-4, `${pair.refusal}: ${set.pairs[0]?.probability} set aside, ${pair.probability} queued (seed ${seed})`);
    await identity.review.answer(pair.left.id, pair.right.id, 'ask-again', '', 'ann');
    assert.equal((await aside()).count, 0);
    assert.deepEqual((await waiting()).pairs.map(nameOf), before.pairs.map(nameOf));
  }
});

test('two who were never compared are told why not, with what both say', async () => {
  const [a, b] = await house.send(identity, [
    claim({ email: 'ulla@never.example' }, { traits: { givenName: 'Ulla', familyName: 'Quist', birthDate: '1950-03-04', postcode: 'ZZ1 1ZZ' }, evidence: 900_001 }),
    claim({ email: 'vigo@never.example' }, { traits: { givenName: 'Viggo', familyName: 'Brandt', birthDate: '1991-12-30' }, evidence: 900_002 }),
  ]);
  await identity.caughtUp();
  const told = await identity.review.likeness(publicId('customer', a?.customer ?? 0), publicId('customer', b?.customer ?? 0));
  assert.ok(told.evidence !== null && told.evidence.probability < 0.01);
  assert.deepEqual([told.refusal, told.sharedKeys], [null, []]);
  const field = (name: string) => told.evidence?.fields.find((one) => one.field === name);
  assert.deepEqual([field('birth date')?.left, field('birth date')?.right, field('birth date')?.level], ['1950-03-04', '1991-12-30', 'different']);
  assert.deepEqual([field('postcode')?.left, field('postcode')?.right, field('postcode')?.level, field('postcode')?.bits], ['ZZ1 1ZZ', null, 'not given', 0]);
});

test('somebody who says nothing that could be compared is shown without a sum, and one customer is not compared with itself', async () => {
  const [silent] = await house.send(identity, [claim({ email: 'silent@never.example' }, { evidence: 900_003 })]);
  const pair = await firstPair();
  const id = publicId('customer', silent?.customer ?? 0);
  const told = await identity.review.likeness(id, pair.left.id);
  assert.deepEqual([told.evidence, told.refusal, told.left.identifiers.map((one) => one.value)], [null, null, ['silent@never.example']]);
  await assert.rejects(identity.review.likeness(id, id), { code: 'compared-with-itself' });
  await assert.rejects(identity.review.likeness(id, publicId('customer', 9_999_999)), { code: 'customer-unknown' });
  await assert.rejects(identity.review.answer(id, id, 'not-sure', '', 'ann'), { code: 'compared-with-itself' });
});

test('a likely join is explained by the two claims that made it', async () => {
  const [edge] = await house.database.rows<{ a: number; b: number; customer: number }>(sql`
    select e.node_a as a, e.node_b as b, x.customer from identity.edge e join identity.assignment x on x.node = e.node_a join identity.assignment y on y.node = e.node_b and y.customer = x.customer where e.rule = 'likely' and e.outcome = 'joined' order by e.number limit 1`);
  assert.ok(edge !== undefined, 'somebody was joined by likelihood');
  const told = await identity.review.likeness(publicId('node', edge.a), publicId('node', edge.b));
  assert.deepEqual([told.left.id, told.right.id, told.refusal], [publicId('customer', edge.customer), publicId('customer', edge.customer), null]);
  assert.ok(told.evidence !== null && told.joinsFrom !== null && told.evidence.probability >= told.joinsFrom - 1e-6);
});

test('a household is who truly lives together, from either side; a person’s word against it counts, and can be taken back', async () => {
  const homesOf = async (customer: string): Promise<Set<number>> => new Set((await evidenceOf(customer)).flatMap((one) => people.homeOf.get(one) ?? []));
  const customers = (await house.database.rows<{ number: number }>(sql`select number from identity.customer where merged_into is null and kind = 'person' order by number`)).map((row) => publicId('customer', row.number));
  let [right, all] = [0, 0];
  let example: { id: string; other: string } | null = null;
  for (const id of customers.slice(0, 250)) {
    const { members } = await identity.review.household(id);
    assert.ok(members.length <= 11);
    const homes = await homesOf(id);
    for (const member of members) {
      assert.ok(member.probability >= 0.9 - 1e-6 && member.id !== id && !member.isRefused);
      all += 1;
      if ([...await homesOf(member.id)].some((home) => homes.has(home))) right += 1;
      if (member.shares.length > 0) example ??= { id, other: member.id };
    }
  }
  console.log(JSON.stringify({ members: all, right }));
  assert.ok(all > 20 && right / all > 0.9, `${right} of ${all}`);
  const { id, other } = example ?? assert.fail('some share something');
  const whole = await identity.review.household(id);
  const without = await identity.review.sayHousehold(id, other, false, 'ann');
  assert.deepEqual(without.members.filter((one) => one.isRefused).map((one) => one.id), [other]);
  assert.ok(!(await identity.review.household(other)).members.some((one) => one.id === id && !one.isRefused), 'nor the other way round');
  await identity.review.sayHousehold(other, id, true, 'ann');
  const again = (await identity.review.household(id)).members;
  assert.deepEqual(again.map((one) => one.id).sort(), whole.members.map((one) => one.id).sort());
});

test('whom nothing connects can be said to share a home, and then does', async () => {
  const [a, b] = await house.send(identity, [claim({ email: 'one@home.example' }, { evidence: 900_011 }), claim({ email: 'two@home.example' }, { evidence: 900_012 })]);
  const [left, right] = [publicId('customer', a?.customer ?? 0), publicId('customer', b?.customer ?? 0)];
  assert.deepEqual(await identity.review.household(left), { id: null, members: [] }, 'whoever lives alone has no household');
  assert.deepEqual((await identity.review.sayHousehold(left, right, true, 'ann')).members, [{ id: right, names: [], probability: 1, shares: [], isRefused: false }]);
  await assert.rejects(identity.review.sayHousehold(left, left, true, 'ann'), { code: 'compared-with-itself' });
});

test('a household keeps its number: the same from every side and after a restart, old ones answer for ever, and one that was torn apart has its own again', async () => {
  const claims = ['ann', 'ben', 'cid', 'dot', 'eve'].map((name, at) => claim({ email: `${name}@numbered.example` }, { evidence: 900_100 + at }));
  const [ann = '', ben = '', cid = '', dot = '', eve = ''] = (await house.send(identity, claims)).map((one) => publicId('customer', one.customer));
  const idOf = async (id: string, who: Identity = identity): Promise<string | null> => (await who.review.household(id)).id;
  const livesIn = async (household: string): Promise<string[]> => (await identity.review.householdById(household)).customers.map((one) => one.id);
  const share = (a: string, b: string, isOne: boolean) => identity.review.sayHousehold(a, b, isOne, 'ann');

  const first = (await share(ann, ben, true)).id ?? assert.fail('a household has a number');
  assert.match(first, /^hom_/);
  assert.deepEqual([await idOf(ben), await idOf(ann, house.started())], [first, first]);
  const second = (await share(cid, dot, true)).id ?? '';
  await share(cid, eve, true);
  assert.deepEqual(await livesIn(second), [cid, dot, eve].sort());

  identity.outbox.published.length = 0;
  assert.equal((await share(ben, cid, true)).id, second, 'the number of most of its people stays');
  assert.deepEqual(identity.outbox.published.map((event) => event.type), ['household.changed', 'household.changed']);
  const whole = await identity.review.householdById(first);
  assert.deepEqual([whole.id, whole.formerIds, whole.customers.length], [second, [first], 5], 'the old number answers');

  await share(ben, cid, false);
  assert.deepEqual([await idOf(ann), await idOf(ben), await idOf(dot)], [first, first, second], 'both have the number of before');
  assert.deepEqual([await livesIn(first), (await identity.review.householdById(second)).formerIds], [[ann, ben].sort(), []]);

  await share(ann, ben, false);
  assert.deepEqual([await idOf(ann), await livesIn(first)], [null, []], 'nobody lives there any more, and the number still answers');
  await share(ann, ben, true);
  assert.equal(await idOf(ann), first, 'they are back, and so is the number');
  await assert.rejects(identity.review.householdById('hom_zzzzzz'), { code: 'household-unknown' });
});

test('a household follows its people when they become one customer and when that is taken back', async () => {
  const [fay, gus, hal] = await house.send(identity, ['fay', 'gus', 'hal'].map((name, at) => claim({ email: `${name}@moved.example` }, { evidence: 900_200 + at })));
  const [f, g, h] = [fay?.customer ?? 0, gus?.customer ?? 0, hal?.customer ?? 0];
  const [one, two, three] = [f, g, h].map((number) => publicId('customer', number)) as [string, string, string];
  await identity.review.sayHousehold(one, two, true, 'ann');
  const { id } = await identity.review.sayHousehold(two, three, true, 'ann');
  const { decision } = await identity.join(f, g, 'one person after all', 'ann');
  const joined = await identity.review.householdById(id ?? '');
  assert.deepEqual([joined.id, joined.customers.length], [id, 2]);
  assert.equal((await identity.review.household(two)).id, id, 'an old id of a customer leads there too');
  await identity.undo(decision, 'ann');
  assert.deepEqual((await identity.review.householdById(id ?? '')).customers.map((who) => who.id), [one, two, three].sort());
  const [words] = await house.database.rows<{ households: number }>(sql`select count(distinct household) as households from identity.household_word w join identity.assignment a on a.node = w.node where a.customer = any(${[f, g, h]}::bigint[])`);
  assert.equal(words?.households, 1, 'through all of this it had one number');
  await house.database.transaction(async (tx) => identity.forgetClaims(tx, await identity.nodesOf(h)));
  assert.deepEqual((await identity.review.householdById(id ?? '')).customers.map((who) => who.id), [one, two].sort(), 'of whom nothing is left nobody says where they lived');
});

test('a household that has a number follows when claims move, before anybody asks for it', async () => {
  const analytics = { connected: true, insert: async () => undefined } as unknown as Analytics;
  const log = createLog('error', () => undefined);
  const outbox = createOutbox({ database: house.database, analytics, log, clock: Date.now });
  const following = createIdentity({ database: house.database, analytics, outbox, log, clock: Date.now });
  try {
    await outbox.start();
    const [ida, jon, kai] = await house.send(following, ['ida', 'jon', 'kai'].map((name, at) => claim({ email: `${name}@followed.example` }, { evidence: 900_300 + at })));
    const [a, b, c] = [ida?.customer ?? 0, jon?.customer ?? 0, kai?.customer ?? 0];
    const { id } = await following.review.sayHousehold(publicId('customer', a), publicId('customer', b), true, 'ann');
    await following.join(a, b, 'one person after all', 'ann');
    await following.join(a, c, 'and the third too', 'ann');
    await outbox.drained();
    const living = await house.database.rows(sql`
      select 1 from (select distinct on (w.node) w.household from identity.household_word w join identity.assignment x on x.node = w.node where x.customer = any(${[a, b, c]}::bigint[]) order by w.node, w.number desc) l where l.household is not null`);
    assert.equal(living.length, 0, 'one person alone is no household any more');
    assert.deepEqual((await following.review.householdById(id ?? '')).customers, []);
  } finally {
    await outbox.stop();
  }
});
