import { createReadStream, statSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { Readable } from 'node:stream';
import { parse } from 'yaml';
import { AppError } from '../kernel/app-error.ts';
import { IMPORT_KINDS, Mapping, type ImportKind, type ImportRun, type Preview } from '../modules/channels/contract.ts';
import type { Findings } from '../modules/customers/contract.ts';
import { filesBelow } from './files-below.ts';
import { withCustos, type Client } from './client.ts';
import { readWords, textFlag } from './words.ts';

const POLL_MS = 400;

/** Imports files or folders of files, one after the other, and ends with what was found. */
export async function importFiles(words: readonly string[]): Promise<void> {
  const read = readWords(words, { as: 'text', map: 'text', source: 'text', 'dry-run': 'switch' });
  if (read.rest.length === 0) throw new AppError('invalid', 'import-file-missing', 'Say which: custos import FILE… --as orders|reviews|tickets|calls|mail|chats|interactions');
  const named = textFlag(read, 'as');
  const kind = IMPORT_KINDS.find((known) => known === named) ?? null;
  if (named !== null && kind === null) throw new AppError('invalid', 'import-kind-unknown', `--as is one of ${IMPORT_KINDS.join(', ')}.`);
  const mapFile = textFlag(read, 'map');
  const mapping = mapFile === null ? null : readMapping(await readFile(mapFile, 'utf8'), mapFile);
  await withCustos(read.settings, async (client) => {
    for (const file of read.rest.flatMap(filesBelow)) {
      await importOne(client, file, { kind, mapping, source: textFlag(read, 'source'), isDry: read.flags['dry-run'] === true });
    }
    if (read.flags['dry-run'] !== true) showFindings(await client.call<Findings>('GET', '/api/findings'));
  });
}

function readMapping(text: string, file: string): Mapping {
  const parsed = Mapping.safeParse(parse(text));
  if (!parsed.success) throw new AppError('invalid', 'mapping-malformed', `${file}: ${parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('; ')}. See docs/import.md.`);
  return parsed.data;
}

async function importOne(client: Client, file: string, how: { readonly kind: ImportKind | null; readonly mapping: Mapping | null; readonly source: string | null; readonly isDry: boolean }): Promise<void> {
  const size = statSync(file).size;
  const name = basename(file);
  const { upload, guess } = await client.upload<{ upload: string; guess: ImportKind }>(`/api/imports/files?name=${encodeURIComponent(name)}`, Readable.toWeb(createReadStream(file)) as ReadableStream);
  const kind = how.kind ?? guess;
  const preview = await client.call<Preview>('POST', '/api/imports/preview', { upload, kind, ...(how.mapping === null ? {} : { mapping: how.mapping }) });
  process.stdout.write(`${name}: ${preview.format}, ${(size / 1e6).toFixed(1)} MB, as ${kind}\n`);
  for (const warning of preview.warnings) process.stdout.write(`  ! ${warning}\n`);
  if (how.isDry) {
    for (const row of preview.rows) process.stdout.write(`  line ${row.line}: ${row.problem ?? JSON.stringify(row.interaction)}\n`);
    return;
  }
  let run = await client.call<ImportRun>('POST', '/api/imports', { upload, kind, source: how.source ?? sourceName(name), mapping: preview.mapping });
  while (run.state === 'running') {
    await new Promise((resolve) => { setTimeout(resolve, POLL_MS); });
    run = await client.call<ImportRun>('GET', `/api/imports/${run.id}`);
    const left = run.secondsLeft === null ? '' : `, ${Math.ceil(run.secondsLeft)} s left`;
    if (process.stdout.isTTY) process.stdout.write(`\r  ${run.rowsRead.toLocaleString('en')} rows, ${Math.round(run.rowsPerSecond).toLocaleString('en')}/s${left}      `);
  }
  process.stdout.write(`${process.stdout.isTTY ? '\r' : ''}  ${run.rowsRead} rows read: ${run.accepted} new, ${run.duplicates} known, ${run.revised} revised, ${run.quarantined} in quarantine, ${run.rejected} rejected (${Math.round(run.rowsPerSecond)}/s)\n`);
  if (run.rejected > 0) {
    const { rejects } = await client.call<{ rejects: { line: number; reason: string }[] }>('GET', `/api/imports/${run.id}/rejects`);
    for (const reject of rejects.slice(0, 10)) process.stdout.write(`  line ${reject.line}: ${reject.reason}\n`);
  }
  if (run.state === 'failed') throw new AppError('invalid', 'import-failed', run.problem ?? 'The import stopped. Run the same command again: it goes on where it stopped.');
}

/** A source is named after its file until somebody says otherwise. */
function sourceName(file: string): string {
  const word = file.toLowerCase().replace(/\.[a-z0-9.]+$/, '').replace(/[^a-z0-9]+/g, '-').replace(/^[^a-z]+|-+$/g, '');
  return word === '' ? 'import' : word.slice(0, 48);
}

function showFindings(found: Findings): void {
  process.stdout.write(`\nWhat we found in ${found.interactions.toLocaleString('en')} interactions of ${found.customers.toLocaleString('en')} customers\n`);
  for (const finding of found.findings) process.stdout.write(`\n  ${finding.title}\n    ${finding.sentence}\n`);
  for (const gap of found.cannotSay) process.stdout.write(`\n  Cannot be said yet: ${gap.question}\n    ${gap.because} ${gap.bring}\n`);
  process.stdout.write('\n  The people behind each are on the page under Findings.\n');
}
