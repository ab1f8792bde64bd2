import { maskText } from '../../../kernel/personal-data.ts';
import { AppError } from '../../../kernel/app-error.ts';
import { may } from '../../../kernel/access.ts';
import { parsePublicId, publicId } from '../../../kernel/public-id.ts';
import { factsOf, type Log } from '../../../platform/log/log.ts';
import type { Customers } from '../../customers/index.ts';
import type { Identity } from '../../identity/index.ts';
import type { Interactions } from '../../interactions/index.ts';
import type { People } from '../../people/index.ts';
import { MONDAY_WORDS, type MondayLine, type MondayMail, type MondayPage } from '../contract.ts';
import { drawWords, gatherFigures, type GatherDeps } from './gather-week.ts';
import { claimMail, insertMailSetting, mailSetting, unclaimMail } from './mail-store.ts';
import { mailOfMonday, type MondayLetter } from './mail-page.ts';
import { insertMonday, mondayOf, mondayWeeks, partsOf, type MondayRow } from './monday-store.ts';
import { createQuestions } from './questions.ts';
import { countWords } from './say-lines.ts';
import { dayAfter, mondayAt, weekOf } from './week.ts';
import { wordsLeft, writeLines, writePage, type Escalation } from './write-page.ts';

const LOOK_MS = 60_000;
const WEEKS_SHOWN = 60;
/** After a mail that could not go, none is tried for so long. */
const PAUSE_MS = 10 * 60_000;

/** Gives a mail to whoever sends mail for the staff. Errors: `unavailable` when it surely did not leave, and is to be tried again; any other when it never will. */
export type DeliverToStaff = (mail: MondayLetter & { readonly to: string; readonly key: string }) => Promise<void>;

export type MondayDeps = Omit<GatherDeps, 'interactions' | 'identity'> & {
  readonly interactions: Pick<Interactions, 'drawnText' | 'saidBy' | 'isAnythingBefore'>; readonly identity: Pick<Identity, 'withOwners' | 'customerOfNodes'>; readonly customers: Pick<Customers, 'quoted'>; readonly people: Pick<People, 'nameOf' | 'list' | 'company'>;
  readonly clock: () => number; readonly log: Log;
  /** The oldest thing that somebody escalated and that is open, or a broken promise that waits. */ readonly escalation: () => Promise<Escalation | null>;
  /** False while what happened is still being read, so that a page tells of all of it. */ readonly isReady: () => Promise<boolean>;
  readonly deliver: DeliverToStaff; /** Why no mail can leave now; null where it can. */ readonly held: () => Promise<string | null>; /** The address of this installation, for links in mails; empty where it is not known. */ readonly address: string;
};

