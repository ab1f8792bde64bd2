import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { EdgeOfCustomer, NodeOfCustomer } from '../contract.ts';
import { edgeSentence, ruleChangesWords, strengthWord, trialWords } from './identity-words.ts';

const node = (id: string, source: string, traits: Record<string, string> = {}): NodeOfCustomer => ({ id, source, brand: '', session: null, firstOccurredAt: '2026-01-01T00:00:00Z', identifiers: [], traits });
const nodes = new Map([['nod_1', node('nod_1', 'shop', { name: 'Anna Schneider' })], ['nod_2', node('nod_2', 'phone')]]);
const edge = (more: Partial<EdgeOfCustomer> = {}): EdgeOfCustomer => ({ from: 'nod_1', to: 'nod_2', rule: 'shared-phone', strength: 0.7, joined: true, refusal: null, evidence: { type: 'phone', value: '+49 221 555', place: 0 }, observedAt: '2026-01-01T00:00:00Z', other: null, ...more });
const told = (one: EdgeOfCustomer): string => { const { before, value, after } = edgeSentence(one, nodes); return `${before}${value ?? ''}${after}`; };

test('A join reads as one plain sentence with its evidence', () => {
  assert.equal(told(edge()), '“Anna Schneider” of shop and a record of phone gave the same phone number +49 221 555.');
});

test('A refused join says why they were kept apart', () => {
  assert.equal(told(edge({ joined: false, refusal: 'too-many-people-share-it' })), '“Anna Schneider” of shop and a record of phone gave the same phone number +49 221 555, but were kept apart: too many people share it.');
});

test('A join without a shared value names its rule', () => {
  assert.equal(told(edge({ evidence: null, rule: 'human-decision' })), '“Anna Schneider” of shop and a record of phone are one: human decision.');
});

test('Strength is a word', () => {
  assert.deepEqual([1, 0.9, 0.7, 0.4, 0.3].map(strengthWord), ['certain', 'strong', 'good', 'weak', 'very weak']);
});

test('A likely join says how often such joins are right; a refused one says why', () => {
  assert.equal(told(edge({ rule: 'likely', evidence: null, strength: 0.994 })), '“Anna Schneider” of shop and a record of phone are likely one person: right 994 times in 1,000.');
  assert.equal(told(edge({ rule: 'likely', evidence: null, strength: 0.97, joined: false, refusal: 'both-proven' })), '“Anna Schneider” of shop and a record of phone look like one person, but were kept apart: right 97 times in 100. Each is known by something verified of their own.');
});

test('A trial of a rule says how many customers there would be, who would be joined or come apart, and what would contradict itself', () => {
  const now = { people: 1_200, visitors: 3, largest: 9, contradicting: 1 };
  assert.equal(trialWords({ before: now, after: now, joined: 0, parted: 0 }), 'There would still be 1,200 customers. Nobody would be joined or parted.');
  assert.equal(trialWords({ before: now, after: { ...now, people: 1, largest: 3_000, contradicting: 1_000 }, joined: 1_199, parted: 0 }), 'There would be 1 customer instead of 1,200. 1,199 would become part of another, nobody would come apart. The largest would have 3,000 claims instead of 9. 1,000 customers would say two things of one person that can’t both be, instead of 1.');
});

test('A version of the rules says how it differs from what Custos starts with', () => {
  assert.equal(ruleChangesWords([{ type: 'email', limit: 3 }, { type: 'cookie', joins: 'nobody', priority: 2 }]), 'e-mail address: at most 3 of one person; browser: joins nobody, wins a conflict as 2.');
  assert.equal(ruleChangesWords([]), 'as Custos starts');
});
