import type { OutboxEvent } from './outbox.ts';

/** Units: entries of lists in events; each stands for an interaction or so. */
const MOST = 4_000;

type Held = { readonly version: string; readonly body: OutboxEvent; readonly entries: number };

/** How much an event holds: the entries of its lists. */
function entriesOf(body: OutboxEvent): number {
  return Object.values(body).reduce((sum: number, value: unknown) => sum + (Array.isArray(value) ? value.length : 0), 1);
}

/**
 * Events that a consumer of this process received lately, for those who receive them a little later: reading and parsing them costs as much as recording a part of them.
 * Invariant: what lies in the outbox decides. An event is given only in the version that lies there, because whoever is erased is taken out of it there. Nobody changes what they receive.
 */
export function createEventsInHand() {
  const held = new Map<number, Held>();
  let entries = 0;

  return {
    /** What is in hand now, for one question: others take and give meanwhile. */
    now: (): ReadonlyMap<number, Held> => new Map(held),
    keep(id: number, version: string, body: OutboxEvent): void {
      entries -= held.get(id)?.entries ?? 0;
      held.delete(id);
      held.set(id, { version, body, entries: entriesOf(body) });
      entries += held.get(id)?.entries ?? 0;
      for (const [oldest, one] of held) {
        if (entries <= MOST) break;
        held.delete(oldest);
        entries -= one.entries;
      }
    },
  };
}

export type EventsInHand = ReturnType<typeof createEventsInHand>;
