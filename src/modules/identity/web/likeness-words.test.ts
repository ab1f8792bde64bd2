import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Evidence } from '../contract.ts';
import { agreementOf, chanceWords, factorWords, fromChanceWords, homeWords, likelyRefusalWords, stepsOf, verdictWords } from './likeness-words.ts';

const evidence = (more: Partial<Evidence> = {}): Evidence => ({
  priorBits: -10, householdBits: -1.5, totalBits: 5.5, probability: 0.978, householdProbability: 0.01,
  fields: [{ field: 'surname', level: 'equal', bits: 12, valueBits: 3, left: 'Ek', right: 'Ek' }, { field: 'birth date', level: 'equal', bits: 5, valueBits: 0, left: '1980-01-02', right: '1980-01-02' }], ...more,
});
const side = (id: string) => ({ id, names: [], identifiers: [], sources: [], claims: 1, firstSeenAt: '', lastSeenAt: '' });

test('A chance is said in times, and never as more than it is', () => {
  assert.deepEqual([0.97, 0.979, 0.5, 0.01, 0.014, 0.003, 0.99, 0.9949, 0.999, 0.99987, 0.99999999, 1].map(chanceWords), [
    '97 times in 100', '97 times in 100', '50 times in 100', 'once in 100', 'once in 100', 'less than once in 100', '99 times in 100', '994 times in 1,000', '999 times in 1,000', '9,998 times in 10,000', 'more than 9,999 times in 10,000', 'more than 9,999 times in 10,000',
  ]);
});

test('The chance from which joins happen is never said as less than it is', () => {
  assert.deepEqual([0.9, 0.914, 0.985, 0.99, 0.9912, 0.9905, 0.99995].map(fromChanceWords), ['90 times in 100', '92 times in 100', '99 times in 100', '99 times in 100', '992 times in 1,000', '991 times in 1,000', 'more than 9,999 times in 10,000']);
});

test('A step of evidence says how much likelier it makes one person', () => {
  assert.deepEqual([1, -1, 0, 0.02, 6.2, -10.2, 25, 40].map(factorWords), ['2 × likelier', '2 × less likely', 'says nothing', 'says nothing', '74 × likelier', '1,200 × less likely', '34 million × likelier', 'over a billion × likelier']);
});

test('The steps of the waterfall lead from nothing to the sum', () => {
  const steps = stepsOf(evidence());
  assert.deepEqual(steps.map(({ from, to }) => [from, to]), [[0, -10], [-10, 2], [2, 7], [7, 5.5]]);
  assert.equal(steps.at(-1)?.to, evidence().totalBits);
});

test('The verdict names one person, two of one home, or two people', () => {
  const said = (more: Partial<Evidence>, refusal: 'in-doubt' | null = 'in-doubt'): string => verdictWords({ left: side('cus_1'), right: side('cus_2'), evidence: evidence(more), refusal, wholeProbability: null });
  assert.equal(said({}), 'One person would be right 97 times in 100.');
  assert.equal(said({}, null), 'One person, right 97 times in 100: they are about to become one.');
  assert.equal(said({ probability: 0.02, householdProbability: 0.94 }), 'Two people of one home, right 94 times in 100.');
  assert.equal(said({ probability: 0.02 }), 'Two people: one person would be right 2 times in 100.');
  assert.equal(verdictWords({ left: side('cus_1'), right: side('cus_2'), evidence: evidence(), refusal: 'contradicted', wholeProbability: 0.141 }), 'Two records agree, and the rest does not: one person would be right 14 times in 100.');
  assert.equal(verdictWords({ left: side('cus_1'), right: side('cus_2'), evidence: evidence(), refusal: 'both-proven', wholeProbability: 0.141 }), 'Two records agree, and the rest does not: one person would be right 14 times in 100.', 'whatever held the join back');
  assert.equal(verdictWords({ left: side('cus_1'), right: side('cus_2'), evidence: evidence(), refusal: 'both-proven', wholeProbability: 0.99 }), 'One person would be right 97 times in 100.');
  assert.equal(verdictWords({ left: side('cus_1'), right: side('cus_1'), evidence: evidence(), refusal: null, wholeProbability: null }), 'They are one customer: right 97 times in 100.');
  assert.equal(verdictWords({ left: side('cus_1'), right: side('cus_2'), evidence: null, refusal: null, wholeProbability: null }), 'Nothing that they say of themselves can be compared.');
});

test('Doubt says from where on joins happen by themselves', () => {
  assert.equal(likelyRefusalWords('in-doubt', 0.985), 'Not sure enough to become one by themselves: that starts at 99 times in 100.');
  assert.equal(likelyRefusalWords('in-doubt', null), 'Not sure enough to become one by themselves.');
  assert.equal(likelyRefusalWords('thin', 0.99), 'Only one kind of evidence speaks for it.');
});

test('Values agree, nearly agree, differ, or stand alone', () => {
  assert.deepEqual(['equal', 'one letter off', 'different', 'not given'].map(agreementOf), ['same', 'near', 'different', 'open']);
});

test('A home is told by what is shared, or by who said so', () => {
  const member = { id: 'cus_2', names: ['Nora'], isRefused: false, probability: 0.953, shares: ['surname', 'street', 'phone'] };
  assert.equal(homeWords(member), 'same family name, street and phone; right 95 times in 100');
  assert.equal(homeWords({ ...member, shares: [], probability: 1 }), 'somebody here said so');
  assert.equal(homeWords({ ...member, isRefused: true }), 'said not to share this home');
});
