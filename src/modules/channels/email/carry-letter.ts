import { Readable } from 'node:stream';
import SMTPConnection from 'nodemailer/lib/smtp-connection';
import type { MailOut } from './contract.ts';

/** How it went. `sent`: the server took it. `later`: it was surely not taken, and may be tried again. `refused`: surely not taken, and never will be. `unknown`: it broke off after the mail had begun to leave. */
export type Carried = { readonly outcome: 'sent' | 'later' | 'refused' | 'unknown'; /** In a sentence, without what the server said, which may quote. */ readonly problem: string | null };

/** Where a mail goes, with the password of its user. */
export type Carrier = { readonly out: MailOut; readonly password: string | null };

const TIMES = { connectionTimeout: 20_000, greetingTimeout: 20_000, socketTimeout: 60_000, dnsTimeout: 20_000 } as const;
/** However slowly a server answers, it ends then. Units: ms. */
export const CARRY_MOST_MS = 240_000;

/** A fault as far as it tells what became of a mail. */
type SmtpFault = { readonly code?: string | undefined; readonly responseCode?: number | undefined; readonly command?: string | undefined };

/** Hands one mail to the mail server. Never throws. */
export function carryLetter({ out, password }: Carrier, to: string, raw: Buffer): Promise<Carried> {
  const connection = new SMTPConnection({ host: out.host, port: out.port, secure: out.security === 'tls', requireTLS: out.security === 'starttls', ignoreTLS: out.security === 'none', ...TIMES, tls: { minVersion: 'TLSv1.2' } });
  let hasBegun = false;
  // It is read once the server has asked for the content, not before: until then nothing left.
  const content = new Readable({ read() { hasBegun = true; this.push(raw); this.push(null); } });
  return new Promise((resolve) => {
    let isOver = false;
    const end = (carried: Carried): void => {
      if (isOver) return;
      isOver = true;
      clearTimeout(deadline);
      if (carried.outcome === 'sent') connection.quit();
      else connection.close();
      resolve(carried);
    };
    const fail = (error: SmtpFault): void => end(judged(error, hasBegun));
    const deadline = setTimeout(() => fail({ code: 'ETIMEDOUT' }), CARRY_MOST_MS);
    const send = (): void => connection.send({ from: out.from, to: [to], size: raw.length }, content, (error) => (error === null || error === undefined ? end({ outcome: 'sent', problem: null }) : fail(error)));
    connection.on('error', fail);
    connection.on('end', () => fail({ code: 'ECONNECTION' }));
    connection.connect((error) => {
      if (error !== undefined && error !== null) fail(error);
      else if (out.user === null) send();
      else connection.login({ user: out.user, credentials: { user: out.user, pass: password ?? '' } }, (fault) => (fault === null || fault === undefined ? send() : fail(fault)));
    });
  });
}

/** What a fault means for the mail. `hasBegun`: its content had begun to leave. */
function judged({ code, responseCode, command }: SmtpFault, hasBegun: boolean): Carried {
  // The server's own word about the content is the only sure one once it has begun to leave.
  if (hasBegun && !(code === 'EMESSAGE' && command === 'DATA' && responseCode !== undefined)) return { outcome: 'unknown', problem: 'The connection broke off while the mail was handed over: it may have arrived or not.' };
  const said = responseCode === undefined ? '' : ` (${responseCode})`;
  if (code === 'EAUTH') return { outcome: 'later', problem: `The mail server does not take the user or the password${said}.` };
  if (code === 'ETLS') return { outcome: 'later', problem: 'The mail server could not be spoken with securely: its certificate, or its encryption, is not as it should be.' };
  if (responseCode !== undefined && responseCode >= 500 && (command === 'RCPT TO' || command === 'DATA' || command === 'MAIL FROM')) return { outcome: 'refused', problem: command === 'RCPT TO' ? `The mail server does not take mail for this address${said}.` : `The mail server does not take this mail${said}.` };
  if (responseCode !== undefined) return { outcome: 'later', problem: `The mail server can not take it now${said}.` };
  return { outcome: 'later', problem: code === 'EDNS' ? 'There is no server of this name.' : 'The mail server could not be reached.' };
}
