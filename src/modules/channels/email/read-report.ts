import PostalMime, { type Email } from 'postal-mime';
import { DEEPEST, hasTooManyParts } from '../import/read-mail.ts';
import type { BounceWhy } from './contract.ts';
import { hasTooManyLines } from './read-letter.ts';

/**
 * What a report of delivery says of one mail. `letters`: Message-IDs of mails that it may be about, the surest first. `failed`: it did not arrive; `delayed`: it is still tried; `delivered`: it arrived.
 * `isLasting`: there is nobody at that address, as far as the other side knows; what is wrong with the mail itself, or with us, says nothing about the address.
 */
export type DeliveryReport = { readonly letters: readonly string[]; readonly verdict: 'failed' | 'delayed' | 'delivered'; readonly why: BounceWhy; readonly isLasting: boolean };

/** The part of a mail in which its headers are looked for. Units: bytes. */
const HEAD_BYTES = 65_536;
/** What is read of one part of a report. Units: characters. */
const PART_MOST = 20_000;
const OTHER_WAYS: ReadonlySet<BounceWhy> = new Set(['mailbox-unknown', 'mailbox-closed', 'server-unknown']);

/**
 * Reads a report of delivery: RFC 3464, and the common plain ones, which name who failed (X-Failed-Recipients) or come from a mail daemon without a sender to answer to.
 * Shape: null for every other mail, also for machines' answers such as out-of-office. `isReport`: it came with a null return path.
 */
export async function readReport(bytes: Buffer, isReport: boolean): Promise<DeliveryReport | null> {
  const head = (bytes.subarray(0, HEAD_BYTES).toString('latin1').split(/\r?\n\r?\n/, 1)[0] ?? '').replace(/\r?\n[ \t]+/g, ' ');
  const isStandard = /^content-type:\s*multipart\/report\b/im.test(head);
  const namesFailed = /^x-failed-recipients:/im.test(head);
  const isDaemons = (isReport || /^return-path:\s*<\s*>/im.test(head)) && /^from:.*\b(?:mailer-daemon|postmaster)\b/im.test(head);
  if (!(isStandard || namesFailed || isDaemons) || hasTooManyLines(bytes) || hasTooManyParts(bytes)) return null;
  const mail = await PostalMime.parse(bytes, { ...DEEPEST, forceRfc822Attachments: true, attachmentEncoding: 'arraybuffer' }).catch(() => null);
  if (mail === null) return null;
  const status = partOf(mail, ['message/delivery-status', 'message/global-delivery-status']);
  if (status !== null) return ofStatus(status, mail);
  return namesFailed || isDaemons ? ofPlain(mail, namesFailed) : null;
}

/** The fields of each recipient of a status part; the first block is about the mail as a whole. */
function ofStatus(status: string, mail: Email): DeliveryReport | null {
  const recipients = status.split(/\r?\n\s*\r?\n/).map((block) => block.replace(/\r?\n[ \t]+/g, ' ')).filter((block) => /^action:/im.test(block));
  const fieldOf = (block: string, name: string): string => new RegExp(`^${name}:[ \\t]*(.*)$`, 'im').exec(block)?.[1]?.trim().toLowerCase() ?? '';
  const told = (action: string): string | undefined => recipients.find((block) => fieldOf(block, 'action').startsWith(action));
  const failed = told('failed');
  const letters = lettersOf(mail);
  if (failed !== undefined) return { letters, verdict: 'failed', ...judged(`${fieldOf(failed, 'status')} ${fieldOf(failed, 'diagnostic-code')}`) };
  if (told('delayed') !== undefined) return { letters, verdict: 'delayed', why: 'unsaid', isLasting: false };
  return told('delivered') === undefined ? null : { letters, verdict: 'delivered', why: 'unsaid', isLasting: false };
}

