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
  const valueOf = (written: string): string => { const normal = normaliseIdentifier('email', written); return 'value' in normal ? normal.value : normal.outcome; };
  assert.deepEqual(normaliseIdentifier('email', 'J.o.Hn+shop@GoogleMail.com'), { ...kept('john@gmail.com'), said: 'j.o.hn+shop@googlemail.com' }, 'what was written is kept, in lower case: others hash that');
  assert.deepEqual(['jo.hn+shop@outlook.com', 'ann+7@hotmail.co.uk', 'ann+x@live.nl', 'ann+x@fastmail.com', 'ann@protonmail.com', 'ann+x@icloud.com'].map(valueOf), ['jo.hn@outlook.com', 'ann@hotmail.co.uk', 'ann@live.nl', 'ann@fastmail.com', 'ann@proton.me', 'ann@icloud.com']);
  assert.equal(valueOf('ann@münchen.example'), valueOf('ANN@XN--MNCHEN-3YA.example'), 'a domain in letters and in punycode is one');
  assert.equal(valueOf('анна@пример.example'), valueOf('АННА@пример.example'));
  assert.deepEqual(normaliseIdentifier('email', 'ann+shop@mail.example'), kept('ann+shop@mail.example'), 'only where the provider says so');
  for (const nothing of ['ann', 'ann@', '@mail.example', 'ann@mail', 'a b@mail.example', 'noemail@shop.example']) assert.deepEqual(normaliseIdentifier('email', nothing), IGNORED, nothing);
});

test('one number written in several ways is one number', () => {
  for (const written of ['+31 6 1234 5671', '0031612345671', 'tel:+31-6-12345671', '06 12345671', '(06) 123 456 71']) assert.deepEqual(normaliseIdentifier('phone', written, 'NL'), kept('+31612345671'), written);
  assert.deepEqual(normaliseIdentifier('phone', '06-12345671'), kept('0612345671'), 'without a country its digits remain');
  for (const nothing of ['1234', '0000000000', '+31 6 1111 1111', 'unknown', '123456789']) assert.deepEqual(normaliseIdentifier('phone', nothing, 'NL'), IGNORED, nothing);
});

test('a number belongs to the country that the claim or the company names; an extension is a number of its own; what no telephone has is kept as it was written', () => {
  assert.deepEqual(normaliseIdentifier('phone', '020 7946 0018', 'GB'), kept('+442079460018'));
  assert.deepEqual(normaliseIdentifier('phone', '٠٦١٢٣٤٥٦٧١', 'NL'), kept('+31612345671'), 'digits of another script');
  assert.deepEqual(normaliseIdentifier('phone', '+31 20 123 4567 ext. 12'), kept('+31201234567;ext=12'));
  assert.deepEqual(normaliseIdentifier('phone', '+31 6 1234 5678 9012'), { outcome: 'raw', value: 'phone +31 6 1234 5678 9012' });
  assert.deepEqual(normaliseIdentifier('phone', '0612345671234567', 'NL'), { outcome: 'raw', value: 'phone 0612345671234567' });
  const made = claimOf(claim({ email: 'a@x.example', phone: '06 12345671', phone2: '+31 6 1234 5678 9012!' }, { traits: { country: 'nl' } }), 'GB');
  assert.ok(made.ok);
  assert.deepEqual(made.value.identifiers.map(({ type, value, verified }) => [type, value, verified]), [['email', 'a@x.example', false], ['phone', '+31612345671', false], ['raw', 'phone +31 6 1234 5678 9012', false]]);
});

test('an account of a social network is one, written as a handle, with its network or as the address of its page', () => {
  for (const written of ['https://www.instagram.com/Ann.Bee/?hl=nl', 'instagram.com/ann.bee', 'instagram:@ann.bee', 'IG/ann.bee']) assert.deepEqual(normaliseIdentifier('social', written), kept('instagram:ann.bee'), written);
  assert.deepEqual(normaliseIdentifier('social', 'https://twitter.com/annbee'), normaliseIdentifier('social', 'https://x.com/AnnBee'));
  assert.deepEqual(normaliseIdentifier('social', 'https://www.linkedin.com/in/ann-bee-7/'), kept('linkedin:ann-bee-7'));
  assert.deepEqual(normaliseIdentifier('social', 'https://www.facebook.com/profile.php?id=1000421'), kept('facebook:1000421'));
  assert.deepEqual(normaliseIdentifier('social', '@ann@toot.example'), normaliseIdentifier('social', 'https://toot.example/@ann'));
  assert.deepEqual(normaliseIdentifier('social', '@AnnBee'), kept('annbee'));
});

