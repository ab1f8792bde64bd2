import type { Outbox } from '../../platform/outbox/outbox.ts';
import type { Database, Transaction } from '../../platform/pg/transaction.ts';
import { ownedBy, type Identity } from '../identity/index.ts';
import type { OrderState } from './contract.ts';
import { eraseOrderFacts } from './erase-store.ts';
import { foldOrder, ownerNode, type OrderFact } from './order.ts';
import { dropOrderFacts, factsOfCustomers, factsOfNodes, factsOfOrder, nodesOfOrder, orderCountsOfNodes, statementsAmong } from './order-store.ts';
import { statementsHeld } from './statements-held-view.ts';
import { productsSold, type SoldProduct } from './products-view.ts';
import { ordersAsOf } from './orders-as-of.ts';
import { dropIncidentFacts, dropRefundFacts, refundFactsHeld } from './news-store.ts';
import { receiveNews } from './receive-news.ts';
import { receiveOrders } from './receive-orders.ts';
import { sightingsOf, type Sighting } from './sightings.ts';
import { ordersOwned } from './status/standings.ts';

export type { Sighting } from './sightings.ts';
export { createStatus, type Status } from './status/status.ts';
export { placeOnWay, stageOf, type Stage } from './status/stages.ts';
export { momentText, sayStatement, sayStatements, statusLanguage } from './status/sentences/say-standing.ts';
export type { Standing } from './status/standing.ts';

const ORDERS_SHOWN = 500;
const CUSTOMERS_AT_ONCE = 1_000;

/** What interactions are about: the state of each order and its parcels, folded from everything said. See README.md. */
export function createSubjects(deps: { readonly database: Database; readonly identity: Identity; readonly outbox: Outbox }) {
  deps.outbox.subscribe('subjects', ['interaction.recorded'], async (events, tx) => {
    await receiveOrders(tx, events);
    await receiveNews(tx, events);
  });

  return {
    /** The state of one order. Shape: null when nobody ever said anything about it. */
    async order(orderId: string, brand: string | null): Promise<OrderState | null> {
      const facts = await factsOfOrder(deps.database, orderId, brand);
      return foldOrder(orderId, facts, await ownerOf(facts));
    },
    /** Orders that a customer's claims said something about, newest first. */
    async ordersOfNodes(nodes: readonly number[], customer: number): Promise<OrderState[]> {
      const byOrder = Map.groupBy(await factsOfNodes(deps.database, nodes, ORDERS_SHOWN), ({ orderId, fact }) => `${fact.brand} ${orderId}`);
      const orders = [...byOrder.values()].flatMap((facts) => foldOrder(facts[0]?.orderId ?? '', facts.map((one) => one.fact), customer) ?? []);
      return orders.sort((a, b) => (b.placedAt ?? b.asOf.at).localeCompare(a.placedAt ?? a.asOf.at) || `${a.brand} ${a.id}`.localeCompare(`${b.brand} ${b.id}`));
    },
    /** Everything that these claims said about orders, for an access export. */
    statementsHeld: (nodes: readonly number[]) => statementsHeld(deps.database, nodes),
    /** Everything that these claims said about refunds, for an access export. */
    refundStatementsHeld: (nodes: readonly number[]) => refundFactsHeld(deps.database, nodes),
    /** In which stages the orders that belong to these claims were seen, and when. Shape: by order. */
    async sightings(nodes: readonly number[]): Promise<{ id: string; brand: string; sightings: Sighting[] }[]> {
      return (await ordersOwned(deps.database, nodes)).map(({ id, brand, facts, refunds }) => ({ id, brand, sightings: sightingsOf(facts, refunds) }));
    },
    /** Orders that claims of these customers said something about, all of them, for figures over many. Shape: customers without any are missing. */
    async ordersOfCustomers(customers: readonly number[]): Promise<Map<number, OrderState[]>> {
      const facts = Map.groupBy(await factsOfCustomers(deps.database, deps.identity.withOwners, customers), ({ customer, orderId, fact }) => `${customer} ${fact.brand} ${orderId}`);
      const orders = [...facts.values()].flatMap((said) => said[0] === undefined ? [] : [{ customer: said[0].customer, order: foldOrder(said[0].orderId, said.map((one) => one.fact), said[0].customer) }]);
      const byCustomer = Map.groupBy(orders, ({ customer }) => customer);
      return new Map([...byCustomer].map(([customer, own]) => [customer, own.flatMap(({ order }) => order ?? [])]));
    },
    /** For each of these customers and moments the orders as they stood then; `known`: by what had been recorded until a moment, in its wording of now, with whose claims were whose. Shape: as asked. Units: ms. Cost: everything said about their orders is read once, in groups of customers. */
    async ordersAsOf(asked: readonly { readonly customer: number; readonly atMs: number }[], known: { readonly untilMs: number; readonly owners: readonly { readonly node: number; readonly customer: number }[] } | null = null): Promise<OrderState[][]> {
      const [owned, until] = known === null ? [deps.identity.withOwners, null] : [ownedBy(known.owners), new Date(known.untilMs)];
      const customers = [...new Set(asked.map(({ customer }) => customer))];
      const said = new Map<number, Awaited<ReturnType<typeof factsOfCustomers>>>();
      for (let from = 0; from < customers.length; from += CUSTOMERS_AT_ONCE) {
        const facts = await factsOfCustomers(deps.database, owned, customers.slice(from, from + CUSTOMERS_AT_ONCE), until);
        for (const [customer, own] of Map.groupBy(facts, (one) => one.customer)) said.set(customer, own);
      }
      return asked.map(({ customer, atMs }) => ordersAsOf(said.get(customer) ?? [], customer, atMs));
    },
    /** Erases what these claims said about orders. */
    eraseNodes: eraseOrderFacts,
    /** Forgets what interactions said about orders, refunds and incidents, by number. Shape: rows per table. */
    forgetInteractions: async (tx: Transaction, numbers: readonly number[]): Promise<Record<string, number>> => ({ 'subjects.order_fact': await dropOrderFacts(tx, numbers), 'subjects.refund_fact': await dropRefundFacts(tx, numbers), 'subjects.incident_fact': await dropIncidentFacts(tx, numbers) }),
    /** How many of these interactions said something about orders, refunds and incidents. Shape: rows per table. */
    async statementsAmong(numbers: readonly number[]): Promise<Record<string, number>> {
      const { orders, refunds, incidents } = await statementsAmong(deps.database, numbers);
      return { 'subjects.order_fact': orders, 'subjects.refund_fact': refunds, 'subjects.incident_fact': incidents };
    },
    /** Products that were ordered, most first, under each of their names. */
    productsSold: (most: number): Promise<SoldProduct[]> => productsSold(deps.database, most),
    nodesOfOrder: (orderId: string) => nodesOfOrder(deps.database, orderId),
    orderCountsOfNodes: (nodes: readonly number[]) => orderCountsOfNodes(deps.database, nodes),
  };

  async function ownerOf(facts: readonly OrderFact[]): Promise<number | null> {
    const node = ownerNode(facts);
    return node === null ? null : (await deps.identity.customerOfNodes([node])).get(node) ?? null;
  }
}

export type Subjects = ReturnType<typeof createSubjects>;
