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
import { casesKept } from '../../cases/index.ts';
import { createChannels } from '../../channels/index.ts';
import { createIdentity } from '../../identity/index.ts';
import { createInteractions } from '../../interactions/index.ts';
import { createSubjects } from '../../subjects/index.ts';
import { createConsents } from '../consent/consents.ts';
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
let house: { readonly identity: ReturnType<typeof createIdentity>; readonly interactions: ReturnType<typeof createInteractions>; readonly retention: ReturnType<typeof createRetention> };
before(async () => {
  stored = await testDatabase();
  analytics = await testAnalytics(chSchemas());
  const { database } = stored;
  const outbox = createOutbox({ database, analytics, log, clock });
  const identity = createIdentity({ database, analytics, outbox, log, clock });
  const interactions = createInteractions({ database, analytics, identity, outbox, live: createLive(() => undefined), log, clock, zone: 'UTC' });
  const subjects = createSubjects({ database, identity, outbox });
  const channels = createChannels({ database, accept: (source, items) => interactions.acceptBatch(source, items, true), redact: (text) => text, log, clock, dataFolder, zone: 'UTC' });
  createConsents({ database, identity, outbox, clock });
  house = { identity, interactions, retention: createRetention({ database, identity, interactions, subjects, channels, log, clock, besides: [casesKept] }) };
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

test('of whom nothing is left, their claims go: not of whoever was seen since, said something on consent, has a case, or was decided about; the dry run says so before', async () => {
  const { retention, interactions, identity } = house;
  const key = 'interactions.letter.message';
  const email = (name: string): object => ({ type: 'email', value: `${name}@y.example` });
  const said = (id: string, days: number, identifiers: readonly object[], more: object = {}): object => ({ id, channel: 'letter', kind: 'message', direction: 'in', occurredAt: new Date(nowMs - days * DAY).toISOString(), identifiers, ...more });
  const old = (id: string, identifiers: readonly object[], more: object = {}): object => said(id, 900, identifiers, more);
  const send = async (...items: readonly object[]): Promise<void> => {
    await interactions.acceptBatch('post', items);
    await interactions.settled();
  };
  const holds = async (): Promise<string[]> => (await Promise.all(['gone', 'visitor', 'seen', 'consent', 'waiting', 'decided', 'other', 'blocked'].map(async (name) => ((await identity.customersByIdentifier(name === 'visitor' ? 'cookie' : 'email', name === 'visitor' ? 'cookie-4711-abc' : `${name}@y.example`)).length > 0 ? [name] : [])))).flat();
  const phone = { type: 'phone', value: '+4791283746' };
  await send(
    old('g1', [email('gone')], { traits: { name: 'Gone Girl' } }), old('g2', [email('gone'), phone]), old('v', [{ type: 'cookie', value: 'cookie-4711-abc' }]),
    old('s1', [email('seen')]), said('s2', 2, [email('seen'), { type: 'user', value: 'u-seen' }]), old('s3', [{ type: 'user', value: 'u-seen' }, phone]),
    old('c', [email('consent')], { consents: [{ purpose: 'marketing', channel: 'email', answer: 'withdrawn' }] }),
    old('w', [email('waiting')]), old('d1', [email('decided')]), old('d2', [email('other')]), old('b', [email('blocked'), { type: 'user', value: 'kiosk' }]),
  );
  const [decided, other] = [(await identity.customersByIdentifier('email', 'decided@y.example'))[0] ?? 0, (await identity.customersByIdentifier('email', 'other@y.example'))[0] ?? 0];
  await identity.join(decided, other, 'one person', 'ann');
  const [waiting = 0] = await identity.nodesOf((await identity.customersByIdentifier('email', 'waiting@y.example'))[0] ?? 0);
  await stored.database.run(sql`insert into cases.case (node, about, state, priority, queue, since, version) values (${waiting}, 'A refund', 'new', 2, 'service', now(), 1)`);
  await identity.blockValue('user', 'kiosk', 'a kiosk', 'ann');
  assert.deepEqual(await holds(), ['gone', 'visitor', 'seen', 'consent', 'waiting', 'decided', 'other', 'blocked']);
  const before = (await identity.customersByIdentifier('email', 'gone@y.example'))[0] ?? 0;
  const seen = await identity.describe(await identity.customersByIdentifier('email', 'seen@y.example'));

  await retention.set({ what: 'interactions', channel: 'letter', kinds: ['message'], keepMonths: 12 }, 'ann');
  const tried = await retention.tryOut(key, 'ann');
  assert.deepEqual([tried.interactions, tried.counts['identity.customer'], tried.counts['identity.node']], [10, 2, 3]);
  assert.deepEqual((await holds()).length, 8, 'a dry run takes nothing back');
  await retention.switchTo(key, true, 'ann');
  const run = await retention.runNow(key, 'ann');
  assert.deepEqual([run.interactions, run.counts['identity.customer'], run.counts['identity.node']], [10, 2, 3]);
  assert.deepEqual(await holds(), ['seen', 'consent', 'waiting', 'decided', 'other', 'blocked']);
  assert.deepEqual(await identity.describe(await identity.customersByIdentifier('email', 'seen@y.example')), seen, 'whoever was seen since is who they were, old claims too');
  const left = await stored.database.rows<{ text: string }>(sql`select n::text || coalesce((select string_agg(i::text, ' ') from identity.node_identifier i where i.node = n.number), '') as text from identity.node n`);
  assert.equal(left.filter(({ text }) => /gone@|Gone Girl|cookie-4711/.test(text)).length, 0);
  const again = await retention.tryOut(key, 'ann');
  assert.deepEqual([again.interactions, again.counts['identity.customer'], again.counts['identity.node']], [0, 0, 0]);

  await send(said('back', 1, [email('gone')]));
  const back = await identity.customersByIdentifier('email', 'gone@y.example');
  assert.equal(back.length, 1);
  assert.notEqual(back[0], before, 'whoever comes back comes as somebody new');
  assert.equal((await interactions.timeline({ customer: back[0] ?? 0, homes: [back[0] ?? 0], nodes: await identity.nodesOf(back[0] ?? 0) }, { limit: 10 })).items.length, 1);

  const elsewhere = createIdentity({ database: stored.database, analytics, outbox: createOutbox({ database: stored.database, analytics, log, clock }), log, clock });
  await stored.database.transaction(async (tx) => {
    await elsewhere.holdRecording(tx);
    return elsewhere.forgetClaims(tx, await elsewhere.nodesOf(back[0] ?? 0));
  });
  await elsewhere.stop();
  await send(said('back-2', 1, [email('gone')]));
  assert.equal((await identity.customersByIdentifier('email', 'gone@y.example')).length, 1, 'what another process took back is not remembered here');
});
