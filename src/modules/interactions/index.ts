import { AppError } from '../../kernel/app-error.ts';
import { parsePublicId, publicId } from '../../kernel/public-id.ts';
import type { Analytics } from '../../platform/clickhouse/analytics.ts';
import type { Live } from '../../platform/live/live.ts';
import type { Log } from '../../platform/log/log.ts';
import type { Outbox } from '../../platform/outbox/outbox.ts';
import type { Database, Transaction } from '../../platform/pg/transaction.ts';
import type { Identity } from '../identity/index.ts';
import { createAcceptor } from './accept-interactions.ts';
import { createAssembly } from './assemble-interactions.ts';
import { inboxDepth, placesOf } from './assembly-store.ts';
import { LIMITS, type AcceptResult, type Pulse, type QuarantineReason, type SaidInteraction, type TimelineItem, type TimelineQuery } from './contract.ts';
import { announceCopied } from './announce-copied.ts';
import { eraseInteractions, type Spelled } from './erase-interactions.ts';
import { eraseHistory, namedInHistory, type AnswerTables, type NamedInteractions } from './erase-log.ts';
import { namesOfErasure, refusedNamesSince } from './erase-store.ts';
import { revisionsHeld, type HeldRevision } from './export-log.ts';
import { countsOfClaims, countsOfCustomers, latestHomes, type HomePlace } from './latest-log.ts';
import { presentTimelineItem, readCursor, writeCursor } from './present-timeline.ts';
import { createNobody } from './nobody/nobody.ts';
import { createPulse } from './pulse.ts';
import { totalsPerChannel } from './pulse-log.ts';
import { openPerReason, parkedItem, parkedItems, reopenDiscarded, settleParked } from './quarantine-store.ts';
import { presentParked } from './present-parked.ts';
import { refuseErased } from './refuse-erased.ts';
import { remembered } from '../../kernel/remembered.ts';
import { replayAllParked, replayParked } from './replay-parked.ts';
import { maskWording, wordingsAt, wordingsSaying, type NamingRow, type WordingPlace } from './mentions/mention-log.ts';
import { nameSpans, searchNeedles, type NameSpan, type Needles } from './mentions/name-spans.ts';
import { productsSpokenOf } from './products-log.ts';
import { dueCount, dueHomes, dueRows, type Due } from './retention/due-log.ts';
import { expireInteractions, parkedDue, type ForgetByNumber, type LeaveHomes } from './retention/expire-interactions.ts';
import { dropParkedBefore, livingHomes, parkedBefore, releaseExpired } from './retention/expire-store.ts';
import { drawnText, isAnythingBefore, type DrawnFrom } from './said/drawn-log.ts';
import { saidAfter, saidAt, stillSaid, type HistoryPlace } from './said/said-log.ts';
import { createTimeline } from './timeline.ts';
import { channelsOf, type Whose } from './timeline-log.ts';
import { createWords, type Said } from './words/words.ts';

export { INTERACTION_VIEWS, openColumn, PLACE, SOURCE, WHOSE } from './analysts/analysts-view.ts';
export { redactText } from './redact-secrets.ts';
export { saysAnyOf } from './says-any-of.ts';
export { saysWords } from './says-words.ts';
export { createTellingSome } from './nobody/tell-some.ts';
export { passagesOfItem, passesFacts, saysAndPasses } from './words/passages-of-item.ts';
export { placesOfSearch, readWordSearch, saysSearch, wantedAlone, type WordSearch } from './words/word-search.ts';
export type { WordFilter } from './words/words-log.ts';
export type { Said } from './words/words.ts';
export { PAGE_PACE } from './words/look-back.ts';
export type { LiveInteraction } from './announce-copied.ts';
export type { AnswerTables } from './erase-log.ts';
export type { HomePlace } from './latest-log.ts';
export type { HistoryPlace } from './said/said-log.ts';
export type { HeldRevision } from './export-log.ts';
export type { WordingPlace } from './mentions/mention-log.ts';
export { excerptsOf, type NameSpan, type NamingTexts } from './mentions/name-spans.ts';
export type { Due } from './retention/due-log.ts';
export type { ForgetByNumber } from './retention/expire-interactions.ts';

