import type { Worker } from 'node:worker_threads';
import type { Analytics } from '../../../platform/clickhouse/analytics.ts';
import { workInThread } from '../../../platform/jobs/work-in-thread.ts';
import { factsOf, type Log } from '../../../platform/log/log.ts';
import type { Database } from '../../../platform/pg/transaction.ts';
import type { Interactions } from '../../interactions/index.ts';
import { answerPeriod } from '../answer-period.ts';
import { standingThen } from '../as-of/as-of.ts';
import { findScore, type FoundScore } from '../find-score.ts';
import { UNITS } from '../present-score.ts';
import { joinWords } from '../readings/joined-words.ts';
import type { Readings } from '../readings/readings.ts';
import { PREDICTED_FROM, type Predicted } from './contract.ts';
import type { Prediction, PredictTask } from './predict-score.ts';
import { answeredWithWords, latestSaidMs, saidUnasked, type PredictedPlace } from './predicted-log.ts';
import { keepPrediction, predictionAt, predictionOf, type MadePrediction, type StoredPrediction } from './predicted-store.ts';

type Deps = { readonly database: Database; readonly analytics: Analytics; readonly interactions: Pick<Interactions, 'saidAt'>; readonly readings: Pick<Readings, 'shown'>; readonly log: Log; readonly clock: () => number; readonly zone: string };

/** Answers with words that are learnt from, and texts that are read, at most; each by lot. */
const ANSWERED_MOST = 4_000;
const UNASKED_MOST = 12_000;
/** From how many months answers are learnt, and from how many texts are read. */
const ANSWERED_MONTHS = 36;
const UNASKED_MONTHS = 12;
const SAID_AT_ONCE = 1_000;
const TEXT_MOST = 2_000;
const FRESH_MS = 86_400_000;
/** Predicting takes at most a twentieth of the time. */
const REST = 20;

/** Predictions of scores, made in the background when somebody asks and the last are a day old; whoever asks never waits. */
export function createPredictedScores(deps: Deps) {
  const { database, analytics, zone } = deps;
  let running: { readonly score: string; worker: Worker | null; readonly done: Promise<void> } | null = null;
  let isStopped = false;
  const failed = new Set<string>();

  async function withWords<Place extends PredictedPlace>(places: readonly Place[]): Promise<(Place & { readonly text: string })[]> {
    const found: (Place & { readonly text: string })[] = [];
    for (let from = 0; from < places.length && !isStopped; from += SAID_AT_ONCE) {
      const some = places.slice(from, from + SAID_AT_ONCE);
      const said = new Map((await deps.interactions.saidAt(some)).map((one) => [one.number, one]));
      for (const place of some) { const one = said.get(place.number); if (one !== undefined && one.parts.length > 0) found.push({ ...place, text: joinWords(one.parts).text.slice(0, TEXT_MOST) }); }
    }
    return found;
  }

  const inThread = (task: PredictTask, begun: (worker: Worker) => void): Promise<Prediction> => workInThread<Prediction>({
    file: new URL('predict-thread.ts', import.meta.url), task, begun, heard: (prediction) => prediction,
    ended: { code: 'predicting-ended', words: 'Predicting ended before it was done. Try again.' },
  });

  async function made({ asked, definition, period }: FoundScore, begun: (worker: Worker) => void): Promise<MadePrediction> {
    const reader = deps.readings.shown().version;
    const latest = await latestSaidMs(analytics, reader);
    const own = answerPeriod(deps, { months: UNASKED_MONTHS }, latest);
    const [answers, unasked] = await Promise.all([answeredWithWords(analytics, reader, definition, asked, period.filter, ANSWERED_MOST), saidUnasked(analytics, reader, own.filter, UNASKED_MOST)]);
    const answered = (await withWords(answers)).map(({ text, language, person, answer }) => ({ text, language, person, answer }));
    const texts = (await withWords(unasked.places)).map(({ text, language, person, channel, month }) => ({ text, language, person, cells: ['all', `month ${month}`, `channel ${channel}`] }));
    const prediction = await inThread({ definition, answered, unasked: texts }, begun);
    const answeredByChannel = Object.fromEntries([...Map.groupBy(answers, ({ channel }) => channel)].map(([channel, rows]) => [channel, rows.length]));
    return { ...prediction, version: definition.version, from: own.from, until: own.until, beyondMost: unasked.all - unasked.places.length, answeredByChannel };
  }

  async function run(found: FoundScore): Promise<void> {
    const score = found.definition.key;
    const lock = await database.tryLock('voice.predict');
    // Another process is at it: its figures will be found.
    if (lock === null) return;
    const startedMs = deps.clock();
    try {
      const prediction = await made(found, (worker) => { if (running !== null) running.worker = worker; });
      await database.transaction((tx) => keepPrediction(tx, score, { madeAt: new Date(startedMs), tookMs: deps.clock() - startedMs, prediction }));
      failed.delete(score);
    } catch (error) {
      if (isStopped) return;
      failed.add(score);
      deps.log.warn('predicting-broke-off', factsOf(error));
    } finally {
      await lock.release();
    }
  }

  function begin(found: FoundScore): void {
    if (isStopped || running !== null) return;
    const ended = Promise.withResolvers<undefined>();
    running = { score: found.definition.key, worker: null, done: ended.promise };
    const predicting = async (): Promise<void> => {
      try {
        await run(found);
      } catch (error) {
        deps.log.warn('predicting-broke-off', factsOf(error));
      }
      running = null;
      ended.resolve(undefined);
    };
    void predicting();
  }

  return {
    /** What people who were not asked would answer, as far as it is known now; as of a moment as it was shown then, stored and not worked out again. Errors: as `findScore`. */
    async predicted(score: string, asOf?: string): Promise<Predicted> {
      const { asOfMs } = await standingThen(deps, asOf, 'topics-and-names');
      if (asOfMs !== null) {
        const then = await findScore(deps, { score, months: ANSWERED_MONTHS, asOf });
        return presentPrediction(then, await predictionAt(database, score, new Date(asOfMs)), { asOfMs, zone, isBeingMade: false, hasFailed: false });
      }
      const found = await findScore(deps, { score, months: ANSWERED_MONTHS });
      const stored = await predictionOf(database, score);
      if (stored === null || deps.clock() - stored.madeAt.getTime() > Math.max(FRESH_MS, stored.tookMs * REST)) begin(found);
      return presentPrediction(found, stored, { asOfMs, zone, isBeingMade: running !== null && (running.score === score || stored === null), hasFailed: failed.has(score) });
    },
    /** For tests: what is being predicted is predicted. */
    async through(): Promise<void> { await running?.done; },
    async stop(): Promise<void> {
      isStopped = true;
      await running?.worker?.terminate();
      await running?.done;
    },
  };
}

