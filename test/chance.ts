/** A repeatable source of chance for tests (mulberry32). */
export type Chance = { next(): number; below(most: number): number; pick<T>(from: readonly T[]): T; shuffle<T>(list: readonly T[]): T[] };

export function createChance(seed: number): Chance {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (most: number): number => Math.floor(next() * most);
  return {
    next,
    below,
    pick: (from) => from[below(from.length)] as (typeof from)[number],
    shuffle(list) {
      const mixed = [...list];
      for (let at = mixed.length - 1; at > 0; at -= 1) {
        const other = below(at + 1);
        [mixed[at], mixed[other]] = [mixed[other] as (typeof mixed)[number], mixed[at] as (typeof mixed)[number]];
      }
      return mixed;
    },
  };
}

/** The seed of this run: CUSTOS_TEST_SEED, else from the clock; tests print it. */
export function testSeed(): number {
  return Number(process.env['CUSTOS_TEST_SEED'] ?? Date.now() % 1_000_000);
}
