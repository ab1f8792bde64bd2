import assert from 'node:assert/strict';
import { test } from 'node:test';
import { mostUsed } from './observed-channels.ts';

const used = (channel: string, times: number) => ({ channel, times, lastAt: '2026-06-01T10:00:00.000Z' });

test('the channel that somebody most often writes by, with how often; two that are level are both told', () => {
  assert.deepEqual(mostUsed([used('call', 1), used('chat', 7), used('email', 4)]), { times: 12, most: ['chat'], channels: [used('chat', 7), used('email', 4), used('call', 1)] });
  assert.deepEqual(mostUsed([used('email', 2), used('chat', 2)]).most, ['chat', 'email']);
});

test('below three times nothing is said about a preference, only how often', () => {
  assert.deepEqual([mostUsed([]).most, mostUsed([used('chat', 2)])], [[], { times: 2, most: [], channels: [used('chat', 2)] }]);
  assert.deepEqual(mostUsed([used('chat', 2), used('call', 1)]).most, ['chat']);
});
