import { ROLES, type Role } from '../../kernel/access.ts';
import { AppError } from '../../kernel/app-error.ts';

/** Which claim of the company's directory gives new people a role, and which value gives which. Invariant: no value gives `owner` or `ombudsman`: these an owner gives by hand. */
export type ClaimRoles = { readonly claim: string; readonly pairs: readonly (readonly [value: string, role: Role])[] };

/** Reads `groups: cx-agents=agent, cx-office=service-office`. Errors: `invalid` saying what does not fit. */
export function parseClaimRoles(text: string): ClaimRoles {
  const wrong = (why: string): AppError => new AppError('invalid', 'setting-wrong', `The setting CUSTOS_OIDC_ROLES (--oidc-roles) ${why}. Write it as: groups: cx-agents=agent, cx-office=service-office.`);
  const at = text.indexOf(': ');
  if (at <= 0) throw wrong('begins with no claim');
  const pairs = text.slice(at + 2).split(',').map((pair): readonly [string, Role] => {
    const equals = pair.lastIndexOf('=');
    const value = pair.slice(0, Math.max(0, equals)).trim();
    const role = ROLES.find((one) => one === pair.slice(equals + 1).trim());
    if (value === '') throw wrong('has a role without a value of the claim');
    if (role === undefined) throw wrong(`names a role that there is not; roles are ${ROLES.join(', ')}`);
    if (role === 'owner' || role === 'ombudsman') throw wrong(`gives the role ${role}, which only an owner can give`);
    return [value, role];
  });
  return { claim: text.slice(0, at).trim(), pairs };
}

/** The role that somebody's claims give. Shape: the first pair that fits, in the order of the setting; null when none does. The claim may be one word or a list. */
export function roleOfClaims({ claim, pairs }: ClaimRoles, claims: Readonly<Record<string, unknown>>): Role | null {
  const said: unknown = Object.hasOwn(claims, claim) ? claims[claim] : [];
  const values = (Array.isArray(said) ? said : [said]).filter((value): value is string => typeof value === 'string');
  return pairs.find(([value]) => values.includes(value))?.[1] ?? null;
}
