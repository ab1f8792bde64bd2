import { AppError } from '../../kernel/app-error.ts';

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

/** Names remembered at most; past it the longest unused are forgotten. */
const REMEMBERED_MOST = 20_000;

/** Keeps guessers out. `attempt` counts a try or refuses it; `forgive` forgets the tries of somebody who got in. */
export type SignInLimit = { attempt(address: string, email: string): void; forgive(address: string, email: string): void };

/** A limit for one process. Errors of `attempt`: `too-many`, the same whether the person exists or not. */
export function createSignInLimit(clock: () => number, limits: Limits = SIGN_IN_LIMITS): SignInLimit {
  const minutes = limits.windowMs / 60_000;
  const triesAtMs = new Map<string, number[]>();
  const namesOf = (address: string, email: string): [string, number][] => [
    [`pair ${address} ${email.toLowerCase()}`, limits.perAddressAndEmail], [`address ${address}`, limits.perAddress], [`email ${email.toLowerCase()}`, limits.perEmail],
  ];
  return {
    attempt(address, email) {
      const now = clock();
      const windows = namesOf(address, email).map(([name, most]) => ({ name, most, tries: (triesAtMs.get(name) ?? []).filter((at) => at > now - limits.windowMs) }));
      if (windows.some(({ tries, most }) => tries.length >= most)) throw new AppError('too-many', 'sign-in-too-often', `Too many tries to sign in. Wait ${minutes} minutes, then try again; an owner can help.`);
      for (const { name, tries } of windows) {
        triesAtMs.delete(name);
        triesAtMs.set(name, [...tries, now]);
      }
      for (const name of triesAtMs.keys()) {
        if (triesAtMs.size <= REMEMBERED_MOST) break;
        triesAtMs.delete(name);
      }
    },
    forgive(address, email) {
      for (const [name] of namesOf(address, email)) if (!name.startsWith('address ')) triesAtMs.delete(name);
    },
  };
}
