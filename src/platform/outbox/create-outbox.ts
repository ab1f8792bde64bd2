import { AppError } from '../../kernel/app-error.ts';
import type { Analytics } from '../clickhouse/analytics.ts';
import { ch, uint64s } from '../clickhouse/sql.ts';
import { factsOf, type Log } from '../log/log.ts';
import { atMost } from '../jobs/lanes.ts';
import { createPause } from '../jobs/pause.ts';
import { shareNext } from '../jobs/share-next.ts';
import type { Database, HeldLock, Transaction } from '../pg/transaction.ts';
import type { CopyBatch, Outbox, OutboxEvent } from './outbox.ts';
import { createCopiesInHand } from './copies-in-hand.ts';
import { createEventsInHand } from './events-in-hand.ts';
import { closeCursor, COPIES_AT_ONCE, copyAgain, copyBodies, copyDepth, dropCopied, dropPassedEvents, eventsAhead, eventsSettled, holdCursor, markCopied, moveCursor, nextEvents, openCursor, peekEvents, putCopy, putEvents, waitingCopies, type WaitingCopy } from './outbox-store.ts';

/** Rows copied in one insert, about. */
const COPY_ROWS = 12_000;
const EVENTS_AT_ONCE = 200;
const IDLE_MS = 500;
/** Consumers that ask PostgreSQL at once, at most: all are woken together, would take every connection from the pages, and each connection holds memory. */
const ASKING_MOST = 6;
/** Parts that aren't full begin so far apart: an insert into ClickHouse, and a consumer's transaction, cost nearly the same for one row as for hundreds. What comes after a rest begins at once. Units: ms. */
const COPY_PACE_MS = 150;
/** What consumers do is seen a moment later than the interaction itself; each has a transaction of its own, and there are many: at half the pace single interactions are recorded a quarter faster. */
const CONSUMER_PACE_MS = 300;
const FIRST_RETRY_MS = 200;
const LONGEST_RETRY_MS = 10_000;
const SWEEP_MS = 10_000;
/** How often arrived copies are cleared away, and how much of them is kept for copying again. */
const DROP_MS = 3_000;
const KEEP_MS = 5 * 60_000;
const KEEP_ROWS = 100_000;

type Consumer = { readonly name: string; readonly types: readonly string[]; readonly receive: (events: readonly OutboxEvent[], tx: Transaction) => Promise<void>; readonly eventsAtOnce: number; readonly prepare: ((events: readonly OutboxEvent[]) => Promise<void>) | null };

/** A loop that works as long as `step` took a full part, then waits to be woken, and for its pace; a fault waits longer each time and is told. */
function createLoop(name: string, log: Log, paceMs: number, step: () => Promise<boolean>) {
  let stopping = false;
  let running: Promise<void> | null = null;
  const idle = createPause();
  const pace = createPause();
  const retry = createPause();
  let fault: string | null = null;

  async function run(): Promise<void> {
    let retryMs = FIRST_RETRY_MS;
    while (!stopping) {
      try {
        const begunMs = performance.now();
        const isMore = await step();
        fault = null;
        retryMs = FIRST_RETRY_MS;
        if (isMore) continue;
        await idle.wait(IDLE_MS);
        await pace.wait(begunMs + paceMs - performance.now());
      } catch (error) {
        // What breaks off because everything stops is delivered after the next start.
        if (stopping) return;
        if (fault === null) log.warn('outbox-delivery-waits', { loop: name, ...factsOf(error) });
        fault = error instanceof AppError ? error.code : 'delivery-fault';
        await retry.wait(retryMs);
        retryMs = Math.min(retryMs * 2, LONGEST_RETRY_MS);
      }
    }
  }
  return {
    start: () => { stopping = false; running ??= run(); },
    wake: () => { idle.end(); },
    /** For somebody who waits for it. */
    hurry: () => { idle.end(); pace.end(); },
    fault: () => fault,
    stop: async () => { stopping = true; idle.end(); pace.end(); retry.end(); await running; running = null; },
  };
}

