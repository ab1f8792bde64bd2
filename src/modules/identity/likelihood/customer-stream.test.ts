import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createCustomerStream } from './customer-stream.ts';
import { linkRecords } from './link-records.ts';
import { PEOPLE_FIELDS, randomPeople } from './random-people.fixture.ts';
import { createRecordTable } from './record-table.ts';
import { seededRandom } from './seeded-random.ts';

const YEAR = 2026;
const seed = Date.now() % 100_000;

function batch(records: readonly { readonly values: readonly string[] }[]) {
  const table = createRecordTable(PEOPLE_FIELDS, YEAR);
  for (const { values } of records) table.add(values);
  return { table, linked: linkRecords(table) };
}

/** Customers after the records came in an order, by the place of each record in the file. */
function streamed(records: readonly { readonly values: readonly string[] }[], linked: ReturnType<typeof linkRecords>, order: readonly number[]): number[] {
  const stream = createCustomerStream(createRecordTable(PEOPLE_FIELDS, YEAR), linked.model, linked.limits, linked.cut.cutBits);
  const placeOf = order.map((rank) => stream.add(records[rank]?.values ?? [], rank).record);
  const customers: number[] = [];
  for (const [at, rank] of order.entries()) customers[rank] = stream.customerOf(placeOf[at] ?? 0);
  return customers;
}

test(`Customers are the same whether records come one by one, in any of three orders, or all at once (seed ${seed})`, () => {
  const records = randomPeople(seed, 250);
  const { linked } = batch(records);
  const straight = records.map((_, at) => at);
  const random = seededRandom(seed + 1);
  const shuffled = straight.map((at) => [random(), at] as const).sort((a, b) => a[0] - b[0]).map(([, at]) => at);
  const atOnce = [...linked.clusters.of];
  for (const order of [straight, straight.toReversed(), shuffled]) assert.deepEqual(streamed(records, linked, order), atOnce);
  assert.ok(new Set(atOnce).size < records.length, 'some records were joined');
});

test(`A value that turns generic in the stream takes back what was joined through it alone (seed ${seed})`, () => {
  const records = randomPeople(seed, 150);
  const { linked } = batch(records);
  const tight = new Map([...linked.limits].map(([key, limit]) => [key, Math.min(limit, 3)]));
  const run = (order: readonly number[]): number[] => streamed(records, { ...linked, limits: tight }, order);
  const straight = records.map((_, at) => at);
  assert.deepEqual(run(straight), run(straight.toReversed()));
});

test(`A stream goes on where a batch stopped (seed ${seed})`, () => {
  const records = randomPeople(seed, 200);
  const { linked } = batch(records);
  const half = records.slice(0, records.length >> 1);
  const table = createRecordTable(PEOPLE_FIELDS, YEAR);
  const first = createCustomerStream(table, linked.model, linked.limits, linked.cut.cutBits);
  for (const { values } of half) first.add(values);
  const of = Int32Array.from(half, (_, at) => first.customerOf(at));
  const edges = { a: [] as number[], b: [] as number[], bits: [] as number[] };
  for (let a = 0; a < half.length; a += 1) for (let b = a + 1; b < half.length; b += 1) { const { totalBits, sharedKeys } = first.explain(a, b); if (sharedKeys.length > 0 && totalBits >= linked.cut.cutBits) { edges.a.push(a); edges.b.push(b); edges.bits.push(totalBits); } }
  const going = createCustomerStream(table, linked.model, linked.limits, linked.cut.cutBits, { of, edges: { a: Int32Array.from(edges.a), b: Int32Array.from(edges.b), bits: Float32Array.from(edges.bits), length: edges.a.length } });
  for (const { values } of records.slice(half.length)) going.add(values);
  assert.deepEqual(records.map((_, at) => going.customerOf(at)), [...linked.clusters.of]);
});

test('Most people are found whole, and households stay several people', () => {
  const records = randomPeople(7, 400);
  const { linked } = batch(records);
  const customersOf = new Map<number, Set<number>>();
  const peopleOf = new Map<number, Set<number>>();
  for (const [at, { person }] of records.entries()) {
    const customer = linked.clusters.of[at] ?? 0;
    customersOf.set(person, (customersOf.get(person) ?? new Set()).add(customer));
    peopleOf.set(customer, (peopleOf.get(customer) ?? new Set()).add(person));
  }
  const whole = [...customersOf.values()].filter((customers) => customers.size === 1).length / customersOf.size;
  const mixed = [...peopleOf.values()].filter((people) => people.size > 1).length / peopleOf.size;
  assert.ok(whole > 0.7, `${whole} of people are one customer`);
  assert.ok(mixed < 0.05, `${mixed} of customers are several people`);
});

test('The waterfall adds up to the score, and tells why two records were never compared', () => {
  const records = randomPeople(11, 100);
  const { table, linked } = batch(records);
  const stream = createCustomerStream(table, linked.model, linked.limits, linked.cut.cutBits, { of: linked.clusters.of, edges: linked.edges });
  assert.ok(linked.edges.length > 20);
  for (let at = 0; at < 20; at += 1) {
    const why = stream.explain(linked.edges.a[at] ?? 0, linked.edges.b[at] ?? 0);
    const sum = why.priorBits + why.fields.reduce((bits, field) => bits + field.bits, 0) + why.householdBits;
    assert.ok(Math.abs(sum - why.totalBits) < 1e-9);
    assert.ok(Math.abs(why.totalBits - (linked.edges.bits[at] ?? 0)) < 1e-3);
    assert.ok(why.sharedKeys.length > 0);
  }
  const lonely = stream.add(['Zacharias', 'Quondam', 'zq@example.net', '', '', '']).record;
  const whyNot = stream.explain(lonely, 0);
  assert.deepEqual(whyNot.sharedKeys, []);
  assert.ok(whyNot.probability < 0.5);
});
