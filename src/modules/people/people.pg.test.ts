import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { Pool } from 'pg';
import { migrationsOf, testDatabase, type TestDatabase } from '../../../test/engines/postgres.ts';
import { ACTIONS, MAY, ROLES, type Role } from '../../kernel/access.ts';
import type { AppError } from '../../kernel/app-error.ts';
import { createHttpServer, type HttpServer } from '../../platform/http/create-server.ts';
import { createLog } from '../../platform/log/log.ts';
import { createPool } from '../../platform/pg/connection.ts';
import { sql } from '../../platform/pg/sql.ts';
import { createPeople, type People, type PeopleSettings } from './index.ts';
import { SIGN_IN_LIMITS } from './limit-sign-in.ts';
import { servePeopleRoutes } from './routes.ts';

const OWNER = { name: 'Olga Owner', email: 'olga@example.org', password: 'correct horse battery', company: 'Fjell & Sons', zone: 'Europe/Oslo' };
const log = createLog('error', () => undefined);

/** One installation: its own database, people and web server, with a clock that the test moves. */
type House = { readonly own: TestDatabase; readonly pool: Pool; people: People; server: HttpServer; nowMs: number; ask(path: string, options?: { body?: unknown; method?: string; cookie?: string; key?: string }): Promise<Response>; signIn(email: string, password: string): Promise<string>; close(): Promise<void> };

