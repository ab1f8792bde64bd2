import assert from 'node:assert/strict';
import { test } from 'node:test';
import { tallyOf } from '../scores/tally.ts';
import { NO_STARS } from './estimate-stars.ts';
import { presentRivals, rivalNames, type RivalGround } from './present-rivals.ts';
import type { SaidCell, StarCell } from './rivals-log.ts';
import type { StoredSummary } from './summary-store.ts';

const cell = (rival: string, site: string, ...stars: readonly number[]): StarCell => ({ rival, site, month: '0', sums: { ...NO_STARS, stars: tallyOf(stars.map((worth, at) => ({ person: `${rival}${at}`, worth, weight: 1 }))) } });
const times = (stars: number, count: number): number[] => Array.from({ length: count }, (_, at) => (at % 5 === 0 ? Math.max(1, stars - 1) : stars));
const summary = (number: number, rival: string, on: string, mean: string, ratings = 2_000, site = 'plazunto'): StoredSummary & { readonly by: string | null } => ({ number, rival, site, on, mean, ratings, stars: null, address: '', enteredBy: 'x', enteredAt: new Date('2026-04-01T00:00:00Z'), by: 'Mara' });
const ground = (more: Partial<RivalGround>): RivalGround => ({ stars: [], said: [], summaries: [], listed: [{ name: 'Fjord & Fell', spellings: ['fjordfell'] }], months: ['2026-03'], runningMonth: '2026-04', aspects: ['delivery', 'price'], site: null, ...more });

test('a rival is one under all of its spellings; one that is not on the list stands under its own name', () => {
  const nameOf = rivalNames([{ name: 'Fjord & Fell', spellings: ['fjordfell'] }]);
  assert.deepEqual(['FJORD-FELL', 'Fjordfell', 'Høyde', 'HØYDE', ''].map(nameOf).map(({ rival, isListed }) => [rival, isListed]), [['Fjord & Fell', true], ['Fjord & Fell', true], ['Høyde', false], ['Høyde', false], [null, false]]);
});

test('a rival stands beside our own ratings of the same site, and of no other', () => {
  const sites = presentRivals(ground({ stars: [cell('', 'plazunto', ...times(4, 60)), cell('', 'reviews', ...times(5, 500)), cell('fjordfell', 'plazunto', ...times(5, 40)), cell('Fjord & Fell', 'plazunto', ...times(5, 20)), cell('Fjord & Fell', 'harbour', ...times(2, 60))] }));
  assert.deepEqual(sites.map(({ site, ratings }) => [site, ratings.map(({ rival, ratings: n, difference }) => [rival, n, difference === null ? null : difference.isReal])]), [
    ['harbour', [[null, 0, null], ['Fjord & Fell', 60, null]]],
    ['plazunto', [[null, 60, null], ['Fjord & Fell', 60, true]]],
  ], 'a site where no rival is rated is not shown, and without our own there is nothing to compare with');
  const difference = sites[1]?.ratings[1]?.difference;
  assert.ok(difference !== undefined && difference !== null && difference.low > 0.5 && difference.high < 1.4, JSON.stringify(difference));
});

test('too few are not compared; what chance may have made is not told apart, and twenty looks share one budget', () => {
  const few = presentRivals(ground({ stars: [cell('', 's', ...times(4, 60)), cell('Few', 's', ...times(1, 9))] }));
  assert.deepEqual([few[0]?.ratings[1]?.mean, few[0]?.ratings[1]?.difference, few[0]?.ratings[1]?.words], [null, null, 'Too few to say: 9 people rated.']);
  const fives = (count: number): number[] => Array.from({ length: 60 }, (_, at) => (at < count ? 5 : 4));
  const [ours, theirs] = [fives(36), fives(21)];
  const alone = presentRivals(ground({ stars: [cell('', 's', ...ours), cell('One', 's', ...theirs)] }))[0]?.ratings[1]?.difference;
  const many = presentRivals(ground({ stars: [cell('', 's', ...ours), cell('One', 's', ...theirs), ...Array.from({ length: 19 }, (_, at) => cell(`Other ${at}`, 's', ...ours))] }))[0]?.ratings.find(({ rival }) => rival === 'One')?.difference;
  assert.deepEqual([alone?.isReal, many?.isReal], [true, false]);
  assert.deepEqual([alone?.low, alone?.high], [many?.low, many?.high], 'the interval stays what it is');
});

test('a summary is set against our own of the same site and time alone, never against ratings one by one', () => {
  const [site] = presentRivals(ground({ stars: [cell('', 'plazunto', ...times(4, 60))], summaries: [summary(1, 'Fjordfell', '2026-03-30', '4.6'), summary(2, '', '2026-03-01', '3.9'), summary(3, 'Fjordfell', '2025-06-01', '4.5'), summary(4, '', '2026-03-30', '3.0', 2_000, 'harbour')] }));
  assert.deepEqual(site?.ratings, [], 'no rating of a rival was collected one by one');
  assert.deepEqual(site?.summaries.map(({ number, rival, difference }) => [number, rival, difference?.isReal ?? null]), [[1, 'Fjord & Fell', true], [2, null, null], [3, 'Fjord & Fell', null]]);
  const difference = site?.summaries[0]?.difference;
  assert.ok(difference != null && Math.abs(difference.value - 0.7) < 1e-9);
});

test('what is praised and complained of are shares of the texts that were read there, in words below ten people', () => {
  const thing = (rival: string, name: string, hits: number): SaidCell => ({ rival, site: 's', thing: name, sums: { hits, speakers: hits, personHitsSquared: hits, personCrossed: hits }, others: name === '' ? 2 : 0 });
  const [site] = presentRivals(ground({ said: [thing('Fjordfell', '', 40), thing('Fjordfell', 'about/delivery', 20), thing('Fjordfell', 'delivery/negative', 16), thing('Fjordfell', 'about/secret', 9), thing('Fjordfell', 'felt/positive', 10), thing('', '', 9), thing('', 'about/price', 5)] }));
  const [ours, theirs] = site?.ratings ?? [];
  assert.deepEqual([theirs?.said?.texts, theirs?.said?.positive?.value, theirs?.said?.otherReaders, theirs?.said?.aspects.map(({ label, texts, complained, praised }) => [label, texts, complained?.value, praised?.value])], [40, 25, 2, [['delivery', 20, 40, 0]]], 'an aspect that is not measured well enough is not said');
  assert.deepEqual([ours?.said?.certainty, ours?.said?.aspects, ours?.said?.positive], ['too-few', [], null]);
});
