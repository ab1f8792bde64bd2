import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import type { AcceptResult } from '../../src/modules/interactions/contract.ts';
import { custosCommand } from './command-line.ts';
import { customerOf, minutesAgo, ordersOf, recorded, timelineOf } from './customers.ts';
import { answerOf, startCustos, type RunningCustos } from './harness.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'custos-command-line-'));
const dataFolder = path.join(folder, 'data');
let custos: RunningCustos;
before(async () => { custos = await startCustos({ dataFolder }); });
after(async () => {
  await custos?.stop();
  rmSync(folder, { recursive: true });
});

const lastLine = (text: string): string => text.trimEnd().split('\n').at(-1) ?? '';
const message = (id: string): Record<string, unknown> => ({ id, channel: 'email', kind: 'message', direction: 'in', occurredAt: minutesAgo(3), identifiers: [{ type: 'email', value: 'by.key@example.org' }], text: id });
const sendWith = async (key: string, id: string): Promise<string | undefined> => (await answerOf<{ results: AcceptResult[] }>(custos.ask('/v1/interactions', { key, body: { interactions: [message(id)] } }))).results[0]?.status;

let keyMadeWithoutServer = '';
/** Ends the server, does something with the command line alone, and starts the server again. */
async function withoutServer<T>(work: () => Promise<T>): Promise<T> {
  await custos.end();
  const done = await work();
  custos = await startCustos({ dataFolder });
  return done;
}

test('a key made at the command line is printed last and alone, has 25 characters, begins with c, and works at once', async () => {
  const { code, out, err } = await custosCommand(dataFolder, 'keys', 'create', '--kind', 'write', '--source', 'web');
  assert.deepEqual([code, err], [0, '']);
  assert.match(lastLine(out), /^c[0-9A-Za-z]{24}$/);
  assert.equal(await sendWith(lastLine(out), 'with-key'), 'accepted');
  await recorded(custos);
  assert.deepEqual((await timelineOf(custos, await customerOf(custos, 'email:by.key@example.org'))).map(({ source }) => source), ['web'], 'what is sent with it is said by its source');
  const list = await custosCommand(dataFolder, 'keys', 'list');
  assert.ok(list.out.includes(`…${lastLine(out).slice(-4)}`) && !list.out.includes(lastLine(out)), 'the list shows how a key ends, never the key');
  const id = /^(\S+)\s+write\s.*\bweb\b/m.exec(list.out)?.[1] ?? assert.fail(list.out);
  assert.deepEqual(await custosCommand(dataFolder, 'keys', 'revoke', id), { code: 0, out: `revoked ${id}\n`, err: '' });
  assert.equal((await custos.ask('/v1/interactions', { key: lastLine(out), body: { interactions: [] } })).status, 401);
});

test('a reading key reads masked unless it was made to read personal data', async () => {
  for (const [words, isMasked] of [[[], true], [['--personal-data'], false]] as const) {
    const { out } = await custosCommand(dataFolder, 'keys', 'create', '--kind', 'read', ...words);
    const answer = await (await custos.ask('/api/customers', { key: lastLine(out) })).text();
    assert.equal(answer.includes('by.key@example.org'), !isMasked, answer);
  }
});

test('doctor says what works, one line each, with the server and without it', async () => {
  for (const look of [() => custosCommand(dataFolder, 'doctor'), () => withoutServer(async () => {
    const alone = await custosCommand(dataFolder, 'doctor');
    const made = await custosCommand(dataFolder, 'keys', 'create', '--kind', 'write', '--source', 'made-alone');
    keyMadeWithoutServer = lastLine(made.out);
    return alone;
  })]) {
    const { code, out, err } = await look();
    assert.deepEqual([code, err], [0, '']);
    for (const name of ['PostgreSQL', 'ClickHouse', 'Arrivals', 'History on disk']) assert.match(out, new RegExp(`^ok +${name}: .+$`, 'm'));
  }
});

test('a key made while no server ran works once one does', async () => {
  assert.match(keyMadeWithoutServer, /^c[0-9A-Za-z]{24}$/);
  assert.equal(await sendWith(keyMadeWithoutServer, 'with-key-made-alone'), 'accepted');
});

const CSV = path.join(folder, 'orders.csv');
writeFileSync(CSV, ['order_id,created_at,customer_email,customer_name,total,currency,status', ...Array.from({ length: 40 }, (_, at) => `C-${at},2026-0${1 + (at % 9)}-1${at % 10}T10:00:00Z,buyer${at % 8}@example.org,Buyer ${at % 8},${10 + at}.50,EUR,placed`), 'C-40,2026-13-45,bad@example.org,Bad Date,1.00,EUR,placed', ''].join('\n'));

