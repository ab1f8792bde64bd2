import type { Role } from '../../kernel/access.ts';
import { AppError } from '../../kernel/app-error.ts';
import type { Database } from '../../platform/pg/transaction.ts';
import type { Person } from './contract.ts';
import { mintId } from './mint-id.ts';
import { insertPerson } from './person-store.ts';
import { hashPassword } from './sign-in.ts';

/** Who is to have access. `password` null: they sign on with the company's directory. */
export type NewPerson = { readonly name: string; readonly email: string; readonly password: string | null; readonly role: Role };

/** Gives somebody access. Errors: `conflict` when the e-mail address has access already, or had it. */
export async function addPerson(database: Database, given: NewPerson): Promise<Person> {
  const passwordHash = given.password === null ? null : await hashPassword(given.password);
  const person = await database.transaction((tx) => insertPerson(tx, { id: mintId('per'), name: given.name, email: given.email, role: given.role, passwordHash }));
  if (person === null) throw new AppError('conflict', 'email-taken', 'Somebody with this e-mail address is on the list already. Change their role or give their access back instead.');
  return person;
}
