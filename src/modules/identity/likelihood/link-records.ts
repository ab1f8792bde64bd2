import { createComparer } from './agreement.ts';
import { planKeys } from './blocking-keys.ts';
import { planPostings } from './candidate-pairs.ts';
import type { ExpectedAt } from './choose-cut.ts';
import { balancedCut } from './choose-cut.ts';
import type { Clusters, Edges } from './cluster-records.ts';
import { clusterRecords } from './cluster-records.ts';
import type { LikelihoodModel } from './likelihood-model.ts';
import { weightsOf } from './likelihood-model.ts';
import type { RecordTable } from './record-table.ts';
import { scoreCandidates } from './score-candidates.ts';
import { createScorer } from './score-groups.ts';
import { trainModel } from './train-model.ts';
import { chancesOf } from './value-chance.ts';

/** Candidates a record, and for small companies altogether: with few records nearly everybody can be compared with everybody. */
const CANDIDATES_EACH = 6;
const CANDIDATES_AT_LEAST = 1_000_000;

/** `limits`: for each key, how many records may share it before it says nothing. */
export type Linked = { readonly model: LikelihoodModel; readonly limits: ReadonlyMap<string, number>; readonly edges: Edges; readonly scored: number; readonly cut: ExpectedAt; readonly clusters: Clusters };

/**
 * Records in, customers out: keys, model, scores, cut and customers, all from the records themselves.
 * `mayPair`: pairs that are never asked for (two records of a source without duplicates). `faintestBits`: weaker pairs are not kept; they can only be of use to who measures. `report` hears what was learnt, `lap` when a stage is done.
 */
export function linkRecords(table: RecordTable, options: { readonly mayPair?: (a: number, b: number) => boolean; readonly faintestBits?: number; readonly report?: (line: string) => void; readonly lap?: (stage: string) => void } = {}): Linked {
  const lap = options.lap ?? (() => undefined);
  const comparer = createComparer(table);
  const plan = planPostings(planKeys(table), table.size(), CANDIDATES_AT_LEAST + CANDIDATES_EACH * table.size());
  lap('keys');
  const model = trainModel(table, comparer, plan, options.report);
  lap('model');
  const weights = weightsOf(model);
  const chances = chancesOf(table, model.values, model.unrelatedRatios);
  const { edges, scored } = scoreCandidates(table, comparer, plan, weights, chances, options.faintestBits ?? -4, options.mayPair);
  lap('scores');
  const cut = balancedCut(edges);
  const clusters = clusterRecords(table.size(), edges, cut.cutBits, createScorer(table, comparer, weights, chances));
  lap('customers');
  return { model, limits: new Map(plan.map((postings) => [postings.key.name, postings.limit])), edges, scored, cut, clusters };
}
