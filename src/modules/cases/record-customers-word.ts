import { AppError } from '../../kernel/app-error.ts';
import type { Identity } from '../identity/index.ts';
import { changeCase, type WorkDeps } from './change-case.ts';
import { nodeOfCase } from './case-store.ts';
import { assertOneCustomer, type KnownContact } from './known-contacts.ts';

/** Records the customer's word: solved ends the case as confirmed, not solved opens it again. `contact`: the interaction in which they said so. Errors: `invalid` for an interaction in which they said nothing, or nothing that is kept while their words are not written down; `conflict`. */
export async function recordCustomersWord(deps: WorkDeps & { readonly identity: Pick<Identity, 'customerOfNodes'> }, number: number, by: string, { seen, solved, words, contact }: { readonly solved: boolean; readonly words: string | null; readonly contact: KnownContact | null; /** Null: they say it themselves, whatever staff did meanwhile. */ readonly seen: number | null }): Promise<void> {
  if (contact !== null) {
    if (contact.wroteMs === null || (!contact.hasWords && words === null)) throw new AppError('invalid', 'customer-said-nothing', 'This interaction does not hold what the customer said. Name one that does, or write down their words.');
    await assertOneCustomer(deps.identity, [await nodeOfCase(deps.database, number), contact.node]);
  }
  await changeCase(deps, { number, by, seen, contacts: contact === null ? [] : [contact], fact: () => ({ kind: 'customer-said', solved, interaction: contact?.interaction ?? null, words }) });
}
