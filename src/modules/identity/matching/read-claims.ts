import type { Transaction } from '../../../platform/pg/transaction.ts';
import { customersByNumber } from '../identity-store.ts';
import type { DecideDeps } from '../take-decision.ts';
import { recordOfClaim } from './claim-record.ts';
import { modelOf } from './load-weigher.ts';
import { matchState } from './model-store.ts';
import { pairsOfRecords } from './pair-store.ts';
import { placeRecords } from './place-records.ts';
import { claimsToRead, customersOfRecords, putRecords, readUpTo, recordsOfNodes } from './record-store.ts';
import { settleCustomers } from './settle-customers.ts';

/**
 * Reads the next claims: what they say, whom that may be, and which customers change by it. Everything in one transaction.
 * Shape: how many claims were read.
 */
export function readClaims(deps: DecideDeps, most: number): Promise<number> {
  return deps.database.transaction(async (tx) => {
    const state = await matchState(tx);
    const claims = await claimsToRead(tx, state.node, most);
    const last = claims.at(-1);
    if (last === undefined) return 0;
    const said = claims.flatMap((claim) => { const record = claim.isPerson ? recordOfClaim(claim) : null; return record === null ? [] : [{ node: claim.node, said: record }]; });
    const { recordOf, fresh } = await putRecords(tx, said);
    const model = state.model === null ? null : await modelOf(tx, state.model, deps.memory.models);
    if (model !== null) {
      const parted = await placeRecords(tx, model, fresh);
      const freshNumbers = new Set(fresh.map((record) => record.number));
      if (state.cutBits !== null) await settleCustomers(deps, tx, await customersTouched(tx, state.cutBits, claims, recordOf, (record) => freshNumbers.has(record), parted));
    }
    await readUpTo(tx, last.node);
    return claims.length;
  });
}

/** Customers whose claims may belong together, or apart, after these were read. */
async function customersTouched(tx: Transaction, cutBits: number, claims: readonly { readonly node: number; readonly customer: number }[], recordOf: ReadonlyMap<number, number>, isFresh: (record: number) => boolean, parted: readonly number[]): Promise<number[]> {
  const records = [...new Set(recordOf.values())];
  const pairs = records.length === 0 ? [] : await pairsOfRecords(tx, records, cutBits);
  const alike = (await recordsOfNodes(tx, [...recordOf.keys()])).flatMap(({ record, ownBits }) => (ownBits !== null && ownBits >= cutBits ? [{ a: record, b: record }] : []));
  const asked = [...new Set([...pairs, ...alike].flatMap(({ a, b }) => [a, b]).concat(parted))];
  const owners = await customersOfRecords(tx, asked);
  const ownersOf = (record: number): readonly number[] => owners.get(record) ?? [];
  const touched = new Set(parted.flatMap(ownersOf));
  for (const { a, b } of [...pairs, ...alike]) {
    const both = new Set([...ownersOf(a), ...ownersOf(b)]);
    if (both.size > 1) for (const customer of both) touched.add(customer);
  }
  // Something new that somebody says may also contradict a join made before.
  const speakers = claims.filter(({ node }) => isFresh(recordOf.get(node) ?? 0)).map(({ customer }) => customer);
  for (const row of speakers.length === 0 ? [] : await customersByNumber(tx, [...new Set(speakers)])) if (row.entangled) touched.add(row.number);
  return [...touched];
}
