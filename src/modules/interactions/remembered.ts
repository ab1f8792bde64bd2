/** Asks a question at most once in `forMs`, for everybody who wants to know; a failed answer is asked anew. */
export function remembered<T>(forMs: number, clock: () => number, ask: () => Promise<T>): () => Promise<T> {
  let asked: { readonly atMs: number; readonly answer: Promise<T> } | null = null;
  return () => {
    if (asked === null || clock() - asked.atMs > forMs) {
      const answer = ask();
      asked = { atMs: clock(), answer };
      answer.catch(() => { asked = null; });
    }
    return asked.answer;
  };
}
