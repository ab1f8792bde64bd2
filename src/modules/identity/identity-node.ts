import { ruleOf, type Claim, type Identifier } from './contract.ts';
import { isDeviceType } from './claim.ts';
import { isRoleAddress } from './role-address.ts';
import { saidOfPerson, type PersonSaid } from './said-of-person.ts';

/**
 * How much a claim says: `person` names somebody, `contact` names only the desk of an organisation, `device` only where it was.
 */
export type NodeLevel = 'person' | 'contact' | 'device';

/** An identifier of a node. `joins` false: kept and searchable, but no sign that two claims are one person (a role address beside a person's own). */
export type NodeIdentifier = Identifier & { readonly joins: boolean };

/** A claim as the rules see it. Invariant: everything but `number` follows from the claims alone, whatever the order in which they came. */
export type IdentityNode = {
  readonly number: number;
  readonly hash: string;
  readonly firstOccurredMs: number;
  readonly level: NodeLevel;
  readonly session: string | null;
  readonly identifiers: readonly NodeIdentifier[];
  /** The name and birthday that it gives. */
  readonly said: PersonSaid | null;
};

function isDesk(identifier: Identifier): boolean {
  return identifier.type === 'email' && isRoleAddress(identifier.value);
}

/** How much these identifiers say together. */
export function levelOf(identifiers: readonly Identifier[]): NodeLevel {
  const naming = identifiers.filter((identifier) => !isDeviceType(identifier.type));
  if (naming.length === 0) return 'device';
  return naming.every(isDesk) ? 'contact' : 'person';
}

/**
 * The identifiers of a claim with whether each may join. A claim that names only a desk joins others of that desk, and no person;
 * where a person is named, the desk's address joins nobody; on a desk's claim, devices join nobody.
 */
export function nodeIdentifiers(identifiers: readonly Identifier[]): NodeIdentifier[] {
  const level = levelOf(identifiers);
  return identifiers.map((identifier) => ({ ...identifier, joins: ruleOf(identifier.type).isOnlyShown !== true && (level === 'contact') === isDesk(identifier) }));
}

/** The node of a claim. */
export function nodeOf(claim: Claim, number: number, hash: string): IdentityNode {
  return { number, hash, firstOccurredMs: claim.occurredMs, level: levelOf(claim.identifiers), session: claim.session, identifiers: nodeIdentifiers(claim.identifiers), said: saidOfPerson(claim.traits) };
}

/** One text for a type and a value; values hold no control characters, so the two can't run together. */
export function valueKey(type: string, value: string): string {
  return `${type}\n${value}`;
}
