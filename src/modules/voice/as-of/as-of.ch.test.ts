import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { ENGINES } from '../../../../test/engines/clickhouse-engines.ts';
import { chSchemas } from '../../../app/schemas.ts';
import type { Analytics } from '../../../platform/clickhouse/analytics.ts';
import { ch, instant, text, uint32, uint64s } from '../../../platform/clickhouse/sql.ts';
import { migrateAnalytics } from '../../../platform/clickhouse/migrate.ts';
import type { InGroups } from '../../customers/contract.ts';
import { createSaid } from '../said/said.ts';
import { scoresOfAnswers } from '../scores-of-answers.ts';
import { topicSums, WHOLE } from '../topic-tree/topics-log.ts';
import { historyThen } from './history-then-log.ts';

const HOUR_MS = 3_600_000;
const PEOPLE = 40;
const MOVED = 7;
const lines = (rows: readonly object[]): string => rows.map((row) => JSON.stringify(row)).join('\n');
const elsewhere = (): never => assert.fail('nothing else is asked');

for (const engine of ENGINES) {
  describe(`Figures as of a moment, ClickHouse as ${engine.name}`, () => {
    let analytics: Analytics;
    let stop: () => Promise<void>;
    // The clock of the server told since when the history is kept.
    const thenMs = Math.max(Date.now(), Date.UTC(2026, 10, 20)) + HOUR_MS;
    const nowMs = thenMs + 24 * HOUR_MS;
    const at = (ms: number): string => new Date(ms).toISOString();
    const asOf = at(thenMs);
    const place = (number: number, revision = 1): object => ({ number, revision, home: number, node: number, source: 'desk', brand: '', channel: 'survey', office: 'service', direction: 'in', occurred_at: at(thenMs - 48 * HOUR_MS - number), recorded_at: at(revision === 1 && number <= PEOPLE ? thenMs - HOUR_MS : thenMs + HOUR_MS) });
    const answer = (number: number, value: number, revision = 1): object => ({ ...place(number, revision), kind: 'survey-answered', scales: ['csat'], values: [value], mins: [1], maxs: [5], questions: ['Happy?'], ones: [0], turned: [0] });
    const reading = (number: number, feeling: string, revision = 1): object => ({ ...place(number, revision), kind: 'message', reader: 1, characters: 40, language: 'en', feeling, outputs: ['feeling'], labels: [feeling], confidences: [1], carriers: [[]] });
    const topic = (number: number, about: number, revision = 1): object => ({ ...place(number, revision), kind: 'message', pass: 3, language: 'en', outcome: 'topic', topic: about, confidence: 1, fit: 1 });
    const owner = (node: number, customer: number, version: number, ms: number): object => ({ node, customer, version, updated_at: at(ms) });

    const scores = (moment?: string) => scoresOfAnswers({ analytics, clock: () => nowMs, zone: 'UTC' }, { score: 'csat', months: 3, asOf: moment });
    const reader = { version: 1, shownSinceMs: null, again: null, languages: ['en'], card: [] };
    const said = () => createSaid({ analytics, interactions: { saidBy: elsewhere }, readings: { shown: () => reader }, verbatims: { quoteCustomers: elsewhere }, clock: () => nowMs, zone: 'UTC' });
    const topics = async (history: Analytics, groups: InGroups | null = null): Promise<(number | undefined)[]> => {
      const filter = { pass: 3, languages: ['en'], beforeMs: thenMs - 180 * 24 * HOUR_MS, fromMs: thenMs - 90 * 24 * HOUR_MS, untilMs: nowMs, zone: 'UTC', source: null, channel: null, brand: null, office: null, groups };
      const whole = (await topicSums(history, filter, { from: [1, 2], topic: [1, 2], group: [0, 0], member: [0, 0] })).get(WHOLE);
      return [whole?.get(1)?.hits, whole?.get(2)?.hits, whole?.get(1)?.people];
    };
    const file = async (moment: string | undefined, format: 'csv' | 'parquet'): Promise<Buffer> => { const blocks: Buffer[] = []; for await (const block of said().rows({ months: 3, asOf: moment }, format)) blocks.push(block); return Buffer.concat(blocks); };

    before(async () => {
      ({ analytics, stop } = await engine.start());
      await migrateAnalytics(analytics, chSchemas().filter(({ module }) => ['identity', 'interactions', 'customers', 'voice'].includes(module)));
      const all = Array.from({ length: PEOPLE }, (_, one) => one + 1);
      await analytics.insert('voice_answers', lines(all.map((one) => answer(one, one % 4 === 0 ? 1 : 5))));
      await analytics.insert('voice_readings', lines(all.map((one) => reading(one, one % 2 === 0 ? 'negative' : 'positive'))));
      await analytics.insert('voice_topics', lines(all.map((one) => topic(one, one % 2 === 0 ? 1 : 2))));
      await analytics.insert('identity_map', lines(all.map((one) => owner(one, one, 1, thenMs - HOUR_MS))));
      // Since then some were edited, as the copier keeps what an edit replaces, one more came, and some customers were joined.
      const edited = all.slice(0, 10);
      const homes = uint64s(edited);
      for (const [into, from] of [[ch`voice_answers_earlier`, ch`voice_answers`], [ch`voice_readings_earlier`, ch`voice_readings`], [ch`voice_topics_earlier`, ch`voice_topics`]] as const) await analytics.run(ch`insert into ${into} select * from ${from} final where home in ${homes}`, { class: 'write' });
      await analytics.insert('voice_answers', lines([...edited.map((one) => answer(one, 1, 2)), answer(PEOPLE + 1, 1)]));
      await analytics.insert('voice_readings', lines([...edited.map((one) => reading(one, 'negative', 2)), reading(PEOPLE + 1, 'negative')]));
      await analytics.insert('voice_topics', lines([...edited.map((one) => topic(one, 1, 2)), topic(PEOPLE + 1, 1)]));
      await analytics.insert('identity_map', lines([owner(PEOPLE + 1, PEOPLE + 1, 1, thenMs + HOUR_MS), ...all.slice(20, 20 + MOVED).map((one) => owner(one, 20, 2, thenMs + HOUR_MS))]));
      for (const node of analytics.nodes) await node.run(ch`system reload dictionary identity_customer`);
    });
    after(() => stop());

    test('a score as of then counts what had been answered then, in the wording of then, each customer of then once', async () => {
      const [now, then] = [(await scores()).scores[0], (await scores(asOf)).scores[0]];
      assert.deepEqual([now?.answers, now?.people], [PEOPLE + 1, PEOPLE + 1 - MOVED]);
      assert.deepEqual([then?.answers, then?.people], [PEOPLE, PEOPLE]);
      assert.ok(Math.abs((then?.estimate?.value ?? 0) - 75) < 1e-9 && (now?.estimate?.value ?? 100) < 75, JSON.stringify([then?.estimate, now?.estimate]));
    });

    test('what was said as of then, too; and the same as a file, also as Parquet', async () => {
      const [now, then] = [await said().said({ months: 3 }), await said().said({ months: 3, asOf })];
      assert.deepEqual([now.felt.counts, now.people], [{ negative: 26, neutral: 0, positive: 15 }, PEOPLE + 1 - MOVED]);
      assert.deepEqual([then.felt.counts, then.people], [{ negative: 20, neutral: 0, positive: 20 }, PEOPLE]);
      for (const [moment, rows] of [[undefined, PEOPLE + 1], [asOf, PEOPLE]] as const) {
        assert.equal((await file(moment, 'csv')).toString('utf8').trimEnd().split('\n').length, 1 + rows);
        const parquet = await file(moment, 'parquet');
        assert.deepEqual([parquet.subarray(0, 4).toString('latin1'), parquet.subarray(-4).toString('latin1')], ['PAR1', 'PAR1']);
        assert.ok(parquet.includes('feeling') || parquet.length > 1_000, `${parquet.length} bytes`);
      }
    });

    test('of what is said by channels of one office the other has nothing', async () => {
      const [own, other] = [await said().said({ months: 3, office: 'service' }), await said().said({ months: 3, office: 'brand' })];
      assert.deepEqual([own.texts, own.felt.counts], [PEOPLE + 1, (await said().said({ months: 3 })).felt.counts]);
      assert.deepEqual([other.texts, other.felt.counts, other.until], [0, null, own.until]);
    });

    test('of customers in groups what they say is counted alone, and what it is about, with the moment of the count; as of a moment it is refused', async () => {
      const asked = { months: 3, segment: 'high-value' } as const;
      await assert.rejects(said().said(asked), { kind: 'unavailable', code: 'groups-not-counted' });
      // Customer 20 has the texts of seven others by now; they are counted by who they are today.
      const placed = Array.from({ length: 20 }, (_, one) => ({ counted_at: at(nowMs), customer: one + 1, segment: 'high-value', persona: one % 2 === 0 ? 'asks-first' : '', saved: one < 5 ? ['vips'] : [] }));
      await analytics.insert('customers_placed', lines([...placed, { counted_at: at(nowMs), customer: 0 }]));
      const told = await said().said(asked);
      assert.deepEqual([told.texts, told.people, told.groupedAt, (await said().said({ months: 3 })).groupedAt], [20 + MOVED, 20, at(nowMs), null]);
      assert.deepEqual([(await said().said({ ...asked, persona: 'asks-first' })).texts, (await said().said({ ...asked, saved: 'vips' })).texts, (await said().said({ months: 3, lifecycle: 'gone' })).texts], [10, 5, 0]);
      assert.deepEqual(await topics(analytics, { segment: 'high-value' }), [18, 9, 20]);
      await assert.rejects(said().said({ ...asked, asOf }), { code: 'as-of-not-kept' });
      await assert.rejects(topics(historyThen(analytics, thenMs), { segment: 'high-value' }), { code: 'as-of-not-kept' });
    });

    test('topics as of then, too', async () => {
      assert.deepEqual(await topics(analytics), [26, 15, PEOPLE + 1 - MOVED]);
      assert.deepEqual(await topics(historyThen(analytics, thenMs)), [20, 20, PEOPLE]);
    });

    test('a question about something of which earlier moments are not kept is refused', () => {
      assert.throws(() => historyThen(analytics, thenMs).rows(ch`select count() from voice_meanings where node = ${uint32(1)} and occurred_at < ${instant(thenMs)} and source = ${text('desk')}`), { code: 'as-of-not-kept' });
    });
  });
}
