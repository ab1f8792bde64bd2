import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { InteractionInput } from '../src/modules/interactions/contract.ts';
import { tiedInteractions } from './tied-interactions.ts';

const said = (id: string, more: Partial<InteractionInput>): InteractionInput => ({ source: 's', id, channel: 'chat', kind: 'chat-held', direction: 'in', occurredAt: '2026-03-01T10:00:00Z', ...more });

test('contacts of one person hang together by what they say, over others between; by a name, or by what another person said, they do not', () => {
  const history = [
    said('bought', { channel: 'order', identifiers: [{ type: 'email', value: 'ann@x.example' }, { type: 'order', value: 'BH1001' }] }), said('wrote', { channel: 'email', identifiers: [{ type: 'email', value: 'Ann@x.example' }] }),
    said('called', { channel: 'call', turns: [{ speaker: 'customer', text: 'It is BH1001.' }] }), said('chatted', { identifiers: [{ type: 'cookie', value: 'c1' }], traits: { givenName: 'Ann' } }),
    said('other', { identifiers: [{ type: 'cookie', value: 'c1' }] }),
  ];
  const tied = tiedInteractions(history, new Map([['s:bought', 'ann'], ['s:wrote', 'ann'], ['s:called', 'ann'], ['s:chatted', 'ann'], ['s:other', 'ben']]));
  assert.deepEqual([tied('s:called', 's:wrote'), tied('s:chatted', 's:wrote'), tied('s:chatted', 's:other')], [true, false, false]);
});
