import assert from 'node:assert/strict';
import { test } from 'node:test';
import { textLanguage } from './text-language.ts';

test('seven languages are told apart, handles and links left out', () => {
  const said: Readonly<Record<string, string>> = { en: '@acme where is my order? https://x.example', de: 'Wo bleibt meine Bestellung?', fr: 'Où est ma commande ?', es: '¿Dónde está mi pedido?', pt: 'Onde está o meu pedido?', it: 'Dov\'è il mio ordine?', nl: 'Waar blijft mijn bestelling?' };
  for (const [language, raw] of Object.entries(said)) assert.equal(textLanguage(raw)?.language, language);
});

test('a language that is not read is unknown, not guessed', () => {
  for (const raw of ['Moja paczka jeszcze nie dotarła.', 'Моя посылка ещё не пришла', '荷物がまだ届いていません', 'My pakkie het nog nie aangekom nie', 'Mitt paket har fortfarande inte kommit']) assert.equal(textLanguage(raw), null, raw);
});

test('no text, too little text and noise have no language', () => {
  for (const raw of ['', '😀', 'ok', '12345 67890 12345', '<p></p>', 'aGVsbG8gd29ybGQhIQ=='.repeat(5_000), 'x'.repeat(1_000_000)]) {
    const before = performance.now();
    assert.equal(textLanguage(raw), null, raw.slice(0, 20));
    assert.ok(performance.now() - before < 2_000);
  }
});
