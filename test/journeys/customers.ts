import type { Customer, CustomerLine } from '../../src/modules/customers/contract.ts';
import type { TimelineItem } from '../../src/modules/interactions/contract.ts';
import type { Health } from '../../src/kernel/health.ts';
import type { OrderState } from '../../src/modules/subjects/contract.ts';
import { answerOf, eventually, type RunningCustos } from './harness.ts';

/** Waits until everything accepted so far is in the history that pages read. */
export async function recorded(custos: RunningCustos, withinMs = 60_000): Promise<void> {
  await eventually('everything accepted is recorded', async () => {
    const { checks } = await answerOf<Health>(custos.ask('/api/health', { cookie: custos.ownerSession }));
    return checks.some(({ name, detail }) => name === 'Arrivals' && detail === 'Everything accepted is recorded.');
  }, withinMs);
}

/** Customers that a question finds: `q=…` as typed into the search box, or `identifier=type:value`. `session` is whose eyes; the owner's unless told. */
export async function customersFound(custos: RunningCustos, question: { readonly q?: string; readonly identifier?: string }, session = custos.ownerSession): Promise<CustomerLine[]> {
  const { customers } = await answerOf<{ customers: CustomerLine[] }>(custos.ask(`/api/customers?${new URLSearchParams(question).toString()}`, { cookie: session }));
  return customers;
}

/** The one customer of an identifier such as `email:ida@example.org`, waited for. Errors: fails when there are several. */
export async function customerOf(custos: RunningCustos, identifier: string): Promise<string> {
  return eventually(`one customer has ${identifier}`, async () => {
    const found = await customersFound(custos, { identifier });
    return found.length === 1 ? found[0]?.id ?? null : null;
  });
}

/** The head of the customer page. */
export function customerPage(custos: RunningCustos, id: string): Promise<Customer> {
  return answerOf<Customer>(custos.ask(`/api/customers/${id}`, { cookie: custos.ownerSession }));
}

/** A customer's timeline, newest first; `query` filters it as the page does (`channel=call`). */
export async function timelineOf(custos: RunningCustos, id: string, query = 'limit=500'): Promise<TimelineItem[]> {
  return (await answerOf<{ items: TimelineItem[] }>(custos.ask(`/api/customers/${id}/timeline?${query}`, { cookie: custos.ownerSession }))).items;
}

/** Orders of a customer with their parcels. */
export async function ordersOf(custos: RunningCustos, id: string): Promise<OrderState[]> {
  return (await answerOf<{ orders: OrderState[] }>(custos.ask(`/api/customers/${id}/orders`, { cookie: custos.ownerSession }))).orders;
}

/** A write key for a source of its own: what is sent with it is said by that source. */
export async function keyOf(custos: RunningCustos, source: string): Promise<string> {
  return (await answerOf<{ key: string }>(custos.ask('/api/keys', { cookie: custos.ownerSession, body: { name: source, kind: 'write', source } }))).key;
}

/** A moment some minutes ago, as a source writes it. */
export function minutesAgo(minutes: number): string {
  return new Date(Date.now() - minutes * 60_000).toISOString();
}
