import type { Names, Rival } from './contract.ts';
import { PRODUCTS_MOST } from './contract.ts';
import type { NamesNow } from './names.ts';
import type { StoredRival } from './names-store.ts';

const FIRST = 12;

/** The reader whose readings are shown: since when it reads, and how far another has come in the history. */
export type NamesReader = { readonly begunAt: Date; readonly again: { readonly version: number; readonly texts: number } | null };

/** A rival with whether the whole history was read with it. */
export function presentRival({ number, name, spellings, changedAt }: StoredRival, begunAt: Date): Rival {
  return { number, name, spellings: [...spellings], changedAt: changedAt.toISOString(), countsFrom: changedAt > begunAt ? changedAt.toISOString() : null };
}

/** Names that are looked for, with what the shown reader read without them. */
export function presentNames({ rivals, products }: NamesNow, { begunAt, again }: NamesReader, lookedAt: Date | null): Names {
  return {
    rivals: rivals.map((rival) => presentRival(rival, begunAt)), again,
    products: { known: products.length, most: PRODUCTS_MOST, unread: products.filter(({ knownSince }) => knownSince > begunAt).length, first: products.slice(0, FIRST).map(({ id, names }) => ({ id, name: names[0] ?? id })), lookedAt: lookedAt?.toISOString() ?? null },
  };
}