test('a dry run shows the first rows as they would become, and stores nothing', async () => {
  const { code, out, err } = await custosCommand(dataFolder, 'import', CSV, '--as', 'orders', '--dry-run');
  assert.deepEqual([code, err], [0, '']);
  assert.match(out, /orders\.csv: csv, .* MB, as orders/);
  assert.match(out, /line 2: .*"C-0"/);
  assert.deepEqual((await answerOf<{ customers: unknown[] }>(custos.ask('/api/customers?identifier=email:buyer0@example.org', { cookie: custos.ownerSession }))).customers, []);
});

test('an import through the running server ends with its counts, the bad line by number, and what was found', async () => {
  const { code, out, err } = await custosCommand(dataFolder, 'import', CSV, '--as', 'orders', '--source', 'old-shop');
  assert.deepEqual([code, err], [0, '']);
  assert.match(out, /41 rows read: 40 new, 0 known, 0 revised, 0 in quarantine, 1 rejected/);
  assert.match(out, /line 42: .+/);
  assert.match(out, /What we found in/);
  await recorded(custos);
  const orders = await ordersOf(custos, await customerOf(custos, 'email:buyer0@example.org'));
  assert.deepEqual(orders.map(({ id, totalMinor, currency }) => `${id} ${totalMinor} ${currency}`).sort(), ['C-0 1050 EUR', 'C-16 2650 EUR', 'C-24 3450 EUR', 'C-32 4250 EUR', 'C-8 1850 EUR']);
});

test('the same import again, without the server, finds everything known', async () => {
  const { code, out, err } = await withoutServer(() => custosCommand(dataFolder, 'import', CSV, '--as', 'orders', '--source', 'old-shop'));
  assert.deepEqual([code, err], [0, '']);
  assert.match(out, /41 rows read: 0 new, 40 known, 0 revised, 0 in quarantine, 1 rejected/);
});

test('what can not be done is said in one sentence with a code, and ends with 1; an unknown command shows the commands and ends with 2', async () => {
  const cases: readonly (readonly [readonly string[], number, RegExp, RegExp])[] = [
    [['export'], 2, /custos COMMAND[\s\S]*serve[\s\S]*restore/, /^$/],
    [[], 0, /custos COMMAND/, /^$/],
    [['import', path.join(folder, 'missing.csv'), '--as', 'orders'], 1, /^$/, /^custos: There is no file .*missing\.csv\. \(file-missing\)\n$/],
    [['import', CSV, '--as', 'poems'], 1, /^$/, /^custos: --as is one of orders, .*\(import-kind-unknown\)\n$/],
    [['import'], 1, /^$/, /\(import-file-missing\)\n$/],
    [['keys', 'create', '--colour', 'red'], 1, /^$/, /--colour.*\(flag-unknown\)\n$/],
    [['keys', 'revoke', 'nothing'], 1, /^$/, /^custos: There is no key with this id.*\(key-not-found\)\n$/],
    [['sign-in', 'reset', 'nobody@example.org'], 1, /^$/, /^custos: Nobody on the list .*\(person-not-found\)\n$/],
    [['backup'], 1, /^$/, /\(backup-folder-missing\)\n$/],
    [['serve', '--port', 'http'], 1, /^$/, /PORT.*\(setting-wrong\)\n$/],
  ];
  for (const [words, code, out, err] of cases) {
    const spoken = await custosCommand(dataFolder, ...words);
    assert.equal(spoken.code, code, `${words.join(' ')}: ${spoken.err}`);
    assert.match(spoken.out, out);
    assert.match(spoken.err, err);
  }
});

test('whoever lost their phone is signed out and let in by password again, from where Custos runs', async () => {
  const colleague = { name: 'Ada', email: 'ada@example.org', password: 'long enough 1' };
  const { id } = await answerOf<{ id: string }>(custos.ask('/api/people', { cookie: custos.ownerSession, body: { ...colleague, role: 'agent' } }));
  const session = await custos.signIn(colleague.email, colleague.password);
  assert.deepEqual(await custosCommand(dataFolder, 'sign-in', 'reset', 'Ada@example.org'), { code: 0, out: `reset the sign-in of ${id}: no second factor, no link to a directory, signed out; the password stays\n`, err: '' });
  assert.equal((await custos.ask('/api/me', { cookie: session })).status, 401);
  await custos.signIn(colleague.email, colleague.password);
});

test('once Custos has ended, the door of the command line is shut', async () => {
  assert.equal(await custos.end(), 0);
  assert.ok(!existsSync(path.join(dataFolder, 'control.json')) && !existsSync(path.join(dataFolder, 'custos.lock')));
});
