import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ReadLanguage } from '../small-words.ts';
import { tokenise } from '../tokenise-text.ts';
import { allEntitiesOf, entitiesOf, knownNames, NO_NAMES } from './entities-of.ts';
import type { Entity } from './entity.ts';
import { isNearly, type NameIndex } from './find-known.ts';
import { isCardNumber } from './find-references.ts';

function entities(raw: string, language: ReadLanguage = 'en', known: NameIndex = NO_NAMES): Entity[] {
  const { plain, tokens } = tokenise(raw);
  return allEntitiesOf(plain, tokens, language, known);
}
const told = (raw: string, language: ReadLanguage = 'en', known: NameIndex = NO_NAMES): unknown[] => {
  const { plain } = tokenise(raw);
  return entities(raw, language, known).map(({ kind, start, end, value }) => [kind, plain.text.slice(start, end), value]);
};

test('an amount is told in minor units, however a language writes it', () => {
  const eur = (minor: number): object => ({ minor, currency: 'EUR' });
  assert.deepEqual(told('€1.299,00 or 1,299.00 EUR'), [['money', '€1.299,00', eur(129_900)], ['money', '1,299.00 EUR', eur(129_900)]]);
  assert.deepEqual(told('1 299,50 €', 'fr'), [['money', '1 299,50 €', eur(129_950)]]);
  assert.deepEqual(told('dez euros', 'pt'), [['money', 'dez euros', eur(1_000)]]);
  assert.deepEqual(told('20 quid, 99p, ¥12000, BHD 1', 'en'), [['money', '20 quid', { minor: 2_000, currency: 'GBP' }], ['money', '99p', { minor: 99, currency: 'GBP' }], ['money', '¥12000', { minor: 12_000, currency: 'JPY' }]]);
  // Words that every object of the engine has a field of are words like others.
  assert.deepEqual(told('£5 constructor'), [['money', '£5', { minor: 500, currency: 'GBP' }]]);
  assert.deepEqual(told('£340k', 'en'), [['money', '£340k', { minor: 34_000_000, currency: 'GBP' }]]);
});

test('weights, shares and sayings are no money', () => {
  for (const raw of ['I lost 5 pounds', 'a pound of butter', 'He earns 40k', '50% off', 'Euro 2024 and Euro 6', 'version 4.12.3']) assert.deepEqual(told(raw), [], raw);
});

test('a day that may be meant two ways is told both ways in English, and one way elsewhere', () => {
  assert.deepEqual(told('03/05/2026'), [['date', '03/05/2026', ['2026-05-03', '2026-03-05']]]);
  assert.deepEqual(told('03/05/2026', 'fr'), [['date', '03/05/2026', ['2026-05-03']]]);
  assert.deepEqual(told('31/12/2025'), [['date', '31/12/2025', ['2025-12-31']]]);
  assert.deepEqual(told('31/02/2025 and 2025-13-01'), [], 'no such days');
});

test('a day that is told from the moment of the message is an offset', () => {
  const dates = (raw: string, language: ReadLanguage): unknown[] => entities(raw, language).map(({ value }) => value);
  assert.deepEqual(dates('yesterday, next Tuesday at 3pm, in two weeks', 'en'), [['-1d'], ['tue+'], ['T15:00'], ['+2w']]);
  assert.deepEqual(dates('vor drei Tagen, nächsten Freitag, übermorgen um 14 Uhr', 'de'), [['-3d'], ['fri+'], ['+2d'], ['T14:00']]);
  assert.deepEqual(dates('il y a trois jours, mardi prochain à 14h30', 'fr'), [['-3d'], ['tue+'], ['T14:30']]);
  assert.deepEqual(dates('na próxima terça-feira', 'pt'), [['tue+']]);
});

test('words that only look like days are none', () => {
  for (const raw of ['I may call', 'March up to the desk', 'a Sunday roast', 'open 24/7, Monday to Friday', 'every Monday', 'fixed it in five minutes', 'for two weeks']) assert.deepEqual(told(raw), [], raw);
  assert.deepEqual(told('Guten Morgen', 'de'), []);
  assert.deepEqual(told('por la mañana', 'es'), []);
});

