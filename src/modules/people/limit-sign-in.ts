import { AppError } from '../../kernel/app-error.ts';
import { createRecentTries } from '../../kernel/recent-tries.ts';

/**
 * How often signing in may be tried within the window that slides along with the clock.
 * Few for one address and one e-mail, so that a password cannot be guessed; many for one address, which may be a whole office behind one router.
 */
export const SIGN_IN_LIMITS = { windowMs: 5 * 60_000, perAddressAndEmail: 10, perAddress: 100, perEmail: 50 } as const;

/** How often a code of the second factor may be tried: of a million codes three count at a time, so a guesser who knows the password has one chance in 350 in a day. Here `email` is the person's id. */
export const CODE_LIMITS = { windowMs: 15 * 60_000, perAddressAndEmail: 5, perAddress: 100, perEmail: 10 } as const;

/** How often an address may begin or finish a sign-on with the company's directory. */
export const SIGN_ON_LIMITS = { windowMs: 5 * 60_000, perAddressAndEmail: 200, perAddress: 200, perEmail: 200 } as const;

type Limits = { readonly [Name in keyof typeof SIGN_IN_LIMITS]: number };

/** Keeps guessers out. `attempt` counts a try or refuses it; `forgive` forgets the tries of somebody who got in. */
export type SignInLimit = { attempt(address: string, email: string): void; forgive(address: string, email: string): void };

/** A limit for one process. Errors of `attempt`: `too-many`, the same whether the person exists or not. */
export function createSignInLimit(clock: () => number, limits: Limits = SIGN_IN_LIMITS): SignInLimit {
  const minutes = limits.windowMs / 60_000;
  const tries = createRecentTries(clock, limits.windowMs);
  const namesOf = (address: string, email: string): [string, number][] => [
    [`pair ${address} ${email.toLowerCase()}`, limits.perAddressAndEmail], [`address ${address}`, limits.perAddress], [`email ${email.toLowerCase()}`, limits.perEmail],
  ];
  return {
    attempt(address, email) {
      const names = namesOf(address, email);
      if (names.some(([name, most]) => tries.isOver(name, most))) throw new AppError('too-many', 'sign-in-too-often', `Too many tries to sign in. Wait ${minutes} minutes, then try again; an owner can help.`);
      for (const [name] of names) tries.note(name);
    },
    forgive(address, email) {
      for (const [name] of namesOf(address, email)) if (!name.startsWith('address ')) tries.forget(name);
    },
  };
}
