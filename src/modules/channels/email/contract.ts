import { z } from 'zod';
import { personal } from '../../../kernel/personal-data.ts';
import { defineRoutes } from '../../../kernel/route-contract.ts';

/** Why a mail ends here, and nothing becomes of it but that it is counted. */
export const ENDS = {
  'own-mail': 'A mail of ours came back to us.',
  'own-mailbox': 'It says that one of our own mailboxes wrote it.',
  loop: 'It went in circles between mail servers.',
  'auto-reply-storm': 'One address sent more automatic mails than anybody reads.',
  'delivery-report': 'It told what became of a mail of ours.',
} as const;
export type End = keyof typeof ENDS;

/** Why a mail did not arrive, as far as the other side says. */
export const BOUNCES = {
  'mailbox-unknown': 'mailbox unknown', 'mailbox-closed': 'mailbox closed', 'server-unknown': 'there is no mail server of this name', 'mailbox-full': 'mailbox full', 'too-large': 'the mail is too large for them',
  refused: 'their mail server refused it', 'not-reached': 'their mail server could not be reached', unsaid: 'their mail server did not say why',
} as const;
export type BounceWhy = keyof typeof BOUNCES;

/** What no line of a mail's head may hold: with a line break in it, it would be several lines. */
const CONTROLS = /[\p{Cc}\p{Zl}\p{Zp}]/u;
/** Text for one line of a mail's head: a subject, a name. */
export const headLine = (most: number): z.ZodString => z.string().trim().max(most).refine((text) => !CONTROLS.test(text), 'may not hold line breaks or other invisible signs');
const address = z.string().trim().toLowerCase().max(254).regex(/^[a-z0-9.!#$%&'*/=?^_`{|}~+-]+@[a-z0-9-]+(?:\.[a-z0-9-]+)+$/, 'must be an e-mail address');
const host = z.string().trim().toLowerCase().min(1).max(253).regex(/^[a-z0-9.:-]+$/, 'must be the name or the address of a server');
const port = z.number().int().min(1).max(65_535);

/** How a mail server is spoken with: encrypted from the start, from the first words on, or not at all. */
export const SECURITIES = ['tls', 'starttls', 'none'] as const;
const Server = z.strictObject({ host, port, security: z.enum(SECURITIES), user: headLine(254).nullable() });
/** Whether a password may go there: over TLS, or within this machine. */
const isSafe = ({ host: name, security, user }: z.infer<typeof Server>): boolean => user === null || security !== 'none' || /^(?:localhost|127\.0\.0\.1|::1)$/.test(name);
const UNSAFE = 'a password goes over TLS, or to this machine alone';

/** Through which server mail leaves, and what it is signed with. `name`: what stands before the address; empty for none. */
export const MailOut = Server.extend({ from: address, name: headLine(120) }).refine(isSafe, UNSAFE);
export type MailOut = z.infer<typeof MailOut>;
/** Which mailbox is read, by IMAP. It is only looked at: nothing in it is marked, moved or deleted. */
export const MailBox = Server.extend({ user: headLine(254).min(1), folder: headLine(200).min(1) }).refine(isSafe, UNSAFE);
export type MailBox = z.infer<typeof MailBox>;

/** Mail both ways. `mailboxes`: addresses under which customers write to us; mail for others is not taken. Passwords are kept apart, sealed. */
export const MailSetting = z.strictObject({ mailboxes: z.array(address).max(100), out: MailOut.nullable(), box: MailBox.nullable() });
export type MailSetting = z.infer<typeof MailSetting>;

/** What Custos starts with: nothing comes in, nothing goes out. */
export const NO_MAIL: MailSetting = { mailboxes: [], out: null, box: null };

/** What becomes of a mail of ours. `waiting`: it goes when its time comes; `sent`: the mail server took it; `refused`: at the last moment it might not go; `failed`: it could not be delivered; `unknown`: something broke off while it was handed over, so that nobody knows, and it is never repeated. */
export const LETTER_STATES = ['waiting', 'sent', 'refused', 'failed', 'unknown'] as const;
export type LetterState = (typeof LETTER_STATES)[number];

/** One mail of ours. */
export const SentLetter = z.object({ number: z.number(), purpose: z.string(), to: personal('email').nullable(), state: z.enum(LETTER_STATES), askedBy: z.string().nullable(), at: z.string(), tries: z.number(), nextAt: z.string().nullable(), problem: z.string().nullable() });
export type SentLetter = z.infer<typeof SentLetter>;

/** Mail as it stands. `listening`: where mail is heard, or why it is not; `box`: how the mailbox fares. `held`: why nothing leaves. `ended`: mails of the last 30 days that ended quietly. */
export const MailState = z.object({
  setting: MailSetting, hasOutPassword: z.boolean(), hasBoxPassword: z.boolean(), by: z.string().nullable(), at: z.string().nullable(), held: z.string().nullable(),
  listening: z.object({ at: z.string().nullable(), problem: z.string().nullable() }), box: z.object({ state: z.enum(['off', 'connecting', 'watching', 'away']), problem: z.string().nullable(), lastAt: z.string().nullable() }),
  taken: z.number(), ended: z.array(z.object({ because: z.enum(Object.keys(ENDS) as [keyof typeof ENDS, ...(keyof typeof ENDS)[]]), count: z.number(), lastOn: z.string() })), letters: z.array(SentLetter),
});
export type MailState = z.infer<typeof MailState>;

/** A password: left out, it stays as it is; null takes it away. */
const password = z.string().min(1).max(500).nullable().optional();

export const mailRoutes = defineRoutes({
  mail: { method: 'GET', path: '/api/mail', summary: 'How mail comes in and goes out, and how it fares', gate: 'manage-keys', response: MailState },
  setMail: { method: 'PUT', path: '/api/mail', summary: 'Set how mail comes in and goes out. A password is asked for again when its server or user changes', gate: 'manage-keys', body: z.strictObject({ setting: MailSetting, outPassword: password, boxPassword: password }), response: MailState, audit: 'mail.set' },
  tryMail: { method: 'POST', path: '/api/mail/try', summary: 'Send a mail to oneself, to try whether mail leaves', gate: 'manage-keys', body: z.object({}), response: z.object({ to: z.string(), problem: z.string().nullable() }), audit: 'mail.tried' },
});

/** Emitted when it is known what became of a mail of ours. `key`: in the words of whoever sent it; `letter`: its Message-ID; `interaction`: what it became, when it was sent. */
export type MailSettled = { readonly type: 'mail.settled'; readonly key: string; readonly letter: string; readonly state: Exclude<LetterState, 'waiting'>; readonly interaction: number | null; readonly problem: string | null; /** Units: ms since 1970. */ readonly atMs: number };

/** Emitted when a mail of ours came back: the server had taken it, and it did not arrive. `isLasting`: there is nobody at that address, so that nothing more is sent there until somebody writes from it. */
export type MailBounced = { readonly type: 'mail.bounced'; readonly key: string; readonly letter: string; readonly why: BounceWhy; readonly isLasting: boolean; /** Units: ms since 1970. */ readonly atMs: number };
