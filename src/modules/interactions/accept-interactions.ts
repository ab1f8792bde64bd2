import { publicId } from '../../kernel/public-id.ts';
import { AppError } from '../../kernel/app-error.ts';
import type { Database, Transaction } from '../../platform/pg/transaction.ts';
import type { AcceptedItem, CheckedInteraction } from './checked-interaction.ts';
import type { AcceptResult } from './contract.ts';
import { lockSeen, nameNew, park, putIntoInbox, writeRevisions, type SeenCandidate } from './accept-store.ts';
import { contentKeyOf, keyOf } from './content-key.ts';
import { decideRepeat } from './decide-repeat.ts';
import { LIMITS } from './contract.ts';
import { parseStep } from './parse-step.ts';
import { maySecret, redactItem } from './redact-secrets.ts';

type Entry = {
  readonly key: string | null;
  readonly content: string;
  readonly version: number | null;
  readonly sentMs: number | null;
  readonly checked: CheckedInteraction | null;
  /** JSON text of `checked`, made once: hashed, and written to the inbox. */
  readonly body: string;
  readonly refusal: { readonly reason: string; readonly detail: string } | null;
  readonly itemId: string | null;
  readonly source: string;
  readonly settle: (result: AcceptResult) => void;
  readonly fail: (fault: unknown) => void;
};

/** What the inbox was given, handed to the assembly line of this process so that it need not read it again. */
export type InboxGroup = { readonly id: number; readonly items: readonly AcceptedItem[] };

/** JSON escapes of NUL and of halves of characters: PostgreSQL can't keep either in text. */
const UNSTORABLE = /\\u(?:0000|d[89a-f])/i;

function withoutUnstorable(jsonText: string): unknown {
  return JSON.parse(jsonText, (_, value: unknown) => (typeof value === 'string' ? value.replaceAll('\0', '').toWellFormed() : value));
}

/** Most items written in one transaction. */
const GROUP_ITEMS = 2_500;
/** Items waiting beyond this are refused with "try again": memory stays bounded when the database is slow. */
const WAITING_ITEMS = 50_000;

/**
 * The acceptor: checks and redacts items in the request, then writes the items of all waiting requests in one transaction (one fsync for many).
 * Answers when the batch is durable. Errors: `unavailable` when too much waits or the database is away: the sender tries again and nothing is lost.
 */
