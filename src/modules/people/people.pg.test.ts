import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { openHouse, OWNER, silent, type House } from '../../../test/engines/people-house.ts';
import { migrationsOf, testDatabase } from '../../../test/engines/postgres.ts';
import { ACTIONS, MAY, ROLES, type Role } from '../../kernel/access.ts';
import type { AppError } from '../../kernel/app-error.ts';
import { createPool } from '../../platform/pg/connection.ts';
import { createPeople, type People, type PeopleSettings } from './index.ts';
import { SIGN_IN_LIMITS } from './limit-sign-in.ts';

describe('an installation from its first run on', () => {
  let house: House;
  let owner: string;
  before(async () => { house = await openHouse(); });
  after(() => house.close());

  test('of many first runs at the same moment exactly one makes the owner, who is signed in by it', async () => {
    assert.deepEqual(await (await house.ask('/api/first-run')).json(), { needed: true, demo: false });
    const answers = await Promise.all([1, 2, 3, 4].map((number) => house.ask('/api/first-run', { body: { ...OWNER, email: `olga${number}@example.org` } })));
    assert.deepEqual(answers.map(({ status }) => status).sort((a, b) => a - b), [200, 409, 409, 409]);
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

describe('the unattended owner', () => {
  test('is made from the settings, once, and signs in', async () => {
    const house = await openHouse({ ownerEmail: 'Olga@Example.org', ownerPassword: OWNER.password, company: 'Fjell', zone: 'Europe/Oslo', demo: true });
    assert.deepEqual(await (await house.ask('/api/first-run')).json(), { needed: false, demo: true });
    assert.deepEqual(house.people.company(), { name: 'Fjell', zone: 'Europe/Oslo' });
    await house.signIn('olga@example.org', OWNER.password);
    const again = await createPeople({ database: house.own.database, pool: house.pool, log: silent, clock: () => house.nowMs, settings: { ownerEmail: 'other@example.org', ownerPassword: OWNER.password } });
    assert.equal((await again.list()).length, 1);
    assert.deepEqual(again.company(), { name: 'Fjell', zone: 'Europe/Oslo' });
    await again.close();
    await house.close();
  });

  test('is refused when only half of it is set, or its password is short', async () => {
    const own = await testDatabase(migrationsOf('people'));
    const pool = createPool(own.connection, { max: 1, searchPath: 'people', allowExitOnIdle: true });
    const open = (settings: PeopleSettings): Promise<People> => createPeople({ database: own.database, pool, log: silent, clock: Date.now, settings });
    await assert.rejects(open({ ownerEmail: 'a@example.org' }), (error: AppError) => error.code === 'owner-incomplete');
    await assert.rejects(open({ ownerEmail: 'a@example.org', ownerPassword: 'short' }), (error: AppError) => error.code === 'owner-password-short');
    await pool.end();
    await own.close();
  });
});
