/**
 * One answer for all who ask meanwhile: those who ask while an answer is under way share the next one, so that what happened before they asked is in it.
 * Invariant: one is under way at a time. Errors: those of `ask`, for each who shares it.
 */
export function shareNext<T>(ask: () => Promise<T>): () => Promise<T> {
  let current: Promise<T> | null = null;
  let next: Promise<T> | null = null;
  const begin = (): Promise<T> => {
    const mine = ask().finally(() => { current = null; });
    current = mine;
    return mine;
  };
  return () => {
    if (current === null) return begin();
    const after = (): Promise<T> => { next = null; return begin(); };
    next ??= current.then(after, after);
    return next;
  };
}
