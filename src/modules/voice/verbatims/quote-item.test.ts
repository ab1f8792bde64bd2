import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readWordSearch } from '../../interactions/index.ts';
import type { TimelineItem } from '../../interactions/contract.ts';
import type { Quote } from './contract.ts';
import { quotesFor, wholeQuotes } from './quote-item.ts';

const item = (more: Partial<TimelineItem>): TimelineItem => ({
  id: 'int_1', revision: 1, node: 'nod_1', source: 'shop', sourceId: '1', brand: '', channel: 'review', kind: 'review-posted', direction: 'public', office: 'service', stage: 'support', occurredAt: '2026-03-01T10:00:00.000Z', occurredPrecision: 'ms', receivedAt: '2026-03-01T10:00:00.000Z',
  title: null, text: null, language: null, turns: [], rating: null, subjects: [], claims: [], amounts: [], durationSeconds: null, properties: {}, ...more,
});
const quoted = (more: Partial<TimelineItem>, typed: string) => quotesFor(wholeQuotes(item(more)), readWordSearch(typed));
const hitsOf = ({ text, hits }: Quote): string[] => hits.map(([from, until]) => text.slice(from, until));

test('of a conversation the turns are quoted that say it, with whose they are, and how many are left out', () => {
  const turns = ['Hello', 'My parcel is late', 'Which parcel?', 'Thanks'].map((text, at) => ({ speaker: at % 2 === 0 ? 'agent' as const : 'customer' as const, who: null, text, offsetMs: null }));
  const { quotes, more } = quoted({ channel: 'call', turns }, 'parcel');
  assert.deepEqual(quotes.map((quote) => [quote.speaker, ...hitsOf(quote)]), [['customer', 'parcel'], ['agent', 'parcel']]);
  assert.equal(more, 2);
});

test('without words the first passages are quoted, a title once', () => {
  assert.deepEqual(quoted({ title: 'Great', text: 'Great' }, '').quotes.map(({ of }) => of), ['title']);
  assert.deepEqual(quoted({ title: 'Great', text: 'It fits.' }, '').quotes.map(({ text, isCutBefore, isCutAfter }) => [text, isCutBefore, isCutAfter]), [['Great', false, false], ['It fits.', false, false]]);
});

test('a long text is cut around what is found, at a word, and says that more stands on both sides', () => {
  const text = `${'before it all '.repeat(300)}the zip broke${' and after it'.repeat(300)}`;
  const [quote] = quoted({ text }, '"zip broke"').quotes;
  assert.ok(quote !== undefined && quote.isCutBefore && quote.isCutAfter && quote.text.length <= 700);
  assert.deepEqual(hitsOf(quote), ['zip broke']);
  assert.match(quote.text, /^(before|it|all|the) /);
});

test('a cut parts no sign in two, and a hit at the very end is still shown', () => {
  for (let more = 0; more < 4; more += 1) {
    const { quotes: [quote] } = quoted({ text: `${'x'.repeat(more)}${'😡'.repeat(2_000)} zip` }, 'zip');
    assert.ok(quote !== undefined && quote.text.isWellFormed());
    assert.deepEqual(hitsOf(quote), ['zip']);
  }
});

test('an open answer of a survey is quoted', () => {
  assert.deepEqual(quoted({ channel: 'survey', properties: { answers: [{ question: 'Why?', value: 'Too slow' }, { question: 'How much?', value: 3 }] } }, 'slow').quotes.map(({ of, text }) => [of, text]), [['answer', 'Too slow']]);
});
