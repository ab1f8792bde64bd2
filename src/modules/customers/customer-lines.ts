import { isoUtc } from '../../kernel/instant.ts';
import { publicId } from '../../kernel/public-id.ts';
import type { Database } from '../../platform/pg/transaction.ts';
import type { Identity, OutlinedCustomer } from '../identity/index.ts';
import type { Interactions } from '../interactions/index.ts';
import type { Subjects } from '../subjects/index.ts';
import type { CustomerLine } from './contract.ts';
import type { Found } from './find-customers.ts';
import { goldenOfCustomers } from './golden-of-customers.ts';
import { nameOf, placeOf } from './golden-record.ts';

type Deps = { readonly database: Database; readonly identity: Identity; readonly interactions: Interactions; readonly subjects: Subjects };

/** One line per customer found, in the order given: asked of every module in one batch. */
export async function customerLines(deps: Deps, found: readonly Found[]): Promise<CustomerLine[]> {
  if (found.length === 0) return [];
  const outlined = await deps.identity.outline(found.map((one) => one.customer));
  const nodes = outlined.flatMap((one) => one.nodes);
  const [whole, large] = [outlined.filter((one) => one.isWhole), outlined.filter((one) => !one.isWhole)];
  const [goldenOf, counts, countsOfLarge, orders] = await Promise.all([
    goldenOfCustomers(deps, outlined), deps.interactions.countsOfClaims(homesOf(whole), whole.flatMap((one) => one.nodes)), deps.interactions.countsOfCustomers(homesOf(large), large.map((one) => one.customer)), deps.subjects.orderCountsOfNodes(nodes),
  ]);
  const whoOf = new Map(outlined.map((one) => [one.customer, one]));
  const countByNode = new Map(counts.map((count) => [Number(count.node), count]));
  const countByLarge = new Map(countsOfLarge.map((count) => [Number(count.customer), count]));
  const ordersByNode = Map.groupBy(orders, (order) => order.node);
  return found.flatMap(({ customer, matched }) => {
    const who = whoOf.get(customer);
    if (who === undefined) return [];
    const golden = goldenOf.get(customer) ?? [];
    const seen = who.isWhole ? who.nodes.flatMap((node) => countByNode.get(node) ?? []) : [countByLarge.get(customer)].filter((count) => count !== undefined);
    // Records made inside the company say when somebody was seen only where there is nothing else.
    const met = seen.flatMap((one) => (one.metAt === null || one.firstMetAt === null ? [] : [{ firstAt: one.firstMetAt, lastAt: one.metAt, lastChannel: one.lastChannel }]));
    const sightings = met.length > 0 ? met : seen;
    const last = sightings.reduce<(typeof sightings)[number] | null>((latest, one) => (latest === null || one.lastAt > latest.lastAt ? one : latest), null);
    const firstAt = sightings.map((one) => one.firstAt).sort()[0];
    const valueOf = (type: string): string | null => who.identifiers.find((one) => one.type === type && one.verified)?.value ?? who.identifiers.find((one) => one.type === type)?.value ?? null;
    return [{
      id: publicId('customer', customer), kind: who.kind, name: nameOf(golden), email: valueOf('email'), phone: valueOf('phone'), place: placeOf(golden), interactions: seen.reduce((sum, one) => sum + Number(one.count), 0),
      orders: new Set(who.nodes.flatMap((node) => (ordersByNode.get(node) ?? []).map((order) => order.orderId))).size, firstSeenAt: iso(firstAt ?? who.firstSeenAt), lastSeenAt: iso(last?.lastAt ?? who.lastSeenAt),
      atLeast: !who.isWhole, lastChannel: last?.lastChannel ?? null, matched: matched === '' ? null : matched,
    }];
  });
}

function homesOf(customers: readonly OutlinedCustomer[]): number[] {
  return [...new Set(customers.flatMap((one) => one.homes))];
}

/** Engine times and dates as ISO 8601. */
export function iso(time: string | Date): string {
  if (time instanceof Date) return time.toISOString();
  return isoUtc(time);
}
