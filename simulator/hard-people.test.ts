import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createCompany } from './index.ts';
import type { TruthLine } from './index.ts';

const seed = Number(process.env['SEED'] ?? Date.now() % 1_000_000);
console.log(`seed ${seed}`);
const company = createCompany({ seed, customers: 1_200, grammar: 'open', endsAt: Date.UTC(2026, 8, 8) });
const personOf = new Map<string, string>();
const people: Extract<TruthLine, { kind: 'person' }>[] = [];
for (const line of company.truth()) {
  if (line.kind === 'contact' && line.person !== null) personOf.set(line.ref, line.person);
  if (line.kind === 'person') people.push(line);
}
/** Which people each value of an identifier truly stands for. */
const holders = new Map<string, Set<string>>();
const users = new Map<string, Set<string>>();
const valuesOf = new Map<string, Set<string>>();
for (const item of company.history()) {
  const person = personOf.get(`${item.source ?? ''}:${item.id}`);
  if (person === undefined) continue;
  for (const { type, value } of item.identifiers ?? []) {
    const key = `${type}:${value}`;
    holders.set(key, (holders.get(key) ?? new Set()).add(person));
    valuesOf.set(person, (valuesOf.get(person) ?? new Set()).add(key));
    if (type === 'device') for (const other of item.identifiers ?? []) if (other.type === 'user') users.set(value, (users.get(value) ?? new Set()).add(other.value));
  }
}
const shared = (type: string) => [...holders].filter(([key, persons]) => key.startsWith(`${type}:`) && persons.size > 1);

test('two people of one household log in on one tablet', () => {
  assert.ok([...users.values()].some((names) => names.size === 2));
});

test('firms write from one info@ mailbox, families share a phone, and numbers are handed on', () => {
  assert.ok(shared('email').some(([key, persons]) => key.startsWith('email:info@') && persons.size >= 2));
  assert.ok(shared('phone').length >= 10);
  assert.ok(people.filter(({ recycledPhone }) => recycledPhone).length >= 5);
});

test('what names one person alone is never shared: account, loyalty card, order', () => {
  for (const type of ['user', 'loyalty', 'order', 'cookie', 'alias', 'social']) assert.deepEqual(shared(type), [], type);
});

test('people are known to several silos by different values, and some mail addresses are mistyped', () => {
  const wide = people.filter(({ person }) => new Set([...(valuesOf.get(person) ?? [])].map((key) => key.split(':')[0])).size >= 4);
  assert.ok(wide.length > people.length * 0.4, `${wide.length} of ${people.length}`);
  assert.ok([...holders.keys()].some((key) => key.endsWith('.exmaple')));
});
