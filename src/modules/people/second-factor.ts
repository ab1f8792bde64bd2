import { randomBytes } from 'node:crypto';
import type { Role } from '../../kernel/access.ts';
import { AppError } from '../../kernel/app-error.ts';
import type { Database } from '../../platform/pg/transaction.ts';
import type { Person, SecondFactor, SetUp } from './contract.ts';
import { hashOfRecoveryCode, mintRecoveryCodes } from './recovery-code.ts';
import { confirmFactor, deleteFactor, factorOf, holdFactorOf, keepRecoveryCodes, keepRolesWithFactor, keepUnconfirmed, passwordHashOf, recoveryCodesLeft, rolesWithFactor, useRecoveryCode, useStep } from './second-factor-store.ts';
import type { Seal } from './seal-secret.ts';
import { endSessionsWithoutFactor } from './session-store.ts';
import { verifyPassword } from './sign-in.ts';
import { base32, otpauthLink, stepOfCode } from './totp.ts';

/** Units: bytes; as long as the hash, which RFC 4226 recommends. */
const SECRET_BYTES = 20;

/** What was proven: a code of the app, or a recovery code, which is used up by that. */
export type FactorProof = 'code' | 'recovery-code';

/** Codes of an authenticator app as a second factor beside the password. */
export type SecondFactors = ReturnType<typeof createSecondFactors>;

/** Second factors of this installation's people. `company` is the name that stands in the app. */
export function createSecondFactors({ database, seal, clock, company }: { readonly database: Database; readonly seal: Seal; readonly clock: () => number; readonly company: () => string }) {
  const isRequiredOf = async (role: Role): Promise<boolean> => (await rolesWithFactor(database)).includes(role);
  const isOnFor = async (personId: string): Promise<boolean> => (await factorOf(database, personId))?.isOn === true;

  /** Uses up a code, or a recovery code. Null when it is neither, or was used before. */
  const prove = async (personId: string, typed: string): Promise<FactorProof | null> => {
    const factor = await factorOf(database, personId);
    if (factor === null || !factor.isOn) return null;
    const code = typed.replace(/\s/g, '');
    if (!/^\d{6}$/.test(code)) return (await useRecoveryCode(database, personId, hashOfRecoveryCode(code))) ? 'recovery-code' : null;
    const step = stepOfCode(seal.open(factor.secret, personId), code, clock());
    return step !== null && (await useStep(database, personId, step)) ? 'code' : null;
  };

  return {
    prove,
    /** What a sign-in still needs of this person: the code, setting a second factor up, or nothing. */
    async nextFor({ id, role }: Pick<Person, 'id' | 'role'>): Promise<'code' | 'set-up' | null> {
      if (await isOnFor(id)) return 'code';
      return (await isRequiredOf(role)) ? 'set-up' : null;
    },
    async stateOf({ id, role }: Pick<Person, 'id' | 'role'>): Promise<SecondFactor> {
      return { isOn: await isOnFor(id), isRequired: await isRequiredOf(role), recoveryCodesLeft: await recoveryCodesLeft(database, id), hasPassword: (await passwordHashOf(database, id)) !== null };
    },
    /** Makes a secret, shown this once; it counts when a code of it was given. Errors: `conflict` when there is one that counts. */
    async begin({ id, email }: Pick<Person, 'id' | 'email'>): Promise<SetUp> {
      const secret = randomBytes(SECRET_BYTES);
      if (!(await keepUnconfirmed(database, id, seal.seal(secret, id)))) throw new AppError('conflict', 'second-factor-on', 'The second factor is on already. Switch it off first to set it up anew.');
      return { secret: base32(secret), link: otpauthLink(secret, company(), email) };
    },
    /** Switches the second factor on by its first code. Answers the recovery codes, shown this once. Errors: `conflict` when none is being set up; `forbidden` for a wrong code. */
    confirm(personId: string, typed: string): Promise<string[]> {
      return database.transaction(async (tx) => {
        const factor = await holdFactorOf(tx, personId);
        if (factor === null || factor.isOn) throw new AppError('conflict', 'second-factor-not-begun', 'No second factor is being set up. Begin again.');
        const step = stepOfCode(seal.open(factor.secret, personId), typed.replace(/\s/g, ''), clock());
        if (step === null) throw new AppError('forbidden', 'code-wrong', 'This is not the code that the app shows now. Check that the clock of your phone is right, then type the newest code.');
        const codes = mintRecoveryCodes();
        await confirmFactor(tx, personId, step, codes.map(hashOfRecoveryCode));
        return codes;
      });
    },
    /** Ten new recovery codes instead of those before, for a code. Errors: `forbidden` for a wrong one. */
    async renewRecoveryCodes(personId: string, code: string): Promise<string[]> {
      if ((await prove(personId, code)) === null) throw new AppError('forbidden', 'code-wrong', 'This code does not fit, or was used before. Type the newest code of the app; each counts once.');
      const codes = mintRecoveryCodes();
      await database.transaction((tx) => keepRecoveryCodes(tx, personId, codes.map(hashOfRecoveryCode)));
      return codes;
    },
    /** Switches it off by password and code; people without a password by code alone. Errors: `conflict` when the role requires it; `forbidden` when either is wrong, without saying which. */
    async switchOff({ id, role }: Pick<Person, 'id' | 'role'>, password: string, code: string): Promise<void> {
      if (await isRequiredOf(role)) throw new AppError('conflict', 'second-factor-required', 'Your role requires a second factor. An owner can reset it, for instance when you have a new phone.');
      const hash = await passwordHashOf(database, id);
      const knowsPassword = hash === null || (await verifyPassword({ hash, password }));
      if (!knowsPassword || (await prove(id, code)) === null) throw new AppError('forbidden', 'password-or-code-wrong', 'Password and code do not fit. Type your password and the newest code of the app; each code counts once.');
      await deleteFactor(database, id);
    },
    roles: (): Promise<Role[]> => rolesWithFactor(database),
    /** Says which roles require it; people of those roles who have none are signed out and led to set it up. Errors: `conflict` when `by` would lock themselves out. */
    async requireOf(roles: readonly Role[], by: { readonly id: string; readonly role: Role }): Promise<void> {
      if (roles.includes(by.role) && !(await isOnFor(by.id))) throw new AppError('conflict', 'second-factor-first', 'Switch your own second factor on first, under Your account; then require it of your role.');
      await database.transaction(async (tx) => {
        await keepRolesWithFactor(tx, roles);
        await endSessionsWithoutFactor(tx);
      });
    },
  };
}
