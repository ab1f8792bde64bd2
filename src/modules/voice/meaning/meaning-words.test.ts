import assert from 'node:assert/strict';
import { test } from 'node:test';
import { meaningOfParts, meaningWords } from './meaning-words.ts';

test('names, addresses and numbers are left out before a text is embedded', () => {
  assert.equal(meaningWords('Kari Nordmann here, write to kari@example.org or call +47 912 34 567: my parcel is late.', ['Kari Nordmann']), 'here, write to or call my parcel is late.');
});

test('a list with bullets keeps its words', () => {
  assert.equal(meaningWords('• late\n• broken', []), '• late • broken');
});

test('all parts of what a customer said are embedded together, and only the beginning of a long text', () => {
  assert.equal(meaningOfParts([{ of: 'title', at: 0, text: 'Never again' }, { of: 'text', at: 0, text: 'It broke.' }], []), 'Never again It broke.');
  assert.equal(meaningWords('word '.repeat(500), []).length, 999);
});
