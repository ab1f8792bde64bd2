import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { after, before, test } from 'node:test';
import { identityHouse, type IdentityHouse } from '../../../test/engines/identity-house.ts';
import { sql } from '../../platform/pg/sql.ts';
import type { ClaimInput } from './contract.ts';
import { claim } from './random-claims.fixture.ts';

let house: IdentityHouse;
before(async () => { house = await identityHouse(); });
after(() => house.close());

const DAY_MS = 86_400_000;
const at = (day: number): { occurredMs: number } => ({ occurredMs: Date.UTC(2024, 0, 1) + day * DAY_MS });

/** Claims by who truly made them. Of a name that starts with `?` nobody can tell whose it is: it may lie with anybody, but ties nobody to anybody. */
type Truth = Readonly<Record<string, readonly ClaimInput[]>>;

/**
 * Sends the claims in three orders, at once and one by one. Each time nobody shares a customer with somebody else, and all of one person's claims are one customer.
 * Shape: the customers of the last time, by name.
 */
async function assertNobodyIsMixed(truth: Truth): Promise<Map<string, Set<number>>> {
  const labelled = Object.entries(truth).flatMap(([who, claims]) => claims.map((input, index) => ({ who, input: { ...input, evidence: index + 1 } })));
  const orders = [labelled, [...labelled].reverse(), [...labelled.filter((_, index) => index % 2 === 1), ...labelled.filter((_, index) => index % 2 === 0)]];
  let found = new Map<string, Set<number>>();
  for (const [turn, order] of orders.entries()) {
    for (const size of [1, order.length]) {
      await house.emptied();
      const identity = house.started();
      const nodes: { who: string; node: number }[] = [];
      for (let from = 0; from < order.length; from += size) {
        const batch = order.slice(from, from + size);
        (await house.send(identity, batch.map(({ input }) => input))).forEach(({ node }, index) => nodes.push({ who: batch[index]?.who ?? '', node }));
      }
      const owners = await identity.customerOfNodes(nodes.map(({ node }) => node));
      found = new Map();
      const people = new Map<number, string>();
      for (const { who, node } of nodes) {
        const customer = owners.get(node);
        if (customer === undefined) continue;
        if (!who.startsWith('?')) {
          const before = people.get(customer) ?? who;
          assert.equal(who, before, `order ${turn}, ${size} at a time: ${who} and ${before} became one`);
          people.set(customer, who);
        }
        found.set(who, (found.get(who) ?? new Set()).add(customer));
      }
      for (const [who, customers] of found) if (!who.startsWith('?')) assert.equal(customers.size, 1, `order ${turn}, ${size} at a time: ${who} is ${customers.size} customers`);
      await house.assertSound();
    }
  }
  return found;
}

async function kindsNow(): Promise<Record<string, number>> {
  const rows = await house.database.rows<{ kind: string; count: number }>(sql`select kind, count(*) as count from identity.customer where merged_into is null group by kind`);
  return Object.fromEntries(rows.map(({ kind, count }) => [kind, count]));
}

test('shared tablet without signing out: two accounts never meet, and what nobody was signed in for is a visitor of its session', async () => {
  await assertNobodyIsMixed({
    ann: [claim({ user: 'u-ann!', device: 'tablet' }), claim({ user: 'u-ann!', email: 'ann@x.example!' })],
    ben: [claim({ user: 'u-ben!', device: 'tablet' }, at(1))],
    morning: [claim({ device: 'tablet' }, { session: 'm' }), claim({ device: 'tablet', cookie: 'c' }, { session: 'm' })],
    evening: [claim({ device: 'tablet' }, { session: 'e' })],
  });
  assert.deepEqual(await kindsNow(), { person: 2, visitor: 2 });
});

test('impersonation: staff who look at a shop as a customer leave their device with nobody', async () => {
  await assertNobodyIsMixed({
    agent: [claim({ user: 'staff-7!', device: 'desk-pc' })],
    ann: [claim({ user: 'u-ann!', device: 'desk-pc' }), claim({ user: 'u-ann!', device: 'phone-of-ann' }), claim({ device: 'phone-of-ann' }, { session: 's1' })],
    ben: [claim({ user: 'u-ben!', device: 'desk-pc' })],
  });
});

