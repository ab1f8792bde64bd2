import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { migrationsOf, testDatabase, type TestDatabase } from '../../../test/engines/postgres.ts';
import { sql } from '../../platform/pg/sql.ts';
import { withProof } from '../identity/index.ts';
import { LATEST_WORD, type Survivorship } from './contract.ts';
import { goldenOfCustomers, rulesThatHold } from './golden-of-customers.ts';
import { insertSurvivorship, latestSurvivorship, survivorshipVersions } from './survivorship-store.ts';

let stored: TestDatabase;
before(async () => { stored = await testDatabase(migrationsOf('platform', 'identity', 'customers')); });
after(() => stored.close());

const BY_PROOF: Survivorship = { sources: [], everyTrait: ['verification', 'recency'], traits: [] };
const saved = (basedOn: number, rules: Survivorship, note: string) => stored.database.transaction((tx) => insertSurvivorship(tx, basedOn, { rules, note, by: 'per_1' }));

test('until somebody writes rules the latest word counts; each saving is a version, and of two who change the same one the second is refused', async () => {
  assert.deepEqual(await rulesThatHold(stored.database), LATEST_WORD);
  assert.equal((await saved(0, LATEST_WORD, 'as it was'))?.version, 1);
  const both = await Promise.all([saved(1, BY_PROOF, 'mine'), saved(1, BY_PROOF, 'yours')]);
  assert.deepEqual(both.flatMap((one) => one?.version ?? []), [2]);
  assert.equal(await saved(1, LATEST_WORD, 'late'), null);
  assert.deepEqual(await rulesThatHold(stored.database), BY_PROOF);
  assert.deepEqual((await survivorshipVersions(stored.database)).map(({ version }) => version), [2, 1]);
});

test('a version is never changed and never removed', async () => {
  for (const statement of [sql`update customers.survivorship set note = 'other'`, sql`delete from customers.survivorship`]) await assert.rejects(stored.database.run(statement));
  assert.equal((await latestSurvivorship(stored.database))?.version, 2);
});

test('how a source knew who spoke comes with the claim: the surest of its ways, verified without a way, or only claimed', async () => {
  await stored.database.run(sql`
    insert into identity.node_identifier (node, type, value, verified, joins, verified_by) values
      (1, 'email', 'a@example.org', true, true, 'dkim'), (1, 'user', 'u1', true, true, 'login'), (2, 'email', 'a@example.org', true, true, null), (3, 'email', 'a@example.org', false, true, null)`);
  await stored.database.run(sql`
    insert into customers.trait (node, name, value, source, said_at, interaction, key)
    select n, 'city', 'said by ' || n, 'shop', '2026-01-01'::timestamptz + n * interval '1 day', n, '00000000-0000-0000-0000-000000000000' from generate_series(1, 4) n`);
  const golden = await goldenOfCustomers({ database: stored.database, identity: { withProof } }, [{ customer: 1, nodes: [1, 2, 3, 4] }, { customer: 2, nodes: [] }]);
  const [city] = golden.get(1) ?? [];
  assert.deepEqual([city?.value, city?.verifiedBy, city?.lost.map(({ value, verifiedBy, lostBy }) => [value, verifiedBy, lostBy])], ['said by 1', 'login', [['said by 2', '', 'verification'], ['said by 4', null, 'verification'], ['said by 3', null, 'verification']]]);
  assert.deepEqual(golden.get(2), []);
});
