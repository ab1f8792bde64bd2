import assert from 'node:assert/strict';
import { test } from 'node:test';
import { base32, codeOfStep, otpauthLink, stepAt, stepOfCode } from './totp.ts';

/** RFC 6238 appendix B: seconds since 1970 and the eight digits of SHA-1; six digits are the last six of them. */
const VECTORS: readonly (readonly [seconds: number, code: string])[] = [
  [59, '94287082'], [1_111_111_109, '07081804'], [1_111_111_111, '14050471'], [1_234_567_890, '89005924'], [2_000_000_000, '69279037'], [20_000_000_000, '65353130'],
];
const SECRET = Buffer.from('12345678901234567890');

test('codes are those that the standard lists', () => {
  for (const [seconds, code] of VECTORS) assert.equal(codeOfStep(SECRET, stepAt(seconds * 1_000)), code.slice(-6), `at ${seconds} s`);
});

test('a clock may be one step before or behind, and no more', () => {
  const atMs = 1_111_111_111_000;
  const now = stepAt(atMs);
  for (const drift of [-1, 0, 1]) assert.equal(stepOfCode(SECRET, codeOfStep(SECRET, now + drift), atMs), now + drift);
  for (const drift of [-2, 2]) assert.equal(stepOfCode(SECRET, codeOfStep(SECRET, now + drift), atMs), null);
});

test('what is no code of six digits fits nothing', () => {
  for (const code of ['', '00000', '0504711', 'ABCDEF', '０５０４７１']) assert.equal(stepOfCode(SECRET, code, 1_111_111_111_000), null, code);
});

test('a secret is written with the letters of the standard', () => {
  const written: readonly (readonly [string, string])[] = [['', ''], ['f', 'MY'], ['fo', 'MZXQ'], ['foo', 'MZXW6'], ['foob', 'MZXW6YQ'], ['fooba', 'MZXW6YTB'], ['foobar', 'MZXW6YTBOI']];
  for (const [bytes, letters] of written) assert.equal(base32(Buffer.from(bytes)), letters);
});

test('the link for an app names the company and the person, whatever letters are in them', () => {
  const link = new URL(otpauthLink(SECRET, 'Fjell & Sons: Oslo', 'olga+x@example.org'));
  assert.equal(link.protocol, 'otpauth:');
  assert.equal(link.searchParams.get('issuer'), 'Fjell & Sons: Oslo');
  assert.equal(link.searchParams.get('secret'), base32(SECRET));
  assert.equal(decodeURIComponent(link.pathname.split('/').at(-1) ?? ''), 'Fjell & Sons: Oslo:olga+x@example.org');
});
