import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readContext } from './chatwoot-context.ts';

const CONTEXT = { event: 'appContext', data: { conversation: { id: 10, account_id: 7, messages: [], meta: {} }, contact: { id: 12, email: 'jane@acme.example', phone_number: null, name: 'Jane' }, currentAgent: { id: 1, name: 'Ann', email: 'ann@staff.example' } } };

test('what Chatwoot’s page posts names the conversation, the contact and the agent', () => {
  assert.deepEqual(readContext(JSON.stringify(CONTEXT)), { account: 7, conversation: 10, agentEmail: 'ann@staff.example', email: 'jane@acme.example', phone: null });
  assert.equal(readContext(JSON.stringify({ ...CONTEXT, data: { ...CONTEXT.data, contact: null } }))?.email, null);
});

test('anything else that a page posts is nothing', () => {
  for (const data of [null, CONTEXT, 'no json', '{}', '[]', JSON.stringify({ ...CONTEXT, event: 'other' }), JSON.stringify({ ...CONTEXT, data: { ...CONTEXT.data, currentAgent: null } }), JSON.stringify({ ...CONTEXT, data: { ...CONTEXT.data, conversation: { id: '10', account_id: 7 } } })]) assert.equal(readContext(data), null);
});
