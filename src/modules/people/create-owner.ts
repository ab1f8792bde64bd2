import { AppError } from '../../kernel/app-error.ts';
import { isZone } from '../../kernel/instant.ts';
import type { Database } from '../../platform/pg/transaction.ts';
import { nameCompany } from './company-store.ts';
import type { Person } from './contract.ts';
import { mintId } from './mint-id.ts';
import { hasOwner, holdFirstRun, insertPerson } from './person-store.ts';
import { hashPassword } from './sign-in.ts';

/** What the first run asks. `zone` is an IANA zone in which the company's days and months are counted. */
export type FirstRun = { readonly name: string; readonly email: string; readonly password: string; readonly company: string; readonly zone: string };

/**
 * Creates the owner of a new installation and names the company.
 * Invariant: works once, however many try at the same moment. Errors: `conflict` when there is an owner; `invalid` for a zone that does not exist.
 */
export async function createOwner(database: Database, given: FirstRun): Promise<Person> {
  if (!isZone(given.zone)) throw new AppError('invalid', 'zone-unknown', 'The time zone must be a name such as Europe/Oslo or UTC.');
  const passwordHash = await hashPassword(given.password);
  return database.transaction(async (tx) => {
    await holdFirstRun(tx);
    if (await hasOwner(tx)) throw new AppError('conflict', 'owner-exists', 'This installation has its owner already. Sign in, or ask the owner for access.');
    const person = await insertPerson(tx, { id: mintId('per'), name: given.name, email: given.email, role: 'owner', passwordHash });
    if (person === null) throw new AppError('conflict', 'email-taken', 'Somebody with this e-mail address is on the list already. Use another address.');
    await nameCompany(tx, given.company, given.zone);
    return person;
  });
}
