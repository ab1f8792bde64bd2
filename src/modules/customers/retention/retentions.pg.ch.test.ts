import assert from 'node:assert/strict';
import { existsSync, mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { testAnalytics } from '../../../../test/engines/clickhouse.ts';
import { testDatabase, type TestDatabase } from '../../../../test/engines/postgres.ts';
import { chSchemas } from '../../../app/schemas.ts';
import type { Analytics } from '../../../platform/clickhouse/analytics.ts';
import { createLive } from '../../../platform/live/live.ts';
import { createLog } from '../../../platform/log/log.ts';
import { createOutbox } from '../../../platform/outbox/create-outbox.ts';
import { sql } from '../../../platform/pg/sql.ts';
import { createChannels } from '../../channels/index.ts';
import { createIdentity } from '../../identity/index.ts';
import { createInteractions } from '../../interactions/index.ts';
import { createSubjects } from '../../subjects/index.ts';
import { createRetention } from './retentions.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const KEY = 'interactions.web.page-viewed';
const log = createLog('error', () => undefined);
const dataFolder = mkdtempSync(join(tmpdir(), 'custos-retention-'));
let nowMs = Date.now();
const clock = (): number => nowMs;
let stored: TestDatabase;
let analytics: Analytics;
let end: () => Promise<void>;
let house: { readonly interactions: ReturnType<typeof createInteractions>; readonly retention: ReturnType<typeof createRetention> };
before(async () => {
  stored = await testDatabase();
  analytics = await testAnalytics(chSchemas());
  const { database } = stored;
  const outbox = createOutbox({ database, analytics, log, clock });
  const identity = createIdentity({ database, analytics, outbox, log, clock });
  const interactions = createInteractions({ database, analytics, identity, outbox, live: createLive(() => undefined), log, clock, zone: 'UTC' });
  const subjects = createSubjects({ database, identity, outbox });
  const channels = createChannels({ database, accept: (source, items) => interactions.acceptBatch(source, items, true), redact: (text) => text, log, clock, dataFolder, zone: 'UTC' });
  house = { interactions, retention: createRetention({ database, interactions, subjects, channels, log, clock }) };
  await outbox.start();
  interactions.start();
  end = async () => { await house.retention.stop(); await channels.stop(); await interactions.stop(); await outbox.stop(); await identity.stop(); };
});
after(async () => {
  await end();
  await analytics.close();
  await stored.close();
  rmSync(dataFolder, { recursive: true });
});

/** Runs of a rule that deleted, newest first: how many interactions each, and who asked. */
async function runsOf(key: string): Promise<[number, string | null][]> {
  return (await house.retention.overview()).runs.filter((run) => run.key === key && !run.isDry).map(({ interactions, by }) => [interactions, by]);
}
async function view(id: string): Promise<void> {
  await house.interactions.acceptBatch('shop', [{ id, channel: 'web', kind: 'page-viewed', direction: 'in', occurredAt: new Date(nowMs - 1_000 * DAY).toISOString(), identifiers: [{ type: 'email', value: 'ann@x.example' }] }]);
  await house.interactions.settled();
}

test('a rule that is on waits an hour, then deletes once a day by itself; off, it deletes nothing', async () => {
  const { retention } = house;
  await view('one');
  await retention.look();
  assert.deepEqual(await runsOf(KEY), [], 'what is proposed deletes nothing');
  await retention.tryOut(KEY, 'ann');
  nowMs += 2 * DAY;
  await assert.rejects(retention.switchTo(KEY, true, 'ann'), { code: 'retention-not-tried' }, 'a trial stands for a day');
  await retention.tryOut(KEY, 'ann');
  await retention.switchTo(KEY, true, 'ann');
  nowMs += HOUR - 1;
  await retention.look();
  assert.deepEqual(await runsOf(KEY), []);
  nowMs += 1;
  await retention.look();
  assert.deepEqual(await runsOf(KEY), [[1, null]]);
  await view('two');
  nowMs += DAY - 1;
  await retention.look();
  assert.equal((await runsOf(KEY)).length, 1);
  nowMs += 1;
  await retention.look();
  assert.deepEqual(await runsOf(KEY), [[1, null], [1, null]]);
  await retention.switchTo(KEY, false, 'ann');
  await view('three');
  nowMs += 3 * DAY;
  await retention.look();
  assert.equal((await runsOf(KEY)).length, 2);
});

test('other months are another decision: the rule is off again; two never delete at a time', async () => {
  const { retention } = house;
  await retention.tryOut(KEY, 'ann');
  await retention.switchTo(KEY, true, 'ann');
  const lead = await stored.database.tryLock('customers.retention');
  await assert.rejects(retention.runNow(KEY, 'ann'), { code: 'retention-running' });
  nowMs += 2 * HOUR;
  await retention.look();
  assert.equal((await runsOf(KEY)).length, 2, 'another process has the lead');
  await lead?.release();
  const { rules } = await retention.set({ what: 'interactions', channel: 'web', kinds: ['page-viewed'], keepMonths: 3 }, 'ben');
  assert.equal(rules.find(({ key }) => key === KEY)?.isOn, false);
  await assert.rejects(retention.switchTo(KEY, true, 'ben'), { code: 'retention-not-tried' });
});

test('what was parked and what imports rejected goes by its own rule; files that nobody imported go after a week, always', async () => {
  const { retention, interactions } = house;
  await interactions.acceptBatch('shop', [{ id: 'bad', channel: 'web', occurredAt: 'whenever' }]);
  await stored.database.run(sql`insert into channels.upload (id, name, bytes) values ('upl_1', 'a.csv', 1)`);
  await stored.database.run(sql`insert into channels.import_run (upload, name, kind, source, mapping, mark, started_at) values ('upl_1', 'a.csv', 'tickets', 'desk', '{}', 'm', now())`);
  await stored.database.run(sql`insert into channels.import_reject (run, line, place, reason, text) select id, 1, 1, 'bad', 'text' from channels.import_run`);
  mkdirSync(join(dataFolder, 'uploads'), { recursive: true });
  const file = join(dataFolder, 'uploads', 'upl_1');
  writeFileSync(file, 'x');
  utimesSync(file, new Date(nowMs - 8 * DAY), new Date(nowMs - 8 * DAY));
  nowMs += 400 * DAY;
  for (const [key, table] of [['quarantine', 'interactions.parked'], ['rejects', 'channels.import_reject']] as const) {
    assert.deepEqual((await retention.tryOut(key, 'ann')).counts, { [table]: 1 });
    await retention.switchTo(key, true, 'ann');
    assert.deepEqual((await retention.runNow(key, 'ann')).counts, { [table]: 1 });
    assert.deepEqual((await retention.tryOut(key, 'ann')).counts, { [table]: 0 });
  }
  await retention.look();
  assert.ok(!existsSync(file));
});
