/** Repeatable numbers from 0 to 1: the same records train the same model. Source: xorshift32, G. Marsaglia (2003). */
export function seededRandom(seed: number): () => number {
  let state = (seed | 0) || 0x9e3779b9;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 4_294_967_296;
  };
}
