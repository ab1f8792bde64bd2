import { AppError } from '../../kernel/app-error.ts';
import type { Database } from '../../platform/pg/transaction.ts';
import type { NextStep, Person, SetUp } from './contract.ts';
import { CODE_LIMITS, createSignInLimit } from './limit-sign-in.ts';
import { personById, personIdOfEmail } from './person-store.ts';
import type { SecondFactors } from './second-factor.ts';
import { endSession, openSession } from './session-store.ts';
import type { BegunSession, HeldSession, SignIn } from './sign-in.ts';

/** How long somebody may take from the password to the code. */
const BEGUN_MS = 10 * 60_000;

/** Somebody whom the first proof let in, with the cookies that keep them. Shape: `next` null when they are in; else what they must still do. */
export type Entry = { readonly person: Person; readonly cookies: readonly string[]; readonly next: NextStep | null };

/** Notes on the audit log. */
type Note = (what: string, person: Person) => void;

/** `passwords` `owners`: only owners get in by password. */
export type DoorDeps = { readonly database: Database; readonly signIn: SignIn; readonly factors: SecondFactors; readonly clock: () => number; readonly passwords: 'everybody' | 'owners'; readonly note: Note };

/** Signing in, step by step: password or directory, then the second factor. */
export type Door = ReturnType<typeof createDoor>;

/**
 * The door of this installation.
 * Invariant: a session opens only here, after every step that its person needs; until then it is nobody.
 */
export function createDoor({ database, signIn, factors, clock, passwords, note }: DoorDeps) {
  const limit = createSignInLimit(clock);
  const codeLimit = createSignInLimit(clock, CODE_LIMITS);

  /** Opens a begun session if nothing more is needed. */
  const advance = async (begun: BegunSession, person: Person): Promise<Entry> => {
    const next = await factors.nextFor(person);
    if (next === null) {
      await openSession(database, begun.token);
      note('people.signed-in', person);
    }
    return { person, cookies: begun.cookies, next };
  };

  /** Whose sign-in was begun in this browser; null when none, or too long ago. */
  const begunBy = async (cookies: string | undefined): Promise<{ readonly held: HeldSession; readonly person: Person } | null> => {
    const held = await signIn.sessionOf(cookies ?? '');
    if (held === null || held.stage !== 'begun' || clock() - held.startedAtMs > BEGUN_MS) return null;
    const person = await personById(database, held.personId);
    return person?.active === true ? { held, person } : null;
  };
  const mustHaveBegun = async (cookies: string | undefined): Promise<{ readonly held: HeldSession; readonly person: Person }> => {
    const begun = await begunBy(cookies);
    if (begun === null) throw new AppError('unauthenticated', 'sign-in-not-begun', 'This sign-in took too long or was never begun. Begin again with your password.');
    return begun;
  };
  /** For somebody whose role requires a second factor that they have not; once there is one, it is asked for instead. */
  const mustSetUp = async (cookies: string | undefined): Promise<{ readonly held: HeldSession; readonly person: Person }> => {
    const begun = await mustHaveBegun(cookies);
    if ((await factors.nextFor(begun.person)) !== 'set-up') throw new AppError('conflict', 'second-factor-on', 'You have a second factor already, or need none. Sign in again.');
    return begun;
  };

  return {
    /** Signs somebody in by password. `about` of a refusal is told to `tried` when the e-mail address has access. Errors: `unauthenticated`, the same for a wrong address, a wrong password and ended access; `forbidden` when only owners may use passwords; `too-many`. */
    async enter(email: string, password: string, clientAddress: string, tried: (personId: string) => void = () => undefined): Promise<Entry> {
      limit.attempt(clientAddress, email);
      const begun = await signIn.enter(email, password);
      const person = begun === null ? null : await personById(database, begun.personId);
      if (begun === null || person === null) {
        const known = await personIdOfEmail(database, email);
        if (known !== null) tried(known);
        throw new AppError('unauthenticated', 'sign-in-refused', 'E-mail address and password do not fit together, or this access has ended. Check both; an owner can help.');
      }
      if (passwords === 'owners' && person.role !== 'owner') {
        await endSession(database, begun.token);
        tried(person.id);
        throw new AppError('forbidden', 'passwords-for-owners', 'Here only owners sign in by password. Use the single sign-on of your company.');
      }
      limit.forgive(clientAddress, email);
      return advance(begun, person);
    },
    /** Signs somebody in whom the company's directory vouched for. Null when their access ended this moment. */
    async admit(person: Person): Promise<Entry | null> {
      const begun = await signIn.admit(person.id);
      return begun === null ? null : advance(begun, person);
    },
    /** What the sign-in that this browser began still needs; null when it began none. */
    async next(cookies: string | undefined): Promise<NextStep | null> {
      const begun = await begunBy(cookies);
      return begun === null ? null : factors.nextFor(begun.person);
    },
    /** Finishes a sign-in by a code of the app or a recovery code. Errors: `unauthenticated` when none was begun or the code is wrong or used; `too-many`. */
    async proveCode(cookies: string | undefined, code: string, clientAddress: string, tried: (personId: string) => void): Promise<Person> {
      const { held, person } = await mustHaveBegun(cookies);
      codeLimit.attempt(clientAddress, person.id);
      const proof = await factors.prove(person.id, code);
      if (proof === null) {
        tried(person.id);
        throw new AppError('unauthenticated', 'code-refused', 'This code does not fit, or was used before. Type the newest code of the app, or a recovery code.');
      }
      codeLimit.forgive(clientAddress, person.id);
      await openSession(database, held.token);
      if (proof === 'recovery-code') note('people.recovery-code-used', person);
      note('people.signed-in', person);
      return person;
    },
    /** Sets up the second factor that the role requires. Errors: `unauthenticated` when no sign-in was begun; `conflict` when there is one. */
    async setUp(cookies: string | undefined): Promise<SetUp> {
      return factors.begin((await mustSetUp(cookies)).person);
    },
    /** Switches it on by its first code, which finishes the sign-in. Answers the recovery codes. Errors: as `setUp`; `forbidden` for a wrong code; `too-many`. */
    async confirmSetUp(cookies: string | undefined, code: string, clientAddress: string): Promise<string[]> {
      const { held, person } = await mustSetUp(cookies);
      codeLimit.attempt(clientAddress, person.id);
      const recoveryCodes = await factors.confirm(person.id, code);
      codeLimit.forgive(clientAddress, person.id);
      await openSession(database, held.token);
      note('people.second-factor-on', person);
      note('people.signed-in', person);
      return recoveryCodes;
    },
    /** Counts a try of a code or password by somebody who is in already. Errors: `too-many`. */
    countCode: (clientAddress: string, personId: string): void => codeLimit.attempt(clientAddress, personId),
  };
}
