import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readGiven } from './read-given.ts';

/** A Tuesday. */
const SAID = Date.UTC(2026, 4, 5, 10);
const given = (words: string, byPerson = true, zone = 'UTC'): string[] => readGiven(words, SAID, zone, byPerson).map(({ kind, dueMs, inWorkingDays }) => `${kind} ${new Date(dueMs).toISOString().slice(0, 16)}${inWorkingDays ? ' working' : ''}`);

test('a promise with a deadline is read by its words or by the deadline itself, also where the day stands first', () => {
  assert.deepEqual(given('I will write to you by 14 May, 17:00.'), ['reply 2026-05-14T17:00']);
  assert.deepEqual(given('By Friday 5 pm you have news from me.'), ['reply 2026-05-08T17:00']);
  assert.deepEqual(given('Sorry about that. We will call you within 24 hours.'), ['reply 2026-05-06T10:00']);
  assert.deepEqual(given('Your money is back on your card by 12 May at the latest.'), ['refund 2026-05-13T00:00']);
  assert.deepEqual(given('We will refund you within 5 working days.'), ['refund 2026-05-10T10:00 working']);
  assert.deepEqual(given('I take this on myself, until 6 May, 12:00 at the latest.'), ['reply 2026-05-06T12:00'], 'staff that names an hour means it');
  assert.deepEqual(given('I take this on myself, until 6 May, 12:00 at the latest.', false), [], 'a machine that names an hour may mean anything');
});

test('the same in German, French, Spanish and Portuguese', () => {
  assert.deepEqual(given('Wir melden uns bis 14.05., 17:00 bei Ihnen.'), ['reply 2026-05-14T17:00']);
  assert.deepEqual(given('Sie haben Ihr Geld spätestens am 12.05.2026 zurück.'), ['refund 2026-05-13T00:00']);
  assert.deepEqual(given('Wir rufen Sie innerhalb von 24 Stunden an.'), ['reply 2026-05-06T10:00']);
  assert.deepEqual(given('Vous serez remboursé avant le 12/05 à 18h00.'), ['refund 2026-05-12T18:00']);
  assert.deepEqual(given('Le llamamos antes del 12/05, 18:00.'), ['reply 2026-05-12T18:00']);
  assert.deepEqual(given('Receberá o reembolso até 12/05, 18:00.'), ['refund 2026-05-12T18:00']);
  assert.deepEqual(given('Wir melden uns bis 14.05., 17:00.', true, 'Europe/Berlin'), ['reply 2026-05-14T15:00']);
});

test('what is asked of the customer, hoped, denied, past, valid or open for so long is no promise', () => {
  for (const words of [
    'Please send it back by 14 May, 17:00.', 'You can return it by 14 May.', 'We hope to write to you by 14 May, 17:00.', 'We cannot write to you by Friday.', 'If it is not there by Friday, call us by 17:00.', 'Our shop is open until 17:00.', 'The voucher is valid until 14 May, 12:00.', 'Will you be home by 17:00?', 'It was refunded on 2 May.',
    'Bitte schicken Sie es bis 14.05., 17:00.', 'Sie können es bis 14.05. zurückgeben.', 'Wir hoffen, uns bis 14.05. zu melden.', 'Das Angebot ist bis 14.05., 17:00 gültig.', 'Merci de répondre avant le 12/05.', 'La oferta es válida hasta el 12/05, 18:00.',
  ]) assert.deepEqual(given(words), [], words);
});
