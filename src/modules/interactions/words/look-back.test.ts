import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createChance, testSeed } from '../../../../test/chance.ts';
import { nextWindow, PAGE_PACE } from './look-back.ts';

const seed = testSeed();
console.log(`seed ${seed}`);

test('a window that was quick is followed by one eight times as large, a slow one by what fits into the time that is left', () => {
  assert.equal(nextWindow(32_768, 5, 145), 8 * 32_768);
  assert.equal(nextWindow(32_768, 50, 100), 2 * 32_768);
  assert.equal(nextWindow(32_768, 0, 100), 8 * 32_768);
  assert.equal(nextWindow(262_144, 100, 50), 131_072);
});

test('when time is up, or too little is left for a window worth its price, the page ends', () => {
  assert.equal(nextWindow(32_768, 150, 0), null);
  assert.equal(nextWindow(32_768, 400, -250), null);
  assert.equal(nextWindow(32_768, 140, 10), null);
  assert.equal(nextWindow(100, 3, 2), null, 'small windows too');
});

test('however texts cost, a page looks no longer than it may and one question more', () => {
  const chance = createChance(seed);
  for (let round = 0; round < 500; round += 1) {
    const costMs = (texts: number): number => fixedMs + texts * eachMs;
    const [fixedMs, eachMs] = [1 + chance.below(40), (1 + chance.below(1_000)) / 1e6];
    let [tookMs, windows] = [0, 0];
    for (let texts: number | null = PAGE_PACE.firstTexts; texts !== null && texts < 1e9;) {
      const lastMs = costMs(texts);
      tookMs += lastMs;
      windows += 1;
      texts = nextWindow(texts, lastMs, PAGE_PACE.withinMs - tookMs);
    }
    assert.ok(tookMs <= Math.max(PAGE_PACE.withinMs, costMs(PAGE_PACE.firstTexts)) + fixedMs, `seed ${seed}: ${tookMs} ms, ${fixedMs} and ${eachMs}`);
    assert.ok(windows <= 40, `seed ${seed}: ${windows} windows`);
  }
});
