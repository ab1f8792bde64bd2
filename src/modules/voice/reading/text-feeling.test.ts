import assert from 'node:assert/strict';
import { test } from 'node:test';
import { textFeeling } from './text-feeling.ts';

const feels = (raw: string): string => textFeeling(raw, 'en', 'service').label;

test('praise, complaint and a plain question are told apart without training', () => {
  assert.equal(feels('Great service, thank you so much!'), 'positive');
  assert.equal(feels('Two hours on hold and then they hung up'), 'negative');
  assert.equal(feels('Which gate does the flight to Oslo leave from?'), 'neutral');
  assert.equal(feels('Please help me change my seat'), 'neutral', 'to ask politely is no praise');
});

test('a negation turns a word round, a booster strengthens it, a spared one praises', () => {
  const valence = (raw: string): number => textFeeling(raw, 'en', 'general').valence;
  assert.ok(valence('it is not good') < 0 && valence('it is good') > 0);
  assert.ok(valence('extremely good') > valence('good') && valence('slightly good') < valence('good'));
  assert.ok(valence('never so good') > 0);
  assert.ok(valence('It is GOOD') > valence('It is good'));
});

test('what stands after "but" counts more', () => {
  assert.equal(feels('Nice colour but it fell apart after a week'), 'negative');
  assert.equal(feels('Delivery was slow but the dress is gorgeous'), 'positive');
});

test('praise beside a mishap is not taken at its word', () => {
  assert.equal(feels('Great, my flight is delayed and my bag is lost'), 'negative');
});

test('Portuguese is read by words of its own', () => {
  assert.equal(textFeeling('Produto ótimo, chegou antes do prazo. Recomendo!', 'pt', 'service').label, 'positive');
  assert.equal(textFeeling('Ainda não recebi o produto, péssimo', 'pt', 'service').label, 'negative');
});

test('the words that carry it stand in the text as it was sent', () => {
  const raw = '<i>The</i> staff was &quot;rude&quot;';
  const [first] = textFeeling(raw, 'en', 'service').carriers;
  assert.equal(raw.slice(first?.start, first?.end), 'rude');
});

test('nothing said is neutral, and whatever is sent is finite and quick', () => {
  for (const raw of ['', '🤷', 'aGVsbG8='.repeat(100_000), 'good '.repeat(200_000), '!'.repeat(1_000_000), `bad${'\u0301'.repeat(50_000)}`, 'очень плохо', '<b>'.repeat(100_000)]) {
    const before = performance.now();
    const { valence } = textFeeling(raw, 'en', 'service');
    assert.ok(valence >= -1 && valence <= 1);
    assert.ok(performance.now() - before < 2_000);
  }
  assert.equal(feels(''), 'neutral');
});
