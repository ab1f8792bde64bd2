import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { openHouse, OWNER, silent, type House } from '../../../test/engines/people-house.ts';
import { sql } from '../../platform/pg/sql.ts';
import { createPeople } from './index.ts';

describe('the audit log', () => {
  let house: House;
  before(async () => { house = await openHouse({ ownerEmail: 'Olga@Example.org', ownerPassword: OWNER.password, company: 'Fjell', zone: 'Europe/Oslo' }); });
  after(() => house.close());

  test('tells who did, saw and was refused what, the newest first, without personal data', async () => {
    const cookie = await house.signIn('olga@example.org', OWNER.password);
    const [owner] = await house.people.list();
    assert.ok(owner !== undefined);
    await house.ask('/api/sign-in', { body: { email: 'olga@example.org', password: 'wrong' } });
    await house.ask('/api/keys');
    const added = (await (await house.ask('/api/people', { body: { name: 'Anna Agent', email: 'anna@example.org', password: 'long enough 1', role: 'agent' }, cookie })).json()) as { id: string };
    const agent = await house.signIn('anna@example.org', 'long enough 1');
    await house.ask('/api/people', { cookie: agent });
    const answer = await (await house.ask('/api/audit', { cookie })).text();
    const { entries } = JSON.parse(answer) as { entries: { who: string; what: string; about: string | null; outcome: string }[] };
    assert.deepEqual(entries.map(({ who, what, about, outcome }) => [who, what, about, outcome]), [
      [added.id, 'GET /api/people', null, 'refused'], [added.id, 'people.signed-in', added.id, 'allowed'], [owner.id, 'people.added', added.id, 'allowed'], ['nobody', 'GET /api/keys', null, 'refused'],
      ['nobody', 'POST /api/sign-in', owner.id, 'refused'], [owner.id, 'people.signed-in', owner.id, 'allowed'], ['custos', 'people.owner-created', owner.id, 'allowed'],
    ]);
    assert.ok(!/olga|anna/i.test(answer));
  });

  test('can be read page by page and by person', async () => {
    const cookie = await house.signIn('olga@example.org', OWNER.password);
    const page = async (query: string): Promise<{ entries: { who: string }[]; next: string | null }> => (await (await house.ask(`/api/audit?${query}`, { cookie })).json()) as never;
    const first = await page('limit=2');
    assert.equal(first.entries.length, 2);
    const second = await page(`limit=500&before=${first.next}`);
    assert.equal(second.next, null);
    assert.equal(first.entries.length + second.entries.length, (await page('limit=500')).entries.length);
    const nobody = await page('who=nobody');
    assert.ok(nobody.entries.length >= 2 && nobody.entries.every(({ who }) => who === 'nobody'));
    assert.equal((await house.ask('/api/audit?before=x', { cookie })).status, 400);
  });

  test('cannot be changed or shortened, not even by a statement', async () => {
    await house.people.flush();
    await assert.rejects(house.own.database.run(sql`delete from people.audit`), /append only/);
    await assert.rejects(house.own.database.run(sql`update people.audit set who = 'nobody'`), /append only/);
  });

  test('loses nothing when Custos closes, and writes nothing twice', async () => {
    const elsewhere = await createPeople({ database: house.own.database, pool: house.pool, log: silent, clock: () => house.nowMs });
    for (let number = 0; number < 2_500; number += 1) elsewhere.audit({ viewer: { kind: 'person', id: 'per_closing', name: 'C', role: 'agent' }, what: 'customer.seen', about: `cus_${number}`, outcome: 'allowed' });
    await Promise.all([elsewhere.flush(), elsewhere.close()]);
    const [row] = await house.own.database.rows<{ lines: number; things: number; sorted: boolean }>(sql`select count(*) as lines, count(distinct about) as things, array_agg(about order by id) = array_agg(about order by substr(about, 5)::int) as sorted from people.audit where who = 'per_closing'`);
    assert.deepEqual(row, { lines: 2_500, things: 2_500, sorted: true });
  });

  test('a scanner without access leaves one line a second for each thing it tries, not one for each try', async () => {
    const before = (await house.people.auditPage({ who: 'nobody', limit: 500 })).entries.length;
    await Promise.all(Array.from({ length: 50 }, () => house.ask('/api/keys')));
    const { entries } = await house.people.auditPage({ who: 'nobody', limit: 500 });
    assert.ok(entries.length - before <= 3, `${entries.length - before} lines`);
    assert.ok(entries.length > before);
  });
});
