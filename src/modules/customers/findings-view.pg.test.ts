import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import { migrationsOf, testDatabase, type TestDatabase } from '../../../test/engines/postgres.ts';
import { sql } from '../../platform/pg/sql.ts';
import { withOwners } from '../identity/index.ts';
import { customersSharingTraits, namedCustomers } from './findings-view.ts';

const seed = Number(process.env['SEED'] ?? Date.now() % 1_000_000);
console.log(`seed ${seed}`);
let stored: TestDatabase;
before(async () => { stored = await testDatabase(migrationsOf('identity', 'customers')); });
beforeEach(() => stored.database.run(sql`truncate customers.trait, identity.assignment, identity.customer cascade`));
after(() => stored.close());

type Claim = { readonly node: number; readonly customer: number; readonly traits: Readonly<Record<string, string | null>> };

async function kept(claims: readonly Claim[]): Promise<void> {
  const { database } = stored;
  const customers = [...new Set(claims.map((one) => one.customer))];
  await database.run(sql`insert into identity.customer (number, kind, node_count, first_seen_ms, last_seen_ms) select number, 'person', 1, 0, 0 from unnest(${customers}::bigint[]) as number`);
  await database.run(sql`insert into identity.assignment (node, customer, origin) select node, customer, customer from unnest(${claims.map((one) => one.node)}::bigint[], ${claims.map((one) => one.customer)}::bigint[]) as v (node, customer)`);
  const said = claims.flatMap(({ node, traits }) => Object.entries(traits).map(([name, value]) => ({ node, name, value })));
  await database.run(sql`
    insert into customers.trait (node, name, value, source, said_at, interaction, key)
    select node, name, value, 'shop', now(), node, gen_random_uuid() from unnest(${said.map((one) => one.node)}::bigint[], ${said.map((one) => one.name)}::text[], ${said.map((one) => one.value)}::text[]) as v (node, name, value)`);
}

test('customers are counted, not claims: who is named in three claims counts once; a name that was taken back does not count', async () => {
  await kept([
    { node: 1, customer: 7, traits: { name: 'Ann Vik', postcode: '0150' } }, { node: 2, customer: 7, traits: { name: 'Ann Vik' } }, { node: 3, customer: 7, traits: { familyName: 'Vik' } },
    { node: 4, customer: 8, traits: { name: 'Bo Lund' } }, { node: 5, customer: 8, traits: { postcode: '0150' } },
    { node: 6, customer: 9, traits: { name: null, street: 'Storgata 1' } }, { node: 7, customer: 10, traits: { givenName: 'Cai', street: 'Storgata 1' } },
  ]);
  assert.deepEqual(await namedCustomers(stored.database, withOwners), { named: 2, described: 1 });
});

test('one name and one more trait in several customers is found, however many say the same within one customer', async () => {
  const one = Array.from({ length: 30 }, (_, at) => [`Person ${at} Alone`, 100 + at] as const).flatMap(([name, customer], at) => [1, 2, 3].map((each) => ({ node: at * 3 + each, customer, traits: { name, postcode: '1' } })));
  await kept([...one, { node: 900, customer: 1, traits: { name: 'Ann  VIK ', postcode: '0150' } }, { node: 901, customer: 2, traits: { givenName: 'ann', familyName: 'Vik', postcode: '0150 ', street: 'Storgata 1' } }]);
  assert.deepEqual(await customersSharingTraits(stored.database, withOwners, 5), [{ name: 'ann vik', trait: 'postcode', customers: [1, 2] }]);
});

test('on random claims it counts what counting one by one counts', async () => {
  let state = seed + 1;
  const below = (most: number): number => { state = (state * 48_271) % 2_147_483_647; return state % most; };
  const claims = Array.from({ length: 3_000 }, (_, node): Claim => {
    const traits: Record<string, string | null> = {};
    for (const name of ['name', 'givenName', 'familyName', 'postcode', 'street', 'birthDate', 'city']) if (below(3) === 0) traits[name] = below(8) === 0 ? null : `${name === 'name' ? 'Ann ' : ''}${name} ${below(900)}`;
    return { node, customer: 1 + below(800), traits };
  });
  await kept(claims);
  const says = ({ traits }: Claim, names: readonly string[]): boolean => names.some((name) => traits[name] != null);
  const named = claims.filter((claim) => says(claim, ['name', 'familyName']));
  const customersOf = (some: readonly Claim[]): number => new Set(some.map(({ customer }) => customer)).size;
  assert.deepEqual(await namedCustomers(stored.database, withOwners), { named: customersOf(named), described: customersOf(named.filter((claim) => says(claim, ['postcode', 'street', 'birthDate']))) });
});
