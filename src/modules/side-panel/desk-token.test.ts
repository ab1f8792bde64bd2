import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { test } from 'node:test';
import { checkDeskToken, readDeskToken } from './desk-token.ts';
import { limitTries } from './limit-tries.ts';
import { aboutOf, nextWord } from './next-word.ts';

const NOW = Date.UTC(2026, 5, 2, 10);
const encode = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');
function token(claims: object, secret = 'one', header: object = { alg: 'HS256', typ: 'JWT' }): string {
  const body = `${encode(header)}.${encode(claims)}`;
  return `${body}.${createHmac('sha256', secret).update(body).digest('base64url')}`;
}
const CLAIMS = { iss: 'dsk_1', exp: NOW / 1_000 + 300, jti: 'view-0001', agent: { email: 'ann@staff.example', verified: true }, customer: { email: 'nora@x.example' } };
const outcome = (text: string, secrets: readonly string[] = ['one']): string => {
  const read = readDeskToken(text);
  if (read === null) return 'none';
  const checked = checkDeskToken(read, secrets, NOW);
  return checked.ok ? 'ok' : checked.refusal;
};

test('a desk’s token counts by its secret, also the former one while both count, and for some minutes alone', () => {
  assert.deepEqual([outcome(token(CLAIMS)), outcome(token(CLAIMS), ['two', 'one']), outcome(token(CLAIMS), ['two']), outcome(token(CLAIMS), [])], ['ok', 'ok', 'not-signed', 'not-signed']);
  assert.deepEqual([outcome(token({ ...CLAIMS, exp: NOW / 1_000 })), outcome(token({ ...CLAIMS, exp: NOW / 1_000 + 86_400 }))], ['over', 'over'], 'neither an old one nor one for a day');
});

test('what was changed after it was signed, or signs itself in another way, is none', () => {
  const [head, , signature] = token(CLAIMS).split('.');
  assert.equal(outcome(`${head}.${encode({ ...CLAIMS, customer: { email: 'other@x.example' } })}.${signature}`), 'not-signed');
  assert.equal(outcome(`${token(CLAIMS)}=`), 'not-signed', 'another spelling of the same bytes');
  for (const alg of ['none', 'RS256', 'HS512']) assert.equal(outcome(token(CLAIMS, 'one', { alg })), 'none');
  for (const text of ['', 'a.b', 'a.b.c', `${token(CLAIMS)}.more`, 'x'.repeat(10_000)]) assert.equal(outcome(text), 'none');
});

test('a token must name a verified agent, a name of its own, and somebody or a conversation', () => {
  for (const spoiled of [{ agent: { email: 'ann@staff.example' } }, { agent: { email: 'ann@staff.example', verified: false } }, { jti: 'x' }, { customer: {} }, { customer: { email: ' ' } }]) assert.equal(outcome(token({ ...CLAIMS, ...spoiled })), 'none');
  assert.equal(outcome(token({ ...CLAIMS, customer: {}, conversation: '17' })), 'ok');
});

test('tries are counted in a window that slides with the clock', () => {
  let nowMs = 0;
  const attempt = limitTries(() => nowMs, { windowMs: 1_000, most: 2 });
  attempt('a'); attempt('a'); attempt('b');
  assert.throws(() => { attempt('a'); }, { kind: 'too-many' });
  nowMs = 1_001;
  attempt('a');
});

test('the next word names who tells more only for a moment that somebody stands for and that is ahead', () => {
  const [sentence, by] = ['Your parcel left on Monday.', new Date(NOW + 3_600_000).toISOString()];
  const say = (more: object, open: Parameters<typeof nextWord>[1]): string => nextWord({ sentence, language: 'en', who: null, ...more }, open, 'UTC', NOW);
  assert.equal(say({}, null), sentence);
  assert.equal(say({}, { owner: { name: 'Ann' }, nextUpdateBy: by }), `${sentence} Ann will tell you by 2 June 2026 at 11:00.`);
  assert.equal(say({}, { owner: { name: 'Ann' }, nextUpdateBy: new Date(NOW - 1).toISOString() }), sentence);
  assert.equal(say({}, { owner: { name: null }, nextUpdateBy: by }), sentence, 'whoever left stands for nothing');
  assert.equal(say({ who: 'Ann' }, { owner: { name: 'Ann' }, nextUpdateBy: by }), sentence, 'the answer says it already');
});

test('a case begins with the customer’s own words, cut between words', () => {
  assert.deepEqual([aboutOf('  Where\n is it? ', 'x'), aboutOf('', 'Asked in Chat'), aboutOf(null, 'Asked in Chat'), aboutOf('the zip of my tent is broken again', 'x', 20)], ['Where is it?', 'Asked in Chat', 'Asked in Chat', 'the zip of my tent…']);
});
