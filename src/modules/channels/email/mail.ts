import { AppError } from '../../../kernel/app-error.ts';
import { factsOf, type Log } from '../../../platform/log/log.ts';
import type { Outbox } from '../../../platform/outbox/outbox.ts';
import type { Database } from '../../../platform/pg/transaction.ts';
import type { Carried, Carrier } from './carry-letter.ts';
import { NO_MAIL, type MailSetting, type MailState } from './contract.ts';
import { latestLetters } from './letter-store.ts';
import { createSmtpListener, readListenAt } from './listen-smtp.ts';
import type { CertificateFiles } from './mail-certificate.ts';
import { forgetOldMail, mailCounts, mailSetting, putMailSetting, type MailSettingRow } from './mail-store.ts';
import { createReceiver, type Acceptance } from './receive-mail.ts';
import { createSender, type Ledger, type SendDeps, type Sending } from './send-mail.ts';
import { createMailboxWatch } from './watch-mailbox.ts';

export type { Ledger, Sending } from './send-mail.ts';

/** How long what others' machines wrote is remembered, and counts are shown. Units: ms. */
const REMEMBERED_MS = 120 * 86_400_000;
const SHOWN_MS = 30 * 86_400_000;
const TIDY_MS = 3_600_000;
const LETTERS_SHOWN = 50;

/** What a new password means for the one that is kept: left out, it stays, but never goes to another server or user than it was given for. */
function passwordKept(what: string, given: string | null | undefined, kept: Buffer | null, isSame: boolean, seal: (secret: string) => Buffer): Buffer | null {
  if (given !== undefined) return given === null ? null : seal(given);
  if (kept !== null && !isSame) throw new AppError('invalid', 'password-needed', `Give the password of the server ${what} again: its server or its user is another one now.`);
  return kept;
}

type Server = { readonly host: string; readonly port: number; readonly security: string; readonly user: string | null } | null;
const whom = (server: Server): string => (server === null ? '' : JSON.stringify([server.host, server.port, server.security, server.user]));

