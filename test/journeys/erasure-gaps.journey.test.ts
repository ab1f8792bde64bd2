import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import type { ErasureCertificate, ErasureMention } from '../../src/modules/customers/contract.ts';
import { custosCommand } from './command-line.ts';
import { customerOf, customersFound, minutesAgo, recorded, timelineOf } from './customers.ts';
import { answerOf, eventually, startCustos, type RunningCustos } from './harness.ts';
import { startRestored } from './restored.ts';

const address = (name: string): string => `${name}.gone@example.org`;
const by = (name: string): object => ({ type: 'email', value: address(name), verified: 'login' });
let sent = 0;
const said = (name: string, more: Readonly<Record<string, unknown>> = {}): Record<string, unknown> => ({ id: `${name}-${sent += 1}`, channel: 'email', kind: 'message', direction: 'in', occurredAt: minutesAgo(100), identifiers: [by(name)], traits: { name: `${name[0]?.toUpperCase()}${name.slice(1)} Gonemann` }, ...more });

const folder = mkdtempSync(path.join(tmpdir(), 'custos-erasure-gaps-'));
let custos: RunningCustos;
let restored: RunningCustos | null = null;
before(async () => { custos = await startCustos(); });
after(async () => {
  await restored?.stop();
  await custos?.stop();
  rmSync(folder, { recursive: true, force: true });
});

const post = <Answer>(route: string, body: object = {}): Promise<Answer> => answerOf<Answer>(custos.ask(route, { cookie: custos.ownerSession, body }));
const read = <Answer>(route: string): Promise<Answer> => answerOf<Answer>(custos.ask(route, { cookie: custos.ownerSession }));
const erase = (id: string): Promise<ErasureCertificate> => post(`/api/customers/${id}/erase`, { reason: 'asked for it', confirm: id });
const who = (name: string): Promise<string> => customerOf(custos, `email:${address(name)}`);
const nobody = async (name: string): Promise<void> => { assert.deepEqual(await customersFound(custos, { identifier: `email:${address(name)}` }), [], `${name} is found`); };
const statuses = async (...items: object[]): Promise<string[]> => (await custos.send(items)).map(({ status }) => status);
async function sendAll(...items: object[]): Promise<void> {
  await custos.send(items);
  await recorded(custos);
}

test('two joined and erased are both gone; taking the join back afterwards brings neither back', async () => {
  await sendAll(said('cas', { identifiers: [by('cas'), { type: 'user', value: 'cas-u', verified: 'login' }] }), said('dan', { identifiers: [by('dan'), { type: 'user', value: 'dan-u', verified: 'login' }] }));
  const { decision, customer } = await post<{ decision: string; customer: string }>(`/api/customers/${await who('cas')}/identity/join`, { with: await who('dan'), reason: 'one person' });
  const certificate = await erase(customer);
  assert.ok((certificate.counts['identity.node'] ?? 0) >= 2);
  const undo = await custos.ask(`/api/identity/decisions/${decision}/undo`, { cookie: custos.ownerSession, body: {} });
  assert.ok(undo.status < 500, `${undo.status}`);
  for (const name of ['cas', 'dan']) await nobody(name);
  assert.deepEqual(await statuses(said('cas'), said('dan'), said('cas', { identifiers: [{ type: 'user', value: 'dan-u' }] })), ['erased', 'erased', 'erased']);
});

test('of two parted people one is erased and the other stays; taking the split back brings nothing back', async () => {
  const shared = { type: 'loyalty', value: 'L-EVA-FAY', verified: 'login' };
  await sendAll(said('eva', { identifiers: [by('eva'), shared], text: 'I am here' }), said('fay', { identifiers: [by('fay'), shared], text: 'So am I' }));
  const both = await who('eva');
  assert.equal(await who('fay'), both);
  const { nodes } = await read<{ nodes: { id: string; identifiers: { value: string }[] }[] }>(`/api/customers/${both}/identity`);
  const ofEva = nodes.filter(({ identifiers }) => identifiers.some(({ value }) => value === address('eva'))).map(({ id }) => id);
  const { decision } = await post<{ decision: string }>(`/api/customers/${both}/identity/split`, { nodes: ofEva, reason: 'two people' });
  await erase(await who('eva'));
  const undo = await custos.ask(`/api/identity/decisions/${decision}/undo`, { cookie: custos.ownerSession, body: {} });
  assert.ok(undo.status < 500, `${undo.status}`);
  await nobody('eva');
  assert.deepEqual((await timelineOf(custos, await who('fay'))).map(({ text }) => text), ['So am I']);
  assert.deepEqual(await statuses(said('eva'), said('fay', { text: 'Still here', identifiers: [by('fay'), shared] })), ['erased', 'accepted']);
});

