/** Answers questions by their key, each at most once in `forMs` for everybody who wants to know; a failed answer is asked anew, and of many keys the oldest are forgotten. */
export function rememberedBy<T>({ forMs, most, clock }: { readonly forMs: number; readonly most: number; readonly clock: () => number }): (key: string, ask: () => Promise<T>) => Promise<T> {
  const held = new Map<string, { readonly atMs: number; readonly answer: Promise<T> }>();
  return (key, ask) => {
    const nowMs = clock();
    const known = held.get(key);
    // A clock that was set back makes nothing last.
    if (known !== undefined && nowMs >= known.atMs && nowMs - known.atMs <= forMs) return known.answer;
    const one = { atMs: nowMs, answer: ask() };
    held.delete(key);
    held.set(key, one);
    one.answer.catch(() => { if (held.get(key) === one) held.delete(key); });
    for (const [oldest] of held) {
      if (held.size <= most) break;
      held.delete(oldest);
    }
    return one.answer;
  };
}

/** Asks one question at most once in `forMs`, for everybody who wants to know; a failed answer is asked anew. */
export function remembered<T>(forMs: number, clock: () => number, ask: () => Promise<T>): () => Promise<T> {
  const answerTo = rememberedBy<T>({ forMs, most: 1, clock });
  return () => answerTo('', ask);
}
