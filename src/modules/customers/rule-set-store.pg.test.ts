import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { migrationsOf, testDatabase, type TestDatabase } from '../../../test/engines/postgres.ts';
import { sql } from '../../platform/pg/sql.ts';
import { createRuleTally } from './count-rules.ts';
import { contentHash } from './customer-rules.ts';
import { DEFAULT_RULES, EXAMPLE_PERSONA } from './default-rules.ts';
import { insertRuleSet, keepCount, keptCount, latestRuleSet, ruleSetOfVersion } from './rule-set-store.ts';

let stored: TestDatabase;
before(async () => { stored = await testDatabase(migrationsOf('customers')); });
after(() => stored.close());

const saved = (basedOn: number, note: string) => stored.database.transaction((tx) => insertRuleSet(tx, basedOn, { hash: contentHash({ note }), rules: { ...DEFAULT_RULES, personas: [EXAMPLE_PERSONA] }, note, by: 'per_1' }));

test('each saving of the rules is a version of its own, and of two who change the same version the second is refused', async () => {
  assert.equal(await latestRuleSet(stored.database), null);
  assert.equal((await saved(0, 'first'))?.version, 1);
  const both = await Promise.all([saved(1, 'mine'), saved(1, 'yours')]);
  assert.deepEqual(both.flatMap((one) => one?.version ?? []), [2]);
  assert.equal(await saved(1, 'late'), null);
  assert.deepEqual((await ruleSetOfVersion(stored.database, 1))?.rules.personas, [EXAMPLE_PERSONA]);
  assert.equal((await latestRuleSet(stored.database))?.version, 2);
});

test('a version is never changed and never removed', async () => {
  for (const statement of [sql`update customers.rule_set set note = 'other'`, sql`delete from customers.rule_set`]) await assert.rejects(stored.database.run(statement));
});

test('the last figures are there again after a start; those of other rules are let go', async () => {
  const counts = createRuleTally(DEFAULT_RULES).counts();
  await stored.database.transaction((tx) => keepCount(tx, 'a', { countedMs: 1_000, tookMs: 5, counts }));
  await stored.database.transaction((tx) => keepCount(tx, 'b', { countedMs: 2_000, tookMs: 6.4, counts }));
  assert.equal(await keptCount(stored.database, 'a'), null);
  const kept = await keptCount(stored.database, 'b');
  assert.deepEqual([kept?.countedAt.getTime(), kept?.tookMs, kept?.counts], [2_000, 6, counts]);
});

test('equal contents have one hash, whoever wrote them in which order', () => {
  assert.equal(contentHash({ a: 1, b: [{ d: null, c: 'x' }] }), contentHash({ b: [{ c: 'x', d: null }], a: 1 }));
  assert.notEqual(contentHash({ a: [1, 2] }), contentHash({ a: [2, 1] }));
});