test('the hash of an erased address, from somebody who never had the address, is refused', async () => {
  await sendAll(said('gus'));
  await erase(await who('gus'));
  const hashed = (text: string): object => said('gus', { identifiers: [{ type: 'email-sha256', value: createHash('sha256').update(text).digest('hex') }], traits: {} });
  assert.deepEqual(await statuses(hashed(address('gus')), hashed('other@example.org')), ['erased', 'accepted']);
});

test('uploaded files and rejected lines that hold an erased person go with them, other files stay; the same file sent again is imported without them', async () => {
  await sendAll(said('hal'));
  const upload = async (name: string, text: string): Promise<string> => (await answerOf<{ upload: string }>(custos.ask(`/api/imports/files?name=${name}`, { cookie: custos.ownerSession, body: Buffer.from(text) }))).upload;
  const head = 'ticket_id,created_at,email,message\n';
  const rows = `${head}T1,2025-03-01 10:00:00,${address('hal')},Hello\n${Array.from({ length: 20 }, (_, at) => `I${at},2025-03-01 10:00:00,ida@example.org,Hello ${at}\n`).join('')}T3,soon,${address('hal')},A bad line\nT4,soon,nobody@example.org,Hal Gonemann told me\n`;
  const waiting = await upload('waiting.csv', rows);
  const other = await upload('other.csv', `${head}T9,2025-03-01 10:00:00,ida@example.org,Nothing of him\n`);
  const imported = async (id: string, source: string): Promise<{ id: string; accepted: number; rejected: number }> => {
    const { mapping } = await post<{ mapping: object }>('/api/imports/preview', { upload: id, kind: 'tickets' });
    const run = await post<{ id: string }>('/api/imports', { upload: id, kind: 'tickets', source, mapping });
    return eventually('the import is through', async () => { const now = await read<{ id: string; state: string; accepted: number; rejected: number }>(`/api/imports/${run.id}`); return now.state === 'done' ? now : null; });
  };
  const first = await imported(await upload('again.csv', rows), 'desk');
  await recorded(custos);
  const rejects = async (): Promise<string> => JSON.stringify(await read(`/api/imports/${first.id}/rejects`));
  assert.match(await rejects(), /Hal Gonemann/);
  const certificate = await erase(await who('hal'));
  assert.equal(certificate.counts['uploads'], 1);
  assert.ok((certificate.counts['channels.import_reject'] ?? 0) >= 2);
  assert.ok(!/hal\.gone|Gonemann/i.test(await rejects()));
  assert.deepEqual(readdirSync(path.join(custos.dataFolder, 'uploads')).filter((id) => id === waiting || id === other), [other]);
  const second = await imported(await upload('again.csv', rows), 'desk-two');
  assert.equal(second.accepted, 20, 'Ida’s lines alone');
  await nobody('hal');
});

test('what waits in the quarantine and is nobody’s goes when it says the full name; what claims to be somebody else’s stays', async () => {
  await sendAll(said('lou'), said('mia'));
  const parked = (id: string, text: string, identifiers: readonly object[]): object => ({ ...said('mia', { traits: {} }), id, occurredAt: 'whenever', text, identifiers });
  assert.deepEqual(await statuses(parked('p1', 'A letter of Lou GONEMANN', []), parked('p2', 'Lou Gonemann lives next door', [by('mia')]), parked('p3', 'Lou sang', [])), ['quarantined', 'quarantined', 'quarantined']);
  const certificate = await erase(await who('lou'));
  assert.equal(certificate.counts['interactions.parked'], 1);
  const { items } = await read<{ items: { body: string }[] }>('/api/quarantine');
  assert.deepEqual(['A letter', 'next door', 'Lou sang'].map((words) => items.some(({ body }) => body.includes(words))), [false, true, true]);
});

