import type { Queryable } from '../../../platform/pg/transaction.ts';
import type { LikelyPair, LikelyTies } from '../join-likely.ts';
import { modelOf, weigherOver, type ModelMemory } from './load-weigher.ts';
import { likelySteps } from './likely-path-store.ts';

/** Follows likely pairs from claims to other customers, as a region is loaded. */
export type LikelyPath = {
  /** Customers that are likely one with the owner of a claim; nobody while nothing was learnt or likely joins are off. Shape: the claim that led there. */
  follow(nodes: readonly number[]): Promise<{ node: number; customer: number }[]>;
  /** What was found, for the rules; null when nothing was. */
  ties(): Promise<LikelyTies | null>;
};

/** The way to likely customers. `asIfBits`: as if this were the cut; null: as if likely joins were off. Cost: one question a step, none where no claims are new to it. */
export function followLikely(tx: Queryable, models?: ModelMemory, asIfBits?: number | null): LikelyPath {
  const recordOf = new Map<number, number>();
  const said = new Map<number, readonly string[]>();
  const pairs = new Map<string, LikelyPair>();
  const asked = new Set<number>();
  let inUse: { readonly model: number; readonly cutBits: number } | null = null;
  let isOff = asIfBits === null;
  return {
    async follow(nodes) {
      const open = isOff ? [] : nodes.filter((node) => !asked.has(node));
      if (open.length === 0) return [];
      for (const node of open) asked.add(node);
      const { model, cutBits, held, pairs: found, owners } = await likelySteps(tx, open, [...said.keys()], asIfBits ?? inUse?.cutBits ?? null);
      isOff = model === null || cutBits === null;
      if (model === null || cutBits === null) return [];
      inUse = { model, cutBits };
      const nodeOf = new Map<number, number>();
      for (const { node, record, ownBits, said: words } of held) {
        recordOf.set(node, record);
        if (ownBits !== null && ownBits >= cutBits) pairs.set(`${record} ${record}`, { a: record, b: record, bits: ownBits, agreeing: 2 });
        if (words === null) continue;
        nodeOf.set(record, node);
        said.set(record, words);
      }
      const leadsTo = new Map<number, number>();
      for (const [record, node] of nodeOf) if (pairs.has(`${record} ${record}`)) leadsTo.set(record, node);
      for (const pair of found) {
        pairs.set(`${pair.a} ${pair.b}`, pair);
        for (const [from, to] of [[pair.a, pair.b], [pair.b, pair.a]] as const) { const node = nodeOf.get(from); if (node !== undefined && !leadsTo.has(to)) leadsTo.set(to, node); }
      }
      return owners.flatMap(({ record, customers }) => { const node = leadsTo.get(record); return node === undefined ? [] : customers.map((customer) => ({ node, customer })); });
    },
    async ties() {
      if (pairs.size === 0 || inUse === null) return null;
      const model = await modelOf(tx, inUse.model, models);
      if (model === null) return null;
      const weigher = await weigherOver(tx, model, said);
      return { cutBits: inUse.cutBits, recordOf, pairs: [...pairs.values()], weigh: (left, right) => weigher.bits(left, right) };
    },
  };
}
