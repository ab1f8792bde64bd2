import { AppError } from '../../kernel/app-error.ts';
import { parsePublicId, publicId } from '../../kernel/public-id.ts';
import { mintSecret } from '../../platform/http/link-secret.ts';
import { factsOf, type Log } from '../../platform/log/log.ts';
import type { Outbox } from '../../platform/outbox/outbox.ts';
import type { Database, Transaction } from '../../platform/pg/transaction.ts';
import type { Identity } from '../identity/index.ts';
import type { AcceptResult } from '../interactions/contract.ts';
import type { Outreach } from '../outreach/index.ts';
import { askDue, type AskDeps, type Carrier } from './ask-due.ts';
import type { InvitationLine, InvitationState, Preview, SurveyLine, SurveyState, SurveyView } from './contract.ts';
import { checkDefinition } from './definition/check-definition.ts';
import { checkTheme } from './definition/check-theme.ts';
import type { Definition } from './definition/contract.ts';
import type { KnownPerson } from './known-questions.ts';
import { mintKey } from './survey-key.ts';
import { heededOf, isUnheeded, pauseUnheeded, unheededWords } from './pause-unheeded.ts';
import { invitationLines, listeningOf, reasonSays, surveyLine, whoSaid } from './present-survey.ts';
import { previewSurvey } from './preview-survey.ts';
import { createPublicPages } from './public-pages.ts';
import { receiveSettled } from './receive-settled.ts';
import { meetMoments, momentsIn, type MomentMet } from './receive-moments.ts';
import { allSurveys, changesOf, changeState, insertSurvey, insertVersion, surveyOf, type SurveyRow } from './survey-store.ts';
import { tellAnswers } from './tell-answers.ts';

export { surveysHeld, surveysKept } from './kept-surveys-store.ts';
export type { Carrier, Message } from './ask-due.ts';
export type { KnownPerson } from './known-questions.ts';
export type { MomentMet } from './receive-moments.ts';

const LOOK_MS = 60_000;

export type SurveysDeps = {
  readonly database: Database; readonly outbox: Pick<Outbox, 'subscribe' | 'publish'>; readonly log: Log; readonly clock: () => number; readonly zone: string;
  readonly identity: Pick<Identity, 'customerOfNodes' | 'nodesOf' | 'reach' | 'normalForm'>; readonly outreach: Pick<Outreach, 'reserve' | 'release' | 'standing'>;
  /** Takes interactions of a source in, durably. */ readonly accept: (source: string, items: readonly unknown[]) => Promise<AcceptResult[]>;
  /** What is known of a customer. */ readonly personOf: (customer: number) => Promise<KnownPerson>;
  /** A text without card numbers and secrets. */ readonly redact: (text: string) => string; readonly nameOf: (person: string) => Promise<string | null>;
  /** Of cases by their keys, those that a person has touched: modules to the right know. */ readonly touched: (keys: readonly string[]) => Promise<ReadonlySet<string>>;
  /** Where customers reach this installation; null while nobody said. */ readonly address: string | null; /** What carries messages; null for what nothing carries. */ readonly carriers: Readonly<Record<'email' | 'sms', Carrier | null>>;
};