test('who is named in other people’s words is counted on the certificate, and each such text can be masked', async () => {
  await sendAll(
    said('ivo'), said('jan', { text: `My neighbour Ivo  GONEMANN (${address('ivo')}) has the same trouble. Ivo alone says nothing.`, traits: {} }), said('jan', { text: 'Nothing to do with him', traits: {} }),
    said('jan', { channel: 'chat', turns: [{ speaker: 'agent', text: 'Do you mean Ivo Gonemann?' }], traits: {} }),
  );
  const certificate = await erase(await who('ivo'));
  assert.deepEqual(certificate.mentions, { found: 2, isLeast: false, masked: 0 });
  const list = async (): Promise<ErasureMention[]> => (await read<{ mentions: ErasureMention[] }>(`/api/erasures/${certificate.id}/mentions`)).mentions;
  const mentions = await list();
  assert.deepEqual(mentions.map(({ state, customer }) => [state, customer]), [['stands', await who('jan')], ['stands', await who('jan')]]);
  assert.ok(mentions.every(({ excerpts }) => excerpts.length > 0));
  for (const { id } of mentions) assert.equal((await post<ErasureMention>(`/api/erasures/${certificate.id}/mentions/${id}/mask`)).state, 'masked');
  assert.equal((await custos.ask(`/api/erasures/${certificate.id}/mentions/${mentions[0]?.id}/mask`, { cookie: custos.ownerSession, body: {} })).status, 409);
  const timeline = await timelineOf(custos, await who('jan'));
  assert.deepEqual(timeline.map(({ text }) => text).filter((text) => text !== null).sort(), ['My neighbour [erased] ([erased]) has the same trouble. Ivo alone says nothing.', 'Nothing to do with him']);
  assert.deepEqual(timeline.flatMap(({ turns }) => turns.map(({ text }) => text)), ['Do you mean [erased]?']);
  const { erasures } = await read<{ erasures: ErasureCertificate[] }>('/api/erasures');
  const now = erasures.find(({ id }) => id === certificate.id);
  assert.deepEqual([now?.mentions, now?.digest], [{ found: 2, isLeast: false, masked: 2 }, certificate.digest]);
});

test('a stop between an erasure and its line in the ledger: the line is written at the next start, in every backup too, and an older backup comes back without them', async () => {
  await sendAll(said('kim'));
  assert.equal((await custosCommand(custos.dataFolder, 'backup', path.join(folder, 'before'))).code, 0);
  const certificate = await erase(await who('kim'));
  await custos.end();
  const ledgers = [path.join(custos.dataFolder, 'erasures.jsonl'), path.join(folder, 'before', 'erasures.jsonl')];
  const whole = ledgers.map((file) => readFileSync(file, 'utf8').trim().split('\n'));
  // What a kill leaves when it comes after the commit and before the line, or in the middle of it.
  writeFileSync(ledgers[0] ?? '', `${(whole[0] ?? []).slice(0, -1).join('\n')}\n{"key":"torn`);
  writeFileSync(ledgers[1] ?? '', (whole[1] ?? []).slice(0, -1).map((line) => `${line}\n`).join(''));
  const again = await startCustos({ dataFolder: custos.dataFolder });
  await again.end();
  type Line = { hashes: string[]; claims: string[]; names: string[] };
  const sorted = (line: string): Line => { const { hashes, claims, names, ...rest } = JSON.parse(line) as Line; return { ...rest, hashes: hashes.sort(), claims: claims.sort(), names: names.sort() }; };
  ledgers.forEach((file, at) => { assert.deepEqual(sorted(readFileSync(file, 'utf8').trim().split('\n').at(-1) ?? ''), sorted(whole[at]?.at(-1) ?? '')); });
  assert.ok((sorted(whole[0]?.at(-1) ?? '')).hashes.every((hash) => certificate.hashes.includes(hash)));
  const second = await startRestored(custos, path.join(folder, 'before'));
  restored = second;
  for (const name of ['cas', 'eva', 'gus', 'hal', 'ivo', 'kim']) assert.deepEqual(await customersFound(second, { identifier: `email:${address(name)}` }), [], name);
  await eventually('Jan is there', async () => (await customersFound(second, { identifier: `email:${address('jan')}` })).length === 1);
});
