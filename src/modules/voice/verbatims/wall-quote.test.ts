import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Quote, Verbatim } from './contract.ts';
import { wallQuote } from './wall-quote.ts';

const quote = (text: string, more: Partial<Quote> = {}): Quote => ({ of: 'text', speaker: null, text, isCutBefore: false, isCutAfter: false, hits: [], ...more });
const said = (quotes: Quote[], more: Partial<Verbatim> = {}): Verbatim => ({
  id: 'int_1', revision: 1, customer: 'cus_1', name: 'Kari Nordmann', signed: ['Snowman'], channel: 'review', source: 'shop', brand: '', kind: 'review-posted', direction: 'public', office: 'service', language: 'en', occurredAt: '2026-03-01T10:00:00.000Z', occurredPrecision: 'ms', rating: null, quotes, more: 0, quoting: 'agreed', ...more,
});

test('a wall shows what a customer said, never what we said, and nothing of who it was', () => {
  const shown = wallQuote(said([quote('Lovely coat'), quote('It is warm.')]));
  assert.equal(shown?.text, 'Lovely coat');
  assert.deepEqual(Object.keys(shown ?? {}).toSorted(), ['channel', 'id', 'language', 'occurredAt', 'occurredPrecision', 'rating', 'text']);
  assert.equal(wallQuote(said([quote('We thank you.')], { direction: 'out' })), null);
  assert.equal(wallQuote(said([quote('Hello, how can I help?', { of: 'turn', speaker: 'agent' }), quote('It fits.', { of: 'turn', speaker: 'customer' })], { direction: 'out' }))?.text, 'It fits.');
});

test('the text comes before its title, and the piece that says what was searched for before both', () => {
  assert.equal(wallQuote(said([quote('Title', { of: 'title' }), quote('The text.')]))?.text, 'The text.');
  assert.equal(wallQuote(said([quote('Title', { of: 'title', hits: [[0, 5]] }), quote('The text.')]))?.text, 'Title');
  assert.equal(wallQuote(said([quote('Title', { of: 'title' })]))?.text, 'Title');
});

test('a long text is cut at a word to what is read from afar, and says that it goes on', () => {
  const text = wallQuote(said([quote('many words '.repeat(60))]))?.text ?? '';
  assert.ok(text.length <= 322 && /(many|words) …$/.test(text), text);
  const signs = wallQuote(said([quote('👩‍👩‍👧'.repeat(400))]))?.text ?? '';
  assert.ok(signs.isWellFormed() && signs.endsWith('👩‍👩‍👧 …'));
  assert.equal(wallQuote(said([quote('the middle', { isCutBefore: true, isCutAfter: true })]))?.text, '… the middle …');
});
