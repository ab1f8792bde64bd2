import assert from 'node:assert/strict';
import { test } from 'node:test';
import { STATUS_LANGUAGES, type StatusLanguage } from '../contract.ts';
import { DUTCH } from './dutch.ts';
import { ENGLISH } from './english.ts';
import { FRENCH } from './french.ts';
import { GERMAN } from './german.ts';
import { ITALIAN } from './italian.ts';
import { PORTUGUESE } from './portuguese.ts';
import { sayStatement, sayStatements, statusLanguage } from './say-standing.ts';
import { SENTENCE_KEYS } from './sentence-keys.ts';
import { SPANISH } from './spanish.ts';

const ALL = { en: ENGLISH, de: GERMAN, fr: FRENCH, es: SPANISH, pt: PORTUGUESE, it: ITALIAN, nl: DUTCH } as const;
const EVERYTHING = { order: 'BH1', parcel: 'P7', at: '2026-03-06T09:09:00.000Z', promised: '2026-03-04T17:00:00.000Z', lateMs: 50 * 3_600_000, money: [{ amountMinor: '123450', currency: 'EUR' }], quoted: 'a word', who: 'Anna' } as const;
const names = (text: string): string[] => [...new Set(text.match(/\{\w+\}/g))].sort();

for (const language of STATUS_LANGUAGES) {
  test(`every state is said in ${language}: with the values that the English sentence names, and no gap`, () => {
    for (const key of SENTENCE_KEYS) {
      const own = ALL[language].says[key];
      assert.deepEqual(names(own), names(ENGLISH.says[key]), key);
      const said = sayStatement({ key, ...EVERYTHING }, language, 'Europe/Berlin');
      assert.doesNotMatch(said, /[{}]|undefined|NaN|Invalid| {2}/, `${key}: ${said}`);
      assert.match(said, key === 'tell' ? /^a word$/ : /[.:]$/, `${key}: ${said}`);
      assert.equal(said[0], key === 'tell' ? 'a' : said[0]?.toUpperCase(), `${key}: ${said}`);
      if (language !== 'en' && key !== 'tell') assert.notEqual(own, ENGLISH.says[key], `${key} is not translated`);
      if (own.includes('{thing}')) assert.match(sayStatement({ key, ...EVERYTHING }, language, 'UTC'), /P7.*BH1/, key);
    }
    assert.deepEqual(names(ALL[language].order), ['{order}']);
    assert.deepEqual(names(ALL[language].parcel), ['{order}', '{parcel}']);
  });
}

test('an order that left late is said in each language as people say it', () => {
  const { parcel: _parcel, ...late } = EVERYTHING;
  const said: Readonly<Record<StatusLanguage, string>> = {
    en: 'Your order BH1 left us on 6 March 2026 at 10:09; we have no news yet that it arrived. It was promised by 4 March 2026 at 18:00 and is 2 days late.',
    de: 'Ihre Bestellung BH1 hat unser Haus am 6. März 2026 um 10:09 verlassen; von der Ankunft wissen wir noch nichts. Zugesagt war es bis zum 4. März 2026 um 18:00; das ist 2 Tage her.',
    fr: 'Votre commande BH1 est partie de chez nous le 6 mars 2026 à 10:09 ; nous ne savons pas encore si elle est arrivée. L’échéance promise était le 4 mars 2026 à 18:00 ; le retard est de 2 jours.',
    es: 'Su pedido BH1 salió de nuestra casa el 6 de marzo de 2026 a las 10:09; aún no sabemos si ha llegado. El plazo prometido era el 4 de marzo de 2026 a las 18:00; el retraso es de 2 días.',
    pt: 'O seu pedido BH1 saiu da nossa casa em 6 de março de 2026 às 10:09; ainda não sabemos se já chegou. O prazo prometido era 4 de março de 2026 às 18:00; o atraso é de 2 dias.',
    it: 'Il suo ordine BH1 è partito dalla nostra sede (6 marzo 2026 alle ore 10:09); non sappiamo ancora se sia arrivato. Termine promesso: 4 marzo 2026 alle ore 18:00; il ritardo è di 2 giorni.',
    nl: 'Uw bestelling BH1 is bij ons vertrokken op 6 maart 2026 om 10:09; over de aankomst weten wij nog niets. Toegezegd was uiterlijk 4 maart 2026 om 18:00; dat is 2 dagen geleden.',
  };
  for (const language of STATUS_LANGUAGES) assert.equal(sayStatements([{ key: 'shipped', ...late }, { key: 'late-open', ...late }], language, 'Europe/Berlin').replaceAll(/[\u00a0\u202f]/g, ' '), said[language]);
});

test('a day alone is told as that day, one hour as one, money with the decimals of its currency', () => {
  assert.equal(sayStatement({ key: 'promised', promised: '2026-03-01T00:00:00.000Z' }, 'fr', 'America/New_York'), 'L’échéance promise est le 1er mars 2026.');
  assert.equal(sayStatement({ key: 'late-open', promised: '2026-03-01T00:00:00.000Z', lateMs: 3_700_000 }, 'en', 'UTC'), 'It was promised by 1 March 2026 and is 1 hour late.');
  assert.equal(sayStatement({ key: 'refund-amount', money: [{ amountMinor: '39000', currency: 'JPY' }, { amountMinor: '1250', currency: 'GBP' }] }, 'en', 'UTC'), 'The amount is JP¥39,000 + £12.50.');
});

test('words of people are said as they stand, whatever they hold', () => {
  assert.equal(sayStatement({ key: 'tell', quoted: 'Use {who} and $& today.', who: 'Anna' }, 'en', 'UTC'), 'Use {who} and $& today.');
});

test('a language that nobody wrote sentences in is answered in English, a region in its language', () => {
  assert.deepEqual(['de-AT', 'PT_br', 'sv', '', undefined, ' nl '].map(statusLanguage), ['de', 'pt', 'en', 'en', 'en', 'nl']);
});
