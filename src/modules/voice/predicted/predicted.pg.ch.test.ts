import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { testAnalytics } from '../../../../test/engines/clickhouse.ts';
import { migrationsOf, testDatabase, type TestDatabase } from '../../../../test/engines/postgres.ts';
import { chSchemas } from '../../../app/schemas.ts';
import type { Analytics } from '../../../platform/clickhouse/analytics.ts';
import { createLive } from '../../../platform/live/live.ts';
import { createLog } from '../../../platform/log/log.ts';
import { createOutbox } from '../../../platform/outbox/create-outbox.ts';
import { createIdentity } from '../../identity/index.ts';
import { createInteractions } from '../../interactions/index.ts';
import { createSubjects } from '../../subjects/index.ts';
import { ANSWER_TABLES, createPredictedScores, createReadings, createVoice } from '../index.ts';

const log = createLog('error', () => undefined);
let nowMs = 0;
const clock = (): number => nowMs;
let stored: TestDatabase;
let analytics: Analytics;

before(async () => {
  stored = await testDatabase(migrationsOf('platform', 'identity', 'interactions', 'subjects', 'voice'));
  analytics = await testAnalytics(chSchemas().filter(({ module }) => ['identity', 'interactions', 'voice'].includes(module)));
  // The clock of the machine told since when predictions are kept.
  nowMs = Math.max(Date.now(), Date.UTC(2026, 5, 20));
});
after(async () => {
  await analytics.close();
  await stored.close();
});

const GOOD = ['The bread was wonderful and came early', 'Lovely people, thank you so much', 'Great taste, we will order again', 'So friendly and quick, perfect'];
const BAD = ['It arrived broken and nobody answers', 'Cold, stale and far too late', 'Two weeks of waiting, never again', 'Very rude people, awful service'];
const words = (isGood: boolean, at: number): string => `${(isGood ? GOOD : BAD)[at % 4] ?? ''}. It was order number ${at} of our ${at % 7 === 0 ? 'family' : 'office'}.`;
const by = (at: number): object => ({ direction: 'in', occurredAt: `2026-0${at % 3 + 3}-10T10:00:00Z`, identifiers: [{ type: 'email', value: `p${at}@x.example` }] });

test('what customers write unasked is predicted from what others answered, beside the score and never in it; before it is worked out, and with too few answers, nothing is said', async () => {
  const { database } = stored;
  const outbox = createOutbox({ database, analytics, log, clock });
  const identity = createIdentity({ database, analytics, outbox, log, clock });
  const interactions = createInteractions({ database, analytics, identity, outbox, live: createLive(() => undefined), log, clock, zone: 'UTC', answerTables: ANSWER_TABLES });
  const subjects = createSubjects({ database, identity, outbox });
  const voice = createVoice({ analytics, outbox, clock, zone: 'UTC' });
  const readings = await createReadings({ database, analytics, outbox, interactions, subjects, log, clock });
  const predicted = createPredictedScores({ database, analytics, interactions, readings, log, clock, zone: 'UTC' });
  await outbox.start();
  interactions.start();
  readings.start();
  const say = async (items: readonly object[]): Promise<void> => {
    for (let from = 0; from < items.length; from += 100) await interactions.acceptBatch('reviews', items.slice(from, from + 100));
    await interactions.settled();
  };
  const reviews = Array.from({ length: 330 }, (_, at) => ({ ...by(at), id: `review-${at}`, channel: 'review', kind: 'review', text: words(at % 3 !== 0, at), rating: { value: at % 3 === 0 ? 1 + at % 2 : 4 + at % 2, min: 1, max: 5, scale: 'stars' } }));
  // Four of five who write without being asked are angry; whoever was sent a survey was asked.
  const mails = Array.from({ length: 60 }, (_, at) => ({ ...by(1_000 + at), id: `mail-${at}`, channel: 'email', kind: 'mail', text: words(at % 5 === 0, at) }));
  const surveys = Array.from({ length: 20 }, (_, at) => ({ ...by(2_000 + at), id: `survey-${at}`, channel: 'survey', kind: 'survey-answered', text: words(true, at) }));
  await say(reviews.slice(0, 200));
  await readings.through();

  const unpredicted = new Date(clock()).toISOString();
  nowMs += 3_600_000;
  assert.equal((await predicted.predicted('stars')).reason, 'not-yet');
  await predicted.through();
  const few = await predicted.predicted('stars');
  assert.deepEqual([few.reason, few.learntFrom, few.estimate], ['too-few-answers', { texts: 200, people: 200, languages: ['en'] }, null]);

  await say([...reviews.slice(200), ...mails, ...surveys]);
  await readings.through();
  const dayLater = createPredictedScores({ database, analytics, interactions, readings, log, clock: () => clock() + 2 * 86_400_000, zone: 'UTC' });
  await dayLater.predicted('stars');
  await dayLater.through();
  const told = await dayLater.predicted('stars');
  assert.deepEqual([told.reason, told.isPredicted, told.texts, told.people, told.learntFrom.texts], [null, true, 60, 60, 330]);
  assert.ok(told.estimate !== null && told.estimate.value > 1.4 && told.estimate.value < 2.8, JSON.stringify(told.estimate));
  assert.deepEqual(told.channels.map(({ channel, texts, answered }) => [channel, texts, answered]), [['email', 60, 0]]);
  assert.deepEqual(told.months.map(({ month, people }) => [month, people]), [['2026-03', 20], ['2026-04', 20], ['2026-05', 20]]);
  assert.ok(told.quality !== null && told.quality.meanError < told.quality.plainError && told.quality.bands.length === 5);
  // As of a moment in between, what was shown then; nothing is worked out for it.
  const then = new Date(clock() + 86_400_000).toISOString();
  assert.deepEqual(await dayLater.predicted('stars', then), { ...few, asOf: then });
  const before = await dayLater.predicted('stars', unpredicted);
  assert.deepEqual([before.reason, before.madeAt, before.isBeingMade], ['not-yet', null, false], 'nothing had been predicted yet');
  await assert.rejects(dayLater.predicted('stars', '2020-01-01'), { code: 'as-of-too-early' });
  const { scores: [score] } = await voice.scores({ months: 12, score: 'stars' });
  assert.deepEqual([score?.answers, score?.people], [330, 330]);

  for (const one of [predicted, dayLater, readings]) await one.stop();
  await interactions.stop();
  await outbox.stop();
  await identity.stop();
});
