import type { RuleSet } from '../customers/contract.ts';
import { placesToSign, type Governance } from './contract.ts';

/** A signature as it was given. */
export type Signature = { readonly seat: string; readonly person: string; readonly at: Date };
/** A place where somebody must sign. `person` null: nobody is named. */
export type NeededSeat = { readonly seat: string; readonly title: string; readonly person: string | null };

/** Who is named for each seat. Shape: seat and person; a stage that is named twice is its first owner's. */
export function personsBySeat(governance: Governance): Map<string, string> {
  switch (governance.kind) {
    case 'chief-executive': return new Map([['chief-executive', governance.person]]);
    case 'one-officer': return new Map([['officer', governance.person]]);
    case 'two-offices': return new Map([['brand', governance.brand], ['service', governance.service]]);
    case 'owners-by-stage': return new Map(governance.owners.toReversed().map(({ stage, person }) => [`stage:${stage}`, person]));
    default: return governance satisfies never;
  }
}

/** Whose signatures the charter needs. Shape: empty while nobody governs. A stage without an owner is a seat that nobody can sign: it must be filled first. */
export function seatsOf(governance: Governance | null, rules: RuleSet): NeededSeat[] {
  if (governance === null) return [];
  const persons = personsBySeat(governance);
  return placesToSign(governance.kind, rules.stages).map((place) => ({ ...place, person: persons.get(place.seat) ?? null }));
}

/** When whoever holds the seat now signed. A predecessor's signature does not bind their successor. */
export function signatureIn(seat: NeededSeat, signatures: readonly Signature[]): Signature | null {
  return signatures.find((one) => one.seat === seat.seat && one.person === seat.person) ?? null;
}

/** Whether everybody who governs has signed. Nobody governing is nobody agreeing. */
export function isAgreed(seats: readonly NeededSeat[], signatures: readonly Signature[]): boolean {
  return seats.length > 0 && seats.every((seat) => signatureIn(seat, signatures) !== null);
}
