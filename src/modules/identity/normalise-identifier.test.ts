import assert from 'node:assert/strict';
import { test } from 'node:test';
import { claimHash, claimOf } from './claim.ts';
import { normaliseIdentifier } from './normalise-identifier.ts';
import { claim } from './random-claims.fixture.ts';
import { isRoleAddress } from './role-address.ts';

const kept = (value: string) => ({ outcome: 'kept', value });
const IGNORED = { outcome: 'ignored' };

test('one address written in several ways is one address', () => {
  for (const written of ['Ann@Mail.Example', ' ann@mail.example ', 'mailto:ann@mail.example', 'Ann Bee <ANN@mail.example>', 'ann@mail.example.']) assert.deepEqual(normaliseIdentifier('email', written), kept('ann@mail.example'));
  assert.deepEqual(normaliseIdentifier('email', 'J.o.Hn+shop@GoogleMail.com'), kept('john@gmail.com'));
  assert.deepEqual(normaliseIdentifier('email', 'jo.hn+shop@outlook.com'), kept('jo.hn@outlook.com'));
  assert.deepEqual(normaliseIdentifier('email', 'ann+shop@mail.example'), kept('ann+shop@mail.example'), 'only where the provider says so');
  for (const nothing of ['ann', 'ann@', '@mail.example', 'ann@mail', 'a b@mail.example', 'noemail@shop.example']) assert.deepEqual(normaliseIdentifier('email', nothing), IGNORED, nothing);
});

test('one number written in several ways is one number', () => {
  for (const written of ['+31 6 1234 5671', '0031612345671', 'tel:+31-6-12345671', '06 12345671', '(06) 123 456 71']) assert.deepEqual(normaliseIdentifier('phone', written, 'NL'), kept('+31612345671'), written);
  assert.deepEqual(normaliseIdentifier('phone', '06-12345671'), kept('0612345671'), 'without a country its digits remain');
  for (const nothing of ['1234', '0000000000', '+31 6 1111 1111', 'unknown', '123456789']) assert.deepEqual(normaliseIdentifier('phone', nothing, 'NL'), IGNORED, nothing);
});

test('what stands for nothing is no identifier, in quotes or not, whatever the case', () => {
  for (const nothing of ['', '  ', 'null', 'NULL', '"null"', "'undefined'", '[object Object]', 'anonymous', 'Guest', '-1', '0', '0000-00', 'NaN', 'none', 'N/A', 'xxxxxx', '00000000-0000-0000-0000-000000000000']) {
    for (const type of ['user', 'device', 'order', 'badge']) assert.deepEqual(normaliseIdentifier(type, nothing), IGNORED, `${type} ${nothing}`);
  }
  assert.deepEqual(normaliseIdentifier('order', '222222'), kept('222222'));
  assert.deepEqual(normaliseIdentifier('user', ' Ann 7 '), kept('Ann 7'));
});

test('a hash is sixty-four hexadecimal digits', () => {
  assert.deepEqual(normaliseIdentifier('email-sha256', 'AB'.repeat(32)), kept('ab'.repeat(32)));
  assert.deepEqual(normaliseIdentifier('email-sha256', 'ab'), IGNORED);
  assert.deepEqual(normaliseIdentifier('email-sha256', 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'), IGNORED, 'the hash of nothing');
});

test('what is too long or holds control characters is refused', () => {
  assert.deepEqual(normaliseIdentifier('user', 'x'.repeat(10_000)), { outcome: 'refused', reason: 'too-long' });
  assert.deepEqual(normaliseIdentifier('user', 'a\u0000b'), { outcome: 'refused', reason: 'control-character' });
  const made = claimOf(claim({ user: 'a\u0007b' }));
  assert.deepEqual(made, { ok: false, refusal: { type: 'user', reason: 'control-character' } });
});

test('a claim is the same whatever the order of its parts; a verified identifier makes it another', () => {
  const hashOf = (input: ReturnType<typeof claim>): string => {
    const made = claimOf(input);
    assert.ok(made.ok);
    return claimHash(made.value);
  };
  const traits = { name: 'Ann', city: 'Oslo' };
  assert.equal(hashOf(claim({ user: 'u1', email: 'a@x.example' }, { traits })), hashOf(claim({ email: 'A@x.example', email2: 'a@X.example', user: ' u1' }, { traits: { city: 'Oslo ', name: 'Ann' }, session: 's', occurredMs: 5, evidence: 9 })));
  assert.notEqual(hashOf(claim({ user: 'u1' })), hashOf(claim({ user: 'u1!' })));
  assert.notEqual(hashOf(claim({ user: 'u1', order: 'o1' })), hashOf(claim({ user: 'u1order', order2: 'o1' })));
  assert.notEqual(hashOf(claim({ device: 'd' }, { session: 'a' })), hashOf(claim({ device: 'd' }, { session: 'b' })));
  const hour = claimOf(claim({ device: 'd' }, { occurredMs: Date.UTC(2026, 0, 1, 13, 5) }));
  assert.equal(hour.ok && hour.value.session, 'hour 2026-01-01T13');
});

test('desks are told from people', () => {
  for (const desk of ['info@x.example', 'no-reply@x.example', 'support+7@x.example', 'klantenservice@x.example']) assert.ok(isRoleAddress(desk), desk);
  for (const person of ['ann@x.example', 'infographic@x.example', 'teamster@x.example']) assert.ok(!isRoleAddress(person), person);
});
