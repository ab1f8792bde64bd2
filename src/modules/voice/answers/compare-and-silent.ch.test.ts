import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { testAnalytics } from '../../../../test/engines/clickhouse.ts';
import type { Analytics } from '../../../platform/clickhouse/analytics.ts';
import { ch } from '../../../platform/clickhouse/sql.ts';
import { scoresOfAnswers } from '../scores-of-answers.ts';
import { compareScores } from './compare-scores.ts';
import { silentOf } from './silent-of-score.ts';

const schemaOf = (module: string) => ({ module, folder: fileURLToPath(new URL(`../../${module}/schema/ch`, import.meta.url)) });
const deps = (): { readonly analytics: Analytics; readonly clock: () => number; readonly zone: string } => ({ analytics, clock: () => Date.UTC(2026, 0, 10), zone: 'UTC' });
const QUERY = { score: 'csat', months: 12, until: '2025-12' } as const;
let analytics: Analytics;

before(async () => {
  analytics = await testAnalytics([schemaOf('identity'), schemaOf('interactions'), schemaOf('customers'), schemaOf('voice')]);
  const rows: string[] = [];
  const put = (node: number, channel: string, brand: string, month: number, value: number | null, kind = 'survey-answered'): void => {
    const given = value === null ? [] : [value];
    rows.push(JSON.stringify({ number: rows.length + 1, revision: 1, home: node % 7, node, source: 'desk', brand, channel, office: 'service', kind, direction: value === null ? 'out' : 'in', occurred_at: `2025-${String(month).padStart(2, '0')}-15T12:00:00.000Z`, survey: 's1', scales: given.map(() => 'csat'), values: given, mins: given.map(() => 1), maxs: given.map(() => 5), questions: given.map(() => ''), ones: given.map(() => 0), turned: given.map(() => 0) }));
  };
  // Everybody is invited by mail (nodes 1 to 200) or by text message (201 to 400), some twice; three of four of the first answer, one of four of the others.
  for (let node = 1; node <= 400; node += 1) {
    const isMail = node <= 200;
    put(node, isMail ? 'email' : 'sms', 'shop', 2, null, 'survey-sent');
    if (node % 10 === 0) put(node, isMail ? 'email' : 'sms', 'shop', 3, null, 'survey-sent');
    if (isMail ? node % 4 !== 0 : node % 4 === 0) put(node, node % 2 === 0 ? 'survey' : 'chat', 'shop', node % 3 === 0 ? 3 : 9, node % 2 === 0 ? 5 : 2);
  }
  for (let at = 0; at < 5; at += 1) put(0, 'email', 'shop', 2, null, 'survey-sent');
  // A few answered elsewhere, uninvited.
  for (let node = 501; node <= 506; node += 1) put(node, 'kiosk', 'shop', 9, 5);
  await analytics.insert('voice_answers', rows.join('\n'));
  await analytics.insert('identity_map', Array.from({ length: 510 }, (_, at) => JSON.stringify({ node: at + 1, customer: at + 1, version: 1, updated_at: '2026-01-01 00:00:00.000' })).join('\n'));
  await analytics.run(ch`system reload dictionary identity_customer`);
});
after(() => analytics.close());

test('two groups stand side by side as they stand alone, with the interval of their difference; the same turned round', async () => {
  const told = await compareScores(deps(), { ...QUERY, by: 'channel', first: 'survey', second: 'chat' });
  const alone = (await scoresOfAnswers(deps(), { ...QUERY, channel: 'survey' })).scores[0] ?? assert.fail();
  assert.deepEqual([told.first.estimate, told.first.people, told.unit], [alone.estimate, alone.people, 'percent']);
  const { difference } = told;
  assert.ok(difference !== null && difference.value === 100 && difference.low > 80 && difference.low < 100 && difference.high === 100 && difference.isReal, JSON.stringify(told));
  const turned = await compareScores(deps(), { ...QUERY, channel: 'survey', by: 'channel', first: 'chat', second: 'survey' });
  assert.deepEqual([turned.difference?.value, turned.difference?.low, turned.difference?.high], [-100, -100, -difference.low]);
});

test('an office sees what came by its channels alone, and the other nothing', async () => {
  const [own, other] = await Promise.all([scoresOfAnswers(deps(), { ...QUERY, office: 'service' }), scoresOfAnswers(deps(), { ...QUERY, office: 'brand' })]);
  assert.deepEqual([own.scores.map(({ key, people }) => [key, people]), other.scores], [[['csat', 206]], []]);
});

