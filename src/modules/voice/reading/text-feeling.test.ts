import assert from 'node:assert/strict';
import { test } from 'node:test';
import { textFeeling } from './text-feeling.ts';

const feels = (raw: string): string => textFeeling(raw, 'en', 'service').label;

test('praise, complaint and a plain question are told apart without training', () => {
  assert.equal(feels('Great service, thank you so much!'), 'positive');
  assert.equal(feels('Two hours on hold and then they hung up'), 'negative');
  assert.equal(feels('Which gate does the flight to Oslo leave from?'), 'neutral');
  assert.equal(feels('Please help me change my seat'), 'neutral', 'to ask politely is no praise');
});

test('a negation turns a word round, a booster strengthens it, a spared one praises', () => {
  const valence = (raw: string): number => textFeeling(raw, 'en', 'general').valence;
  assert.ok(valence('it is not good') < 0 && valence('it is good') > 0);
  assert.ok(valence('extremely good') > valence('good') && valence('slightly good') < valence('good'));
  assert.ok(valence('never so good') > 0);
  assert.ok(valence('It is GOOD') > valence('It is good'));
});

test('what stands after "but" counts more', () => {
  assert.equal(feels('Nice colour but it fell apart after a week'), 'negative');
  assert.equal(feels('Delivery was slow but the dress is gorgeous'), 'positive');
});

test('praise beside a mishap is not taken at its word', () => {
  assert.equal(feels('Great, my flight is delayed and my bag is lost'), 'negative');
});

test('Portuguese is read by words of its own', () => {
  assert.equal(textFeeling('Produto ótimo, chegou antes do prazo. Recomendo!', 'pt', 'service').label, 'positive');
  assert.equal(textFeeling('Ainda não recebi o produto, péssimo', 'pt', 'service').label, 'negative');
});

const CASES = {
  de: [['Vielen Dank, die Beratung war sehr kompetent', 'positive'], ['Das Gerät funktioniert seit dem Update nicht', 'negative'], ['Ich war nicht zufrieden', 'negative'], ['Nicht nur günstig, sondern auch freundlich', 'positive'], ['Können Sie mir die Rechnung schicken? Danke!', 'neutral'], ['Was passiert, wenn mein Paket Verspätung hat?', 'neutral'], ['Warum hat mein Paket Verspätung?', 'negative'], ['Die Verspatung ist argerlich', 'negative'], ['Schon wieder ein Lieferfehler', 'negative'], ['Guten Tag, schöne Grüße', 'neutral']],
  fr: [['Une équipe très compétente, je suis ravie', 'positive'], ['L\'appli ne marche plus', 'negative'], ['Ça marche pas', 'negative'], ['Je n\'ai jamais été déçu', 'positive'], ['Merci de m\'envoyer la facture', 'neutral'], ['Que faire si mon vol a du retard ?', 'neutral'], ['Malgré un petit retard, je suis très satisfait', 'positive'], ['Je suis tres decu', 'negative'], ['Quelle personne charmante', 'positive']],
  es: [['Un trato amabilísimo, lo recomiendo', 'positive'], ['No me ha llegado el paquete', 'negative'], ['No tengo ninguna queja', 'positive'], ['No solo rápido sino también barato', 'positive'], ['¿Qué pasa si mi vuelo se retrasa?', 'neutral'], ['¿Por qué se retrasa mi vuelo?', 'negative'], ['Por favor, envíenme la factura, gracias', 'neutral'], ['Muy mal, que verguenza', 'negative']],
  it: [['Personale gentilissimo, consigliato', 'positive'], ['Il pacco non è ancora arrivato', 'negative'], ['Nessun problema, tutto liscio', 'positive'], ['Buon prodotto ma la consegna è stata un disastro', 'negative'], ['Potreste inviarmi la fattura? Grazie', 'neutral'], ['Un\'attesa interminabile', 'negative'], ['E la qualita e ottima', 'positive']],
  nl: [['Vriendelijk geholpen, een echte aanrader', 'positive'], ['De app werkt sinds gisteren niet', 'negative'], ['Geen enkel probleem gehad', 'positive'], ['Ondanks een kleine vertraging zeer tevreden', 'positive'], ['Kunt u mij de factuur sturen? Alvast bedankt', 'neutral'], ['Wat een ellende met die leveringsproblemen', 'negative'], ['Ik ben niet tevreden', 'negative']],
} as const;

for (const [language, cases] of Object.entries(CASES)) {
  test(`${language}: praise, mishaps and requests are told apart by words of its own`, () => {
    for (const [raw, label] of cases) assert.equal(textFeeling(raw, language as keyof typeof CASES, 'service').label, label, raw);
  });
}

test('what one may expect says little when it happens and much when it does not', () => {
  const worth = (raw: string): number => textFeeling(raw, 'de', 'service').valence;
  assert.ok(Math.abs(worth('Das Paket ist angekommen')) < 0.15);
  assert.ok(worth('Das Paket ist bis gestern nicht bei mir angekommen') < -0.4);
  assert.ok(worth('Er antwortet auf meine Mails einfach nicht') < -0.4);
});

test('the words that carry it stand in the text as it was sent', () => {
  const raw = '<i>The</i> staff was &quot;rude&quot;';
  const [first] = textFeeling(raw, 'en', 'service').carriers;
  assert.equal(raw.slice(first?.start, first?.end), 'rude');
});

test('nothing said is neutral, and whatever is sent is finite and quick', () => {
  for (const raw of ['', '🤷', 'aGVsbG8='.repeat(100_000), 'good '.repeat(200_000), 'nicht gut '.repeat(100_000), 'no ni sin '.repeat(100_000), '!'.repeat(1_000_000), `bad${'\u0301'.repeat(50_000)}`, 'очень плохо', '<b>'.repeat(100_000)]) {
    for (const language of ['en', 'de', 'fr', 'es'] as const) {
      const before = performance.now();
      const { valence } = textFeeling(raw, language, 'service');
      assert.ok(valence >= -1 && valence <= 1);
      assert.ok(performance.now() - before < 2_000);
    }
  }
  assert.equal(feels(''), 'neutral');
});
