import type { Transaction } from '../../../platform/pg/transaction.ts';
import type { DecideDeps } from '../take-decision.ts';
import { recordHash, recordOfClaim } from './claim-record.ts';
import { modelOf } from './load-weigher.ts';
import { planForFew } from '../plan-for-few-store.ts';
import { matchState, type MatchState } from './model-store.ts';
import { pairsOfRecords } from './pair-store.ts';
import { placeRecords, type PlacedRecords } from './place-records.ts';
import { claimsToRead, customersOfRecords, noteRecords, putRecords, readUpTo, recordsMade, type UnreadClaim } from './record-store.ts';
import { settleCustomers } from './settle-customers.ts';

/** What was read: how many claims, and how matching stands after it (claims were weighed against others where there is a model). `records`: how many were ever made. */
export type ReadClaims = { readonly claims: number; readonly state: MatchState; readonly records: number };

/** Reads the next claims: what they say, whom that may be, and which customers change by it. Everything in one transaction. */
export function readClaims(deps: DecideDeps, most: number): Promise<ReadClaims> {
  return deps.database.transaction(async (tx) => {
    planForFew(tx);
    const [state, claims, records] = await Promise.all([matchState(tx), claimsToRead(tx, most), recordsMade(tx)]);
    const last = claims.at(-1);
    if (last === undefined) return { claims: 0, state, records };
    const hashOf = new Map<number, string>();
    const saidOf = new Map<string, readonly string[]>();
    for (const claim of claims) {
      const said = claim.isPerson ? recordOfClaim(claim) : null;
      if (said === null) continue;
      const hash = recordHash(said);
      hashOf.set(claim.node, hash);
      saidOf.set(hash, said);
    }
    const saying = [...saidOf].map(([hash, said]) => ({ hash, said }));
    const model = state.model === null ? null : await modelOf(tx, state.model, deps.memory.models);
    const placed = model === null ? { kept: await putRecords(tx, saying.map((record) => ({ ...record, ownBits: null }))), pairs: [], parted: [] } : await placeRecords(tx, model, saying);
    const numberOf = new Map(placed.kept.map(({ hash, number }) => [hash, number]));
    const recordOf = new Map([...hashOf].flatMap(([node, hash]) => { const number = numberOf.get(hash); return number === undefined ? [] : [[node, number] as const]; }));
    noteRecords(tx, recordOf);
    if (model !== null && state.cutBits !== null) await settleCustomers(deps, tx, await customersTouched(tx, state.cutBits, claims, recordOf, placed));
    readUpTo(tx, last.node);
    return { claims: claims.length, state, records: Math.max(records, ...placed.kept.map(({ number }) => number)) };
  });
}

/** Customers whose claims may belong together, or apart, after these were read. */
async function customersTouched(tx: Transaction, cutBits: number, claims: readonly UnreadClaim[], recordOf: ReadonlyMap<number, number>, { kept, pairs, parted }: PlacedRecords): Promise<number[]> {
  const fresh = new Set(kept.filter((record) => record.isNew).map((record) => record.number));
  const earlier = await pairsOfRecords(tx, kept.filter((record) => !record.isNew).map((record) => record.number), cutBits);
  const likely = [
    ...pairs.filter((pair) => pair.bits >= Math.fround(cutBits)), ...earlier,
    ...kept.flatMap(({ number, ownBits }) => (ownBits !== null && ownBits >= Math.fround(cutBits) ? [{ a: number, b: number }] : [])),
  ];
  const owners = await customersOfRecords(tx, [...new Set([...likely.flatMap(({ a, b }) => [a, b]), ...parted])]);
  const ownersOf = (record: number): readonly number[] => owners.get(record) ?? [];
  const touched = new Set(parted.flatMap(ownersOf));
  for (const { a, b } of likely) {
    const both = new Set([...ownersOf(a), ...ownersOf(b)]);
    if (both.size > 1) for (const customer of both) touched.add(customer);
  }
  // Something new that somebody says may also contradict a join made before.
  for (const { node, customer, isEntangled } of claims) if (isEntangled && fresh.has(recordOf.get(node) ?? 0)) touched.add(customer);
  return [...touched];
}
