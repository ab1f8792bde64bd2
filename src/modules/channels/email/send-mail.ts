import { randomBytes } from 'node:crypto';
import { AppError } from '../../../kernel/app-error.ts';
import { createPause } from '../../../platform/jobs/pause.ts';
import { factsOf, type Log } from '../../../platform/log/log.ts';
import { isMachineAddress } from './automatic-mail.ts';
import { carryLetter, CARRY_MOST_MS, type Carried, type Carrier } from './carry-letter.ts';
import { composeLetter } from './compose-letter.ts';
import type { LetterState, MailOut, MailSettled } from './contract.ts';
import { hasLetter, letWait, lostLetters, nextLetterAt, noteCommitted, noteSending, putLetter, settleLetter, takeLetters, type LetterInHand } from './letter-store.ts';
import { ourMessageId } from './mail-rules.ts';
import { wroteMachine } from './mail-store.ts';
import { recordSent, recordUnreached, type RecordDeps } from './record-sent.ts';

/** What the ledger of contacts says of a reservation at the moment of sending, and of one that was used before each further try. It lies to the right of channels and is handed in. */
export type Ledger = { stillMay(token: string): Promise<{ readonly decision: 'send' | 'hold' | 'drop'; readonly reasons: readonly string[]; readonly until: string | null }>; commit(token: string): Promise<{ readonly committed: boolean; readonly reasons: readonly string[] }>; mayLeave(purpose: string): Promise<boolean> };

/**
 * A mail that shall go. `key`: whoever sends names it, so that asked twice it goes once; `token`: of its reservation. `answers`: Message-IDs that it answers, the oldest first; `thread`: the first mail of the thread, null for a new one.
 * `html`: the same for programs that show it; `kept`: what stands in our books instead of the text, where that holds a secret. `node`: by which claim they are reached; `askedBy`: a person of the staff; `signedAs`: as customers read it.
 */
export type Sending = {
  readonly key: string; readonly token: string; readonly purpose: string; readonly node: number; readonly to: { readonly address: string; readonly name: string }; readonly subject: string; readonly text: string;
  readonly answers: readonly string[]; readonly thread: string | null; readonly askedBy: string; readonly signedAs: string | null; readonly html?: string; readonly kept?: string; /** Where they say that they want no more of it. */ readonly unsubscribe?: string;
};

export type SendDeps = RecordDeps & {
  readonly log: Log; readonly ledger: Ledger; /** Why nothing may leave, whatever is switched on; null where it may. */ readonly held: () => string | null;
  /** Whom mail goes through now; null where nobody said. */ readonly carrier: () => Promise<Carrier | null>;
  readonly seal: { seal(secret: Uint8Array, about: string): Buffer; open(sealed: Uint8Array, about: string): Buffer };
};

/** Waits between tries grow from the first to the last; after a day it is given up. Units: ms. */
const FIRST_WAIT_MS = 30_000;
const LONGEST_WAIT_MS = 3_600_000;
const GIVE_UP_MS = 86_400_000;
/** Longer than handing one over takes. Units: ms. */
const IN_HAND_MS = 2 * CARRY_MOST_MS;
const HELD_WAIT_MS = 10 * 60_000;
const LOOK_MS = 60_000;
const AT_ONCE = 5;

