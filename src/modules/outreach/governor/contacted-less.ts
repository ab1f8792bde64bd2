import { createHmac } from 'node:crypto';

/**
 * Whether a customer is in the randomised arm that is contacted less, to learn how asking wears people out. The same for the same customer and key; nobody is drawn to be contacted more.
 * Units: `shareRatio` 0 to 1.
 */
export function isContactedLess(key: string, customer: number, shareRatio: number): boolean {
  return createHmac('sha256', key).update(String(customer)).digest().readUInt32BE(0) / 2 ** 32 < shareRatio;
}
