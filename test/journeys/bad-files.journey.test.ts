import assert from 'node:assert/strict';
import { Readable } from 'node:stream';
import { after, before, test } from 'node:test';
import { createGzip } from 'node:zlib';
import type { ImportKind, ImportRun, Preview } from '../../src/modules/channels/contract.ts';
import type { Findings } from '../../src/modules/customers/contract.ts';
import { customersFound, recorded } from './customers.ts';
import { answerOf, eventually, startCustos, type RunningCustos } from './harness.ts';

const LINES = process.env['CUSTOS_TEST_LONG'] === '1' ? 1_000_000 : 100_000;

let custos: RunningCustos;
before(async () => { custos = await startCustos(); });
after(() => custos?.stop());

type Refusal = { readonly status: number; readonly code: string; readonly detail: string };

function sent(name: string, content: Buffer | Readable): Promise<Response> {
  const body = content instanceof Readable ? Readable.toWeb(content) as ReadableStream : new Uint8Array(content);
  return fetch(`${custos.baseUrl}/api/imports/files?name=${encodeURIComponent(name)}`, { method: 'POST', headers: { cookie: custos.ownerSession }, body, duplex: 'half' } as RequestInit);
}

/** Sends a file and, when it is taken, looks at its preview. Answers the first refusal of the two; null when there is none. */
async function refusalOf(name: string, content: Buffer): Promise<Refusal | null> {
  const upload = await sent(name, content);
  const response = upload.ok ? await custos.ask('/api/imports/preview', { cookie: custos.ownerSession, body: await upload.json().then((taken) => ({ upload: (taken as { upload: string }).upload, kind: (taken as { guess: ImportKind }).guess })) }) : upload;
  return response.ok ? null : { status: response.status, ...(await response.json() as { code: string; detail: string }) };
}

async function imported(name: string, content: Buffer | Readable, kind: ImportKind, source: string): Promise<{ run: ImportRun; preview: Preview }> {
  const { upload } = await answerOf<{ upload: string }>(sent(name, content));
  const preview = await answerOf<Preview>(custos.ask('/api/imports/preview', { cookie: custos.ownerSession, body: { upload, kind } }));
  const { id } = await answerOf<ImportRun>(custos.ask('/api/imports', { cookie: custos.ownerSession, body: { upload, kind, source, mapping: preview.mapping } }));
  const run = await eventually('the import has ended', async () => { const now = await answerOf<ImportRun>(custos.ask(`/api/imports/${id}`, { cookie: custos.ownerSession })); return now.state === 'running' ? null : now; }, 20 * 60_000);
  return { run, preview };
}

for (const [what, name, content] of [
  ['an empty file', 'empty.csv', Buffer.alloc(0)],
  ['a file of blank lines', 'blank.csv', Buffer.from('\n\n\n')],
  ['a ZIP archive', 'orders.zip', Buffer.concat([Buffer.from('PK\x03\x04'), Buffer.alloc(200)])],
  ['a workbook', 'orders.xlsx', Buffer.concat([Buffer.from('PK\x03\x04'), Buffer.alloc(200, 7)])],
  ['a picture', 'photo.csv', Buffer.concat([Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]), Buffer.alloc(2_000, 0xfe)])],
  ['half of a gzip file', 'half.csv.gz', Buffer.from('1f8b080000000000000303', 'hex')],
  ['half of a Parquet file', 'half.parquet', Buffer.concat([Buffer.from('PAR1'), Buffer.alloc(100)])],
] as const) {
  test(`${what} is refused with words that say what to do, not with a fault of ours`, async (t) => {
    const refusal = await refusalOf(name, content);
    t.diagnostic(JSON.stringify(refusal));
    assert.ok(refusal !== null && refusal.status === 400 && refusal.code !== 'unforeseen' && refusal.detail.length > 20, JSON.stringify(refusal));
  });
}

test('a small file that unpacks to gigabytes is stopped, and Custos goes on', async () => {
  const zeros = Readable.from((function* () { for (let at = 0; at < 512; at += 1) yield Buffer.alloc(1 << 20, '0'); })());
  const bomb: Buffer[] = [];
  for await (const chunk of zeros.pipe(createGzip())) bomb.push(chunk as Buffer);
  const refusal = await refusalOf('bomb.csv.gz', Buffer.concat(bomb));
  assert.ok(refusal !== null && [400, 413].includes(refusal.status) && refusal.code !== 'unforeseen', JSON.stringify(refusal));
  assert.equal((await custos.ask('/api/health')).status, 200);
});

test(`three bad lines of ${LINES.toLocaleString('en')} cost themselves only, and are shown with their numbers and reasons`, async (t) => {
  const bad = new Map([[7, 'broken,"line'], [LINES >> 1, 'x1,soon,a@example.org,hello'], [LINES - 1, 'x2,2025-01-01']]);
  const content = Readable.from((function* () {
    yield 'ticket_id,created_at,email,message\n';
    for (let at = 0; at < LINES; at += 1) yield `${bad.get(at) ?? `t${at},2025-03-0${1 + (at % 9)} 10:00:00,user${at % 5_000}@example.org,Where is parcel ${at}?`}\n`;
  })());
  const { run } = await imported('tickets.csv', content, 'tickets', 'desk');
  t.diagnostic(`${Math.round(run.rowsPerSecond)} rows/s`);
  assert.deepEqual([run.state, run.rowsRead, run.accepted, run.rejected, run.quarantined], ['done', LINES, LINES - 3, 3, 0]);
  const { rejects } = await answerOf<{ rejects: { line: number; reason: string }[] }>(custos.ask(`/api/imports/${run.id}/rejects`, { cookie: custos.ownerSession }));
  assert.deepEqual(rejects.map(({ line }) => line), [...bad.keys()].map((at) => at + 2));
  assert.ok(rejects.every(({ reason }) => reason.length > 5));
  await recorded(custos, 10 * 60_000);
  const found = await eventually('every other line is in the history', async () => { const now = await answerOf<Findings>(custos.ask('/api/findings', { cookie: custos.ownerSession })); return now.interactions >= LINES - 3 && now.customers >= 5_000 ? now : null; }, 60_000);
  assert.deepEqual([found.interactions, found.customers], [LINES - 3, 5_000]);
});

test('a file in Windows-1252 or UTF-16 is read with its right letters', async () => {
  const text = 'id;date;email;name;message\n1;05.03.2025;soren@example.org;Søren Ågård;Wo ist das Päckchen?\n2;06.03.2025;soren@example.org;Søren Ågård;Grüße – für “Dich”\n';
  const windows = Buffer.from([...text].map((letter) => ({ '–': 0x96, '“': 0x93, '”': 0x94 }[letter] ?? letter.codePointAt(0) ?? 0)));
  for (const [name, content] of [['latin.csv', windows], ['utf16.csv', Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, 'utf16le')])]] as const) {
    const { run } = await imported(name, content, 'tickets', name.replace('.csv', ''));
    assert.deepEqual([run.state, run.accepted, run.rejected], ['done', 2, 0], name);
  }
  await recorded(custos);
  const [soren] = await eventually('he is found by his name', async () => { const found = await customersFound(custos, { q: 'Søren Ågård' }); return found.length > 0 ? found : null; });
  assert.deepEqual([soren?.email, soren?.interactions], ['soren@example.org', 4]);
});
