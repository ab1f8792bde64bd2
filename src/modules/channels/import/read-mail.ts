import { readdir, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import PostalMime from 'postal-mime';
import { openBytes, type ByteSource, type Inflation } from './byte-source.ts';
import { LIMITS } from '../../interactions/contract.ts';
import { htmlToText } from './html-to-text.ts';
import { readMoment } from './read-date.ts';
import { createMailboxSplitter, MESSAGE_LIMIT, type RawMessage } from './split-mailbox.ts';
import { isAutomatic } from '../email/automatic-mail.ts';
import { rowOfObject, unreadable, type ReadBatch, type SourceRow, type TableReader } from './source-row.ts';
import { splitMail } from './strip-quotes.ts';

/** What a mail becomes as a record; the columns that a mapping of kind `mail` may name. */
export const MAIL_COLUMNS = ['messageId', 'date', 'fromAddress', 'fromName', 'toAddress', 'toName', 'to', 'cc', 'subject', 'text', 'quoted', 'signature', 'thread', 'inReplyTo', 'references', 'language', 'attachments', 'automatic', 'autoSubmitted', 'precedence', 'cutFrom', 'file'] as const;

/** Mails of one file (a message or a mailbox; `name` is what its sender called it) or of a folder of them, in the order of their names. */
export async function readMail(path: string, name: string, inflation: Inflation): Promise<TableReader> {
  const files = await mailFiles(path);
  const sources = await Promise.all(files.map((file) => openBytes(file, inflation)));
  const bytesTotal = sources.reduce((sum, source) => sum + source.bytesTotal, 0);

  async function* batches(): AsyncGenerator<ReadBatch> {
    let before = 0;
    let batch: SourceRow[] = [];
    for (const source of sources) {
      const file = sources.length > 1 ? basename(source.path) : null;
      let number = 0;
      for await (const message of messagesOf(source)) {
        number += 1;
        batch.push(await rowOfMessage(message, file, { file: source.path === path ? name : basename(source.path), number }));
        if (batch.length >= 100) {
          yield { rows: batch, bytesRead: before + source.bytesRead() };
          batch = [];
        }
      }
      before += source.bytesTotal;
    }
    if (batch.length > 0) yield { rows: batch, bytesRead: before };
  }
  return { format: 'mime', columns: MAIL_COLUMNS, bytesTotal, warnings: [], batches };
}

async function mailFiles(path: string): Promise<string[]> {
  if (!(await stat(path)).isDirectory()) return [path];
  const entries = await readdir(path, { withFileTypes: true });
  return entries.filter((entry) => entry.isFile() && isMailName(entry.name)).map((entry) => join(path, entry.name)).sort();
}

/** Whether a name in a folder can be a mail: `.eml`, `.mbox`, gzip of these, or none of the known other endings (maildir). */
export function isMailName(name: string): boolean {
  return /\.(?:eml|mbox|mbx|msg\.txt)(?:\.gz)?$/i.test(name) || !/\.[a-z]{2,5}$/i.test(name);
}

async function* messagesOf(source: ByteSource): AsyncGenerator<RawMessage> {
  const splitter = createMailboxSplitter();
  for await (const chunk of source.chunks()) yield* splitter.push(chunk, false);
  yield* splitter.push(Buffer.alloc(0), true);
}

/** How a mail of a folder says which file it was: `bundleMails` writes it above its own headers. */
const BUNDLED = /^X-Custos-File: ([^\n]*)\n/;

/** The latest of the mails that a mail refers to. */
const MOST_REFERENCES = 50;

/** The part of a mail in which its headers are looked for to name it. Units: bytes. */
const NAMED_WITHIN = 65_536;

/** How a person finds a mail: its file, its place in a mailbox, its Message-ID. */
function whereIs(bytes: Buffer, { file, number }: { readonly file: string; readonly number: number }): string {
  const headers = bytes.subarray(0, NAMED_WITHIN).toString('latin1').split(/\r?\n\r?\n/, 1)[0] ?? '';
  const id = /^Message-ID:\s*([^\s<>][^\s]*|<[^<>\n]*>)/im.exec(headers)?.[1]?.slice(0, 200);
  const place = number > 1 || /\.(?:mbox|mbx)(?:\.gz)?$/i.test(file) ? `${file}, message ${number}` : file;
  return id === undefined ? place : `${place} (${id})`;
}

/** How deep parts may lie in each other, and mails in mails that are forwarded whole (deeper ones count as attachments: each is read again with all that lies in it). Units: levels; bytes of heads. */
export const DEEPEST = { maxNestingDepth: 50, maxRfc822NestingDepth: 1, maxHeadersSize: 256 * 1024 } as const;
/** Parts of one mail; while one is taken apart nobody else is answered. */
const MOST_PARTS = 5_000;

/** Whether more parts can begin in a mail than honest ones have: each begins with a line of two dashes. */
export function hasTooManyParts(bytes: Buffer): boolean {
  let count = 0;
  for (let at = bytes.indexOf('\n--'); at !== -1 && count <= MOST_PARTS; at = bytes.indexOf('\n--', at + 3)) count += 1;
  return count > MOST_PARTS;
}

/** One mail as a record, or why it can not be read. `file`: the name that it keeps. */
export async function rowOfMessage(message: RawMessage, file: string | null, place: { readonly file: string; readonly number: number }): Promise<SourceRow> {
  const bundled = BUNDLED.exec(message.bytes.subarray(0, 400).toString('latin1'));
  const bytes = message.bytes.subarray(bundled?.[0].length ?? 0);
  const where = whereIs(bytes, bundled?.[1] === undefined ? place : { file: bundled[1], number: 1 });
  const start = bytes.subarray(0, 2_000).toString('utf8');
  if (message.overlong) return unreadable(message.line, `The message is larger than ${MESSAGE_LIMIT / 1024 ** 2} MiB.`, start, where);
  if (start.trim() === '') return unreadable(message.line, 'The file is empty.', '', where);
  if (!/^[!-9;-~]+:/m.test(start)) return unreadable(message.line, 'This is not a mail: it has no header lines.', start, where);
  if (hasTooManyParts(bytes)) return unreadable(message.line, `The message has more than ${MOST_PARTS} parts.`, start, where);
  try {
    return rowOfObject(message.line, await mailRecord(message.bytes, file), where);
  } catch {
    return unreadable(message.line, 'The message can\'t be taken apart (parts nested too deeply, or damaged).', start, where);
  }
}

/** A parsed mail as a flat record. */
export async function mailRecord(bytes: Buffer, file: string | null): Promise<Record<string, unknown>> {
  const mail = await PostalMime.parse(withFixedLines(bytes), { ...DEEPEST, attachmentEncoding: 'arraybuffer' });
  const header = (name: string): string | undefined => mail.headers.find((item) => item.key === name)?.value;
  const plain = mail.text?.trim() === '' ? undefined : mail.text;
  const body = plain ?? (mail.html === undefined ? '' : htmlToText(mail.html));
  const { text, quoted, signature } = splitMail(body);
  const to = addresses(mail.to);
  const from = mail.from?.address === undefined ? undefined : mail.from;
  const references = (mail.references ?? '').split(/\s+/).filter((id) => id !== '');
  return {
    messageId: unbracketed(mail.messageId), date: sentAt(mail.date, mail.headers), fromAddress: from?.address, fromName: from?.name, toAddress: to[0]?.address, toName: to[0]?.name,
    to: to.map((item) => item.address), cc: addresses(mail.cc).map((item) => item.address), subject: mail.subject, text, quoted: quoted.slice(0, 20_000), signature: signature.slice(0, 4_000),
    thread: unbracketed(references[0] ?? mail.inReplyTo ?? mail.messageId), inReplyTo: unbracketed(mail.inReplyTo), references: references.length === 0 ? undefined : references.map((id) => unbracketed(id)).slice(-MOST_REFERENCES), language: header('content-language'),
    attachments: mail.attachments.map((part) => ({ name: part.filename, type: part.mimeType, bytes: typeof part.content === 'string' ? part.content.length : part.content.byteLength })),
    automatic: isAutomatic(header), autoSubmitted: header('auto-submitted')?.slice(0, 100), precedence: header('precedence')?.slice(0, 100), file: file ?? header('x-custos-file'),
    // How long it was, where more was said than is kept.
    cutFrom: text.length > LIMITS.textLength ? text.length : undefined,
    loops: mail.headers.filter(({ key }) => key === 'x-loop').map(({ value }) => value.slice(0, 320)), hops: mail.headers.filter(({ key }) => key === 'received').length,
  };
}

/** When a mail was sent; where its date can't be read, when the last server on its way received it. */
function sentAt(date: string | undefined, headers: readonly { readonly key: string; readonly value: string }[]): string | undefined {
  const received = headers.filter((header) => header.key === 'received').map((header) => header.value.slice(header.value.lastIndexOf(';') + 1).trim());
  return [date ?? '', ...received].find((text) => text !== '' && typeof readMoment(text, 'UTC', true) !== 'string') ?? date;
}

/** Either sign ends a line here: with one that begins lines and ends none, a mail of nothing else would be read to its end from each of them. */
const FLOWED = /^((?:Content-Type:|[ \t])[^\r\n]*format="?)flowed/gim;

/** The parser joins a quoted line that ends in a blank with the reply below it when the text is declared "flowed"; declared "fixed", lines stay as they were sent. */
function withFixedLines(bytes: Buffer): Buffer {
  if (!bytes.includes('flowed')) return bytes;
  return Buffer.from(bytes.toString('latin1').replace(FLOWED, '$1fixed'), 'latin1');
}

type Mailboxes = NonNullable<Awaited<ReturnType<typeof PostalMime.parse>>['to']>;

function addresses(list: Mailboxes | undefined): { address: string; name: string }[] {
  return (list ?? []).flatMap((item) => (item.group === undefined ? [item] : item.group)).flatMap((item) => (item.address === undefined || item.address === '' ? [] : [{ address: item.address, name: item.name }]));
}

function unbracketed(id: string | undefined): string | undefined {
  return id === undefined ? undefined : id.trim().replace(/^<|>$/g, '');
}
