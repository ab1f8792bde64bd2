import { isDeepStrictEqual } from 'node:util';
import { AppError } from '../../../kernel/app-error.ts';
import type { Transaction } from '../../../platform/pg/transaction.ts';
import type { DecideDeps } from '../take-decision.ts';
import { recordHash, recordOfClaim, type SaidByClaim } from './claim-record.ts';
import type { LearntModel } from './learnt-model.ts';
import { modelOf } from './load-weigher.ts';
import { planForFew } from '../plan-statements-store.ts';
import { FEW, readCustomers } from '../customer-claims-store.ts';
import { openTurn } from '../take-decision.ts';
import type { MatchState } from './model-store.ts';
import { pairsOfRecords } from './pair-store.ts';
import { placeRecords, type PlacedRecords } from './place-records.ts';
import { claimsToRead, customersOfRecords, customersOfRecordsRead, noteRead, putRecords, type KeptRecord, type SaidRecord, type UnreadClaim } from './record-store.ts';
import { settleRead } from './settle-customers.ts';

/** What was read: how many claims, and how matching stands after it (claims were weighed against others where there is a model). `records`: how many were ever made. `areRulesBehind`: customers still follow other exact rules. */
export type ReadClaims = { readonly claims: number; readonly state: MatchState; readonly records: number; readonly areRulesBehind: boolean };

/** Reads the next claims: what they say, whom that may be, and which customers change by it. Everything in one transaction. `lately`: what is likely to be read, so that it can be placed on the same way to PostgreSQL; a wrong guess costs that transaction alone. */
export async function readClaims(deps: DecideDeps, most: number, lately: readonly SaidByClaim[] = []): Promise<ReadClaims> {
  const [model] = deps.memory.models.values();
  if (lately.length === 0 || model === undefined) return deps.database.transaction((tx) => readIn(deps, tx, most, null));
  try {
    return await deps.database.transaction((tx) => readIn(deps, tx, most, { model, saying: sayingOf(lately).saying }));
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== OTHERWISE) throw error;
    return deps.database.transaction((tx) => readIn(deps, tx, most, null));
  }
}

/** What was asked so far has left, and PostgreSQL works on it. */
function turnsEnd(): Promise<void> {
  return new Promise((resolve) => { process.nextTick(resolve); });
}

const OTHERWISE = 'other-claims-than-guessed';
type Saying = Omit<SaidRecord, 'ownBits'>;

/** What claims say, each once; `hashes`: of each claim, null where it says too little. */
function sayingOf(claims: readonly SaidByClaim[]): { readonly saying: readonly Saying[]; readonly hashes: readonly (string | null)[] } {
  const saidOf = new Map<string, readonly string[]>();
  const hashes = claims.map((claim) => {
    const said = recordOfClaim(claim);
    if (said === null) return null;
    const hash = recordHash(said);
    saidOf.set(hash, said);
    return hash;
  });
  return { saying: [...saidOf].map(([hash, said]) => ({ hash, said })), hashes };
}

async function readIn(deps: DecideDeps, tx: Transaction, most: number, guess: { readonly model: LearntModel; readonly saying: readonly Saying[] } | null): Promise<ReadClaims> {
  planForFew(tx);
  const reading = claimsToRead(tx, most);
  // It leaves before the guess is worked out.
  if (guess !== null) await turnsEnd();
  const [{ state, claims, records, areRulesBehind }, guessed] = await Promise.all([reading, guess === null ? null : placeRecords(tx, guess.model, guess.saying)]);
  const people = claims.filter(({ isPerson }) => isPerson);
  const { saying, hashes } = sayingOf(people);
  if (guess !== null && !(state.model === guess.model.number && isDeepStrictEqual(saying, guess.saying))) throw new AppError('internal', OTHERWISE, 'Other claims were to be read than those recorded last.');
  const last = claims.at(-1);
  if (last === undefined) return { claims: 0, state, records, areRulesBehind };
  const model = state.model === null ? null : await modelOf(tx, state.model, deps.memory.models);
  const placed = guessed ?? (model === null ? { kept: await putRecords(tx, saying.map((record) => ({ ...record, ownBits: null }))), pairs: [], parted: [], keep: () => undefined } : await placeRecords(tx, model, saying));
  const numberOf = new Map(placed.kept.map(({ hash, number }) => [hash, number]));
  const recordOf = new Map(people.flatMap(({ node }, at) => { const number = numberOf.get(hashes[at] ?? ''); return number === undefined ? [] : [[node, number] as const]; }));
  noteRead(tx, recordOf, last.node);
  if (model === null || state.cutBits === null) placed.keep();
  else await settleTouched(deps, tx, state.cutBits, claims, recordOf, placed);
  return { claims: claims.length, state, records: Math.max(records, ...placed.kept.map(({ number }) => number)), areRulesBehind };
}

/** Looks again at customers whose claims may belong together, or apart, after these were read. */
async function settleTouched(deps: DecideDeps, tx: Transaction, cutBits: number, claims: readonly UnreadClaim[], recordOf: ReadonlyMap<number, number>, { kept, pairs, parted, keep }: PlacedRecords): Promise<void> {
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
  if (records.length === 0 && contradicted.length === 0) {
    keep();
    return;
  }
  // In turn from here on: nobody moves between what is read of them and what is written.
  const asking = Promise.all([openTurn(deps, tx), records.length + contradicted.length <= FEW ? customersOfRecordsRead(tx, records, contradicted) : customersOfRecords(tx, records).then((found) => ({ owners: found, read: null }))]);
  keep();
  const [turn, { owners, read }] = await asking;
  const ownersOf = (record: number): readonly number[] => owners.get(record) ?? [];
  const touched = new Set([...parted.flatMap(ownersOf), ...contradicted]);
  for (const { a, b } of likely) {
    const both = new Set([...ownersOf(a), ...ownersOf(b)]);
    if (both.size > 1) for (const customer of both) touched.add(customer);
  }
  if (touched.size > 0) await settleRead(turn, read ?? await readCustomers(tx, [...touched]), touched);
}
