import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { migrationsOf, testDatabase, type TestDatabase } from '../../../test/engines/postgres.ts';
import type { RecordedInteraction, SubjectNews } from '../interactions/contract.ts';
import { FIRST_STATUS_SETTING } from './contract.ts';
import { eraseOrderFacts } from './erase-store.ts';
import { dropIncidentFacts, refundFactsOfOrders } from './news-store.ts';
import { foldOrder } from './order.ts';
import { factsOfNodes, factsOfOrder } from './order-store.ts';
import { productsSold } from './products-view.ts';
import { receiveNews } from './receive-news.ts';
import { receiveOrders } from './receive-orders.ts';
import { foldRefunds } from './refund.ts';
import { incidentsKnown, standingsOf } from './status/standings.ts';

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
  const events = [{ type: 'interaction.recorded', interactions } as { type: string }];
  await stored.database.transaction(async (tx) => {
    await receiveOrders(tx, events);
    await receiveNews(tx, events);
  });
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

const AT = (hour: number): number => Date.UTC(2026, 4, 1, hour);

/** News of a refund of an order, or of an incident; null: the interaction speaks of neither. */
function other(number: number, revision: number, node: number, news: Partial<SubjectNews> | null): RecordedInteraction {
  const fact = { number, node, home: node, revision };
  if (news === null) return fact;
  return { ...fact, news: { key: `00000000-0000-0000-0000-${String(number).padStart(12, '0')}`, source: 'shop', brand: '', channel: 'payment', kind: 'refund-paid', occurredMs: AT(number - 30), order: null, subjects: [], refunds: [], title: '', text: '', moments: {}, ...news } };
}
const refundsOf = async (id: string): Promise<string[]> => foldRefunds(id, await refundFactsOfOrders(stored.database, [{ brand: '', id }])).map(({ state, paid }) => `${state} ${paid.map(({ amountMinor }) => amountMinor).join('+')}`);

test('news of refunds come to the same in any order, told again, and corrected', async () => {
  const paid = other(32, 1, ANN, { order: 'R', refunds: [{ minor: '-900', currency: 'EUR' }] });
  const asked = other(31, 1, ANN, { order: 'R', channel: 'return', kind: 'return-announced' });
  await told(paid);
  await told(asked, paid);
  assert.deepEqual(await refundsOf('R'), ['paid 900']);
  await told(other(32, 2, ANN, { order: 'R', kind: 'refund-failed', refunds: [{ minor: '-900', currency: 'EUR' }] }));
  await told(paid);
  assert.deepEqual(await refundsOf('R'), ['failed ']);
  await told(other(32, 3, ANN, null));
  assert.deepEqual(await refundsOf('R'), ['asked ']);
});

test('a known problem is kept as it is told, and forgotten with its interaction', async () => {
  const incident = { order: null, channel: 'staff', subjects: [{ type: 'incident', id: 'zip', label: 'Zips' }, { type: 'order', id: 'S', label: '' }] };
  await told(other(40, 1, 0, { ...incident, kind: 'incident-opened', title: 'Zips break' }), other(41, 1, 0, { ...incident, kind: 'incident-closed' }));
  assert.deepEqual((await incidentsKnown(stored.database)).map(({ id, state, title }) => [id, state, title]), [['zip', 'closed', 'Zips break']]);
  await stored.database.transaction((tx) => dropIncidentFacts(tx, [41]));
  assert.deepEqual((await incidentsKnown(stored.database)).map(({ state }) => state), ['open']);
});

test('how things stand is told of the orders that belong to somebody, not of those of others of which they too spoke', async () => {
  const BEN = 2;
  await told(news(50, 1, { id: 'S', state: 'placed' }), { ...news(51, 1, { id: 'T', state: 'placed' }), node: BEN }, news(52, 1, { id: 'T', state: 'shipped' }), other(53, 1, BEN, { order: 'S', kind: 'refund-approved', refunds: [{ minor: '500', currency: 'EUR' }] }));
  const of = async (node: number): Promise<string[]> => (await standingsOf(stored.database, [node], node, AT(60), FIRST_STATUS_SETTING)).filter(({ about }) => ['S', 'T', 'zip'].includes(about.id)).map(({ about, statements }) => `${about.type} ${about.id} ${statements[0]?.key ?? ''}`).sort();
  assert.deepEqual(await of(ANN), ['incident zip incident-open', 'order S placed', 'refund S refund-approved']);
  assert.deepEqual(await of(BEN), ['order T shipped']);
});

test('erasing somebody takes what they and nobody in particular said about their refunds, and leaves what others said', async () => {
  const CAT = 3;
  await told(other(60, 1, CAT, { order: 'U' }), other(61, 1, 0, { order: 'U' }), other(62, 1, 0, { order: 'R' }));
  const counts = await stored.database.transaction((tx) => eraseOrderFacts(tx, [CAT]));
  assert.deepEqual([counts['subjects.refund_fact'], await refundsOf('U')], [2, []]);
  assert.ok((await refundsOf('R')).length > 0);
});
