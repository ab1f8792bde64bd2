import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { after, test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { AppError } from '../../../kernel/app-error.ts';
import { bundleMails } from './bundle-mails.ts';
import type { Inflation } from './byte-source.ts';
import { openTable } from './open-table.ts';
import type { FileHints, SourceRow } from './source-row.ts';

const folder = mkdtempSync(join(tmpdir(), 'custos-import-'));
after(() => { rmSync(folder, { recursive: true }); });

async function read(name: string, content: string | Buffer, hints: FileHints = {}, inflation?: Inflation) {
  const path = join(folder, name);
  writeFileSync(path, content);
  const reader = await openTable({ path, name }, hints, inflation);
  const rows: SourceRow[] = [];
  for await (const batch of reader.batches()) rows.push(...batch.rows);
  return { reader, rows, cells: rows.map((row) => row.cells), bad: rows.filter((row) => row.problem !== null) };
}
const refuses = (code: string) => (error: unknown): boolean => error instanceof AppError && error.code === code && error.detail.length > 20;

test('the delimiter is seen: comma, semicolon, tab or bar', async () => {
  for (const [delimiter, format] of [[',', 'csv'], [';', 'csv'], ['\t', 'tsv'], ['|', 'csv']] as const) {
    const { reader, cells } = await read(`d.csv`, `id${delimiter}text\n1${delimiter}"a, b; c"\n2${delimiter}d\n`);
    assert.equal(reader.format, format);
    assert.deepEqual(reader.columns, ['id', 'text']);
    assert.deepEqual(cells, [['1', 'a, b; c'], ['2', 'd']]);
  }
});

test('a file without a header gets columns by their place, and that is said', async () => {
  const { reader, cells } = await read('bare.csv', '1,2024-01-02,hello there\n2,2024-01-03,good bye\n');
  assert.deepEqual(reader.columns, ['column 1', 'column 2', 'column 3']);
  assert.equal(cells.length, 2);
  assert.match(reader.warnings.join(' '), /columns have no names/);
});

test('marks of byte order, UTF-16 and Windows-1252 are read; the last is said', async () => {
  const text = 'id,name\n1,Zoë Müller\n2,Ana Conceição\n';
  const names = [['1', 'Zoë Müller'], ['2', 'Ana Conceição']];
  assert.deepEqual((await read('bom.csv', Buffer.from(`\ufeff${text}`))).cells, names);
  assert.deepEqual((await read('utf16.csv', Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, 'utf16le')]))).cells, names);
  assert.deepEqual((await read('utf16be.csv', Buffer.concat([Buffer.from([0xfe, 0xff]), Buffer.from(text, 'utf16le').swap16()]))).cells, names);
  const western = await read('latin.csv', Buffer.from(text, 'latin1'));
  assert.deepEqual(western.cells, names);
  assert.match(western.reader.warnings.join(' '), /Windows-1252/);
});

test('letters that nobody can guess are refused unless the mapping names them', async () => {
  const japanese = Buffer.from('69642c6e616d650a312c82a082a282a482a682a882a982ab82ad82af82b10a', 'hex');
  await assert.rejects(read('sjis.csv', japanese), refuses('encoding-unknown'));
  assert.deepEqual((await read('sjis.csv', japanese, { encoding: 'shift_jis' })).cells, [['1', 'あいうえおかきくけこ']]);
  await assert.rejects(read('sjis.csv', japanese, { encoding: 'klingon' }), refuses('encoding-unknown'));
  await assert.rejects(read('binary.csv', Buffer.from([1, 2, 0, 0, 0, 3, 4, 0, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9])), refuses('not-text'));
});

test('a single line in another encoding, deep in a long file, is rejected alone', async () => {
  const good = Array.from({ length: 120_000 }, (_, at) => `${at},a plain text`).join('\n');
  const { rows, bad } = await read('one-bad.csv', Buffer.concat([Buffer.from(`id,text\n${good}\n`), Buffer.from('x,caf\xe9\n', 'latin1'), Buffer.from('y,café\n')]));
  assert.equal(rows.length, 120_002);
  assert.deepEqual(bad.map((row) => row.line), [120_002]);
});

test('three bad lines of many cost three lines, each with its number', async () => {
  const lines = Array.from({ length: 30_000 }, (_, at) => `${at},"text, of ${at}",open`);
  lines.splice(5_000, 0, 'broken,"line');
  lines.splice(15_000, 0, 'one,two,three,four');
  lines.splice(25_000, 0, 'nul,\0,x');
  const { rows, bad } = await read('bad.csv', `id,text,state\n${lines.join('\n')}`);
  assert.equal(rows.length, 30_003);
  assert.deepEqual(bad.map((row) => row.line), [5_002, 15_002, 25_002]);
});

test('JSON lines and a JSON array give the same records, and bad ones cost themselves only', async () => {
  const lines = await read('rows.jsonl', '{"id":1,"who":{"email":"a@example.org"}}\n\nnot json\n[1]\n{"id":2}\n');
  assert.deepEqual(lines.rows.map((row) => [row.line, row.problem === null]), [[1, true], [3, false], [4, false], [5, true]]);
  assert.deepEqual(lines.reader.columns, ['id', 'who.email']);
  const array = await read('rows.json', '[\n {"id":1,"text":"a ] } \\" b, c"},\n 7,\n {"id":2,"list":[1,[2]]}\n]\n');
  assert.deepEqual(array.rows.map((row) => [row.line, row.whole?.['id'] ?? row.problem]), [[2, 1], [3, 'Expected one JSON object.'], [4, 2]]);
  const cut = await read('cut.json', '[{"id":1},{"id":');
  assert.match(cut.bad[0]?.problem ?? '', /ends in the middle/);
});

