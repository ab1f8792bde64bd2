import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Felt, Said } from '../contract.ts';
import { againText, certaintyText, countsText, feltHeadline, feltReading, feltSummary, languageName, leftOutText, qualityLines, rangeText, shareText, wholeShareText } from './said-words.ts';

const share = (value: number, low: number, high: number) => ({ value, low, high });
const felt = (more: Partial<Felt> = {}): Felt => ({ texts: 100, people: 60, certainty: 'shown', negative: share(42, 35, 49), neutral: share(40, 33, 47), positive: share(18, 13, 25), counts: { negative: 42, neutral: 40, positive: 18 }, speakers: { negative: 30, neutral: 30, positive: 12 }, ...more });
const month = (name: string, more: Partial<Felt> = {}): Said['months'][number] => ({ month: name, isRunning: false, ...felt(more) });
const few = { negative: null, neutral: null, positive: null, people: 4, certainty: 'too-few' } as const;

test('beside a part stands the whole, in words where few said it', () => {
  const told = (more: object): string => wholeShareText({ share: null, texts: 4, people: 4, ...more }, 'all offices');
  assert.deepEqual([told({ share: share(12, 10, 14) }), told({}), told({ texts: 30, people: 20 }), told({ texts: 0, people: 0 }), wholeShareText(undefined, 'all offices')], ['all offices: 12 % (10 to 14 %)', 'all offices: too few to say', 'all offices: 30 texts of 20 people', 'all offices: nobody', 'all offices: nobody']);
});

test('shares are whole per cents, small ones with a tenth', () => {
  assert.deepEqual([shareText(share(41.6, 0, 0)), shareText(share(0.64, 0, 0)), rangeText(share(42, 35.2, 49.4)), rangeText(share(0, 0, 0))], ['42 %', '0.6 %', '35 to 49 %', '0 %']);
  assert.deepEqual([countsText({ texts: 1, people: 1 }), countsText({ texts: 12, people: 9 }), countsText({ texts: 0, people: 0 })], ['1 text of 1 person', '12 texts of 9 people', 'nobody']);
});

test('below ten people there are words and no shares', () => {
  assert.equal(feltHeadline(felt(few)), null);
  assert.equal(certaintyText(few), 'Too few for shares: 4 people.');
  assert.match(feltReading(month('2026-03', few)), /too few to say, 4 people/);
  assert.equal(feltSummary([month('2026-03', few)]), 'No month with ten people or more.');
});

test('months are told apart only where their intervals are', () => {
  assert.match(feltSummary([month('2026-01'), month('2026-02', few), month('2026-03', { negative: share(60, 52, 68) })]), /42 % in January 2026, 60 % in March 2026: more than then\.$/);
  assert.match(feltSummary([month('2026-01'), month('2026-03', { negative: share(45, 38, 52) })]), /no difference that can be told from chance\.$/);
});

test('a history that is being read again is said, and so is one that is read for the first time', () => {
  assert.match(againText({ version: 2, again: { version: 3, texts: 1_200 } }) ?? '', /^The history is being read again by version 3, 1,200 texts so far\. .*as version 2 read it\.$/);
  assert.match(againText({ version: 1, again: { version: 1, texts: 0 } }) ?? '', /for the first time/);
  assert.equal(againText({ version: 1, again: null }), null);
});

test('what is left out is said with why', () => {
  const said = { spam: { texts: 3, people: 3 }, texts: 100, read: { texts: 90, people: 1, certainty: 'shown' }, languages: [{ language: null, texts: 4, people: 4, isFelt: false, isRead: false }, { language: 'de', texts: 6, people: 6, isFelt: true, isRead: false }] } as unknown as Said;
  assert.equal(leftOutText(said, 'feelings'), '4 texts in a language in which feelings are not read; 3 texts read as advertising or written by a machine.');
  assert.match(leftOutText(said, 'labels'), /^10 texts /);
  assert.deepEqual([languageName(null), languageName('unknown'), languageName('de')], ['Language unknown', 'Language unknown', 'German']);
  assert.deepEqual(qualityLines([{ output: 'intent', label: 'idea', texts: 34, precision: 0.59, recall: 0.56, isSaid: true }], [{ output: 'intent', label: 'idea' }, { output: 'intent', label: 'other' }]), [{ name: 'Has an idea', said: 'right in 59 of 100 said, finds 56 of 100; 34 texts with it' }]);
});
