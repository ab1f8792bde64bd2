import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { openFakeIssuer, signedByWord, type Claims, type FakeIssuer, type Spoiled } from '../../../test/engines/fake-issuer.ts';
import { openHouse, OWNER, silent, type House } from '../../../test/engines/people-house.ts';
import { cookieOf, json, PASSWORD, signInStepsAt } from '../../../test/engines/sign-in-steps.ts';
import type { AppError } from '../../kernel/app-error.ts';
import { createLog } from '../../platform/log/log.ts';
import { sql } from '../../platform/pg/sql.ts';
import { parseClaimRoles } from './claim-roles.ts';
import type { Me, SecondFactor, SignInOffer } from './contract.ts';
import { createPeople, type PeopleSettings, type SignOnSettings } from './index.ts';

let issuer: FakeIssuer;
let house: House;
let owner: string;
let steps: ReturnType<typeof signInStepsAt>;
const logged: string[] = [];

const signOnSettings = (): SignOnSettings => ({ issuer: issuer.url, ...issuer.client, name: 'Fjell ID', address: 'https://custos.example.org', roles: parseClaimRoles('groups: cx-office=service-office, cx-agents=agent'), emails: 'verified' });

before(async () => {
  issuer = await openFakeIssuer();
  house = await openHouse({ ownerEmail: OWNER.email, ownerPassword: OWNER.password, company: OWNER.company, signOn: signOnSettings() }, createLog('info', (line) => { logged.push(line); }));
  steps = signInStepsAt(house);
  owner = await house.signIn(OWNER.email, OWNER.password);
});
after(async () => {
  await house?.close();
  await issuer?.close();
});

const who = (sub: string, more: Claims = {}): Claims => ({ sub, email: `${sub}@example.org`, email_verified: true, name: `${sub} of the directory`, ...more });
/** Where the browser is sent, and what it holds then. */
async function begun(to = '/customers?q=a'): Promise<{ location: string; cookie: string }> {
  const response = await house.ask(`/api/sign-on?to=${encodeURIComponent(to)}`, { redirect: 'manual' });
  assert.equal(response.status, 302);
  for (const line of response.headers.getSetCookie()) assert.match(line, /^custos\.sign_on=[^;]+; Path=\/api\/sign-on; HttpOnly; SameSite=Lax; Max-Age=600; Secure$/);
  return { location: response.headers.get('location') ?? '', cookie: cookieOf(response) };
}
async function back(query: string, cookie: string): Promise<{ to: string; cookie: string }> {
  const response = await house.ask(`/api/sign-on/back${query}`, { cookie, redirect: 'manual' });
  assert.equal(response.status, 302);
  return { to: response.headers.get('location') ?? '', cookie: cookieOf(response) };
}
async function signedOn(claims: Claims, spoiled: Spoiled = {}, to?: string): Promise<{ to: string; cookie: string }> {
  const { location, cookie } = await begun(to);
  return back(issuer.visit(location, claims, spoiled), cookie);
}
const refusedAs = (code: string) => ({ to: `/sign-in?refused=${code}`, cookie: '' });

test('sign-on lets somebody in who has access here by their verified address, links them once, and knows them from then on whatever their address becomes', async () => {
  const kari = await steps.colleague('Kari', 'service-office');
  const { to, cookie } = await signedOn(who('kari', { email: 'Kari@Example.org' }));
  assert.equal(to, '/customers?q=a');
  assert.match(cookie, /custos\.session_token=/);
  assert.deepEqual([(await json<Me>(house.ask('/api/me', { cookie }))).id, (await json<Me>(house.ask('/api/me', { cookie }))).role], [kari.id, 'service-office']);
  const again = await signedOn(who('kari', { email: 'kari.newname@example.org', email_verified: false }));
  assert.equal((await json<Me>(house.ask('/api/me', { cookie: again.cookie }))).email, 'kari@example.org');
  assert.deepEqual((await steps.auditOf(kari.id)).toReversed(), ['people.sign-on-linked allowed', 'people.signed-in allowed', 'people.signed-in allowed']);
  assert.equal((await steps.passwordOf('kari@example.org')).answer.id, kari.id, 'the password goes on working');
});

