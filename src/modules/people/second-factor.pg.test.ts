import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { openHouse, OWNER, type House } from '../../../test/engines/people-house.ts';
import { bytesOfLetters } from '../../../test/engines/phone-app.ts';
import { json, PASSWORD, refusedWith, signInStepsAt } from '../../../test/engines/sign-in-steps.ts';
import type { Role } from '../../kernel/access.ts';
import { createLog } from '../../platform/log/log.ts';
import { sql } from '../../platform/pg/sql.ts';
import type { Me, SecondFactor, SetUp, SignInOffer } from './contract.ts';
import { CODE_LIMITS } from './limit-sign-in.ts';

let house: House;
let owner: string;
let steps: ReturnType<typeof signInStepsAt>;
const logged: string[] = [];

before(async () => {
  house = await openHouse({ ownerEmail: OWNER.email, ownerPassword: OWNER.password, company: OWNER.company }, createLog('info', (line) => { logged.push(line); }));
  steps = signInStepsAt(house);
  owner = await house.signIn(OWNER.email, OWNER.password);
});
after(() => house?.close());

test('the second factor counts from its first right code on; ten recovery codes come with it, and neither they nor the secret can be read where they are kept', async () => {
  const anna = await steps.colleague('Anna');
  const cookie = await house.signIn(anna.email, PASSWORD);
  assert.deepEqual(await json(house.ask('/api/me/second-factor', { cookie })), { isOn: false, isRequired: false, recoveryCodesLeft: 0, hasPassword: true } satisfies SecondFactor);
  await refusedWith(house.ask('/api/me/second-factor/confirm', { body: { code: '123456' }, cookie }), 409, 'second-factor-not-begun');
  await json(house.ask('/api/me/second-factor', { body: {}, cookie }));
  const setUp = await json<SetUp>(house.ask('/api/me/second-factor', { body: {}, cookie }));
  assert.match(setUp.link, /^otpauth:\/\/totp\/Fjell%20%26%20Sons:anna%40example\.org\?secret=[A-Z2-7]{32}&/);
  await refusedWith(house.ask('/api/me/second-factor/confirm', { body: { code: steps.codeOf(setUp, 5) }, cookie }), 403, 'code-wrong');
  assert.equal((await steps.passwordOf(anna.email)).answer.role, 'agent', 'until then the password is enough');
  const { recoveryCodes } = await json<{ recoveryCodes: string[] }>(house.ask('/api/me/second-factor/confirm', { body: { code: steps.codeOf(setUp) }, cookie }));
  assert.equal(new Set(recoveryCodes).size, 10);
  assert.equal((await json<SecondFactor>(house.ask('/api/me/second-factor', { cookie }))).isOn, true);
  await refusedWith(house.ask('/api/me/second-factor', { body: {}, cookie }), 409, 'second-factor-on');
  const kept = JSON.stringify(await house.own.database.rows(sql`select encode(secret, 'escape') as plain, encode(secret, 'base64') as bytes from people.second_factor union all select encode(hash, 'escape'), encode(hash, 'base64') from people.recovery_code`));
  for (const secret of [setUp.secret, bytesOfLetters(setUp.secret).toString('base64').slice(0, 20), ...recoveryCodes]) assert.ok(!kept.includes(secret));
  steps.secrets.push(setUp.secret, ...recoveryCodes);
  assert.deepEqual((await house.people.colleagues()).filter(({ secondFactor }) => secondFactor).map(({ name }) => name), ['Anna']);
});

test('the second factor is asked for after the password: until its code is given, whoever knows the password is nobody and sees nothing', async () => {
  const { email, setUp, person } = await steps.withFactor('Bjorn');
  const { answer, cookie } = await steps.passwordOf(email);
  assert.deepEqual(answer, { next: 'code' });
  for (const path of ['/api/me', '/api/me/second-factor', '/api/people']) assert.equal((await house.ask(path, { cookie })).status, 401, path);
  assert.equal((await json<SignInOffer>(house.ask('/api/sign-in', { cookie }))).next, 'code');
  assert.equal((await json<SignInOffer>(house.ask('/api/sign-in'))).next, null);
  await refusedWith(house.ask('/api/sign-in/second-factor', { body: {}, cookie }), 409, 'second-factor-on');
  await refusedWith(house.ask('/api/sign-in/code', { body: { code: '000000' }, cookie }), 401, 'code-refused');
  await refusedWith(house.ask('/api/sign-in/code', { body: { code: steps.nextCode(setUp) } }), 401, 'sign-in-not-begun');
  assert.equal((await house.ask('/api/me', { cookie })).status, 401);
  assert.equal((await json<Me>(house.ask('/api/sign-in/code', { body: { code: ` ${steps.codeOf(setUp).replace(/(...)/, '$1 ')}` }, cookie }))).email, email);
  assert.equal((await json<Me>(house.ask('/api/me', { cookie }))).email, email);
  assert.equal((await json<SignInOffer>(house.ask('/api/sign-in', { cookie }))).next, null, 'nothing is left to do');
  await refusedWith(house.ask('/api/sign-in/code', { body: { code: steps.nextCode(setUp) }, cookie }), 401, 'sign-in-not-begun');
  assert.ok((await steps.auditOf(person.id)).includes('POST /api/sign-in/code refused'));
});

