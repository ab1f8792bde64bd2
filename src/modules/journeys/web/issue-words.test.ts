import assert from 'node:assert/strict';
import { test } from 'node:test';
import { GAP_ENDS_MS, isOpen, neediestFirst, type Issue, type IssueReason, type NeedyIssue } from '../contract.ts';
import { askedText, issueName, needText, openFirst, reasonText, whyText } from './issue-words.ts';

const NOW = Date.parse('2026-03-20T12:00:00Z');
const NAMES: Readonly<Record<string, string>> = { email: 'E-mail', sms: 'SMS', call: 'Phone' };
const nameOf = (channel: string): string => NAMES[channel] ?? channel;
const daysAgo = (days: number): string => new Date(NOW - days * 86_400_000).toISOString();
const issue = (more: Partial<Issue>): Issue => ({ id: 'iss_1', customer: 'cus_1', beganAt: daysAgo(9), lastAt: daysAgo(0), lastAskAt: daysAgo(0), lastSaidAt: more.lastAskAt ?? daysAgo(0), contacts: 5, asks: 5, people: 4, channels: ['email', 'call', 'chat', 'social'], unanswered: false, orders: [], products: [], title: null, breaks: [], ...more });
/** As its need is counted: `asks` by as many comings. */
const needy = (more: Partial<Issue & NeedyIssue>): Issue & NeedyIssue => ({ ...issue(more), comings: more.asks ?? 5, wentContent: false, ...more });
const by = (of: IssueReason['of'], level: string, bits: number): IssueReason => ({ of, level, bits });

test('an issue is told as somebody would say it: how often, in what time, over how many channels, how many people', () => {
  assert.equal(askedText(issue({}), nameOf), 'asked 5 times in 9 days, over 4 channels, 4 people');
  assert.equal(askedText(issue({ asks: 1, people: 0, channels: ['email'] }), nameOf), 'asked once, by e-mail');
  assert.equal(askedText(issue({ asks: 2, people: 1, channels: ['sms'], beganAt: new Date(NOW - 3 * 3_600_000).toISOString() }), nameOf), 'asked twice in 3 h, by SMS, 1 person');
});

test('it is called by what it is about, else by its title, and says so where nobody named anything', () => {
  assert.equal(issueName(issue({ title: 'where is my parcel?', orders: ['BH1182'] }), nameOf), 'Order BH1182');
  assert.equal(issueName(issue({ title: 'where is my parcel?' }), nameOf), 'Where is my parcel?');
  assert.equal(issueName(issue({ products: ['skarv', 'lund', 'fjell'], orders: ['BH1182'] }), nameOf), 'Skarv, lund and 1 more, order BH1182');
  assert.equal(issueName(issue({ channels: ['call'] }), nameOf), 'By phone, no product or order named');
});

test('it is open while nobody answered, or while they asked again within a week; open ones come first', () => {
  const [answered, again, waiting] = [issue({ id: 'a', asks: 1, lastAskAt: daysAgo(1) }), issue({ id: 'b', lastAskAt: daysAgo(6) }), issue({ id: 'c', asks: 1, unanswered: true, lastAskAt: daysAgo(40) })];
  assert.deepEqual([answered, again, waiting, issue({ lastAskAt: daysAgo(8) })].map((one) => isOpen(one, NOW)), [false, true, true, false]);
  assert.ok(isOpen(issue({ asks: 1, lastAskAt: daysAgo(8), lastSaidAt: daysAgo(1) }), NOW), 'they said it before everybody yesterday');
  assert.deepEqual(openFirst([answered, waiting, again], NOW).map(({ id }) => id), ['b', 'c', 'a']);
});

test('of open issues that were asked about three times, first stands what asks most of the customer: coming again, telling it anew, saying it in public; and whom the company values most', () => {
  const firstOf = (...issues: (Issue & NeedyIssue)[]): string | undefined => neediestFirst(issues, ({ id, customer }) => ({ isValued: customer === 'cus_valued', wrongs: id === 'wrong' ? ['told-wrong'] : [] }), NOW)[0]?.id;
  const plain = needy({ id: 'plain', people: 1 });
  assert.equal(firstOf(plain, needy({ id: 'often', asks: 6, people: 1, lastAskAt: daysAgo(2) })), 'often');
  assert.equal(firstOf(plain, needy({ id: 'public', people: 1, lastAskAt: daysAgo(2), lastSaidAt: daysAgo(1) })), 'public');
  assert.equal(firstOf(plain, needy({ id: 'people', people: 2 })), 'people');
  assert.equal(firstOf(plain, needy({ id: 'chased', people: 1, breaks: ['chased'] })), 'chased');
  assert.equal(firstOf(plain, needy({ id: 'valued', people: 1, customer: 'cus_valued' })), 'valued');
  assert.equal(firstOf(plain, needy({ id: 'wrong', people: 1 })), 'wrong');
  assert.equal(firstOf(plain, needy({ id: 'longest', people: 1, beganAt: daysAgo(10) })), 'longest');
  assert.equal(firstOf(needy({ asks: 9, lastAskAt: daysAgo(4) }), needy({ asks: 2, unanswered: true })), undefined, 'settled, or not yet asked three times');
  assert.equal(firstOf(needy({ asks: 6, comings: 2 }), needy({ asks: 4, wentContent: true })), undefined, 'handed on and on when they came twice; and who went content');
  assert.equal(firstOf(plain, needy({ id: 'handed on', asks: 8, comings: 4, people: 1 })), 'plain', 'whoever is handed on has come once');
  assert.equal(firstOf(needy({ id: 'waits', asks: 9, unanswered: true, lastAskAt: daysAgo(4) })), 'waits');
  const [told] = neediestFirst([needy({ people: 4, breaks: ['chased', 'not-answered'], lastAskAt: daysAgo(2), lastSaidAt: daysAgo(1) })], () => ({ isValued: false, wrongs: ['promise-broken', 'told-wrong'] }), NOW);
  assert.deepEqual([told?.points, told === undefined ? '' : needText(told)], [19, 'said it in public, told it to 4 people, asked before our own date, a promise to them was broken, told what was not so']);
});

test('why a contact belongs is told by what weighs most, with what speaks against it', () => {
  const day3 = String(GAP_ENDS_MS.indexOf(3 * 86_400_000));
  assert.equal(whyText({ sure: 0.934, byPerson: false, reasons: [by('thing', 'order', 1.7), by('time', day3, 0.9), by('matter', 'differs-little', -3.7), by('ended', 'open', 0.2), by('thread', 'unknown', 2)] }), '93 % sure: the same order, within 3 days; against it: another topic'.replace('93 %', (0.93).toLocaleString(undefined, { style: 'percent' })));
  assert.match(whyText({ sure: 0.9, byPerson: false, reasons: [by('matter', 'little', 1), by('thing', 'order', -1), by('thread', 'same', 4)] }), /^\S+ ?%? sure: the same ticket or thread of mails$/, 'what differs is no reason for, what is the same none against');
  assert.equal(whyText({ sure: null, byPerson: true, reasons: [] }), 'Put here by hand');
  assert.equal(whyText({ sure: null, byPerson: false, reasons: [] }), '');
});

test('time speaks for an issue by its upper end and against it by its lower one', () => {
  assert.equal(reasonText(by('time', '0', 3)), 'within 15 min');
  assert.equal(reasonText(by('time', '5', -1)), 'more than 1 day later');
  assert.equal(reasonText(by('time', String(GAP_ENDS_MS.length), -6)), 'more than 90 days later');
  assert.equal(reasonText(by('time', String(GAP_ENDS_MS.length), 6)), 'more than 90 days later');
});
