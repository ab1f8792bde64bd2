import { createHash } from 'node:crypto';
import type { RecordField } from '../likelihood/record-field.ts';

/** What a claim can say of a person that may agree with another's, in the order in which records keep it. */
export const CLAIM_FIELDS: readonly RecordField[] = [
  { name: 'name', kind: 'full-name' }, { name: 'given name', kind: 'given-name' }, { name: 'family name', kind: 'surname' }, { name: 'birth date', kind: 'birth-date' },
  { name: 'e-mail', kind: 'email' }, { name: 'phone', kind: 'phone' }, { name: 'company', kind: 'company' },
  { name: 'street', kind: 'address' }, { name: 'city', kind: 'place' }, { name: 'postcode', kind: 'postcode' }, { name: 'country', kind: 'category' },
];
const NAMES = 3;
const TRAITS = ['name', 'givenName', 'familyName', 'birthDate', null, null, 'company', 'street', 'city', 'postcode', 'country'] as const;
const IDENTIFIERS: Readonly<Partial<Record<number, string>>> = { 4: 'email', 5: 'phone' };
/** Longest value that is kept. Units: characters. */
const LONGEST = 200;

/** What a record is made of. */
export type SaidByClaim = { readonly traits: Readonly<Record<string, string>>; readonly identifiers: readonly { readonly type: string; readonly value: string; readonly joins: boolean }[] };

/**
 * What a claim says of a person, in the order of CLAIM_FIELDS; of several addresses or numbers the first in the alphabet. Shape: null for a claim that gives no name or a name alone: nothing could be learnt from it.
 * Invariant: the same claim gives the same record, whatever came before.
 */
export function recordOfClaim({ traits, identifiers }: SaidByClaim): readonly string[] | null {
  const said = CLAIM_FIELDS.map((_, at) => {
    const trait = TRAITS[at];
    if (trait !== null && trait !== undefined) return (Object.hasOwn(traits, trait) ? traits[trait] ?? '' : '').trim().slice(0, LONGEST);
    const type = IDENTIFIERS[at];
    return identifiers.filter((one) => one.joins && one.type === type).map((one) => one.value).sort()[0]?.slice(0, LONGEST) ?? '';
  });
  const names = said.slice(0, NAMES).some((value) => value !== '');
  const more = said.slice(NAMES).some((value) => value !== '');
  return names && more ? said : null;
}

/** Records that say the same have the same hash. Shape: hexadecimal. */
export function recordHash(said: readonly string[]): string {
  return createHash('sha256').update(said.join('\u001f')).digest('hex');
}