test('role address: people who write from info@ stay themselves, and the desk is a contact point of an organisation', async () => {
  await assertNobodyIsMixed({
    ann: [claim({ user: 'u-ann!', email: 'info@firm.example!' }), claim({ user: 'u-ann!', email: 'ann@firm.example!' })],
    ben: [claim({ email: 'ben@firm.example!', email2: 'info@firm.example!' })],
    desk: [claim({ email: 'info@firm.example!' }, { source: 'mail' }), claim({ email: 'INFO@firm.example' }, { source: 'chat' })],
    noreply: [claim({ email: 'no-reply@firm.example' })],
  });
  assert.deepEqual(await kindsNow(), { person: 2, organisation: 2 });
});

test('a desk that no list names: an address that goes with more than 25 people joins none of them, also where it had', async () => {
  const truth = Object.fromEntries(Array.from({ length: 27 }, (_, n) => [`p${n}`, [claim({ loyalty: `L${n}`, email: 'kiosk7@firm.example' }), claim({ loyalty: `L${n}`, order: `o${n}` })]]));
  await assertNobodyIsMixed(truth);
});

test('a value found to be everybody’s also undoes the joins that it made, tells everybody, and each keeps what is theirs', async () => {
  await house.emptied();
  const identity = house.started();
  const few = await house.send(identity, [0, 1, 2].map((n) => claim({ loyalty: `L${n}`, membership: 'M-1' })));
  assert.equal(new Set(few.map(({ customer }) => customer)).size, 1, 'three cards of one membership are one person');
  const old = few[0]?.customer ?? 0;
  await house.send(identity, Array.from({ length: 30 }, (_, n) => claim({ loyalty: `L${n + 3}`, membership: 'M-1' })));
  const owners = await identity.customerOfNodes(few.map(({ node }) => node));
  assert.equal(new Set(owners.values()).size, 3);
  assert.ok([...owners.values()].includes(old), 'the id stays with one of them');
  assert.ok(identity.outbox.published.some((event) => event.type === 'customer.split'));
  assert.equal(await house.storedPartition(), await house.rightPartitionNow());
  await house.assertSound();
});

test('placeholders name nobody: null, [object Object], test@test.com, zeros', async () => {
  await assertNobodyIsMixed({
    ann: [claim({ user: 'u-ann!', email: 'test@test.com', phone: '0000000000', device: 'null' }), claim({ user: 'u-ann!', loyalty: 'undefined', cookie: '[object Object]' })],
    ben: [claim({ user: 'u-ben!', email: 'test@test.com', phone: '0000000000', device: 'null' }), claim({ user: 'u-ben!', loyalty: '"undefined"', cookie: '[object Object]' })],
    '?nobody': [claim({ user: 'null', email: 'undefined', phone: '1111111111' })],
  });
});

test('household: one landline, own addresses or accounts, stay two people; a call from it is not copied to both', async () => {
  const landline = '+31201230001';
  const found = await assertNobodyIsMixed({
    ann: [claim({ email: 'ann@home.example', phone: landline }), claim({ email: 'ann@home.example', order: 'o1' })],
    ben: [claim({ email: 'ben@home.example', phone: landline }, at(3))],
    cas: [claim({ user: 'u-cas!', phone: `${landline}!` }, at(4)), claim({ user: 'u-cas!', email: 'cas@home.example!' })],
    '?caller': [claim({ phone: landline }, { ...at(5), source: 'calls' })],
  });
  const callers = [...found.get('?caller') ?? []];
  assert.ok(callers.length === 1 && ['ann', 'ben', 'cas'].every((who) => found.get(who)?.has(callers[0] ?? 0) === false), 'the call lies with none of the three');
  const identity = house.started();
  const told = await identity.identityOf(callers[0] ?? 0);
  assert.ok(told?.edges.some(({ refusal }) => refusal === 'of-several-people'), 'why not is told, with the people that it could be');
});

test('household: a couple with one address and one landline stay two people by their names; a message that gives the address alone ties nobody', async () => {
  const home = { email: 'thevissers@home.example', phone: '+31201230021' };
  const found = await assertNobodyIsMixed({
    anna: [claim(home, { traits: { givenName: 'Anna', familyName: 'Visser' } }), claim({ email: home.email, order: 'o1' }, { ...at(1), traits: { name: 'A. Visser' } }), claim({ email: home.email, order: 'o2' }, { ...at(2), traits: { name: 'Mrs Anna Visser', birthDate: '1980-04-05' } })],
    peter: [claim(home, { ...at(3), traits: { givenName: 'Peter', familyName: 'Visser' } }), claim({ email: home.email, order: 'o3' }, { ...at(4), traits: { name: 'Peter Visser' } })],
    '?click': [claim({ email: home.email }, { ...at(5), source: 'mail' })],
  });
  const [clicker] = [...found.get('?click') ?? []];
  assert.ok(['anna', 'peter'].every((who) => clicker !== undefined && found.get(who)?.has(clicker) === false), 'nobody can tell who clicked');
});

