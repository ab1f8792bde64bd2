import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { after, before, test } from 'node:test';
import { migrationsOf, testDatabase, type TestDatabase } from '../../../test/engines/postgres.ts';
import { AppError } from '../../kernel/app-error.ts';
import { createLog } from '../../platform/log/log.ts';
import type { AcceptResult } from '../interactions/contract.ts';
import type { ImportRun } from './contract.ts';
import { bundleMails, createChannels } from './index.ts';

let own: TestDatabase;
const folder = mkdtempSync(join(tmpdir(), 'custos-channels-'));
before(async () => { own = await testDatabase(migrationsOf('platform', 'channels')); });
after(async () => {
  await own.close();
  rmSync(folder, { recursive: true });
});

/** What stands behind imports: remembers what it took by source and id, as the interactions module does; may be told to break off. */
function memory() {
  const seen = new Map<string, string>();
  let left = Infinity;
  const accept = async (source: string, items: readonly unknown[]): Promise<AcceptResult[]> => {
    const results: AcceptResult[] = [];
    if ((left -= items.length) < 0) throw new Error('the process was killed here');
    for (const item of items as readonly { id: string }[]) {
      const key = `${source}/${item.id}`;
      const content = JSON.stringify(item);
      const status = content.includes('refuse me') ? 'quarantined' as const : !seen.has(key) ? 'accepted' as const : seen.get(key) === content ? 'duplicate' as const : 'revised' as const;
      if (status !== 'quarantined') seen.set(key, content);
      results.push({ id: item.id, status, reference: 'prk_1', ...(status === 'quarantined' ? { reason: 'malformed', detail: 'it said so' } : {}) });
    }
    return results;
  };
  return { seen, accept, breakAfter: (items: number): void => { left = items; } };
}

const logged: string[] = [];
function channels(accept: ReturnType<typeof memory>['accept'], more: { uploadLimitBytes?: number } = {}) {
  return createChannels({ database: own.database, accept, redact: (text) => text.replaceAll('4111111111111111', '[card]'), log: createLog('info', (line) => { logged.push(line); }), clock: Date.now, dataFolder: folder, zone: 'Europe/Berlin', ...more });
}

function tickets(name: string, count: number, bad: Readonly<Record<number, string>> = {}): string {
  const path = join(folder, name);
  const lines = Array.from({ length: count }, (_, at) => [`t${at},2025-03-0${1 + (at % 9)} 10:00:00,user${at % 100}@example.org,"Where, please, is parcel ${at}?"`, ...(bad[at] === undefined ? [] : [bad[at]])]).flat();
  writeFileSync(path, `ticket_id,created_at,email,message\n${lines.join('\n')}\n`);
  return path;
}

async function ended(of: ReturnType<typeof channels>, id: string): Promise<ImportRun> {
  for (;;) {
    const run = await of.run(id);
    if (run.state !== 'running') return run;
    await new Promise((resolve) => { setTimeout(resolve, 10); });
  }
}

test('a file is imported once, and again without doubling; progress is told', async () => {
  const store = memory();
  const of = channels(store.accept);
  const path = tickets('plain.csv', 5_000);
  const told: ImportRun[] = [];
  const { run } = await of.importFile({ path, kind: null, source: 'desk', onProgress: (now) => { told.push(now); } });
  assert.deepEqual({ state: run?.state, kind: run?.kind, rowsRead: run?.rowsRead, accepted: run?.accepted, rejected: run?.rejected, bytesRead: run?.bytesRead }, { state: 'done', kind: 'tickets', rowsRead: 5_000, accepted: 5_000, rejected: 0, bytesRead: run?.bytesTotal });
  assert.ok((run?.rowsPerSecond ?? 0) > 0);
  assert.equal(told.at(-1)?.state, 'done');
  const again = await of.importFile({ path, kind: null, source: 'desk' });
  assert.deepEqual([again.run?.accepted, again.run?.duplicates, store.seen.size], [0, 5_000, 5_000]);
});

