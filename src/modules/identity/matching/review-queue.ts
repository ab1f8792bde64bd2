import type { Queryable } from '../../../platform/pg/transaction.ts';
import { publicId } from '../../../kernel/public-id.ts';
import { probabilityOf } from '../likelihood/likelihood-model.ts';
import { setAsidePairs } from './answer-store.ts';
import type { LikelyRefusal, ReviewQueue, Side } from './contract.ts';
import { likelyRefusal } from './contract.ts';
import { RECORDS_COMPARED, recordsOfCustomers } from './likeness-view.ts';
import { loadModel, weigherOver, type ModelInUse } from './load-weigher.ts';
import { recordsByNumber } from './record-store.ts';
import { bestBits, doubtfulPairs, keptApart, namesakes, refusedPairs, type OpenPair } from './review-view.ts';
import { sidesOf, type SideRow } from './side-view.ts';
import { REVIEW_BITS } from './weigher.ts';

/** A pair in review. `bits`: of their best pair of records, or of all that both ever said where that is less. */
export type QueuedPair = OpenPair & { readonly refusal: LikelyRefusal };
/** What waits, whole up to REVIEW_COUNTED. `isLeast`: there may be more. */
export type Waiting = { readonly pairs: readonly QueuedPair[]; readonly isLeast: boolean };

/** Pairs are counted up to here; beyond, there are "at least" so many. */
export const REVIEW_COUNTED = 1_000;
/** Refused joins that are looked through, the latest first. */
const REFUSALS_READ = 4_000;
/** Pairs of records that are read for the queue: first few, then more, until enough are of two customers. */
const READS = [2_000, 10_000, 50_000] as const;

/** One row per pair of customers: its highest odds, and the first reason that is known. */
function foldPairs(found: readonly (OpenPair & { readonly refusal: LikelyRefusal })[]): QueuedPair[] {
  const byPair = new Map<string, QueuedPair>();
  for (const pair of found) {
    const key = `${pair.left} ${pair.right}`;
    const known = byPair.get(key);
    byPair.set(key, known === undefined ? pair : { ...known, bits: Math.max(known.bits, pair.bits), refusal: known.refusal });
  }
  return [...byPair.values()].sort(likeliestFirst);
}

function likeliestFirst(a: QueuedPair, b: QueuedPair): number {
  return b.bits - a.bits || a.left - b.left || a.right - b.right;
}

/** Why a pair that nothing refused waits: it is below the cut, or likely joins are off. */
function doubtOf({ isOn }: ModelInUse): LikelyRefusal {
  return isOn ? 'in-doubt' : 'off';
}

/** Likely joins that were refused, with the reason why they wait now. */
async function refusedNow(tx: Queryable, inUse: ModelInUse): Promise<QueuedPair[]> {
  const { cut } = inUse;
  if (cut === null) return [];
  return (await refusedPairs(tx, REFUSALS_READ)).map((pair) => ({ ...pair, refusal: pair.bits < cut.cutBits ? doubtOf(inUse) : likelyRefusal(pair.refusal) }));
}

/** Pairs in their order, by all that both ever said where that is less than what two of their records say: it is what a join would be decided by. */
async function weighedWhole(tx: Queryable, { model }: ModelInUse, pairs: readonly QueuedPair[]): Promise<QueuedPair[]> {
  if (pairs.length === 0) return [];
  const recordsOf = await recordsOfCustomers(tx, [...new Set(pairs.flatMap(({ left, right }) => [left, right]))], RECORDS_COMPARED);
  const weigher = await weigherOver(tx, model, await recordsByNumber(tx, [...new Set([...recordsOf.values()].flat())]));
  return pairs.map((pair) => ({ ...pair, bits: Math.min(pair.bits, weigher.bits(recordsOf.get(pair.left) ?? [], recordsOf.get(pair.right) ?? [])) }));
}

/**
 * Customers that may be one person and wait for somebody to say, the likeliest first: likely joins that were refused, and pairs from even odds up to the cut.
 * Left out are those whom a decision keeps apart, those set aside, and those in doubt who are rather two by all that both ever said. Cost: reads more pairs of records only while too few are of two customers.
 */