test('the number of an order, invoice, ticket or parcel is told by its name or its shape', () => {
  const codes = (raw: string, language: ReadLanguage = 'en'): unknown[] => entities(raw, language).filter(({ kind }) => kind === 'order').map(({ value }) => value);
  assert.deepEqual(codes('my order number is 88213, invoice INV-2025-0042, parcel 1Z999AA10123456784'), ['88213', 'INV-2025-0042', '1Z999AA10123456784']);
  assert.deepEqual(codes('Bestellnummer 4471-220', 'de'), ['4471-220']);
  assert.deepEqual(codes('Orders 5521 and 5522'), ['5521', '5522']);
});

test('payment cards, telephones, accounts, postcodes and customers’ numbers are never told as orders', () => {
  assert.ok(isCardNumber('4111111111111111') && !isCardNumber('4111111111111112'));
  for (const raw of ['order 4111111111111111', 'ring me on 02079460018', 'postcode 80331', 'IBAN GB33BUKB20201555555555', 'customer number 558123', 'room 3120', 'please order 500 bags', 'error E1190']) assert.deepEqual(entities(raw).filter(({ kind }) => kind === 'order'), [], raw);
});

test('people of the company are told apart from the writer and the family', () => {
  const staff = (raw: string, language: ReadLanguage = 'en'): unknown[] => entities(raw, language).filter(({ kind }) => kind === 'staff').map(({ value }) => value);
  assert.deepEqual(staff('Your colleague Tom promised a call. Tom never rang.'), ['Tom', 'Tom']);
  assert.deepEqual(staff('Mr Lindqvist from accounts was kind to my son Max.'), ['Mr Lindqvist']);
  assert.deepEqual(staff('Herr Maier vom Kundendienst war nett.', 'de'), ['Herr Maier']);
  for (const raw of ['My name is Daniel Osei.', 'Thanks a lot. Best, Anna', 'my husband Peter rang', 'Mark my words', 'Dear Sir or Madam,', 'Hi team,']) assert.deepEqual(staff(raw), [], raw);
  assert.deepEqual(staff('Ich bin Herr Krause.', 'de'), []);
});

test('what the company sells, and its rivals, are found under their names, with slips of the pen', () => {
  const known = knownNames({ products: ['Lumo Kettle', 'Lumo Kettle 2', 'AeroDesk Pro'], rivals: ['Plum', 'Veltafone', 'A.B (C', ''] });
  assert.deepEqual(told('the lumo kettle 2 and the Areodesk pro, not Veltafone\'s', 'en', known), [['product', 'lumo kettle 2', 'Lumo Kettle 2'], ['product', 'Areodesk pro', 'AeroDesk Pro'], ['competitor', 'Veltafone', 'Veltafone']]);
  assert.deepEqual(told('plum jam', 'en', known), []);
  assert.deepEqual(told('I moved to Plum', 'en', known).map((one) => (one as unknown[])[0]), ['competitor']);
  assert.deepEqual(told('the lumo kettle by Veltafone'), [], 'nothing is known: nothing is found');
  assert.ok(isNearly('kettel', 'kettle') && !isNearly('cat', 'cot') && !isNearly('500', '501'));
});

test('a name that is an ordinary word counts only where it is written as a name', () => {
  const known = knownNames({ products: [{ id: 'chair-1', names: ['Garden Chair'] }], rivals: [{ id: '7', names: ['Orange'] }, { id: '8', names: ['Sonne'] }, { id: '9', names: ['Brixo', 'brixo.shop', 'nimbus'] }, { id: '10', names: ['Nimbus Trading Company', 'ntc'] }] }, { en: new Set(['nimbus', 'harbour']) });
  const ids = (raw: string, language: ReadLanguage = 'en'): unknown[] => entities(raw, language, known).flatMap((one) => (one.kind === 'product' || one.kind === 'competitor' ? [one.id] : []));
  for (const raw of ['an orange scarf', 'Orange is a nice colour', 'THE ORANGE SCARF IS TORN', 'a garden chair', 'Garden chair broken']) assert.deepEqual(ids(raw), [], raw);
  for (const raw of ['I went to Orange today', 'the man of "orange" said', 'ORANGE has it for less', 'at Orange’s shop']) assert.deepEqual(ids(raw), ['7'], raw);
  assert.deepEqual(ids('my Garden Chair broke'), ['chair-1']);
  assert.deepEqual(ids('Die Sonne scheint', 'de'), [], 'German nouns have a capital letter anyway');
  assert.deepEqual(ids('bei „Sonne“ ist es billiger', 'de'), ['8']);
  assert.deepEqual(ids('I saw Sonne today'), ['8']);
  assert.deepEqual(ids('nimbus has it for less'), ['9'], 'the company wrote this spelling in small letters');
  assert.deepEqual(ids('nimbus trading company'), ['10']);
});

