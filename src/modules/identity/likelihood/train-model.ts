import type { Comparer } from './agreement.ts';
import type { Postings } from './candidate-pairs.ts';
import { createClassifier } from './classify-pattern.ts';
import { DIFFERENT, equalLevel, MOST_LEVELS } from './compare-values.ts';
import { estimateChance } from './estimate-chance.ts';
import { fitNameChance, inEveryContext } from './fit-name-chance.ts';
import type { LikelihoodModel } from './likelihood-model.ts';
import type { FieldKind, RecordField } from './record-field.ts';
import { isSharedAtHome } from './record-field.ts';
import type { RecordTable } from './record-table.ts';
import type { Session } from './train-session.ts';
import { firstGuess, settleShares, trainSession } from './train-session.ts';
import type { Candidates } from './training-pairs.ts';
import { drawCandidates, drawPatterns, patternsOf, valueChancesOf } from './training-pairs.ts';
import { chancesOf, countValues, fitUnrelatedRatio, HOLDER_STEPS } from './value-chance.ts';

/** What people keep: between records of one person these seldom differ. */
const KEPT: ReadonlySet<FieldKind> = new Set(['given-name', 'surname', 'birth-date', 'id']);
/** Pairs that the first guess counts as: a handful of pairs does not overrule it. */
const GUESS_PAIRS = 20;

/**
 * Whether what a block took for one person can be one: names, birthdays and numbers of their own mostly agree.
 * Where hardly anybody is in the records twice, the likest pairs are families or namesakes, and nothing may be learnt from them.
 */
function isPlausible(session: Session, fields: readonly RecordField[]): boolean {
  return fields.every(({ kind }, field) => !KEPT.has(kind) || session.leftOut.includes(field) || (session.same[field * MOST_LEVELS + DIFFERENT] ?? 0) <= 0.5);
}

/** What the plausible sessions say together: each field by those that did not leave it out, the surer and larger ones counting more. */
function joinSessions(sessions: readonly Session[], fields: readonly RecordField[]): Float64Array {
  const joined = firstGuess(fields, 0.7);
  for (const [field, { kind }] of fields.entries()) {
    const heard = sessions.filter((session) => !session.leftOut.includes(field) && isPlausible(session, fields));
    const weights = heard.map((session) => session.pairs * session.sameRatio * session.sameRatio);
    const total = weights.reduce((sum, weight) => sum + weight, GUESS_PAIRS);
    for (let level = 1; level <= equalLevel(kind); level += 1) {
      const at = field * MOST_LEVELS + level;
      joined[at] = heard.reduce((sum, session, index) => sum + (session.same[at] ?? 0) * (weights[index] ?? 0), GUESS_PAIRS * (joined[at] ?? 0)) / total;
    }
  }
  return joined;
}

/** Shares of all pairs that are one person or one household, and what a household has in common, with everything else fixed. */
function fitShares(candidates: Candidates, byValue: Float32Array, fields: readonly RecordField[], same: Float64Array, chance: Float64Array, allPairs: number): { sameShare: number; householdShare: number; household: Float64Array } {
  const { width, pairs, keep, levels } = candidates;
  const classifierOf = createClassifier(fields);
  const guess = firstGuess(fields, 0.4);
  const household = guess.slice();
  const bothKinds = fields.some((field) => isSharedAtHome(field.kind)) && fields.some((field) => !isSharedAtHome(field.kind));
  let sameRatio = pairs / keep * 0.2 / allPairs;
  let householdRatio = bothKinds ? pairs / keep * 0.1 / allPairs : 0;
  for (let round = 0; round < 40; round += 1) {
    const classify = classifierOf({ same, household, chance, sameRatio, householdRatio, leftOut: [] });
    const counts = new Float64Array(household.length);
    let [sameSum, householdSum] = [0, 0];
    for (let at = 0; at < pairs; at += 1) {
      const shares = classify(levels, at * width, byValue);
      sameSum += shares.same;
      householdSum += shares.household;
      for (let field = 0; field < width; field += 1) { const index = field * MOST_LEVELS + (levels[at * width + field] ?? 0); counts[index] = (counts[index] ?? 0) + shares.household; }
    }
    const before = sameRatio;
    sameRatio = Math.min(0.5, Math.max(1e-12, sameSum / keep / allPairs));
    householdRatio = bothKinds ? Math.min(0.4, householdSum / keep / allPairs) : 0;
    settleShares(counts, fields, guess, household);
    if (Math.abs(sameRatio / before - 1) < 1e-3) break;
  }
  return { sameShare: sameRatio, householdShare: householdRatio, household };
}

