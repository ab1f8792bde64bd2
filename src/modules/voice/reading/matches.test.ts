import assert from 'node:assert/strict';
import { test } from 'node:test';
import { matchesOf } from './matches.ts';

test('a pattern is found in the same places as by matchAll, also one that matches nothing at all, between emoji, and in one text after another', () => {
  for (const pattern of [/\d+/gu, /(?=🙂)|x*/gu, /(?:)/gu, /🙂/gu, /\bwill\b/gu]) {
    for (const text of ['', '🙂', 'a🙂🙂b 12 xx 3', 'we will, and you will 👩‍🚒 too 7', 'x']) {
      assert.deepEqual(matchesOf(pattern, text).map((one) => [one.index, ...one]), [...text.matchAll(pattern)].map((one) => [one.index, ...one]), `${String(pattern)} in ${text}`);
    }
  }
});
