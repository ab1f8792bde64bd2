import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { openFakeIssuer, signedByWord, type Claims, type FakeIssuer, type Spoiled } from '../../../test/engines/fake-issuer.ts';
import { openHouse, OWNER, type House } from '../../../test/engines/people-house.ts';
import { bytesOfLetters, codeOnPhone } from '../../../test/engines/phone-app.ts';
import type { Role } from '../../kernel/access.ts';
import type { AppError } from '../../kernel/app-error.ts';
import { createLog } from '../../platform/log/log.ts';
import { sql } from '../../platform/pg/sql.ts';
import { parseClaimRoles } from './claim-roles.ts';
import type { Me, Person, SecondFactor, SetUp, SignInOffer } from './contract.ts';
import { createPeople, type PeopleSettings } from './index.ts';
import { CODE_LIMITS } from './limit-sign-in.ts';

const PASSWORD = 'long enough 1';
const ADDRESS = 'https://custos.example.org';

let issuer: FakeIssuer;
let house: House;
let owner: string;
let startMs: number;
const logged: string[] = [];
const secrets: string[] = [];

const signOnSettings = (): NonNullable<PeopleSettings['signOn']> => ({ issuer: issuer.url, ...issuer.client, name: 'Fjell ID', address: ADDRESS, roles: parseClaimRoles('groups: cx-office=service-office, cx-agents=agent'), emails: 'verified' });

before(async () => {
  issuer = await openFakeIssuer();
  house = await openHouse({ ownerEmail: OWNER.email, ownerPassword: OWNER.password, company: OWNER.company, signOn: signOnSettings() }, createLog('info', (line) => { logged.push(line); }));
  startMs = house.nowMs;
  owner = await house.signIn(OWNER.email, OWNER.password);
});
after(async () => {
  await house?.close();
  await issuer?.close();
});

const json = async <T>(asked: Promise<Response>): Promise<T> => {
  const response = await asked;
  assert.equal(response.status, 200, await response.clone().text());
  return response.json() as Promise<T>;
};
const refusedWith = async (asked: Promise<Response>, status: number, code: string): Promise<void> => {
  const response = await asked;
  assert.deepEqual([response.status, ((await response.json()) as { code: string }).code], [status, code]);
};
const cookieOf = (response: Response): string => response.headers.getSetCookie().map((line) => line.split(';')[0]).join('; ');
const colleague = (name: string, role: Role = 'agent'): Promise<Person> => house.people.add({ name, email: `${name.toLowerCase()}@example.org`, password: PASSWORD, role });
const auditOf = async (id: string): Promise<string[]> => (await house.people.auditPage({ about: id, limit: 100 })).entries.map(({ what, outcome }) => `${what} ${outcome}`);
/** What the app on a phone shows, some steps of 30 s from now. */
const codeOf = ({ secret }: SetUp, steps = 0): string => codeOnPhone(secret, house.nowMs, steps);
/** Moves the clock on by a step, so that the app shows another code. */
const nextCode = (setUp: SetUp): string => { house.nowMs += 30_000; return codeOf(setUp); };

/** Signs in by password as far as that leads. */
async function passwordOf(email: string): Promise<{ cookie: string; answer: Partial<Me> & { next?: string } }> {
  const response = await house.ask('/api/sign-in', { body: { email, password: PASSWORD } });
  return { answer: await json(Promise.resolve(response.clone())), cookie: cookieOf(response) };
}

/** A colleague with a second factor, set up by themselves. */
async function withFactor(name: string, role: Role = 'agent'): Promise<{ person: Person; email: string; setUp: SetUp; recoveryCodes: string[] }> {
  const person = await colleague(name, role);
  const cookie = await house.signIn(person.email, PASSWORD);
  const setUp = await json<SetUp>(house.ask('/api/me/second-factor', { body: {}, cookie }));
  const { recoveryCodes } = await json<{ recoveryCodes: string[] }>(house.ask('/api/me/second-factor/confirm', { body: { code: codeOf(setUp) }, cookie }));
  secrets.push(setUp.secret, ...recoveryCodes);
  return { person, email: person.email, setUp, recoveryCodes };
}

