import { takeCustomerNumbers, takeNodeNumbers } from './identity-store.ts';
import type { Transaction } from '../../platform/pg/transaction.ts';

/**
 * Numbers of new claims and customers, drawn some at a time so that most claims need not ask for theirs.
 * Invariant: taken in the turn of a change, in ascending order, and only while nobody else wrote in between (`forget`): whoever follows claims by their numbers would miss one that is lower than a number already read.
 */
export type NumberBlocks = {
  nodes(tx: Transaction, count: number): Promise<number[]>;
  customers(tx: Transaction, count: number): Promise<number[]>;
  /** The highest number of a claim that was taken here; 0 before the first. */
  highestNode(): number;
  /** Somebody else wrote: what is left of a block is never used. */
  forget(): void;
};

/** Numbers drawn at a time; so many at most are left out when a process ends. */
const BLOCK = 16;

export function createNumberBlocks(): NumberBlocks {
  let [nodes, customers]: [number[], number[]] = [[], []];
  let highest = 0;
  const taken = async (block: number[], count: number, take: (count: number) => Promise<number[]>): Promise<number[]> => {
    if (block.length < count) block.push(...await take(count <= 1 ? BLOCK : count - block.length));
    return block.splice(0, count);
  };
  return {
    async nodes(tx, count) {
      const numbers = await taken(nodes, count, (more) => takeNodeNumbers(tx, more));
      highest = numbers.at(-1) ?? highest;
      return numbers;
    },
    highestNode: () => highest,
    customers: (tx, count) => taken(customers, count, (more) => takeCustomerNumbers(tx, more)),
    forget() { [nodes, customers] = [[], []]; },
  };
}
