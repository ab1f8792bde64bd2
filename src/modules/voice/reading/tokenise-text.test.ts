import assert from 'node:assert/strict';
import { test } from 'node:test';
import { tokenise } from './tokenise-text.ts';

const norms = (raw: string): string[] => tokenise(raw).tokens.map((token) => token.norm);

test('a message falls into words, handles, signs and faces', () => {
  assert.deepEqual(norms('@Acme why?? I don’t looove it :( #fail 😡 https://a.example/x'), ['@acme', 'why', '??', 'i', 'don\'t', 'loove', 'it', ':(', '#fail', '😡', '#link']);
});

test('long numbers are remembered by their length alone', () => {
  assert.deepEqual(norms('card 4929123412341234, 3 days'), ['card', '#16', ',', '3', 'days']);
  assert.ok(!norms('call +49 170 1234567 or me@example.org').some((norm) => norm.includes('1234567') || norm.includes('example')));
});

test('markup and entities are not words, and places still point into what was sent', () => {
  const raw = '<p class="x">Fish &amp; chips</p>';
  const { plain, tokens } = tokenise(raw);
  assert.deepEqual(tokens.map((token) => token.norm), ['fish', '&', 'chips']);
  const chips = tokens[2];
  assert.equal(raw.slice(plain.origin?.[chips?.start ?? 0], plain.origin?.[chips?.end ?? 0]), 'chips');
});

test('composed and decomposed letters are the same word', () => {
  assert.deepEqual(norms('Péssimo'), norms('Pe\u0301ssimo'));
});

test('whatever is sent comes back quickly and finite', () => {
  const wild = ['', '😀', ' '.repeat(1_000_000), 'a'.repeat(1_000_000), '<'.repeat(1_000_000), '&'.repeat(1_000_000), '<script>'.repeat(100_000), '<!--'.repeat(200_000), `z${'\u0301\u0302'.repeat(100_000)}`, 'QUJD'.repeat(250_000), '你好мирשלוםمرحبا', '\ud800\udfff\ud800', ':('.repeat(300_000)];
  for (const raw of wild) {
    const before = performance.now();
    const { tokens, plain } = tokenise(raw);
    assert.ok(tokens.length <= 20_000 && plain.text.length <= 20_000);
    assert.ok(performance.now() - before < 2_000, `${raw.slice(0, 8)} took too long`);
  }
});
