import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createLive } from '../../platform/live/live.ts';
import { GOLDEN_RECORDS, listenToCustomer, tellMoves } from './listen-to-customer.ts';

function opened(own: number, present = own) {
  const live = createLive((error) => { throw error; });
  const heard: string[] = [];
  const stop = listenToCustomer(live, own, present, ({ item }) => { heard.push(item.id); }, () => { heard.push('moved'); });
  const say = (customer: number, id: string): void => live.publish(`customer:${customer}`, { item: { id }, traits: {} });
  const move = (type: 'customer.merged' | 'customer.split', from: number, into: number): void => tellMoves(live, [{ type, from, into, nodes: [1], reason: 'claims' }]);
  return { live, heard, stop, say, move };
}

test('the page of somebody who is joined with another goes on with both, and comes back when that is undone', () => {
  const { heard, say, move } = opened(7);
  say(7, 'alone');
  move('customer.merged', 7, 3);
  say(3, 'joined');
  move('customer.split', 3, 7);
  say(3, 'not mine');
  say(7, 'mine');
  assert.deepEqual(heard, ['alone', 'moved', 'joined', 'moved', 'mine']);
});

test('the page of whom others are joined to stays, and is told each time', () => {
  const { heard, say, move } = opened(3);
  move('customer.merged', 7, 3);
  move('customer.split', 3, 9);
  say(3, 'still here');
  assert.deepEqual(heard, ['moved', 'moved', 'still here']);
});

test('a page that is closed hears nothing and leaves nobody listening, also after a join', () => {
  const { live, heard, stop, say, move } = opened(8, 4);
  move('customer.merged', 4, 2);
  stop();
  say(2, 'late');
  assert.deepEqual(heard, ['moved']);
  assert.ok([GOLDEN_RECORDS, 'customer:8', 'customer:4', 'customer:2', 'customers', 'customer-moved:2', 'customer-moved:4'].every((topic) => !live.hasListeners(topic)));
});

test('when other words count, open pages are told', () => {
  const { live, heard } = opened(3);
  live.publish(GOLDEN_RECORDS, { version: 2 });
  assert.deepEqual(heard, ['moved']);
});
