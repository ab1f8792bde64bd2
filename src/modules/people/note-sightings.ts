import type { Database } from '../../platform/pg/transaction.ts';
import { markUsed } from './key-store.ts';
import { markSeen } from './person-store.ts';

/** How exactly "last seen" is kept. */
const GRAIN_MS = 60_000;

/** Remembers when people and keys were last seen, to the minute, with one statement for all of them. */
export type Sightings = { seen(kind: 'person' | 'key', id: string): void; flush(): Promise<void> };

/** Sightings of this process. */
export function createSightings(database: Database, clock: () => number): Sightings {
  const notedAtMs = new Map<string, number>();
  const waiting = { person: new Map<string, number>(), key: new Map<string, number>() };
  const taken = (kind: 'person' | 'key'): { id: string; atMs: number }[] => {
    const sightings = [...waiting[kind]].map(([id, atMs]) => ({ id, atMs }));
    waiting[kind].clear();
    return sightings;
  };
  return {
    seen(kind, id) {
      const now = clock();
      if (now - (notedAtMs.get(id) ?? -Infinity) < GRAIN_MS) return;
      notedAtMs.set(id, now);
      waiting[kind].set(id, now);
    },
    async flush() {
      const people = taken('person');
      const keys = taken('key');
      if (people.length > 0) await markSeen(database, people);
      if (keys.length > 0) await markUsed(database, keys);
    },
  };
}
