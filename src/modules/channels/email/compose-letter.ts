import MailComposer from 'nodemailer/lib/mail-composer';
import { AppError } from '../../../kernel/app-error.ts';
import { headLine } from './contract.ts';

/** A mail to be written. `answers`: Message-IDs that it answers, the oldest first, without brackets. `unsubscribe`: where they say that they want no more of such mail. */
export type LetterText = { readonly messageId: string; readonly from: { readonly address: string; readonly name: string }; readonly to: { readonly address: string; readonly name: string }; readonly subject: string; readonly text: string; readonly html?: string; readonly answers: readonly string[]; readonly unsubscribe?: string; readonly atMs: number };

/** Longest lines of a head. Units: characters. */
const MOST = { name: 120, subject: 300 } as const;
const REFERENCES = 20;
const SAFE_ID = /^[^\s<>]{1,300}$/;

/** A subject of an answer: with one Re: before it, however many there were, in whatever language. */
export function answerSubject(subject: string): string {
  const plain = subject.replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ').replace(/^(?:\s*(?:re|aw|antw?|sv|vs|odp|res|rif)\s*(?:\[\d+\])?\s*:)+\s*/iu, '').trim();
  return `Re: ${plain}`.slice(0, MOST.subject).trim();
}

function checkedLine(what: string, text: string, most: number): string {
  const read = headLine(most).safeParse(text);
  if (!read.success) throw new AppError('invalid', 'mail-head-malformed', `The ${what} ${read.error.issues[0]?.message ?? 'is wrong'}.`);
  return read.data;
}

const ADDRESS = /^https?:\/\/[^\s<>,]{1,500}$/;

/** How mail programs end such mail with one click (RFC 2369, RFC 8058): they send that word to the address, which is only told to do so where nobody can listen. */
function unsubscribing(address: string | undefined): Readonly<Record<string, string>> {
  if (address === undefined) return {};
  if (!ADDRESS.test(address)) throw new AppError('invalid', 'mail-head-malformed', 'Where to unsubscribe is no address of a page.');
  return { 'List-Unsubscribe': `<${address}>`, ...(address.startsWith('https:') ? { 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' } : {}) };
}

/**
 * Writes a mail as it goes over the wire: plain text in UTF-8, with the same as HTML where there is one, with everything that threads it and that keeps machines from answering it for ever.
 * Errors: `invalid` for a subject or name that would be more than one line.
 */
export async function composeLetter(letter: LetterText): Promise<Buffer> {
  const { from, to, answers, messageId, text, atMs } = letter;
  const [subject, fromName, toName] = [checkedLine('subject', letter.subject, MOST.subject), checkedLine('name', from.name, MOST.name), checkedLine('name', to.name, MOST.name)];
  const known = answers.filter((id) => SAFE_ID.test(id)).slice(-REFERENCES).map((id) => `<${id}>`);
  const node = new MailComposer({
    messageId: `<${messageId}>`, date: new Date(atMs), from: { name: fromName, address: from.address }, to: { name: toName, address: to.address }, subject, text, newline: 'windows', ...(letter.html === undefined ? {} : { html: letter.html }),
    ...(known.length === 0 ? {} : { inReplyTo: known.at(-1), references: known }),
    headers: { 'X-Loop': from.address, ...unsubscribing(letter.unsubscribe) }, disableFileAccess: true, disableUrlAccess: true,
  }).compile();
  return node.build();
}
