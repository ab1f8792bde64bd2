import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { testAnalytics } from '../../../test/engines/clickhouse.ts';
import type { Analytics } from '../../platform/clickhouse/analytics.ts';
import { ch } from '../../platform/clickhouse/sql.ts';
import { createHistories, type Judged } from './histories.ts';

let analytics: Analytics;
const NOW_MS = Date.UTC(2026, 5, 20);
const DAY_MS = 86_400_000;
const NEEDS = { orders: false, complaints: false, issues: false, remedies: false };
const nobody = () => Promise.resolve(new Map<number, never>());

before(async () => {
  analytics = await testAnalytics(['identity', 'interactions', 'voice'].map((module) => ({ module, folder: fileURLToPath(new URL(`../${module}/schema/ch`, import.meta.url)) })));
});
after(() => analytics.close());

/** An interaction as the history holds it. */
function row(number: number, home: number, node: number, more: { readonly text: string; readonly direction: string; readonly order?: string; readonly revision?: number }): string {
  const at = new Date(NOW_MS - (30 - number) * DAY_MS).toISOString();
  const { order, revision = 1, ...said } = more;
  return JSON.stringify({ number, revision, home, node, source: 'mail', source_id: String(number), channel: 'email', kind: 'mail', office: 'service', occurred_at: at, occurred_precision: 'ms', placed_at: at, received_at: at, recorded_at: at, subject_types: order === undefined ? [] : ['order'], subject_ids: order === undefined ? [] : [order], subject_roles: order === undefined ? [] : [''], subject_labels: order === undefined ? [] : [''], ...said });
}

/** Everybody with what they are judged by, in the order of their numbers, and in how many groups they came. */
async function everybody(rows?: { readonly atOnce: number; readonly onPage: number }): Promise<{ readonly judged: Judged[]; readonly groups: number }> {
  const histories = createHistories({ clock: () => NOW_MS, analytics, zone: 'UTC', subjects: { ordersOfCustomers: nobody }, journeys: { issuesOfMany: () => Promise.resolve([]) }, remediesOf: nobody, readings: { shown: () => ({ version: 0, shownSinceMs: null, again: null, languages: [], card: [] }) }, ...(rows === undefined ? {} : { rows }) });
  const judged: Judged[] = [];
  let groups = 0;
  for await (const group of histories.all(NOW_MS, NEEDS)) { judged.push(...group); groups += 1; }
  return { judged: judged.toSorted((a, b) => a.customer - b.customer), groups };
}

test('a long history, read page by page, says the same of everybody as one that is read at once: also of whom other claims went to, and of orders that others were told about', async () => {
  // Claim 5 was recorded for customer 5 and is of customer 1 now; claim 9 went from customer 1, where it was recorded, to customer 9.
  await analytics.insert('identity_map', [[1, 1], [2, 2], [3, 3], [4, 4], [5, 1], [6, 6], [9, 9]].map(([node, customer]) => JSON.stringify({ node, customer, version: 1, updated_at: new Date(NOW_MS).toISOString() })).join('\n'));
  await analytics.run(ch`system reload dictionary identity_customer`, { class: 'write' });
  await analytics.insert('interactions_log', [
    row(1, 1, 1, { direction: 'in', text: 'Where is my tent?', order: 'T1001' }), row(2, 5, 5, { direction: 'in', text: 'Where is it?' }), row(3, 1, 9, { direction: 'in', text: 'Hello?' }),
    row(4, 2, 2, { direction: 'in', text: 'What of order T1001, and of T2002?' }), row(5, 6, 6, { direction: 'out', text: 'T1001 is on its way.', order: 'T1001' }), row(6, 3, 3, { direction: 'out', text: 'It is late.', order: 'T2002' }),
    row(7, 3, 3, { direction: 'in', text: 'Thank you.' }), row(8, 4, 4, { direction: 'in', text: 'Hello?' }), row(9, 0, 0, { direction: 'in', text: 'Who are you?', order: 'T2002' }),
    // Of this one a later revision names another order.
    row(10, 6, 6, { direction: 'out', text: 'Sorry.', order: 'T2002' }), row(10, 6, 6, { direction: 'out', text: 'Sorry.', order: 'T3003', revision: 2 }),
  ].join('\n'));
  const [atOnce, paged] = [await everybody(), await everybody({ atOnce: 0, onPage: 2 })];
  assert.deepEqual(paged.judged, atOnce.judged);
  assert.ok(atOnce.groups === 1 && paged.groups >= 4, `${paged.groups} pages`);
  const numbers = (customer: number): number[] => paged.judged.find((one) => one.customer === customer)?.history.contacts.map(({ number }) => number) ?? [];
  assert.deepEqual([1, 2, 9, -9].map(numbers), [[1, 2, 5], [4, 5, 6], [3], [6, 9]], 'what was told to others about an order that one names counts too');
});
