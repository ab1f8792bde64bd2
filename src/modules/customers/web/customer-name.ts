import type { Customer, CustomerLine } from '../contract.ts';

type Identifier = Customer['identifiers'][number];

/** What somebody is called when no name is known. Numbers of systems are no names: they stand below it. */
export function lineName(line: Pick<CustomerLine, 'name' | 'email' | 'phone' | 'kind' | 'id'>): string {
  return line.name ?? line.email ?? line.phone ?? (line.kind === 'visitor' ? `Visitor ${line.id}` : `Nameless ${line.id}`);
}

/** The same for the head of a customer's page, so that a list and the page it opens agree. */
export function customerName({ id, kind, name, identifiers }: Pick<Customer, 'id' | 'kind' | 'name' | 'identifiers'>): string {
  const valueOf = (type: string): string | null => identifiers.find((one) => one.type === type && one.verified)?.value ?? identifiers.find((one) => one.type === type)?.value ?? null;
  return lineName({ id, kind, name, email: valueOf('email'), phone: valueOf('phone') });
}

/** Ways to recognise somebody by which people reach or know them, before those by which machines do. */
const BEST: readonly string[] = ['email', 'phone', 'user', 'loyalty', 'social'];
const LAST: readonly string[] = ['order', 'device', 'cookie'];

/** The two best ways to recognise them, verified before claimed. */
export function bestIdentifiers(identifiers: readonly Identifier[]): readonly Identifier[] {
  const rank = ({ type, verified }: Identifier): number => (BEST.includes(type) ? BEST.indexOf(type) : LAST.includes(type) ? 20 + LAST.indexOf(type) : 10) * 2 + (verified ? 0 : 1);
  return identifiers.toSorted((a, b) => rank(a) - rank(b)).slice(0, 2);
}