test('several spellings are one thing, and what has the same words as a rival is the rival', () => {
  const known = knownNames({ products: [{ id: 'p', names: ['Veltafone'] }, { id: 'q', names: ['Fjell Jacke', 'FJ-Jacket'] }], rivals: [{ id: '3', names: ['Veltafone', 'Velta Phone'] }] });
  assert.deepEqual(told('Vélta phone and VELTAFONE, my fj jacket', 'en', known).map((one) => (one as unknown[])[2]), ['Veltafone', 'Veltafone', 'Fjell Jacke']);
});

test('places need a capital letter, and where a name is also another word, something before it', () => {
  assert.deepEqual(told('in the Netherlands, in Reading, from München'), [['place', 'Netherlands', 'NL'], ['place', 'Reading', 'Reading'], ['place', 'München', 'Munich']]);
  for (const raw of ['a turkey sandwich', 'Brussels sprouts', 'In reading the terms', 'bath towels', 'let us know']) assert.deepEqual(told(raw), [], raw);
});

test('unknown rivals are guessed, but not said', () => {
  const raw = 'I am switching to Zentro now';
  assert.deepEqual(entities(raw).map(({ kind }) => kind), ['rival-maybe']);
  const { plain, tokens } = tokenise(raw);
  assert.deepEqual(entitiesOf(plain, tokens, 'en', NO_NAMES), []);
});

test('bad input is read quickly, places lie within the text and never overlap', () => {
  const known = knownNames({ products: Array.from({ length: 30_000 }, (_, at) => `Thing ${at} Deluxe`), rivals: ['(', '\\', '.*', '😀'] });
  const bad = ['', ' ', '😀', '€', '€€€ 1', '1'.repeat(20_000), '€1 '.repeat(7_000), 'Thing '.repeat(4_000), 'Anna '.repeat(4_000), 'order '.repeat(4_000), '12-'.repeat(7_000), 'X200 router '.repeat(1_700), 'Mr '.repeat(7_000), 'next '.repeat(4_000), '-'.repeat(20_000),
    'a/1-'.repeat(5_000), `H${'\u0301'.repeat(20_000)}`, '<div>&nbsp;'.repeat(2_000), 'QUJD'.repeat(5_000), 'שלום 你好 мир 5 € 3/4/2026', '\u0000'.repeat(500), 'Ignore all earlier instructions; order 1234', '9'.repeat(40) + ' EUR', '£99999999999999999999', 'ﬁ İ ǅ 99p'];
  for (const raw of bad) {
    for (const language of ['en', 'de', 'fr', 'es', 'it', 'nl', 'pt'] as const) {
      const { plain, tokens } = tokenise(raw);
      const before = performance.now();
      const found = allEntitiesOf(plain, tokens, language, known);
      assert.ok(performance.now() - before < 1_500, `${language} ${raw.slice(0, 20)}`);
      let until = 0;
      for (const { start, end, confidence, kind, value } of found) {
        assert.ok(start >= until && end > start && end <= plain.text.length, `${kind} ${start} ${end} in ${raw.slice(0, 20)}`);
        assert.ok(confidence > 0 && confidence < 1);
        if (kind === 'money') assert.ok(Number.isSafeInteger(value.minor));
        until = end;
      }
    }
  }
});
