import assert from 'node:assert/strict';
import { test } from 'node:test';
import { plainText } from './plain-text.ts';
import { sentencesOf } from './sentences.ts';

const split = (raw: string): string[] => { const plain = plainText(raw); return sentencesOf(plain).map(({ start, end }) => plain.text.slice(start, end)); };

test('sentences end where people would end them', () => {
  assert.deepEqual(split('Dr. Weber was kind. The bill of 12.50 was not! Why?? Call me at 5 p.m. please.'), ['Dr. Weber was kind.', 'The bill of 12.50 was not!', 'Why??', 'Call me at 5 p.m. please.']);
  assert.deepEqual(split('Das kam z.B. kaputt an. Schade.'), ['Das kam z.B. kaputt an.', 'Schade.']);
});

test('empty lines and lists end a sentence', () => {
  assert.deepEqual(split('Hello team\n\nthese are broken:\n- lamp\n- chair'), ['Hello team', 'these are broken:', '- lamp', '- chair']);
});

test('nothing holds no sentence, and a million characters are quick', () => {
  assert.deepEqual(split(''), []);
  for (const raw of ['. '.repeat(500_000), 'a.'.repeat(500_000), '\n'.repeat(1_000_000)]) {
    const before = performance.now();
    split(raw);
    assert.ok(performance.now() - before < 2_000);
  }
});
