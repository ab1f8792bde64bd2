import assert from 'node:assert/strict';
import { test } from 'node:test';
import { MARK } from './contact.ts';
import { numbersSaid, readContact, type HistoryRow } from './read-contact.ts';

const row = (more: Partial<HistoryRow>): HistoryRow => ({ number: 1, key: 'a', node: 1, atMs: Date.UTC(2026, 5, 2, 10), seconds: 60, brand: '', channel: 'email', direction: 'out', office: 'service', session: '', title: '', text: '', turns: [], orders: [], tickets: [], agents: true, properties: {}, isRefund: false, isComplaint: false, ...more });
const marks = (more: Partial<HistoryRow>): string[] => { const found = readContact(row(more), 'UTC')?.marks ?? 0; return Object.entries(MARK).flatMap(([name, mark]) => ((found & mark) === 0 ? [] : name)); };
const TALK = [{ speaker: 'agent', text: 'Your tent will come on Friday.' }, { speaker: 'customer', text: 'Good to know.' }];

test('whoever we call did not turn to us: the call is a word of ours, as a message is, and no question of theirs', () => {
  assert.deepEqual(marks({ channel: 'call', direction: 'out', turns: TALK }), ['PERSON', 'SENT', 'TALK', 'SERVICE']);
  assert.deepEqual(marks({ channel: 'call', direction: 'in', turns: TALK }), ['ASKS', 'PERSON', 'TALK', 'SERVICE']);
});

test('a mail of ours that came back told nobody anything, and answers nothing', () => {
  assert.ok(marks({ text: 'It comes on Friday.', properties: { messageId: '<a@b>' } }).includes('SENT'));
  assert.equal(readContact(row({ text: 'It comes on Friday.', properties: { messageId: '<a@b>', unreached: 'mailbox-unknown' } }), 'UTC'), null);
  assert.ok(marks({ direction: 'in', text: 'Where is it?', properties: { unreached: 'x' } }).includes('ASKS'), 'what the customer writes counts, whatever its head says');
});

test('a message of ours that asks for something, or speaks of a delay, is known as such, in each of our languages where the words are ours', () => {
  assert.ok(marks({ text: 'Could you send us a photo of the broken pole, please?' }).includes('REQUESTS'));
  assert.ok(!marks({ text: 'Your tent was sent today. Thank you for your patience.' }).includes('REQUESTS'));
  for (const text of ['Your order is delayed by two days.', 'Ihre Lieferung verspätet sich.', 'Votre commande aura du retard.', 'Su pedido lleva retraso.', 'A sua encomenda está atrasada.']) assert.ok(marks({ text }).includes('SAYS_LATE'), text);
  assert.ok(!marks({ text: 'Your tent was sent today.' }).includes('SAYS_LATE'));
});

test('words without an end are read as quickly as any others, whoever wrote them', () => {
  assert.deepEqual(numbersSaid({ title: 'AB-1234?', text: `${'-'.repeat(40)} order-nr-98765, not ${'x-'.repeat(40)}.`, turns: [] }), ['AB-1234', 'ORDER-NR-98765']);
  // A contact took a minute in which nobody was answered; generous, as machines differ.
  const before = process.cpuUsage();
  for (const text of ['-', '-A', 'A-'].map((part) => part.repeat(200_000 / part.length))) assert.deepEqual(numbersSaid({ title: '', text, turns: [] }), []);
  assert.equal(readContact(row({ text: 'nove'.repeat(100_000) }), 'UTC')?.given.length, 0);
  assert.ok(process.cpuUsage(before).user < 10_000_000);
});
