import type { Queryable } from '../../../platform/pg/transaction.ts';
import type { LikelyPair, LikelyTies } from '../join-likely.ts';
import { modelOf, weigherOver, type ModelMemory } from './load-weigher.ts';
import { matchState } from './model-store.ts';
import { likelySteps } from './likely-path-store.ts';
import { recordsByNumber } from './record-store.ts';

/** Follows likely pairs from claims to other customers, as a region is loaded. */
export type LikelyPath = {
  /** Customers that are likely one with the owner of a claim. Shape: the claim that led there. */
  follow(nodes: readonly number[]): Promise<{ node: number; customer: number }[]>;
  /** What was found, for the rules; null when nothing was. */
  ties(): Promise<LikelyTies | null>;
};

/** The way to likely customers; null while nothing was learnt or likely joins are off. `asIfBits`: as if this were the cut. */
export async function followLikely(tx: Queryable, models?: ModelMemory, asIfBits?: number | null): Promise<LikelyPath | null> {
  const { cutBits: inUse, model } = await matchState(tx);
  const cutBits = asIfBits === undefined ? inUse : asIfBits;
  return cutBits === null || model === null ? null : pathOf(tx, cutBits, model, models);
}

function pathOf(tx: Queryable, cutBits: number, number: number, models: ModelMemory | undefined): LikelyPath {
  const recordOf = new Map<number, number>();
  const pairs = new Map<string, LikelyPair>();
  const met = new Set<number>();
  return {
    async follow(nodes) {
      const asked = nodes.filter((node) => !recordOf.has(node));
      if (asked.length === 0) return [];
      const { held, pairs: found, owners } = await likelySteps(tx, asked, [...met], cutBits);
      const nodeOf = new Map<number, number>();
      for (const { node, record, ownBits } of held) {
        recordOf.set(node, record);
        if (!met.has(record)) nodeOf.set(record, node);
        if (ownBits !== null && ownBits >= cutBits) pairs.set(`${record} ${record}`, { a: record, b: record, bits: ownBits, agreeing: 2 });
      }
      const fresh = [...nodeOf.keys()];
      for (const record of fresh) met.add(record);
      const leadsTo = new Map<number, number>();
      for (const record of fresh) if (pairs.has(`${record} ${record}`)) leadsTo.set(record, nodeOf.get(record) ?? 0);
      for (const pair of found) {
        pairs.set(`${pair.a} ${pair.b}`, pair);
        for (const [from, to] of [[pair.a, pair.b], [pair.b, pair.a]] as const) { const node = nodeOf.get(from); if (node !== undefined && !leadsTo.has(to)) leadsTo.set(to, node); }
      }
      return owners.flatMap(({ record, customers }) => { const node = leadsTo.get(record); return node === undefined ? [] : customers.map((customer) => ({ node, customer })); });
    },
    async ties() {
      if (pairs.size === 0) return null;
      const model = await modelOf(tx, number, models);
      if (model === null) return null;
      const weigher = await weigherOver(tx, model, await recordsByNumber(tx, [...new Set(recordOf.values())]));
      return { cutBits, recordOf, pairs: [...pairs.values()], weigh: (left, right) => weigher.bits(left, right) };
    },
  };
}