test('three bad lines are kept with their number, reason and text, redacted; the rest is imported', async () => {
  const store = memory();
  const of = channels(store.accept);
  const { run } = await of.importFile({ path: tickets('bad.csv', 3_000, { 10: 'broken,"line', 1_500: 'x,soon,a@example.org,my card is 4111111111111111', 2_999: 'y,2025-01-01,a@example.org,refuse me' }), kind: 'tickets', source: 'desk' });
  assert.deepEqual([run?.state, run?.accepted, run?.rejected, run?.quarantined], ['done', 3_000, 2, 1]);
  const { rejects, total } = await of.rejects(run?.id ?? '');
  assert.equal(total, 3);
  assert.deepEqual(rejects.map(({ line }) => line), [13, 1_504, 3_004]);
  assert.match(rejects[0]?.reason ?? '', /2 cells where the header has 4/);
  assert.match(rejects[1]?.reason ?? '', /not a date: "soon"/);
  assert.match(rejects[1]?.text ?? '', /my card is \[card\]/);
  assert.match(rejects[2]?.reason ?? '', /In quarantine as prk_1/);
});

test('killed at any moment, an import goes on where it was: nothing is lost, nothing is there twice', async () => {
  const path = tickets('killed.csv', 20_000, { 7_000: 'broken,"line' });
  for (const breakAfter of [0, 2_000, 9_000, 19_999]) {
    const store = memory();
    const first = channels(store.accept);
    store.breakAfter(breakAfter);
    const { run } = await first.importFile({ path, kind: 'tickets', source: 'desk' });
    assert.equal(run?.state, 'failed');
    assert.ok(store.seen.size <= breakAfter && (run?.rowsRead ?? 0) <= breakAfter + 1, 'what is noted was taken');
    store.breakAfter(Infinity);
    const second = channels(store.accept);
    await second.resume(run?.id ?? '');
    const done = await ended(second, run?.id ?? '');
    assert.deepEqual([done.state, done.rowsRead, done.rejected, store.seen.size], ['done', 20_001, 1, 20_000]);
    assert.equal(done.accepted + done.duplicates, 20_000);
    assert.equal((await second.rejects(done.id)).total, 1);
  }
});

test('a stop in the middle pauses; the next start goes on by itself', async () => {
  const store = memory();
  const stops: Promise<void>[] = [];
  const first = channels(async (source, items) => {
    if (stops.length === 0) stops.push(first.stop());
    await new Promise((resolve) => { setTimeout(resolve, 20); });
    return store.accept(source, items);
  });
  const { run } = await first.importFile({ path: tickets('paused.csv', 30_000), kind: 'tickets', source: 'desk' });
  await Promise.all(stops);
  assert.equal(run?.state, 'paused');
  assert.ok(store.seen.size > 0 && store.seen.size < 30_000);
  const second = channels(store.accept);
  await own.database.run({ text: 'update channels.import_run set state = \'running\' where state = \'paused\'', values: [] });
  assert.equal((await second.run(run?.id ?? '')).state, 'paused', 'nobody works on it, whatever was noted last');
  assert.equal(await second.resumeInterrupted(), 1);
  const done = await ended(second, run?.id ?? '');
  assert.deepEqual([done.state, store.seen.size], ['done', 30_000]);
});

test('another file at the same path is not taken for the first', async () => {
  const store = memory();
  const of = channels(store.accept);
  const path = tickets('changed.csv', 4_000);
  store.breakAfter(0);
  const { run } = await of.importFile({ path, kind: 'tickets', source: 'desk' });
  tickets('changed.csv', 4_001);
  store.breakAfter(Infinity);
  await of.resume(run?.id ?? '');
  const after1 = await ended(of, run?.id ?? '');
  assert.equal(after1.state, 'failed');
  assert.match(after1.problem ?? '', /not the one with which/);
});

test('a file of which nothing can be read stops early and says why', async () => {
  const of = channels(memory().accept);
  const { preview } = await of.importFile({ path: tickets('hopeless.csv', 5_000), kind: 'tickets', source: 'desk', dryRun: true });
  const { run } = await of.importFile({ path: join(folder, 'hopeless.csv'), kind: 'tickets', source: 'desk', mapping: { ...preview.mapping, fields: { ...preview.mapping.fields, occurredAt: 'message' } } });
  assert.equal(run?.state, 'failed');
  assert.ok((run?.rowsRead ?? 0) < 2_000);
  assert.match(run?.problem ?? '', /None of the first 500 records/);
  assert.match((await of.rejects(run?.id ?? '')).rejects[0]?.reason ?? '', /not a date/);
});

