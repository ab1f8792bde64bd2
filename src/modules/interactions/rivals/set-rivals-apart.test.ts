import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { AcceptedItem } from '../checked-interaction.ts';
import { claimOfItem } from '../claim-of-item.ts';
import { answeredOf } from '../rated-answers.ts';
import { parseStep } from '../parse-step.ts';
import { rivalOf, setRivalsApart } from './set-rivals-apart.ts';

const REVIEW = { id: 'r-1', channel: 'review', kind: 'review-written', direction: 'public', occurredAt: '2026-03-01T10:00:00Z', title: 'Fine', text: 'The tent was dry all night.', rating: { value: 4, min: 1, max: 5, scale: 'stars' } } as const;
const OF_RIVAL = { ...REVIEW, subjects: [{ type: 'rival', id: ' Fjord &  Fell ' }], identifiers: [{ type: 'email', value: 'anna@x.example' }], traits: { name: 'Anna Berg' }, author: 'Anna Berg' };

function item(raw: object, number: number, revision = 1, older = false): AcceptedItem {
  const step = parseStep(raw, 'plazunto', 'UTC', Date.UTC(2026, 5, 1));
  return step.ok ? { number, revision, older, receivedMs: 0, sentMs: null, checked: step.value.checked } : assert.fail(step.refusal.detail);
}

test('a public rating is of a rival when it says so; a customer who speaks of a rival stays a customer', () => {
  assert.equal(rivalOf(item(OF_RIVAL, 1).checked), 'Fjord & Fell');
  assert.equal(rivalOf(item({ ...OF_RIVAL, direction: 'in' }, 1).checked), 'Fjord & Fell', 'a review is public, whatever direction its source writes');
  assert.equal(rivalOf(item(REVIEW, 1).checked), null);
  assert.equal(rivalOf(item({ ...OF_RIVAL, channel: 'call', kind: 'call-ended', direction: 'in' }, 1).checked), null);
});

test('a post about a rival’s product without a rating stays among what the public says; with one it is a rating of the rival', () => {
  const post = { ...OF_RIVAL, channel: 'social', kind: 'post-seen', rating: undefined };
  assert.equal(rivalOf(item(post, 1).checked), null);
  assert.equal(item(post, 1).checked.identifiers.length, 1);
  assert.equal(rivalOf(item({ ...post, rating: REVIEW.rating }, 1).checked), 'Fjord & Fell');
  assert.equal(rivalOf(item({ ...OF_RIVAL, rating: undefined }, 1).checked), 'Fjord & Fell', 'a review has words alone at times');
});

test('of whoever rated a rival nothing is kept, not even on the way', () => {
  const one = item(OF_RIVAL, 1);
  assert.equal(JSON.stringify(one).includes('Anna') || JSON.stringify(one).includes('anna'), false);
  assert.deepEqual([claimOfItem(one).identifiers, claimOfItem(one).traits], [[], {}]);
  assert.equal(item({ ...OF_RIVAL, subjects: [] }, 1).checked.identifiers.length, 1, 'our own keep theirs');
});

test('ratings of rivals leave the line before it is asked whose they are; our own go on as they came', () => {
  const ours = item(REVIEW, 2);
  const { own, ratings } = setRivalsApart([item(OF_RIVAL, 1), ours], new Set());
  assert.deepEqual(own, [ours]);
  assert.deepEqual(ratings, [{ number: 1, revision: 1, rival: 'Fjord & Fell', site: 'plazunto', channel: 'review', occurredMs: Date.UTC(2026, 2, 1, 10), rating: { value: 4, min: 1, max: 5, scale: 'stars', higherIsBetter: true }, parts: [{ of: 'title', at: 0, text: 'Fine' }, { of: 'text', at: 0, text: 'The tent was dry all night.' }] }]);
  assert.equal(setRivalsApart([item({ ...OF_RIVAL, subjects: [...OF_RIVAL.subjects, { type: 'site', id: 'Review Harbour' }] }, 1)], new Set()).ratings[0]?.site, 'Review Harbour');
});

test('what was taken for our own and is of a rival is emptied and counts for the rival; the other way round it is taken back', () => {
  const { own, ratings } = setRivalsApart([item(OF_RIVAL, 1, 2)], new Set([1]));
  const [empty] = own;
  assert.ok(empty !== undefined);
  assert.deepEqual([empty.checked.kind, empty.checked.text, empty.checked.title, answeredOf(empty.checked), rivalOf(empty.checked)], ['set-apart', '', '', null, null]);
  assert.equal(ratings[0]?.rival, 'Fjord & Fell');
  const back = setRivalsApart([item(REVIEW, 1, 2)], new Set());
  assert.deepEqual([back.own.length, back.ratings[0]?.rival, back.ratings[0]?.rating, back.ratings[0]?.parts], [1, null, null, []]);
});

test('both in one group end as the later revision says; an older revision that comes late changes nothing', () => {
  const toRival = setRivalsApart([item(REVIEW, 1), item(OF_RIVAL, 1, 2)], new Set());
  assert.deepEqual(toRival.own.map(({ revision, checked }) => [revision, checked.kind]), [[1, 'review-written'], [2, 'set-apart']]);
  assert.deepEqual(toRival.ratings.map(({ revision, rival }) => [revision, rival]), [[2, 'Fjord & Fell']]);
  const toUs = setRivalsApart([item(OF_RIVAL, 1), item(REVIEW, 1, 2)], new Set());
  assert.deepEqual([toUs.own.at(-1)?.checked.text, toUs.ratings.at(-1)?.rival], [REVIEW.text, null]);
  assert.deepEqual(setRivalsApart([item(OF_RIVAL, 1, 3, true)], new Set()), { own: [], ratings: [] });
});
