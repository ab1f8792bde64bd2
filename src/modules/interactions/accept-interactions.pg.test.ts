import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { migrationsOf, testDatabase, type TestDatabase } from '../../../test/engines/postgres.ts';
import { sql } from '../../platform/pg/sql.ts';
import { createAcceptor, type InboxGroup } from './accept-interactions.ts';
import { readInbox } from './inbox-body.ts';

let test1: TestDatabase;
const groups: InboxGroup[] = [];
let nowMs = Date.parse('2026-03-10T12:00:00Z');

before(async () => { test1 = await testDatabase(migrationsOf('platform', 'interactions')); });
after(async () => { await test1.close(); });

function acceptor() {
  return createAcceptor({ database: test1.database, zone: 'UTC', clock: () => nowMs, onGroup: (group) => { groups.push(group); } });
}

const item = (id: string, more: object = {}): Record<string, unknown> => ({ id, channel: 'chat', kind: 'message', direction: 'in', occurredAt: '2026-03-10T10:00:00Z', text: `words of ${id}`, ...more });

async function statuses(source: string, items: readonly unknown[]): Promise<string[]> {
  return (await acceptor().accept(source, items)).map((result) => result.status);
}

test('a batch is answered item by item: new, the same again, changed, and what could not be accepted', async () => {
  assert.deepEqual(await statuses('web', [item('a'), item('b')]), ['accepted', 'accepted']);
  assert.deepEqual(await statuses('web', [item('a'), item('b', { text: 'edited' }), item('c', { occurredAt: '2999-01-01' })]), ['duplicate', 'revised', 'quarantined']);
  assert.deepEqual(await statuses('shop', [item('a')]), ['accepted'], 'the same id of another source is another interaction');
});

test('the same id twice in one batch counts once; changed, it is a revision of the first', async () => {
  assert.deepEqual(await statuses('web', [item('twice'), item('twice'), item('twice', { text: 'changed' })]), ['accepted', 'duplicate', 'revised']);
});

test('a late repeat of an earlier wording does not bring it back', async () => {
  assert.deepEqual(await statuses('web', [item('edit', { text: 'one' })]), ['accepted']);
  assert.deepEqual(await statuses('web', [item('edit', { text: 'two' })]), ['revised']);
  assert.deepEqual(await statuses('web', [item('edit', { text: 'one' })]), ['duplicate']);
});

test('versions given by the source decide, not the order of arrival', async () => {
  await statuses('erp', [item('v', { version: 5, text: 'five' })]);
  groups.length = 0;
  assert.deepEqual(await statuses('erp', [item('v', { version: 3, text: 'three' })]), ['revised']);
  assert.equal(groups[0]?.items[0]?.older, true, 'kept in the history only');
  assert.deepEqual(await statuses('erp', [item('v', { version: 3, text: 'three' })]), ['duplicate']);
  assert.deepEqual(await statuses('erp', [item('v', { version: 6, text: 'six' })]), ['revised']);
});

test('everything accepted lies in the inbox when the answer comes, and nothing else does', async () => {
  const before1 = await inboxItems();
  await statuses('web', [item('x1'), item('x1'), item('x2'), { no: 'thing' }]);
  assert.equal(await inboxItems() - before1, 2);
});

async function inboxItems(): Promise<number> {
  const rows = await test1.database.rows<{ items: number; body: string }>(sql`select items, body from interactions.inbox`);
  for (const { items, body } of rows) assert.equal(readInbox(body).items.length, items);
  return rows.reduce((sum, { items }) => sum + items, 0);
}

test('a batch of which some was sent before: what is new lies in the inbox under its own number, and what is not does not', async () => {
  await statuses('mixed', [item('m2'), item('m4')]);
  assert.deepEqual(await statuses('mixed', [item('m1'), item('m2'), item('m3', { sentAt: '2026-03-10T11:00:00Z' }), item('m4')]), ['accepted', 'duplicate', 'accepted', 'duplicate']);
  const [last] = await test1.database.rows<{ id: number; body: string }>(sql`select id, body from interactions.inbox order by id desc limit 1`);
  const { items, holdsRepeats } = readInbox(last?.body ?? '[]');
  assert.equal(holdsRepeats, true);
  assert.deepEqual(items.map(({ checked, sentMs }) => [checked.id, sentMs]), [['m1', null], ['m3', Date.parse('2026-03-10T11:00:00Z')]]);
  assert.deepEqual(groups.at(-1), { id: last?.id, items });
});

test('card numbers never reach the inbox or the quarantine', async () => {
  await statuses('web', [item('card', { text: 'pay with 4111 1111 1111 1111' }), item('card2', { occurredAt: 'never', text: '4111111111111111' })]);
  const [row] = await test1.database.rows<{ found: number }>(sql`
    select (select count(*) from interactions.inbox where body ~ '4111 ?1111')::int + (select count(*) from interactions.parked where body ~ '4111 ?1111')::int as found`);
  assert.equal(row?.found, 0);
});

test('NUL and broken characters are taken out instead of breaking everybody’s batch', async () => {
  assert.deepEqual(await statuses('web', [item('nul', { text: 'a\u0000b \ud800' }), item('bad\u0000id'), item('fine')]), ['accepted', 'accepted', 'accepted']);
});

test('many requests at once are each answered with their own results', async () => {
  const one = acceptor();
  const answers = await Promise.all(Array.from({ length: 60 }, (_, i) => one.accept('load', [item(`m${i}`), item(`m${i % 10}`)])));
  const accepted = answers.flat().filter((result) => result.status === 'accepted').length;
  assert.equal(accepted, 60);
  assert.equal(answers.flat().filter((result) => result.status === 'duplicate').length, 60);
});

test('an item of over a megabyte is parked with the limit, and its neighbours are accepted', async () => {
  const [big, small] = await acceptor().accept('web', [item('big', { text: 'x'.repeat(1_100_000) }), item('small')]);
  assert.equal(big?.reason, 'too-large');
  assert.match(big?.detail ?? '', /1048576/);
  assert.equal(small?.status, 'accepted');
  nowMs += 1;
});
