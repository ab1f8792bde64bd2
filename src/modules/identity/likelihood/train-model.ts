import type { Comparer } from './agreement.ts';
import type { Postings } from './candidate-pairs.ts';
import { eachCandidate, eachPairOf } from './candidate-pairs.ts';
import { equalLevel, MOST_LEVELS } from './compare-values.ts';
import { estimateChance } from './estimate-chance.ts';
import type { LikelihoodModel, ValueChances } from './likelihood-model.ts';
import type { RecordField } from './record-field.ts';
import { isSharedAtHome } from './record-field.ts';
import type { RecordTable } from './record-table.ts';
import { seededRandom } from './seeded-random.ts';
import type { Patterns, Session } from './train-session.ts';
import { firstGuess, settleShares, trainSession } from './train-session.ts';

/** Pairs that one training block shows at most, and candidates that the shares of pairs are fitted on. */
const BLOCK_SAMPLE = 60_000;
const CANDIDATE_SAMPLE = 300_000;

/** A share of the pairs of one key, by what agrees. */
function patternsOf(postings: Postings, comparer: Comparer, seed: number): Patterns {
  const random = seededRandom(seed);
  const keep = Math.min(1, BLOCK_SAMPLE / Math.max(1, postings.pairs));
  const countOf = new Map<number, number>();
  const { width } = comparer;
  const levels = new Uint8Array(width);
  eachPairOf(postings, (a, b) => {
    if (keep < 1 && random() > keep) return;
    comparer.compare(a, b, levels);
    let pattern = 0;
    for (let field = 0; field < width; field += 1) pattern = pattern * MOST_LEVELS + (levels[field] ?? 0);
    countOf.set(pattern, (countOf.get(pattern) ?? 0) + 1);
  });
  const all = new Uint8Array(countOf.size * width);
  const counts = new Float64Array(countOf.size);
  let at = 0;
  for (const [pattern, count] of countOf) {
    let left = pattern;
    for (let field = width - 1; field >= 0; field -= 1) { all[at * width + field] = left % MOST_LEVELS; left = Math.floor(left / MOST_LEVELS); }
    counts[at] = count / keep;
    at += 1;
  }
  return { width, levels: all, counts };
}

/** What the sessions say together: each field by those that did not leave it out, the surer and larger ones counting more. */
function joinSessions(sessions: readonly Session[], fields: readonly RecordField[]): Float64Array {
  const joined = firstGuess(fields, 0.7);
  for (const [field, { kind }] of fields.entries()) {
    const heard = sessions.filter((session) => !session.leftOut.includes(field));
    const weights = heard.map((session) => session.pairs * session.sameRatio * session.sameRatio);
    const total = weights.reduce((sum, weight) => sum + weight, 0);
    if (total <= 0) continue;
    for (let level = 1; level <= equalLevel(kind); level += 1) {
      const at = field * MOST_LEVELS + level;
      joined[at] = heard.reduce((sum, session, index) => sum + (session.same[at] ?? 0) * (weights[index] ?? 0), 0) / total;
    }
  }
  return joined;
}

type Sample = { readonly levels: Uint8Array; readonly chance: Float32Array; readonly pairs: number; readonly keep: number };

function sampleCandidates(table: RecordTable, comparer: Comparer, plan: readonly Postings[], chances: ValueChances): Sample {
  const planned = plan.reduce((sum, postings) => sum + postings.pairs, 0);
  const keep = Math.min(1, CANDIDATE_SAMPLE / Math.max(1, planned));
  const random = seededRandom(7);
  const { width } = comparer;
  const all: number[] = [];
  eachCandidate(plan, (a, b) => { if (keep === 1 || random() < keep) all.push(a, b); });
  const pairs = all.length / 2;
  const levels = new Uint8Array(pairs * width);
  const chance = new Float32Array(pairs * width);
  const equal = table.columns.map((column) => equalLevel(column.field.kind));
  for (let at = 0; at < pairs; at += 1) {
    const [a, b] = [all[2 * at] ?? 0, all[2 * at + 1] ?? 0];
    const view = levels.subarray(at * width, (at + 1) * width);
    comparer.compare(a, b, view);
    for (let field = 0; field < width; field += 1) if (view[field] === equal[field]) chance[at * width + field] = 2 ** chances(field, table.columns[field]?.ids()[a] ?? 0);
  }
  return { levels, chance, pairs, keep };
}

