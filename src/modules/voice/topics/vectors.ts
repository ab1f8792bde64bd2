/** Many vectors of one width. Shape: vector i is values[i · width] to values[(i + 1) · width]. */
export type Vectors = { readonly values: Float32Array; readonly width: number; readonly count: number };

/** Room for vectors, all zero. */
export function zeroVectors(count: number, width: number): Vectors {
  return { values: new Float32Array(count * width), width, count };
}

/** Σ a·b of vector i of one and vector j of the other; of vectors of length one their cosine. */
export function dot(a: Vectors, i: number, b: Vectors, j: number): number {
  const { values: x, width } = a;
  const y = b.values;
  let [at, to] = [i * width, j * width];
  const end = at + width;
  // Four sums side by side: the processor need not wait for one before the next.
  let [s0, s1, s2, s3] = [0, 0, 0, 0];
  for (; at + 3 < end; at += 4, to += 4) {
    s0 += (x[at] as number) * (y[to] as number);
    s1 += (x[at + 1] as number) * (y[to + 1] as number);
    s2 += (x[at + 2] as number) * (y[to + 2] as number);
    s3 += (x[at + 3] as number) * (y[to + 3] as number);
  }
  for (; at < end; at += 1, to += 1) s0 += (x[at] as number) * (y[to] as number);
  return s0 + s1 + s2 + s3;
}

/** Adds `share` of vector j of `from` to vector i of `to`. */
export function addTo(to: Vectors, i: number, from: Vectors, j: number, share: number): void {
  const { values, width } = to;
  for (let at = 0; at < width; at += 1) values[i * width + at] = (values[i * width + at] as number) + share * (from.values[j * width + at] as number);
}

/** Brings each vector to length one; what is zero stays zero. */
export function normalise(vectors: Vectors): Vectors {
  for (let i = 0; i < vectors.count; i += 1) {
    const length = Math.sqrt(dot(vectors, i, vectors, i));
    if (length > 0) for (let at = i * vectors.width; at < (i + 1) * vectors.width; at += 1) vectors.values[at] = (vectors.values[at] as number) / length;
  }
  return vectors;
}

/** Some of the vectors, in the order asked for. */
export function picked(vectors: Vectors, rows: ArrayLike<number>): Vectors {
  const some = zeroVectors(rows.length, vectors.width);
  for (let at = 0; at < rows.length; at += 1) addTo(some, at, vectors, rows[at] as number, 1);
  return some;
}

/** The direction of the mean of vectors by group; vectors of group −1 count nowhere. */
export function centresOf(vectors: Vectors, groupOf: ArrayLike<number>, groups: number): Vectors {
  const centres = zeroVectors(groups, vectors.width);
  for (let i = 0; i < vectors.count; i += 1) if ((groupOf[i] as number) >= 0) addTo(centres, groupOf[i] as number, vectors, i, 1);
  return normalise(centres);
}