test('the second factor takes a clock that is half a minute before or behind, and no code twice, not even two windows at the same moment', async () => {
  const { email, setUp } = await steps.withFactor('Carla');
  house.nowMs += 120_000;
  const prove = async (code: string): Promise<number> => (await house.ask('/api/sign-in/code', { body: { code }, cookie: (await steps.passwordOf(email)).cookie })).status;
  const behind = steps.codeOf(setUp, -1);
  assert.equal(await prove(steps.codeOf(setUp, -2)), 401, 'a minute behind is too far');
  assert.equal(await prove(behind), 200);
  assert.equal(await prove(behind), 401, 'used');
  const [one, two] = await Promise.all([prove(steps.codeOf(setUp)), prove(steps.codeOf(setUp))]);
  assert.deepEqual(new Set([one, two]), new Set([200, 401]));
  assert.equal(await prove(steps.codeOf(setUp, 1)), 200, 'a clock that is before');
  assert.equal(await prove(steps.codeOf(setUp)), 401, 'older than one that was used');
});

test('the second factor gives way to each recovery code once, however it is typed; new ones take the place of those before', async () => {
  const { email, recoveryCodes, person, setUp } = await steps.withFactor('Dora');
  const [first = '', second = '', third = '', fourth = ''] = recoveryCodes;
  const prove = async (code: string): Promise<Response> => house.ask('/api/sign-in/code', { body: { code }, cookie: (await steps.passwordOf(email)).cookie });
  assert.equal((await prove(first.toUpperCase().replaceAll('-', ' '))).status, 200);
  assert.equal((await prove(first)).status, 401);
  const [one, two] = await Promise.all([prove(second), prove(second)]);
  assert.deepEqual(new Set([one.status, two.status]), new Set([200, 401]));
  assert.equal((await house.people.factors.stateOf(person)).recoveryCodesLeft, 8);
  assert.equal((await steps.auditOf(person.id)).filter((line) => line === 'people.recovery-code-used allowed').length, 2);
  const signedIn = await steps.passwordOf(email);
  await json(house.ask('/api/sign-in/code', { body: { code: third }, cookie: signedIn.cookie }));
  const renew = (code: string): Promise<Response> => house.ask('/api/me/second-factor/recovery-codes', { body: { code }, cookie: signedIn.cookie });
  await refusedWith(renew(third), 403, 'code-wrong');
  const renewed = await json<{ recoveryCodes: string[] }>(renew(steps.nextCode(setUp)));
  steps.secrets.push(...renewed.recoveryCodes);
  assert.equal((await house.people.factors.stateOf(person)).recoveryCodesLeft, 10);
  assert.equal((await prove(fourth)).status, 401, 'those before count no more');
  assert.equal((await prove(renewed.recoveryCodes[9] ?? '')).status, 200);
});

test('the second factor stops somebody who knows the password and guesses codes', async () => {
  const { email, setUp } = await steps.withFactor('Egon');
  const { cookie } = await steps.passwordOf(email);
  house.nowMs += 30_000;
  for (let tries = 0; tries < CODE_LIMITS.perAddressAndEmail - 1; tries += 1) await refusedWith(house.ask('/api/sign-in/code', { body: { code: '000000' }, cookie }), 401, 'code-refused');
  await refusedWith(house.ask('/api/sign-in/code', { body: { code: steps.codeOf(setUp) }, cookie: (await steps.passwordOf(email)).cookie }), 429, 'sign-in-too-often');
});

test('the second factor is asked for within ten minutes of the password, and not of somebody whose access ended meanwhile', async () => {
  const { email, setUp, person } = await steps.withFactor('Freya');
  const [slow, ended] = [await steps.passwordOf(email), await steps.passwordOf(email)];
  const nowMs = house.nowMs;
  house.nowMs = Date.now() + 11 * 60_000;
  await refusedWith(house.ask('/api/sign-in/code', { body: { code: steps.codeOf(setUp) }, cookie: slow.cookie }), 401, 'sign-in-not-begun');
  house.nowMs = nowMs + 30_000;
  await house.people.change(person.id, { active: false });
  await refusedWith(house.ask('/api/sign-in/code', { body: { code: steps.codeOf(setUp) }, cookie: ended.cookie }), 401, 'sign-in-not-begun');
});

