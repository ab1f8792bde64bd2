import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseStep } from '../parse-step.ts';
import type { SubjectNews } from './contract.ts';
import { subjectNews } from './subject-news.ts';

const NOW = Date.parse('2026-05-10T10:00:00Z');
function newsOf(item: Readonly<Record<string, unknown>>): SubjectNews | null {
  const parsed = parseStep({ id: 'n-1', direction: 'internal', occurredAt: '2026-05-09T10:00:00Z', ...item }, 'shop', 'UTC', NOW);
  assert.ok(parsed.ok, JSON.stringify(parsed));
  return subjectNews(parsed.value.checked);
}
const ORDER = { type: 'order', id: 'BH-1' };

test('a return, a refund by its kind and money that goes back are news of their order', () => {
  assert.equal(newsOf({ channel: 'return', kind: 'return-announced', subjects: [ORDER] })?.order, 'BH-1');
  assert.equal(newsOf({ channel: 'chat', kind: 'refund-requested', subjects: [ORDER] })?.order, 'BH-1');
  const paid = newsOf({ channel: 'payment', kind: 'payment-made', subjects: [ORDER], amounts: [{ role: 'refund', amount: '-12.50', currency: 'EUR' }, { role: 'shipping', amount: '1', currency: 'EUR' }], properties: { promisedAt: '2026-05-20', dueNever: 'x' } });
  assert.deepEqual([paid?.refunds, paid?.moments], [[{ minor: '-1250', currency: 'EUR' }], { promisedAt: Date.parse('2026-05-20T00:00:00Z') }]);
  assert.equal(newsOf({ channel: 'order', kind: 'order-update', order: { id: 'BH-2', state: 'refunded' }, amounts: [{ role: 'refund', amount: '5', currency: 'EUR' }] })?.order, 'BH-2');
});

test('what names no order, and what only sells, says nothing of refunds', () => {
  assert.equal(newsOf({ channel: 'return', kind: 'return-announced' }), null);
  assert.equal(newsOf({ channel: 'payment', kind: 'payment-captured', subjects: [ORDER], amounts: [{ role: 'total', amount: '5', currency: 'EUR' }] }), null);
});

test('an incident is told by whoever says so in its kind; a customer who writes about one tells nothing of it', () => {
  const incident = { type: 'incident', id: 'zip', label: 'Zips break' };
  const told = newsOf({ channel: 'staff', kind: 'incident-opened', subjects: [incident], title: 'Zips break', text: 'We are looking into it.', properties: { nextUpdateAt: '2026-05-12T10:00:00+02:00', since: 'some day' } });
  assert.deepEqual([told?.title, told?.text, told?.moments], ['Zips break', 'We are looking into it.', { nextUpdateAt: Date.parse('2026-05-12T08:00:00Z') }]);
  assert.equal(newsOf({ channel: 'email', kind: 'message', direction: 'in', subjects: [incident], text: 'My zip broke' }), null);
});

test('of a refund no words are kept, only what happened', () => {
  const said = newsOf({ channel: 'return', kind: 'return-announced', subjects: [ORDER], title: 'Too small', text: 'My name is Ida' });
  assert.deepEqual([said?.title, said?.text], ['', '']);
});