export function createAcceptor(deps: { readonly database: Database; readonly zone: string; readonly clock: () => number; readonly onGroup: (group: InboxGroup) => void }) {
  const waiting: Entry[] = [];
  let running: Promise<void> | null = null;

  function entryOf(raw: unknown, source: string, settle: Entry['settle'], fail: Entry['fail']): Entry {
    const receivedMs = deps.clock();
    const isObject = typeof raw === 'object' && raw !== null && !Array.isArray(raw);
    const rawText = JSON.stringify(raw) ?? 'null';
    const clean: unknown = UNSTORABLE.test(rawText) ? withoutUnstorable(rawText) : raw;
    const item: unknown = isObject && maySecret(rawText) ? redactItem(clean as Record<string, unknown>) : clean;
    const itemId = typeof item === 'object' && item !== null && 'id' in item && typeof item.id === 'string' ? item.id.slice(0, LIMITS.idLength) : null;
    const parked = (reason: string, detail: string): Entry => {
      const body = reason === 'too-large' ? JSON.stringify({ id: itemId, cut: rawText.slice(0, 2_000) }) : JSON.stringify(isObject ? redactItem(clean as Record<string, unknown>) : clean) ?? 'null';
      return { key: null, content: contentKeyOf(rawText), version: null, sentMs: null, checked: null, body, refusal: { reason, detail }, itemId, source, settle, fail };
    };
    if (rawText.length > LIMITS.interactionBytes) return parked('too-large', `One interaction may have ${LIMITS.interactionBytes} bytes; this one has more. Split the conversation or send the file as an attachment.`);
    const step = parseStep(item, source, deps.zone, receivedMs);
    if (!step.ok) return parked(step.refusal.reason, step.refusal.detail);
    const body = JSON.stringify(step.value.checked);
    return { key: keyOf(source, step.value.checked.id), content: contentKeyOf(body), version: step.value.version, sentMs: step.value.sentMs, checked: step.value.checked, body, refusal: null, itemId, source, settle, fail };
  }

  function takeGroup(): Entry[] {
    const group: Entry[] = [];
    const keys = new Set<string>();
    const later: Entry[] = [];
    while (waiting.length > 0 && group.length < GROUP_ITEMS) {
      const entry = waiting.shift();
      if (entry === undefined) break;
      // A second item of the same name waits for the next group: it must see what became of the first.
      if (entry.key !== null && keys.has(entry.key)) later.push(entry);
      else {
        if (entry.key !== null) keys.add(entry.key);
        group.push(entry);
      }
    }
    waiting.unshift(...later);
    return group;
  }

  async function writeGroup(tx: Transaction, group: readonly Entry[]): Promise<{ results: AcceptResult[]; inbox: InboxGroup | null }> {
    const receivedMs = deps.clock();
    const results = new Map<Entry, AcceptResult>();
    const refusedOnes = group.filter((entry) => entry.refusal !== null);
    if (refusedOnes.length > 0) {
      const ids = await park(tx, refusedOnes.map((entry) => ({ source: entry.source, itemId: entry.itemId, content: entry.content, reason: entry.refusal?.reason ?? 'malformed', detail: entry.refusal?.detail ?? '', body: entry.body })));
      refusedOnes.forEach((entry, index) => results.set(entry, { id: entry.itemId, status: 'quarantined', reference: publicId('parked', ids[index] ?? 0), reason: entry.refusal?.reason ?? '', detail: entry.refusal?.detail ?? '' }));
    }
    const accepted: { entry: Entry; number: number; revision: number; older: boolean }[] = [];
    const byKey = new Map<string, Entry>();
    for (const entry of group) if (entry.key !== null) byKey.set(entry.key, entry);
    if (byKey.size > 0) {
      const candidateOf = (key: string, entry: Entry): SeenCandidate => ({ key, content: entry.content, version: entry.version });
      const fresh = await nameNew(tx, [...byKey].map(([key, entry]) => candidateOf(key, entry)));
      const repeated = new Map(byKey);
      for (const { key, number } of fresh) {
        const entry = byKey.get(key);
        repeated.delete(key);
        if (entry !== undefined) accepted.push({ entry, number, revision: 1, older: false });
      }
      if (repeated.size > 0) accepted.push(...await settleRepeats(tx, repeated, candidateOf, results));
    }
    for (const { entry, number, revision } of accepted) {
      results.set(entry, { id: entry.itemId, status: revision === 1 ? 'accepted' : 'revised', reference: publicId('interaction', number) });
    }
    const inbox = accepted.length === 0 ? null : await toInbox(tx, accepted, receivedMs);
    return { results: group.map((entry) => results.get(entry) ?? fault()), inbox };
  }

  async function toInbox(tx: Transaction, accepted: readonly { entry: Entry; number: number; revision: number; older: boolean }[], receivedMs: number): Promise<InboxGroup> {
    const items: AcceptedItem[] = [];
    const texts: string[] = [];
    for (const { entry, number, revision, older } of accepted) {
      if (entry.checked === null) continue;
      items.push({ number, revision, older, receivedMs, sentMs: entry.sentMs, checked: entry.checked });
      texts.push(`{"number":${number},"revision":${revision},"older":${older},"receivedMs":${receivedMs},"sentMs":${entry.sentMs},"checked":${entry.body}}`);
    }
    return { id: await putIntoInbox(tx, items.length, `[${texts.join(',')}]`), items };
  }

  async function settleRepeats(tx: Transaction, repeated: ReadonlyMap<string, Entry>, candidateOf: (key: string, entry: Entry) => SeenCandidate, results: Map<Entry, AcceptResult>) {
    const revised: { entry: Entry; number: number; revision: number; older: boolean }[] = [];
    const writes: { key: string; earlier: string; content: string; version: number | null }[] = [];
    for (const seen of await lockSeen(tx, [...repeated].map(([key, entry]) => candidateOf(key, entry)))) {
      const entry = repeated.get(seen.key);
      if (entry === undefined) continue;
      const repeat = decideRepeat(seen, candidateOf(seen.key, entry));
      if (repeat === 'duplicate') {
        results.set(entry, { id: entry.itemId, status: 'duplicate', reference: publicId('interaction', seen.number) });
        continue;
      }
      const older = repeat === 'older-revision';
      revised.push({ entry, number: seen.number, revision: seen.revision + 1, older });
      writes.push(older ? { key: seen.key, earlier: entry.content, content: seen.content, version: seen.version } : { key: seen.key, earlier: seen.content, content: entry.content, version: entry.version ?? seen.version });
    }
    if (writes.length > 0) await writeRevisions(tx, writes);
    return revised;
  }

  async function drain(): Promise<void> {
    while (waiting.length > 0) {
      const group = takeGroup();
      try {
        const { results, inbox } = await deps.database.transaction((tx) => writeGroup(tx, group));
        if (inbox !== null) deps.onGroup(inbox);
        group.forEach((entry, index) => entry.settle(results[index] ?? fault()));
      } catch (error) {
        // Nothing of this group is durable: every request in it is told so, and the sender repeats it.
        for (const entry of group) entry.fail(error);
      }
    }
  }

  /** Accepts items of one source. Shape: one result per item, in their order. */
  async function accept(source: string, items: readonly unknown[]): Promise<AcceptResult[]> {
    if (waiting.length + items.length > WAITING_ITEMS) throw new AppError('unavailable', 'acceptance-busy', 'More is arriving than can be written; send the same batch again in a few seconds.');
    const settled = items.map((item) => new Promise<AcceptResult>((settle, fail) => {
      waiting.push(entryOf(item, source, settle, fail));
    }));
    running ??= drain().finally(() => { running = null; });
    return Promise.all(settled);
  }

  return { accept, idle: async (): Promise<void> => { await running; } };
}

function fault(): never {
  throw new AppError('internal', 'acceptance-incomplete', 'An item was left without a result.');
}
