import assert from 'node:assert/strict';
import { test } from 'node:test';
import { PORTAL_LIMITS } from './contract.ts';
import { decideEntry, isProof, type KnownLink } from './enter-rules.ts';

const HOUR = 3_600_000;
const link: KnownLink = { madeMs: 0, expiresMs: 30 * 24 * HOUR, firstUsedMs: null, wrongAnswers: 0, endedMs: null };
const proofs = { postcodes: ['0150'], orders: ['BH-20260714', 'N-7'] };
const nobody = { isKnown: false, answer: null, proofs };

test('a postcode, a whole order number or its last four characters prove it, however they are typed; less does not', () => {
  for (const answer of ['0150', ' 01 50 ', 'bh-20260714', 'BH 20260714', '0714', '60714', 'n7 ', '20260714']) assert.equal(isProof(answer, proofs), answer !== 'n7 ', answer);
  for (const answer of ['', '714', '015', '150', '2026', 'N-7', '７', '%', '0150 0714']) assert.equal(isProof(answer, proofs), false, answer);
  assert.equal(isProof('０１５０', proofs), true, 'full-width digits are digits');
  assert.equal(isProof('anything', { postcodes: [''], orders: [''] }), false);
});

test('a link that nobody used lets the first browser in for a day; later, or from another browser, it asks', () => {
  assert.equal(decideEntry(link, nobody, 24 * HOUR), 'in');
  assert.equal(decideEntry(link, nobody, 24 * HOUR + 1), 'ask');
  assert.equal(decideEntry({ ...link, firstUsedMs: 1 }, nobody, HOUR), 'ask');
  assert.equal(decideEntry({ ...link, firstUsedMs: 1 }, { ...nobody, isKnown: true }, 20 * 24 * HOUR), 'in');
  assert.equal(decideEntry({ ...link, firstUsedMs: 1 }, { ...nobody, answer: '0150' }, 20 * 24 * HOUR), 'in');
  assert.equal(decideEntry(link, { ...nobody, answer: 'wrong' }, HOUR), 'refuse');
});

test('a dead link and one that never was are answered as a living one whose proof does not fit', () => {
  const dead: (KnownLink | null)[] = [null, { ...link, endedMs: 1 }, { ...link, expiresMs: HOUR }, { ...link, wrongAnswers: PORTAL_LIMITS.wrongAnswers }];
  for (const one of dead) {
    assert.deepEqual([decideEntry(one, nobody, HOUR), decideEntry(one, { ...nobody, answer: '0150' }, HOUR), decideEntry(one, { ...nobody, isKnown: true }, HOUR)], ['ask', 'refuse', 'ask']);
  }
});
