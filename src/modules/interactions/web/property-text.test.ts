import assert from 'node:assert/strict';
import { test } from 'node:test';
import { propertyText } from './property-text.ts';

test('What else a source said reads as words, not as code', () => {
  assert.equal(propertyText(['bob@example.com', 'ida@example.org']), 'bob@example.com, ida@example.org');
  assert.deepEqual([propertyText(true), propertyText(false), propertyText(0)], ['yes', 'no', '0']);
  assert.equal(propertyText({ width: 3 }), '{"width":3}');
});

test('What says nothing is not shown', () => {
  for (const nothing of [null, undefined, '', [], {}, ['', null]]) assert.equal(propertyText(nothing), null);
});
