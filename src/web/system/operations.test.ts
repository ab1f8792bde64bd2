import assert from 'node:assert/strict';
import { test } from 'node:test';
import { routes as customers } from '../../modules/customers/contract.ts';
import { addressOf } from '../api.ts';
import { addressFor, operationsOf } from './operations.ts';

const described = {
  openapi: '3.1.0',
  paths: {
    '/api/customers/{id}/timeline': { get: { summary: 'What happened', tags: ['customers'], 'x-gate': 'see-customers', parameters: [{ name: 'id', in: 'path', required: true, schema: { type: 'string' } }, { name: 'limit', in: 'query', required: false, schema: { type: 'integer', default: 100 } }], responses: { 200: { content: { 'application/json': {} } } } } },
    '/api/customers/{id}/live': { get: { summary: 'Live', tags: ['customers'], responses: { 200: { content: { 'text/event-stream': {} } } } } },
    '/api/imports/files': { post: { tags: ['imports'], requestBody: { content: { 'application/octet-stream': {} } }, responses: {} } },
  },
};

test('Routes of the description can be tried, but for streams and files', () => {
  assert.deepEqual(operationsOf(described).map((operation) => [operation.method, operation.plain]), [['GET', true], ['GET', false], ['POST', false]]);
});

test('Parameters go where the description says, and empty ones nowhere', () => {
  const [timeline] = operationsOf(described);
  assert.ok(timeline !== undefined);
  assert.equal(addressFor(timeline, { id: 'cus_a/b', limit: '5' }), '/api/customers/cus_a%2Fb/timeline?limit=5');
  assert.equal(addressFor(timeline, { id: 'cus_a' }), '/api/customers/cus_a/timeline');
});

test('Calls of the page fill a contract’s address in the same way', () => {
  assert.equal(addressOf(customers.timeline, { params: { id: 'cus_a' }, query: { text: 'where is it?', before: undefined } }), '/api/customers/cus_a/timeline?text=where+is+it%3F');
});
