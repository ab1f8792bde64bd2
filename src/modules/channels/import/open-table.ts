import { stat } from 'node:fs/promises';
import { AppError } from '../../../kernel/app-error.ts';
import type { ImportKind } from '../contract.ts';
import { INFLATION, openBytes, type Inflation } from './byte-source.ts';
import { readDelimited } from './read-delimited.ts';
import { readJson } from './read-json.ts';
import { readMail } from './read-mail.ts';
import { readParquet } from './read-parquet.ts';
import type { FileHints, TableReader } from './source-row.ts';
import { namedEncoding, sniffEncoding } from './text-encoding.ts';

/** Which reader fits a file: its first bytes decide, its name only breaks ties. */
export type FileShape = 'delimited' | 'tabs' | 'json' | 'parquet' | 'mime';

/** Tells what a file is. `name` is what the sender called it. */
export function sniffShape(head: Buffer, text: string, name: string): FileShape {
  if (head.subarray(0, 4).toString('latin1') === 'PAR1') return 'parquet';
  const ending = /\.([a-z0-9]+)(?:\.gz)?$/i.exec(name)?.[1]?.toLowerCase() ?? '';
  if (ending === 'eml' || ending === 'mbox' || ending === 'mbx' || looksLikeMail(text)) return 'mime';
  const start = text.trimStart();
  if (start.startsWith('{') || /^\[\s*[\]{]/.test(start)) return 'json';
  return ending === 'tsv' || ending === 'tab' ? 'tabs' : 'delimited';
}

/** A mailbox line, or several header lines of which one is known, before the first empty line. */
function looksLikeMail(text: string): boolean {
  if (/^From \S+ .*\d{4}/.test(text)) return true;
  const top = text.slice(0, 8_000).split(/\r?\n\r?\n/, 1)[0] ?? '';
  const headers = top.split(/\r?\n/).filter((line) => /^[A-Za-z][A-Za-z0-9-]*:\s/.test(line)).length;
  return headers >= 3 && /^(?:message-id|received|return-path|mime-version|delivered-to):/im.test(top) && /^(?:from|date|subject):/im.test(top);
}

/** Where a file lies and what its sender called it. */
export type TableFile = { readonly path: string; readonly name: string; readonly kind?: ImportKind | undefined };

/**
 * Opens whatever was given for reading: CSV or TSV of any dialect, JSON Lines or a JSON array, Parquet, mails, all but Parquet also as gzip; a folder is a folder of mails.
 * Errors: those of openBytes and sniffEncoding; `invalid` file-empty, parquet-in-gzip.
 */
export async function openTable(file: TableFile, hints: FileHints = {}, inflation: Inflation = INFLATION): Promise<TableReader> {
  const facts = await stat(file.path).catch((error: unknown) => { throw new AppError('not-found', 'file-not-found', 'There is no file at that path, or it may not be read.', error); });
  if (facts.isDirectory()) {
    const mails = await readMail(file.path, file.name, inflation);
    if (mails.bytesTotal === 0) throw new AppError('invalid', 'file-empty', 'There are no mails in that folder.');
    return mails;
  }
  const source = await openBytes(file.path, inflation);
  const head = await source.head();
  if (head.bytes.length === 0) throw new AppError('invalid', 'file-empty', 'The file is empty: there is nothing in it to import.');
  if (head.bytes.subarray(0, 4).toString('latin1') === 'PAR1') {
    if (source.gzip) throw new AppError('invalid', 'parquet-in-gzip', 'A Parquet file is compressed inside already. Unpack the gzip around it first.');
    return readParquet(source);
  }
  if (head.bytes[0] === 0x1f && head.bytes[1] === 0x8b) throw new AppError('invalid', 'gzip-in-gzip', 'The file is compressed twice. Unpack it once first.');
  // Mails name the encoding of each part themselves, so only their beginning is looked at.
  const asMail = sniffShape(head.bytes, head.bytes.subarray(0, 16_000).toString('latin1'), file.name) === 'mime';
  if (asMail) return readMail(file.path, file.name, inflation);
  const encoding = hints.encoding === undefined ? sniffEncoding(head.bytes, head.whole) : namedEncoding(hints.encoding, head.bytes);
  const text = new TextDecoder(encoding.label, { ignoreBOM: true }).decode(head.bytes.subarray(encoding.skip));
  if (text.trim() === '') throw new AppError('invalid', 'file-empty', 'The file holds nothing but blank lines.');
  const shape = sniffShape(head.bytes, text, file.name);
  if (shape === 'json') return readJson(source, encoding, text);
  return readDelimited(source, encoding, text, shape === 'tabs' ? 'tsv' : 'csv', hints);
}
