import type { Identity } from '../identity/index.ts';
import { nodeOfCase } from './case-store.ts';
import { changeCase, type WorkDeps } from './change-case.ts';
import { assertOneCustomer, type KnownContact } from './known-contacts.ts';

/** Adds interactions of the same customer to a case. Errors: `conflict` for those of another. */
export async function linkInteractions(deps: WorkDeps & { readonly identity: Pick<Identity, 'customerOfNodes'> }, number: number, by: string, contacts: readonly KnownContact[]): Promise<void> {
  await assertOneCustomer(deps.identity, [await nodeOfCase(deps.database, number), ...contacts.map(({ node }) => node)]);
  await changeCase(deps, { number, by, seen: null, contacts, fact: () => ({ kind: 'linked', interactions: contacts.map(({ interaction }) => interaction), wroteMs: contacts.flatMap(({ wroteMs }) => wroteMs ?? []) }) });
}
