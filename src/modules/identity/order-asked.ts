import type { ClaimInput, Identifier } from './contract.ts';
import { normaliseIdentifier } from './normalise-identifier.ts';
import { isRoleAddress } from './role-address.ts';
import { isOwn } from './telling-types.ts';

/**
 * The order by which a claim says whose it is, where somebody comes to us about one order and says nothing of their own of who they are (a chat, a call from some number or from none, a desk): they have that order, as far as anybody can tell.
 * Whoever names themselves is who they say, whatever they ask about: a gift, an order of their firm, parcels of everybody. Somebody who asks about several orders may be anybody.
 * Shape: only claimed; null where the claim names an order itself, or none can be told.
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
