import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readStars, trainStars } from './star-model.ts';
import { explainLabel } from './explain-label.ts';
import { hashed, readLabel, trainTextModel } from './text-model.ts';

const LATE = ['my parcel is late', 'where is my parcel', 'the parcel has not arrived', 'still waiting for the delivery', 'delivery is late again', 'parcel never came'];
const MONEY = ['I want my money back', 'please refund the order', 'refund me now', 'when do I get the refund', 'money was not refunded', 'give back my money'];
const examples = [...LATE.map((raw) => ({ text: hashed(raw), label: 'late' })), ...MONEY.map((raw) => ({ text: hashed(raw), label: 'money' }))];
const model = trainTextModel(examples, { balanced: false, seed: 1 });

test('a few examples make a topic', () => {
  assert.equal(readLabel(model, hashed('the delivery of my parcels is so late')).label, 'late');
  assert.equal(readLabel(model, hashed('I ask for a refund of the money')).label, 'money');
});

test('shares of all labels add up to one, and the same examples make the same model', () => {
  const again = trainTextModel(examples, { balanced: false, seed: 1 });
  const text = hashed('refund, the parcel is late');
  const reading = readLabel(model, text);
  assert.ok(Math.abs(reading.probabilities.reduce((sum, one) => sum + one, 0) - 1) < 1e-9);
  assert.deepEqual(reading, readLabel(again, text));
});

test('nothing known is nothing sure', () => {
  for (const raw of ['', '😀', '\u0000', 'QUJDREVGRw=='.repeat(1_000), '你好']) {
    const reading = readLabel(model, hashed(raw));
    assert.ok(Number.isFinite(reading.confidence) && reading.confidence < 0.9, `${raw.slice(0, 10)}: ${reading.confidence}`);
  }
});

test('the words that carry a label are named in the text as it was sent', () => {
  const raw = '<b>Hello</b>, my refund is missing';
  const [first] = explainLabel(model, raw, 'money');
  assert.equal(raw.slice(first?.start, first?.end), 'refund');
});

test('stars are the middle of what people gave for such words', () => {
  const texts = ['awful', 'bad awful', 'bad', 'okay', 'okay fine', 'good', 'good fine', 'great', 'great good', 'great great'];
  const stars = trainStars([...texts, ...texts].map((text) => hashed(text)), [1, 1, 2, 3, 3, 4, 4, 5, 5, 5, 1, 1, 2, 3, 3, 4, 4, 5, 5, 5]);
  const [low, high] = [readStars(stars, hashed('awful')), readStars(stars, hashed('great'))];
  assert.ok(low.expected < high.expected && low.stars < high.stars);
  assert.ok(low.above.every((share, step) => step === 0 || share <= (low.above[step - 1] ?? 1)), 'more than four is never likelier than more than three');
});
