import { AppError } from '../../kernel/app-error.ts';
import { factsOf, type Log } from '../../platform/log/log.ts';
import { createPause } from '../../platform/jobs/pause.ts';
import type { Outbox } from '../../platform/outbox/outbox.ts';
import type { Database, HeldLock } from '../../platform/pg/transaction.ts';
import type { Identity } from '../identity/index.ts';
import type { InboxGroup } from './accept-interactions.ts';
import { park } from './accept-store.ts';
import { inboxBodies, inboxHeads, shorten, takeOut } from './assembly-store.ts';
import type { AcceptedItem } from './checked-interaction.ts';
import { contentKeyOf } from './content-key.ts';
import { readInbox } from './inbox-body.ts';
import { recordStep } from './record-step.ts';

/** Items assembled in one transaction. */
const ROUND_ITEMS = 4_000;
/** Items kept in memory after acceptance; beyond this the line reads them back from the inbox. */
const HAND_ITEMS = 40_000;
const IDLE_MS = 1_000;
const RETRY_MS = 1_000;
/** Rounds that aren't full begin so far apart: a round costs nearly the same for one item as for a hundred, and so does all that follows it. Nobody sees the difference. Units: ms. */
const PACE_MS = 100;

/**
 * The assembly line: takes accepted groups from the inbox through identify, place and record, in their order; one leader per installation.
 * Invariant: a group leaves the inbox in the transaction that writes its finished rows to the outbox, and that transaction is one of the session that holds the lead; so nothing is lost, doubled or overtaken, whatever is killed.
 */
