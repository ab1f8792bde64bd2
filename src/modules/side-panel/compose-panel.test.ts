import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { CaseHappening, CaseView } from '../cases/contract.ts';
import { contextOf, promisedLines } from './compose-panel.ts';

const NOW = Date.parse('2026-06-05T12:00:00Z');
const told = (text: string | null, more: Partial<CaseHappening> = {}): CaseHappening => ({ place: 1, at: '2026-06-03T10:00:00.000Z', kind: 'informed', by: null, byItself: false, text, details: [], to: null, nextUpdateBy: null, interaction: null, case: null, mentions: [], isUnreached: false, ...more });
const view = (...happenings: readonly CaseHappening[]): CaseView => ({ about: 'A late parcel', happenings } as unknown as CaseView);

test('what the customer was told is what reached them and was for them: no mail that came back, and none to somebody who is another customer by now', () => {
  const open = view(told('It left today', { isUnreached: true }), told(null), told('We look for it', { nextUpdateBy: '2026-06-06T10:00:00.000Z' }));
  assert.deepEqual(promisedLines(open, [], null, NOW), [{ what: 'We look for it', by: '2026-06-06T10:00:00.000Z', state: 'due' }]);
  assert.deepEqual(contextOf('Where is it?', open, 'On its way.'), { said: 'Where is it?', tried: 'We look for it', promised: 'We look for it (by 2026-06-06 10:00 UTC)' });
  assert.deepEqual(contextOf(null, view(told(null)), 'On its way.'), { said: 'A late parcel', tried: 'Nothing was tried yet.', promised: 'Nothing beyond the status: On its way.' });
});
