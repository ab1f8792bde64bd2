import type { NodeHome } from './home-store.ts';

/** Pairs of node and home lately written, so that each is sent once. */
export type HomeMemory = { unseen(pairs: readonly NodeHome[]): NodeHome[]; learn(pairs: readonly NodeHome[]): void };

/** Remembers between `most` and twice as many. */
export function createHomeMemory(most = 100_000): HomeMemory {
  let young = new Set<string>();
  let old = new Set<string>();
  const keyOf = ({ node, home }: NodeHome): string => `${node} ${home}`;
  return {
    unseen(pairs) {
      const found = new Map<string, NodeHome>();
      for (const pair of pairs) {
        const key = keyOf(pair);
        if (!young.has(key) && !old.has(key)) found.set(key, pair);
      }
      return [...found.values()];
    },
    learn(pairs) {
      for (const pair of pairs) {
        if (young.size >= most) {
          old = young;
          young = new Set();
        }
        young.add(keyOf(pair));
      }
    },
  };
}
