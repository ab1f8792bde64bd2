import type { OutboxEvent } from './outbox.ts';

/** Units: entries of lists in events; each stands for an interaction or so. */
const MOST = 4_000;

type Held = { readonly version: string; readonly body: OutboxEvent; readonly entries: number };

/** How much an event holds: the entries of its lists. */
function entriesOf(body: OutboxEvent): number {
  return Object.values(body).reduce((sum: number, value: unknown) => sum + (Array.isArray(value) ? value.length : 0), 1);
}

/** Where an event lies, in the version in which it lies there. */
export type EventPlace = { readonly id: number; readonly version: string };

/**
 * Events that a consumer of this process received lately, for those who receive them beside it or a little later: reading and parsing them costs as much as recording a part of them.
 * Invariant: what lies in the outbox decides. An event is given only in the version that lies there, because whoever is erased is taken out of it there. Nobody changes what they receive.
 */
export function createEventsInHand() {
  const held = new Map<number, Held>();
  /** What somebody reads at this moment; null once they could not. */
  const coming = new Map<number, { readonly version: string; readonly body: Promise<OutboxEvent | null> }>();
  let entries = 0;

  function keep(id: number, version: string, body: OutboxEvent): void {
    entries -= held.get(id)?.entries ?? 0;
    held.delete(id);
    held.set(id, { version, body, entries: entriesOf(body) });
    entries += held.get(id)?.entries ?? 0;
    for (const [oldest, one] of held) {
      if (entries <= MOST) break;
      held.delete(oldest);
      entries -= one.entries;
    }
  }

  return {
    /**
     * Events by their places. `read`: reads those that nobody has or is reading. Consumers are woken together, so that without this each would read the same.
     * Shape: those that still lie there. Errors: as `read`; that somebody else could not read is no error: it is read then.
     */
    async bodies(places: readonly EventPlace[], read: (ids: readonly number[]) => Promise<readonly (EventPlace & { readonly body: OutboxEvent })[]>): Promise<Map<number, OutboxEvent>> {
      const found = new Map<number, OutboxEvent>();
      const mine: EventPlace[] = [];
      const others: { readonly place: EventPlace; readonly body: Promise<OutboxEvent | null> }[] = [];
      for (const place of places) {
        const [one, other] = [held.get(place.id), coming.get(place.id)];
        if (one?.version === place.version) found.set(place.id, one.body);
        else if (other?.version === place.version) others.push({ place, body: other.body });
        else mine.push(place);
      }
      const take = async (ids: readonly EventPlace[]): Promise<void> => {
        for (const { id, version, body } of await read(ids.map(({ id }) => id))) {
          keep(id, version, body);
          found.set(id, body);
        }
      };
      if (mine.length > 0) {
        const reading = take(mine);
        for (const { id, version } of mine) coming.set(id, { version, body: reading.then(() => found.get(id) ?? null, () => null) });
        try {
          await reading;
        } finally {
          for (const { id, version } of mine) if (coming.get(id)?.version === version) coming.delete(id);
        }
      }
      const left: EventPlace[] = [];
      for (const { place, body } of others) {
        const came = await body;
        if (came === null) left.push(place);
        else found.set(place.id, came);
      }
      if (left.length > 0) await take(left);
      return found;
    },
  };
}

export type EventsInHand = ReturnType<typeof createEventsInHand>;
