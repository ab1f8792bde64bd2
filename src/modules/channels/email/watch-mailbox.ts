import type { ImapFlow, MailboxObject } from 'imapflow';
import { AppError } from '../../../kernel/app-error.ts';
import { createPause } from '../../../platform/jobs/pause.ts';
import { factsOf, type Log } from '../../../platform/log/log.ts';
import type { Database } from '../../../platform/pg/transaction.ts';
import type { MailBox, MailState } from './contract.ts';
import { MAIL_BYTES } from './listen-smtp.ts';
import { mailPlace, putMailPlace, type MailPlace } from './mail-store.ts';
import type { Receiver } from './receive-mail.ts';

/** A mailbox with the password of its user. */
export type BoxAccess = { readonly box: MailBox; readonly password: string | null };

/** The server tells at once what is new, as long as it can; it is asked anyway so often. Units: ms. */
const POLL_MS = 5 * 60_000;
const FIRST_WAIT_MS = 5_000;
const LONGEST_WAIT_MS = 10 * 60_000;
const OFF_MS = 60_000;
/** Of a mail that is too large so much is looked at. Units: bytes. */
const START_BYTES = 20_000;

/** Why a mailbox can't be watched, without what the server said, which may quote. */
function problemOf(error: unknown): string {
  const { authenticationFailed, code, mailboxMissing } = (typeof error === 'object' && error !== null ? error : {}) as { authenticationFailed?: boolean; code?: string; mailboxMissing?: boolean };
  if (authenticationFailed === true) return 'The mail server does not take the user or the password.';
  if (mailboxMissing === true) return 'There is no such folder in this mailbox.';
  return code === 'ENOTFOUND' || code === 'EAI_AGAIN' ? 'There is no server of this name.' : 'The mailbox can not be reached.';
}

/**
 * Reads one mailbox by IMAP, from the moment at which it was set: what lies in it before is for an import. The mailbox is opened to be looked at only.
 * Invariant: how far it was read is noted after what became of a mail is durable, so that nothing is left out; what is read twice counts once.
 */
export function createMailboxWatch(deps: { readonly database: Database; readonly log: Log; readonly clock: () => number; readonly receiver: Receiver; readonly access: () => Promise<BoxAccess | null> }) {
  const { database, clock, receiver } = deps;
  const rest = createPause();
  let stopping = false;
  let client: ImapFlow | null = null;
  let running: Promise<void> = Promise.resolve();
  let faults = 0;
  let told: MailState['box'] = { state: 'off', problem: null, lastAt: null };

  /** Takes what came since the place. Shape: the place then. */
  async function readNew(open: ImapFlow, name: string, from: MailPlace): Promise<MailPlace> {
    let place = from;
    const found = await open.fetchAll(`${place.uid + 1}:*`, { uid: true, size: true }, { uid: true });
    // Asked for what comes after the last, a server names the last.
    for (const { uid, size = 0 } of found.filter((one) => one.uid > from.uid).toSorted((a, b) => a.uid - b.uid)) {
      if (stopping) return place;
      const message = await open.fetchOne(String(uid), { source: size > MAIL_BYTES ? { maxLength: START_BYTES } : true }, { uid: true });
      // Gone since: somebody deleted it in between.
      if (message !== false && message.source !== undefined) {
        if (size > MAIL_BYTES) await receiver.refuse(message.source.toString('utf8').toWellFormed(), 'too-large', `It has more than ${MAIL_BYTES / 1024 ** 2} MB.`);
        else await receiver.receive({ bytes: message.source, isReport: false });
      }
      place = { ...place, uid };
      await putMailPlace(database, name, place, new Date(clock()));
      told = { ...told, lastAt: new Date(clock()).toISOString() };
    }
    return place;
  }

  /** Where to begin: where it was left, or with what comes from now on. */
  async function placeIn(name: string, { uidValidity, uidNext }: MailboxObject): Promise<MailPlace> {
    const known = await mailPlace(database, name);
    if (known?.validity === Number(uidValidity)) return known;
    const begin = { validity: Number(uidValidity), uid: uidNext - 1 };
    await putMailPlace(database, name, begin, new Date(clock()));
    if (known !== null) deps.log.warn('mailbox-numbered-anew');
    return begin;
  }

  async function watch({ box, password }: BoxAccess): Promise<void> {
    const name = `${box.user}@${box.host}:${box.port}/${box.folder}`;
    told = { ...told, state: 'connecting' };
    // Brought when a mailbox is watched: most installations watch none, and each start would pay for it.
    const { ImapFlow: Mailbox } = await import('imapflow');
    if (stopping) return;
    const open = new Mailbox({
      host: box.host, port: box.port, secure: box.security === 'tls', doSTARTTLS: box.security === 'starttls', auth: { user: box.user, pass: password ?? '' }, logger: false, tls: { minVersion: 'TLSv1.2' },
      connectionTimeout: 20_000, greetingTimeout: 20_000, socketTimeout: POLL_MS * 2, maxIdleTime: POLL_MS, clientInfo: { name: 'Custos' }, maxLiteralSize: MAIL_BYTES * 2, maxLockHoldTime: false,
    });
    client = open;
    let isClosed = false;
    open.on('error', (error: unknown) => { deps.log.info('mailbox-fault', factsOf(error)); rest.end(); });
    open.on('close', () => { isClosed = true; rest.end(); });
    open.on('exists', () => rest.end());
    try {
      await open.connect();
      let place = await placeIn(name, await open.mailboxOpen(box.folder, { readOnly: true }));
      faults = 0;
      told = { ...told, state: 'watching', problem: null };
      while (!stopping && !isClosed && client === open) {
        place = await readNew(open, name, place);
        await rest.wait(POLL_MS);
        if (!isClosed && !stopping && client === open) await open.noop();
      }
      if (isClosed && !stopping && client === open) throw new AppError('unavailable', 'mailbox-closed', 'The mail server closed the connection.');
    } finally {
      open.close();
    }
  }

  async function run(): Promise<void> {
    while (!stopping) {
      try {
        const access = await deps.access();
        if (access === null) {
          told = { ...told, state: 'off', problem: null };
          await rest.wait(OFF_MS);
        } else await watch(access);
      } catch (error) {
        if (stopping) return;
        faults += 1;
        told = { ...told, state: 'away', problem: problemOf(error) };
        deps.log.warn('mailbox-away', factsOf(error));
        await rest.wait(Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** Math.min(faults, 10)));
      }
    }
  }

  /** Lets go of the mailbox, so that it is opened anew by the setting of now. */
  function renew(): void {
    const open = client;
    client = null;
    open?.close();
    rest.end();
  }

  return {
    state: (): MailState['box'] => told,
    renew,
    start(): void { running = run(); },
    async stop(): Promise<void> {
      stopping = true;
      renew();
      await running;
    },
  };
}