export function createAssembly(deps: { readonly database: Database; readonly identity: Identity; readonly outbox: Outbox; readonly log: Log; readonly clock: () => number }) {
  const inHand = new Map<number, InboxGroup>();
  let handItems = 0;
  /** Items accepted by this process since it leads and not yet recorded. */
  let behind = 0;
  let stopping = false;
  /** Ends as soon as something waits. */
  const idle = createPause();
  /** Ends only by itself, or when it is time to stop. */
  const pace = createPause();
  let running: Promise<void> | null = null;
  let fault: string | null = null;
  let leading = false;

  function handOver(group: InboxGroup): void {
    // Whoever doesn't lead would only keep what another records.
    if (!leading) return;
    behind += group.items.length;
    if (handItems + group.items.length <= HAND_ITEMS) {
      inHand.set(group.id, group);
      handItems += group.items.length;
    }
    idle.end();
  }

  function emptyHands(): void {
    inHand.clear();
    handItems = 0;
    behind = 0;
  }

  function letGo(id: number): void {
    handItems -= inHand.get(id)?.items.length ?? 0;
    inHand.delete(id);
  }

  /** The oldest groups of the inbox. What lies there decides; memory only saves reading bodies again. */
  async function nextRound(): Promise<InboxGroup[]> {
    const chosen: { id: number; items: number }[] = [];
    let items = 0;
    for (const head of await inboxHeads(deps.database, 200)) {
      if (chosen.length > 0 && items + head.items > ROUND_ITEMS) break;
      chosen.push(head);
      items += head.items;
    }
    const unknown = chosen.filter((head) => !inHand.has(head.id)).map((head) => head.id);
    const read = new Map((unknown.length === 0 ? [] : await inboxBodies(deps.database, unknown)).map((row) => [row.id, row.body]));
    return chosen.flatMap(({ id }) => {
      const known = inHand.get(id);
      if (known !== undefined) return [known];
      const body = read.get(id);
      return body === undefined ? [] : [{ id, items: readInbox(body).items }];
    });
  }

  async function assemble(lead: HeldLock, round: readonly InboxGroup[]): Promise<void> {
    await lead.transaction(async (tx) => {
      const ids = round.map((group) => group.id);
      if ((await takeOut(tx, ids)) !== ids.length) throw taken();
      await recordStep(deps, tx, round.flatMap((group) => group.items), deps.clock());
    });
    for (const group of round) {
      letGo(group.id);
      behind = Math.max(0, behind - group.items.length);
    }
  }

  /** Records a group that can't be recorded whole in ever smaller pieces, until the one item that breaks it stands alone and is parked. What is left keeps its place in the inbox: a revision never overtakes what it revises. */
  async function breakUp(lead: HeldLock, group: InboxGroup): Promise<void> {
    letGo(group.id);
    let left = group.items;
    let size = Math.ceil(left.length / 2);
    while (left.length > 0) {
      const piece = left.slice(0, size);
      const rest = left.slice(size);
      try {
        await lead.transaction(async (tx) => {
          if (!(await shorten(tx, group.id, rest))) throw taken();
          await recordStep(deps, tx, piece, deps.clock());
        });
      } catch (error) {
        if (isAway(error)) throw error;
        if (piece.length > 1) {
          size = Math.ceil(piece.length / 2);
          continue;
        }
        await lead.transaction(async (tx) => {
          if (!(await shorten(tx, group.id, rest))) throw taken();
          await park(tx, piece.map(parkedWhole));
        });
        deps.log.error('interaction-not-recorded', factsOf(error));
      }
      behind = Math.max(0, behind - piece.length);
      left = rest;
      size *= 2;
    }
  }

  async function apart(lead: HeldLock, round: readonly InboxGroup[]): Promise<void> {
    for (const group of round) {
      try {
        await assemble(lead, [group]);
      } catch (error) {
        if (isAway(error)) throw error;
        await breakUp(lead, group);
      }
    }
  }

  /** Works while this process leads; ends when it is told to stop or when the session that holds the lead is lost. */
  async function work(lead: HeldLock): Promise<void> {
    let begunMs = 0;
    while (!stopping && lead.isHeld()) {
      let round: InboxGroup[] = [];
      try {
        if (behind < ROUND_ITEMS) await pace.wait(begunMs + PACE_MS - performance.now());
        const nowMs = performance.now();
        round = await nextRound();
        if (round.length === 0) {
          fault = null;
          await idle.wait(IDLE_MS);
          continue;
        }
        begunMs = nowMs;
        await assemble(lead, round).catch((error: unknown) => { if (isAway(error)) throw error; return apart(lead, round); });
        fault = null;
      } catch (error) {
        fault = error instanceof AppError ? error.code : 'assembly-fault';
        await pace.wait(RETRY_MS);
      }
    }
  }

  return {
    handOver,
    wake: () => { idle.end(); },
    fault: () => fault,
    /** Items that this process accepted and that are not recorded yet; 0 while another process leads. */
    behind: () => (leading ? behind : 0),
    /** Becomes the leader as soon as no other process is, and works until `stop`. */
    start(): void {
      stopping = false;
      running ??= leadAgainAndAgain().catch((error: unknown) => { deps.log.error('assembly-stopped', factsOf(error)); });
    },
    async stop(): Promise<void> {
      stopping = true;
      idle.end();
      pace.end();
      await running;
      running = null;
    },
  };

  async function tryToLead(): Promise<HeldLock | null> {
    try {
      const lead = await deps.database.tryLock('interactions.assembly');
      fault = null;
      return lead;
    } catch (error) {
      fault = error instanceof AppError ? error.code : 'assembly-fault';
      return null;
    }
  }

  async function leadAgainAndAgain(): Promise<void> {
    while (!stopping) {
      const lead = await tryToLead();
      if (lead === null) {
        await pace.wait(RETRY_MS);
        continue;
      }
      emptyHands();
      leading = true;
      try {
        await work(lead);
        if (!stopping) deps.log.warn('assembly-lead-lost', { detail: 'The session with PostgreSQL that held the lead has ended. This process records nothing until it leads again; another may lead meanwhile.' });
      } finally {
        leading = false;
        emptyHands();
        await lead.release();
      }
    }
  }
}

/** Whether to wait and try again: it is no fault of what is being recorded. */
function isAway(error: unknown): boolean {
  return error instanceof AppError && error.kind === 'unavailable';
}

function taken(): AppError {
  return new AppError('unavailable', 'inbox-taken', 'Another process is taking these groups.');
}

function parkedWhole(item: AcceptedItem) {
  const body = JSON.stringify(item);
  return { source: item.checked.source, itemId: item.checked.id, content: contentKeyOf(body), reason: 'internal-fault', detail: 'This item was accepted but could not be recorded, through no fault of its sender. It is kept here whole; replay it after an update.', body };
}
