import type { Analytics } from '../../platform/clickhouse/analytics.ts';
import type { Outbox } from '../../platform/outbox/outbox.ts';
import type { AnswerTables } from '../interactions/index.ts';
import { compareScores } from './answers/compare-scores.ts';
import { ANSWERS_EARLIER_TABLE, CORRECTIONS_EARLIER_TABLE, READINGS_EARLIER_TABLE, TOPICS_EARLIER_TABLE } from './as-of/replaced-by.ts';
import { silentOf } from './answers/silent-of-score.ts';
import type { CompareQuery, Comparison, Drivers, DriversQuery, Scores, ScoresQuery, Silent, SilentQuery } from './contract.ts';
import type { FactSources } from './driver-facts/driver-facts.ts';
import { driversOfScore } from './drivers-of-score.ts';
import { ANSWERS_TABLE, receiveAnswers } from './receive-answers.ts';
import { MEANINGS_TABLE } from './meaning/stored-meaning.ts';
import { READINGS_TABLE } from './readings/stored-reading.ts';
import { CORRECTIONS_TABLE } from './teaching/corrections-log.ts';
import { scoresOfAnswers } from './scores-of-answers.ts';
import { TOPICS_TABLE } from './topic-tree/stored-topic.ts';

export { createVoiceViews, VOICE_VIEW_COLUMNS } from './analysts/shown-voice.ts';
export { createScoreAnswers } from './answers/answers-behind.ts';
export { createPins } from './figures/pin-figure.ts';
export { createFigures } from './figures/show-figure.ts';
export { createMeaning } from './meaning/meaning.ts';
export { PARTITIONS_APART } from './partitions-apart.ts';
export { createReadings, type Readings } from './readings/readings.ts';
export { findTime } from './reading/staff/find-time.ts';
export { giveWay } from './give-way.ts';
export { staffAsks, staffFacts, staffPromises } from './reading/staff/read-staff.ts';
export { resolveTime } from './reading/staff/resolve-time.ts';
export { effectiveN } from './scores/effective-n.ts';
export { reachOf, restlessness } from './scores/control-chart.ts';
export { normalQuantile } from './scores/quantiles.ts';
export { wilsonInterval } from './scores/wilson-interval.ts';
export { correctionsKept } from './teaching/correction-store.ts';
export { createNamedSaid } from './names/named-said.ts';
export { createPredictedScores } from './predicted/predicted-scores.ts';
export { createRecognition } from './recognition/recognition.ts';
export { createRivals } from './rivals/rivals.ts';
export { praiseKept } from './recognition/recognition-store.ts';
export { complainedSince, complaintsRead } from './said/complaints-log.ts';
export { createSaid } from './said/said.ts';
export { createSearches } from './searches/searches.ts';
export { watchSearches } from './searches/watch-searches.ts';
export { createTeaching } from './teaching/teaching.ts';
export { createToldAgainstFact } from './told/told-against-fact.ts';
export { createTopics } from './topic-tree/topics.ts';
export { createWorded } from './worded/worded.ts';
export { createReadFilters } from './verbatims/read-filters.ts';
export { createVerbatims } from './verbatims/verbatims.ts';
export { csvField } from './verbatims/verbatims-csv.ts';

/** Tables of ClickHouse that are erased, expired and masked with the history. */
export const ANSWER_TABLES: AnswerTables = [{ name: ANSWERS_TABLE, whenMasked: 'blank-questions' }, { name: ANSWERS_EARLIER_TABLE, whenMasked: 'blank-questions' }, { name: READINGS_TABLE, whenMasked: 'drop-row' }, { name: READINGS_EARLIER_TABLE, whenMasked: 'drop-row' }, { name: MEANINGS_TABLE, whenMasked: 'drop-row' }, { name: CORRECTIONS_TABLE, whenMasked: 'keep' }, { name: CORRECTIONS_EARLIER_TABLE, whenMasked: 'keep' }, { name: TOPICS_TABLE, whenMasked: 'keep' }, { name: TOPICS_EARLIER_TABLE, whenMasked: 'keep' }];

/** What customers say, counted. See README.md. */
export function createVoice(deps: { readonly analytics: Analytics; readonly outbox: Outbox; readonly clock: () => number; readonly zone: string; /** Facts about orders and topics, among which drivers of scores are looked for too. */ readonly facts?: FactSources }) {
  deps.outbox.subscribe('voice', ['interaction.recorded'], (events, tx) => receiveAnswers(deps.outbox, tx, events));

  return {
    /** Every score of the answers that a query chooses. */
    scores: (query: ScoresQuery): Promise<Scores> => scoresOfAnswers(deps, query),
    /** What a score goes with, among the single questions answered in the same interaction, and facts where they are asked for. */
    drivers: (query: DriversQuery): Promise<Drivers> => driversOfScore(deps, query),
    /** Two groups of a score's answers side by side. */
    compare: (query: CompareQuery): Promise<Comparison> => compareScores(deps, query),
    /** Who of the invited answered a score, and who did not. */
    silent: (query: SilentQuery): Promise<Silent> => silentOf(deps, query),
  };
}

export type Voice = ReturnType<typeof createVoice>;
