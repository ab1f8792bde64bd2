/**
 * One vector for a text out of those of its tokens: their mean, or the first. Tokens that only fill up count nowhere.
 * Shape: `values` token by token, as many for each as the vector has dimensions; `mask` 1 for a token that counts. Zeros when none does.
 */
export function pooledTokens(values: ArrayLike<number>, mask: readonly number[], pooling: 'mean' | 'first'): Float32Array {
  const dimensions = mask.length === 0 ? 0 : values.length / mask.length;
  const vector = new Float32Array(dimensions);
  const counted = pooling === 'first' ? [0] : mask.flatMap((one, token) => (one === 1 ? [token] : []));
  for (const token of counted) for (let at = 0; at < dimensions; at += 1) vector[at] = (vector[at] as number) + (values[token * dimensions + at] ?? 0) / counted.length;
  return vector;
}