test('a dry run shows the first rows as they would become and stores nothing', async () => {
  const store = memory();
  const of = channels(store.accept);
  const before1 = (await of.runs()).length;
  const { preview, run } = await of.importFile({ path: tickets('dry.csv', 100), kind: null, source: 'desk', dryRun: true });
  assert.equal(run, null);
  assert.deepEqual([preview.kind, preview.format, preview.rows.length, preview.rows[0]?.line], ['tickets', 'csv', 20, 2]);
  assert.equal(preview.rows[0]?.interaction?.['occurredAt'], '2025-03-01T10:00:00+01:00', 'in the zone of the installation');
  assert.deepEqual(preview.columns.map((column) => column.mappedTo), ['id', 'occurredAt', 'identifiers.email', 'text']);
  assert.deepEqual([store.seen.size, (await of.runs()).length], [0, before1]);
});

test('an uploaded file is previewed, imported, and thrown away when it is done', async () => {
  const store = memory();
  const of = channels(store.accept);
  const { upload, guess } = await of.upload(Readable.from([Buffer.from('order_id,order_date,total,email\nA1,2025-01-01,12.50 €,a@example.org\n')]), '../../etc/orders.csv', null);
  assert.equal(guess, 'orders');
  const preview = await of.preview(upload, guess);
  assert.equal(preview.file, 'orders.csv');
  const run = await ended(of, (await of.start(upload, guess, 'shop', preview.mapping)).id);
  assert.deepEqual([run.state, run.accepted], ['done', 1]);
  // The run is marked done first: were it the other way round, a crash in between would leave a run that can't be resumed.
  for (let tries = 0; tries < 200 && readdirSync(join(folder, 'uploads')).length > 0; tries += 1) await new Promise((resolve) => { setTimeout(resolve, 20); });
  assert.equal(readdirSync(join(folder, 'uploads')).length, 0);
  await assert.rejects(of.preview(upload, guess), (error) => error instanceof AppError && error.code === 'upload-unknown');
  await assert.rejects(of.preview('../imports.csv', guess), (error) => error instanceof AppError && error.code === 'upload-unknown');
});

test('too large a file is refused, announced or not; what can\'t be imported is refused at once; nothing stays behind', async () => {
  const of = channels(memory().accept, { uploadLimitBytes: 1_000 });
  const big = (): Readable => Readable.from([Buffer.alloc(600, 'a'), Buffer.alloc(600, 'a')]);
  const refused = (code: string) => (error: unknown): boolean => error instanceof AppError && error.code === code;
  await assert.rejects(of.upload(big(), 'a.csv', 1_200), refused('upload-too-large'));
  await assert.rejects(of.upload(big(), 'a.csv', null), refused('upload-too-large'));
  await assert.rejects(of.upload(Readable.from([Buffer.from('PK\x03\x04')]), 'a.xlsx', null), refused('archive-unsupported'));
  await assert.rejects(of.upload(Readable.from([]), 'a.csv', null), refused('file-empty'));
  assert.equal(existsSync(join(folder, 'uploads')) ? readdirSync(join(folder, 'uploads')).length : 0, 0);
});

test('a folder of mails becomes one import, also when it is bundled to be sent', async () => {
  const mails = mkdtempSync(join(tmpdir(), 'custos-mails-'));
  for (const at of [1, 2, 3]) writeFileSync(join(mails, `${at}.eml`), `From ada@example.org Mon Mar  3 10:00:00 2025\nFrom: ada@example.org\nDate: Mon, 3 Mar 2025 10:00:0${at} +0100\nMessage-ID: <${at}@x>\nSubject: s\n\nFrom here on\n\nFrom me Mon Mar  3 10:00:00 2025\nthe end ${at}`);
  const store = memory();
  const of = channels(store.accept);
  const bundled = await of.upload(Readable.from(bundleMails([1, 2, 3].map((at) => join(mails, `${at}.eml`)))), 'mails.mbox', null);
  assert.equal(bundled.guess, 'mail');
  const preview = await of.preview(bundled.upload, 'mail');
  const run = await ended(of, (await of.start(bundled.upload, 'mail', 'box', preview.mapping)).id);
  assert.deepEqual([run.accepted, run.rejected], [3, 0]);
  assert.deepEqual([...store.seen.values()].map((item) => (JSON.parse(item) as { properties: { file: string } }).properties.file), ['1.eml', '2.eml', '3.eml']);
  assert.match([...store.seen.values()][0] ?? '', /From here on\\n\\nFrom me Mon/);
  rmSync(mails, { recursive: true });
});

