import assert from 'node:assert/strict';
import { test } from 'node:test';
import { saidSettled } from './said-settled.ts';

test('a help desk’s “solved”, in several languages or as a yes, says that a talk ended solved; “pending” that it did not; anything else says nothing', () => {
  for (const properties of [{ status: 'Solved' }, { ticket_status: 'closed' }, { resolved: true }, { disposition: 'erledigt' }, { status: 'later', outcome: 'done' }]) assert.equal(saidSettled(properties), true, JSON.stringify(properties));
  for (const properties of [{ status: 'pending' }, { resolved: false }, { outcome: 'Transferred' }]) assert.equal(saidSettled(properties), false, JSON.stringify(properties));
  for (const properties of [{}, { status: 'gold customer' }, { status: { deep: 'solved' } }, { status: 3 }]) assert.equal(saidSettled(properties), null, JSON.stringify(properties));
});
