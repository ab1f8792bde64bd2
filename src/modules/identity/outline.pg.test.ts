import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { migrationsOf, testDatabase, type TestDatabase } from '../../../test/engines/postgres.ts';
import { sql } from '../../platform/pg/sql.ts';
import { timelineOwners } from './home-store.ts';
import { describedCustomers, outlinedCustomers } from './identity-view.ts';

const CLAIMS = 2_500;
let stored: TestDatabase;
before(async () => {
  stored = await testDatabase(migrationsOf('identity'));
  const { database } = stored;
  await database.run(sql`insert into identity.customer (number, kind, node_count, first_seen_ms, last_seen_ms, merged_into) values (1, 'person', ${CLAIMS}, 0, 9, null), (2, 'person', 1, 0, 9, null), (3, 'person', 0, 0, 9, 2)`);
  await database.run(sql`insert into identity.node (number, hash, source, brand, level, traits, first_occurred_ms, evidence) select g, decode(md5(g::text), 'hex'), 'web', '', 'person', '{}', g, g from generate_series(1, ${CLAIMS + 1}::int) g`);
  await database.run(sql`insert into identity.assignment (node, customer, origin) select g, case when g <= ${CLAIMS}::int then 1 else 2 end, 1 from generate_series(1, ${CLAIMS + 1}::int) g`);
  await database.run(sql`insert into identity.node_identifier (node, type, value, verified, joins) select g, 'email', 'm' || (g % 2) || '@example.org', g = 2000, true from generate_series(1, ${CLAIMS + 1}::int) g`);
  await database.run(sql`insert into identity.node_home (node, home) select g, case when g > 1500 then 7 else 8 end from generate_series(1, ${CLAIMS + 1}::int) g`);
});
after(() => stored.close());

test('of somebody with thousands of claims a list reads the latest thousand, and how many there are; of everybody else all', async () => {
  const [large, small, ...others] = (await outlinedCustomers(stored.database, [1, 2, 3, 4])).toSorted((a, b) => a.customer - b.customer);
  assert.deepEqual(others, [], 'a number that was joined, or never was, is nobody by itself');
  assert.deepEqual([large?.claims, large?.nodes.length, large?.nodes.toSorted((a, b) => a - b)[0]], [CLAIMS, 1_000, CLAIMS - 999]);
  assert.deepEqual(large?.homes.toSorted(), [1, 7], 'their own number, and where the latest were recorded');
  assert.deepEqual(large?.identifiers, [{ type: 'email', value: 'm1@example.org', verified: false }, { type: 'email', value: 'm0@example.org', verified: true }]);
  assert.deepEqual([small?.claims, small?.nodes, small?.homes.toSorted()], [1, [CLAIMS + 1], [2, 7]]);
});

test('the page of somebody with thousands of claims reads the latest thousand too, and says how many there are', async () => {
  const [large] = await describedCustomers(stored.database, [1]);
  assert.deepEqual([large?.claims, large?.nodes.length, large?.nodes[0], large?.homes, large?.identifiers?.length], [CLAIMS, 1_000, CLAIMS - 999, [7], 2]);
});

test('of whom there are too many claims to list, a timeline asks the map whose an interaction is', async () => {
  const { database } = stored;
  const [all] = await timelineOwners(database, [1]);
  assert.deepEqual([all?.nodes?.length, all?.homes.toSorted()], [CLAIMS, [7, 8]]);
  await database.run(sql`update identity.customer set node_count = 5001 where number = 1`);
  const [capped] = await timelineOwners(database, [1]);
  assert.deepEqual([capped?.nodes, capped?.homes.toSorted()], [null, [7, 8]]);
  await database.run(sql`update identity.customer set node_count = ${CLAIMS} where number = 1`);
});