test('periods that do not differ are undecided; too few people are words; a group stands against all others', async () => {
  const periods = await compareScores(deps(), { ...QUERY, by: 'period', first: '2025-03', second: '2025-08..2025-10' });
  assert.equal(periods.difference?.isReal, false);
  assert.ok((periods.difference?.low ?? 1) < 0 && (periods.difference?.high ?? -1) > 0);
  const few = await compareScores(deps(), { ...QUERY, by: 'channel', first: 'kiosk', second: '' });
  assert.deepEqual([few.first.people, few.first.estimate, few.difference, few.second.people], [6, null, null, 200]);
  for (const [first, second, code] of [['2025-03', '2025-01..2025-04', 'periods-overlap'], ['2025-09..2025-03', '2025-01', 'months-malformed'], ['2025-09', '', 'months-malformed'], ['2025-09', '2025-09', 'groups-alike']] as const) await assert.rejects(compareScores(deps(), { ...QUERY, by: 'period', first, second }), { code });
});

/** A count of everybody up to 402: the uneven are in a value segment of that name, every fourth is in one saved segment, every sixth in another. One that broke off lacks the row that makes it whole. */
async function place(name: string, minute: number, isWhole = true): Promise<void> {
  const counted_at = new Date(Date.UTC(2026, 0, 9, 12, minute)).toISOString();
  const rows = Array.from({ length: 402 }, (_, at) => ({ counted_at, customer: at + 1, segment: at % 2 === 0 ? name : 'low-value', saved: [...((at + 1) % 4 === 0 ? ['fourth'] : []), ...((at + 1) % 6 === 0 ? ['sixth'] : [])] }));
  await analytics.insert('customers_placed', [...rows, ...(isWhole ? [{ counted_at, customer: 0 }] : [])].map((row) => JSON.stringify(row)).join('\n'));
}

test('groups of customers are those of the last count that is whole: said when, refused as of a moment, and those of whom nobody knows in none', async () => {
  const asked = { ...QUERY, by: 'segment', first: 'high-value', second: 'low-value' } as const;
  await assert.rejects(compareScores(deps(), asked), { kind: 'unavailable', code: 'groups-not-counted' });
  await place('once', 1);
  await place('high-value', 2);
  await place('unfinished', 3, false);
  const told = await compareScores(deps(), asked);
  // Even ones answered 5, uneven ones 2; of the mailed three of four answered, of the others every fourth.
  assert.deepEqual([told.first.people, told.second.people, told.first.estimate?.value, told.second.estimate?.value, told.difference?.isReal, told.groupedAt, told.ungrouped, told.inBoth], [100, 100, 0, 100, true, '2026-01-09T12:02:00.000Z', 6, 0]);
  const others = await compareScores(deps(), { ...asked, second: '' });
  assert.deepEqual([others.second.people, others.ungrouped], [100, 6], 'all others are customers, too');
  for (const first of ['once', 'unfinished']) assert.equal((await compareScores(deps(), { ...asked, first })).first.people, 0, first);
  const [fourth, sixth] = [await compareScores(deps(), { ...QUERY, by: 'saved', first: 'fourth', second: 'sixth' }), await compareScores(deps(), { ...QUERY, by: 'saved', first: 'sixth', second: 'fourth' })];
  assert.ok(fourth.inBoth > 0 && fourth.inBoth === sixth.inBoth, JSON.stringify(fourth));
  assert.deepEqual([fourth.first.people, fourth.second.people], [sixth.second.people, sixth.first.people], 'who is in both counts in both');
  await assert.rejects(compareScores(deps(), { ...asked, asOf: '2026-01-09' }), { code: 'as-of-not-kept' });
});

test('who is silent: each invited person once, by how they were invited, with the difference to everybody else; invitations of nobody known are said', async () => {
  const told = await silentOf(deps(), QUERY);
  assert.deepEqual([told.isKnown, told.invited, told.answered, told.unknownPeople, told.rate?.value], [true, 400, 200, 5, 50]);
  // One source and one brand alone are nothing to compare.
  assert.deepEqual(told.groups.map(({ by, name, invited, answered, rate, difference }) => [by, name, invited, answered, rate?.value, difference?.value, difference?.isReal]), [['channel', 'email', 200, 150, 75, 50, true], ['channel', 'sms', 200, 50, 25, -50, true]]);
  const early = await silentOf(deps(), { ...QUERY, until: '2025-12', months: 6 });
  assert.deepEqual([early.isKnown, early.invited, early.rate, early.groups], [false, 0, null, []]);
});
