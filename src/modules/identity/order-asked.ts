import type { ClaimInput, Identifier } from './contract.ts';
import { normaliseIdentifier } from './normalise-identifier.ts';
import { isRoleAddress } from './role-address.ts';
import { isOwn } from './telling-types.ts';

/**
 * The order about which somebody came to us, as an identifier of their claim. It names them only where nothing of their own does: a chat from an unknown browser, a call from a number or from none, a mail from the desk of a firm.
 * Whoever names themselves (an account, an address, a card) is who they say, because people ask about a gift, an order of their firm, parcels of everybody; and whoever asks about several orders may be anybody.
 * `about`: order numbers as they were said. Shape: not verified; null where the claim names an order or a person itself, and where `about` is not exactly one order.
 */
export function orderAsked({ about = [] }: Pick<ClaimInput, 'about'>, identifiers: readonly Identifier[]): Identifier | null {
  if (about.length === 0 || identifiers.some(({ type, value }) => type === 'order' || (isOwn(type) && !(type === 'email' && isRoleAddress(value))))) return null;
  const orders = new Map<string, Identifier>();
  for (const number of about) {
    const normal = normaliseIdentifier('order', number);
    if (normal.outcome === 'kept') orders.set(normal.value, { type: 'order', value: normal.value, verified: false, ...(normal.said === undefined ? {} : { said: normal.said }) });
  }
  const [one, ...others] = orders.values();
  return others.length === 0 ? one ?? null : null;
}