const spoiledTokens: readonly (readonly [what: string, spoiled: () => Spoiled])[] = [
  ['another nonce', () => ({ claims: { nonce: 'another' } })],
  ['no nonce', () => ({ claims: { nonce: undefined } })],
  ['another audience', () => ({ claims: { aud: 'another-client' } })],
  ['several audiences, made for another', () => ({ claims: { aud: ['custos', 'another-client'], azp: 'another-client' } })],
  ['another issuer', () => ({ claims: { iss: 'https://elsewhere.example' } })],
  ['an end that is past', () => ({ claims: { iat: Math.floor(Date.now() / 1_000) - 7_200, exp: Math.floor(Date.now() / 1_000) - 3_600 } })],
  ['no end', () => ({ claims: { exp: undefined } })],
  ['nobody in it', () => ({ claims: { sub: undefined } })],
  ['the signature of another text', () => ({ sign: () => Buffer.alloc(256, 7).toString('base64url') })],
  ['no signature and the algorithm none', () => ({ head: { alg: 'none' }, sign: () => '' })],
  ['the client’s secret as its key', () => ({ head: { alg: 'HS256' }, sign: signedByWord(issuer.client.clientSecret) })],
];
for (const [what, spoiled] of spoiledTokens) {
  test(`sign-on refuses a token with ${what}`, async () => {
    assert.deepEqual(await signedOn(who('kari'), spoiled()), refusedAs('sign-on-refused'));
  });
}

test('sign-on knows a new key of the directory at once, and one that was withdrawn no more', async () => {
  issuer.rotate(true);
  assert.equal((await signedOn(who('kari'))).to, '/customers?q=a');
  const withdrawn = issuer.rotate(false);
  assert.equal((await signedOn(who('kari'))).to, '/customers?q=a');
  assert.deepEqual(await signedOn(who('kari'), { sign: withdrawn }), refusedAs('sign-on-refused'));
});

test('sign-on counts each answer once, and in the browser alone that began it', async () => {
  const { location, cookie } = await begun();
  const query = issuer.visit(location, who('kari'));
  assert.deepEqual(await back(query, ''), refusedAs('sign-on-lost'));
  const other = await begun();
  assert.deepEqual(await back(query, other.cookie), refusedAs('sign-on-refused'), 'the state is another browser’s');
  assert.deepEqual(await back(issuer.visit(other.location, who('kari')), other.cookie), refusedAs('sign-on-lost'), 'and what was begun there is over');
  assert.equal((await back(query, cookie)).to, '/customers?q=a');
  assert.deepEqual(await back(query, cookie), refusedAs('sign-on-lost'), 'the same answer again');
  const late = await begun();
  await house.own.database.run(sql`update people.sign_on_ticket set expires_at = now() - interval '1 second'`);
  assert.deepEqual(await back(issuer.visit(late.location, who('kari')), late.cookie), refusedAs('sign-on-lost'), 'after ten minutes');
  assert.deepEqual(await house.own.database.rows(sql`select 1 from people.sign_on_ticket`), []);
});

test('sign-on refuses an address that is not verified, and takes one of which the directory says nothing only when the settings say so', async () => {
  await steps.colleague('Lars');
  for (const said of [false, 'false', undefined, 'yes', 1]) assert.deepEqual(await signedOn(who('lars', { email_verified: said })), refusedAs('sign-on-unverified'), String(said));
  assert.deepEqual(await signedOn(who('lars', { email: undefined })), refusedAs('sign-on-unverified'));
  const trusting = await createPeople({ database: house.own.database, pool: house.pool, log: silent, clock: () => house.nowMs, settings: { signOn: { ...signOnSettings(), emails: 'all' } } });
  const tried = async (claims: Claims): Promise<string> => {
    const { to, cookies } = await trusting.signOn?.begin('/', 'here') ?? assert.fail('it is set');
    return (await trusting.signOn?.finish(issuer.visit(to, claims), cookies.map((line) => line.split(';')[0]).join('; '), 'here').catch((error: AppError) => ({ to: error.code })))?.to ?? '';
  };
  assert.equal(await tried(who('lars', { email_verified: false })), 'sign-on-unverified');
  assert.equal(await tried(who('lars', { email_verified: undefined })), '/');
  await trusting.close();
});

