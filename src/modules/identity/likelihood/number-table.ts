/** Numbers for pairs of whole numbers, first come first numbered from 1. Typed arrays: a million pairs cost 20 MB and no garbage. */
export type NumberTable = {
  /** The number of a pair, given out when it is new. */
  numberOf(a: number, b: number): number;
  /** The number of a pair, or 0. */
  find(a: number, b: number): number;
  /** How many numbers were given out. */
  size(): number;
};

const mix = (a: number, b: number): number => {
  let hash = Math.imul(a, 0x9e3779b1) ^ Math.imul(b, 0x85ebca6b);
  hash ^= hash >>> 15;
  hash = Math.imul(hash, 0x2c1b3c6d);
  return (hash ^ (hash >>> 13)) >>> 0;
};

/** Open addressing, doubled at 60 % full. */
export function createNumberTable(expected = 8): NumberTable {
  let capacity = 1 << Math.ceil(Math.log2(Math.max(16, expected * 2)));
  let lefts = new Int32Array(capacity);
  let rights = new Int32Array(capacity);
  let numbers = new Int32Array(capacity);
  let size = 0;

  function slotOf(a: number, b: number): number {
    const mask = capacity - 1;
    let slot = mix(a, b) & mask;
    while (numbers[slot] !== 0 && (lefts[slot] !== a || rights[slot] !== b)) slot = (slot + 1) & mask;
    return slot;
  }
  function grow(): void {
    const [oldLefts, oldRights, oldNumbers] = [lefts, rights, numbers];
    capacity *= 2;
    lefts = new Int32Array(capacity);
    rights = new Int32Array(capacity);
    numbers = new Int32Array(capacity);
    for (let old = 0; old < oldNumbers.length; old += 1) {
      const number = oldNumbers[old] ?? 0;
      if (number === 0) continue;
      const slot = slotOf(oldLefts[old] ?? 0, oldRights[old] ?? 0);
      lefts[slot] = oldLefts[old] ?? 0;
      rights[slot] = oldRights[old] ?? 0;
      numbers[slot] = number;
    }
  }
  return {
    find: (a, b) => numbers[slotOf(a, b)] ?? 0,
    size: () => size,
    numberOf(a, b) {
      const slot = slotOf(a, b);
      const known = numbers[slot] ?? 0;
      if (known !== 0) return known;
      size += 1;
      lefts[slot] = a;
      rights[slot] = b;
      numbers[slot] = size;
      const number = size;
      if (size > capacity * 0.6) grow();
      return number;
    },
  };
}
