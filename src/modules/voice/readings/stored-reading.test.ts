import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { SaidInteraction } from '../../interactions/contract.ts';
import { readText } from '../reading/read-text.ts';
import { staffFacts } from '../reading/staff/read-staff.ts';
import { kept, readFields, readingRow } from './stored-reading.ts';

const TEXT = 'Your colleague Tom took £20 for order 88213 yesterday, and I live in Leeds.';
const said: SaidInteraction = { number: 7, revision: 1, home: 3, node: 3, source: 'desk', brand: '', channel: 'email', office: 'brand', kind: 'message', direction: 'in', occurredMs: Date.UTC(2026, 5, 5), parts: [{ of: 'text', at: 0, text: TEXT }] };

test('of what a text names only kinds and places are kept, never names, numbers or days', () => {
  const line = readingRow(1, said, { fields: readFields(kept(readText(TEXT, []))), facts: [] }, 'UTC') ?? '';
  const row = JSON.parse(line) as { entity_kinds: string[]; entity_starts: number[]; entity_ends: number[] };
  assert.deepEqual(row.entity_kinds.map((kind, at) => [kind, TEXT.slice(row.entity_starts[at], row.entity_ends[at])]), [['staff', 'Tom'], ['money', '£20'], ['order', '88213'], ['date', 'yesterday'], ['place', 'Leeds']]);
  for (const word of ['Tom', '88213', '2000', 'GBP', 'Leeds', '-1d']) assert.ok(!line.includes(word), word);
});

const STAFF = 'Could I have your date of birth? We will refund you within 3 working days, and Tom will call you by Friday.';
const answered: SaidInteraction = { ...said, direction: 'out', parts: [], staff: [{ of: 'text', at: 0, text: STAFF }] };
const staffRow = (one: SaidInteraction, zone = 'UTC'): string | null => readingRow(1, one, { fields: null, facts: staffFacts(one.staff?.[0]?.text ?? '') }, zone);

test('of what the company asked and promised only kinds, places and moments are kept, by the days of the company; never words, never who spoke', () => {
  const line = staffRow(answered) ?? '';
  const row = JSON.parse(line) as { fact_acts: string[]; fact_kinds: string[]; fact_untils: string[]; fact_workings: number[]; fact_carriers: number[][]; staff_characters: number };
  assert.deepEqual(row.fact_kinds.map((kind, at) => [row.fact_acts[at], kind, STAFF.slice(row.fact_carriers[at]?.[0], row.fact_carriers[at]?.[1])]), [['asked', 'birth-date', 'Could I have your date of birth'], ['promised', 'refund', 'will refund'], ['promised', 'call-back', 'will call you']]);
  assert.deepEqual(row.fact_untils, ['1970-01-01T00:00:00.000Z', '2026-06-08T00:00:00.000Z', '2026-06-13T00:00:00.000Z']);
  assert.deepEqual(row.fact_workings, [0, 1, 0]);
  assert.equal(row.staff_characters, STAFF.length);
  for (const word of ['Tom', 'birth?', 'Friday', 'working days']) assert.ok(!line.includes(word), word);
  assert.ok((staffRow(answered, 'America/New_York') ?? '').includes('2026-06-06T04:00:00.000Z'));
});

test('words of the company without a fact leave no row, but for a revision that may take one back', () => {
  const nothing: SaidInteraction = { ...answered, staff: [{ of: 'text', at: 0, text: 'Thank you for calling.' }] };
  assert.equal(staffRow(nothing), null);
  assert.deepEqual(Object.keys(JSON.parse(staffRow({ ...nothing, revision: 2 }) ?? '') as object).filter((name) => name.startsWith('fact')), []);
});