test('father and son of one name with one landline stay two people by their birthdays', async () => {
  const phone = '+31201230022';
  await assertNobodyIsMixed({
    jan: [claim({ phone, order: 'o1' }, { traits: { name: 'Jan Visser', birthDate: '1950-03-02' } }), claim({ phone, order: 'o2' }, { ...at(1), traits: { name: 'J. Visser', birthDate: '1950-02-03' } })],
    junior: [claim({ phone, order: 'o3' }, { ...at(2), traits: { name: 'Jan Visser', birthDate: '1982-11-19' } })],
  });
});

test('a login or an address that was verified each time is one person, however they were called', async () => {
  await assertNobodyIsMixed({
    ann: [claim({ user: 'u-ann!', email: 'ann@x.example' }, { traits: { givenName: 'Ann' } }), claim({ user: 'u-ann' }, { ...at(1), traits: { givenName: 'Petronella' } }), claim({ email: 'ann@x.example', order: 'o1' }, { ...at(2), traits: { givenName: 'Annie' } })],
  });
  await assertNobodyIsMixed({ ann: [claim({ email: 'ann@x.example!' }, { traits: { givenName: 'Ann' } }), claim({ email: 'ann@x.example!' }, { ...at(1), traits: { givenName: 'Petronella' } })] });
});

for (const verified of ['', '!']) test(`front desk: 10,000 records with one phone number and ${verified === '' ? 'claimed' : 'verified'} addresses end in bounded time, and nobody is mixed`, { timeout: 300_000 }, async () => {
  await house.emptied();
  const identity = house.started();
  const started = performance.now();
  const sent: { node: number; customer: number }[] = [];
  for (let from = 0; from < 10_000; from += 2_500) sent.push(...await house.send(identity, Array.from({ length: 2_500 }, (_, n) => claim({ email: `guest${from + n}@x.example${verified}`, phone: '+31201234567' }))));
  assert.equal(new Set((await identity.customerOfNodes(sent.map(({ node }) => node))).values()).size, 10_000);
  const tookMs = performance.now() - started;
  assert.ok(tookMs < 120_000, `took ${Math.round(tookMs)} ms`);
  await house.assertSound();
});

test('an import right after the start reads what is known a few times, not once for every value, though how to look for it was settled while nobody was known', async () => {
  await house.emptied();
  const identity = house.started();
  for (let batch = 0; batch < 10; batch += 1) await house.send(identity, Array.from({ length: 40 }, (_, n) => claim({ user: `u${batch}-${n}`, device: `d${batch}-${n % 7}` })));
  await house.emptied();
  await house.database.run(sql`analyze`);
  const imported = (part: number) => Array.from({ length: 2_000 }, (_, n) => claim({ user: `u${n % 50}`, device: `d${part}-${n}` }));
  const again = house.started();
  await house.send(again, imported(0));
  const [read] = await house.database.transaction(async (tx) => {
    await again.resolveClaims(tx, imported(1));
    return tx.rows<{ rows: number }>(sql`select sum(seq_tup_read)::int as rows from pg_stat_xact_user_tables where schemaname = 'identity'`);
  });
  assert.ok((read?.rows ?? Infinity) < 100 * 2_000, `${read?.rows} rows were read from end to end for 2,000 claims`);
  await house.assertSound();
});

test('recycled number: two years later it is somebody else’s, and calls go to whoever had it then', async () => {
  const number = '+31612340001';
  await assertNobodyIsMixed({
    ann: [claim({ email: 'ann@x.example', phone: number }, at(0)), claim({ phone: number }, { ...at(20), source: 'calls' }), claim({ email: 'ann@x.example', order: 'o1' }, at(40))],
    ben: [claim({ email: 'ben@x.example', phone: number }, at(700)), claim({ phone: number }, { ...at(710), source: 'sms' })],
  });
});

test('a number that nobody else took over stays theirs, however long they were silent', async () => {
  await assertNobodyIsMixed({ ann: [claim({ email: 'ann@x.example', phone: '+31612340002' }, at(0)), claim({ phone: '+31612340002' }, { ...at(500), source: 'calls' }), claim({ email: 'ann@x.example', phone: '+31612340002', order: 'o9' }, at(900))] });
});

