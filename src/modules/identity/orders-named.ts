import type { Queryable } from '../../platform/pg/transaction.ts';
import type { ClaimInput } from './contract.ts';
import { normaliseIdentifier } from './normalise-identifier.ts';
import { saysWho } from './order-asked.ts';
import { ordersHeld } from './order-view.ts';

/** Shorter numbers stand in words for too much else: postcodes, years, sizes. Units: digits. */
const DIGITS_ALONE = 7;
const DIGITS_BESIDE_LETTERS = 5;

/**
 * Claims with the order that they are about where it was named in words alone: a number is an order when somebody told of that order before; of any other number nobody can say what it is.
 * Shape: in the order given. Cost: one question, where anybody who named a number said nothing else of who they are.
 */
export async function withOrdersNamed(tx: Queryable, inputs: readonly ClaimInput[]): Promise<readonly ClaimInput[]> {
  const asked = new Map<ClaimInput, readonly string[]>();
  for (const input of inputs) {
    if (input.named === undefined || (input.about ?? []).length > 0 || saysWho(input.identifiers)) continue;
    const numbers = input.named.flatMap((number) => { const normal = normaliseIdentifier('order', number); return normal.outcome === 'kept' && isLong(normal.value) ? normal.value : []; });
    if (numbers.length > 0) asked.set(input, numbers);
  }
  if (asked.size === 0) return inputs;
  const held = await ordersHeld(tx, [...new Set([...asked.values()].flat())]);
  return inputs.map((input) => {
    const about = (asked.get(input) ?? []).filter((number) => held.has(number));
    return about.length === 0 ? input : { ...input, about };
  });
}

function isLong(number: string): boolean {
  return number.replaceAll(/\D/gu, '').length >= (/\p{L}/u.test(number) ? DIGITS_BESIDE_LETTERS : DIGITS_ALONE);
}