/** A report in words alone counts where it names who failed, or says a code that will not change. */
function ofPlain(mail: Email, namesFailed: boolean): DeliveryReport | null {
  const said = (mail.text ?? '').slice(0, PART_MOST).split('\n');
  const copyAt = said.findIndex((line) => line.startsWith('--') && /original|copy|returned/i.test(line));
  const words = said.slice(0, copyAt === -1 ? said.length : copyAt).join('\n');
  const code = codesOf(words)[0]?.class;
  if (!namesFailed && code !== 5) return null;
  return { letters: lettersOf(mail), verdict: 'failed', ...judged(words) };
}

type Code = { readonly class: number; readonly detail: string | null };

/** Codes in what a server said, those that tell more first. Source: RFC 3463 (`5.1.1`), RFC 5321 (`550`). No part of an address of a machine is one. */
function codesOf(words: string): Code[] {
  const long = [...words.matchAll(/(?<![\d.])([245])\.(\d{1,3}\.\d{1,3})(?!\.?\d)/g)].map((match) => ({ class: Number(match[1]), detail: match[2] ?? null }));
  const short = [...words.matchAll(/(?<![\d.])([45])\d\d(?=[ -])/g)].map((match) => ({ class: Number(match[1]), detail: null }));
  return [...long.filter(({ detail }) => detail !== '0.0'), ...long.filter(({ detail }) => detail === '0.0'), ...short];
}

const WHYS: Readonly<Record<string, BounceWhy>> = {
  '1.1': 'mailbox-unknown', '1.3': 'mailbox-unknown', '1.6': 'mailbox-closed', '2.1': 'mailbox-closed', '2.2': 'mailbox-full', '2.3': 'too-large', '3.4': 'too-large', '1.2': 'server-unknown', '1.10': 'server-unknown', '4.4': 'server-unknown', '4.3': 'server-unknown', '4.1': 'not-reached', '4.2': 'not-reached', '4.7': 'not-reached',
};
/** Words of servers that say no code which tells. */
const NOBODY = /\b(?:user|mailbox|recipient|address|account)\b[^.\n]{0,40}\b(?:unknown|not (?:found|exist)|does(?: not|n't) exist|invalid)|\b(?:no such|unknown) (?:user|mailbox|recipient|address|account)\b/i;

function judged(words: string): Pick<DeliveryReport, 'why' | 'isLasting'> {
  const code = codesOf(words)[0];
  const known = code?.detail == null ? undefined : WHYS[code.detail] ?? (/^[67]\./.test(code.detail) ? 'refused' : undefined);
  const why = known ?? (code?.class === 5 && NOBODY.test(words) ? 'mailbox-unknown' : code?.class === 5 ? 'refused' : 'unsaid');
  return { why, isLasting: code?.class === 5 && OTHER_WAYS.has(why) };
}

/** Where the mail itself, or its head, is attached, it is that one and no other; else what the report answers, and what it quotes. */
function lettersOf(mail: Email): string[] {
  const original = partOf(mail, ['message/rfc822', 'text/rfc822-headers', 'message/global', 'message/global-headers']);
  const named = idsIn(/^message-id:[ \t]*(.*)$/im.exec((original ?? '').replace(/\r?\n[ \t]+/g, ' '))?.[1] ?? '');
  if (named.length > 0) return named;
  const quoted = [...(mail.text ?? '').slice(0, PART_MOST).matchAll(/^[> \t]*message-id:[ \t]*(.*)$/gim)].flatMap((match) => idsIn(match[1] ?? ''));
  return [...new Set([...idsIn(mail.inReplyTo ?? ''), ...quoted, ...idsIn(mail.references ?? '').toReversed()])].slice(0, 20);
}

const idsIn = (text: string): string[] => [...text.matchAll(/<([^<>\s]{3,300})>/g)].flatMap((match) => match[1] ?? []);

/** The first part of one of these types, as text. */
function partOf(mail: Email, types: readonly string[]): string | null {
  const part = mail.attachments.find(({ mimeType }) => types.includes(mimeType.toLowerCase()));
  if (part === undefined) return null;
  return (typeof part.content === 'string' ? part.content : Buffer.from(part.content as ArrayBuffer).toString('utf8')).slice(0, PART_MOST);
}