test('somebody types the address of another customer in a chat: the chat joins neither to the other', async () => {
  await assertNobodyIsMixed({
    ann: [claim({ user: 'u-ann!', email: 'ann@x.example!' })],
    ben: [claim({ user: 'u-ben!', email: 'ann@x.example' }, at(1)), claim({ email: 'ben@x.example!', user: 'u-ben!' })],
  });
  await assertNobodyIsMixed({
    ann: [claim({ email: 'ann@x.example!' })],
    ben: [claim({ email: 'ben@x.example!', phone: '+31612340003!' }), claim({ phone: '+31612340003', email2: 'ben@x.example' }, at(1))],
    '?chat': [claim({ email: 'ann@x.example', email2: 'ben@x.example' }, at(2))],
  });
});

test('spoofing: who claims the user id of another with the public key collects events, but never becomes them', async () => {
  await assertNobodyIsMixed({
    victim: [claim({ user: 'u-victim!', email: 'victim@x.example!' })],
    thief: [claim({ email: 'thief@x.example!', user: 'u-victim' }, at(1)), claim({ email: 'thief@x.example!', loyalty: 'L-thief!' })],
  });
  await assertNobodyIsMixed({
    victim: [claim({ email: 'victim@x.example!', loyalty: 'L-1' })],
    thief: [claim({ user: 'u-thief!', loyalty: 'L-1' })],
  });
});

test('what is verified on both sides is one person, by whatever way it was', async () => {
  const mail = (verifiedBy: 'dkim' | 'paid-order' | 'clicked-link'): ClaimInput => claim({}, { identifiers: [{ type: 'email', value: 'ann@x.example', verified: true, verifiedBy }] });
  await assertNobodyIsMixed({ ann: [mail('dkim'), mail('paid-order'), claim({ user: 'u-ann!', email: 'ann@x.example!' }), mail('clicked-link')] });
  const identity = house.started();
  const told = await identity.identityOf((await identity.customersByIdentifier('email', 'ann@x.example'))[0] ?? 0);
  assert.deepEqual(told?.identifiers.find(({ type }) => type === 'email')?.verifiedBy, ['clicked-link', 'dkim', 'paid-order']);
});

test('alias loops, self-aliases and swapped arguments join nobody', async () => {
  await assertNobodyIsMixed({
    ann: [claim({ user: 'u-ann!', alias: 'a' })],
    ben: [claim({ user: 'u-ben!', alias: 'b' })],
    '?a': [claim({ alias: 'a', alias2: 'b' })], '?b': [claim({ alias: 'b', alias2: 'c' })], '?c': [claim({ alias: 'c', alias2: 'a' })], '?d': [claim({ alias: 'a', alias2: 'a' })],
  });
});

test('somebody who signs in a year later gets all that their device did before', async () => {
  await assertNobodyIsMixed({ ann: [claim({ device: 'd1' }, { ...at(0), session: 's1' }), claim({ device: 'd1', cookie: 'c1' }, { ...at(100), session: 's2' }), claim({ user: 'u-ann!', device: 'd1' }, at(400)), claim({ cookie: 'c1' }, { ...at(401), session: 's3' })] });
});

test('dots and tags of one Gmail box are one person; of another provider they are not', async () => {
  await assertNobodyIsMixed({
    john: [claim({ email: 'j.o.hn@gmail.com' }), claim({ email: 'john+shop@googlemail.com' })],
    dot: [claim({ email: 'j.o.hn@mail.example' })], plain: [claim({ email: 'john@mail.example' })],
  });
});

test('the hash of an address meets the address, in the spelling that was hashed too; blocking the address parts them', async () => {
  const hash = (text: string): string => createHash('sha256').update(text).digest('hex');
  await assertNobodyIsMixed({
    ann: [claim({ 'email-sha256': hash('ann@x.example'), cookie: 'ad-1' }), claim({ email: 'Ann@X.example', order: 'o1' }), claim({ cookie: 'ad-1' }, { session: 's' })],
    joe: [claim({ 'email-sha256': hash('j.o.e@gmail.com') }), claim({ email: 'J.o.e@gmail.com' }), claim({ 'email-sha256': hash('joe@gmail.com'), user: 'u-joe' })],
    cas: [claim({ 'email-sha256': hash('cas@x.example') })],
  });
  const identity = house.started();
  const { decision } = await identity.blockValue('email', 'ann@x.example', 'typed by the shop', 'tester');
  assert.equal(await house.storedPartition(), await house.rightPartitionNow());
  assert.equal((await identity.customersByIdentifier('order', 'o1'))[0] === (await identity.customersByIdentifier('cookie', 'ad-1'))[0], false);
  await identity.undo(decision, 'tester');
  assert.equal((await identity.customersByIdentifier('order', 'o1'))[0], (await identity.customersByIdentifier('cookie', 'ad-1'))[0]);
});