/** Learns, without labels, how values of one person agree in these records. `report` hears what each block taught. */
export function trainModel(table: RecordTable, comparer: Comparer, plan: readonly Postings[], report: (line: string) => void = () => undefined): LikelihoodModel {
  const fields = table.columns.map((column) => column.field);
  const records = table.size();
  const allPairs = Math.max(1, records * (records - 1) / 2);
  const chance = estimateChance(table, comparer);
  const blocks = plan.map((postings, at) => ({ postings, patterns: patternsOf(table, postings, comparer, at + 1) }));
  const isName = (field: number): boolean => fields[field]?.kind === 'given-name' || fields[field]?.kind === 'surname';
  // Addresses are made of names: where a block shares an address, equal names are no news.
  const leftOutOf = (key: readonly number[]): readonly number[] => (key.some((field) => fields[field]?.kind === 'email') ? [...new Set([...key, ...fields.flatMap((_, field) => (isName(field) ? [field] : []))])] : key);
  const everySession = (chances: Float64Array): Session[] => blocks.map(({ postings, patterns }) => trainSession(patterns.all, fields, chances, leftOutOf(postings.key.fields)));

  // First as if addresses and names were independent, then again with what equal names alone make of addresses.
  let sessions = everySession(inEveryContext(chance));
  let same = joinSessions(sessions, fields);
  const named = plan.flatMap((postings, at) => (postings.key.fields.length > 0 && postings.key.fields.every(isName) ? [{ patterns: drawPatterns(postings, comparer, at + 101), leftOut: postings.key.fields }] : []));
  let unrelated = fitNameChance(named, fields, same, chance);
  sessions = everySession(unrelated);
  same = joinSessions(sessions, fields);
  unrelated = fitNameChance(named, fields, same, chance);

  const values = countValues(table);
  const candidates = drawCandidates(table, comparer, plan);
  const ratios: Float64Array[] = fields.map(() => new Float64Array(HOLDER_STEPS).fill(1));
  let shares = fitShares(candidates, valueChancesOf(candidates, chancesOf(table, values, ratios)), fields, same, unrelated, allPairs);
  for (const { postings, patterns } of blocks) {
    const field = postings.key.fields[0] ?? 0;
    if (postings.key.whole) ratios[field] = fitUnrelatedRatio(patterns.byHolders, fields, { same, household: shares.household, chance: unrelated, leftOut: [field] });
  }
  shares = fitShares(candidates, valueChancesOf(candidates, chancesOf(table, values, ratios)), fields, same, unrelated, allPairs);

  for (const [at, { postings }] of blocks.entries()) {
    const session = sessions[at];
    report(`${postings.key.name}: groups to ${postings.limit}, ${postings.pairs} pairs, same ${session?.sameRatio.toFixed(3)}, household ${session?.householdRatio.toFixed(3)}${session !== undefined && isPlausible(session, fields) ? '' : ', not believed'}`);
  }
  report(`same share ${shares.sameShare}, household share ${shares.householdShare}`);
  for (const [field, { name, kind }] of fields.entries()) {
    const row = (from: Float64Array, shift = 0): string => Array.from(from.slice(shift + field * MOST_LEVELS + 1, shift + field * MOST_LEVELS + equalLevel(kind) + 1), (value) => value.toPrecision(2)).join(' ');
    report(`${name}: same ${row(same)} | household ${row(shares.household)} | unrelated ${row(unrelated)} | names agree ${row(unrelated, 3 * fields.length * MOST_LEVELS)} | unrelated by holders ${Array.from(ratios[field] ?? [], (ratio) => ratio.toPrecision(2)).join(' ')}`);
  }
  return { fields, records, same, unrelated, ...shares, values, unrelatedRatios: ratios };
}
