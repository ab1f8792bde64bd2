import assert from 'node:assert/strict';
import { fileURLToPath } from 'node:url';
import { after, before, test } from 'node:test';
import { testAnalytics } from '../../../test/engines/clickhouse.ts';
import type { Analytics } from '../../platform/clickhouse/analytics.ts';
import { ch } from '../../platform/clickhouse/sql.ts';
import { groundOfFindings, orderContacts, returnsAfterComplaint, unansweredMessages } from './findings-view.ts';

let analytics: Analytics;
const schemaOf = (module: string) => ({ module, folder: fileURLToPath(new URL(`../${module}/schema/ch`, import.meta.url)) });

let number = 0;
function row(customer: number, at: string, what: { channel: string; kind?: string; direction?: string; order?: string; rating?: number; title?: string; turns?: string; automatic?: boolean; revision?: number }): string {
  number += 1;
  return JSON.stringify({
    number, revision: what.revision ?? 1, home: customer, node: customer, source: 'test', source_id: `i${number}`, brand: '', channel: what.channel, kind: what.kind ?? 'message', direction: what.direction ?? 'in', office: 'service', stage: 'support', occurred_at: `${at} 10:00:00.000`, occurred_precision: 'ms',
    placed_at: `${at} 10:00:00.000`, received_at: `${at} 10:00:00.000`, recorded_at: `${at} 10:00:00.000`, title: what.title ?? '', turns: what.turns ?? '', rating_value: what.rating ?? null, rating_min: what.rating === undefined ? null : 1, rating_max: what.rating === undefined ? null : 5,
    subject_types: what.order === undefined ? [] : ['order'], subject_ids: what.order === undefined ? [] : [what.order], properties: JSON.stringify({ automatic: what.automatic ?? false }),
  });
}

before(async () => {
  analytics = await testAnalytics([schemaOf('identity'), schemaOf('interactions')]);
  const rows = [
    row(1, '2026-01-02', { channel: 'email', order: 'A1', title: 'Where is it?' }), row(1, '2026-01-04', { channel: 'chat', order: 'A1', turns: '[{"speaker":"agent","text":"soon"}]' }), row(1, '2026-01-06', { channel: 'call', order: 'A1' }),
    row(2, '2026-01-05', { channel: 'ticket', title: 'No answer yet' }), row(2, '2026-01-09', { channel: 'ticket', title: 'Still none' }),
    row(3, '2026-01-05', { channel: 'email', title: 'A question' }), row(3, '2026-01-06', { channel: 'email', direction: 'out' }),
    row(4, '2026-01-03', { channel: 'review', direction: 'public', order: 'B2', rating: 1 }), row(4, '2026-01-12', { channel: 'return', kind: 'order-returned', order: 'B2' }),
    row(5, '2026-01-03', { channel: 'review', direction: 'public', order: 'C3', rating: 5 }), row(5, '2026-01-12', { channel: 'return', kind: 'order-returned', order: 'C3' }),
    row(6, '2026-01-04', { channel: 'email', title: 'Out of office', automatic: true }),
    row(7, '2026-01-30', { channel: 'web', kind: 'page-viewed' }),
  ];
  await analytics.insert('interactions_log', rows.join('\n'));
  await analytics.insert('identity_map', [1, 2, 3, 4, 5, 6, 7].map((customer) => JSON.stringify({ node: customer, customer, version: 1, updated_at: '2026-01-01 00:00:00.000' })).join('\n'));
  await analytics.run(ch`system reload dictionary identity_customer`);
});
after(async () => { await analytics.close(); });

test('three contacts about one order are found, over whichever channels', async () => {
  const found = await orderContacts(analytics, 10);
  assert.equal(found.total, 1);
  assert.deepEqual(found.contacts.map(({ customer, order, contacts, channels }) => ({ customer, order, contacts, channels })), [{ customer: 1, order: 'A1', contacts: 3, channels: ['call', 'chat', 'email'] }]);
});

test('a message without any later one of ours is waiting since the first such message; answers, calls and automatic mails are not', async () => {
  const found = await unansweredMessages(analytics, 10);
  assert.equal(found.total, 1);
  assert.deepEqual(found.unanswered, [{ customer: 2, channel: 'ticket', askedMs: Date.parse('2026-01-05T10:00:00Z'), about: 'No answer yet' }]);
});

test('a return after a low rating of the same order is found; one after five stars is not', async () => {
  const found = await returnsAfterComplaint(analytics, 10);
  assert.deepEqual(found, { total: 1, returned: [{ customer: 4, order: 'B2', complaint: 'Rated 1 of 5', complainedMs: Date.parse('2026-01-03T10:00:00Z'), returnedMs: Date.parse('2026-01-12T10:00:00Z') }] });
});

test('the ground is counted as it lies there', async () => {
  assert.deepEqual(await groundOfFindings(analytics), {
    interactions: 13, customers: 7, firstMs: Date.parse('2026-01-02T10:00:00Z'), lastMs: Date.parse('2026-01-30T10:00:00Z'), orders: 3, customersAskingAboutOrders: 1, contacts: 7, messagesIn: 4, customersWriting: 3, messagesOut: 1, returnedOrders: 2, complaints: 1,
  });
});
