import { parsePublicId } from '../../kernel/public-id.ts';
import type { Identity } from '../identity/index.ts';
import type { Subjects } from '../subjects/index.ts';
import type { Meant } from './report.ts';

export type FindDeps = { readonly identity: Pick<Identity, 'canonical' | 'describe' | 'nodesOf' | 'customersByIdentifier' | 'customerOfNodes'>; readonly subjects: Pick<Subjects, 'nodesOfOrder'> };

/** Kinds of identifiers by which somebody is best named, in this order. Devices and cookies name nobody. */
const NAMING = ['user', 'loyalty', 'email', 'phone', 'order'];

/** Whom a report is about: `node` a claim of theirs, null when nobody is known. */
export type Found = Meant & { readonly node: number | null };

/**
 * Whom and what somebody with an account means: the customer whom they chose, else whose the order of that number is, if it is one customer's.
 * A number that leads to nobody stays with the report as it was typed. Errors: `invalid` for what is no customer's id.
 */
export async function findMeant(deps: FindDeps, { customer, about }: { readonly customer: string | null; readonly about: string | null }): Promise<Found> {
  const chosen = customer === null ? null : await deps.identity.canonical(parsePublicId('customer', customer));
  const meant = chosen ?? (about === null ? null : await ownerOf(deps, about));
  if (meant === null) return { identifier: null, number: about, node: null };
  const [identifier, nodes] = await Promise.all([onlyTheirs(deps, meant), deps.identity.nodesOf(meant)]);
  return { identifier, number: about, node: nodes[0] ?? null };
}

async function ownerOf({ identity, subjects }: FindDeps, order: string): Promise<number | null> {
  const [named, nodes] = await Promise.all([identity.customersByIdentifier('order', order), subjects.nodesOfOrder(order)]);
  const customers = new Set([...named, ...(await identity.customerOfNodes(nodes)).values()].filter((one) => one !== 0));
  const [only] = customers;
  return customers.size === 1 && only !== undefined ? only : null;
}

/** An identifier by which nobody else is known, so that what carries it is placed with them and joins nobody. Shape: null when they have none. */
async function onlyTheirs({ identity }: FindDeps, customer: number): Promise<Meant['identifier']> {
  const [who] = await identity.describe([customer]);
  const naming = (who?.identifiers ?? []).filter(({ type }) => NAMING.includes(type)).sort((a, b) => NAMING.indexOf(a.type) - NAMING.indexOf(b.type) || Number(b.verified) - Number(a.verified));
  for (const { type, value } of naming.slice(0, NAMING.length)) {
    const holders = await identity.customersByIdentifier(type, value);
    if (holders.length === 1 && holders[0] === customer) return { type, value };
  }
  return null;
}
