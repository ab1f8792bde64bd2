import { createServer, type Socket } from 'node:net';

/** A mailbox on this machine that speaks as much IMAP as whoever only looks needs. `heard`: every command that came, without its tag. */
export type ImapServer = { readonly port: number; readonly heard: string[]; put(mail: string): void; /** Breaks every connection. */ cut(): void; close(): Promise<void> };

type Client = { readonly socket: Socket; idle: string | null };

/** Starts one with a single user, `help` with `let me in`, and a folder INBOX. Mails are numbered from 1. */
export async function imapServer(): Promise<ImapServer> {
  const mails: { readonly uid: number; readonly raw: Buffer }[] = [];
  const clients = new Set<Client>();
  const heard: string[] = [];

  function answer(client: Client, tag: string, command: string): void {
    const say = (...lines: readonly string[]): void => { client.socket.write(lines.map((line) => `${line}\r\n`).join('')); };
    const ok = (text = 'done'): void => say(`${tag} OK ${text}`);
    heard.push(command);
    const [name = '', ...rest] = command.toUpperCase().split(' ');
    if (name === 'CAPABILITY') { say('* CAPABILITY IMAP4rev1 IDLE'); ok(); } else if (name === 'LOGIN') { if (command.includes('let me in')) ok(); else say(`${tag} NO [AUTHENTICATIONFAILED] no`); } else if (name === 'LIST') { say('* LIST (\\HasNoChildren) "/" INBOX'); ok(); } else if (name === 'EXAMINE') {
      if (!command.includes('INBOX')) { say(`${tag} NO there is none`); return; }
      say('* FLAGS ()', `* ${mails.length} EXISTS`, '* 0 RECENT', `* OK [UIDVALIDITY 7] ok`, `* OK [UIDNEXT ${(mails.at(-1)?.uid ?? 0) + 1}] ok`);
      ok('[READ-ONLY] looked at');
    } else if (name === 'UID' && rest[0] === 'FETCH') { fetch(client, rest[1] ?? '', command); ok(); } else if (name === 'IDLE') { client.idle = tag; say('+ waiting'); } else if (name === 'LOGOUT') { say('* BYE bye'); ok(); client.socket.end(); } else ok();
  }

  function fetch({ socket }: Client, range: string, command: string): void {
    const [from, to] = range.split(':');
    const last = mails.at(-1)?.uid ?? 0;
    const until = to === undefined ? Number(from) : to === '*' ? Infinity : Number(to);
    // As servers do: a range that begins behind the last mail still names the last.
    for (const [place, { uid, raw }] of mails.entries()) {
      if (!((uid >= Number(from) && uid <= until) || (to === '*' && uid === last))) continue;
      const asked = /BODY(?:\.PEEK)?\[\](?:<0\.(\d+)>)?/i.exec(command);
      const body = asked === null ? null : raw.subarray(0, Number(asked[1] ?? raw.length));
      socket.write(`* ${place + 1} FETCH (UID ${uid} RFC822.SIZE ${raw.length}${body === null ? '' : ` BODY[]${asked?.[1] === undefined ? '' : '<0>'} {${body.length}}\r\n`}`);
      if (body !== null) socket.write(body);
      socket.write(')\r\n');
    }
  }

  const server = createServer((socket) => {
    const client: Client = { socket, idle: null };
    clients.add(client);
    let rest = '';
    socket.on('error', () => undefined);
    socket.on('close', () => clients.delete(client));
    socket.on('data', (part: Buffer) => {
      const lines = `${rest}${part.toString('latin1')}`.split('\r\n');
      rest = lines.pop() ?? '';
      for (const line of lines) {
        if (client.idle !== null && line.toUpperCase() === 'DONE') {
          socket.write(`${client.idle} OK idled\r\n`);
          client.idle = null;
        } else if (line !== '') answer(client, line.slice(0, line.indexOf(' ')), line.slice(line.indexOf(' ') + 1));
      }
    });
    socket.write('* OK ready\r\n');
  });
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', () => resolve()); });
  const bound = server.address();
  const cut = (): void => { for (const { socket } of clients) socket.destroy(); };
  return {
    port: typeof bound === 'object' && bound !== null ? bound.port : 0, heard, cut,
    put(mail) {
      mails.push({ uid: (mails.at(-1)?.uid ?? 0) + 1, raw: Buffer.from(mail) });
      for (const { socket } of clients) socket.write(`* ${mails.length} EXISTS\r\n`);
    },
    close: () => new Promise((resolve) => { cut(); server.close(() => resolve()); }),
  };
}
