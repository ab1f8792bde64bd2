import { createComparer } from './agreement.ts';
import type { BlockingKey } from './blocking-keys.ts';
import { planKeys } from './blocking-keys.ts';
import type { Edges } from './cluster-records.ts';
import { clusterRecords, spokesmen } from './cluster-records.ts';
import type { MatchExplanation } from './explain-match.ts';
import { explainMatch } from './explain-match.ts';
import { createKeyIndex } from './key-index.ts';
import type { LikelihoodModel } from './likelihood-model.ts';
import { scorePair, weightsOf } from './likelihood-model.ts';
import { createPairGraph } from './pair-graph.ts';
import type { RecordTable } from './record-table.ts';
import { createScorer } from './score-groups.ts';
import { chanceOfShared } from './shared-value.ts';
import { chancesOf } from './value-chance.ts';

/** A customer that a new record was weighed against, with all values it ever had. */
export type WeighedCustomer = { readonly customer: number; readonly bits: number; readonly records: number };
/** What a new record did. `customer` is the lowest rank among its records; `changed` are the records whose customer is another one now. */
export type Placed = { readonly record: number; readonly customer: number; readonly weighed: readonly WeighedCustomer[]; readonly changed: readonly number[] };

export type CustomerStream = {
  /** Places one record. `rank` orders records independently of their arrival (default: the order of arrival); customers are a function of the records and their ranks alone. */
  add(raw: readonly string[], rank?: number): Placed;
  customerOf(record: number): number;
  recordsOf(customer: number): readonly number[];
  /** Why two records are one person, or why not. */
  explain(a: number, b: number): MatchExplanation;
};

/** What a stream goes on from: a batch's pairs and customers over the same table. */
export type StreamStart = { readonly edges: Edges; readonly of: Int32Array };

/**
 * Customers that follow every record as it comes: same keys, same scoring and same joining as the batch, over the records that hang together with the new one.
 * Invariant: after the same records, in whatever order, the customers are those that a batch with the same model, limits and cut would find.
 */
export function createCustomerStream(table: RecordTable, model: LikelihoodModel, limits: ReadonlyMap<string, number>, cutBits: number, start?: StreamStart): CustomerStream {
  const comparer = createComparer(table);
  const weights = weightsOf(model);
  const chances = chancesOf(table, model.values, model.unrelatedRatios);
  const scorer = createScorer(table, comparer, weights, chances);
  const keys: readonly BlockingKey[] = planKeys(table);
  const index = createKeyIndex(keys.map((key) => ({ key, limit: limits.get(key.name) ?? 1 })));
  const graph = createPairGraph();
  const customer: number[] = [];
  const members = new Map<number, number[]>();
  const rankOf: number[] = [];
  const levels = new Uint8Array(comparer.width);
  const ofValue = new Float64Array(comparer.width);

  function weigh(a: number, b: number): number {
    comparer.compare(a, b, levels);
    for (let field = 0; field < levels.length; field += 1) if (levels[field] === weights.equal[field]) ofValue[field] = chanceOfShared(table, chances, field, a, b);
    return Math.fround(scorePair(weights, levels, ofValue));
  }
  /** Pairs that were candidates only by keys that have become too common are candidates no more. */
  function unlinkGeneric(group: readonly number[], touched: Set<number>): void {
    for (const record of group) {
      graph.each(record, (other) => {
        if (index.share(record, other)) return;
        graph.unlink(record, other);
        touched.add(record).add(other);
      });
    }
  }
  /** All records that hang together with these by accepted pairs. */
  function componentOf(records: Iterable<number>): number[] {
    const found = new Set(records);
    for (const record of found) graph.each(record, (other) => { found.add(other); });
    return [...found];
  }
  /** Works out the customers of these records anew. Answers those that moved. */
  function settle(records: readonly number[]): number[] {
    const ordered = records.toSorted((a, b) => (rankOf[a] ?? 0) - (rankOf[b] ?? 0));
    const place = new Map(ordered.map((record, at) => [record, at]));
    const [a, b, bits]: [number[], number[], number[]] = [[], [], []];
    for (const record of ordered) {
      const from = place.get(record) ?? 0;
      graph.each(record, (other, weight) => {
        const to = place.get(other) ?? 0;
        if (to > from) { a.push(from); b.push(to); bits.push(weight); }
      });
    }
    const global = (local: readonly number[]): number[] => local.map((at) => ordered[at] ?? 0);
    const { of } = clusterRecords(ordered.length, { a: Int32Array.from(a), b: Int32Array.from(b), bits: Float32Array.from(bits), length: a.length }, cutBits, { score: (left, right) => scorer.score(global(left), global(right)) });
    const moved: number[] = [];
    for (const record of ordered) members.delete(customer[record] ?? -1);
    for (const [at, record] of ordered.entries()) {
      const now = rankOf[ordered[of[at] ?? 0] ?? 0] ?? 0;
      if (customer[record] !== now) moved.push(record);
      settleIn(record, now);
    }
    return moved;
  }
  function settleIn(record: number, now: number): void {
    customer[record] = now;
    const together = members.get(now);
    if (together === undefined) members.set(now, [record]);
    else together.push(record);
  }

  for (let record = 0; record < table.size(); record += 1) {
    index.add(record);
    rankOf[record] = record;
    settleIn(record, start?.of[record] ?? record);
  }
  for (let at = 0; at < (start?.edges.length ?? 0); at += 1) {
    const bits = start?.edges.bits[at] ?? 0;
    if (bits >= cutBits) graph.link(start?.edges.a[at] ?? 0, start?.edges.b[at] ?? 0, bits);
  }

  return {
    customerOf: (record) => customer[record] ?? -1,
    recordsOf: (of) => members.get(of) ?? [],
    explain: (a, b) => explainMatch(table, comparer, weights, chances, keys, a, b),
    add(raw, rank) {
      const record = table.add(raw);
      rankOf[record] = rank ?? record;
      settleIn(record, rank ?? record);
      const { candidates, nowGeneric } = index.add(record);
      const touched = new Set<number>();
      for (const group of nowGeneric) unlinkGeneric(group, touched);
      const near = new Set<number>();
      let isLinked = false;
      for (const other of candidates) {
        near.add(customer[other] ?? -1);
        const bits = weigh(record, other);
        if (bits < cutBits) continue;
        graph.link(record, other, bits);
        isLinked = true;
      }
      const weighed = [...near].map((other) => { const records = members.get(other) ?? []; return { customer: other, bits: scorer.score([record], spokesmen(records)), records: records.length }; }).sort((a, b) => b.bits - a.bits);
      touched.add(record);
      const changed = touched.size === 1 && !isLinked ? [] : settle(componentOf(touched));
      return { record, customer: customer[record] ?? -1, weighed, changed };
    },
  };
}