/** The outbox of this installation. `analytics` is where copies go. */
export function createOutbox(deps: { readonly database: Database; readonly analytics: Analytics; readonly log: Log; readonly clock: () => number }): Outbox {
  const consumers: Consumer[] = [];
  const listeners: ((batches: readonly CopyBatch[]) => void)[] = [];
  const loops: ReturnType<typeof createLoop>[] = [];
  /** The loops that an event of a type concerns. */
  const concerned = new Map<string, ReturnType<typeof createLoop>[]>();
  /** When the place of each consumer that hears nothing was last moved. Units: ms. */
  const passedMs = new Map<string, number>();
  /** Up to which number there is nothing more for each consumer. */
  const lookedThrough = new Map<string, number>();
  let copying: ReturnType<typeof createLoop> | null = null;
  let sweptMs = 0;
  let sweeping: Promise<void> | null = null;
  let ahead = 0;
  let droppedMs = 0;
  let lock: HeldLock | null = null;
  const inHand = createCopiesInHand();
  const lately = createEventsInHand();
  const asking = atMost(ASKING_MOST);
  const settledNow = shareNext(() => asking.run(() => eventsSettled(deps.database)));

  /** Copying and whatever must not happen beside it, one after the other. */
  let turn: Promise<unknown> = Promise.resolve();
  function inTurn<T>(work: () => Promise<T>): Promise<T> {
    const mine = turn.then(work);
    turn = mine.catch(() => undefined);
    return mine;
  }

  /**
   * The right to copy; null while another process has it. One copies, so that nothing is copied twice for nothing.
   * ClickHouse can't be told who has it: an insert that was under way when it was lost may arrive late. That is harmless, because what another copies meanwhile is byte-equal and rows are kept by revision.
   */
  async function rightToCopy(): Promise<HeldLock | null> {
    if (lock?.isHeld() === true) return lock;
    await lock?.release();
    lock = null;
    lock = await deps.database.tryLock('platform.outbox.copy');
    ahead = 0;
    inHand.empty();
    return lock;
  }

  async function copyNext(): Promise<boolean> {
    const right = await rightToCopy();
    if (right === null) return false;
    const waiting = await waitingCopies(deps.database, COPY_ROWS);
    if (waiting.length === 0) return false;
    for (const group of groupsOf(waiting)) await copyGroup(right, group);
    if (deps.clock() - droppedMs > DROP_MS) {
      droppedMs = deps.clock();
      await dropCopied(deps.database, KEEP_MS, KEEP_ROWS);
    }
    return waiting.length === COPIES_AT_ONCE || waiting.reduce((sum, copy) => sum + copy.rows, 0) >= COPY_ROWS;
  }

  async function textsOf(group: readonly WaitingCopy[]): Promise<string[]> {
    const read = await copyBodies(deps.database, group.filter(({ id, rows }) => inHand.bodyOf(id, rows) === null).map(({ id }) => id));
    return group.map(({ id, rows }) => read.get(id) ?? inHand.bodyOf(id, rows) ?? '');
  }

  async function copyGroup(right: HeldLock, group: readonly WaitingCopy[]): Promise<void> {
    const [first] = group;
    if (first === undefined) return;
    const ids = group.map(({ id }) => id);
    const texts = await textsOf(group);
    if (first.earlier) {
      const { into, homes, numbers } = first.earlier;
      await deps.analytics.run(ch`insert into ${raw(into)} select * from ${raw(first.table)} where home in ${uint64s(homes)} and number in ${uint64s(numbers)}`, { class: 'write' });
    }
    await deps.analytics.insert(first.table, texts.join('\n'), { token: `outbox-${first.id}-${group.at(-1)?.id ?? 0}-${group.length}` });
    await right.transaction(async (tx) => { markCopied(tx, ids); });
    inHand.drop(ids);
    ahead = Math.max(0, ahead - group.reduce((sum, copy) => sum + copy.rows, 0));
    const batches = group.map((copy, place) => ({ table: copy.table, jsonLines: texts[place] ?? '', rows: copy.rows }));
    for (const hear of listeners) hear(batches);
  }

  /** A place is written with what is received, and else now and then: nothing is cleared away that a consumer has not passed. */
  const isToPass = ({ name }: Consumer): boolean => Math.abs(deps.clock() - (passedMs.get(name) ?? 0)) > SWEEP_MS;

  /** Clears away what everybody has passed, one at a time: the first after a long while may take long. */
  function sweep(): void {
    sweptMs = deps.clock();
    sweeping ??= dropPassedEvents(deps.database).catch((error: unknown) => { deps.log.warn('outbox-sweep-failed', factsOf(error)); }).finally(() => { sweeping = null; });
  }

  async function deliver(consumer: Consumer): Promise<boolean> {
    const { name, types, eventsAtOnce } = consumer;
    const settled = await settledNow();
    const seenAll = (): void => { lookedThrough.set(name, settled); };
    if (settled <= (lookedThrough.get(name) ?? -1) && !isToPass(consumer)) return false;
    if (consumer.prepare !== null) {
      const coming = await asking.run(() => peekEvents(deps.database, name, types, settled, eventsAtOnce, lately));
      if (coming.length > 0) await consumer.prepare(coming);
      else if (!isToPass(consumer)) { seenAll(); return false; }
    }
    return asking.run(() => deps.database.transaction(async (tx) => {
      const events = await nextEvents(tx, name, types, settled, eventsAtOnce, lately);
      if (events.length < eventsAtOnce) tx.afterCommit(seenAll);
      if (events.length === 0) {
        if (isToPass(consumer)) {
          passedMs.set(name, deps.clock());
          moveCursor(tx, name, settled);
        }
        return false;
      }
      await consumer.receive(events.map((event) => event.body), tx);
      moveCursor(tx, name, events.length < eventsAtOnce ? settled : events.at(-1)?.id ?? 0);
      if (Math.abs(deps.clock() - sweptMs) > SWEEP_MS) tx.afterCommit(sweep);
      // What was published since has called again; asking after every part would cost as much as delivering it.
      return events.length === eventsAtOnce;
    }));
  }

  return {
    async copy(tx, batches) {
      const ids = await Promise.all(batches.map((batch) => putCopy(tx, batch)));
      tx.afterCommit(() => {
        if (lock !== null) {
          ahead += batches.reduce((sum, batch) => sum + batch.rows, 0);
          batches.forEach((batch, place) => { inHand.keep(ids[place] ?? 0, batch.rows, batch.jsonLines); });
        }
        copying?.wake();
      });
    },
    async publish(tx, events) {
      const wanted = events.filter((event) => consumers.some((consumer) => consumer.types.includes(event.type)));
      if (wanted.length === 0) return;
      putEvents(tx, wanted);
      const called = new Set(wanted.flatMap(({ type }) => concerned.get(type) ?? []));
      tx.afterCommit(() => { for (const loop of called) loop.wake(); });
    },
    subscribe(name, types, receive, options) {
      consumers.push({ name, types, receive, eventsAtOnce: options?.eventsAtOnce ?? EVENTS_AT_ONCE, prepare: options?.prepare ?? null });
    },
    leave: (consumer) => closeCursor(deps.database, consumer),
    holding: (consumer, work) => deps.database.transaction(async (tx) => {
      await holdCursor(tx, consumer);
      return work(tx);
    }),
    onCopied(call) {
      listeners.push(call);
    },
    async start() {
      for (const consumer of consumers) await openCursor(deps.database, consumer.name);
      copying = createLoop('copy', deps.log, COPY_PACE_MS, () => inTurn(copyNext));
      loops.push(copying);
      for (const consumer of consumers) {
        const loop = createLoop(consumer.name, deps.log, CONSUMER_PACE_MS, () => deliver(consumer));
        loops.push(loop);
        for (const type of consumer.types) concerned.set(type, [...concerned.get(type) ?? [], loop]);
      }
      for (const loop of loops) loop.start();
    },
    async stop() {
      await Promise.all(loops.map((loop) => loop.stop()));
      loops.length = 0;
      concerned.clear();
      copying = null;
      await lock?.release();
      lock = null;
    },
    async drained() {
      for (;;) {
        // Copies are counted last: what a consumer received a moment ago may have made one.
        const ahead = await Promise.all(consumers.map((consumer) => eventsAhead(deps.database, consumer.name, consumer.types)));
        const { waiting } = await copyDepth(deps.database);
        if (waiting === 0 && ahead.every((count) => count === 0)) return;
        for (const loop of loops) loop.hurry();
        await pause(20);
      }
    },
    whileCopiesWait: (work) => inTurn(async () => {
      const right = await rightToCopy();
      if (right === null) throw new AppError('conflict', 'copying-elsewhere', 'Another Custos on this database copies to ClickHouse now: ask that one, or stop it first.');
      const done = await work();
      if (!right.isHeld()) throw new AppError('unavailable', 'lock-lost', 'PostgreSQL ended a session meanwhile, so the two engines may not stand at one moment. Do it again.');
      return done;
    }),
    copyAgain: async () => {
      const rows = await copyAgain(deps.database);
      copying?.wake();
      return rows;
    },
    rowsAhead: () => ahead,
    async lag() {
      const { waiting, oldestAt } = await copyDepth(deps.database);
      const fault = loops.map((loop) => loop.fault()).find((one) => one !== null) ?? null;
      return { waiting, lagMs: oldestAt === null ? 0 : Math.max(0, deps.clock() - oldestAt.getTime()), fault };
    },
  };
}

/**
 * Copies for one table go in one insert, whatever lies between them: an insert costs a fsync, however small it is. One that replaces rows starts an insert of its own, so that what it replaces is already there.
 * Tables keep the order in which they first appear; each table keeps its own order.
 */
function groupsOf(waiting: readonly WaitingCopy[]): WaitingCopy[][] {
  const groups: WaitingCopy[][] = [];
  for (const copies of Map.groupBy(waiting, (copy) => copy.table).values()) {
    let group: WaitingCopy[] = [];
    for (const copy of copies) {
      if (copy.earlier !== null || group.length === 0) groups.push(group = []);
      group.push(copy);
    }
  }
  return groups;
}

/** A table name of our own code, put in as text. Errors: `internal` for anything but a plain name. */
function raw(table: string) {
  if (!/^[a-z_][a-z0-9_]*$/.test(table)) throw new AppError('internal', 'table-name-malformed', 'Copies name tables plainly.');
  return { strings: [table], params: [] };
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => { setTimeout(resolve, ms); });
}