/** Mail both ways: what comes in becomes interactions, and this is the one place from which mail leaves. See docs/mail.md. */
export function createMail(deps: {
  readonly database: Database; readonly outbox: Pick<Outbox, 'publish'>; readonly log: Log; readonly clock: () => number; readonly acceptance: Acceptance; readonly seal: SendDeps['seal']; readonly ledger: Ledger;
  /** Why nothing may leave; null where it may. */ readonly held: () => string | null; /** Where mail is heard, as the settings of the product name it; null: nowhere. */ readonly listenAt: string | null; /** With which it is heard over TLS; without, it is not. */ readonly certificate?: CertificateFiles | null; readonly nameOf: (person: string) => Promise<string | null>;
}) {
  const { database, log, clock, seal } = deps;
  const settingNow = async (): Promise<MailSetting> => (await mailSetting(database))?.setting ?? NO_MAIL;
  const mailboxes = async (): Promise<readonly string[]> => (await settingNow()).mailboxes;
  const own = async (): Promise<readonly string[]> => { const { mailboxes: ours, out } = await settingNow(); return out === null ? ours : [...ours, out.from]; };
  const passwordOf = (sealed: Buffer | null, server: Server): string | null => (sealed === null ? null : seal.open(sealed, whom(server)).toString());

  async function carrier(): Promise<Carrier | null> {
    const row = await mailSetting(database);
    return row?.setting.out == null ? null : { out: row.setting.out, password: passwordOf(row.outPassword, row.setting.out) };
  }

  const receiver = createReceiver({ ...deps, own, onBounce: () => { sender.wake(); } });
  const listener = createSmtpListener({ log, receiver, mailboxes, certificate: deps.certificate ?? null });
  const sender = createSender({ ...deps, accept: (source, items) => deps.acceptance.accept(source, items), said: (numbers) => deps.acceptance.said(numbers), carrier });
  const watch = createMailboxWatch({
    database, log, clock, receiver,
    access: async () => { const row = await mailSetting(database); return row?.setting.box == null ? null : { box: row.setting.box, password: passwordOf(row.boxPassword, row.setting.box) }; },
  });
  let listening: MailState['listening'] = { at: null, problem: null };
  let timer: NodeJS.Timeout | null = null;

  async function state(): Promise<MailState> {
    const [row, counts, letters] = await Promise.all([mailSetting(database), mailCounts(database, new Date(clock() - SHOWN_MS)), latestLetters(database, LETTERS_SHOWN)]);
    return {
      setting: row?.setting ?? NO_MAIL, hasOutPassword: row?.outPassword != null, hasBoxPassword: row?.boxPassword != null, by: row === null ? null : await deps.nameOf(row.setBy) ?? 'Somebody who left', at: row?.setAt.toISOString() ?? null,
      held: deps.held(), listening, box: watch.state(), taken: counts.find(({ because }) => because === 'taken')?.count ?? 0, ended: counts.flatMap(({ because, ...one }) => (because === 'taken' ? [] : [{ because, ...one }])),
      letters: await Promise.all(letters.map(async ({ askedBy, at, nextAt, ...one }) => ({ ...one, askedBy: await deps.nameOf(askedBy), at: at.toISOString(), nextAt: nextAt?.toISOString() ?? null }))),
    };
  }

  return {
    state,
    /** Errors: `invalid` when a password would go to another server than it was given for. */
    async set({ setting, outPassword, boxPassword }: { readonly setting: MailSetting; readonly outPassword?: string | null | undefined; readonly boxPassword?: string | null | undefined }, by: string): Promise<MailState> {
      const before = await mailSetting(database);
      const sealFor = (server: Server) => (secret: string): Buffer => seal.seal(Buffer.from(secret), whom(server));
      const row: MailSettingRow = {
        setting: { ...setting, mailboxes: [...new Set(setting.mailboxes)] }, setBy: by, setAt: new Date(clock()),
        outPassword: setting.out?.user == null ? null : passwordKept('through which mail goes', outPassword, before?.outPassword ?? null, whom(setting.out) === whom(before?.setting.out ?? null), sealFor(setting.out)),
        boxPassword: setting.box === null ? null : passwordKept('whose mailbox is read', boxPassword, before?.boxPassword ?? null, whom(setting.box) === whom(before?.setting.box ?? null), sealFor(setting.box)),
      };
      await putMailSetting(database, row);
      watch.renew();
      sender.wake();
      return state();
    },
    /** Sends a mail to whoever asks, and waits for how it went. Errors: `conflict` where nothing may leave, and while no server is set. */
    async tryOut(to: { readonly address: string; readonly name: string }): Promise<{ to: string; problem: string | null }> {
      const { outcome, problem } = await sender.sendNow(to, { subject: 'A mail to try it', text: 'This mail came from Custos, so mail leaves as it was set.\n\nNobody else got it.\n' });
      return { to: to.address, problem: outcome === 'sent' ? null : problem };
    },
    /** Hands a mail for somebody of the staff to the mail server, and tells how it went. Errors: `conflict` where nothing may leave, and while no server is set. */
    toStaff: (to: string, mail: { readonly subject: string; readonly text: string; readonly html: string }): Promise<Carried> => sender.sendNow({ address: to, name: '' }, mail),
    /** From which address mail goes, with the name before it. Shape: null while nobody said. */
    async sendsFrom(): Promise<{ readonly address: string; readonly name: string } | null> {
      const { out } = await settingNow();
      return out === null ? null : { address: out.from, name: out.name };
    },
    assertMayAnswer: sender.assertMayAnswer,
    send: (mail: Sending): Promise<string | null> => sender.send(mail),
    /** Looks now whether something is to be sent. */
    wake: sender.wake,
    listening: (): MailState['listening'] => listening,
    /** Mail that can not be heard is told on its page: it stops nothing else. */
    async start(): Promise<void> {
      const place = deps.listenAt === null ? null : readListenAt(deps.listenAt);
      if (place !== null) {
        listening = await listener.listen(place.host, place.port).then((at) => ({ at, problem: null }), (error: unknown) => {
          log.error('mail-not-heard', factsOf(error));
          return { at: null, problem: error instanceof AppError ? error.detail : 'Mail can not be heard.' };
        });
      }
      sender.start();
      watch.start();
      timer = setInterval(() => { forgetOldMail(database, new Date(clock() - REMEMBERED_MS)).catch((error: unknown) => { log.warn('mail-not-tidied', factsOf(error)); }); }, TIDY_MS).unref();
    },
    async stop(): Promise<void> {
      if (timer !== null) clearInterval(timer);
      if (listening.at !== null) await listener.close();
      await watch.stop();
      await sender.stop();
    },
  };
}

export type Mail = ReturnType<typeof createMail>;
