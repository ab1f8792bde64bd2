import { hash } from 'node:crypto';
import { normaliseValue } from '../likelihood/normalise-value.ts';
import type { RecordField } from '../likelihood/record-field.ts';
import { TITLES } from '../said-of-person.ts';
import { SEVERAL } from '../likelihood/record-table.ts';

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
/** Addresses, or numbers, that a claim gives its record at most. */
const MOST_VALUES = 5;
const NAME = 0, GIVEN = 1, FAMILY = 2;

/** What a record is made of. */
export type SaidByClaim = { readonly traits: Readonly<Record<string, string>>; readonly identifiers: readonly { readonly type: string; readonly value: string; readonly joins: boolean }[] };

/**
 * What a claim says of a person, in the order of CLAIM_FIELDS; several addresses, numbers and spellings of a name with SEVERAL between them. Shape: null for a claim that gives no name or a name alone: nothing could be learnt from it.
 * Invariant: the same claim gives the same record, whatever came before.
 */
export function recordOfClaim({ traits, identifiers }: SaidByClaim): readonly string[] | null {
  const said = CLAIM_FIELDS.map((_, at) => {
    const trait = TRAITS[at];
    if (trait !== null && trait !== undefined) return (Object.hasOwn(traits, trait) ? traits[trait] ?? '' : '').replaceAll(SEVERAL, ' ').trim().slice(0, LONGEST);
    const type = IDENTIFIERS[at];
    const values = identifiers.filter((one) => one.joins && one.type === type).map((one) => one.value.replaceAll(SEVERAL, ' ').slice(0, LONGEST));
    return [...new Set(values)].sort().slice(0, MOST_VALUES).join(SEVERAL);
  });
  const names = said.slice(0, NAMES).some((value) => value !== '');
  const more = said.slice(NAMES).some((value) => value !== '');
  return names && more ? withSpellings(said) : null;
}

/** Somebody who is called Robert Smith and signs as Bob Smith is called both: where one part of the whole name is that of the parts, the other is another spelling. */
function withSpellings(said: readonly string[]): readonly string[] {
  const words = (text: string): string[] => normaliseValue('full-name', text, 0).split(' ').filter((word) => word !== '');
  const [whole, given, family] = [words(said[NAME] ?? ''), words(said[GIVEN] ?? ''), words(said[FAMILY] ?? '')];
  const [first, last] = [whole[0] ?? '', whole.at(-1) ?? ''];
  const [isGiven, isFamily] = [whole.some((word) => given.includes(word)), whole.some((word) => family.includes(word))];
  if (whole.length < 2 || given.length === 0 || family.length === 0 || isGiven === isFamily) return said;
  const [at, known] = isGiven ? [FAMILY, given] : [GIVEN, family];
  const spelling = known.includes(first) ? last : known.includes(last) ? first : '';
  if (spelling.length < 2 || TITLES.has(spelling)) return said;
  return said.map((value, place) => (place === at ? `${value}${SEVERAL}${spelling}` : value));
}

/** What a record says of a field, each value apart. */
export function valuesSaid(value: string): readonly string[] {
  return value === '' ? [] : value.split(SEVERAL);
}

/** Records in which every field has one value: one for each way to choose of several. */
export function oneValued(said: readonly string[]): readonly (readonly string[])[] {
  if (!said.some((value) => value.includes(SEVERAL))) return [said];
  return said.reduce<readonly (readonly string[])[]>((made, value) => made.flatMap((begun) => value.split(SEVERAL).map((one) => [...begun, one])), [[]]);
}

/** Records that say the same have the same hash. Shape: hexadecimal. */
export function recordHash(said: readonly string[]): string {
  return hash('sha256', said.join('\u001f'), 'hex');
}