/** A prediction as it is shown. */
export function presentPrediction({ definition, period }: Pick<FoundScore, 'definition' | 'period'>, stored: StoredPrediction | null, { asOfMs, zone, isBeingMade, hasFailed }: { /** Null: now. Units: ms. */ readonly asOfMs: number | null; readonly zone: string; readonly isBeingMade: boolean; readonly hasFailed: boolean }): Predicted {
  const told = { asOf: asOfMs === null ? null : new Date(asOfMs).toISOString(), score: definition.key, name: definition.name, version: stored?.prediction.version ?? definition.version, unit: UNITS[definition.rule.kind], isPredicted: true as const, zone, madeAt: stored?.madeAt.toISOString() ?? null, isBeingMade, hasFailed, wanted: PREDICTED_FROM };
  if (stored === null) return { ...told, from: period.from, until: period.until, reason: 'not-yet', learntFrom: { texts: 0, people: 0, languages: [] }, answered: null, estimate: null, texts: 0, people: 0, months: [], channels: [], quality: null, leftOut: { otherLanguages: 0, beyondMost: 0 } };
  const { cells, from, until, reason, learntFrom, answered, quality, otherLanguages, beyondMost, answeredByChannel } = stored.prediction;
  const all = cells['all'] ?? { texts: 0, people: 0, estimate: null };
  const named = (kind: string) => Object.entries(cells).flatMap(([name, cell]) => (name.startsWith(`${kind} `) ? [{ name: name.slice(kind.length + 1), ...cell }] : []));
  return {
    ...told, from, until, reason, learntFrom: { ...learntFrom, languages: [...learntFrom.languages] }, answered, quality, ...all, leftOut: { otherLanguages, beyondMost },
    months: named('month').map(({ name, ...cell }) => ({ month: name, ...cell })).toSorted((a, b) => (a.month < b.month ? -1 : 1)),
    channels: named('channel').map(({ name, ...cell }) => ({ channel: name, ...cell, answered: answeredByChannel[name] ?? 0 })).toSorted((a, b) => b.texts - a.texts || (a.channel < b.channel ? -1 : 1)),
  };
}

export type PredictedScores = ReturnType<typeof createPredictedScores>;
