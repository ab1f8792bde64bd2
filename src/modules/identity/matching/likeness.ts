import { AppError } from '../../../kernel/app-error.ts';
import type { Queryable } from '../../../platform/pg/transaction.ts';
import { probabilityOf } from '../likelihood/likelihood-model.ts';
import { CLAIM_FIELDS, valuesSaid } from './claim-record.ts';
import { likelyRefusal, type Evidence, type Likeness, type LikelyRefusal } from './contract.ts';
import { latestRefusal, RECORDS_COMPARED, recordsOfParty } from './likeness-view.ts';
import { loadModel, weigherOver, type ModelInUse, type Weigher } from './load-weigher.ts';
import { recordsByNumber } from './record-store.ts';
import { sideOf } from './review-queue.ts';
import { keptApart } from './review-view.ts';
import { sidesOf, type Party } from './side-view.ts';
import { REVIEW_BITS } from './weigher.ts';

/** Fields that say the same thing in other parts: where one of them is compared, what only the other side says in the rest is not missing. */
const NAME_FIELDS: ReadonlySet<string> = new Set(['name', 'given name', 'family name', 'surname']);

type Said = readonly string[];

function saidIn(said: Said, field: string): string {
  const at = CLAIM_FIELDS.findIndex((one) => one.name === field);
  const value = at < 0 ? '' : asRead(said[at] ?? '');
  if (value !== '' || !NAME_FIELDS.has(field)) return value;
  // A part of a name that was said as a whole, or the whole of one that was said in parts.
  const [whole, given, family] = said;
  return whole !== undefined && whole !== '' ? whole : [given, family].filter((part) => part !== undefined && part !== '').map((part) => asRead(part ?? '')).join(' ');
}

/** Several values of one field, for a person to read. */
function asRead(value: string): string {
  return valuesSaid(value).join(', ');
}

/** The sum of evidence of two records with what both say, and below it what only one of them says. */
export function evidenceOf(weigher: Pick<Weigher, 'explain'>, a: number, b: number, records: ReadonlyMap<number, Said>): { readonly evidence: Evidence; readonly sharedKeys: readonly string[] } {
  const { priorBits, fields, householdBits, totalBits, probability, householdProbability, sharedKeys } = weigher.explain(a, b);
  const [left, right] = [records.get(a) ?? [], records.get(b) ?? []];
  const weighed = fields.map(({ field, level, bits, valueBits }) => ({ field, level, bits, valueBits, left: saidIn(left, field), right: saidIn(right, field) }));
  const compared = new Set(weighed.map((one) => one.field));
  const rest = CLAIM_FIELDS.flatMap(({ name }, at) => {
    const [ours, theirs] = [asRead(left[at] ?? ''), asRead(right[at] ?? '')];
    if (compared.has(name) || NAME_FIELDS.has(name) || (ours === '' && theirs === '')) return [];
    return [{ field: name, level: ours === '' || theirs === '' ? 'not given' : 'not weighed', bits: 0, valueBits: 0, left: ours === '' ? null : ours, right: theirs === '' ? null : theirs }];
  });
  return { evidence: { priorBits, fields: [...weighed, ...rest], householdBits, totalBits, probability, householdProbability }, sharedKeys };
}

/** The two records of two sides that speak most for one person. */
function bestPair(weigher: Pick<Weigher, 'bits'>, left: readonly number[], right: readonly number[]): { readonly a: number; readonly b: number } | null {
  let best: { readonly a: number; readonly b: number; readonly bits: number } | null = null;
  for (const a of left) for (const b of right) {
    const bits = weigher.bits([a], [b]);
    if (best === null || bits > best.bits) best = { a, b, bits };
  }
  return best;
}

/** What keeps two customers apart. Units: log2 of odds; `bits`: of their best pair of records; `leastBits`: of all that both ever said where that is less. */
async function refusalOf(tx: Queryable, inUse: ModelInUse | null, left: number, right: number, odds: { readonly bits: number; readonly leastBits: number } | null): Promise<LikelyRefusal | null> {
  if (left === right) return null;
  if ((await keptApart(tx, [{ left: Math.min(left, right), right: Math.max(left, right) }])).size > 0) return 'human-decision';
  if (inUse === null || odds === null || odds.bits < REVIEW_BITS) return null;
  if (inUse.cut === null || odds.bits < inUse.cut.cutBits) return odds.leastBits < REVIEW_BITS ? null : inUse.isOn ? 'in-doubt' : 'off';
  const refusal = await latestRefusal(tx, left, right);
  return refusal === null ? null : likelyRefusal(refusal);
}

/**
 * Why two customers, or two claims, are or are not one person: their best pair of records, field by field, and whether it is joined, in review or refused. Also for those who were never compared.
 * Shape: `refusal` null for one customer, for two that are less likely one person than not, and for a join that is about to happen.
 * Errors: `not-found` for a side that there is not; `conflict` for one customer against itself.
 */
export async function likenessOf(tx: Queryable, left: Party, right: Party): Promise<Likeness> {
  if (left.customer === right.customer && left.node === right.node) throw new AppError('conflict', 'compared-with-itself', 'These are one customer already.');
  const sides = await sidesOf(tx, [left, right]);
  const [ours, theirs] = [sides.get(0), sides.get(1)];
  if (ours === undefined || theirs === undefined) throw new AppError('not-found', 'customer-unknown', 'There is no customer with this id.');
  const inUse = await loadModel(tx);
  const [a, b] = [await recordsOfParty(tx, left, RECORDS_COMPARED), await recordsOfParty(tx, right, RECORDS_COMPARED)];
  const records = await recordsByNumber(tx, [...new Set([...a, ...b])]);
  const weigher = inUse === null || a.length === 0 || b.length === 0 ? null : await weigherOver(tx, inUse.model, records);
  const best = weigher === null ? null : bestPair(weigher, a, b);
  const told = weigher === null || best === null ? null : evidenceOf(weigher, best.a, best.b, records);
  const wholeBits = weigher === null ? null : weigher.bits(a, b);
  const odds = told === null || wholeBits === null ? null : { bits: told.evidence.totalBits, leastBits: Math.min(told.evidence.totalBits, wholeBits) };
  return {
    left: sideOf(ours), right: sideOf(theirs), evidence: told?.evidence ?? null, wholeProbability: wholeBits === null ? null : probabilityOf(wholeBits),
    joinsFrom: inUse?.cut === null || inUse === null ? null : probabilityOf(inUse.cut.cutBits),
    refusal: await refusalOf(tx, inUse, left.customer, right.customer, odds), sharedKeys: [...(told?.sharedKeys ?? [])],
  };
}
