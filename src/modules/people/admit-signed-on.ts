import { AppError } from '../../kernel/app-error.ts';
import type { Database, Transaction } from '../../platform/pg/transaction.ts';
import { roleOfClaims, type ClaimRoles } from './claim-roles.ts';
import { signOnRefusal, type Person, type SignOnRefusal } from './contract.ts';
import { mintId, randomWord } from './mint-id.ts';
import { insertPerson, personByEmail, personById } from './person-store.ts';
import { isLinked, keepLink, personLinkedTo } from './sign-on-store.ts';
import type { SignedOn } from './sign-on.ts';

/** Who may come in through the company's directory. `roles` null: only people who were added here. `emails` `all`: an address of which the directory does not say whether it is verified counts as verified. */
export type AdmissionRules = { readonly issuer: string; readonly roles: ClaimRoles | null; readonly emails: 'verified' | 'all' };

/** Somebody who may come in: known by an earlier sign-on, linked by this one, or added by their group. */
export type Admitted = { readonly person: Person; readonly how: 'known' | 'linked' | 'added' };

const refuse = (code: SignOnRefusal): AppError => new AppError('forbidden', code, signOnRefusal(code));

/**
 * Whether somebody whom the directory vouches for has access here, and as whom. `tried` hears who it would have been when it is refused.
 * Invariant: nobody becomes owner by this; a person is linked to one subject of the issuer, so that an address that passes to somebody else there does not pass on the access.
 * Errors: `forbidden` with a code of the contract's SIGN_ON_REFUSALS.
 */
export async function admitSignedOn(database: Database, signedOn: SignedOn, { issuer, roles, emails }: AdmissionRules, tried: (personId: string) => void = () => undefined): Promise<Admitted> {
  const entering = (person: Person, how: Admitted['how']): Admitted => {
    if (person.active) return { person, how };
    tried(person.id);
    throw refuse('sign-on-ended');
  };
  return database.transaction(async (tx) => {
    const linked = await linkedPerson(tx, issuer, signedOn.subject);
    if (linked !== null) return entering(linked, 'known');
    const { email, emailVerified } = signedOn;
    if (email === null || !(emailVerified ?? emails === 'all')) throw refuse('sign-on-unverified');
    const person = await personByEmail(tx, asciiLower(email));
    const link = (personId: string): Promise<boolean> => keepLink(tx, { id: `lnk_${randomWord(14)}`, issuer, subject: signedOn.subject, personId });
    if (person !== null) {
      const known = entering(person, 'linked');
      if (!(await isLinked(tx, issuer, person.id)) && (await link(person.id))) return known;
      tried(person.id);
      throw refuse('sign-on-other');
    }
    const role = roles === null ? null : roleOfClaims(roles, signedOn.claims);
    if (role === null) throw refuse('sign-on-unknown');
    const added = await insertPerson(tx, { id: mintId('per'), name: (signedOn.name ?? email).slice(0, 120), email: asciiLower(email), role, passwordHash: null });
    if (added === null || !(await link(added.id))) throw refuse('sign-on-unknown');
    return { person: added, how: 'added' };
  });
}

async function linkedPerson(tx: Transaction, issuer: string, subject: string): Promise<Person | null> {
  const id = await personLinkedTo(tx, issuer, subject);
  return id === null ? null : personById(tx, id);
}

/** Capitals of other scripts stay: some of them become letters of the Latin alphabet, and would make another mailbox's address equal. */
function asciiLower(email: string): string {
  return email.replace(/[A-Z]+/g, (capitals) => capitals.toLowerCase());
}
