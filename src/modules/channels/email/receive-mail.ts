import { atMost } from '../../../platform/jobs/lanes.ts';
import { factsOf, type Log } from '../../../platform/log/log.ts';
import type { Outbox } from '../../../platform/outbox/outbox.ts';
import type { Database } from '../../../platform/pg/transaction.ts';
import { normalMail } from '../../identity/index.ts';
import type { AcceptResult, QuarantineReason } from '../../interactions/contract.ts';
import type { Interactions } from '../../interactions/index.ts';
import { noteReached } from './bounce-store.ts';
import type { End } from './contract.ts';
import { heedReport } from './heed-report.ts';
import { createMailRates, judgeMail } from './mail-rules.ts';
import { countMail, hashOf, putMachineLetter } from './mail-store.ts';
import { readArrived, type ReadArrival } from './read-arrived.ts';
import { startOf, type BadLetter } from './read-letter.ts';
import { MAIL_SOURCE } from './record-sent.ts';

/** Takes interactions durably, item by item, and puts into quarantine what can't be one. */
export type Acceptance = { accept(source: string, items: readonly unknown[]): Promise<AcceptResult[]>; setAside(source: string, items: readonly { readonly item: unknown; readonly reason: QuarantineReason; readonly detail: string }[]): Promise<AcceptResult[]>; /** Interactions as they are kept. */ said: Interactions['saidBy'] };

/** What became of a mail: an interaction or an entry of the quarantine (its reference), or it ended quietly. */
export type Received = { readonly became: 'taken' | 'parked'; readonly reference: string } | { readonly became: 'ended'; readonly because: End };

/** A mail as it arrived. `isReport`: without a sender to answer to. */
export type Arrived = { readonly bytes: Buffer; readonly isReport: boolean };

/** Mails that are read at once: each is in memory whole. */
const AT_ONCE = 4;

/**
 * The one way in for mail, however it came. Answers when what became of it is durable.
 * Invariant: the same mail twice is one interaction; nothing is lost without a count and its reason. Errors: `unavailable` when it could not be written: whoever has the mail keeps it and tries again.
 */
export function createReceiver(deps: { readonly database: Database; readonly outbox: Pick<Outbox, 'publish'>; readonly log: Log; readonly clock: () => number; readonly acceptance: Acceptance; /** Our mailboxes, and the address from which we write. */ readonly own: () => Promise<readonly string[]>; /** Something that left came back. */ readonly onBounce: () => void }) {
  const { database, clock, acceptance } = deps;
  const rates = createMailRates(clock);
  const lane = atMost(AT_ONCE);

  /** Puts a mail into quarantine that can't be read: its beginning. Replayed as it is, it becomes an interaction of nobody. */
  async function refuse(start: string, reason: 'malformed' | 'too-large', detail: string): Promise<Received> {
    const item = { id: `unread-${hashOf(start).toString('hex').slice(0, 16)}`, channel: 'email', kind: 'mail-received', direction: 'in', occurredAt: new Date(clock()).toISOString(), text: start };
    return parked(await acceptance.setAside(MAIL_SOURCE, [{ item, reason, detail }]));
  }

  /** A mail on which reading itself fails must not be asked for, and fail, for ever. */
  async function unlessItFails<T>({ bytes }: Arrived, reading: () => Promise<T>): Promise<T | BadLetter> {
    try {
      return await reading();
    } catch (error) {
      deps.log.warn('mail-unreadable', factsOf(error));
      return { problem: 'Reading it failed, through a fault of Custos.', start: startOf(bytes) };
    }
  }

  async function receive(arrived: Arrived): Promise<Received> {
    const read: ReadArrival | BadLetter = await unlessItFails(arrived, () => readArrived(arrived.bytes, clock(), arrived.isReport));
    if ('problem' in read) return refuse(read.start, 'malformed', read.problem);
    const { report } = read;
    if (report !== null && await heedReport(deps, report)) {
      await countMail(database, 'delivery-report', new Date(clock()));
      deps.onBounce();
      return { became: 'ended', because: 'delivery-report' };
    }
    const own = await deps.own();
    const letter = await unlessItFails(arrived, () => read.letter());
    if ('problem' in letter) return refuse(letter.start, 'malformed', letter.problem);
    const { interaction, facts } = letter;
    const verdict = judgeMail(facts, own, rates.note(facts.from, facts.automatic));
    if (verdict.kind === 'end') {
      await countMail(database, verdict.because, new Date(clock()));
      return { became: 'ended', because: verdict.because };
    }
    if (facts.automatic && facts.messageId !== null) await putMachineLetter(database, facts.messageId, new Date(clock()));
    if (verdict.kind === 'park') return parked(await acceptance.setAside(MAIL_SOURCE, [{ item: interaction, reason: 'too-many', detail: 'One address wrote more mails within an hour than people write. If a person did, replay them.' }]));
    const [result] = await acceptance.accept(MAIL_SOURCE, [interaction]);
    if (result?.status === 'accepted') await countMail(database, 'taken', new Date(clock()));
    // Whoever writes from an address is there.
    await noteReached(database, normalMail(facts.from)?.value ?? facts.from, new Date(clock()));
    return result?.status === 'quarantined' ? parked([result]) : { became: 'taken', reference: result?.reference ?? '' };
  }

  return {
    refuse,
    receive: (arrived: Arrived): Promise<Received> => lane.run(() => receive(arrived)),
  };
}

export type Receiver = ReturnType<typeof createReceiver>;

function parked([result]: readonly AcceptResult[]): Received {
  return { became: 'parked', reference: result?.reference ?? '' };
}
