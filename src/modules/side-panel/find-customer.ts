import type { Viewer } from '../../kernel/access.ts';
import { isMasked } from '../customers/index.ts';
import type { Identity } from '../identity/index.ts';
import type { Subjects } from '../subjects/index.ts';
import type { Whom } from './desk-token.ts';

/** What names one person for good, and what names whoever has it. */
const OWN = ['user', 'loyalty', 'email'] as const;
const PASSED_ON = ['phone', 'order'] as const;

/** Customers at most that somebody chooses among. */
const CHOICES_MOST = 10;

/** A customer whom a desk may mean, and by what. */
export type Meant = { readonly customer: number; readonly matched: string };

/**
 * Whom a desk means, by the exact rules of identity: whoever wrote in the conversation; else whoever has the own id, the card or the address; only where nobody has, whoever has the phone number or the order.
 * Several: all of them, for a person to choose; nothing is guessed. Whoever may not see personal data finds by conversation and order alone, as in every search.
 */
export async function whomDeskMeans(deps: { readonly identity: Pick<Identity, 'customerOfNodes' | 'customersByIdentifier'>; readonly subjects: Pick<Subjects, 'nodesOfOrder'> }, nodes: readonly number[], whom: Whom, viewer: Viewer | null): Promise<Meant[]> {
  const distinct = (customers: Iterable<number>, matched: string): Meant[] => [...new Set(customers)].filter((customer) => customer !== 0).map((customer) => ({ customer, matched }));
  const byConversation = nodes.length === 0 ? [] : distinct((await deps.identity.customerOfNodes([...new Set(nodes)])).values(), 'conversation');
  if (byConversation.length > 0) return byConversation.slice(0, CHOICES_MOST);
  for (const types of [OWN, PASSED_ON]) {
    const found = await Promise.all(types.map(async (type): Promise<Meant[]> => {
      const value = whom[type];
      if (value === undefined || (type !== 'order' && isMasked(viewer))) return [];
      const named = distinct(await deps.identity.customersByIdentifier(type, value), type);
      return type === 'order' && named.length === 0 ? distinct((await deps.identity.customerOfNodes(await deps.subjects.nodesOfOrder(value))).values(), type) : named;
    }));
    const all = found.flat().filter(({ customer }, at, list) => list.findIndex((other) => other.customer === customer) === at);
    if (all.length > 0) return all.slice(0, CHOICES_MOST);
  }
  return [];
}
