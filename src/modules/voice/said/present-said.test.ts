import assert from 'node:assert/strict';
import { test } from 'node:test';
import { presentAspects, presentFelt, presentThings } from './present-said.ts';
import type { FeltSums, ShareSums } from './said-log.ts';
import { shareOf } from './share-estimate.ts';

/** Texts of people of whom each wrote `each`, the first `hits` texts saying it. */
function sums(people: number, each: number, hits: number): ShareSums {
  const said = Array.from({ length: people }, (_, at) => Math.max(0, Math.min(each, hits - at * each)));
  const sum = (of: (s: number) => number): number => said.reduce((all, s) => all + of(s), 0);
  return { texts: people * each, people, hits, speakers: said.filter((s) => s > 0).length, personTextsSquared: people * each * each, personHitsSquared: sum((s) => s * s), personCrossed: sum((s) => each * s) };
}
const felt = (people: number, negative: number): FeltSums => ({ negative: sums(people, 1, negative), neutral: sums(people, 1, 0), positive: sums(people, 1, people - negative) });

test('a share of texts of different people has Wilson’s interval; as many texts of few people a wider one', () => {
  const share = shareOf(sums(100, 1, 20)) ?? assert.fail();
  // Wilson, 20 of 100: 0.1334 to 0.2888.
  assert.deepEqual([share.value, Math.round(share.low * 10) / 10, Math.round(share.high * 10) / 10], [20, 13.3, 28.9]);
  const clustered = shareOf(sums(20, 5, 20)) ?? assert.fail();
  assert.equal(clustered.value, 20);
  assert.ok(clustered.high - clustered.low > 1.5 * (share.high - share.low));
});

test('below ten people there is neither a share nor a count by feeling, on the server already', () => {
  assert.equal(shareOf(sums(9, 4, 7)), null);
  const few = presentFelt(felt(9, 5));
  assert.deepEqual([few.people, few.certainty, few.negative, few.counts, few.speakers], [9, 'too-few', null, null, null]);
  assert.deepEqual(presentFelt(felt(10, 5)).counts, { negative: 5, neutral: 0, positive: 5 });
  assert.deepEqual([presentFelt().people, presentFelt().certainty], [0, 'none']);
});

test('what nobody said is told as nobody, with how far that carries; where nothing was read nothing is reckoned', () => {
  const things = new Map([['/', sums(50, 1, 50)], ['alarm/legal', sums(50, 1, 2)]]);
  const [legal, safety] = presentThings(things, [{ output: 'alarm', label: 'legal' }, { output: 'alarm', label: 'safety' }]);
  assert.deepEqual([legal?.texts, legal?.people], [2, 2]);
  assert.deepEqual([safety?.texts, safety?.share?.value], [0, 0]);
  assert.ok((safety?.share?.high ?? 0) > 5, 'of fifty people who did not say it, up to 7 % may');
  assert.deepEqual(presentThings(new Map(), [{ output: 'alarm', label: 'legal' }]), [{ output: 'alarm', label: 'legal', texts: 0, people: 0, share: null }]);
});

test('aspects stand by how many people speak of them, not by how many texts', () => {
  const things = new Map([['/', sums(60, 4, 240)], ['aspect/price', { ...sums(60, 4, 80), speakers: 20 }], ['aspect/staff', { ...sums(60, 4, 40), speakers: 30 }], ['intent/idea', sums(60, 4, 3)]]);
  const aspects = presentAspects(things, new Map([['price', felt(20, 15)]]));
  assert.deepEqual(aspects.map(({ label, people, felt: own }) => [label, people, own.negative?.value ?? null]), [['staff', 30, null], ['price', 20, 75]]);
});
