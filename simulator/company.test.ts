import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import { CHANNELS, InteractionInput } from '../src/modules/interactions/contract.ts';
import { SOURCES } from './happening.ts';
import { createCompany } from './index.ts';

const seed = Number(process.env['SEED'] ?? Date.now() % 1_000_000);
console.log(`seed ${seed}`);
const endsAt = Date.UTC(2026, 2, 11, 9, 30);
const options = { seed, customers: 260, grammar: 'open', endsAt } as const;
const items = [...createCompany(options).history()];

function digestOf(history: Iterable<InteractionInput>): string {
  const hash = createHash('sha256');
  for (const item of history) hash.update(JSON.stringify(item));
  return hash.digest('hex');
}

test('the same seed tells the same company to the last byte, another seed or grammar another one', () => {
  const digest = digestOf(items);
  assert.equal(digestOf(createCompany(options).history()), digest);
  assert.notEqual(digestOf(createCompany({ ...options, seed: seed + 1 }).history()), digest);
  assert.notEqual(digestOf(createCompany({ ...options, grammar: 'held-out' }).history()), digest);
});

test('every interaction is one that the canonical schema accepts', () => {
  for (const item of items) {
    const parsed = InteractionInput.safeParse(item);
    assert.ok(parsed.success, `${item.channel}/${item.kind}: ${JSON.stringify(parsed.error?.issues[0])}`);
  }
});

test('every channel that the company has is heard, from every silo, and ads carry their claims', () => {
  const channels = new Set(items.map(({ channel }) => channel));
  assert.deepEqual(CHANNELS.filter((channel) => !channels.has(channel)), []);
  const sources = new Set(items.map(({ source }) => source));
  assert.deepEqual(SOURCES.filter((source) => !sources.has(source)), []);
  assert.ok(items.filter(({ channel }) => channel === 'ad').every(({ claims }) => (claims?.length ?? 0) > 0));
  assert.ok(items.some(({ kind, identifiers }) => kind === 'billboard-shown' && identifiers?.length === 0));
});

test('an average customer leaves 75 interactions in three years; the planned count is right within a tenth, of a small company exactly', () => {
  assert.equal(createCompany(options).count(), items.length);
  // A few people leave thousands: an average of 1,000 customers strays by a tenth once in some hundred seeds.
  const size = 4_000;
  const company = createCompany({ ...options, customers: size });
  let told = 0;
  for (const _ of company.history()) told++;
  assert.ok(Math.abs(told / company.count() - 1) < 0.1, `${told} told, ${company.count()} planned`);
  assert.ok(Math.abs(told / size / 75 - 1) < 0.1, `${told / size} a customer`);
});

test('the history covers three years, ends where it should, and is late by twelve days at most', () => {
  let latestMs = 0;
  let lateCount = 0;
  for (const { occurredAt } of items) {
    const atMs = Date.parse(occurredAt);
    assert.ok(atMs <= endsAt);
    if (atMs < latestMs - 3_600_000) lateCount++;
    assert.ok(atMs > latestMs - 12 * 86_400_000, occurredAt);
    latestMs = Math.max(latestMs, atMs);
  }
  assert.ok(lateCount > items.length * 0.005, 'some silos must be late, else nothing is tried');
  assert.ok(endsAt - Date.parse(items[0]?.occurredAt ?? '') > 1_085 * 86_400_000);
});

test('some silos deliver twice and some revise what they said', () => {
  const seen = new Map<string, string>();
  let repeats = 0;
  let revisions = 0;
  for (const item of items) {
    const key = `${item.source ?? ''}:${item.id}`;
    const body = JSON.stringify(item);
    const before = seen.get(key);
    if (before === body) repeats++;
    else if (before !== undefined) {
      revisions++;
      assert.notEqual((JSON.parse(before) as InteractionInput).version, item.version, `${key} changed without a new version`);
    }
    seen.set(key, body);
  }
  assert.ok(repeats > 20 && revisions > 20, `${repeats} repeats, ${revisions} revisions`);
});

test('money adds up: an order\'s total is its lines plus shipping, in three currencies', () => {
  const currencies = new Set<string>();
  for (const { kind, order, amounts } of items) {
    if (kind !== 'order-placed' || order?.lines === undefined) continue;
    currencies.add(order.currency ?? '');
    const cents = (text: unknown) => Math.round(Number(text) * 100);
    const goods = order.lines.reduce((sum, line) => sum + cents(line.unitPrice) * (line.quantity ?? 1), 0);
    const shipping = cents(amounts?.find(({ role }) => role === 'shipping')?.amount ?? 0);
    assert.equal(goods + shipping, cents(order.total), order.id);
  }
  assert.deepEqual([...currencies].sort(), ['EUR', 'GBP', 'SEK']);
});
