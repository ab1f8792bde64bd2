import type { Role } from '../../kernel/access.ts';
import { AppError } from '../../kernel/app-error.ts';
import type { Database } from '../../platform/pg/transaction.ts';
import type { Person } from './contract.ts';
import { holdOwners, updatePerson } from './person-store.ts';
import { endSessionsWithoutFactor } from './session-store.ts';

/** What changes; what is left out stays. */
export type PersonChange = { readonly role?: Role | undefined; readonly active?: boolean | undefined };

/**
 * Gives somebody another role, or ends or restores their access; ended access ends their sessions, and so does a role that requires a second factor of somebody who has none.
 * Invariant: at least one owner keeps access. Errors: `conflict` for the last owner; `not-found`.
 */
export async function changePerson(database: Database, id: string, change: PersonChange): Promise<Person> {
  return database.transaction(async (tx) => {
    const owners = await holdOwners(tx);
    const stopsOwning = (change.role !== undefined && change.role !== 'owner') || change.active === false;
    if (stopsOwning && owners.length === 1 && owners[0] === id) throw new AppError('conflict', 'last-owner', 'This is the last owner. Make somebody else owner first, then change this one.');
    const person = await updatePerson(tx, id, { role: change.role ?? null, active: change.active ?? null });
    if (person === null) throw new AppError('not-found', 'person-not-found', 'Nobody with this id is on the list. Reload the list of people.');
    await endSessionsWithoutFactor(tx);
    return person;
  });
}
