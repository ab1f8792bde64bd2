import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readOpened } from './card-part.ts';

test('the address says what of a score is opened; what it can not say opens everything', () => {
  assert.deepEqual([readOpened('month.2026-03'), readOpened('value.4.5'), readOpened('value.0'), readOpened('excluded.no-number')], [{ month: '2026-03' }, { value: 4.5 }, { value: 0 }, { excluded: 'no-number' }]);
  assert.deepEqual([readOpened(null), readOpened(''), readOpened('value.many'), readOpened('brand.x')], [{}, {}, {}, {}]);
});