describe('the second factor', () => {
  test('counts from its first right code on; ten recovery codes come with it, and neither they nor the secret can be read where they are kept', async () => {
    const anna = await colleague('Anna');
    const cookie = await house.signIn(anna.email, PASSWORD);
    assert.deepEqual(await json(house.ask('/api/me/second-factor', { cookie })), { isOn: false, isRequired: false, recoveryCodesLeft: 0, hasPassword: true } satisfies SecondFactor);
    await refusedWith(house.ask('/api/me/second-factor/confirm', { body: { code: '123456' }, cookie }), 409, 'second-factor-not-begun');
    await json(house.ask('/api/me/second-factor', { body: {}, cookie }));
    const setUp = await json<SetUp>(house.ask('/api/me/second-factor', { body: {}, cookie }));
    assert.match(setUp.link, /^otpauth:\/\/totp\/Fjell%20%26%20Sons:anna%40example\.org\?secret=[A-Z2-7]{32}&/);
    await refusedWith(house.ask('/api/me/second-factor/confirm', { body: { code: codeOf(setUp, 5) }, cookie }), 403, 'code-wrong');
    assert.equal((await passwordOf(anna.email)).answer.role, 'agent', 'until then the password is enough');
    const { recoveryCodes } = await json<{ recoveryCodes: string[] }>(house.ask('/api/me/second-factor/confirm', { body: { code: codeOf(setUp) }, cookie }));
    assert.equal(new Set(recoveryCodes).size, 10);
    assert.equal((await json<SecondFactor>(house.ask('/api/me/second-factor', { cookie }))).isOn, true);
    await refusedWith(house.ask('/api/me/second-factor', { body: {}, cookie }), 409, 'second-factor-on');
    const kept = JSON.stringify(await house.own.database.rows(sql`select encode(secret, 'escape') as plain, encode(secret, 'base64') as bytes from people.second_factor union all select encode(hash, 'escape'), encode(hash, 'base64') from people.recovery_code`));
    for (const secret of [setUp.secret, bytesOfLetters(setUp.secret).toString('base64').slice(0, 20), ...recoveryCodes]) assert.ok(!kept.includes(secret));
    secrets.push(setUp.secret, ...recoveryCodes);
    assert.deepEqual((await house.people.colleagues()).filter(({ secondFactor }) => secondFactor).map(({ name }) => name), ['Anna']);
  });

  test('is asked for after the password: until its code is given, whoever knows the password is nobody and sees nothing', async () => {
    const { email, setUp, person } = await withFactor('Bjorn');
    const { answer, cookie } = await passwordOf(email);
    assert.deepEqual(answer, { next: 'code' });
    for (const path of ['/api/me', '/api/me/second-factor', '/api/people']) assert.equal((await house.ask(path, { cookie })).status, 401, path);
    assert.equal((await json<SignInOffer>(house.ask('/api/sign-in', { cookie }))).next, 'code');
    assert.equal((await json<SignInOffer>(house.ask('/api/sign-in'))).next, null);
    await refusedWith(house.ask('/api/sign-in/second-factor', { body: {}, cookie }), 409, 'second-factor-on');
    await refusedWith(house.ask('/api/sign-in/code', { body: { code: '000000' }, cookie }), 401, 'code-refused');
    await refusedWith(house.ask('/api/sign-in/code', { body: { code: nextCode(setUp) } }), 401, 'sign-in-not-begun');
    assert.equal((await house.ask('/api/me', { cookie })).status, 401);
    assert.equal((await json<Me>(house.ask('/api/sign-in/code', { body: { code: ` ${codeOf(setUp).replace(/(...)/, '$1 ')}` }, cookie }))).email, email);
    assert.equal((await json<Me>(house.ask('/api/me', { cookie }))).email, email);
    assert.ok((await auditOf(person.id)).includes('POST /api/sign-in/code refused'));
  });

  test('takes a clock that is half a minute before or behind, and no code twice, not even two windows at the same moment', async () => {
    const { email, setUp } = await withFactor('Carla');
    house.nowMs += 60_000;
    const prove = async (code: string): Promise<number> => (await house.ask('/api/sign-in/code', { body: { code }, cookie: (await passwordOf(email)).cookie })).status;
    const behind = codeOf(setUp, -1);
    assert.equal(await prove(codeOf(setUp, -2)), 401, 'a minute behind is too far');
    assert.equal(await prove(behind), 200);
    assert.equal(await prove(behind), 401, 'used');
    const [one, two] = await Promise.all([prove(codeOf(setUp)), prove(codeOf(setUp))]);
    assert.deepEqual(new Set([one, two]), new Set([200, 401]));
    assert.equal(await prove(codeOf(setUp, 1)), 200, 'a clock that is before');
    assert.equal(await prove(codeOf(setUp)), 401, 'older than one that was used');
  });

  test('gives way to each recovery code once, however it is typed', async () => {
    const { email, recoveryCodes, person } = await withFactor('Dora');
    const [first = '', second = ''] = recoveryCodes;
    const prove = async (code: string): Promise<Response> => house.ask('/api/sign-in/code', { body: { code }, cookie: (await passwordOf(email)).cookie });
    assert.equal((await prove(first.toUpperCase().replaceAll('-', ' '))).status, 200);
    assert.equal((await prove(first)).status, 401);
    const [one, two] = await Promise.all([prove(second), prove(second)]);
    assert.deepEqual(new Set([one.status, two.status]), new Set([200, 401]));
    assert.equal((await house.people.factors.stateOf(person)).recoveryCodesLeft, 8);
    assert.equal((await auditOf(person.id)).filter((line) => line === 'people.recovery-code-used allowed').length, 2);
  });

  test('stops somebody who knows the password and guesses codes', async () => {
    const { email, setUp } = await withFactor('Egon');
    const { cookie } = await passwordOf(email);
    house.nowMs += 30_000;
    for (let tries = 0; tries < CODE_LIMITS.perAddressAndEmail - 1; tries += 1) await refusedWith(house.ask('/api/sign-in/code', { body: { code: '000000' }, cookie }), 401, 'code-refused');
    await refusedWith(house.ask('/api/sign-in/code', { body: { code: codeOf(setUp) }, cookie: (await passwordOf(email)).cookie }), 429, 'sign-in-too-often');
  });

  test('is asked for within ten minutes of the password, and not of somebody whose access ended meanwhile', async () => {
    const { email, setUp, person } = await withFactor('Freya');
    const [slow, ended] = [await passwordOf(email), await passwordOf(email)];
    const nowMs = house.nowMs;
    house.nowMs = Date.now() + 11 * 60_000;
    await refusedWith(house.ask('/api/sign-in/code', { body: { code: codeOf(setUp) }, cookie: slow.cookie }), 401, 'sign-in-not-begun');
    house.nowMs = nowMs + 30_000;
    await house.people.change(person.id, { active: false });
    await refusedWith(house.ask('/api/sign-in/code', { body: { code: codeOf(setUp) }, cookie: ended.cookie }), 401, 'sign-in-not-begun');
  });

  test('is switched off by password and code together', async () => {
    const { email, setUp, person } = await withFactor('Gerd');
    const { cookie } = await passwordOf(email);
    await json(house.ask('/api/sign-in/code', { body: { code: nextCode(setUp) }, cookie }));
    const end = (password: string, code: string): Promise<Response> => house.ask('/api/me/second-factor/end', { body: { password, code }, cookie });
    await refusedWith(end('not it', nextCode(setUp)), 403, 'password-or-code-wrong');
    await refusedWith(end(PASSWORD, '000000'), 403, 'password-or-code-wrong');
    assert.deepEqual(await json(end(PASSWORD, codeOf(setUp))), { isOn: false, isRequired: false, recoveryCodesLeft: 0, hasPassword: true } satisfies SecondFactor);
    assert.equal((await passwordOf(email)).answer.role, 'agent');
    assert.ok((await auditOf(person.id)).includes('people.second-factor-off allowed'));
  });

  test('is taken away by an owner from a colleague who lost their phone, who is signed out by that', async () => {
    const { email, setUp, person } = await withFactor('Hedda');
    const { cookie } = await passwordOf(email);
    await json(house.ask('/api/sign-in/code', { body: { code: nextCode(setUp) }, cookie }));
    const other = await house.signIn((await colleague('Henrik')).email, PASSWORD);
    assert.equal((await house.ask(`/api/people/${person.id}/reset-sign-in`, { body: {}, cookie: other })).status, 403);
    await json(house.ask(`/api/people/${person.id}/reset-sign-in`, { body: {}, cookie: owner }));
    assert.equal((await house.people.factors.stateOf(person)).isOn, false);
    assert.equal((await house.ask('/api/me', { cookie })).status, 401);
    assert.equal((await passwordOf(email)).answer.role, 'agent');
    assert.ok((await auditOf(person.id)).includes('people.sign-in-reset allowed'));
    await refusedWith(house.ask('/api/people/per_nobody/reset-sign-in', { body: {}, cookie: owner }), 404, 'person-not-found');
  });

  test('may be required of roles: whoever lacks it is led to set it up, and can do nothing else until then', async () => {
    const ida = await colleague('Ida', 'analyst');
    const before = await house.signIn(ida.email, PASSWORD);
    const rule = (roles: Role[]): Promise<Response> => house.ask('/api/second-factor-rule', { method: 'PUT', body: { roles }, cookie: owner });
    await refusedWith(rule(['owner']), 409, 'second-factor-first');
    assert.deepEqual(await json(rule(['analyst'])), { roles: ['analyst'] });
    assert.equal((await house.ask('/api/me', { cookie: before })).status, 401, 'open sessions without it are over');
    const { answer, cookie } = await passwordOf(ida.email);
    assert.deepEqual(answer, { next: 'set-up' });
    assert.equal((await house.ask('/api/me', { cookie })).status, 401);
    await refusedWith(house.ask('/api/sign-in/code', { body: { code: '123456' }, cookie }), 401, 'code-refused');
    await refusedWith(house.ask('/api/sign-in/second-factor', { body: {} }), 401, 'sign-in-not-begun');
    const setUp = await json<SetUp>(house.ask('/api/sign-in/second-factor', { body: {}, cookie }));
    await refusedWith(house.ask('/api/sign-in/second-factor/confirm', { body: { code: '000000' }, cookie }), 403, 'code-wrong');
    assert.equal((await json<{ recoveryCodes: string[] }>(house.ask('/api/sign-in/second-factor/confirm', { body: { code: codeOf(setUp) }, cookie }))).recoveryCodes.length, 10);
    assert.equal((await json<Me>(house.ask('/api/me', { cookie }))).role, 'analyst');
    await refusedWith(house.ask('/api/me/second-factor/end', { body: { password: PASSWORD, code: nextCode(setUp) }, cookie }), 409, 'second-factor-required');
    const moved = await colleague('Jon');
    const jon = await house.signIn(moved.email, PASSWORD);
    await house.people.change(moved.id, { role: 'analyst' });
    assert.equal((await house.ask('/api/me', { cookie: jon })).status, 401, 'a new role that requires it asks for it at once');
    assert.equal((await house.ask('/api/me', { cookie: owner })).status, 200);
    await json(rule([]));
  });
});

