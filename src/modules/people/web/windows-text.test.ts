import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readWindowsText, windowsText } from './windows-text.ts';

test('hours of a day are read as people write them, and written in one way', () => {
  for (const [text, shown] of [['9-17', '09:00–17:00'], ['09:00–12:00, 13:00–17:00', '09:00–12:00, 13:00–17:00'], [' 9 – 12.30 ; 13:30-24 ', '09:00–12:30, 13:30–24:00'], ['', ''], [' , ', '']] as const) assert.equal(windowsText(readWindowsText(text)), shown);
});

test('what is no window stays as it was written, to be refused by name', () => {
  assert.deepEqual(readWindowsText('closed'), [{ from: 'closed', to: '' }]);
  assert.deepEqual(readWindowsText('9-12-17'), [{ from: '9-12-17', to: '' }]);
  assert.deepEqual(readWindowsText('nine-17'), [{ from: 'nine', to: '17:00' }]);
});