async function openHouse(settings: PeopleSettings = {}): Promise<House> {
  const own = await testDatabase(migrationsOf('people'));
  const pool = createPool(own.connection, { max: 4, searchPath: 'people', allowExitOnIdle: true });
  const house = { own, pool, nowMs: Date.now() } as House;
  house.people = await createPeople({ database: own.database, pool, log, clock: () => house.nowMs, settings });
  house.server = createHttpServer({ log, viewerOf: house.people.viewerOf, audit: house.people.audit });
  servePeopleRoutes(house.server, house.people);
  await house.server.listen('127.0.0.1', 0);
  house.ask = (path, { body, method = body === undefined ? 'GET' : 'POST', cookie, key } = {}) => fetch(house.server.address() + path, {
    method, headers: { ...(cookie === undefined ? {} : { cookie }), ...(key === undefined ? {} : { authorization: `Bearer ${key}` }) }, ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  house.signIn = async (email, password) => {
    const response = await house.ask('/api/sign-in', { body: { email, password } });
    assert.equal(response.status, 200, await response.clone().text());
    return response.headers.getSetCookie().map((line) => line.split(';')[0]).join('; ');
  };
  house.close = async () => {
    await house.server.close();
    await house.people.close();
    await pool.end();
    await own.close();
  };
  return house;
}

describe('an installation from its first run on', () => {
  let house: House;
  let owner: string;
  before(async () => { house = await openHouse(); });
  after(() => house.close());

  test('of many first runs at the same moment exactly one makes the owner, who is signed in by it', async () => {
    assert.deepEqual(await (await house.ask('/api/first-run')).json(), { needed: true, demo: false });
    const answers = await Promise.all([1, 2, 3, 4].map((number) => house.ask('/api/first-run', { body: { ...OWNER, email: `olga${number}@example.org` } })));
    assert.deepEqual(answers.map(({ status }) => status).sort(), [200, 409, 409, 409]);
    const first = answers.find(({ status }) => status === 200);
    const me = (await first?.json()) as { email: string; role: string; company: string; zone: string; may: string[] };
    assert.equal(me.role, 'owner');
    assert.deepEqual([me.company, me.zone], ['Fjell & Sons', 'Europe/Oslo']);
    assert.ok(me.may.includes('manage-people'));
    const cookie = first?.headers.getSetCookie()[0] ?? '';
    assert.match(cookie, /^custos\.session_token=.*HttpOnly/i);
    assert.match(cookie, /SameSite=Lax/i);
    assert.equal((await house.ask('/api/me', { cookie: cookie.split(';')[0] ?? '' })).status, 200);
    assert.deepEqual(await (await house.ask('/api/first-run')).json(), { needed: false, demo: false });
    owner = await house.signIn(me.email, OWNER.password);
  });

  test('a wrong password, an unknown address and ended access get the same answer after the same time', async () => {
    const gone = await house.people.add({ name: 'Gone', email: 'gone@example.org', password: 'long enough 1', role: 'agent' });
    await house.people.change(gone.id, { active: false });
    const known = (await house.people.list())[0]?.email ?? '';
    const tries = { wrong: [known, 'not the password'], unknown: ['nobody@example.org', 'not the password'], ended: ['gone@example.org', 'long enough 1'] } as const;
    const texts = new Set<string>();
    const mediansMs: number[] = [];
    for (const [email, password] of Object.values(tries)) {
      const times: number[] = [];
      for (let round = 0; round < 5; round += 1) {
        const startedAt = performance.now();
        const response = await house.ask('/api/sign-in', { body: { email, password } });
        times.push(performance.now() - startedAt);
        assert.equal(response.status, 401);
        assert.deepEqual(response.headers.getSetCookie(), []);
        texts.add(await response.text());
      }
      mediansMs.push(times.sort((a, b) => a - b)[2] ?? 0);
    }
    assert.equal(texts.size, 1);
    assert.ok(Math.max(...mediansMs) < 4 * Math.min(...mediansMs), `medians ${mediansMs.map((ms) => ms.toFixed(0)).join(', ')} ms`);
  });

  test('a session that was tampered with is nobody', async () => {
    assert.equal((await house.ask('/api/me', { cookie: owner })).status, 200);
    assert.equal((await house.ask('/api/me', { cookie: owner.replace(/=./, '=#') })).status, 401);
    assert.equal((await house.ask('/api/me', { cookie: 'custos.session_token=abc.def' })).status, 401);
  });

  test('signing out ends the session at once', async () => {
    const [me] = await house.people.list();
    const cookie = await house.signIn(me?.email.startsWith('olga') ? me.email : (await house.people.list()).find(({ role }) => role === 'owner')?.email ?? '', OWNER.password);
    assert.equal((await house.ask('/api/me', { cookie })).status, 200);
    const out = await house.ask('/api/sign-out', { body: {}, cookie });
    assert.equal(out.status, 200);
    assert.match(out.headers.getSetCookie().join(), /custos\.session_token=;.*Max-Age=0/i);
    assert.equal((await house.ask('/api/me', { cookie })).status, 401);
  });

  test('every role may do exactly what the matrix says, over HTTP and in what it is told', async () => {
    const gates: [string, 'manage-people' | 'manage-keys' | 'see-audit'][] = [['/api/people', 'manage-people'], ['/api/keys', 'manage-keys'], ['/api/audit', 'see-audit']];
    for (const role of ROLES) {
      await house.people.add({ name: role, email: `${role}@example.org`, password: 'long enough 1', role });
      const cookie = await house.signIn(`${role}@example.org`, 'long enough 1');
      const me = (await (await house.ask('/api/me', { cookie })).json()) as { role: Role; may: string[] };
      assert.deepEqual(me.may, ACTIONS.filter((action) => MAY[action].includes(role)));
      for (const [path, action] of gates) assert.equal((await house.ask(path, { cookie })).status, MAY[action].includes(role) ? 200 : 403, `${role} ${path}`);
    }
  });

  test('ending access ends open sessions at once, and a changed role holds at once', async () => {
    const person = await house.people.add({ name: 'Tom', email: 'Tom@Example.org', password: 'long enough 1', role: 'analyst' });
    assert.equal(person.email, 'tom@example.org');
    const cookie = await house.signIn('TOM@example.org', 'long enough 1');
    assert.equal((await house.ask('/api/people', { cookie })).status, 403);
    assert.equal((await house.ask(`/api/people/${person.id}`, { method: 'PATCH', body: { role: 'owner' }, cookie: owner })).status, 200);
    assert.equal((await house.ask('/api/people', { cookie })).status, 200);
    assert.equal((await house.ask(`/api/people/${person.id}`, { method: 'PATCH', body: { active: false }, cookie: owner })).status, 200);
    assert.equal((await house.ask('/api/me', { cookie })).status, 401);
    assert.equal((await house.ask('/api/sign-in', { body: { email: 'tom@example.org', password: 'long enough 1' } })).status, 401);
    await house.people.change(person.id, { active: true });
    assert.equal((await house.ask('/api/me', { cookie })).status, 401, 'the old session stays ended');
  });

  test('an e-mail address can be added once', async () => {
    const response = await house.ask('/api/people', { body: { name: 'Tom', email: 'TOM@example.org', password: 'long enough 1', role: 'agent' }, cookie: owner });
    assert.equal(response.status, 409);
    assert.match(await response.text(), /email-taken/);
  });

  test('the last owner can neither leave nor be demoted, also when two owners try to end each other at the same moment', async () => {
    const owners = (await house.people.list()).filter(({ role, active }) => role === 'owner' && active);
    for (const { id } of owners.slice(2)) await house.people.change(id, { role: 'agent' });
    const [one, two] = owners;
    assert.ok(one !== undefined && two !== undefined);
    const ends = await Promise.allSettled([house.people.change(one.id, { role: 'agent' }), house.people.change(two.id, { active: false })]);
    assert.deepEqual(ends.map(({ status }) => status).sort(), ['fulfilled', 'rejected']);
    const left = (await house.people.list()).filter(({ role, active }) => role === 'owner' && active);
    assert.equal(left.length, 1);
    await assert.rejects(house.people.change(left[0]?.id ?? '', { active: false }), (error: AppError) => error.code === 'last-owner');
    await assert.rejects(house.people.change(left[0]?.id ?? '', { role: 'executive' }), (error: AppError) => error.code === 'last-owner');
    await house.people.change(one.id, { role: 'owner', active: true });
    await house.people.change(two.id, { role: 'owner', active: true });
  });

  test('somebody who guesses is stopped, and may try again when the window has passed', async () => {
    const guess = async (): Promise<Response> => house.ask('/api/sign-in', { body: { email: 'guessed@example.org', password: 'guess' } });
    for (let count = 0; count < SIGN_IN_LIMITS.perAddressAndEmail; count += 1) assert.equal((await guess()).status, 401);
    const stopped = await guess();
    assert.equal(stopped.status, 429);
    assert.ok(Number(stopped.headers.get('retry-after')) > 0);
    house.nowMs += SIGN_IN_LIMITS.windowMs + 1;
    assert.equal((await guess()).status, 401);
  });
});

describe('API keys', () => {
  let house: House;
  before(async () => { house = await openHouse({ ownerEmail: 'olga@example.org', ownerPassword: OWNER.password }); });
  after(() => house.close());

  test('a key has the shape that every tracking library takes, is shown once and stored as a hash alone', async () => {
    const cookie = await house.signIn('olga@example.org', OWNER.password);
    const made = (await (await house.ask('/api/keys', { body: { name: 'Web shop', kind: 'write', source: 'web' }, cookie })).json()) as { key: string; record: { id: string; endsWith: string } };
    assert.match(made.key, /^c[a-z0-9]{24}$/);
    assert.equal(made.record.endsWith, made.key.slice(-4));
    const listed = await (await house.ask('/api/keys', { cookie })).text();
    assert.ok(listed.includes(made.record.id) && !listed.includes(made.key));
    const [stored] = await house.own.database.rows<{ everything: string }>(sql`select string_agg(api_key::text, '|') as everything from people.api_key`);
    assert.ok(stored !== undefined && !stored.everything.includes(made.key));
  });

  test('a key is taken from each place in which a library may put it', async () => {
    const { key } = await house.people.createKey({ name: 'shop', kind: 'write', source: 'shop' });
    const basic = (text: string): string => `Basic ${Buffer.from(text).toString('base64')}`;
    const ways: [Record<string, string>, string][] = [[{ authorization: basic(`${key}:`) }, '/'], [{ authorization: basic(key) }, '/'], [{ authorization: `Bearer ${key}` }, '/'], [{ 'x-write-key': key }, '/'], [{}, `/?writeKey=${key}`], [{}, `/?a=1&writekey=${key}`], [{ authorization: 'Bearer some.oauth.token', 'x-write-key': key }, '/']];
    for (const [headers, url] of ways) {
      const viewer = await house.people.viewerOf({ headers, url } as never);
      assert.ok(viewer?.kind === 'key' && viewer.key === 'write' && viewer.source === 'shop', JSON.stringify([headers, url]));
    }
    assert.equal((await house.people.viewerOfKey(key))?.name, 'shop');
  });

  test('a read key sees what a read key may, with personal data only when it was made so, and never from the address line', async () => {
    const plain = await house.people.createKey({ name: 'report', kind: 'read', source: 'ignored' });
    const trusted = await house.people.createKey({ name: 'service desk', kind: 'read', personalData: true });
    const me = (await (await house.ask('/api/me', { key: plain.key })).json()) as { may: string[]; role: string };
    assert.deepEqual(me.may, ['see-own-session', 'see-today', 'see-customers']);
    assert.ok(((await (await house.ask('/api/me', { key: trusted.key })).json()) as { may: string[] }).may.includes('see-personal-data'));
    assert.equal((await house.ask('/api/people', { key: trusted.key })).status, 403);
    assert.equal((await house.ask(`/api/me?writeKey=${plain.key}`)).status, 401);
    assert.equal(plain.record.source, null);
  });

  test('unknown and malformed keys open nothing', async () => {
    for (const key of ['c'.repeat(25), 'x', '', "c' or true --"]) assert.equal(await house.people.viewerOfKey(key), null);
  });

  test('a revoked key is dead here at once, and in another process within five seconds', async () => {
    const { key, record } = await house.people.createKey({ name: 'short', kind: 'read' });
    const elsewhere = await createPeople({ database: house.own.database, pool: house.pool, log, clock: () => house.nowMs });
    assert.ok(await elsewhere.viewerOfKey(key) !== null);
    assert.ok(await house.people.viewerOfKey(key) !== null);
    await house.people.revokeKey(record.id);
    assert.equal(await house.people.viewerOfKey(key), null);
    house.nowMs += 5_000;
    assert.equal(await elsewhere.viewerOfKey(key), null);
    await assert.rejects(house.people.revokeKey('key_none'), (error: AppError) => error.code === 'key-not-found');
    await elsewhere.close();
  });

  test('a key made by another process works at once', async () => {
    const elsewhere = await createPeople({ database: house.own.database, pool: house.pool, log, clock: () => house.nowMs });
    await house.people.viewerOfKey('c'.repeat(25));
    const { key } = await elsewhere.createKey({ name: 'made by the command line', kind: 'write' });
    assert.ok(await house.people.viewerOfKey(key) !== null);
    await elsewhere.close();
  });

  test('when a key was last used is kept to the minute', async () => {
    const { key, record } = await house.people.createKey({ name: 'used', kind: 'write' });
    await house.people.viewerOfKey(key);
    await house.people.flush();
    assert.equal((await house.people.keys()).find(({ id }) => id === record.id)?.lastUsedAt, new Date(house.nowMs).toISOString());
  });
});

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
    const elsewhere = await createPeople({ database: house.own.database, pool: house.pool, log, clock: () => house.nowMs });
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

describe('the unattended owner', () => {
  test('is made from the settings, once, and signs in', async () => {
    const house = await openHouse({ ownerEmail: 'Olga@Example.org', ownerPassword: OWNER.password, company: 'Fjell', zone: 'Europe/Oslo', demo: true });
    assert.deepEqual(await (await house.ask('/api/first-run')).json(), { needed: false, demo: true });
    assert.deepEqual(house.people.company(), { name: 'Fjell', zone: 'Europe/Oslo' });
    await house.signIn('olga@example.org', OWNER.password);
    const again = await createPeople({ database: house.own.database, pool: house.pool, log, clock: () => house.nowMs, settings: { ownerEmail: 'other@example.org', ownerPassword: OWNER.password } });
    assert.equal((await again.list()).length, 1);
    assert.deepEqual(again.company(), { name: 'Fjell', zone: 'Europe/Oslo' });
    await again.close();
    await house.close();
  });

  test('is refused when only half of it is set, or its password is short', async () => {
    const own = await testDatabase(migrationsOf('people'));
    const pool = createPool(own.connection, { max: 1, searchPath: 'people', allowExitOnIdle: true });
    const open = (settings: PeopleSettings): Promise<People> => createPeople({ database: own.database, pool, log, clock: Date.now, settings });
    await assert.rejects(open({ ownerEmail: 'a@example.org' }), (error: AppError) => error.code === 'owner-incomplete');
    await assert.rejects(open({ ownerEmail: 'a@example.org', ownerPassword: 'short' }), (error: AppError) => error.code === 'owner-password-short');
    await pool.end();
    await own.close();
  });
});
