/** What is named in a text. `order`: the number of an order, invoice, ticket or parcel. `rival-maybe`: a name that nobody told us, to which somebody seems to go. */
export const ENTITY_KINDS = ['money', 'date', 'order', 'product', 'competitor', 'rival-maybe', 'staff', 'place'] as const;
export type EntityKind = (typeof ENTITY_KINDS)[number];

/** An amount. Units: minor units of an ISO 4217 currency. */
export type Amount = { readonly minor: number; readonly currency: string };

/**
 * One thing that a text names.
 * Shape: `start`, `end` places in the plain text. `value` of a date: every way to read it, as ISO 8601 (`2026-05-03`, `--05-03`, `---04`, `2026-05`, `T15:00`), or seen from the message's moment (`-3d`, `+2w`, `tue+` the next Tuesday, `tue-` the last, `tue` whichever is meant); of a place: the ISO 3166 code of a country, the English name of a city, or as written; otherwise the name or number as it is known or written.
 * Units: `confidence` 0 to 1, how strong the rule is that found it, not a measured chance.
 */
export type Entity = { readonly start: number; readonly end: number; readonly confidence: number } & (
  | { readonly kind: 'money'; readonly value: Amount }
  | { readonly kind: 'date'; readonly value: readonly string[] }
  /** `id`: of a product or rival that the company knows. */
  | { readonly kind: 'product' | 'competitor'; readonly value: string; readonly id?: string }
  | { readonly kind: Exclude<EntityKind, 'money' | 'date' | 'product' | 'competitor'>; readonly value: string }
);

/** Worth of a rule: one that hardly errs, one that mostly holds, one that guesses. */
export const SURE = 0.95;
export const LIKELY = 0.8;
export const MAYBE = 0.6;