/** The Monday page of executives. See ../README.md. */
export function createMonday(deps: MondayDeps) {
  const { database, clock, zone, people } = deps;
  const questions = createQuestions({ database, clock, nameOf: people.nameOf });
  let timer: NodeJS.Timeout | null = null;
  let looking: Promise<unknown> = Promise.resolve();
  let pausedUntilMs = 0;

  /** Makes the page of the latest Monday, where there is none and something is known of before. Answers whether it did. */
  async function makePage(): Promise<boolean> {
    const week = weekOf(mondayAt(clock(), zone), zone);
    if (await mondayOf(database, week.week) !== null || !await deps.isReady() || !await deps.interactions.isAnythingBefore(week.untilMs)) return false;
    const [figures, escalation, question] = [await gatherFigures(deps, week), await deps.escalation(), await questions.next()];
    const written = writeLines({ week: figures, escalation, question, nowMs: clock(), zone });
    const words = await drawWords(deps, week, written.worst === null ? null : parsePublicId('promise', written.worst.id), { least: MONDAY_WORDS.customerLeast, most: wordsLeft(written) });
    const { body, parts } = writePage(written, words, question?.number ?? null, zone);
    return database.transaction((tx) => insertMonday(tx, { week: week.week, madeAt: new Date(clock()), fromAt: new Date(week.fromMs), untilAt: new Date(week.untilMs), zone, body }, parts));
  }

  /** A page with what of it belongs to people, as far as it is still here, and their names. */
  async function read(row: MondayRow, viewer: string): Promise<{ page: MondayPage; names: string[] }> {
    const parts = await partsOf(database, row.week);
    const nodes = parts.flatMap(({ node }) => (node === 0 ? [] : [node]));
    const [owners, quoted] = await Promise.all([deps.identity.customerOfNodes(nodes), deps.customers.quoted(nodes, true)]);
    const lines = row.body.lines.map(({ hasQuote, how, ...line }): MondayLine => {
      const part = parts.find((one) => one.line === line.of);
      const customer = part === undefined ? undefined : owners.get(part.node);
      const path = line.of !== 'words' || part === undefined ? line.path : customer === undefined ? '/customers/nobody' : `/customers/${publicId('customer', customer)}`;
      return { ...line, how: [...how], path, quote: part?.quote ?? null, isGone: hasQuote && part === undefined };
    });
    const page = { week: row.week, from: row.fromAt.toISOString(), until: row.untilAt.toISOString(), zone: row.zone, madeAt: row.madeAt.toISOString(), isQuiet: row.body.isQuiet, lines, question: row.body.question === null ? null : await questions.one(row.body.question, viewer) };
    return { page: { ...page, words: countWords(mailOfMonday(page, people.company().name, '').text) }, names: [...quoted.values()].flatMap(({ names }) => names) };
  }

  async function rowOf(week: string | undefined): Promise<MondayRow | null> {
    const [latest] = await mondayWeeks(database, 1);
    const row = week === undefined ? latest === undefined ? null : await mondayOf(database, latest) : await mondayOf(database, week);
    if (row === null && week !== undefined) throw new AppError('not-found', 'monday-unknown', 'There is no page of this week.');
    return row;
  }

  /** The page as a mail: always masked, because a mail leaves this house and stays wherever it goes. */
  async function letter(row: MondayRow): Promise<MondayLetter> {
    const { page, names } = await read(row, '');
    const lines = page.lines.map((line) => ({ ...line, quote: line.quote === null ? null : maskText(line.quote, names) }));
    return mailOfMonday({ ...page, lines }, people.company().name, deps.address);
  }

  /** Gives the latest page to whoever is to have it as a mail, once each; what was made before it was switched on is not sent. */
  async function sendMails(): Promise<void> {
    const [setting, [week]] = [await mailSetting(database), await mondayWeeks(database, 1)];
    if (setting?.isOn !== true || week === undefined || clock() < pausedUntilMs || await deps.held() !== null) return;
    const row = await mondayOf(database, week);
    if (row === null || row.madeAt <= setting.at) return;
    const staff = (await people.list()).filter(({ id, active, role }) => active && setting.recipients.includes(id) && may({ kind: 'person', id, name: '', role }, 'see-monday'));
    for (const { id, email } of staff) {
      if (!await claimMail(database, week, id, new Date(clock()))) continue;
      try {
        await deps.deliver({ ...await letter(row), to: email, key: `monday ${week} ${id}` });
      } catch (error) {
        deps.log.warn('monday-mail-not-sent', factsOf(error));
        // Whom the server does not take mail for stays as they are: another try a minute would be refused as well.
        if (!(error instanceof AppError) || error.kind !== 'unavailable') continue;
        await unclaimMail(database, week, id);
        pausedUntilMs = clock() + PAUSE_MS;
        return;
      }
    }
  }

  async function mail(): Promise<MondayMail> {
    const [setting, list] = [await mailSetting(database), await people.list()];
    const choices = list.filter(({ active, role, id }) => active && may({ kind: 'person', id, name: '', role }, 'see-monday')).map(({ id, name }) => ({ id, name }));
    const held = await deps.held();
    return { isOn: setting?.isOn ?? false, recipients: choices.filter(({ id }) => setting?.recipients.includes(id) === true), by: setting === null ? null : await people.nameOf(setting.by), at: setting?.at.toISOString() ?? null, held, choices };
  }

  async function look(): Promise<void> {
    await makePage();
    await sendMails();
  }

  return {
    questions,
    /** The page of a week, else the latest, with the weeks that there are. `names`: of the people whose words stand on it. Errors: `not-found`. */
    async page(week: string | undefined, viewer: string): Promise<{ page: MondayPage | null; weeks: string[]; next: string; names: string[] }> {
      const [row, weeks] = [await rowOf(week), await mondayWeeks(database, WEEKS_SHOWN)];
      const found = row === null ? null : await read(row, viewer);
      return { page: found?.page ?? null, weeks, next: dayAfter(mondayAt(clock(), zone), 7), names: found?.names ?? [] };
    },
    /** Errors: `not-found`. */
    async mailPreview(week: string | undefined): Promise<MondayLetter> {
      const row = await rowOf(week);
      if (row === null) throw new AppError('not-found', 'monday-unknown', 'There is no Monday page yet.');
      return letter(row);
    },
    mail,
    /** Errors: `conflict` for switching on where nothing may leave; `invalid` for people who may not see the page. */
    async switchMail({ isOn, recipients }: { readonly isOn: boolean; readonly recipients: readonly string[] }, by: string): Promise<MondayMail> {
      const { held, choices } = await mail();
      if (isOn && held !== null) throw new AppError('conflict', 'monday-mail-held', held);
      if (recipients.some((id) => !choices.some((one) => one.id === id))) throw new AppError('invalid', 'recipient-unknown', 'Name people whose role sees the Monday page.');
      await database.transaction((tx) => insertMailSetting(tx, { isOn, recipients: [...new Set(recipients)], by, at: new Date(clock()) }));
      return mail();
    },
    /** Makes the page that is due, and sends it where it is to be sent. */
    look,
    start(): void {
      const soon = (): void => { looking = looking.then(look).catch((error: unknown) => { deps.log.warn('monday-look-failed', factsOf(error)); }); };
      timer ??= setInterval(soon, LOOK_MS).unref();
      soon();
    },
    async stop(): Promise<void> {
      if (timer !== null) clearInterval(timer);
      await looking;
    },
  };
}

export type Monday = ReturnType<typeof createMonday>;
