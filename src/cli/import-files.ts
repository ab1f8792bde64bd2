import { createReadStream, statSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { Readable } from 'node:stream';
import { AppError } from '../kernel/app-error.ts';
import { IMPORT_KINDS, type ImportKind, type ImportRun, type Mapping, type Preview } from '../modules/channels/contract.ts';
import { bundleMails, isMailName, readMappingFile, writeMappingFile } from '../modules/channels/index.ts';
import type { Findings } from '../modules/customers/contract.ts';
import { RIVAL_SUBJECT, type Pulse } from '../modules/interactions/contract.ts';
import { filesBelow } from './files-below.ts';
import { withCustos, type Client } from './client.ts';
import { readWords, textFlag } from './words.ts';

const POLL_MS = 400;
/** How long an import waits for the recording of what it brought. */
const PATIENCE_MS = 120_000;

/** How soon after the recording the history knows who was joined with whom. */
const JOINED_MS = 2_000;

const pause = (): Promise<void> => new Promise((resolve) => { setTimeout(resolve, POLL_MS); });

/** Imports files or folders of files, one after the other, and ends with what was found. */
export async function importFiles(words: readonly string[]): Promise<void> {
  const read = readWords(words, { as: 'text', map: 'text', source: 'text', rival: 'text', ours: 'text', 'dry-run': 'switch' });
  if (read.rest.length === 0) throw new AppError('invalid', 'import-file-missing', 'Say which: custos import FILE… --as orders|reviews|tickets|calls|mail|chats|interactions');
  const named = textFlag(read, 'as');
  const kind = IMPORT_KINDS.find((known) => known === named) ?? null;
  if (named !== null && kind === null) throw new AppError('invalid', 'import-kind-unknown', `--as is one of ${IMPORT_KINDS.join(', ')}.`);
  const mapFile = textFlag(read, 'map');
  const mapping = mapFile === null ? null : readMappingFile(await readFile(mapFile, 'utf8'));
  await withCustos(read.settings, async (client) => {
    for (const sending of read.rest.flatMap((path) => sendingsOf(path, kind))) {
      await importOne(client, sending, { kind, mapping, source: textFlag(read, 'source'), rival: textFlag(read, 'rival'), ours: textFlag(read, 'ours'), isDry: read.flags['dry-run'] === true });
    }
    if (read.flags['dry-run'] !== true) showFindings(await findingsOfAll(client));
  });
}

/** What is sent as one file: a file, or all mails of a folder as one mailbox. */
type Sending = { readonly name: string; readonly size: number; readonly content: () => Readable };

function sendingsOf(path: string, kind: ImportKind | null): Sending[] {
  const files = filesBelow(path);
  const isMail = (file: string): boolean => /\.eml$/i.test(file) || (kind === 'mail' && isMailName(basename(file)) && !/\.(?:mbox|mbx|gz)$/i.test(file));
  const mails = files.length > 1 ? files.filter(isMail) : [];
  const others = files.filter((file) => !mails.includes(file));
  // A folder of mails often holds a note or an index beside them.
  const isLeftOut = (file: string): boolean => kind === 'mail' && mails.length > 0 && !/\.(?:mbox|mbx|gz)$/i.test(file);
  for (const file of others.filter(isLeftOut)) process.stdout.write(`${basename(file)}: left out, it is no mail by its name\n`);
  const single = others.filter((file) => !isLeftOut(file)).map((file): Sending => ({ name: basename(file), size: statSync(file).size, content: () => createReadStream(file) }));
  if (mails.length === 0) return single;
  return [{ name: `${basename(path)}.mbox`, size: mails.reduce((sum, file) => sum + statSync(file).size, 0), content: () => Readable.from(bundleMails(mails)) }, ...single];
}

async function importOne(client: Client, { name, size, content }: Sending, how: { readonly kind: ImportKind | null; readonly mapping: Mapping | null; readonly source: string | null; /** Whose ratings they are: a column, or `=NAME`. */ readonly rival: string | null; /** How that column calls the company itself. */ readonly ours: string | null; readonly isDry: boolean }): Promise<void> {
  const { upload, guess } = await client.upload<{ upload: string; guess: ImportKind }>(`/api/imports/files?name=${encodeURIComponent(name)}`, Readable.toWeb(content()) as ReadableStream);
  const kind = how.kind ?? guess;
  const ask = (mapping: Mapping | null): Promise<Preview> => client.call<Preview>('POST', '/api/imports/preview', { upload, kind, ...(mapping === null ? {} : { mapping }) });
  const guessed = await ask(how.mapping);
  const preview = how.rival === null ? guessed : await ask({ ...guessed.mapping, fields: { ...guessed.mapping.fields, ...(how.ours === null ? {} : { ours: `=${how.ours}` }) }, subjects: { ...guessed.mapping.subjects, [RIVAL_SUBJECT]: how.rival } });
  process.stdout.write(`${name}: ${preview.format}, ${(size / 1e6).toFixed(1)} MB, as ${kind}\n`);
  for (const warning of preview.warnings) process.stdout.write(`  ! ${warning}\n`);
  if (how.isDry) {
    process.stdout.write(`${writeMappingFile(preview.mapping).replace(/^(?=.)/gm, '    ')}`);
    for (const row of preview.rows) process.stdout.write(`  line ${row.line}: ${row.problem ?? JSON.stringify(row.interaction)}\n`);
    return;
  }
  let run = await client.call<ImportRun>('POST', '/api/imports', { upload, kind, source: how.source ?? sourceName(name), mapping: preview.mapping });
  while (run.state === 'running') {
    await pause();
    run = await client.call<ImportRun>('GET', `/api/imports/${run.id}`);
    const left = run.secondsLeft === null ? '' : `, ${Math.ceil(run.secondsLeft)} s left`;
    if (process.stdout.isTTY) process.stdout.write(`\r  ${run.rowsRead.toLocaleString('en')} rows, ${Math.round(run.rowsPerSecond).toLocaleString('en')}/s${left}      `);
  }
  process.stdout.write(`${process.stdout.isTTY ? '\r' : ''}  ${run.rowsRead} rows read: ${run.accepted} new, ${run.duplicates} known, ${run.revised} revised, ${run.quarantined} in quarantine, ${run.rejected} rejected (${Math.round(run.rowsPerSecond)}/s)\n`);
  if (run.rejected > 0) {
    const { rejects } = await client.call<{ rejects: { line: number; reason: string }[] }>('GET', `/api/imports/${run.id}/rejects`);
    for (const reject of rejects.slice(0, 10)) process.stdout.write(`  line ${reject.line}: ${reject.reason}\n`);
  }
  if (run.state === 'done' && run.problem !== null) process.stdout.write(`  ! ${run.problem}\n`);
  if (run.state === 'failed' || run.state === 'paused') throw new AppError('invalid', 'import-failed', run.problem ?? 'The import stopped. Run the same command again: it goes on where it stopped.');
}

/** A source is named after its file until somebody says otherwise. */
function sourceName(file: string): string {
  const word = file.toLowerCase().replace(/\.[a-z0-9.]+$/, '').replace(/[^a-z0-9]+/g, '-').replace(/^[^a-z]+|-+$/g, '');
  return word === '' ? 'import' : word.slice(0, 48);
}

/** Findings once everything that was accepted until now is in the history they are made from. Where that takes long, those of what there is, and that is said. */
async function findingsOfAll(client: Client): Promise<Findings> {
  const askedMs = Date.now();
  for (;;) {
    const { at, waiting, lagMs } = await client.call<Pulse>('GET', '/api/today/pulse');
    // Interactions may go on arriving from elsewhere: only what came before matters.
    const isRecorded = Date.parse(at) >= askedMs && (waiting === 0 || Date.parse(at) - lagMs > askedMs);
    if (isRecorded) break;
    if (Date.now() - askedMs > PATIENCE_MS) {
      process.stdout.write(`  ! ${waiting} accepted interactions are still being recorded. What follows is without them; look at the page later.\n`);
      return client.call<Findings>('GET', '/api/findings');
    }
    await pause();
  }
  await new Promise((resolve) => { setTimeout(resolve, JOINED_MS); });
  return client.call<Findings>('GET', `/api/findings?since=${new Date().toISOString()}`);
}

function showFindings(found: Findings): void {
  process.stdout.write(`\nWhat we found in ${found.interactions.toLocaleString('en')} interactions of ${found.customers.toLocaleString('en')} customers\n`);
  for (const finding of found.findings) process.stdout.write(`\n  ${finding.title}\n    ${finding.sentence}\n`);
  for (const gap of found.cannotSay) process.stdout.write(`\n  Cannot be said yet: ${gap.question}\n    ${gap.because} ${gap.bring}\n`);
  process.stdout.write('\n  The people behind each are on the page under Findings.\n');
}