/** The one place where mail leaves. A mail is reserved on the ledger before it comes here, and its reservation is used up before it goes. */
export function createSender(deps: SendDeps) {
  const { database, clock } = deps;
  const rest = createPause();
  let stopping = false;
  let running: Promise<void> = Promise.resolve();
  const now = (): Date => new Date(clock());

  async function settle(one: Pick<LetterInHand, 'number' | 'key' | 'letter'>, state: Exclude<LetterState, 'waiting'>, problem: string | null): Promise<void> {
    await database.transaction(async (tx) => {
      if (!await settleLetter(tx, one.number, state, problem, now()) || state === 'sent') return;
      const event: MailSettled = { type: 'mail.settled', key: one.key, letter: one.letter, state, interaction: null, problem, atMs: clock() };
      await deps.outbox.publish(tx, [event]);
    });
  }

  /** Uses the reservation of a mail. Shape: why it may not go; null where it may. */
  async function commitOnce({ number, token }: LetterInHand): Promise<string | null> {
    try {
      const { committed, reasons } = await deps.ledger.commit(deps.seal.open(token, 'token').toString());
      if (!committed) return `At the last moment it might not go: ${reasons.join(', ')}.`;
    } catch (error) {
      // Nobody else has this token: it was used here, by somebody who ended before it was noted, and nothing left then.
      if (!(error instanceof AppError && error.code === 'token-used')) {
        if (error instanceof AppError && (error.code === 'token-expired' || error.code === 'token-unknown' || error.code === 'secret-unreadable')) return 'Its reservation has expired before it could go.';
        throw error;
      }
    }
    await noteCommitted(database, number, now());
    return null;
  }

  async function send(one: LetterInHand): Promise<void> {
    if (one.committedAt === null) {
      const why = await commitOnce(one);
      if (why !== null) return settle(one, 'refused', why);
    } else {
      // Since it was tried before they may have said no, or complained.
      const { decision, reasons, until } = await deps.ledger.stillMay(deps.seal.open(one.token, 'token').toString());
      const why = `Before it could go it came about that it may not: ${reasons.join(', ')}.`;
      if (decision === 'hold' && until !== null && !tooOld(one)) return letWait(database, one.number, 'leaving', new Date(until), why);
      if (decision !== 'send') return settle(one, 'refused', why);
    }
    const carrier = await deps.carrier();
    if (carrier === null || deps.held() !== null || !await deps.ledger.mayLeave(one.purpose)) {
      const why = carrier === null ? 'Nobody said through which server mail goes.' : 'Nothing of this purpose may leave now.';
      return tooOld(one) ? settle(one, 'failed', why) : letWait(database, one.number, 'leaving', new Date(clock() + HELD_WAIT_MS), why);
    }
    if (!await noteSending(database, one.number, new Date(clock() + IN_HAND_MS))) return;
    const { outcome, problem } = await carryLetter(carrier, one.address, Buffer.from(one.raw));
    if (outcome === 'sent') await settle(one, 'sent', null);
    else if (outcome === 'unknown') await settle(one, 'unknown', problem);
    else if (outcome === 'refused' || tooOld(one)) await settle(one, 'failed', problem);
    else await letWait(database, one.number, 'sending', new Date(clock() + Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** one.tries)), problem ?? '');
  }

  const tooOld = ({ askedAt }: LetterInHand): boolean => clock() - askedAt.getTime() > GIVE_UP_MS;

  /** One round. Shape: whether there may be more. */
  async function round(): Promise<boolean> {
    for (const lost of await lostLetters(database, now())) await settle(lost, 'unknown', 'Custos stopped while the mail was handed over: it may have arrived or not.');
    const due = await takeLetters(database, now(), new Date(clock() + IN_HAND_MS), AT_ONCE);
    await Promise.all(due.map((one) => send(one).catch(async (error: unknown) => {
      deps.log.warn('mail-not-sent', { letter: one.number, ...factsOf(error) });
      // What was being handed over is not tried again: it is found as lost, and told.
      await letWait(database, one.number, 'leaving', new Date(clock() + FIRST_WAIT_MS), 'Something went wrong inside Custos. It is tried again.');
    })));
    await recordSent(deps);
    await recordUnreached(deps);
    return due.length === AT_ONCE;
  }

  async function run(): Promise<void> {
    while (!stopping) {
      try {
        while (!stopping && await round());
        const next = await nextLetterAt(database);
        await rest.wait(next === null ? LOOK_MS : Math.min(LOOK_MS, Math.max(50, next.getTime() - clock())));
      } catch (error) {
        deps.log.warn('mail-round-failed', factsOf(error));
        await rest.wait(FIRST_WAIT_MS);
      }
    }
  }

  async function assertMayAnswer(to: string, answers: readonly string[]): Promise<void> {
    if (isMachineAddress(to) || await wroteMachine(database, answers.slice(-1))) throw new AppError('conflict', 'answers-a-machine', 'A machine wrote this mail. It is never answered, so that two machines do not write to each other for ever.');
  }

  return {
    /** Makes sure that a person wrote what a mail answers (`answers`: Message-IDs, the one that is answered last), and reads what comes to an address. Errors: `conflict` for a machine. */
    assertMayAnswer,
    /** Puts a mail that was reserved on its way. Shape: its Message-ID; null when one of its key is on its way already. Errors: `conflict` for an answer to a machine, and while nobody said through which server mail goes; `invalid` for a head that would be more than one line. */
    async send(mail: Sending): Promise<string | null> {
      await assertMayAnswer(mail.to.address, mail.answers);
      const carrier = await deps.carrier();
      if (carrier === null) throw new AppError('conflict', 'mail-not-set-up', 'Nobody said through which server mail goes. An owner sets it under Connect.');
      if (await hasLetter(database, mail.key)) return null;
      const { from, name }: MailOut = carrier.out;
      const letter = ourMessageId(randomBytes(15).toString('base64url'), from);
      const raw = await composeLetter({ messageId: letter, from: { address: from, name }, to: mail.to, subject: mail.subject, text: mail.text, answers: mail.answers, atMs: clock(), ...(mail.html === undefined ? {} : { html: mail.html }), ...(mail.unsubscribe === undefined ? {} : { unsubscribe: mail.unsubscribe }) });
      const isNew = await putLetter(database, {
        key: mail.key, letter, node: mail.node, purpose: mail.purpose, address: mail.to.address, subject: mail.subject, body: mail.kept ?? mail.text, answers: mail.answers, thread: mail.thread ?? letter, raw, token: deps.seal.seal(Buffer.from(mail.token), 'token'),
        askedBy: mail.askedBy, signedAs: mail.signedAs, askedAt: now(),
      });
      rest.end();
      return isNew ? letter : null;
    },
    /** Hands one mail over at once, outside of the books: to people of the staff, never to a customer. Errors: `conflict` where nothing may leave, and while no server is set. */
    async sendNow(to: { readonly address: string; readonly name: string }, { subject, text, html }: { readonly subject: string; readonly text: string; readonly html?: string }): Promise<Carried> {
      const why = deps.held();
      if (why !== null) throw new AppError('conflict', 'mail-held', why);
      const carrier = await deps.carrier();
      if (carrier === null) throw new AppError('conflict', 'mail-not-set-up', 'Say first through which server mail goes.');
      const { from, name } = carrier.out;
      return carryLetter(carrier, to.address, await composeLetter({ messageId: ourMessageId(randomBytes(15).toString('base64url'), from), from: { address: from, name }, to, subject, text, answers: [], atMs: clock(), ...(html === undefined ? {} : { html }) }));
    },
    /** Looks now whether something is due. */
    wake: (): void => rest.end(),
    start(): void { running = run(); },
    async stop(): Promise<void> {
      stopping = true;
      rest.end();
      await running;
    },
  };
}
