/** The answer to a request that may be refused for a reason the caller is expected to deal with. Faults are thrown; refusals are returned. */
export type Outcome<T, Refusal> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly refusal: Refusal };

/** A request that was granted. */
export function granted<T>(value: T): { readonly ok: true; readonly value: T } {
  return { ok: true, value };
}

/** A request that was refused; the refusal says why in words that a person can act on. */
export function refused<Refusal>(refusal: Refusal): { readonly ok: false; readonly refusal: Refusal } {
  return { ok: false, refusal };
}
