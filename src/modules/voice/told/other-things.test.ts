import assert from 'node:assert/strict';
import { test } from 'node:test';
import { mayBeOtherThing } from './other-things.ts';

const around = (text: string, words: string): boolean => { const at = text.indexOf(words); return mayBeOtherThing(text, [at, at + words.length]); };

test('a replacement, a part or a letter goes its own way: what is known of the order says nothing of it', () => {
  for (const text of ['I have sent a replacement on its way.', 'Another parcel was shipped today.', 'The spare part has been shipped.', 'We have sent you the return label.', 'A new one has been shipped to you.']) assert.equal(around(text, text.includes('sent') ? 'sent' : 'shipped'), true, text);
});

test('the order itself is held against facts, also where the sentence before speaks of something else', () => {
  assert.equal(around('I see it here, the parcel is out for delivery.', 'out for delivery'), false);
  assert.equal(around('We sent you a new label. Your order has been shipped! The invoice follows.', 'has been shipped'), false);
  assert.equal(around('The refund has been sent to your card.', 'has been sent to your card'), false);
});
