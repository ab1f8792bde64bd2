import { seededRandom } from '../src/kernel/seeded-random.ts';

/** Seeded chance: the same numbers on every machine. Nothing here is for secrets. */
export type Random = {
  /** Units: 0 ≤ x < 1. */
  readonly next: () => number;
  readonly below: (limit: number) => number;
  /** Whole numbers, both ends possible. */
  readonly between: (low: number, high: number) => number;
  readonly chance: (ratio: number) => boolean;
  readonly pick: <Item>(list: readonly Item[]) => Item;
  readonly weighted: <Item>(list: readonly (readonly [Item, number])[]) => Item;
  /** Mean 0, standard deviation 1. */
  readonly normal: () => number;
};

/** Mixes two numbers into one unsigned 32-bit number; neighbours land far apart. */
export function mix(a: number, b: number): number {
  let h = Math.imul(a ^ 0x9e3779b9, 0x85ebca6b) ^ Math.imul((b ^ (b >>> 16)) + 0x7f4a7c15, 0xc2b2ae35);
  h ^= h >>> 15;
  h = Math.imul(h, 0x2c1b3c6d);
  h ^= h >>> 12;
  h = Math.imul(h, 0x297a2d39);
  return (h ^ (h >>> 15)) >>> 0;
}

/** A ratio that belongs to these numbers for ever. Units: 0 ≤ x < 1. */
export function ratioOf(a: number, b: number, c = 0): number {
  return mix(mix(a, b), c) / 4294967296;
}

/** A bijection of the unsigned 32-bit numbers: distinct numbers stay distinct, but look drawn by lot. */
export function scramble(number: number): number {
  let h = number >>> 0;
  h = Math.imul(h ^ (h >>> 16), 0x45d9f3b) >>> 0;
  h = Math.imul(h ^ (h >>> 15), 0x2c1b3c6d) >>> 0;
  return (h ^ (h >>> 16)) >>> 0;
}

/** A number of a text; the same text gives the same one. Shape: unsigned 32-bit. */
export function hashOf(text: string): number {
  let h = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) h = Math.imul(h ^ text.charCodeAt(at), 0x01000193);
  return scramble(h);
}

export function createRandom(seed: number): Random {
  const next = seededRandom(seed);
  const below = (limit: number) => Math.floor(next() * limit);
  return {
    next,
    below,
    between: (low, high) => low + below(high - low + 1),
    chance: (ratio) => next() < ratio,
    pick: <Item>(list: readonly Item[]) => list[below(list.length)] as Item,
    weighted: <Item>(list: readonly (readonly [Item, number])[]) => {
      let sum = 0;
      for (const [, weight] of list) sum += weight;
      let left = next() * sum;
      for (const [item, weight] of list) if ((left -= weight) < 0) return item;
      return (list[list.length - 1] as readonly [Item, number])[0];
    },
    normal: () => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next()),
  };
}
