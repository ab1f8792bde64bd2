import type { OutboxEvent } from '../../platform/outbox/outbox.ts';
import type { Transaction } from '../../platform/pg/transaction.ts';
import type { CustomerEscalated, CustomerSaidOfEscalation } from '../portal/contract.ts';
import { addFact, holdEscalation, insertEscalation, openOfCustomer } from './escalation-store.ts';

/** What customers brought on their own page, and what they say of it; each interaction counts once. While one of theirs is open, what they write comes to it. */
export async function receiveFromPages({ clock }: { readonly clock: () => number }, events: readonly OutboxEvent[], tx: Transaction): Promise<void> {
  for (const event of events as readonly (CustomerEscalated | CustomerSaidOfEscalation)[]) {
    const atMs = clock();
    if (event.type === 'customer-page.escalated') {
      const open = await openOfCustomer(tx, event.node);
      const fact = { text: null, interaction: event.interaction } as const;
      if (open === null) await insertEscalation(tx, { node: event.node, origin: 'customer', matter: 'other', cause: null, key: `customer ${event.interaction}`, caseNumber: event.case, by: 'customer', atMs, fact: { kind: 'opened', ...fact } });
      else await addFact(tx, await holdEscalation(tx, open), { by: 'customer', atMs, fact: { kind: 'heard', ...fact } });
    } else {
      await addFact(tx, await holdEscalation(tx, event.escalation), { by: 'customer', atMs, fact: { kind: 'customer-said', settled: event.settled, text: null, interaction: event.interaction } });
    }
  }
}
