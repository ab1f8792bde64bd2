import { AppError } from '../../kernel/app-error.ts';
import { factsOf, type Log } from '../../platform/log/log.ts';
import type { Outbox } from '../../platform/outbox/outbox.ts';
import type { Database } from '../../platform/pg/transaction.ts';
import type { Identity } from '../identity/index.ts';
import type { InboxGroup } from './accept-interactions.ts';
import { park, putIntoInbox } from './accept-store.ts';
import { inboxBodies, inboxHeads, takeOut } from './assembly-store.ts';
import type { AcceptedItem } from './checked-interaction.ts';
import { contentKeyOf } from './content-key.ts';
import { recordStep } from './record-step.ts';

/** Items assembled in one transaction. */
const ROUND_ITEMS = 4_000;
/** Items kept in memory after acceptance; beyond this the line reads them back from the inbox. */
const HAND_ITEMS = 40_000;
const IDLE_MS = 1_000;
const RETRY_MS = 1_000;

/**
 * The assembly line: takes accepted groups from the inbox through identify, place and record, in their order; one leader per installation.
 * Invariant: a group leaves the inbox in the transaction that writes its finished rows to the outbox, so nothing is lost or doubled whatever is killed.
 */
export function createAssembly(deps: { readonly database: Database; readonly identity: Identity; readonly outbox: Outbox; readonly log: Log; readonly clock: () => number }) {
  const inHand = new Map<number, InboxGroup>();
  let handItems = 0;
  /** Items accepted by this process and not yet recorded. */
  let behind = 0;
  let stopping = false;
  let wake: () => void = () => undefined;
  let running: Promise<void> | null = null;
  let fault: string | null = null;
  let leading = false;

  function handOver(group: InboxGroup): void {
    behind += group.items.length;
    if (running !== null && handItems + group.items.length <= HAND_ITEMS) {
      inHand.set(group.id, group);
      handItems += group.items.length;
    }
    wake();
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
      return body === undefined ? [] : [{ id, items: JSON.parse(body) as AcceptedItem[] }];
    });
  }

  async function assemble(round: readonly InboxGroup[]): Promise<void> {
    await deps.database.transaction(async (tx) => {
      const ids = round.map((group) => group.id);
      if ((await takeOut(tx, ids)) !== ids.length) throw new AppError('unavailable', 'inbox-taken', 'Another process is taking these groups.');
      await recordStep(deps, tx, round.flatMap((group) => group.items), deps.clock());
    });
    for (const group of round) {
      letGo(group.id);
      behind = Math.max(0, behind - group.items.length);
    }
  }

  /** A group that can't be recorded is put back as two halves, until the one item that breaks it stands alone and is parked; the rest goes on. */
  async function breakUp(group: InboxGroup, error: unknown): Promise<void> {
    await deps.database.transaction(async (tx) => {
      if ((await takeOut(tx, [group.id])) === 0) return;
      const [only] = group.items;
      if (group.items.length === 1 && only !== undefined) {
        const body = JSON.stringify(only);
        await park(tx, [{ source: only.checked.source, itemId: only.checked.id, content: contentKeyOf(body), reason: 'internal-fault', detail: 'This item was accepted but could not be recorded, through no fault of its sender. It is kept here whole; replay it after an update.', body }]);
        deps.log.error('interaction-not-recorded', factsOf(error));
        return;
      }
      const half = group.items.length >> 1;
      for (const part of [group.items.slice(0, half), group.items.slice(half)]) await putIntoInbox(tx, part.length, JSON.stringify(part));
    });
    letGo(group.id);
  }

  async function work(): Promise<void> {
    while (!stopping) {
      const woken = new Promise<void>((resolve) => { wake = resolve; });
      let round: InboxGroup[] = [];
      try {
        round = await nextRound();
        if (round.length === 0) {
          await Promise.race([woken, pause(IDLE_MS)]);
          continue;
        }
        await assemble(round);
        fault = null;
      } catch (error) {
        fault = error instanceof AppError ? error.code : 'assembly-fault';
        if (error instanceof AppError && error.kind === 'unavailable') await pause(RETRY_MS);
        else await apart(round);
      }
    }
  }

  async function apart(round: readonly InboxGroup[]): Promise<void> {
    for (const group of round) {
      try {
        await assemble([group]);
      } catch (error) {
        if (error instanceof AppError && error.kind === 'unavailable') return;
        await breakUp(group, error);
      }
    }
  }

  return {
    handOver,
    wake: () => { wake(); },
    fault: () => fault,
    /** Items that this process accepted and that are not recorded yet; 0 while another process leads. */
    behind: () => (leading ? behind : 0),
    /** Becomes the leader as soon as no other process is, and works until `stop`. */
    start(): void {
      stopping = false;
      running ??= lead().catch((error: unknown) => { deps.log.error('assembly-stopped', factsOf(error)); });
    },
    async stop(): Promise<void> {
      stopping = true;
      wake();
      await running;
      running = null;
    },
  };

  async function lead(): Promise<void> {
    while (!stopping) {
      const lock = await deps.database.tryLock('interactions.assembly').catch(() => null);
      if (lock === null) {
        await pause(RETRY_MS);
        continue;
      }
      leading = true;
      try {
        await work();
      } finally {
        leading = false;
        behind = 0;
        await lock.release();
      }
    }
  }
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => { setTimeout(resolve, ms).unref(); });
}
