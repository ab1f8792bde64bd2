import type { Analytics } from '../../platform/clickhouse/analytics.ts';
import type { OrderState } from '../subjects/contract.ts';
import type { Subjects } from '../subjects/index.ts';
import { complaintsRead, type Readings } from '../voice/index.ts';
import { createContactMemory } from './contact-memory.ts';
import { hashedOrder, inOrder, type Contact, type CustomerHistory } from './engine/contact.ts';
import { orderTrack } from './engine/order-track.ts';
import { customersIn, historyOf, historySize, type OwnedRow } from './history-log.ts';
import type { Terms } from './terms.ts';

/** What must be known of customers besides contacts. */
export type Needs = { readonly orders: boolean; readonly complaints: boolean };
/** One customer with everything that promises are judged by. */
export type Judged = { readonly customer: number; readonly history: CustomerHistory };

/** Rows of the history that are held at a time. */
const ROWS_AT_ONCE = 400_000;
const ORDERS_AT_ONCE = 1_000;
const NOBODY = 0;

/** What must be known to judge by all of these terms. */
export function needsOf(terms: readonly Terms[]): Needs {
  return { orders: terms.some(({ clause }) => clause.type === 'outcome-as-ordered'), complaints: terms.some(({ clause }) => clause.type === 'response-deadline' && clause.to === 'complaint') };
}

/** Histories of customers, out of what the history holds and what is known of their orders. */
export function createHistories(deps: { readonly analytics: Analytics; readonly subjects: Pick<Subjects, 'ordersOfCustomers'>; readonly readings: Pick<Readings, 'shown'>; readonly zone: string }) {
  const read = createContactMemory(deps.zone);

  const complaints = ({ complaints: isAsked }: Needs) => (isAsked ? complaintsRead(deps.readings.shown().version) : null);

  async function ordersOf(customers: readonly number[]): Promise<Map<number, OrderState[]>> {
    const orders = new Map<number, OrderState[]>();
    for (let from = 0; from < customers.length; from += ORDERS_AT_ONCE) for (const [customer, own] of await deps.subjects.ordersOfCustomers(customers.slice(from, from + ORDERS_AT_ONCE))) orders.set(customer, own);
    return orders;
  }

  function judged(customer: number, contacts: readonly Contact[], orders: readonly OrderState[], node: number): Judged {
    const ordered = inOrder(contacts, orders.map(({ brand, id }) => hashedOrder(brand, id)));
    return { customer, history: { contacts: ordered, orders: orders.map((order) => orderTrack(order, ordered, ordered[0]?.node ?? node)) } };
  }

  function contactsBy(rows: readonly OwnedRow[], ownerOf: (row: OwnedRow) => number): Map<number, Contact[]> {
    const by = new Map<number, Contact[]>();
    for (const row of rows) {
      const owner = ownerOf(row);
      const contact = owner === NOBODY ? null : read(row);
      if (contact === null) continue;
      const own = by.get(owner);
      if (own === undefined) by.set(owner, [contact]);
      else own.push(contact);
    }
    return by;
  }

  return {
    /** Histories of a few customers as of a moment, by whose claims are whose now. Units: ms. */
    async of(customers: readonly { readonly customer: number; readonly homes: readonly number[]; readonly nodes: readonly number[] }[], untilMs: number, needs: Needs): Promise<Judged[]> {
      const ownerOf = new Map(customers.flatMap(({ customer, nodes }) => nodes.map((node) => [node, customer] as const)));
      const numbers = customers.map(({ customer }) => customer);
      const [rows, orders] = await Promise.all([historyOf(deps.analytics, { homes: [...new Set(customers.flatMap(({ homes }) => homes))], nodes: [...ownerOf.keys()] }, untilMs, complaints(needs)), needs.orders ? ordersOf(numbers) : new Map<number, OrderState[]>()]);
      const contacts = contactsBy(rows, ({ node }) => ownerOf.get(node) ?? NOBODY);
      return customers.map(({ customer, nodes }) => judged(customer, contacts.get(customer) ?? [], orders.get(customer) ?? [], nodes[0] ?? NOBODY));
    },
    /** Everybody's, in groups, as of a moment. Units: ms. Cost: the history is read once for every 400,000 interactions. */
    async* all(untilMs: number, needs: Needs): AsyncGenerator<Judged[]> {
      const parts = Math.max(1, Math.ceil(await historySize(deps.analytics) / ROWS_AT_ONCE));
      for (let part = 0; part < parts; part += 1) {
        const [rows, orders] = await Promise.all([historyOf(deps.analytics, { parts, part }, untilMs, complaints(needs)), needs.orders ? customersIn(deps.analytics, { parts, part }).then(ordersOf) : new Map<number, OrderState[]>()]);
        const contacts = contactsBy(rows, ({ owner }) => owner);
        yield [...new Set([...contacts.keys(), ...orders.keys()])].map((customer) => judged(customer, contacts.get(customer) ?? [], orders.get(customer) ?? [], NOBODY));
      }
    },
  };
}

export type Histories = ReturnType<typeof createHistories>;
