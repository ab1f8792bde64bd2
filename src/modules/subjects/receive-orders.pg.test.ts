import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { migrationsOf, testDatabase, type TestDatabase } from '../../../test/engines/postgres.ts';
import type { RecordedInteraction } from '../interactions/contract.ts';
import { foldOrder } from './order.ts';
import { factsOfNodes, factsOfOrder } from './order-store.ts';
import { productsSold } from './products-view.ts';
import { receiveOrders } from './receive-orders.ts';

const ANN = 1;
let stored: TestDatabase;
before(async () => { stored = await testDatabase(migrationsOf('subjects')); });
after(() => stored.close());

/** News of an order as recording tells of it; no order: the interaction speaks of none. */
function news(number: number, revision: number, order: { readonly id: string; readonly state: string } | null, hour = number): RecordedInteraction {
  const fact = { number, node: ANN, home: ANN, revision };
  if (order === null) return fact;
  return { ...fact, said: { key: `00000000-0000-0000-0000-${String(number).padStart(12, '0')}`, source: 'shop', brand: '', occurredMs: Date.UTC(2026, 4, 1, hour), kind: 'order-update', amounts: [], traits: null, order: { ...order, placedMs: null, promisedMs: null, totalMinor: null, currency: null, lines: [], parcels: [] } } };
}

async function told(...interactions: readonly RecordedInteraction[]): Promise<void> {
  await stored.database.transaction((tx) => receiveOrders(tx, [{ type: 'interaction.recorded', interactions } as { type: string }]));
}

const stateOf = async (id: string): Promise<string | null> => foldOrder(id, await factsOfOrder(stored.database, id, null), null)?.state ?? null;
const ordersOfAnn = async (): Promise<string[]> => [...new Set((await factsOfNodes(stored.database, [ANN], 10)).map((one) => one.orderId))].sort();

test('news that is corrected and no longer speaks of the order takes back what it said', async () => {
  await told(news(1, 1, { id: 'A', state: 'placed' }), news(2, 1, { id: 'A', state: 'delivered' }));
  assert.equal(await stateOf('A'), 'delivered');
  await told(news(2, 2, null));
  assert.equal(await stateOf('A'), 'placed');
  await told(news(1, 2, null));
  assert.equal(await stateOf('A'), null);
  assert.deepEqual(await ordersOfAnn(), []);
});

test('news that turns out to be of another order moves there', async () => {
  await told(news(3, 1, { id: 'B', state: 'placed' }), news(4, 1, { id: 'B', state: 'shipped' }));
  await told(news(4, 2, { id: 'C', state: 'shipped' }));
  assert.deepEqual([await stateOf('B'), await stateOf('C'), await ordersOfAnn()], ['placed', 'shipped', ['B', 'C']]);
});

test('news and its correction that are told of together count as corrected, and told again come to the same', async () => {
  const story = [news(5, 1, { id: 'D', state: 'placed' }), news(6, 1, { id: 'D', state: 'cancelled' }), news(6, 2, null)];
  await told(...story);
  assert.equal(await stateOf('D'), 'placed');
  for (const one of story) await told(one);
  assert.equal(await stateOf('D'), 'placed');
});

test('products that were ordered are told with each of their names, those ordered most first', async () => {
  const sold = (number: number, ...lines: readonly (readonly [product: string, name: string | null, quantity: number])[]): RecordedInteraction => {
    const one = news(number, 1, { id: `L${number}`, state: 'placed' });
    const { said } = one;
    return said?.order == null ? one : { ...one, said: { ...said, order: { ...said.order, lines: lines.map(([product, name, quantity]) => ({ id: null, product, name, quantity, unitPriceMinor: null })) } } };
  };
  await told(sold(20, ['fj', 'Fjell jacket', 1], ['rs', 'Rast stove', 4], ['no-name', null, 9]), sold(21, ['fj', 'Fjell jacket', 2], ['fj', 'Fjell Jacke', 1], ['back', 'Gone back', -3]));
  assert.deepEqual(await productsSold(stored.database, 3), [{ id: 'rs', name: 'Rast stove', told: 4 }, { id: 'fj', name: 'Fjell jacket', told: 3 }, { id: 'back', name: 'Gone back', told: 1 }]);
});
