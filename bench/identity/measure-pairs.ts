/** Which entity each record truly belongs to, and its source where only pairs across sources count. */
export type Truth = { readonly entity: Int32Array; readonly source?: Int32Array };
/** Scored pairs of records; `bits` is the log2 of the odds. */
export type ScoredPairs = { readonly a: Int32Array; readonly b: Int32Array; readonly bits: Float32Array; readonly length: number };
export type AtCut = { readonly precision: number; readonly recall: number; readonly f1: number };

const pairsOf = (count: number): number => count * (count - 1) / 2;

/** How many pairs of records are truly one entity. */
export function truePairs(truth: Truth): number {
  const sizes = new Map<number, number>();
  const within = new Map<string, number>();
  for (const [record, entity] of truth.entity.entries()) {
    sizes.set(entity, (sizes.get(entity) ?? 0) + 1);
    if (truth.source !== undefined) { const key = `${entity} ${truth.source[record]}`; within.set(key, (within.get(key) ?? 0) + 1); }
  }
  let pairs = 0;
  for (const size of sizes.values()) pairs += pairsOf(size);
  for (const size of within.values()) pairs -= pairsOf(size);
  return pairs;
}

function atCut(hits: number, claimed: number, all: number): AtCut {
  const precision = claimed === 0 ? 1 : hits / claimed;
  const recall = hits / all;
  return { precision, recall, f1: hits === 0 ? 0 : 2 * precision * recall / (precision + recall) };
}

/** Best F1 over cuts a tenth of a bit apart, against all true pairs, and the figures at fixed probabilities and at one's own. */
export function measurePairs(pairs: ScoredPairs, truth: Truth, own = 0.5): { readonly blockingRecall: number; readonly best: AtCut & { readonly cutBits: number }; readonly own: AtCut; readonly at: Readonly<Record<string, AtCut>> } {
  const all = truePairs(truth);
  const steps = new Map<number, { claimed: number; hits: number }>();
  let found = 0;
  const cuts = [0.5, 0.9, 0.95, 0.99, own].map((probability) => ({ probability, claimed: 0, hits: 0 }));
  for (let at = 0; at < pairs.length; at += 1) {
    const bits = pairs.bits[at] ?? 0;
    const hit = truth.entity[pairs.a[at] ?? 0] === truth.entity[pairs.b[at] ?? 0] ? 1 : 0;
    found += hit;
    const step = Math.floor(bits / 0.1);
    const sum = steps.get(step) ?? { claimed: 0, hits: 0 };
    steps.set(step, { claimed: sum.claimed + 1, hits: sum.hits + hit });
    for (const cut of cuts) if (1 / (1 + 2 ** -bits) >= cut.probability) { cut.claimed += 1; cut.hits += hit; }
  }
  let best = { precision: 0, recall: 0, f1: 0, cutBits: Infinity };
  let [claimed, hits] = [0, 0];
  for (const [step, sum] of [...steps].sort((a, b) => b[0] - a[0])) {
    claimed += sum.claimed;
    hits += sum.hits;
    const here = atCut(hits, claimed, all);
    if (here.f1 > best.f1) best = { ...here, cutBits: step * 0.1 };
  }
  const last = cuts[4];
  return { blockingRecall: found / all, best, own: atCut(last?.hits ?? 0, last?.claimed ?? 0, all), at: Object.fromEntries(cuts.slice(0, 4).map((cut) => [cut.probability, atCut(cut.hits, cut.claimed, all)])) };
}
