import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { SaidInteraction } from '../../interactions/contract.ts';
import { readText } from '../reading/read-text.ts';
import { kept, readFields, readingRow } from './stored-reading.ts';

const TEXT = 'Your colleague Tom took £20 for order 88213 yesterday, and I live in Leeds.';
const said: SaidInteraction = { number: 7, revision: 1, home: 3, node: 3, source: 'desk', brand: '', channel: 'email', office: 'brand', kind: 'message', direction: 'in', occurredMs: Date.UTC(2026, 5, 5), parts: [{ of: 'text', at: 0, text: TEXT }] };

test('of what a text names only kinds and places are kept, never names, numbers or days', () => {
  const line = readingRow(1, said, readFields(kept(readText(TEXT, []))));
  const row = JSON.parse(line) as { entity_kinds: string[]; entity_starts: number[]; entity_ends: number[] };
  assert.deepEqual(row.entity_kinds.map((kind, at) => [kind, TEXT.slice(row.entity_starts[at], row.entity_ends[at])]), [['staff', 'Tom'], ['money', '£20'], ['order', '88213'], ['date', 'yesterday'], ['place', 'Leeds']]);
  for (const word of ['Tom', '88213', '2000', 'GBP', 'Leeds', '-1d']) assert.ok(!line.includes(word), word);
});
