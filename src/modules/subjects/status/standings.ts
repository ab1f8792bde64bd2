import type { Database } from '../../../platform/pg/transaction.ts';
import type { IncidentState, OrderState, RefundState } from '../contract.ts';
import { foldIncident, touches } from '../incidents/incident.ts';
import { incidentFacts, refundFactsOfOrders } from '../news-store.ts';
import { foldOrder, ownerNode, type OrderFact } from '../order.ts';
import { factsOfNodes } from '../order-store.ts';
import { foldRefunds, type RefundFact } from '../refund.ts';
import type { StatusSetting } from './contract.ts';
import { incidentStanding } from './incident-standing.ts';
import { orderStanding } from './order-standing.ts';
import { refundStanding } from './refund-standing.ts';
import type { Standing } from './standing.ts';

/** Orders of one customer that are looked at, the latest spoken of. */
const ORDERS_MOST = 500;
/** Incidents that are looked at, the latest spoken of. */
const INCIDENTS_MOST = 500;

/** What was said about one order and its refunds, by anybody. */
type SaidOfOrder = { readonly id: string; readonly brand: string; readonly facts: readonly OrderFact[]; readonly refunds: readonly RefundFact[] };

/** Incidents that were spoken of last, those that last first, the newest word first. */
export async function incidentsKnown(database: Database): Promise<IncidentState[]> {
  const facts = Map.groupBy(await incidentFacts(database, INCIDENTS_MOST), ({ incidentId, brand }) => `${brand} ${incidentId}`);
  const states = [...facts.values()].flatMap((said) => foldIncident(said[0]?.incidentId ?? '', said) ?? []);
  return states.sort((a, b) => Number(a.state === 'closed') - Number(b.state === 'closed') || b.asOf.at.localeCompare(a.asOf.at) || a.id.localeCompare(b.id));
}

/** What was said of the orders that belong to these claims: somebody else's order, of which they too said something, is not among them. */
export async function ordersOwned(database: Database, nodes: readonly number[]): Promise<SaidOfOrder[]> {
  const own = new Set(nodes);
  const said = [...Map.groupBy(await factsOfNodes(database, nodes, ORDERS_MOST), ({ orderId, fact }) => `${fact.brand} ${orderId}`).values()].flatMap((facts) => {
    const [first] = facts;
    const owner = ownerNode(facts.map(({ fact }) => fact));
    return first === undefined || owner === null || !own.has(owner) ? [] : [{ id: first.orderId, brand: first.fact.brand, facts: facts.map(({ fact }) => fact) }];
  });
  const refunds = Map.groupBy(await refundFactsOfOrders(database, said), ({ orderId, brand }) => `${brand} ${orderId}`);
  return said.map((one) => ({ ...one, refunds: refunds.get(`${one.brand} ${one.id}`) ?? [] }));
}

/** How everything stands that is known of a customer's own orders, their refunds, and the incidents that touch them. Shape: what was spoken of last first. */
export async function standingsOf(database: Database, nodes: readonly number[], customer: number, nowMs: number, setting: StatusSetting): Promise<Standing[]> {
  const [owned, incidents] = await Promise.all([ordersOwned(database, nodes), incidentsKnown(database)]);
  const orders = owned.flatMap(({ id, facts, refunds }) => {
    const order = foldOrder(id, facts, customer);
    return order === null ? [] : [{ order, refunds: foldRefunds(id, refunds), incidents: touching(order, facts, incidents) }];
  });
  const touched = new Set(orders.filter(({ order }) => orderStanding(order, [], nowMs, setting).isOpen).flatMap((one) => one.incidents));
  const byMoment = (a: Standing, b: Standing): number => b.asOf.at.localeCompare(a.asOf.at) || a.about.id.localeCompare(b.about.id);
  return [
    ...orders.map(({ order, incidents: own }) => orderStanding(order, own, nowMs, setting)).sort(byMoment),
    ...orders.flatMap(({ refunds }) => refunds.map((refund: RefundState) => refundStanding(refund, nowMs, setting))).sort(byMoment),
    ...[...touched].map((incident) => incidentStanding(incident, nowMs, setting)).sort(byMoment),
  ];
}

function touching(order: OrderState, facts: readonly OrderFact[], incidents: readonly IncidentState[]): IncidentState[] {
  const places = [...new Set(facts.flatMap((fact) => fact.places ?? []))];
  return incidents.filter((incident) => touches(incident, { ...order, places }));
}
