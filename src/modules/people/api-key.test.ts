import assert from 'node:assert/strict';
import { test } from 'node:test';
import { hashOfKey, isKeyShaped, keysOffered, mintKey } from './api-key.ts';

test('keys are 25 characters that begin with c, never repeat, and use every letter and digit about equally', () => {
  const keys = Array.from({ length: 2_000 }, mintKey);
  assert.ok(keys.every(isKeyShaped));
  assert.equal(new Set(keys).size, keys.length);
  const counts = new Map<string, number>();
  for (const letter of keys.map((key) => key.slice(1)).join('')) counts.set(letter, (counts.get(letter) ?? 0) + 1);
  assert.equal(counts.size, 36);
  const expected = (2_000 * 24) / 36;
  for (const [letter, count] of counts) assert.ok(Math.abs(count - expected) < 0.2 * expected, `${letter}: ${count} of about ${expected.toFixed(0)}`);
});

test('only the exact shape counts as a key', () => {
  for (const text of ['', 'c', `x${'a'.repeat(24)}`, `c${'a'.repeat(23)}`, `c${'a'.repeat(25)}`, `c${'A'.repeat(24)}`, ` c${'a'.repeat(24)}`]) assert.equal(isKeyShaped(text), false, text);
});

test('what is stored does not tell the key', () => {
  const key = mintKey();
  assert.match(hashOfKey(key), /^[0-9a-f]{64}$/);
  assert.notEqual(hashOfKey(key), hashOfKey(mintKey()));
});

test('several keys in one request are offered in the agreed order, and other credentials are passed over', () => {
  const [a, b, c] = [mintKey(), mintKey(), mintKey()];
  assert.deepEqual(keysOffered({ headers: { authorization: `Basic ${Buffer.from(`${a}:`).toString('base64')}`, 'x-write-key': b }, url: `/v1?writeKey=${c}` }).map(({ key }) => key), [a, b, c]);
  assert.deepEqual(keysOffered({ headers: { authorization: 'Basic %%%', 'x-write-key': 'no' }, url: '/v1?writeKey=' }), []);
  assert.deepEqual(keysOffered({ headers: {}, url: '/' }), []);
});