/** Items on their way to ClickHouse beyond which senders are held back a little. */
const BEHIND_ITEMS = 12_000;
/** Items on their way beyond which whatever has time leaves the machine to them. */
const BUSY_ITEMS = 1_500;

/** How long totals over the whole history are good for. Units: ms. */
const TOTALS_FRESH_MS = 15_000;

/** Waits and rates of the whole assembly line. Units: items; ms. */
export type AssemblyState = { readonly waiting: number; readonly lagMs: number; readonly fault: string | null };

/** What happened, once, for ever. See README.md. */
export function createInteractions(deps: { readonly database: Database; readonly analytics: Analytics; readonly identity: Identity; readonly outbox: Outbox; readonly live: Live; readonly log: Log; readonly clock: () => number; readonly zone: string; readonly answerTables?: AnswerTables }) {
  const assembly = createAssembly(deps);
  const itemsAhead = (): number => assembly.behind() + deps.outbox.rowsAhead();
  const isBehind = (): boolean => itemsAhead() > BEHIND_ITEMS;
  const acceptor = createAcceptor({ ...deps, erased: refuseErased(deps), onGroup: assembly.handOver, isBehind });
  const replayer = { database: deps.database, accept: acceptor.accept, wake: assembly.wake };
  const waitingNow = async (): Promise<AssemblyState> => {
    // In the order in which things move on: asked at once, something on its way from the one to the other could be seen in neither.
    const inbox = await inboxDepth(deps.database);
    const copies = await deps.outbox.lag();
    const inboxAgeMs = inbox.oldestAt === null ? 0 : Math.max(0, deps.clock() - inbox.oldestAt.getTime());
    return { waiting: inbox.waiting + copies.waiting, lagMs: Math.max(inboxAgeMs, copies.lagMs), fault: assembly.fault() ?? copies.fault };
  };
  const words = createWords(deps);
  const timeline = createTimeline(deps.analytics);
  const totals = remembered(TOTALS_FRESH_MS, deps.clock, () => totalsPerChannel(deps.analytics));
  const pulse = createPulse({ ...deps, totals, waitingNow });
  deps.outbox.onCopied((batches) => { announceCopied(deps, batches); });

  async function numberOfParked(reference: string): Promise<number> {
    const id = parsePublicId('parked', reference);
    if ((await parkedItem(deps.database, id)) === null) throw new AppError('not-found', 'parked-item-unknown', `There is no parked item ${publicId('parked', id)}.`);
    return id;
  }

  return {
    /** Accepts up to 2,500 items of one source durably; those of a file (`isBulk`) are not held back while recording catches up. Errors: `too-large` for more items; `unavailable` when they could not be written. */
    async acceptBatch(source: string, items: readonly unknown[], isBulk = false): Promise<AcceptResult[]> {
      if (items.length > LIMITS.itemsPerBatch) throw new AppError('too-large', 'batch-too-large', `Send at most ${LIMITS.itemsPerBatch} interactions in one batch.`);
      return acceptor.accept(source, items, isBulk);
    },
    /** Puts items into quarantine, with their reasons, that could not even be read. */
    setAside: (source: string, items: readonly { readonly item: unknown; readonly reason: QuarantineReason; readonly detail: string }[]): Promise<AcceptResult[]> => acceptor.setAside(source, items),
    /** A page of somebody's interactions, newest first; `next` is null on the last page. */
    async timeline(whose: Whose, query: TimelineQuery): Promise<{ items: TimelineItem[]; next: string | null }> {
      if (whose.homes.length === 0) return { items: [], next: null };
      const rows = await timeline(whose, query, query.before === undefined ? null : readCursor(query.before));
      const last = rows.at(-1);
      return { items: rows.map(presentTimelineItem), next: rows.length === query.limit && last !== undefined ? writeCursor(last) : null };
    },
    /** Interactions of people of whom nothing is known. */
    nobody: createNobody({ ...deps, totals }),
    /** What customers said, in the order of the history, after a place: for whoever reads it again. */
    saidAfter: (place: HistoryPlace, limit: number): Promise<{ said: SaidInteraction[]; place: HistoryPlace | null }> => saidAfter(deps.analytics, place, limit),
    /** What customers said in these interactions. Shape: those that stand in the history. */
    saidAt: (places: readonly { readonly home: number; readonly number: number }[]): Promise<SaidInteraction[]> => saidAt(deps.analytics, places),
    /** Which of these stand in the history with just this revision. */
    stillSaid: (said: readonly Pick<SaidInteraction, 'home' | 'number' | 'revision'>[]): Promise<Set<number>> => stillSaid(deps.analytics, said),
    /** One text of a customer drawn by chance. See said/drawn-log.ts. */
    drawnText: (seed: string, from: DrawnFrom): Promise<number | null> => drawnText(deps.analytics, seed, from),
    isAnythingBefore: (atMs: number): Promise<boolean> => isAnythingBefore(deps.analytics, atMs),
    /** Where interactions lie. Shape: those that are known. */
    homesOfNumbers: async (numbers: readonly number[]): Promise<{ number: number; home: number }[]> => (numbers.length === 0 ? [] : placesOf(deps.database, numbers)),
    /** Interactions by their numbers, in their latest revisions, with whose they are; newest first. */
    saidBy: async (numbers: readonly number[]): Promise<Said[]> => (numbers.length === 0 ? [] : words.at(await placesOf(deps.database, numbers))),
    /** Whether more is being recorded than a moment holds: whoever has time waits. */
    isBusy: (): boolean => itemsAhead() > BUSY_ITEMS,
    /** Everything that was said, by its words. */
    words,
    /** Every revision of somebody's interactions, for an access export. */
    revisionsHeld: (whose: Whose): AsyncIterable<HeldRevision> => revisionsHeld(deps.analytics, whose),
    /** Names of what the history holds of claims, to be kept when it is erased. */
    namedInHistory: (homes: readonly number[], nodes: readonly number[]): Promise<NamedInteractions> => namedInHistory(deps.analytics, homes, nodes),
    /** Erases what PostgreSQL holds of interactions of claims. See erase-interactions.ts. */
    eraseNodes: (tx: Transaction, erasure: string, nodes: readonly number[], named: NamedInteractions, spelled: Spelled): Promise<Record<string, number>> => eraseInteractions(deps, tx, erasure, nodes, named, spelled),
    /** Deletes the rows of claims from the history and waits until they are gone. */
    eraseHistory: (homes: readonly number[], nodes: readonly number[]): Promise<Record<string, number>> => eraseHistory(deps.analytics, homes, nodes, deps.answerTables),
    namesOfErasure: (erasure: string): Promise<string[]> => namesOfErasure(deps.database, erasure),
    /** How often something came again under names that each of these erasures took away. Shape: those of which nothing came again may be missing. */
    refusedNamesSince: (erasures: readonly string[]): Promise<Map<string, number>> => refusedNamesSince(deps.database, erasures),
    /** Where other people's interactions name somebody. Shape: a wording each, at most `limit`; `isLeast` when there may be more. */
    async mentionsOf(needles: Needles, exceptNodes: readonly number[], limit: number): Promise<{ readonly mentions: readonly { readonly row: NamingRow; readonly spans: readonly NameSpan[] }[]; readonly isLeast: boolean }> {
      const rows = await wordingsSaying(deps.analytics, searchNeedles(needles), exceptNodes, limit);
      return { mentions: rows.map((row) => ({ row, spans: nameSpans(row, needles) })).filter(({ spans }) => spans.length > 0), isLeast: rows.length >= limit };
    },
    wordingsAt: (places: readonly WordingPlace[]): Promise<(NamingRow | null)[]> => wordingsAt(deps.analytics, places),
    /** Rewrites one wording without what the spans point at. */
    maskWording: (row: NamingRow, spans: readonly NameSpan[]): Promise<void> => maskWording(deps.analytics, row, spans, deps.answerTables),
    /** What a retention rule would delete of the history. */
    dueCount: (due: Due) => dueCount(deps.analytics, due),
    /** How many parked items a retention rule would delete. Cost: all of the quarantine is read. */
    dueParked: async (due: Due): Promise<number> => (await parkedDue(deps.database, due)).length,
    /** Numbers of interactions that are due, in groups. */
    async* dueNumbers(due: Due): AsyncGenerator<number[]> { for await (const group of dueRows(deps.analytics, due, 20_000)) yield group.map(({ number }) => number); },
    /** Deletes what is due by a retention rule. See retention/expire-interactions.ts. */
    expire: (due: Due, run: number, forget: ForgetByNumber, leave: LeaveHomes) => expireInteractions({ ...deps, drained: deps.outbox.drained }, due, run, forget, leave),
    /** How many interactions are due by home, in groups. */
    dueHomes: (due: Due, size: number): AsyncGenerator<Map<number, number>> => dueHomes(deps.analytics, due, size),
    livingHomes,
    /** Lets what a run of retention deleted be taken in again as new. */
    releaseExpired: (tx: Transaction, run: number): Promise<number> => releaseExpired(tx, run),
    parkedBefore: (before: Date): Promise<number> => parkedBefore(deps.database, before),
    dropParkedBefore: (before: Date): Promise<number> => dropParkedBefore(deps.database, before),
    /** Products that interactions are about, told of most first, under each of their labels. */
    productsSpokenOf: (most: number) => productsSpokenOf(deps.analytics, most),
    channelsOf: (whose: Whose) => (whose.homes.length === 0 ? Promise.resolve([]) : channelsOf(deps.analytics, whose)),
    countsOfClaims: (homes: readonly number[], nodes: readonly number[]) => countsOfClaims(deps.analytics, homes, nodes),
    countsOfCustomers: (homes: readonly number[], customers: readonly number[]) => countsOfCustomers(deps.analytics, homes, customers),
    latestHomes: (after: HomePlace, limit: number, channel: string | null, among: readonly number[] | null = null) => latestHomes(deps.analytics, after, limit, channel, among),
    pulse: (): Promise<Pulse> => pulse(),
    quarantine: async (query: { readonly state: string; readonly reason: QuarantineReason | null; readonly limit: number }) => {
      const [rows, open] = await Promise.all([parkedItems(deps.database, query), openPerReason(deps.database)]);
      return { items: rows.map(presentParked), open: open.reduce((sum, one) => sum + one.open, 0) };
    },
    replay: (reference: string, body: string | null) => replayParked(replayer, reference, body),
    replayAll: (reason: QuarantineReason) => replayAllParked(replayer, reason),
    discard: async (reference: string): Promise<boolean> => settleParked(deps.database, await numberOfParked(reference), 'discarded'),
    /** Takes a discard back. False: it was not set aside, since it waits already or was replayed. */
    bringBack: async (reference: string): Promise<boolean> => reopenDiscarded(deps.database, await numberOfParked(reference)),
    waiting: waitingNow,
    start: (): void => { assembly.start(); },
    /** Finishes what is being accepted and assembled; what is left in the inbox is assembled at the next start. */
    async stop(): Promise<void> {
      await acceptor.idle();
      await assembly.stop();
    },
    /** Everything accepted until now is recorded and in ClickHouse. For tests, imports and backup. */
    async settled(): Promise<void> {
      while ((await inboxDepth(deps.database)).waiting > 0) {
        assembly.wake();
        await new Promise((resolve) => { setTimeout(resolve, 20); });
      }
      await deps.outbox.drained();
    },
  };
}

export type Interactions = ReturnType<typeof createInteractions>;
