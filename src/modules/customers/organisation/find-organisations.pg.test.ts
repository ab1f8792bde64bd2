import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import { identityHouse, type IdentityHouse } from '../../../../test/engines/identity-house.ts';
import { publicId } from '../../../kernel/public-id.ts';
import { sql } from '../../../platform/pg/sql.ts';
import { putTraits } from '../trait-store.ts';
import type { OrganisationOfCustomer } from './contract.ts';
import { findOrganisations } from './find-organisations.ts';
import { PROVIDER_FROM } from './organisations.ts';

const NOW = Date.UTC(2026, 5, 1);
const AT = new Date(NOW).toISOString();
let house: IdentityHouse;
let identity: ReturnType<IdentityHouse['started']>;
before(async () => { house = await identityHouse('customers'); });
beforeEach(async () => {
  await house.emptied();
  await house.database.run(sql`truncate customers.trait`);
  identity = house.started();
});
after(() => house.close());

const claim = (address: string) => ({ source: 'shop', brand: '', identifiers: [{ type: 'email', value: address, verified: true }], traits: {}, session: null, occurredMs: NOW, evidence: 1 });
let said = 0;

/** Somebody with an address, and what a source says of them. */
async function known(address: string, traits: Readonly<Record<string, string>> = {}, source = 'crm'): Promise<number> {
  const [who] = await house.send(identity, [claim(address)]);
  assert.ok(who !== undefined);
  const { node } = who;
  const facts = Object.entries(traits).map(([name, value]) => ({ node, name, value, source, saidMs: NOW, interaction: said += 1, key: `00000000-0000-0000-0000-${String(said).padStart(12, '0')}` }));
  if (facts.length > 0) await house.database.transaction((tx) => putTraits(tx, facts));
  return who.customer;
}
const organisationsOf = async (customer: number): Promise<OrganisationOfCustomer[]> => (await findOrganisations({ database: house.database, identity }, publicId('customer', customer))).organisations;
const shown = (customer: number, name: string | null): { id: string; name: string | null } => ({ id: publicId('customer', customer), name });

test('who says a company, and whose domain has a desk and others, belongs to it with all of them; from the desk’s page they are seen too', async () => {
  const ann = await known('ann@acme.example', { company: 'Acme GmbH', name: 'Ann Lee' });
  const bob = await known('bob@acme.example', { name: 'Bob Roe' });
  const cid = await known('cid@gmail.com', { company: 'ACME gmbh', name: 'Cid Poe' });
  const desk = await known('info@acme.example');
  await known('dan@other.example', { company: 'Other' });
  assert.deepEqual(await organisationsOf(ann), [{
    name: 'Acme GmbH', domains: ['acme.example'], said: [{ source: 'crm', at: AT }], people: { count: 2, isLeast: false, shown: [shown(bob, 'Bob Roe'), shown(cid, 'Cid Poe')] }, desks: [{ id: publicId('customer', desk), address: 'info@acme.example' }],
  }]);
  const [ofBob] = await organisationsOf(bob);
  assert.deepEqual([ofBob?.name, ofBob?.said, ofBob?.people.shown.map(({ id }) => id)], ['Acme GmbH', [], [publicId('customer', ann)]]);
  const [ofDesk] = await organisationsOf(desk);
  assert.deepEqual([ofDesk?.name, ofDesk?.people.count, ofDesk?.desks], ['Acme GmbH', 2, []]);
});

test('nothing is told of who has an address at a public provider or at a domain of their own, and says no company', async () => {
  await known('eve@gmail.com');
  assert.deepEqual(await organisationsOf(await known('fay@gmail.com')), []);
  assert.deepEqual(await organisationsOf(await known('gus@gus-roe.example', { company: 'n/a' })), []);
  await assert.rejects(organisationsOf(999_999), { code: 'customer-unknown' });
});

test('a company’s name with signs that a search would read otherwise finds those alone who say it', async () => {
  const hal = await known('hal@gmail.com', { company: '100%_Bio\\Hof' });
  const ida = await known('ida@gmail.com', { company: '100%_bio\\hof' });
  await known('jan@gmail.com', { company: '100 and more bio hof' });
  assert.deepEqual((await organisationsOf(hal))[0]?.people.shown.map(({ id }) => id), [publicId('customer', ida)]);
});

test('of a domain at which very many people have addresses nothing is told', async () => {
  await house.send(identity, Array.from({ length: PROVIDER_FROM }, (_, at) => claim(`p${at}@post.example`)));
  assert.deepEqual(await organisationsOf(await known('kim@post.example')), []);
});

test('who has an address at a domain is found by an index, not by looking through all addresses', async () => {
  const plan = await house.database.rows<{ 'QUERY PLAN': string }>(sql`explain select node from identity.node_identifier where type = 'email' and split_part(value, '@', 2) = 'acme.example'`);
  assert.match(plan.map((row) => row['QUERY PLAN']).join('\n'), /node_identifier_domain/);
});