test('a mail that was not taken is named by its file and its message, whatever was wrong with it: in a mailbox, in a folder of mails and mailboxes, in a bundle', async () => {
  const mails = mkdtempSync(join(folder, 'mails-'));
  const mail = (id: string, date: string, words: string): string => `From: ada@example.org\nDate: ${date}\nMessage-ID:\n <${id}@x>\nSubject: s\n\n${words}\n\n`;
  const from = 'From ada@example.org Mon Mar  3 10:00:00 2025\n';
  const good = 'Mon, 3 Mar 2025 10:00:00 +0100';
  const box = `${from}${mail('a', good, 'fine')}${from}${mail('b', 'some day', 'no date')}${from}no mail at all\n\n${from}${mail('d', good, 'please refuse me')}`;
  writeFileSync(join(mails, 'box.mbox'), box);
  writeFileSync(join(mails, 'late.eml'), mail('e', 'some day', 'no date'));
  writeFileSync(join(mails, 'note'), 'not a mail\n');
  writeFileSync(join(mails, 'refused.eml'), mail('f', good, 'refuse me too'));
  const ofBox = [/^box\.mbox, message 2 \(<b@x>\): .*not a date/, /^box\.mbox, message 3: This is not a mail/, /^box\.mbox, message 4 \(<d@x>\): In quarantine as prk_1/];
  const ofOthers = [/^late\.eml \(<e@x>\): .*not a date/, /^note: This is not a mail/, /^refused\.eml \(<f@x>\): In quarantine as prk_1/];
  const of = channels(memory().accept);
  const reasonsOf = async (run: ImportRun | null): Promise<string[]> => (await of.rejects(run?.id ?? '')).rejects.map(({ reason }) => reason);
  const assertNamed = (reasons: readonly string[], expected: readonly RegExp[]): void => {
    assert.equal(reasons.length, expected.length, reasons.join('\n'));
    for (const one of expected) assert.equal(reasons.filter((reason) => one.test(reason)).length, 1, `${one}: ${reasons.join('\n')}`);
  };
  assertNamed(await reasonsOf((await of.importFile({ path: mails, kind: 'mail', source: 'folder' })).run), [...ofBox, ...ofOthers]);
  const sent = async (body: AsyncIterable<Buffer> | Buffer[], name: string): Promise<ImportRun> => {
    const { upload } = await of.upload(Readable.from(body), name, null);
    return ended(of, (await of.start(upload, 'mail', name.split('.')[0] ?? '', (await of.preview(upload, 'mail')).mapping)).id);
  };
  assertNamed(await reasonsOf(await sent([Buffer.from(box)], 'box.mbox')), ofBox);
  assertNamed(await reasonsOf(await sent(bundleMails(['late.eml', 'note', 'refused.eml'].map((name) => join(mails, name))), 'mails.mbox')), ofOthers);
  const { upload } = await of.upload(Readable.from([Buffer.from(box)]), 'box.mbox', null);
  const previewed = (await of.preview(upload, 'mail')).rows.flatMap(({ problem }) => (problem === null ? [] : [problem]));
  assert.equal(previewed.length, 2);
  for (const one of ofBox.slice(0, 2)) assert.ok(previewed.some((problem) => one.test(problem)), previewed.join('\n'));
});

test('no letter of what was imported stands in the log', () => {
  assert.ok(logged.length > 0);
  for (const line of logged) assert.ok(!/example\.org|parcel|broken/.test(line), line);
});
