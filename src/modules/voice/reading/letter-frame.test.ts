import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bodyOf } from './letter-frame.ts';

const said = (text: string): string => {
  const body = bodyOf(text);
  return body === null ? text : text.slice(body.start, body.end).trim();
};

test('a mail is what stands between its greeting and its courtesies', () => {
  assert.equal(said('Dear support team,\n\nThe kettle leaks.\n\nKind regards,\nPaul Meyer'), 'The kettle leaks.');
  assert.equal(said('Hi there! The kettle leaks.\nPerfect, thanks for your help!'), 'The kettle leaks.');
  assert.equal(said('Good morning,\nis it in stock?\nThank you\nThanks again\n'), 'is it in stock?');
});

test('thanks that are all that is said, or that are meant otherwise, stay', () => {
  for (const text of ['Thank you so much!', 'Hello!', 'Hi team,\nthanks', 'The van never came.\nThanks for nothing.', 'Thank you, Anna was wonderful and stayed on the line.', 'Best boots ever\nand so warm.', '']) assert.equal(said(text), text.trim());
});

test('endless empty lines are read at once', () => {
  const begun = performance.now();
  assert.equal(bodyOf(`Broken.${'\n'.repeat(20_000)}`), null);
  bodyOf('\n'.repeat(20_000));
  bodyOf(`Thanks\n${' '.repeat(20_000)}x`);
  assert.ok(performance.now() - begun < 500);
});