export async function waitingForReview(tx: Queryable): Promise<Waiting> {
  const inUse = await loadModel(tx);
  if (inUse === null) return { pairs: [], isLeast: false };
  const belowBits = inUse.cut?.cutBits ?? Number.POSITIVE_INFINITY;
  const doubt = doubtOf(inUse);
  const refused = await refusedNow(tx, inUse);
  const alike = (await namesakes(tx, belowBits, READS[0])).map((pair) => ({ ...pair, refusal: doubt }));
  const aside = new Set((await setAsidePairs(tx)).map(({ left, right }) => `${left} ${right}`));
  for (const read of READS) {
    const { pairs, isAll } = await doubtfulPairs(tx, belowBits, read);
    const folded = foldPairs([...refused, ...alike, ...pairs.map((pair) => ({ ...pair, refusal: doubt }))]).filter(({ left, right }) => !aside.has(`${left} ${right}`));
    const apart = await keptApart(tx, folded);
    const standing = folded.filter((_, place) => !apart.has(place));
    if (!isAll && standing.length < REVIEW_COUNTED && read !== READS.at(-1)) continue;
    const weighed = await weighedWhole(tx, inUse, standing.slice(0, REVIEW_COUNTED));
    // Nobody need look at two of whom all that they said tells that they are two, unless a join was refused.
    return { pairs: weighed.filter(({ bits, refusal }) => refusal !== doubt || bits >= REVIEW_BITS).sort(likeliestFirst), isLeast: !isAll || standing.length > REVIEW_COUNTED };
  }
  return { pairs: [], isLeast: false };
}

/** Pairs of which somebody said that they are not sure, the latest first, with the odds and the reason by which they waited, as far as nobody decided since. */
export async function pairsSetAside(tx: Queryable): Promise<Waiting> {
  const inUse = await loadModel(tx);
  const aside = await setAsidePairs(tx);
  const apart = await keptApart(tx, aside);
  const open = aside.filter((_, place) => !apart.has(place));
  const shown = open.slice(0, REVIEW_COUNTED);
  const bits = await bestBits(tx, shown);
  const refusals = new Map((inUse === null ? [] : await refusedNow(tx, inUse)).map(({ left, right, refusal }) => [`${left} ${right}`, refusal]));
  const pairs = shown.map((pair, at): QueuedPair => ({ ...pair, bits: bits[at] ?? 0, refusal: refusals.get(`${pair.left} ${pair.right}`) ?? (inUse === null ? 'in-doubt' : doubtOf(inUse)) }));
  return { pairs: inUse === null ? pairs : await weighedWhole(tx, inUse, pairs), isLeast: open.length > shown.length };
}

/** What is shown of a side. */
export function sideOf(row: SideRow): Side {
  const at = (ms: number): string => new Date(ms).toISOString();
  return { id: publicId('customer', row.customer), names: row.names, identifiers: row.identifiers, sources: row.sources, claims: row.claims, firstSeenAt: at(row.firstSeenMs), lastSeenAt: at(row.lastSeenMs) };
}

/** The first pairs in review with both sides, and how many wait. */
export async function reviewQueue(tx: Queryable, { limit, setAside }: { readonly limit: number; readonly setAside: boolean }): Promise<ReviewQueue> {
  const { pairs, isLeast } = await (setAside ? pairsSetAside(tx) : waitingForReview(tx));
  const shown = pairs.slice(0, limit);
  const sides = await sidesOf(tx, shown.flatMap(({ left, right }) => [{ customer: left, node: null }, { customer: right, node: null }]));
  return {
    count: pairs.length, countIsLeast: isLeast,
    pairs: shown.flatMap(({ bits, refusal }, at) => {
      const [left, right] = [sides.get(2 * at), sides.get(2 * at + 1)];
      return left === undefined || right === undefined ? [] : [{ left: sideOf(left), right: sideOf(right), probability: probabilityOf(bits), refusal, isSetAside: setAside }];
    }),
  };
}
