import type { RuleSet } from '../customers/contract.ts';
import type { Governance } from './contract.ts';

/** A signature as it was given. */
export type Signature = { readonly seat: string; readonly person: string; readonly at: Date };
/** A place where somebody must sign. `person` null: nobody is named. */
export type NeededSeat = { readonly seat: string; readonly title: string; readonly person: string | null };

/** Whose signatures the charter needs. Shape: empty while nobody governs. A stage without an owner is a seat that nobody can sign: it must be filled first. */
export function seatsOf(governance: Governance | null, rules: RuleSet): NeededSeat[] {
  if (governance === null) return [];
  switch (governance.kind) {
    case 'chief-executive': return [{ seat: 'chief-executive', title: 'Chief executive', person: governance.person }];
    case 'one-officer': return [{ seat: 'officer', title: 'Customer officer', person: governance.person }];
    case 'two-offices': return [{ seat: 'brand', title: 'Brand & marketing', person: governance.brand }, { seat: 'service', title: 'Service', person: governance.service }];
    case 'owners-by-stage': return rules.stages.map(({ key, name }) => ({ seat: `stage:${key}`, title: `Owner of ${name}`, person: governance.owners.find(({ stage }) => stage === key)?.person ?? null }));
    default: return governance satisfies never;
  }
}

/** When whoever holds the seat now signed. A predecessor's signature does not bind their successor. */
export function signatureIn(seat: NeededSeat, signatures: readonly Signature[]): Signature | null {
  return signatures.find((one) => one.seat === seat.seat && one.person === seat.person) ?? null;
}

/** Whether everybody who governs has signed. Nobody governing is nobody agreeing. */
export function isAgreed(seats: readonly NeededSeat[], signatures: readonly Signature[]): boolean {
  return seats.length > 0 && seats.every((seat) => signatureIn(seat, signatures) !== null);
}
