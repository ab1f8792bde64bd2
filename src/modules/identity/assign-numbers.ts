/**
 * A claim as far as the giving of numbers needs it. `customer` and `origin` are null for new claims; `origin` is the number that the claim would have by itself.
 * `settled`: whose it was before people decided.
 */
export type NumberedNode = { readonly node: number; readonly customer: number | null; readonly origin: number | null; readonly named: boolean; readonly settled?: number | null };

/**
 * Which number each block has from now on; null asks for a new one. `retired` are numbers that stop (or go on not) standing by themselves, with the block that answers for them now.
 */
export type NumberPlan = { readonly numbers: readonly (number | null)[]; readonly retired: ReadonlyMap<number, number> };

/** A claim that names somebody outweighs any number of nameless ones: a person's id must not leave with a session. */
const NAMED_WEIGHT = 1_000_000;

type Tally = Map<number, Map<number, number>>;

/**
 * Gives ids to blocks. Each standing number goes where most of its own claims are; of several in one block the one with most claims survives, then the lowest; the others retire and answer as that one.
 * A block of exactly the claims that were one before people decided has the number of then.
 * A block left without a number takes back the retired number that most of its own claims had.
 * `standing` are the numbers in use among these claims.
 */
export function assignNumbers(blocks: readonly (readonly NumberedNode[])[], standing: ReadonlySet<number>): NumberPlan {
  const byOrigin: Tally = new Map();
  const byCustomer: Tally = new Map();
  blocks.forEach((block, index) => {
    for (const node of block) {
      const weight = node.named ? NAMED_WEIGHT : 1;
      if (node.origin !== null) count(byOrigin, node.origin, index, weight);
      if (node.customer !== null) count(byCustomer, node.customer, index, weight);
    }
  });
  const settledIn = settledBlocks(blocks);
  const homeOf = (number: number): number | null => settledIn.get(number) ?? most(byOrigin.get(number)) ?? most(byCustomer.get(number));
  const settledNumber = new Map([...settledIn].map(([number, index]) => [index, number]));

  const claimants = new Map<number, number[]>();
  for (const number of [...standing].sort((a, b) => a - b)) {
    const home = homeOf(number);
    if (home !== null) claimants.set(home, [...(claimants.get(home) ?? []), number]);
  }
  const numbers: (number | null)[] = blocks.map((_, index) => {
    const own = settledNumber.get(index);
    if (own !== undefined) return own;
    const [best] = (claimants.get(index) ?? []).sort((a, b) => weightOf(byCustomer, b, index) - weightOf(byCustomer, a, index) || a - b);
    return best ?? null;
  });
  const used = new Set(numbers);
  const dormant = [...byOrigin.keys()].filter((number) => !used.has(number)).sort((a, b) => a - b);
  blocks.forEach((_, index) => {
    if (numbers[index] !== null) return;
    const own = dormant.filter((number) => !used.has(number) && most(byOrigin.get(number)) === index).sort((a, b) => weightOf(byOrigin, b, index) - weightOf(byOrigin, a, index) || a - b);
    const back = own[0] ?? null;
    numbers[index] = back;
    used.add(back);
  });
  const retired = new Map<number, number>();
  for (const number of new Set([...standing, ...byOrigin.keys()])) {
    const home = homeOf(number);
    if (!used.has(number) && home !== null) retired.set(number, home);
  }
  return { numbers, retired };
}

/** Numbers whose claims of before all lie in one block, which holds no others. */
function settledBlocks(blocks: readonly (readonly NumberedNode[])[]): Map<number, number> {
  const blocksOf = new Map<number, Set<number>>();
  const numbersOf = blocks.map((block, index) => {
    const numbers = new Set(block.flatMap(({ settled }) => settled ?? []));
    for (const number of numbers) blocksOf.set(number, (blocksOf.get(number) ?? new Set()).add(index));
    return numbers;
  });
  return new Map([...blocksOf].flatMap(([number, indexes]) => {
    const [index] = indexes;
    return index !== undefined && indexes.size === 1 && numbersOf[index]?.size === 1 ? [[number, index] as const] : [];
  }));
}

function count(tally: Tally, number: number, block: number, weight: number): void {
  const perBlock = tally.get(number) ?? new Map<number, number>();
  tally.set(number, perBlock);
  perBlock.set(block, (perBlock.get(block) ?? 0) + weight);
}

function weightOf(tally: Tally, number: number, block: number): number {
  return tally.get(number)?.get(block) ?? 0;
}

/** The block with most weight, the first of equals. */
function most(perBlock: ReadonlyMap<number, number> | undefined): number | null {
  let best: number | null = null;
  for (const [block, weight] of perBlock ?? []) {
    const top = best === null ? -1 : perBlock?.get(best) ?? 0;
    if (weight > top || (weight === top && best !== null && block < best)) best = block;
  }
  return best;
}
