import assert from 'node:assert/strict';
import { test } from 'node:test';
import { claimOfItem } from './claim-of-item.ts';
import { parseStep } from './parse-step.ts';

/** Orders about which somebody came, and numbers that they named, as identity hears of them. */
function heardOf(told: object): { readonly about?: readonly string[] | undefined; readonly named?: readonly string[] | undefined } {
  const raw = { id: 'i-1', channel: 'chat', kind: 'chat-held', direction: 'in', occurredAt: '2026-03-01T10:00:00Z', identifiers: [{ type: 'cookie', value: 'c1' }], subjects: [{ type: 'order', id: 'BH1001' }, { type: 'agent', id: 'a-1', role: 'handled-by' }, { type: 'order', id: 'BH1001' }], ...told };
  const step = parseStep(raw, 'web', 'UTC', Date.UTC(2026, 5, 1));
  if (!step.ok) return assert.fail(step.refusal.detail);
  const { about, named } = claimOfItem({ number: 1, revision: 1, older: false, receivedMs: 0, sentMs: null, checked: step.value.checked });
  return { ...(about === undefined ? {} : { about }), ...(named === undefined ? {} : { named }) };
}

test('who comes to talk about an order is heard of with it; what we send, what is said before everybody and what nobody says is not', () => {
  assert.deepEqual(heardOf({}), { about: ['BH1001'] });
  assert.deepEqual(heardOf({ channel: 'call', kind: 'call-answered', identifiers: [] }), { about: ['BH1001'] });
  for (const other of [{ direction: 'out' }, { channel: 'social', direction: 'public' }, { channel: 'staff', kind: 'note-written', direction: 'internal' }, { channel: 'web', kind: 'page-viewed' }]) assert.deepEqual(heardOf({ ...other, text: 'BH1001' }), {}, JSON.stringify(other));
});

test('where no source says which order it is about, numbers in the customer’s own words may be one; ours are not asked', () => {
  const turns = [{ speaker: 'agent', text: 'Is it BH-2002?' }, { speaker: 'customer', text: 'No, BH-1001-7, of 14.95 euros.' }];
  assert.deepEqual(heardOf({ subjects: [], turns }), { named: ['BH-1001-7'] });
  assert.deepEqual(heardOf({ channel: 'email', kind: 'mail-received', subjects: [], title: 'Re: Tent / BH3003', text: 'Where is it?' }), { named: ['BH3003'] });
  assert.deepEqual(heardOf({ turns }), { about: ['BH1001'] }, 'what the source says goes before');
  assert.deepEqual(heardOf({ subjects: [], text: 'Where is my parcel?' }), {});
});
