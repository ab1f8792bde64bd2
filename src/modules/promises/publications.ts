import { compileTerms } from './terms/compile-terms.ts';
import type { Terms } from './contract.ts';
import type { FoldedRule } from './engine/instance.ts';
import type { PublicationRow, VersionRow } from './promise-store.ts';

/** A version with when it held, and when that was written down: what broke before opens no case and owes nothing by itself. Shape: `untilMs` infinite while it holds. Units: ms since 1970. */
export type Held = { readonly promise: number; readonly version: number; readonly terms: Terms; readonly fromMs: number; readonly untilMs: number; readonly madeMs: number };

/** When which version held: each from its publication until the next, or until the promise was stopped. What begins in between is judged by it for ever. */
export function heldVersions(versions: readonly VersionRow[], publications: readonly PublicationRow[]): Held[] {
  const termsOf = new Map(versions.map((one) => [`${one.promise} ${one.number}`, one.terms]));
  return [...Map.groupBy(publications, ({ promise }) => promise).values()].flatMap((own) => own.flatMap(({ promise, version, at, madeAt }, place): Held[] => {
    const terms = termsOf.get(`${promise} ${version ?? 0}`);
    return version === null || terms === undefined ? [] : [{ promise, version, terms, fromMs: at.getTime(), untilMs: own[place + 1]?.at.getTime() ?? Number.POSITIVE_INFINITY, madeMs: madeAt.getTime() }];
  }));
}

export type HeldRule = Held & { readonly rule: FoldedRule };

/** Versions ready to be folded. */
export function compileHeld(held: readonly Held[], zone: string): HeldRule[] {
  return held.map((one) => ({ ...one, rule: compileTerms(one.terms, one, zone) }));
}
