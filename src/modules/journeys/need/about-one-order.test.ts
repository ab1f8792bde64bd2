import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Contact } from '../threads/contact.ts';
import { aboutOneOrder, sumUp } from './about-one-order.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
let number = 0;
const contact = (day: number, more: Partial<Contact> = {}): Contact => ({
  interaction: ++number, revision: 1, node: 1, home: 1, role: 'ask', channel: 'email', kind: 'mail-received', atMs: day * DAY, endsMs: day * DAY, orders: [], tickets: [], products: [], staff: [], teams: [], numbers: [], letter: null, answers: [], subject: null, isAnswer: false,
  handedTo: null, handedFrom: null, words: [1], heard: [], saysBefore: false, ends: 'open', promisedMs: null, asksStory: false, asksOrder: false, ...more,
});
const issue = (name: string, contacts: readonly Contact[], customer = 1) => ({ name, customer, contacts });
const together = (...issues: ReturnType<typeof issue>[]): string[] => aboutOneOrder(issues).map((own) => own.map(({ name }) => name).toSorted().join(' ')).toSorted();
const late = (day: number): Contact => contact(day, { orders: ['BH1182'] });

test('what one customer asks about one order within a week stands together, also where one time they only say its number; a third joins two that had nothing to do with each other', () => {
  assert.deepEqual(together(issue('mails', [late(0), late(6)]), issue('calls', [contact(2, { numbers: ['BH1182'] })])), ['calls mails']);
  assert.deepEqual(together(issue('one', [late(0)]), issue('other', [contact(3, { orders: ['BH7'] })]), issue('both', [contact(5, { orders: ['BH7', 'BH1182'] })])), ['both one other']);
});

test('it stays apart where it is another customer’s, another order, no order at all, or came after more than a week', () => {
  assert.deepEqual(together(issue('ann', [late(0)]), issue('ben', [late(1)], 2)), ['ann', 'ben']);
  assert.deepEqual(together(issue('late', [late(0)]), issue('small', [contact(1, { orders: ['BH7'] })]), issue('invoice', [contact(2)]), issue('voucher', [contact(2)])), ['invoice', 'late', 'small', 'voucher']);
  assert.deepEqual([together(issue('before', [late(0)]), issue('after', [late(8)])), together(issue('after', [late(7)]), issue('before', [late(0)]))], [['after', 'before'], ['after before']]);
  assert.deepEqual(together(issue('emptied meanwhile', [])), []);
});

test('two matters with one order stay apart where their topics are far from each other; a topic close by, or none that is known, parts nothing', () => {
  const of = (name: string, day: number, ...groups: string[]) => ({ ...issue(name, [late(day)]), groups: new Set(groups) });
  assert.deepEqual([together(of('late', 0, 'delivery'), of('small', 2, 'sizes')), together(of('late', 0, 'delivery'), of('where', 2, 'refunds', 'delivery')), together(of('late', 0, 'delivery'), of('again', 2))], [['late', 'small'], ['late where'], ['again late']]);
});

test('who writes on under the ticket of one matter is at the same thing, however far from it the topics found in a few words lie', () => {
  const of = (name: string, day: number, ticket: string, ...groups: string[]) => ({ ...issue(name, [contact(day, { orders: ['BH1182'], tickets: [ticket] })]), groups: new Set(groups) });
  assert.deepEqual([together(of('late', 0, 'T1', 'delivery'), of('no word', 6, 'T1', 'promises')), together(of('late', 0, 'T1', 'delivery'), of('small', 6, 'T2', 'sizes'))], [['late no word'], ['late', 'small']]);
});

test('together they come to what one issue of all their contacts would: everybody of ours once, what was not answered in one and then in the other, how often they came', () => {
  const sum = sumUp([
    issue('mails', [late(0), contact(0.5, { role: 'reply', staff: ['anneke'], ends: 'answered' }), late(6), contact(7, { role: 'reply', staff: ['anneke'], ends: 'answered' })]),
    issue('talks', [contact(2, { channel: 'chat', staff: ['rui'] }), contact(4, { channel: 'call', staff: ['dorothy', 'anneke'], asksOrder: true })]),
    issue('review', [contact(9, { role: 'public', channel: 'review', orders: ['BH1182'] })]),
  ]);
  assert.deepEqual([sum?.asks, sum?.comings, sum?.people, sum?.channels, sum?.unanswered, sum?.beganMs, sum?.lastAskMs, sum?.lastSaidMs], [4, 4, 3, ['email', 'chat', 'call', 'review'], false, 0, 6 * DAY, 9 * DAY]);
  assert.deepEqual(sum?.breaks.toSorted(), ['came-back', 'told-again'], 'the number was asked for that they had written before');
  assert.equal(sumUp([issue('mails', [late(0)]), issue('talks', [contact(2, { channel: 'chat', staff: ['rui'] })])])?.unanswered, false, 'nobody wrote back, but somebody spoke with them since');
  assert.equal(sumUp([issue('ours', [contact(0, { role: 'reply' })])]), null);
});

test('who is handed on, or calls again within the half hour, has come once', () => {
  const talk = (hour: number, minutes: number): Contact => contact(hour / 24, { channel: 'chat', endsMs: hour * HOUR + minutes * 60_000 });
  assert.deepEqual([[talk(0, 10), talk(0.25, 60), talk(1.5, 5)], [talk(0, 10), talk(1, 5)], [talk(0, 0)]].map((asks) => sumUp([issue('talks', asks)])?.comings), [1, 2, 1]);
});

test('they went content where they did at the last and have said nothing since', () => {
  const content = contact(2, { channel: 'call', ends: 'content' });
  const went = (...more: readonly Contact[]): boolean | undefined => sumUp([issue('talks', [contact(0), content, ...more])])?.wentContent;
  assert.deepEqual([went(), went(contact(3, { role: 'reply', ends: 'answered' })), went(contact(3)), went(contact(3, { role: 'public' }))], [true, true, false, false]);
});
