import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { staffAsks, staffFacts, staffPromises } from './read-staff.ts';

/** What is found, with the words that carry it and the words that name a time. */
const told = (text: string): unknown[] => staffFacts(text).map(({ act, kind, mode, start, end, time }) => [act, kind, ...(mode === 'plain' ? [] : [mode]), text.slice(start, end), ...(time === null ? [] : [text.slice(time.start, time.end)])]);

test('what staff asks of a customer is found by kind, each thing once', () => {
  assert.deepEqual(told('Could you give me your order number, please?'), [['asked', 'order-number', 'Could you give me your order number']]);
  assert.deepEqual(told('Please confirm your full name and your date of birth.').map((one) => (one as string[])[1]), ['name', 'birth-date']);
  assert.deepEqual(told('What seems to be the problem?').map((one) => (one as string[])[1]), ['description']);
});

test('offers, courtesies and our own address are not asked for', () => {
  for (const text of ['How can I help you today?', 'Would you like me to call you back?', 'Please call us if you have any questions.', 'We will never ask for your card number.', 'Your order number is 1182-44, please keep it.', 'Shall I send it to your address?']) assert.deepEqual(told(text), [], text);
  assert.deepEqual(told('Please send a photo to our e-mail address.').map((one) => (one as string[])[1]), ['photo']);
});

test('how an order stands is found with the day that is named', () => {
  assert.deepEqual(told('Good news: your parcel was delivered on 29 May.'), [['said', 'delivered', 'was delivered', 'on 29 May']]);
  assert.deepEqual(told('It is out for delivery.'), [['said', 'out-for-delivery', 'is out for delivery']]);
});

test('what is not so, would be so, or was said by somebody before is told apart', () => {
  assert.deepEqual(told('Your order has not been shipped yet.'), [['said', 'shipped', 'not', 'has not been shipped']]);
  assert.deepEqual(told('If it is lost, we will refund you.').map((one) => (one as string[]).slice(0, 3)), [['said', 'lost', 'if'], ['promised', 'refund', 'if']]);
  assert.deepEqual(told('You told us that it was delivered to the wrong house.').map((one) => (one as string[])[2]), ['earlier']);
  assert.deepEqual(told('I see that my colleague promised to call you back.').map((one) => (one as string[]).slice(0, 3)), [['promised', 'call-back', 'earlier']]);
});

test('a promise is found with its deadline; a refusal and an offer are none', () => {
  assert.deepEqual(told('We’ll call you back by Friday.'), [['promised', 'call-back', '’ll call you back', 'by Friday']]);
  assert.deepEqual(told('The refund will be in your account in 3-5 working days.'), [['promised', 'refund', 'will be in', 'in 3-5 working days']]);
  assert.deepEqual(told('We cannot refund worn shoes.').map((one) => (one as string[]).slice(0, 3)), [['promised', 'refund', 'not']]);
  for (const text of ['I could call you back.', 'Should we refund you?', 'We usually answer within a day.', 'She will call us.', 'You will have to send it back first.']) assert.deepEqual(told(text), [], text);
});

test('of two deadlines each promise keeps its own', () => {
  assert.deepEqual(told('We will send the label today and refund you within 5 days.'), [['promised', 'send', 'will send', 'today'], ['promised', 'refund', 'refund', 'within 5 days']]);
  assert.deepEqual(told('It was held up and will be with you on Thursday.').map((one) => (one as string[]).slice(1)), [['delayed', 'was held up'], ['deliver', 'will be with you', 'on Thursday']]);
});

test('how long something takes after a condition is no deadline: nobody knows when that is met', () => {
  assert.deepEqual(told('Once we have the return, we will refund you within 14 days.'), [['promised', 'refund', 'if', 'will refund']]);
});

test('nothing is read in what a mail quotes, in another language, or in nothing', () => {
  assert.deepEqual(told('> Will you call me?\n> You will refund me.\n\nI am sorry.'), []);
  assert.deepEqual(told('Sorry for that.\n\nOn Mon, 1 Jun 2026 at 10:00, Ann wrote:\nYou said you will refund me tomorrow.'), []);
  assert.deepEqual(told('Wir rufen Sie morgen zurück. Nennen Sie mir bitte die Bestellnummer?'), []);
  for (const text of ['', ' ', '🙂', '?', '\n', 'x'.repeat(50_000), 'will '.repeat(5_000), '> '.repeat(5_000)]) assert.deepEqual(told(text), []);
});

test('places are those of the text as it was sent, markup and all', () => {
  assert.deepEqual(told('<p>Hello Ann,</p><p>we will&nbsp;refund you <b>tomorrow</b>.</p>'), [['promised', 'refund', 'will&nbsp;refund', 'tomorrow']]);
});

test('a transcript without question marks is read like one with them', () => {
  assert.deepEqual(told('My name is Ida before we start. May I please have your full name and your phone number.').map((one) => (one as string[])[1]), ['name', 'phone']);
  assert.deepEqual(told('Can you verify your shipping address for me.').map((one) => (one as string[])[1]), ['address']);
});

test('what may be, what the customer got, and who is put through is nothing said or promised', () => {
  for (const text of ['You should have received an e-mail.', 'We are working hard to ensure that your order will arrive.', 'Let me transfer you and he will be with you in two minutes.', 'I need a moment to solve this issue.']) assert.deepEqual(told(text), [], text);
});

test('what is promised for a time, and whether something is asked, is the same as among all facts', () => {
  const texts = readFileSync(new URL('../../../../../models/texts/staff-held-out.tsv', import.meta.url), 'utf8').split('\n').flatMap((line) => line.split('\t'))
    .concat('Will I call you by Friday?', 'We will call you by Friday. Could you send a photo?', 'If it is lost, we will refund you within 5 days.', 'It was delivered on 29 May, and we will send a new one tomorrow.');
  let promised = 0;
  for (const text of texts) {
    const facts = staffFacts(text);
    const timed = facts.filter(({ act, mode, time }) => act === 'promised' && mode === 'plain' && time !== null);
    assert.deepEqual(staffPromises(text), timed, text);
    assert.equal(staffAsks(text), facts.some(({ act, mode }) => act === 'asked' && mode === 'plain'), text);
    promised += timed.length;
  }
  assert.ok(promised > 5, `${promised} promises are too few to tell`);
});
