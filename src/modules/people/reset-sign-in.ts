import { AppError } from '../../kernel/app-error.ts';
import type { Database } from '../../platform/pg/transaction.ts';
import type { Person } from './contract.ts';
import { personById } from './person-store.ts';
import { deleteFactor } from './second-factor-store.ts';
import { endSessionsOf } from './session-store.ts';
import { deleteLinks } from './sign-on-store.ts';

/** For somebody who lost their phone, or whom the company's directory knows anew: takes away second factor and link, and signs them out. Their password stays. Errors: `not-found`. */
export async function resetSignIn(database: Database, id: string): Promise<Person> {
  return database.transaction(async (tx) => {
    await deleteFactor(tx, id);
    await deleteLinks(tx, id);
    await endSessionsOf(tx, id);
    const person = await personById(tx, id);
    if (person === null) throw new AppError('not-found', 'person-not-found', 'Nobody with this id is on the list. Reload the list of people.');
    return person;
  });
}
