import assert from 'node:assert/strict';
import { test } from 'node:test';
import { InteractionInput } from '../src/modules/interactions/contract.ts';
import { benchInteractions } from './bench-mix.ts';

const seed = Number(process.env['SEED'] ?? Date.now() % 1_000_000);
console.log(`seed ${seed}`);

test('the benchmark\'s mix is about 1 kB an item, one to three identifiers, a tenth of it new claims', () => {
  const customers = 1_000;
  const mix = benchInteractions({ seed, customers, newClaimRatio: 0.1 });
  const again = benchInteractions({ seed, customers, newClaimRatio: 0.1 });
  const claims = new Set<string>();
  const ids = new Set<string>();
  let bytes = 0;
  let fresh = 0;
  const warmUp = 20_000;
  const measured = 10_000;
  for (let count = 0; count < warmUp + measured; count++) {
    const item = mix.next().value;
    assert.deepEqual(again.next().value, item);
    ids.add(item.id);
    const claim = JSON.stringify([item.source, item.session, item.identifiers]);
    if (count >= warmUp) {
      if (!claims.has(claim)) fresh++;
      bytes += JSON.stringify(item).length;
      if (count % 100 === 0) assert.ok(InteractionInput.safeParse(item).success);
      assert.ok((item.identifiers?.length ?? 0) >= 1 && (item.identifiers?.length ?? 9) <= 3);
    }
    claims.add(claim);
  }
  assert.equal(ids.size, warmUp + measured);
  assert.ok(Math.abs(fresh / measured - 0.1) < 0.02, `${fresh} new claims`);
  assert.ok(bytes / measured > 850 && bytes / measured < 1_200, `${bytes / measured} bytes`);
});
