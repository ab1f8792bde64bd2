import type { Viewer } from '../../kernel/access.ts';
import { answerWithin, SENDER_WAITS_MS } from '../../platform/http/answer-within.ts';
import type { Database } from '../../platform/pg/transaction.ts';
import { hashOfKey, isKeyShaped } from './api-key.ts';
import { liveKeys } from './key-store.ts';

/** A key revoked by another process (the command line) still opens for at most so long. */
const FRESH_MS = 5_000;

type KeyViewer = Extract<Viewer, { kind: 'key' }>;

/** Tells keys from strings. `forget` makes the next question look again, after a key was made or revoked here. */
export type KeyRecogniser = { viewerOfKey(key: string): Promise<KeyViewer | null>; forget(): void };

/** Recognises keys from memory; the database is asked every five seconds, and at once for a key that is not known yet. */
export function createKeyRecogniser(database: Database, clock: () => number): KeyRecogniser {
  let known = new Map<string, KeyViewer>();
  let knownAtMs = -Infinity;
  let loading: Promise<void> | null = null;
  let generation = 0;

  async function load(): Promise<void> {
    const mine = generation;
    const atMs = clock();
    const keys = await liveKeys(database);
    if (mine !== generation) return;
    known = new Map(keys.map(({ hash, id, name, kind, source, personal_data }) => [hash, { kind: 'key', id, name, key: kind, source, personalData: personal_data }]));
    knownAtMs = atMs;
  }
  const reload = (): Promise<void> => answerWithin(SENDER_WAITS_MS, loading ??= load().finally(() => { loading = null; }));

  return {
    async viewerOfKey(key) {
      if (!isKeyShaped(key)) return null;
      const hash = hashOfKey(key);
      if (clock() - knownAtMs >= FRESH_MS || !known.has(hash)) await reload();
      // What was being loaded when a key was made or revoked here may not know of it yet.
      if (knownAtMs === -Infinity) await reload();
      return known.get(hash) ?? null;
    },
    forget() {
      generation += 1;
      known = new Map();
      knownAtMs = -Infinity;
    },
  };
}