describe('sign-on with the company’s directory', () => {
  before(() => { house.nowMs = startMs; });

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

  test('lets somebody in who has access here by their verified address, links them once, and knows them from then on whatever their address becomes', async () => {
    const kari = await colleague('Kari', 'service-office');
    const { to, cookie } = await signedOn(who('kari', { email: 'Kari@Example.org' }));
    assert.equal(to, '/customers?q=a');
    assert.match(cookie, /custos\.session_token=/);
    assert.deepEqual([(await json<Me>(house.ask('/api/me', { cookie }))).id, (await json<Me>(house.ask('/api/me', { cookie }))).role], [kari.id, 'service-office']);
    const again = await signedOn(who('kari', { email: 'kari.newname@example.org', email_verified: false }));
    assert.equal((await json<Me>(house.ask('/api/me', { cookie: again.cookie }))).email, 'kari@example.org');
    assert.deepEqual((await auditOf(kari.id)).toReversed(), ['people.sign-on-linked allowed', 'people.signed-in allowed', 'people.signed-in allowed']);
    assert.equal((await passwordOf('kari@example.org')).answer.id, kari.id, 'the password goes on working');
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
    test(`refuses a token with ${what}`, async () => {
      assert.deepEqual(await signedOn(who('kari'), spoiled()), refusedAs('sign-on-refused'));
    });
  }

  test('knows a new key of the directory at once, and one that was withdrawn no more', async () => {
    issuer.rotate(true);
    assert.equal((await signedOn(who('kari'))).to, '/customers?q=a');
    const withdrawn = issuer.rotate(false);
    assert.equal((await signedOn(who('kari'))).to, '/customers?q=a');
    assert.deepEqual(await signedOn(who('kari'), { sign: withdrawn }), refusedAs('sign-on-refused'));
  });

  test('counts each answer once, and in the browser alone that began it', async () => {
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

  test('refuses an address that is not verified, and takes one of which the directory says nothing only when the settings say so', async () => {
    await colleague('Lars');
    for (const said of [false, 'false', undefined, 'yes', 1]) assert.deepEqual(await signedOn(who('lars', { email_verified: said })), refusedAs('sign-on-unverified'), String(said));
    assert.deepEqual(await signedOn(who('lars', { email: undefined })), refusedAs('sign-on-unverified'));
    const trusting = await createPeople({ database: house.own.database, pool: house.pool, log: createLog('error', () => undefined), clock: () => house.nowMs, settings: { signOn: { ...signOnSettings(), emails: 'all' } } });
    const tried = async (claims: Claims): Promise<string> => {
      const { to, cookies } = await trusting.signOn?.begin('/', 'here') ?? assert.fail('it is set');
      return (await trusting.signOn?.finish(issuer.visit(to, claims), cookies.map((line) => line.split(';')[0]).join('; '), 'here').catch((error: AppError) => ({ to: error.code })))?.to ?? '';
    };
    assert.equal(await tried(who('lars', { email_verified: false })), 'sign-on-unverified');
    assert.equal(await tried(who('lars', { email_verified: undefined })), '/');
    await trusting.close();
  });

  test('asks the directory for the address when its token leaves it out', async () => {
    await colleague('Mona');
    const { cookie } = await signedOn({ sub: 'mona' }, { userinfo: { email: 'mona@example.org', email_verified: true } });
    assert.equal((await json<Me>(house.ask('/api/me', { cookie }))).name, 'Mona');
    assert.deepEqual(await signedOn({ sub: 'lise' }, { userinfo: { sub: 'mona', email: 'mona@example.org', email_verified: true } }), refusedAs('sign-on-refused'), 'what it says of somebody else counts nothing');
  });

  test('adds somebody by their group with its role, never as owner, and tells somebody unknown whom to ask', async () => {
    assert.deepEqual(await signedOn(who('nobody', { groups: ['staff', 'owner'] })), refusedAs('sign-on-unknown'));
    const { cookie } = await signedOn(who('nora', { groups: ['cx-agents'] }));
    const nora = await json<Me>(house.ask('/api/me', { cookie }));
    assert.deepEqual([nora.role, nora.name, nora.email], ['agent', 'nora of the directory', 'nora@example.org']);
    assert.ok((await auditOf(nora.id)).includes('people.added-by-sign-on allowed'));
    assert.equal((await house.ask('/api/sign-in', { body: { email: nora.email, password: '' } })).status, 401, 'there is no password to guess');
    await house.people.change(nora.id, { role: 'read-only' });
    assert.equal((await json<Me>(house.ask('/api/me', { cookie: (await signedOn(who('nora', { groups: ['cx-office'] }))).cookie }))).role, 'read-only', 'who is here already keeps the role that an owner gave');
  });

  test('keeps out whoever’s access ended, by link, address or group', async () => {
    const olav = await colleague('Olav');
    const pia = await colleague('Pia');
    await signedOn(who('olav'));
    for (const { id } of [olav, pia]) await house.people.change(id, { active: false });
    for (const sub of ['olav', 'pia']) assert.deepEqual(await signedOn(who(sub, { groups: ['cx-agents'] })), refusedAs('sign-on-ended'));
    assert.ok((await auditOf(olav.id)).includes('people.sign-on refused'));
  });

  test('does not pass access on with an address that the directory gave to somebody else, until an owner resets it', async () => {
    assert.deepEqual(await signedOn(who('somebody-else', { email: 'kari@example.org', groups: ['cx-agents'] })), refusedAs('sign-on-other'));
    const kari = (await house.people.list()).find(({ email }) => email === 'kari@example.org') ?? assert.fail('Kari is here');
    await json(house.ask(`/api/people/${kari.id}/reset-sign-in`, { body: {}, cookie: owner }));
    assert.equal((await json<Me>(house.ask('/api/me', { cookie: (await signedOn(who('kari-anew', { email: 'kari@example.org' }))).cookie }))).id, kari.id);
  });

  test('asks for the second factor of whoever has one, and leads back to where they wanted to go', async () => {
    const { email, setUp } = await withFactor('Quin');
    const { to, cookie } = await signedOn(who('quin', { email }));
    assert.equal(to, `/sign-in?to=${encodeURIComponent('/customers?q=a')}`);
    assert.equal((await house.ask('/api/me', { cookie })).status, 401);
    assert.equal((await json<SignInOffer>(house.ask('/api/sign-in', { cookie }))).next, 'code');
    await json(house.ask('/api/sign-in/code', { body: { code: nextCode(setUp) }, cookie }));
    assert.equal((await json<Me>(house.ask('/api/me', { cookie }))).email, email);
  });

  test('never leads to an address that is not ours', async () => {
    for (const to of ['https://elsewhere.example/', '//elsewhere.example', '/\\elsewhere.example', '/\t/elsewhere.example', 'javascript:alert(1)']) assert.equal((await signedOn(who('kari-anew'), {}, to)).to, '/', to);
  });

  test('says that somebody turned back, or that the directory is away, while passwords go on working', async () => {
    const { location, cookie } = await begun();
    assert.deepEqual(await back(`?error=access_denied&state=${new URL(location).searchParams.get('state') ?? ''}`, cookie), refusedAs('sign-on-cancelled'));
    const meanwhile = await begun();
    const query = issuer.visit(meanwhile.location, who('kari-anew'));
    issuer.away(true);
    assert.deepEqual(await back(query, meanwhile.cookie), refusedAs('sign-on-away'));
    assert.equal((await house.ask('/api/sign-on', { redirect: 'manual' })).headers.get('location'), '/sign-in?refused=sign-on-away');
    assert.equal((await house.ask('/api/me', { cookie: await house.signIn(OWNER.email, OWNER.password) })).status, 200);
    issuer.away(false);
    assert.equal((await signedOn(who('kari-anew'))).to, '/customers?q=a');
  });

  test('may leave passwords to owners alone; without a directory that setting takes nobody’s password away', async () => {
    const open = (settings: PeopleSettings) => createPeople({ database: house.own.database, pool: house.pool, log: createLog('error', () => undefined), clock: () => house.nowMs, settings: { ...settings, passwords: 'owners' } });
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

  test('leaves no secret, token or code in the log, the audit log or the accounts', async () => {
    await house.people.flush();
    const kept = JSON.stringify(await house.own.database.rows(sql`select to_jsonb(a) as row from people.account a union all select to_jsonb(l) from people.audit l union all select to_jsonb(p) from people.person p`)) + logged.join('\n');
    assert.ok(issuer.given.length > 20 && secrets.length > 50 && logged.some((line) => line.includes('sign-on-refused')));
    for (const secret of [...issuer.given, ...secrets]) assert.ok(!kept.includes(secret));
  });
});
