/** Which things belong together, as joins are made one by one (union by size, path halving). */
export type DisjointSets = {
  find(item: number): number;
  /** Answers the root that stays. */
  join(a: number, b: number): number;
};

/** Sets of one thing each, for `count` things. */
export function createDisjointSets(count: number): DisjointSets {
  const parent = Int32Array.from({ length: count }, (_, index) => index);
  const size = new Int32Array(count).fill(1);
  const find = (item: number): number => {
    let at = item;
    for (;;) {
      const up = parent[at] ?? at;
      if (up === at) return at;
      parent[at] = parent[up] ?? up;
      at = up;
    }
  };
  return {
    find,
    join(a, b) {
      let [stays, goes] = [find(a), find(b)];
      if (stays === goes) return stays;
      const [left, right] = [size[stays] ?? 1, size[goes] ?? 1];
      if (left < right || (left === right && stays > goes)) [stays, goes] = [goes, stays];
      parent[goes] = stays;
      size[stays] = left + right;
      return stays;
    },
  };
}
