import type { Outbox, OutboxEvent } from '../../../platform/outbox/outbox.ts';
import type { CustomerMoved } from '../contract.ts';
import { householdNodes } from './household-store.ts';
import { numberHouseholds } from './number-households.ts';

/** Lets households that have a number follow when claims of their people move to other customers. */
export function followHouseholds(outbox: Outbox): void {
  outbox.subscribe('identity-households', ['customer.merged', 'customer.split'], async (events: readonly OutboxEvent[], tx) => {
    const moved = new Set((events as readonly CustomerMoved[]).flatMap(({ from, into }) => [from, into]));
    for (const customer of new Set((await householdNodes(tx, [...moved])).map((node) => node.customer))) await numberHouseholds(tx, outbox, [customer]);
  });
}
