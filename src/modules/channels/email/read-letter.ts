import { createHash } from 'node:crypto';
import type { InteractionInput } from '../../interactions/contract.ts';
import { MAIL_MAPPING } from '../import/mail-mapping.ts';
import { MAIL_COLUMNS, rowOfMessage } from '../import/read-mail.ts';
import { compileMapping } from '../import/row-to-interaction.ts';
import { textOf } from '../import/source-row.ts';
import type { MailFacts } from './mail-rules.ts';

/** A mail as it arrived: what it becomes, and what is looked at first. */
export type Letter = { readonly interaction: InteractionInput; readonly facts: MailFacts };
/** Why nothing can be made of it. `start`: its beginning, for whoever mends it. */
export type BadLetter = { readonly problem: string; readonly start: string };

const MAPPING = { ...MAIL_MAPPING, zone: 'UTC' };
const reader = compileMapping(MAPPING, MAIL_COLUMNS, true);
/** How long mail servers keep trying. A date before that, or ahead, is a wrong clock: the mail came when it came. Units: ms. */
const UNDERWAY_MS = 10 * 86_400_000;
const AHEAD_MS = 5 * 60_000;
/** Of a mail that can't be read so much is kept. Units: characters. */
const KEPT = 20_000;
const NAMED_MOST = 150;
/** Lines of a mail; 25 MB of attachments have fewer. Long ones are read in a thread of their own (read-arrived.ts). */
const MOST_LINES = 1_000_000;

/** The beginning of a mail, for whoever looks at one that can't be read. */
export function startOf(bytes: Buffer): string {
  return bytes.subarray(0, KEPT).toString('utf8').toWellFormed();
}

/** Whether a mail has more than so many lines. */
export function hasMoreLines(bytes: Buffer, most: number): boolean {
  let count = 0;
  for (let at = bytes.indexOf(10); at !== -1 && count <= most; at = bytes.indexOf(10, at + 1)) count += 1;
  return count > most;
}

/** Whether a mail has more lines than one is read with. */
export const hasTooManyLines = (bytes: Buffer): boolean => hasMoreLines(bytes, MOST_LINES);

/**
 * Reads a mail as imports read them. `isReport`: it came without a sender to answer to, as reports of delivery do.
 * The id is its Message-ID with a mark of its content: whoever gives another mail the same Message-ID changes nothing that was said before.
 */
export async function readLetter(bytes: Buffer, receivedMs: number, isReport: boolean): Promise<Letter | BadLetter> {
  const start = startOf(bytes);
  if (hasTooManyLines(bytes)) return { problem: `It has more than ${MOST_LINES} lines.`, start };
  const row = await rowOfMessage({ line: 1, bytes, overlong: false }, null, { file: 'mail', number: 1 });
  if (row.whole === null) return { problem: row.problem ?? 'This is not a mail.', start };
  const { whole } = row;
  const from = textOf(whole['fromAddress']).trim().toLowerCase();
  if (!/^[^\s@]+@[^\s@]+$/.test(from)) return { problem: 'It does not say who wrote it.', start };
  const dated = Date.parse(textOf(whole['date']));
  const isTimely = dated > receivedMs - UNDERWAY_MS && dated <= receivedMs + AHEAD_MS;
  const received = new Date(receivedMs).toISOString();
  const reading = reader.read([{ ...row, whole: { ...whole, date: isTimely ? whole['date'] : received } }]);
  if ('problem' in reading) return { problem: reading.problem, start };
  const [read] = reading.interactions;
  if (read === undefined) return { problem: 'There is nothing in it.', start };
  const automatic = whole['automatic'] === true || isReport;
  const messageId = textOf(whole['messageId']) || null;
  const mark = createHash('sha256').update(JSON.stringify([messageId, from, ...['date', 'subject', 'text', 'quoted', 'signature'].map((field) => textOf(whole[field]))])).digest('hex').slice(0, 16);
  return {
    interaction: {
      ...read, id: messageId === null ? mark : `${messageId.slice(0, NAMED_MOST)}#${mark}`,
      properties: { ...read.properties, automatic, ...(isTimely ? {} : { datedAt: textOf(whole['date']).slice(0, 100) }) },
    },
    facts: { messageId, from, automatic, loops: Array.isArray(whole['loops']) ? whole['loops'].map(textOf) : [], hops: Number(whole['hops'] ?? 0) },
  };
}