test('a mailbox is cut into its mails; a mail is parted into what is new and what is quoted', async () => {
  const mail = (id: string, body: string): string => `From: Ada <ada@example.org>\nTo: help@shop.example\nSubject: =?utf-8?q?Wo_ist_es=3F?=\nMessage-ID: <${id}@x>\nReferences: <root@x>\nDate: Mon, 3 Mar 2025 10:00:00 +0100\nContent-Type: text/plain; charset=utf-8\n\n${body}\n`;
  const box = `From ada@example.org Mon Mar  3 10:00:00 2025\n${mail('a', 'Still nothing.\n>From the shop I heard nothing.\n\nOn 1 Mar 2025, Shop wrote:\n> soon')}\nFrom ada@example.org Mon Mar  3 11:00:00 2025\n${mail('b', 'Second')}`;
  const { reader, rows } = await read('box.mbox', box);
  assert.equal(reader.format, 'mime');
  assert.deepEqual(rows.map((row) => [row.line, row.whole?.['messageId'], row.whole?.['subject'], row.whole?.['thread']]), [[1, 'a@x', 'Wo ist es?', 'root@x'], [16, 'b@x', 'Wo ist es?', 'root@x']]);
  assert.equal(rows[0]?.whole?.['text'], 'Still nothing.\nFrom the shop I heard nothing.');
  assert.equal(rows[0]?.whole?.['quoted'], 'On 1 Mar 2025, Shop wrote:\n> soon');
  const broken = await read('broken.eml', 'this is no mail at all\n');
  assert.match(broken.bad[0]?.problem ?? '', /not a mail/);
});

test('what is no mail in a folder of mails is named by its file', async () => {
  const mail = join(folder, 'good.eml');
  const note = join(folder, 'signature_notes');
  writeFileSync(mail, 'From: Ada <ada@example.org>\nSubject: Hello\nDate: Mon, 3 Mar 2025 10:00:00 +0100\n\nStill nothing.\n');
  writeFileSync(note, 'Ada\nCounts engines\n');
  const nothing = join(folder, 'nothing.eml');
  writeFileSync(nothing, '');
  const { rows } = await read('folder.mbox', await buffer(bundleMails([nothing, mail, note])));
  assert.deepEqual(rows.map((row) => row.whole?.['file'] ?? `${row.where}: ${row.problem ?? ''}`), ['nothing.eml: The file is empty.', 'good.eml', 'signature_notes: This is not a mail: it has no header lines.']);
});

test('gzip of each is read; its line numbers are those of the file inside', async () => {
  assert.deepEqual((await read('t.csv.gz', gzipSync('id,text\n1,"a\nb"\n2,c\n'))).rows.map((row) => row.line), [2, 4]);
  assert.equal((await read('t.jsonl.gz', gzipSync('{"id":1}\n'))).rows.length, 1);
});

test('a file that swells beyond reason is stopped, and the reason is said', async () => {
  const bomb = gzipSync(Buffer.alloc(3_000_000, 'a,b\n'));
  await assert.rejects(read('bomb.csv.gz', bomb, {}, { totalBytes: 1e9, ratio: 100, freeBytes: 1_000_000 }), refuses('file-swells'));
  await assert.rejects(read('bomb.csv.gz', bomb, {}, { totalBytes: 2_000_000, ratio: 1e6, freeBytes: 1e9 }), refuses('file-swells'));
});

test('what can\'t be imported is named: nothing in it, archives, doubly packed, cut off, missing', async () => {
  await assert.rejects(read('empty.csv', ''), refuses('file-empty'));
  await assert.rejects(read('blank.csv', '\n\n  \n'), refuses('file-empty'));
  await assert.rejects(read('empty.csv.gz', gzipSync('')), refuses('file-empty'));
  await assert.rejects(read('book.xlsx', Buffer.from('PK\x03\x04rest')), refuses('archive-unsupported'));
  await assert.rejects(read('twice.gz', gzipSync(gzipSync('id,a\n1,2\n'))), refuses('gzip-in-gzip'));
  const noise = Buffer.from(Array.from({ length: 400_000 }, (_, at) => `${at},${(at * 7_919) % 10_007}`).join('\n'));
  await assert.rejects(read('cut.csv.gz', gzipSync(noise).subarray(0, 1_200_000)), refuses('gzip-damaged'));
  await assert.rejects(read('bad.parquet', Buffer.from('PAR1 this is not parquet PAR1')), refuses('parquet-damaged'));
  await assert.rejects(openTable({ path: join(folder, 'nowhere.csv'), name: 'nowhere.csv' }), refuses('file-not-found'));
});

test('a file with a header and nothing else has no records', async () => {
  const { reader, rows } = await read('header.csv', 'id,text\n');
  assert.deepEqual([reader.columns, rows], [['id', 'text'], []]);
});
