import { may, type Viewer } from '../../kernel/access.ts';
import { AppError } from '../../kernel/app-error.ts';
import { parsePublicId } from '../../kernel/public-id.ts';
import type { Database } from '../../platform/pg/transaction.ts';
import type { Identity } from '../identity/index.ts';
import type { Subjects } from '../subjects/index.ts';
import { NAME_TRAITS } from './golden-record.ts';
import { nodesNamedLike, traitsOfNodes } from './trait-store.ts';

/** A customer that a search found, and by what. */
export type Found = { readonly customer: number; readonly matched: string };

const MOST = 200;
const NAMES: ReadonlySet<string> = new Set(NAME_TRAITS);

/** `email:someone@example.org` → type and value. Errors: `invalid` without a colon. */
function readIdentifier(text: string): { type: string; value: string } {
  const colon = text.indexOf(':');
  if (colon < 1) throw new AppError('invalid', 'identifier-malformed', 'Write identifier=type:value, such as identifier=email:someone@example.org.');
  return { type: text.slice(0, colon).trim().toLowerCase(), value: text.slice(colon + 1).trim() };
}

/**
 * Customers that a question means: a public id, an order number, any identifier, or a name.
 * Viewers who may not see personal data can't find by it either: for them only ids and order numbers answer.
 */
export async function findCustomers(deps: { readonly database: Database; readonly identity: Identity; readonly subjects: Subjects }, question: { readonly q?: string | undefined; readonly identifier?: string | undefined }, viewer: Viewer | null): Promise<Found[]> {
  const seesPersonal = viewer !== null && may(viewer, 'see-personal-data');
  const found: Found[] = [];
  const add = (customers: Iterable<number>, matched: string): void => {
    for (const customer of customers) if (customer !== 0 && !found.some((one) => one.customer === customer)) found.push({ customer, matched });
  };
  if (question.identifier !== undefined) {
    const { type, value } = readIdentifier(question.identifier);
    if (!seesPersonal && type !== 'order') throw new AppError('forbidden', 'search-by-personal-data', 'Your role finds customers by their id or an order number.');
    add(await deps.identity.customersByIdentifier(type, value), type);
    if (type === 'order') add(await ownersOf(deps, value), 'order');
    return found;
  }
  const q = (question.q ?? '').trim();
  if (/^cus_[0-9a-z]+$/.test(q)) {
    const customer = await deps.identity.canonical(parsePublicId('customer', q));
    add(customer === null ? [] : [customer], 'id');
  }
  add(await ownersOf(deps, q), 'order');
  if (!seesPersonal) return found;
  for (const one of await deps.identity.customersByValue(q)) add([one.customer], one.type);
  if (!q.includes('@') && found.length < MOST) add(await customersNamed(deps, q), 'name');
  return found.slice(0, MOST);
}

/**
 * Customers whose names hold every word of the question, whichever of their claims said it: one silo knows the given name, another the nickname and family name.
 * Looks among the customers of the rarest word, so that a common one does not hide them.
 */
async function customersNamed(deps: { readonly database: Database; readonly identity: Identity }, q: string): Promise<number[]> {
  const words = [...new Set(q.toLowerCase().split(/\s+/).filter((word) => word.length > 0))].slice(0, 6);
  if (words.length === 0) return [];
  const hits = await nodesNamedLike(deps.database, words.map((word) => `%${word.replace(/[\\%_]/g, '\\$&')}%`), q.toLowerCase(), MOST * 5);
  const perWord = words.map((_, at) => hits.filter((hit) => hit.place === at + 1).map((hit) => hit.node));
  const rarest = perWord.reduce((least, nodes) => (nodes.length < least.length ? nodes : least));
  const owners = await deps.identity.customerOfNodes([...new Set(hits.map((hit) => hit.node))]);
  const candidates = [...new Set(rarest.flatMap((node) => owners.get(node) ?? []))].slice(0, MOST);
  if (words.length === 1) return candidates;
  const described = await deps.identity.outline(candidates);
  const saidTo = perWord.map((nodes) => new Set(nodes.flatMap((node) => owners.get(node) ?? [])));
  const traits = Map.groupBy(await traitsOfNodes(deps.database, described.flatMap((one) => one.nodes)), (trait) => trait.node);
  const fits = new Set(described.filter((one) => {
    const names = one.nodes.flatMap((node) => traits.get(node) ?? []).flatMap((trait) => (NAMES.has(trait.name) && trait.value !== null ? [trait.value.toLowerCase()] : []));
    return words.every((word, place) => saidTo[place]?.has(one.customer) === true || names.some((name) => name.includes(word)));
  }).map((one) => one.customer));
  return candidates.filter((customer) => fits.has(customer));
}

async function ownersOf(deps: { readonly identity: Identity; readonly subjects: Subjects }, orderId: string): Promise<number[]> {
  const nodes = await deps.subjects.nodesOfOrder(orderId);
  return [...new Set((await deps.identity.customerOfNodes(nodes)).values())];
}
