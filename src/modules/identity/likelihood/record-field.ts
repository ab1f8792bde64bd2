/**
 * What a field of a record says about a person. The kind decides how values are written alike, how two values are compared and what a household shares.
 * `id`: a number that belongs to one person (tax, passport, loyalty). `place`: town or suburb. `category`: few values (gender, state).
 */
export const FIELD_KINDS = ['given-name', 'surname', 'full-name', 'birth-date', 'email', 'phone', 'postcode', 'address', 'place', 'company', 'id', 'category'] as const;
export type FieldKind = (typeof FIELD_KINDS)[number];

/** One column of the records. Invariant: names are unique within a list of fields. */
export type RecordField = { readonly name: string; readonly kind: FieldKind };

/** The kinds that people of one household have in common without being one person. */
const SHARED_AT_HOME: ReadonlySet<FieldKind> = new Set(['surname', 'email', 'phone', 'postcode', 'address', 'place', 'company']);

export function isSharedAtHome(kind: FieldKind): boolean {
  return SHARED_AT_HOME.has(kind);
}

/**
 * How likely two people of one household were born on one day: a pair of siblings in sixty are twins, and not every two people of a household are siblings.
 * Without it, twins would look like one person whose given name somebody mistyped. Source: births per 1,000 that are multiple, rich countries, 2010s: 30 to 35.
 */
export const TWINS_RATIO = 0.01;