/** Asking customers, and acting on what they answer. See README.md. */
export function createSurveys(deps: SurveysDeps) {
  const { database, clock } = deps;
  deps.outbox.subscribe('surveys-moments', ['interaction.recorded', 'interaction.said'], (events, tx) => meetMoments(deps, tx, momentsIn(events)));
  deps.outbox.subscribe('surveys-mails', ['mail.settled', 'mail.bounced'], (events, tx) => receiveSettled(deps, events, tx));
  const asking: AskDeps = deps;
  let timer: NodeJS.Timeout | null = null;
  let looking: Promise<unknown> = Promise.resolve();

  /** One round after the other, whoever asks for it. */
  function inTurn(work: () => Promise<unknown>): Promise<void> {
    looking = looking.then(work).catch((error: unknown) => { deps.log.warn('surveys-look-failed', factsOf(error)); });
    return looking.then(() => undefined);
  }
  const look = async (): Promise<void> => {
    await tellAnswers(deps);
    await pauseUnheeded(deps);
    await askDue(asking);
    await tellAnswers(deps);
  };
  const pages = createPublicPages({ ...deps, told: () => { void inTurn(() => tellAnswers(deps)); } });

  async function known(id: string): Promise<SurveyRow> {
    const row = await surveyOf(database, parsePublicId('survey', id));
    if (row === null) throw new AppError('not-found', 'survey-unknown', 'There is no such survey.');
    return row;
  }

  /** Errors: `invalid` for colours that cannot be read by everybody; everything else may be saved and mended later. */
  function assertReadable(definition: Definition): void {
    const unread = checkTheme(definition.theme);
    if (unread.length > 0) throw new AppError('invalid', 'theme-unreadable', unread.map(({ says }) => says).join(' '));
  }

  async function move(row: SurveyRow, from: readonly SurveyState[], state: SurveyState, by: string, why: string, version: number | null = null): Promise<{ state: SurveyState }> {
    if (!await database.transaction((tx) => changeState(tx, row.number, from, { state, version, by, why, atMs: clock() }))) throw new AppError('conflict', 'survey-not-now', `The survey is ${(await known(publicId('survey', row.number))).state}: this can not be done now.`);
    return { state };
  }

  /** Why nothing would leave, in a sentence; null when it would. */
  async function sendingOf({ plan }: Definition): Promise<string | null> {
    if (plan.moment === 'link') return null;
    const { held, switches } = await deps.outreach.standing();
    if (held !== null) return held;
    if (!switches.some(({ purpose, isOn }) => purpose === 'survey' && isOn)) return 'Nobody switched surveys on under “What may leave”: whoever would be asked is shown as it would have gone.';
    return await deps.carriers[plan.channel]?.isReady() !== true ? reasonSays('no-carrier') : deps.address === null ? reasonSays('address-unset') : null;
  }

  return {
    /** The pages of everybody who is not signed in. */
    pages,
    async list(): Promise<SurveyLine[]> {
      const rows = await allSurveys(database);
      const listening = await listeningOf(deps, rows.map(({ number }) => number));
      return Promise.all(rows.flatMap((row) => { const heard = listening.get(row.number); return heard === undefined ? [] : [surveyLine(deps, row, heard)]; }));
    },
    async one(id: string): Promise<SurveyView> {
      const row = await known(id);
      const [listening, changes] = await Promise.all([listeningOf(deps, [row.number]), changesOf(database, row.number)]);
      const [heard] = listening.values();
      if (heard === undefined) throw new AppError('internal', 'survey-uncounted', 'The survey could not be counted.');
      const [latest] = changes;
      return {
        id, key: row.key, state: row.state, because: row.state === 'paused' || row.state === 'closed' ? latest?.why ?? null : null, version: row.version, publishedVersion: row.publishedVersion, savedAt: row.savedAt.toISOString(), savedBy: await whoSaid(deps, row.savedBy), definition: row.definition,
        findings: checkDefinition(row.definition), listening: heard, address: deps.address, sending: await sendingOf(row.published ?? row.definition),
        changes: await Promise.all(changes.map(async ({ by, at, ...change }) => ({ ...change, by: await whoSaid(deps, by), at: at.toISOString() }))),
      };
    },
    async make(definition: Definition, by: string): Promise<string> {
      assertReadable(definition);
      return publicId('survey', await database.transaction((tx) => insertSurvey(tx, { key: mintKey(), drawSeed: mintSecret(), definition, by, atMs: clock() })));
    },
    /** Errors: `conflict` when somebody else saved meanwhile. */
    async save(id: string, definition: Definition, basedOn: number, by: string): Promise<number> {
      assertReadable(definition);
      const row = await known(id);
      if (row.state === 'closed') throw new AppError('conflict', 'survey-closed', 'This survey has ended. Make a new one of it instead.');
      if (!await database.transaction((tx) => insertVersion(tx, row.number, basedOn, definition, by, clock()))) throw new AppError('conflict', 'survey-changed-meanwhile', 'Somebody else saved this survey meanwhile. Load it again and make your change to theirs.');
      return basedOn + 1;
    },
    preview: (definition: Definition, language: string | undefined): Preview => previewSurvey(definition, language, (deps.address ?? 'https://custos.example').replace(/\/$/, '')),
    /** Lets the newest version run. Errors: `invalid` for what must be mended first; `conflict`. */
    async publish(id: string, version: number, by: string): Promise<{ state: SurveyState }> {
      const row = await known(id);
      if (row.version !== version) throw new AppError('conflict', 'survey-changed-meanwhile', 'A newer version was saved meanwhile. Look at it before it is published.');
      const stopping = checkDefinition(row.definition).filter(({ stops }) => stops);
      if (stopping.length > 0) throw new AppError('invalid', 'survey-unfinished', stopping.map(({ place, says }) => `${place}: ${says}`).join(' '));
      return move(row, ['draft', 'running'], 'running', by, `Version ${version} was published.`, version);
    },
    pause: async (id: string, why: string, by: string): Promise<{ state: SurveyState }> => move(await known(id), ['running'], 'paused', by, why),
    /** Errors: `conflict` while too many follow-ups past their deadline lie untouched. */
    async resume(id: string, by: string): Promise<{ state: SurveyState }> {
      const row = await known(id);
      const heeded = await heededOf(deps, row.number);
      const { followUp } = row.published ?? row.definition;
      if (isUnheeded(heeded, followUp.untouchedMostRatio)) throw new AppError('conflict', 'survey-unheeded', unheededWords(heeded, followUp));
      return move(row, ['paused'], 'running', by, 'It goes on.');
    },
    close: async (id: string, why: string, by: string): Promise<{ state: SurveyState }> => move(await known(id), ['draft', 'running', 'paused'], 'closed', by, why),
    invitations: async (id: string, state: InvitationState | null): Promise<InvitationLine[]> => invitationLines(deps, (await known(id)).number, state),
    /** A moment that a module on the right knows of, in its transaction. */
    meet: (tx: Transaction, moment: MomentMet): Promise<void> => meetMoments(deps, tx, [moment]),
    /** One round of what no person does: tell what was answered, pause what nobody acts on, ask whose time has come. */
    look: (): Promise<void> => inTurn(look),
    start(): void {
      timer ??= setInterval(() => { void inTurn(look); }, LOOK_MS).unref();
    },
    async stop(): Promise<void> {
      if (timer !== null) clearInterval(timer);
      await looking;
    },
  };
}

export type Surveys = ReturnType<typeof createSurveys>;
