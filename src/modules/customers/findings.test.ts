import assert from 'node:assert/strict';
import { test } from 'node:test';
import { makeFindings, type FindingsInput, type Ground } from './findings.ts';

const DAY = 86_400_000;
const END = Date.parse('2026-02-01T00:00:00Z');
const ground: Ground = { interactions: 1_000, customers: 200, firstMs: END - 100 * DAY, lastMs: END, named: 150, described: 120, orders: 90, customersAskingAboutOrders: 40, contacts: 300, messagesIn: 80, customersWriting: 60, messagesOut: 50, returnedOrders: 12, complaints: 9 };
const nothing: FindingsInput = { nowMs: END, ground, shared: [], contacts: [], unanswered: [], returned: [], totals: { contacts: 0, unanswered: 0, returned: 0 }, names: new Map([[1, 'Ada Moen'], [2, 'Ada Moen']]) };
const only = (input: Partial<FindingsInput>) => makeFindings({ ...nothing, ...input }).findings;

test('a finding without people is not made', () => {
  assert.deepEqual(makeFindings(nothing).findings, []);
  assert.deepEqual(makeFindings(nothing).cannotSay, [], 'everything needed is there, there is just nothing to find');
});

test('two records with one name and one postcode are said to seem one person; one record, or a placeholder name, is not', () => {
  const [found] = only({ shared: [{ name: 'ada moen', trait: 'postcode', customers: [1, 2] }, { name: 'ada moen', trait: 'birthDate', customers: [2, 1] }, { name: 'bo li', trait: 'postcode', customers: [3, 3] }, { name: 'test customer', trait: 'postcode', customers: [4, 5] }, { name: 'maria', trait: 'postcode', customers: [6, 7] }] });
  assert.equal(found?.key, 'several-records');
  assert.equal(found?.count, 1);
  assert.equal(found?.outOf, 120);
  assert.equal(found?.people.length, 2);
  assert.match(found?.sentence ?? '', /^2 of 120 customers/);
  assert.match(found?.people[0]?.detail ?? '', /same postcode and date of birth/);
});

test('a name that dozens share in one postcode is no person with several records', () => {
  assert.deepEqual(only({ shared: [{ name: 'gast zugang', trait: 'postcode', customers: [1, 2, 3, 4, 5, 6, 7] }] }), []);
});

test('three contacts about one order make a finding, two do not; the sentence says n of m', () => {
  const contact = (customer: number, contacts: number) => ({ customer, order: `O${customer}`, contacts, channels: ['email', 'call'], firstMs: END - 9 * DAY, lastMs: END });
  assert.deepEqual(only({ contacts: [contact(1, 2)] }), []);
  const [found] = only({ contacts: [contact(1, 5), contact(2, 3)], totals: { contacts: 2, unanswered: 0, returned: 0 } });
  assert.equal(found?.title, '2 people wrote or called three times or more about one order');
  assert.match(found?.sentence ?? '', /^2 of 40 customers who asked about an order.*5 times in 9 days over 2 channels/);
  assert.equal(found?.people[0]?.order, 'O1');
});

test('waiting is counted to the end of the data, and only where answers would be seen', () => {
  const unanswered = [{ customer: 1, channel: 'email', askedMs: END - 34 * DAY, about: 'Where is it?' }, { customer: 2, channel: 'email', askedMs: END - DAY / 2, about: 'Just now' }];
  const [found] = only({ unanswered });
  assert.equal(found?.title, 'The longest unanswered message has waited 34 days');
  assert.equal(found?.count, 1, 'half a day is not waiting yet');
  const blind = makeFindings({ ...nothing, unanswered, ground: { ...ground, messagesOut: 0 } });
  assert.deepEqual(blind.findings, [], 'without any of our answers in the data everything would look unanswered');
  assert.match(blind.cannotSay.map((gap) => gap.bring).join(' '), /sent mails/);
});

test('only complaints before the return count', () => {
  const one = { customer: 1, order: 'A', complaint: 'Rated 1 of 5', complainedMs: END - 20 * DAY, returnedMs: END - 10 * DAY };
  const [found] = only({ returned: [one, { ...one, order: 'B', complainedMs: END }] });
  assert.equal(found?.count, 1);
  assert.match(found?.sentence ?? '', /^1 of 12 returned orders/);
  assert.equal(found?.people[0]?.detail, 'Rated 1 of 5, returned 10 days later');
});

test('what is missing is named with the file that would say it', () => {
  const empty = makeFindings({ ...nothing, ground: { interactions: 0, customers: 0, firstMs: null, lastMs: null, named: 0, described: 0, orders: 0, customersAskingAboutOrders: 0, contacts: 0, messagesIn: 0, customersWriting: 0, messagesOut: 0, returnedOrders: 0, complaints: 0 } });
  assert.equal(empty.period, null);
  assert.equal(empty.cannotSay.length, 1);
  const ordersOnly = makeFindings({ ...nothing, ground: { ...ground, named: 0, described: 0, contacts: 0, customersAskingAboutOrders: 0, messagesIn: 0, messagesOut: 0, returnedOrders: 0 } });
  assert.equal(ordersOnly.cannotSay.length, 4);
  for (const gap of ordersOnly.cannotSay) assert.ok(gap.bring.length > 20 && gap.because.length > 10);
});
