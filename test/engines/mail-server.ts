import type { Socket } from 'node:net';
import PostalMime from 'postal-mime';
import { SMTPServer } from 'smtp-server';
import { AppError } from '../../src/kernel/app-error.ts';

/** A mail that arrived at the other side. */
export type GotMail = { readonly from: string; readonly to: readonly string[]; readonly user: string; readonly raw: string; readonly messageId: string; readonly text: string; header(name: string): string | undefined };

/** Somebody else's mail server on this machine, and how it behaves: takes mails, says later, refuses them, or breaks off when it has heard one. */
export type MailServer = { readonly port: number; readonly got: GotMail[]; behave: 'take' | 'later' | 'never' | 'break'; close(): Promise<void> };

const reply = (responseCode: number): Error => Object.assign(new AppError('unavailable', 'as-the-test-wants', 'As the test wants it.'), { responseCode });

/** Starts one that knows a single user, `custos` with `let me out`. */
export async function mailServer(): Promise<MailServer> {
  const got: GotMail[] = [];
  const own: MailServer = { port: 0, got, behave: 'take', close: () => new Promise((resolve) => { server.close(() => resolve()); }) };
  const sockets = new Set<Socket>();
  const server = new SMTPServer({
    disabledCommands: ['STARTTLS'], allowInsecureAuth: true, logger: false,
    onAuth({ username, password }, _session, say) { if (password === 'let me out') say(null, { user: `${username ?? ''} ${password}` }); else say(reply(535)); },
    onRcptTo(_address, _session, say) { say(own.behave === 'later' ? reply(450) : own.behave === 'never' ? reply(550) : null); },
    onData(stream, session, say) {
      const parts: Buffer[] = [];
      stream.on('data', (part: Buffer) => parts.push(part));
      stream.on('end', () => {
        if (own.behave === 'break') {
          for (const socket of sockets) socket.destroy();
          return;
        }
        const raw = Buffer.concat(parts);
        void PostalMime.parse(raw).then((mail) => {
          const from = session.envelope.mailFrom;
          got.push({
            from: from === false ? '' : from.address, to: session.envelope.rcptTo.map(({ address }) => address), user: String(session.user), raw: raw.toString('utf8'), messageId: mail.messageId?.replace(/^<|>$/g, '') ?? '', text: mail.text?.trim() ?? '',
            header: (name) => mail.headers.find(({ key }) => key === name)?.value,
          });
          say(null, 'Taken');
        });
      });
    },
  });
  server.on('error', () => undefined);
  server.server.on('connection', (socket: Socket) => { sockets.add(socket); socket.on('close', () => sockets.delete(socket)); });
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', () => resolve()); });
  const bound = server.server.address();
  return Object.assign(own, { port: typeof bound === 'object' && bound !== null ? bound.port : 0 });
}

const MOST_MS = 60_000;

/** Waits until something is so; says what is instead when it never comes. */
export async function until(isSo: () => Promise<boolean>, instead: () => Promise<string>): Promise<void> {
  for (const fromMs = Date.now(); !await isSo();) {
    if (Date.now() - fromMs > MOST_MS) throw new AppError('unavailable', 'never-came-to-it', `It never came to it: ${await instead()}.`);
    await new Promise((resolve) => { setTimeout(resolve, 25); });
  }
}
