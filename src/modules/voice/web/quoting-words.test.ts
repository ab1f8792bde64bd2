import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { QuoteToShow } from '../contract.ts';
import { quoteText } from './quoting-words.ts';

const quote: QuoteToShow = { id: 'int_1', text: 'Great coat.', name: null, quoting: 'not-asked', channel: 'review', occurredAt: '2026-03-01T10:00:00.000Z', occurredPrecision: 'day' };

test('a copied quote carries its mark with it: only what was agreed to goes without', () => {
  assert.match(quoteText({ ...quote, quoting: 'agreed', name: 'Kari Nordmann' }, 'Review'), /^“Great coat\.”\nKari Nordmann, review, .*2026$/);
  assert.match(quoteText(quote, 'Review'), /^“Great coat\.”\nA customer, review, .*2026\n\[Not for outside: the customer was not asked/);
  assert.match(quoteText({ ...quote, quoting: 'refused' }, 'Review'), /\n\[Not for outside: the customer does not want to be quoted\.\]$/);
});