test('numbers that the company gave out, devices and browsers are read past their punctuation', () => {
  assert.deepEqual(normaliseIdentifier('order', ' #ord-4417 '), { ...kept('ORD-4417'), said: '#ord-4417' });
  assert.deepEqual(normaliseIdentifier('order', 'ORD-4417'), kept('ORD-4417'), 'nothing is said of an order number that is written as it is matched');
  assert.deepEqual(normaliseIdentifier('loyalty', '2210 3456-78'), normaliseIdentifier('loyalty', '2210345678'));
  assert.deepEqual(normaliseIdentifier('device', '{9F0C7A11-52D4-4B0E-9C4B-0A1B2C3D4E5F}'), kept('9f0c7a11-52d4-4b0e-9c4b-0a1b2c3d4e5f'));
  assert.deepEqual(normaliseIdentifier('cookie', 'GA1.2.1718.99'), kept('1718.99'));
});

test('one door written in several ways is one address', () => {
  const key = normaliseIdentifier('address', 'Hauptstraße 12 a, 10115 Berlin');
  for (const written of ['HAUPTSTRASSE 12A, 10115 BERLIN', 'Hauptstr. 12a 10115 Berlin', 'Hauptstraße 12-A, 10115 Berlin']) assert.deepEqual(normaliseIdentifier('address', written), key, written);
  assert.deepEqual(normaliseIdentifier('address', '12 Abbey Road, London NW8'), normaliseIdentifier('address', '12 abbey rd London NW8'));
  assert.deepEqual(normaliseIdentifier('address', '東京都千代田区丸の内1-9-1'), kept('東京都千代田区丸の内1 9 1'));
  for (const nothing of ['Berlin', '12', 'unknown']) assert.deepEqual(normaliseIdentifier('address', nothing), IGNORED, nothing);
});

test('values in five scripts are kept, and the ways of writing one letter are one', () => {
  for (const value of ['Łucja-7', 'Ελένη7', 'Дмитрий7', 'فاطمة7', '王小明7', 'ユーザー7']) assert.deepEqual(normaliseIdentifier('user', value.normalize('NFD')), kept(value.normalize('NFC')), value);
  assert.deepEqual(normaliseIdentifier('user', '\u200Ewang7\uFEFF'), kept('wang7'), 'marks that nobody sees tell no two people apart');
  assert.deepEqual(normaliseIdentifier('email', 'ａｎｎ@mail.example'), kept('ann@mail.example'), 'wide letters');
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
  assert.deepEqual(normaliseIdentifier('email-sha256', Buffer.from('AB'.repeat(32), 'hex').toString('base64')), kept('ab'.repeat(32)), 'or the same in base64');
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
  const loggedIn = claim({}, { identifiers: [{ type: 'user', value: 'u1', verified: true, verifiedBy: 'login' }, { type: 'user', value: 'u1 ', verified: true, verifiedBy: 'paid-order' }] });
  const made = claimOf(loggedIn);
  assert.ok(made.ok);
  assert.deepEqual(made.value.identifiers, [{ type: 'user', value: 'u1', verified: true, verifiedBy: 'login' }], 'of two ways to know it the surer one');
  assert.notEqual(hashOf(loggedIn), hashOf(claim({ user: 'u1!' })));
  assert.notEqual(hashOf(claim({ user: 'u1', order: 'o1' })), hashOf(claim({ user: 'u1order', order2: 'o1' })));
  assert.notEqual(hashOf(claim({ device: 'd' }, { session: 'a' })), hashOf(claim({ device: 'd' }, { session: 'b' })));
  const hour = claimOf(claim({ device: 'd' }, { occurredMs: Date.UTC(2026, 0, 1, 13, 5) }));
  assert.equal(hour.ok && hour.value.session, 'hour 2026-01-01T13');
});

test('desks are told from people', () => {
  for (const desk of ['info@x.example', 'no-reply@x.example', 'support+7@x.example', 'klantenservice@x.example']) assert.ok(isRoleAddress(desk), desk);
  for (const person of ['ann@x.example', 'infographic@x.example', 'teamster@x.example']) assert.ok(!isRoleAddress(person), person);
});
