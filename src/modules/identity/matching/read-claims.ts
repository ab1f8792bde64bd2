import type { Transaction } from '../../../platform/pg/transaction.ts';
import type { DecideDeps } from '../take-decision.ts';
import { recordHash, recordOfClaim } from './claim-record.ts';
import { modelOf } from './load-weigher.ts';
import { planForFew } from '../plan-statements-store.ts';
import { FEW, readCustomers } from '../customer-claims-store.ts';
import { openTurn } from '../take-decision.ts';
import type { MatchState } from './model-store.ts';
import { pairsOfRecords } from './pair-store.ts';
import { placeRecords, type PlacedRecords } from './place-records.ts';
import { claimsToRead, customersOfRecords, customersOfRecordsRead, noteRead, putRecords, type KeptRecord, type UnreadClaim } from './record-store.ts';
import { settleRead } from './settle-customers.ts';

/** What was read: how many claims, and how matching stands after it (claims were weighed against others where there is a model). `records`: how many were ever made. `areRulesBehind`: customers still follow other exact rules. */
export type ReadClaims = { readonly claims: number; readonly state: MatchState; readonly records: number; readonly areRulesBehind: boolean };

/** Reads the next claims: what they say, whom that may be, and which customers change by it. Everything in one transaction. */
export function readClaims(deps: DecideDeps, most: number): Promise<ReadClaims> {
  return deps.database.transaction(async (tx) => {
    planForFew(tx);
    const { state, claims, records, areRulesBehind } = await claimsToRead(tx, most);
    const last = claims.at(-1);
    if (last === undefined) return { claims: 0, state, records, areRulesBehind };
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
    noteRead(tx, recordOf, last.node);
    if (model !== null && state.cutBits !== null) await settleTouched(deps, tx, state.cutBits, claims, recordOf, placed);
    return { claims: claims.length, state, records: Math.max(records, ...placed.kept.map(({ number }) => number)), areRulesBehind };
  });
}

/** Looks again at customers whose claims may belong together, or apart, after these were read. */
async function settleTouched(deps: DecideDeps, tx: Transaction, cutBits: number, claims: readonly UnreadClaim[], recordOf: ReadonlyMap<number, number>, { kept, pairs, parted }: PlacedRecords): Promise<void> {
  const fresh = new Set(kept.filter((record) => record.isNew).map((record) => record.number));
  const earlier = await pairsOfRecords(tx, kept.filter((record) => !record.isNew).map((record) => record.number), cutBits);
  // Something new that somebody says may also contradict a join made before.
  const contradicted = claims.flatMap(({ node, customer, isEntangled }) => (isEntangled && fresh.has(recordOf.get(node) ?? 0) ? [customer] : []));
  const saidBy = Map.groupBy(claims, ({ node }) => recordOf.get(node) ?? 0);
  const isOfSeveral = ({ number, isNew }: KeptRecord): boolean => !isNew || new Set(saidBy.get(number)?.map(({ customer }) => customer)).size > 1;
  const likely = [
    ...pairs.filter((pair) => pair.bits >= Math.fround(cutBits)), ...earlier,
    ...kept.flatMap((record) => (record.ownBits !== null && record.ownBits >= Math.fround(cutBits) && isOfSeveral(record) ? [{ a: record.number, b: record.number }] : [])),
  ];
  const records = [...new Set([...likely.flatMap(({ a, b }) => [a, b]), ...parted])];
  if (records.length === 0 && contradicted.length === 0) return;
  // In turn from here on: nobody moves between what is read of them and what is written.
  const [turn, { owners, read }] = await Promise.all([openTurn(deps, tx), records.length + contradicted.length <= FEW ? customersOfRecordsRead(tx, records, contradicted) : { owners: await customersOfRecords(tx, records), read: null }]);
  const ownersOf = (record: number): readonly number[] => owners.get(record) ?? [];
  const touched = new Set([...parted.flatMap(ownersOf), ...contradicted]);
  for (const { a, b } of likely) {
    const both = new Set([...ownersOf(a), ...ownersOf(b)]);
    if (both.size > 1) for (const customer of both) touched.add(customer);
  }
  if (touched.size > 0) await settleRead(turn, read ?? await readCustomers(tx, [...touched]), touched);
}
