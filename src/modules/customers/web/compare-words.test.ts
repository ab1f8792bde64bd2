import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Comparison, Customer } from '../contract.ts';
import { identifierLines, isHidden, reasonSentence, traitLines } from './compare-words.ts';

type Reason = Comparison['reasons'][number];
const words = { typeName: (type: string) => (type === 'user' ? 'user account' : type), strengthWord: () => 'strong', refusalWords: (refusal: string) => refusal.replaceAll('-', ' ') };
const told = (more: Partial<Reason>): string => {
  const { before, value, after } = reasonSentence({ weighs: 'for', because: 'shared', type: 'email', value: 'a@x.example', verified: 'both', strength: 0.9, limit: null, ...more }, words);
  return `${before}${value ?? ''}${after}`;
};
const customer = (traits: Record<string, string>, identifiers: readonly (readonly [string, string])[]): Customer => ({
  id: 'cus_1', formerIds: [], kind: 'person', name: null, brands: [], traits: Object.entries(traits).map(([name, value]) => ({ name, value, source: 'shop', at: '2026-01-01T00:00:00Z', verifiedBy: null, claims: 1, others: 0, lost: [] })),
  identifiers: identifiers.map(([type, value]) => ({ type, value, verified: false })), claims: 1, claimsRead: 1, interactions: 1, firstSeenAt: null, lastSeenAt: null, channels: [], observedValue: [], erased: null,
});

test('what speaks for one person, against it, and what says nothing are plain sentences', () => {
  assert.equal(told({}), 'Both gave the email a@x.example, verified on both sides; strong.');
  assert.equal(told({ weighs: 'against', because: 'claimed-only', verified: null, strength: null }), 'Email a@x.example did not join them: claimed only.');
  assert.equal(told({ weighs: 'against', because: 'limit', type: 'user', value: null, limit: 1 }), 'Together they would have more than one user account, and nobody has that many.');
  assert.equal(told({ weighs: 'nothing', because: 'generic' }), 'Both gave the email a@x.example, which says nothing: too many people have it.');
});

test('lines that both fill stand first; equal values are found whatever their capitals; orders never differ', () => {
  const [left, right] = [customer({ city: 'OSLO', plan: 'gold' }, [['order', 'A-1'], ['email', 'a@x.example'], ['cookie', 'c1']]), customer({ city: 'Oslo', birthDate: '1990' }, [['order', 'A-2'], ['email', 'b@x.example'], ['phone', '1']])];
  assert.deepEqual(traitLines(left, right).map(({ key, same }) => [key, same]), [['city', true], ['birthDate', null], ['plan', null]]);
  assert.deepEqual(identifierLines(left, right).map(({ key, same }) => [key, same]), [['email', false], ['phone', null], ['order', null]]);
});

test('what is hidden from the viewer is not called the same', () => {
  assert.ok(isHidden({ left: ['••••70'], right: ['••••70'] }));
  assert.ok(!isHidden({ left: ['70'], right: ['70'] }));
});