test('twins, and a father and son of one name: the same name, birthday, door and landline make nobody one', async () => {
  const traits = { name: 'Jan de Vries', birthDate: '1980-02-29', street: 'Dorpsstraat 1', postcode: '1234 AB' };
  await assertNobodyIsMixed({
    jan: [claim({ email: 'jan@x.example!', phone: '+31201230009', address: 'Dorpsstraat 1, 1234 AB' }, { traits })],
    jr: [claim({ email: 'jan.jr@x.example!', phone: '+31201230009', address: 'Dorpsstr. 1 1234AB' }, { traits })],
    '?letter': [claim({ address: 'Dorpsstraat 1, 1234AB' }, { session: 'letter', traits })],
  });
});

test('a source that repeats its ids: two shops that both count their orders from 1 make nobody one', async () => {
  const shops = ['north', 'south'];
  await assertNobodyIsMixed(Object.fromEntries(shops.flatMap((shop) => Array.from({ length: 12 }, (_, n) => [`${shop}${n}`, [claim({ email: `${shop}${n}@x.example`, order: `#${n + 1}!` }, { source: shop, brand: shop })]]))));
  await assertNobodyIsMixed(Object.fromEntries(shops.flatMap((shop) => Array.from({ length: 12 }, (_, n) => [`${shop}${n}`, [claim({ email: `${shop}${n}@x.example!`, order: `#${n + 1}!`, phone: `+316123401${n + 10}` }, { source: shop, brand: shop })]]))));
});

test('a re-used id: an account number given to somebody new joins no two people who verified their own address, and a person can part those whom it did join', async () => {
  await assertNobodyIsMixed({
    first: [claim({ user: '7', email: 'first@x.example!' }, at(0))],
    second: [claim({ user: '7', email: 'second@x.example!' }, at(900))],
  });
  await house.emptied();
  const identity = house.started();
  const [first, second] = await house.send(identity, [claim({ user: '7!', email: 'first@x.example' }, at(0)), claim({ user: '7!', email: 'second@x.example' }, at(900))]);
  assert.equal(first?.customer, second?.customer, 'a login on both sides is one account');
  const { newCustomer } = await identity.split(first?.customer ?? 0, [second?.node ?? 0], 'the number was given out again', 'tester');
  assert.equal((await identity.customerOfNodes([second?.node ?? 0])).get(second?.node ?? 0), newCustomer);
});

test('all fields missing, one field only, five scripts, 10,000 characters: a clear answer each, and nothing fails', async () => {
  await house.emptied();
  const identity = house.started();
  const scripts = ['Łucja', 'Δήμητρα', 'Дмитрий', 'فاطمة', '王小明'];
  const sent = await house.send(identity, [claim({}), claim({ email: '', phone: ' ' }), claim({ phone: '+31612340005' }), claim({ user: 'x'.repeat(10_000) }), claim({ user: 'x'.repeat(10_000), email: 'long@x.example' }), ...scripts.map((user) => claim({ user }))]);
  assert.deepEqual(sent.slice(0, 2), [{ node: 0, customer: 0 }, { node: 0, customer: 0 }], 'nobody');
  assert.ok((sent[2]?.customer ?? 0) > 0);
  assert.deepEqual(sent[3], { node: 0, customer: 0 }, 'what can’t be an identifier is left out');
  assert.deepEqual(await identity.customersByIdentifier('email', 'long@x.example'), [sent[4]?.customer]);
  for (const [index, user] of scripts.entries()) assert.deepEqual(await identity.customersByIdentifier('user', user.normalize('NFD')), [sent[5 + index]?.customer]);
});

test('two installations share nothing', async () => {
  const other = await identityHouse();
  await house.emptied();
  await house.send(house.started(), [claim({ email: 'ann@x.example!' })]);
  assert.deepEqual(await other.started().customersByValue('ann@x.example'), []);
  await other.close();
});