/** Shares of all pairs that are one person or one household, and what a household has in common, with everything else fixed. */
function fitShares(sample: Sample, fields: readonly RecordField[], same: Float64Array, chance: Float64Array, allPairs: number): { sameShare: number; householdShare: number; household: Float64Array } {
  const width = fields.length;
  const shared = fields.map((field) => isSharedAtHome(field.kind));
  const equal = fields.map((field) => equalLevel(field.kind));
  const guess = firstGuess(fields, 0.4);
  const household = guess.slice();
  const bothKinds = shared.includes(true) && shared.includes(false);
  let sameShare = sample.pairs / sample.keep * 0.2 / allPairs;
  let householdShare = bothKinds ? sample.pairs / sample.keep * 0.1 / allPairs : 0;
  for (let round = 0; round < 40; round += 1) {
    const counts = new Float64Array(household.length);
    let [sameSum, householdSum] = [0, 0];
    for (let at = 0; at < sample.pairs; at += 1) {
      let [s, h, u] = [sameShare, householdShare, 1 - sameShare - householdShare];
      for (let field = 0; field < width; field += 1) {
        const level = sample.levels[at * width + field] ?? 0;
        if (level === 0) continue;
        const index = field * MOST_LEVELS + level;
        const byChance = level === equal[field] ? sample.chance[at * width + field] ?? 0 : chance[index] ?? 0;
        s *= same[index] ?? 0;
        u *= byChance;
        h *= shared[field] === true ? household[index] ?? 0 : byChance;
      }
      const all = s + h + u;
      if (!(all > 0)) continue;
      sameSum += s / all;
      householdSum += h / all;
      for (let field = 0; field < width; field += 1) { const index = field * MOST_LEVELS + (sample.levels[at * width + field] ?? 0); counts[index] = (counts[index] ?? 0) + h / all; }
    }
    const before = sameShare;
    sameShare = Math.min(0.5, Math.max(1e-12, sameSum / sample.keep / allPairs));
    householdShare = bothKinds ? Math.min(0.4, householdSum / sample.keep / allPairs) : 0;
    settleShares(counts, fields, guess, household);
    if (Math.abs(sameShare / before - 1) < 1e-3) break;
  }
  return { sameShare, householdShare, household };
}

/** Learns, without labels, how values of one person agree in these records. `report` hears what each block taught. */
export function trainModel(table: RecordTable, comparer: Comparer, plan: readonly Postings[], chances: ValueChances, report: (line: string) => void = () => undefined): LikelihoodModel {
  const fields = table.columns.map((column) => column.field);
  const chance = estimateChance(table, comparer);
  const sessions = plan.map((postings, at) => {
    const session = trainSession(patternsOf(postings, comparer, at + 1), fields, chance, postings.key.fields);
    report(`${postings.key.name}: groups to ${postings.limit}, ${postings.pairs} pairs, same ${session.sameRatio.toFixed(3)}, household ${session.householdRatio.toFixed(3)}`);
    return session;
  });
  const same = joinSessions(sessions, fields);
  const records = table.size();
  const sample = sampleCandidates(table, comparer, plan, chances);
  const shares = fitShares(sample, fields, same, chance, records * (records - 1) / 2);
  report(`same share ${shares.sameShare}, household share ${shares.householdShare}`);
  for (const [field, { name, kind }] of fields.entries()) {
    const row = (values: Float64Array): string => [...values.slice(field * MOST_LEVELS + 1, field * MOST_LEVELS + equalLevel(kind) + 1)].map((value) => value.toPrecision(3)).join(' ');
    report(`${name}: same ${row(same)} | household ${row(shares.household)} | unrelated ${row(chance)}`);
  }
  return { fields, records, same, unrelated: chance, ...shares };
}
