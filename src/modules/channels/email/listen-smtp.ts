import { SMTPServer } from 'smtp-server';
import { AppError } from '../../../kernel/app-error.ts';
import { factsOf, type Log } from '../../../platform/log/log.ts';
import { followCertificate, type CertificateFiles } from './mail-certificate.ts';
import { mailboxOf } from './mail-rules.ts';
import type { Receiver } from './receive-mail.ts';

/** A mail may have so many bytes. */
export const MAIL_BYTES = 25 * 1024 * 1024;
/** Mail servers that speak with us at once; with their mails in memory. */
const CLIENTS = 8;
const RECIPIENTS = 100;
const SILENT_MS = 60_000;

/** An answer with which a mail server knows what to do: 4… try again later, 5… never. */
function reply(responseCode: number, text: string): Error {
  return Object.assign(new AppError(responseCode < 500 ? 'unavailable' : 'invalid', `smtp-${responseCode}`, text), { responseCode, message: text });
}

/** Reads `host:port`, `[::1]:port` or a port alone, which is of this machine. Shape: null for none of these. */
export function readListenAt(text: string): { readonly host: string; readonly port: number } | null {
  const [, bracketed, plain, port] = /^(?:\[([0-9a-f:]+)\]:|([^:\s]+):)?(\d{1,5})$/i.exec(text.trim()) ?? [];
  const number = Number(port);
  return port === undefined || number > 65_535 ? null : { host: bracketed ?? plain ?? '127.0.0.1', port: number };
}

/**
 * Hears mail by SMTP for our mailboxes and for nobody else, so that it passes on nothing. A mail is answered with 250 once it is durable.
 * It stands behind a mail server of the company: no passwords, and TLS (STARTTLS) where a certificate is named. Errors: `invalid` for its files; of `listen`: `conflict` for an address that is taken or not of this machine.
 */
export function createSmtpListener(deps: { readonly log: Log; readonly receiver: Receiver; readonly mailboxes: () => Promise<readonly string[]>; readonly certificate: CertificateFiles | null }) {
  const certificate = deps.certificate === null ? null : followCertificate(deps.certificate, deps.log);
  const server: SMTPServer = new SMTPServer({
    ...(certificate === null ? {} : { ...certificate.first, minVersion: 'TLSv1.2' as const }),
    name: 'custos', banner: 'Custos', authOptional: true, disabledCommands: certificate === null ? ['AUTH', 'STARTTLS'] : ['AUTH'], disableReverseLookup: true, size: MAIL_BYTES, maxClients: CLIENTS, socketTimeout: SILENT_MS, closeTimeout: 5_000, logger: false,
    onConnect(_session, say) {
      const renewed = certificate?.renewed() ?? null;
      if (renewed !== null) server.updateSecureContext(renewed);
      say(null);
    },
    onRcptTo({ address }, session, say) {
      if (session.envelope.rcptTo.length >= RECIPIENTS) return say(reply(452, 'Too many recipients of one mail.'));
      deps.mailboxes().then((mailboxes) => say(mailboxOf(address, mailboxes) === null ? reply(550, 'There is no such mailbox here.') : null), (error: unknown) => { deps.log.warn('mail-not-heard', factsOf(error)); say(reply(451, 'Try again later.')); });
    },
    onData(stream, session, say) {
      const parts: Buffer[] = [];
      let bytes = 0;
      stream.on('data', (part: Buffer) => {
        bytes += part.length;
        // It is heard to its end, as the protocol wants, but not kept.
        if (bytes <= MAIL_BYTES) parts.push(part);
        else parts.length = 0;
      });
      stream.on('error', () => say(reply(451, 'The mail broke off.')));
      stream.on('end', () => {
        if (bytes > MAIL_BYTES || stream.sizeExceeded) return say(reply(552, `A mail may have ${MAIL_BYTES / 1024 ** 2} MB.`));
        const from = session.envelope.mailFrom;
        deps.receiver.receive({ bytes: Buffer.concat(parts), isReport: from !== false && from.address === '' }).then(
          (received) => say(null, received.became === 'ended' ? 'Heard, and nothing becomes of it' : `Kept as ${received.reference}`),
          (error: unknown) => { deps.log.warn('mail-not-kept', factsOf(error)); say(reply(451, 'It could not be kept now. Try again later.')); },
        );
      });
    },
  });
  // What other machines do wrong is no fault of ours.
  server.on('error', (error) => { deps.log.info('mail-client-fault', factsOf(error)); });
  return {
    /** Shape: where it hears now, `host:port`. */
    async listen(host: string, port: number): Promise<string> {
      await new Promise<void>((resolve, reject) => {
        const failed = (error: Error): void => reject(new AppError('conflict', 'mail-address-taken', `Mail can not be heard at ${host}:${port}: something else listens there, or the address is not of this machine.`, error));
        server.server.once('error', failed);
        server.listen(port, host, () => { server.server.off('error', failed); resolve(); });
      });
      const bound = server.server.address();
      return typeof bound === 'object' && bound !== null ? `${host}:${bound.port}` : `${host}:${port}`;
    },
    close: (): Promise<void> => new Promise((resolve) => { server.close(() => resolve()); }),
  };
}