test('sign-on asks the directory for the address when its token leaves it out', async () => {
  await steps.colleague('Mona');
  const { cookie } = await signedOn({ sub: 'mona' }, { userinfo: { email: 'mona@example.org', email_verified: true } });
  assert.equal((await json<Me>(house.ask('/api/me', { cookie }))).name, 'Mona');
  assert.deepEqual(await signedOn({ sub: 'lise' }, { userinfo: { sub: 'mona', email: 'mona@example.org', email_verified: true } }), refusedAs('sign-on-refused'), 'what it says of somebody else counts nothing');
});

test('sign-on adds somebody by their group with its role, never as owner, and tells somebody unknown whom to ask', async () => {
  assert.deepEqual(await signedOn(who('nobody', { groups: ['staff', 'owner'] })), refusedAs('sign-on-unknown'));
  const { cookie } = await signedOn(who('nora', { groups: ['cx-agents'] }));
  const nora = await json<Me>(house.ask('/api/me', { cookie }));
  assert.deepEqual([nora.role, nora.name, nora.email], ['agent', 'nora of the directory', 'nora@example.org']);
  assert.ok((await steps.auditOf(nora.id)).includes('people.added-by-sign-on allowed'));
  assert.equal((await house.ask('/api/sign-in', { body: { email: nora.email, password: '' } })).status, 401, 'there is no password to guess');
  await house.people.change(nora.id, { role: 'read-only' });
  assert.equal((await json<Me>(house.ask('/api/me', { cookie: (await signedOn(who('nora', { groups: ['cx-office'] }))).cookie }))).role, 'read-only', 'who is here already keeps the role that an owner gave');
});

test('sign-on needs no password of whoever was added without one, and where there is no directory nobody is', async () => {
  const body = { name: 'Rolf', email: 'rolf@example.org', role: 'agent' };
  await json(house.ask('/api/people', { body, cookie: owner }));
  assert.equal((await house.ask('/api/sign-in', { body: { email: body.email, password: '' } })).status, 401);
  const { cookie } = await signedOn(who('rolf'));
  assert.equal((await json<SecondFactor>(house.ask('/api/me/second-factor', { cookie }))).hasPassword, false);
  const without = await createPeople({ database: house.own.database, pool: house.pool, log: silent, clock: () => house.nowMs });
  await assert.rejects(without.add({ name: 'Siri', email: 'siri@example.org', role: 'agent' }), (error: AppError) => error.code === 'password-missing');
  await without.close();
});

test('sign-on keeps out whoever’s access ended, by link, address or group', async () => {
  const olav = await steps.colleague('Olav');
  const pia = await steps.colleague('Pia');
  await signedOn(who('olav'));
  for (const { id } of [olav, pia]) await house.people.change(id, { active: false });
  for (const sub of ['olav', 'pia']) assert.deepEqual(await signedOn(who(sub, { groups: ['cx-agents'] })), refusedAs('sign-on-ended'));
  assert.ok((await steps.auditOf(olav.id)).includes('people.sign-on refused'));
});

test('sign-on does not pass access on with an address that the directory gave to somebody else, until an owner resets it', async () => {
  assert.deepEqual(await signedOn(who('somebody-else', { email: 'kari@example.org', groups: ['cx-agents'] })), refusedAs('sign-on-other'));
  const kari = (await house.people.list()).find(({ email }) => email === 'kari@example.org') ?? assert.fail('Kari is here');
  await json(house.ask(`/api/people/${kari.id}/reset-sign-in`, { body: {}, cookie: owner }));
  assert.equal((await json<Me>(house.ask('/api/me', { cookie: (await signedOn(who('kari-anew', { email: 'kari@example.org' }))).cookie }))).id, kari.id);
});

