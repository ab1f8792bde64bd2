import assert from 'node:assert/strict';
import { test } from 'node:test';
import { measureClusters } from './measure-clusters.ts';
import { measurePairs, truePairs } from './measure-pairs.ts';

// Six records: person 0 has records 0, 1, 2; person 1 has 3, 4; person 2 has 5. True pairs: 3 + 1 = 4.
const entity = Int32Array.from([0, 0, 0, 1, 1, 2]);

test('B-cubed, closure and whole entities agree with a count by hand', () => {
  // Customers {0, 1}, {2, 3}, {4}, {5}.
  const found = measureClusters(Int32Array.from([0, 0, 2, 2, 4, 5]), entity);
  // Precision by record: 1, 1, 1/2, 1/2, 1, 1. Recall by record: 2/3, 2/3, 1/3, 1/2, 1/2, 1.
  assert.ok(Math.abs(found.bcubed.precision - 5 / 6) < 1e-12);
  assert.ok(Math.abs(found.bcubed.recall - 11 / 18) < 1e-12);
  assert.ok(Math.abs(found.bcubed.f1 - 2 * (5 / 6) * (11 / 18) / (5 / 6 + 11 / 18)) < 1e-12);
  // Pairs after closure: 2 claimed, 1 right, 4 true.
  assert.deepEqual([found.closure.precision, found.closure.recall], [0.5, 0.25]);
  assert.deepEqual([found.clusters, found.entities, found.largestCluster, found.exactEntityRatio, found.mixedClusters], [4, 3, 2, 1 / 3, 1]);
});

test('The best cut over pairs is found against all true pairs, also those never scored', () => {
  const pairs = { a: Int32Array.from([0, 1, 2, 3]), b: Int32Array.from([1, 2, 3, 4]), bits: Float32Array.from([8, 2, 3.05, 1]), length: 4 };
  // Cuts: {8} 1/1 of 4; {8, 3.05} 1/2; {8, 3.05, 2} 2/3; all 3/4 → precision 3/4, recall 3/4.
  const found = measurePairs(pairs, { entity });
  assert.deepEqual([found.best.precision, found.best.recall, found.best.f1, found.blockingRecall], [0.75, 0.75, 0.75, 0.75]);
  assert.deepEqual([found.at['0.9']?.precision, found.at['0.9']?.recall], [1, 0.25]);
});

test('Where only pairs across sources are asked for, pairs within one do not count', () => {
  assert.equal(truePairs({ entity }), 4);
  assert.equal(truePairs({ entity, source: Int32Array.from([0, 0, 1, 0, 1, 1]) }), 3);
});
