import assert from 'node:assert/strict';
import { test } from 'node:test';
import { maySpeak, smallWordLanguage } from './small-words.ts';

test('small words tell which language they are of; where there are none, or as many of two, none is told', () => {
  for (const [language, text] of [['en', 'Where is the parcel that you have sent to me?'], ['de', 'Wo ist das Paket, das ihr mir geschickt habt?'], ['pt', 'Onde está o meu pedido? Ainda não recebi nada.'], ['fr', 'Je ne suis pas du tout content de la livraison.']] as const) assert.equal(smallWordLanguage(text), language);
  for (const text of ['', 'Hello Kim', 'REF 12345 / 6789', 'og det er ikke til at jeg kan']) assert.equal(smallWordLanguage(text), null);
});

test('a short message without small words may be of the language of the phrases found in it; one that is mostly of another may not', () => {
  for (const text of ['Delivery is expected within 2 days.', "I'll look into it.", "We'll post it tomorrow.", 'Noted!']) assert.equal(maySpeak('en', text), true, text);
  for (const text of ['Wir haben den Satz „we will refund you" nicht geschrieben, und das ist auch nicht unsere Art.', 'Nous ne disons pas « your parcel will arrive tomorrow » dans une lettre à un client.']) assert.equal(maySpeak('en', text), false, text);
});
