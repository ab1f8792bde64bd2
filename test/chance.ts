import { seededRandom } from '../src/kernel/seeded-random.ts';

/** A list in another order. */
export function shuffled<T>(list: readonly T[], random: () => number): T[] {
  const mixed = [...list];
  for (let at = mixed.length - 1; at > 0; at -= 1) {
    const other = Math.floor(random() * (at + 1));
    [mixed[at], mixed[other]] = [mixed[other] as T, mixed[at] as T];
  }
  return mixed;
}

/** A repeatable source of chance for tests. */
export type Chance = { next(): number; below(most: number): number; pick<T>(from: readonly T[]): T; shuffle<T>(list: readonly T[]): T[] };

export function createChance(seed: number): Chance {
  const next = seededRandom(seed);
  const below = (most: number): number => Math.floor(next() * most);
  return {
    next,
    below,
    pick: (from) => from[below(from.length)] as (typeof from)[number],
    shuffle: (list) => shuffled(list, next),
  };
}

/** The seed of this run: CUSTOS_TEST_SEED, else from the clock; tests print it. */
export function testSeed(): number {
  return Number(process.env['CUSTOS_TEST_SEED'] ?? Date.now() % 1_000_000);
}
