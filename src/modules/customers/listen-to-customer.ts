import type { Live } from '../../platform/live/live.ts';
import type { CustomerMoved } from '../identity/contract.ts';
import type { LiveInteraction } from '../interactions/index.ts';

/** Told when whose word counts was changed: every golden record may read differently. */
export const GOLDEN_RECORDS = 'golden-records';

const topicOfMoves = (customer: number): string => `customer-moved:${customer}`;

/** Tells open pages of both sides that claims moved between them. */
export function tellMoves(live: Live, events: readonly CustomerMoved[]): void {
  for (const move of events) for (const customer of [move.from, move.into]) live.publish(topicOfMoves(customer), move);
}

/**
 * Listens for the page of one person: opened under the number `own`, which stands for `present` now.
 * `changed`: what was shown of them may be out of date, since claims came or went or other words count.
 * Invariant: once they are joined with somebody it hears what is recorded for both, and only for them again when that is undone.
 */
export function listenToCustomer(live: Live, own: number, present: number, hear: (heard: LiveInteraction) => void, changed: () => void): () => void {
  let ends: (() => void)[] = [];
  let heardOf: unknown = null;
  const stop = (): void => { for (const end of ends.splice(0)) end(); };
  const follow = (customer: number): void => {
    stop();
    ends = [
      live.listen(`customer:${customer}`, (message) => { hear(message as LiveInteraction); }),
      live.listen(topicOfMoves(customer), (message) => {
        // Whoever goes over to the other side would be told there of the same move.
        if (message === heardOf) return;
        heardOf = message;
        const { type, from, into } = message as CustomerMoved;
        if (type === 'customer.merged' ? from === customer : into === own && from === customer) follow(into);
        changed();
      }),
      live.listen(GOLDEN_RECORDS, changed),
      // That some customer's page is open at all.
      live.listen('customers', () => undefined),
    ];
  };
  follow(present);
  return stop;
}
