import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isFinal, placeOnWay, stageOf } from './stages.ts';

test('words of sources for a state are read however they are written; one that nobody knows stays what it is', () => {
  assert.deepEqual(['Shipped', 'in_transit', 'OUT FOR DELIVERY', 'label-created', 'canceled', 'ready-for-pickup', 'exception', 'on the moon'].map(stageOf), ['shipped', 'shipped', 'out-for-delivery', 'announced', 'cancelled', 'collect', 'held', 'other']);
});

test('what is lost is not over, and lies beside the way', () => {
  assert.deepEqual([isFinal('lost'), isFinal('delivered'), placeOnWay('lost')], [false, true, null]);
  assert.ok((placeOnWay('out-for-delivery') ?? 0) > (placeOnWay('held') ?? 9));
});