test('the second factor is switched off by password and code together', async () => {
  const { email, setUp, person } = await steps.withFactor('Gerd');
  const { cookie } = await steps.passwordOf(email);
  await json(house.ask('/api/sign-in/code', { body: { code: steps.nextCode(setUp) }, cookie }));
  const end = (password: string, code: string): Promise<Response> => house.ask('/api/me/second-factor/end', { body: { password, code }, cookie });
  await refusedWith(end('not it', steps.nextCode(setUp)), 403, 'password-or-code-wrong');
  await refusedWith(end(PASSWORD, '000000'), 403, 'password-or-code-wrong');
  assert.deepEqual(await json(end(PASSWORD, steps.codeOf(setUp))), { isOn: false, isRequired: false, recoveryCodesLeft: 0, hasPassword: true } satisfies SecondFactor);
  assert.equal((await steps.passwordOf(email)).answer.role, 'agent');
  assert.ok((await steps.auditOf(person.id)).includes('people.second-factor-off allowed'));
});

test('the second factor is taken away by an owner from a colleague who lost their phone, who is signed out by that', async () => {
  const { email, setUp, person } = await steps.withFactor('Hedda');
  const { cookie } = await steps.passwordOf(email);
  await json(house.ask('/api/sign-in/code', { body: { code: steps.nextCode(setUp) }, cookie }));
  const other = await house.signIn((await steps.colleague('Henrik')).email, PASSWORD);
  assert.equal((await house.ask(`/api/people/${person.id}/reset-sign-in`, { body: {}, cookie: other })).status, 403);
  await json(house.ask(`/api/people/${person.id}/reset-sign-in`, { body: {}, cookie: owner }));
  assert.equal((await house.people.factors.stateOf(person)).isOn, false);
  assert.equal((await house.ask('/api/me', { cookie })).status, 401);
  assert.equal((await steps.passwordOf(email)).answer.role, 'agent');
  assert.ok((await steps.auditOf(person.id)).includes('people.sign-in-reset allowed'));
  await refusedWith(house.ask('/api/people/per_nobody/reset-sign-in', { body: {}, cookie: owner }), 404, 'person-not-found');
});

test('the second factor may be required of roles: whoever lacks it is led to set it up, and can do nothing else until then', async () => {
  const ida = await steps.colleague('Ida', 'analyst');
  const before = await house.signIn(ida.email, PASSWORD);
  const rule = (roles: Role[]): Promise<Response> => house.ask('/api/second-factor-rule', { method: 'PUT', body: { roles }, cookie: owner });
  await refusedWith(rule(['owner']), 409, 'second-factor-first');
  assert.deepEqual(await json(rule(['analyst'])), { roles: ['analyst'] });
  assert.equal((await house.ask('/api/me', { cookie: before })).status, 401, 'open sessions without it are over');
  const { answer, cookie } = await steps.passwordOf(ida.email);
  assert.deepEqual(answer, { next: 'set-up' });
  assert.equal((await house.ask('/api/me', { cookie })).status, 401);
  await refusedWith(house.ask('/api/sign-in/code', { body: { code: '123456' }, cookie }), 401, 'code-refused');
  await refusedWith(house.ask('/api/sign-in/second-factor', { body: {} }), 401, 'sign-in-not-begun');
  const setUp = await json<SetUp>(house.ask('/api/sign-in/second-factor', { body: {}, cookie }));
  await refusedWith(house.ask('/api/sign-in/second-factor/confirm', { body: { code: '000000' }, cookie }), 403, 'code-wrong');
  assert.equal((await json<{ recoveryCodes: string[] }>(house.ask('/api/sign-in/second-factor/confirm', { body: { code: steps.codeOf(setUp) }, cookie }))).recoveryCodes.length, 10);
  assert.equal((await json<Me>(house.ask('/api/me', { cookie }))).role, 'analyst');
  await refusedWith(house.ask('/api/me/second-factor/end', { body: { password: PASSWORD, code: steps.nextCode(setUp) }, cookie }), 409, 'second-factor-required');
  const moved = await steps.colleague('Jon');
  const jon = await house.signIn(moved.email, PASSWORD);
  await house.people.change(moved.id, { role: 'analyst' });
  assert.equal((await house.ask('/api/me', { cookie: jon })).status, 401, 'a new role that requires it asks for it at once');
  assert.equal((await house.ask('/api/me', { cookie: owner })).status, 200);
  await json(rule([]));
});

test('the second factor leaves neither secret nor code in the log or the audit log', async () => {
  await house.people.flush();
  const kept = JSON.stringify(await house.own.database.rows(sql`select to_jsonb(l) as row from people.audit l`)) + logged.join('\n');
  assert.ok(steps.secrets.length > 30);
  for (const secret of steps.secrets) assert.ok(!kept.includes(secret));
});
