import type { Analytics } from '../../../platform/clickhouse/analytics.ts';
import type { Database, Transaction } from '../../../platform/pg/transaction.ts';
import type { Identity } from '../../identity/index.ts';
import { inboxDepth, shorten } from '../assembly-store.ts';
import type { AcceptedItem } from '../checked-interaction.ts';
import { keyOf } from '../content-key.ts';
import type { AnswerTables } from '../erase-log.ts';
import { dropParked, inboxForErasure, keepNamesAlone, parkedPages } from '../erase-store.ts';
import { deleteDue, dueRows, withEarlier, type Due, type DueRow } from './due-log.ts';
import { expiredNames, noteExpired } from './expire-store.ts';

/** Interactions dealt with in one transaction. */
const GROUP = 5_000;
const INBOX_WAIT_MS = 10_000;

/** What modules on the right hold of interactions by number, deleted with them. Shape: rows per table. */
export type ForgetByNumber = (tx: Transaction, numbers: readonly number[]) => Promise<Record<string, number>>;

/** What is done with the homes from which interactions went, before the history forgets them too: a stop in between finds them again. Shape: rows per table. */
export type LeaveHomes = (homes: readonly number[]) => Promise<Record<string, number>>;

function add(counts: Record<string, number>, more: Readonly<Record<string, number>>): void {
  for (const [table, rows] of Object.entries(more)) counts[table] = (counts[table] ?? 0) + rows;
}

function isDue(due: Due, channel: unknown, kind: unknown, occurredMs: number): boolean {
  return channel === due.channel && (due.kinds.length === 0 || due.kinds.some((one) => one === kind)) && occurredMs < due.beforeMs;
}

/** Parked items that a rule is about, as far as they can be read. An item without a moment is never due by it. */
export function isParkedDue(due: Due, body: string): boolean {
  let item: unknown;
  try { item = JSON.parse(body); } catch { return false; }
  const read = typeof item === 'object' && item !== null && 'checked' in item ? item.checked : item;
  if (typeof read !== 'object' || read === null) return false;
  const { channel, kind, occurredAt, occurredMs } = read as { channel?: unknown; kind?: unknown; occurredAt?: unknown; occurredMs?: unknown };
  return isDue(due, channel, kind, typeof occurredMs === 'number' ? occurredMs : typeof occurredAt === 'string' ? Date.parse(occurredAt) : NaN);
}

/** Parked items that are due by a rule. Cost: all of the quarantine is read. */
export async function parkedDue(database: Database, due: Due): Promise<number[]> {
  const ids: number[] = [];
  for await (const page of parkedPages(database)) ids.push(...page.filter(({ body }) => isParkedDue(due, body)).map(({ id }) => id));
  return ids;
}

/** Keeps names alone of what a run deletes. Shape: rows per table. */
async function expireNamed(tx: Transaction, run: number, items: readonly { readonly source: string; readonly id: string; readonly number: number }[]): Promise<Record<string, number>> {
  const keys = items.map(({ source, id }) => keyOf(source, id));
  await noteExpired(tx, run, keys);
  const { 'interactions.earlier': earlier, 'interactions.placed': placed } = await keepNamesAlone(tx, keys, items.map(({ number }) => number));
  return { 'interactions.earlier': earlier, 'interactions.placed': placed };
}

/** What lies in the inbox and is due goes too, where recording has come to a stop; else it is recorded first and due in the next run. */
async function expireInbox(tx: Transaction, due: Due, run: number): Promise<number> {
  let count = 0;
  for (const { id, items, holdsRepeats } of await inboxForErasure(tx)) {
    const gone = items.filter(({ checked }) => isDue(due, checked.channel, checked.kind, checked.occurredMs));
    if (gone.length === 0 && !holdsRepeats) continue;
    await shorten(tx, id, items.filter((item) => !gone.includes(item)));
    await expireNamed(tx, run, gone.map(({ number, checked: { source, id } }) => ({ source, id, number })));
    count += gone.length;
  }
  return count;
}

async function recordedSoon(database: Database): Promise<void> {
  for (const startedMs = performance.now(); performance.now() - startedMs < INBOX_WAIT_MS;) {
    if ((await inboxDepth(database)).waiting === 0) return;
    await new Promise((resolve) => { setTimeout(resolve, 50); });
  }
}

/**
 * Deletes what is due by a rule: first PostgreSQL, group by group, with the names kept as hashes; then the rows of the history, waited for.
 * Invariant: what is deleted from the history is known by name; a stop in between leaves rows that the next run finds again and finishes.
 * What arrives meanwhile is dealt with by the next run. Shape: interactions, and rows per table.
 */
export async function expireInteractions(deps: { readonly database: Database; readonly analytics: Analytics; readonly identity: Identity; readonly answerTables?: AnswerTables | undefined; drained(): Promise<void> }, due: Due, run: number, forget: ForgetByNumber, leave: LeaveHomes): Promise<{ readonly interactions: number; readonly counts: Record<string, number> }> {
  const { database, analytics } = deps;
  const counts: Record<string, number> = {};
  await recordedSoon(database);
  await deps.drained();
  const revised: DueRow[] = [];
  let interactions = 0;
  const homes = new Set<number>();
  for await (const group of dueRows(analytics, due, GROUP)) {
    revised.push(...await withEarlier(analytics, group));
    add(counts, await database.transaction(async (tx) => {
      await deps.identity.holdRecording(tx);
      const named = group.map(({ source, sourceId, number }) => ({ source, id: sourceId, number }));
      return { ...await expireNamed(tx, run, named), ...await forget(tx, group.map(({ number }) => number)) };
    }));
    interactions += group.length;
    for (const { home } of group) if (home !== 0) homes.add(home);
  }
  counts['interactions.inbox'] = await database.transaction((tx) => expireInbox(tx, due, run));
  const parked = await parkedDue(database, due);
  counts['interactions.parked'] = parked.length === 0 ? 0 : await database.transaction((tx) => dropParked(tx, parked));
  if (homes.size > 0) {
    // What the deleted ones said to modules on the right (words on consent) has been received then.
    await deps.drained();
    add(counts, await leave([...homes]));
  }
  add(counts, await deleteDue(analytics, due, revised, deps.answerTables));
  return { interactions, counts };
}

/** Leaves out corrections of interactions that retention deleted after they were accepted. Cost: nothing unless something is a correction. */
export async function withoutExpired(tx: Transaction, items: readonly AcceptedItem[]): Promise<readonly AcceptedItem[]> {
  const corrections = items.filter(({ revision }) => revision > 1);
  if (corrections.length === 0) return items;
  const gone = await expiredNames(tx, corrections.map(({ checked }) => keyOf(checked.source, checked.id)));
  return gone.size === 0 ? items : items.filter(({ revision, checked }) => revision === 1 || !gone.has(keyOf(checked.source, checked.id)));
}