test('sign-on asks for the second factor of whoever has one, and leads back to where they wanted to go', async () => {
  const { email, setUp } = await steps.withFactor('Quin');
  const { to, cookie } = await signedOn(who('quin', { email }));
  assert.equal(to, `/sign-in?to=${encodeURIComponent('/customers?q=a')}`);
  assert.equal((await house.ask('/api/me', { cookie })).status, 401);
  assert.equal((await json<SignInOffer>(house.ask('/api/sign-in', { cookie }))).next, 'code');
  await json(house.ask('/api/sign-in/code', { body: { code: steps.nextCode(setUp) }, cookie }));
  assert.equal((await json<Me>(house.ask('/api/me', { cookie }))).email, email);
});

test('sign-on never leads to an address that is not ours', async () => {
  for (const to of ['https://elsewhere.example/', '//elsewhere.example', '/\\elsewhere.example', '/\t/elsewhere.example', 'javascript:alert(1)']) assert.equal((await signedOn(who('kari-anew'), {}, to)).to, '/', to);
});

test('sign-on says that somebody turned back, or that the directory is away, while passwords go on working', async () => {
  const { location, cookie } = await begun();
  assert.deepEqual(await back(`?error=access_denied&state=${new URL(location).searchParams.get('state') ?? ''}`, cookie), refusedAs('sign-on-cancelled'));
  const meanwhile = await begun();
  const query = issuer.visit(meanwhile.location, who('kari-anew'));
  issuer.away('silent');
  assert.deepEqual(await back(query, meanwhile.cookie), refusedAs('sign-on-away'));
  assert.equal((await house.ask('/api/sign-on', { redirect: 'manual' })).headers.get('location'), '/sign-in?refused=sign-on-away');
  assert.equal((await house.ask('/api/me', { cookie: await house.signIn(OWNER.email, OWNER.password) })).status, 200);
  issuer.away('unwell');
  assert.equal((await house.ask('/api/sign-on', { redirect: 'manual' })).headers.get('location'), '/sign-in?refused=sign-on-away');
  issuer.away(null);
  assert.equal((await signedOn(who('kari-anew'))).to, '/customers?q=a');
});

test('sign-on tells a directory that is away from one that is not what the settings say', async () => {
  const wrong = await createPeople({ database: house.own.database, pool: house.pool, log: silent, clock: () => house.nowMs, settings: { signOn: { ...signOnSettings(), issuer: `${issuer.url}/another` } } });
  await assert.rejects(wrong.signOn?.begin('/', 'here') ?? Promise.resolve(), (error: AppError) => error.code === 'sign-on-refused');
  await wrong.close();
});

test('sign-on may leave passwords to owners alone; without a directory that setting takes nobody’s password away', async () => {
  const open = (settings: PeopleSettings) => createPeople({ database: house.own.database, pool: house.pool, log: silent, clock: () => house.nowMs, settings: { ...settings, passwords: 'owners' } });
  const strict = await open({ signOn: signOnSettings() });
  assert.deepEqual(await strict.signInOffer(undefined), { signOn: { name: 'Fjell ID' }, passwords: 'owners', next: null });
  assert.equal((await strict.enter(OWNER.email, OWNER.password, 'here')).next, null);
  await assert.rejects(strict.enter('kari@example.org', PASSWORD, 'here'), (error: AppError) => error.code === 'passwords-for-owners');
  await assert.rejects(strict.enter('kari@example.org', 'wrong', 'here'), (error: AppError) => error.code === 'sign-in-refused');
  assert.deepEqual(await house.own.database.rows(sql`select 1 from people.session where stage = 'begun' and user_id = (select id from people.person where email = 'kari@example.org')`), [], 'nothing is left of the try');
  await strict.close();
  const without = await open({ signOn: null });
  assert.equal((await without.enter('kari@example.org', PASSWORD, 'here')).next, null);
  await without.close();
});

test('sign-on leaves no secret, token or code in the log, the audit log or the accounts', async () => {
  await house.people.flush();
  const kept = JSON.stringify(await house.own.database.rows(sql`select to_jsonb(a) as row from people.account a union all select to_jsonb(l) from people.audit l union all select to_jsonb(p) from people.person p`)) + logged.join('\n');
  assert.ok(issuer.given.length > 20 && logged.some((line) => line.includes('sign-on-refused')));
  for (const secret of issuer.given) assert.ok(!kept.includes(secret));
});
