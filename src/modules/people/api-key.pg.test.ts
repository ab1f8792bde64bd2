import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { openHouse, OWNER, silent, type House } from '../../../test/engines/people-house.ts';
import type { AppError } from '../../kernel/app-error.ts';
import { sql } from '../../platform/pg/sql.ts';
import { createPeople } from './index.ts';

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
    assert.deepEqual(me.may, ['see-own-session', 'see-today', 'see-customers', 'see-cases']);
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
    const elsewhere = await createPeople({ database: house.own.database, pool: house.pool, log: silent, clock: () => house.nowMs });
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
    const elsewhere = await createPeople({ database: house.own.database, pool: house.pool, log: silent, clock: () => house.nowMs });
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
