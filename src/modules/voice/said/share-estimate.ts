import type { Interval } from '../contract.ts';
import { estimateScore, INDICATIVE_FROM } from '../scores/estimate-score.ts';
import type { ScoreDefinition } from '../scores/score-definition.ts';
import type { Tally } from '../scores/tally.ts';
import type { ShareSums } from './said-log.ts';

/** A share of texts as a score: 1 for a text that says it, 0 for one that does not. Raise `version` when what is counted changes. */
export const SHARE_OF_TEXTS: ScoreDefinition = { key: 'share-of-texts', name: 'Share of texts', version: 1, from: 0, to: 1, rule: { kind: 'share', topFrom: 1 }, meaning: 'Texts that say it, per cent of all texts in which it could have been read.' };

/** The sums of a share as those of a score. */
export function tallyOf({ texts, people, hits, personTextsSquared, personHitsSquared, personCrossed }: ShareSums): Tally {
  return { answers: texts, people, weight: texts, squaredWeights: texts, sum: hits, sumOfSquares: hits, sumOfCubes: hits, top: hits, bottom: 0, personWeightSquared: personTextsSquared, personSumSquared: personHitsSquared, personCrossed };
}

/** The share of texts that say something, with its interval; several texts of one person are not several people. Units: per cent. Shape: null below ten people. Source: docs/methods/wilson.md, clustered-answers.md. */
export function shareOf(sums: ShareSums): Interval | null {
  if (sums.people < INDICATIVE_FROM) return null;
  const estimate = estimateScore(SHARE_OF_TEXTS, tallyOf(sums));
  return estimate === null ? null : { value: estimate.value, low: estimate.low, high: estimate.high };
}
