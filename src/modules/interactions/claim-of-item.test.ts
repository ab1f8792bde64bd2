import assert from 'node:assert/strict';
import { test } from 'node:test';
import { claimOfItem } from './claim-of-item.ts';
import { parseStep } from './parse-step.ts';

/** Orders about which somebody came, as identity hears of them. */
function heardOf(told: object): readonly string[] | undefined {
  const raw = { id: 'i-1', channel: 'chat', kind: 'chat-held', direction: 'in', occurredAt: '2026-03-01T10:00:00Z', identifiers: [{ type: 'cookie', value: 'c1' }], subjects: [{ type: 'order', id: 'BH1001' }, { type: 'agent', id: 'a-1', role: 'handled-by' }, { type: 'order', id: 'BH1001' }], ...told };
  const step = parseStep(raw, 'web', 'UTC', Date.UTC(2026, 5, 1));
  return step.ok ? claimOfItem({ number: 1, revision: 1, older: false, receivedMs: 0, sentMs: null, checked: step.value.checked }).about : assert.fail(step.refusal.detail);
}

test('who comes to talk about an order is heard of with it; what we send, what is said before everybody and what nobody says is not', () => {
  assert.deepEqual(heardOf({}), ['BH1001']);
  assert.deepEqual(heardOf({ channel: 'call', kind: 'call-answered', identifiers: [] }), ['BH1001']);
  for (const other of [{ direction: 'out' }, { channel: 'social', direction: 'public' }, { channel: 'staff', kind: 'note-written', direction: 'internal' }, { channel: 'web', kind: 'page-viewed' }]) assert.equal(heardOf(other), undefined, JSON.stringify(other));
});
