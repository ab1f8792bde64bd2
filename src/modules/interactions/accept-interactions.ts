import { publicId } from '../../kernel/public-id.ts';
import { AppError } from '../../kernel/app-error.ts';
import type { Database, Queryable, Transaction } from '../../platform/pg/transaction.ts';
import type { AcceptedItem, CheckedInteraction } from './checked-interaction.ts';
import type { AcceptResult, QuarantineReason } from './contract.ts';
import { acceptNew, lockSeen, park, putIntoInbox, writeRevisions, type SeenCandidate } from './accept-store.ts';
import { contentKeyOf, keyOf } from './content-key.ts';
import { decideRepeat } from './decide-repeat.ts';
import { LIMITS } from './contract.ts';
import { cutBeyond, isNestedBeyond } from './nesting.ts';
import { parseStep } from './parse-step.ts';
import { checkedMayHoldSecret, redactItem, redactText } from './redact-secrets.ts';

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
  /** Of a file: nobody waits for it to be seen at once, so it is not held back while recording catches up. */
  readonly isBulk?: boolean;
  readonly source: string;
  readonly settle: (result: AcceptResult) => void;
  readonly fail: (fault: unknown) => void;
};

/** Who was erased, as far as acceptance must know. */
export type Erased = {
  /** False as long as it is known, without asking, that nobody ever was. */
  mayBe(): boolean;
  /** Places of items of people who were erased, by name or by identifier. */
  among(tx: Transaction, items: readonly { readonly key: string | null; readonly checked: CheckedInteraction | null; readonly body: string }[]): Promise<ReadonlySet<number>>;
};
const NOBODY_ERASED: Erased = { mayBe: () => false, among: () => Promise.resolve(new Set()) };

const ERASED = { status: 'erased', reference: '', reason: 'erased', detail: 'This is of somebody who was erased. It was counted and not kept.' } as const;

const EXPIRED = { reason: 'expired', detail: 'A retention rule deleted this interaction. It stays known and is not taken in again.' } as const;

/** What the inbox was given, handed to the assembly line of this process so that it need not read it again. */
export type InboxGroup = { readonly id: number; readonly items: readonly AcceptedItem[] };

/** JSON escapes of NUL and of halves of characters: PostgreSQL can't keep either in text. */
const UNSTORABLE = /\\u(?:0000|d[89a-f])/i;
const TOO_LARGE = { reason: 'too-large', detail: `One interaction may have ${LIMITS.interactionBytes} bytes; this one has more. Split the conversation, or leave out what is not said in it.` } as const;
const TOO_DEEP = { reason: 'malformed', detail: `Lists and objects may lie within each other ${LIMITS.levels} levels deep; here there are more.` } as const;

/** JSON text without NUL and halves of characters, in values and in names of fields. */
function storableText(json: string): string {
  return json.replace(/\\(?:u0000|ud[89a-f][0-9a-f]{2}|.)/g, (escape) => (escape === '\\u0000' ? '' : escape.startsWith('\\ud') ? '\ufffd' : escape));
}

/** An item without secrets, card numbers and what can't be stored. */
function cleaned(raw: unknown): unknown {
  const text = JSON.stringify(raw) ?? 'null';
  const storable: unknown = UNSTORABLE.test(text) ? JSON.parse(storableText(text)) : raw;
  return typeof storable === 'object' && storable !== null && !Array.isArray(storable) ? redactItem(storable as Record<string, unknown>) : typeof storable === 'string' ? redactText(storable, new Set()) : storable;
}

/** What can't be accepted, as it is parked: cleaned, and cut when it is too large. */
function parkedEntry(raw: unknown, source: string, refusal: { readonly reason: string; readonly detail: string }, settle: Entry['settle'], fail: Entry['fail']): Entry {
  const clean = cleaned(raw);
  const text = JSON.stringify(clean) ?? 'null';
  const itemId = typeof clean === 'object' && clean !== null && 'id' in clean && typeof clean.id === 'string' ? clean.id.slice(0, LIMITS.idLength) : null;
  const isLarge = text.length > LIMITS.interactionBytes;
  const body = isLarge ? JSON.stringify({ id: itemId, cut: text.slice(0, 2_000) }) : text;
  return { key: null, content: contentKeyOf(text), version: null, sentMs: null, checked: null, body, refusal: isLarge ? TOO_LARGE : { ...refusal, detail: refusal.detail.replaceAll('\0', '').toWellFormed() }, itemId, source, settle, fail };
}

/** Most items written in one transaction. */
const GROUP_ITEMS = 2_500;
/** How long a group may be held back while recording catches up. */
const HOLD_MS = 400;
const HOLD_STEP_MS = 10;
/** Items waiting beyond this are refused with "try again": memory stays bounded when the database is slow. */
const WAITING_ITEMS = 50_000;

/**
 * The acceptor: checks and redacts items in the request, then writes the items of all waiting requests together (one fsync for many; one statement where nothing is repeated, parked or refused).
 * Answers when the batch is durable. Errors: `unavailable` when too much waits or the database is away: the sender tries again and nothing is lost.
 */
export function createAcceptor(deps: { readonly database: Database; readonly zone: string; readonly clock: () => number; readonly onGroup: (group: InboxGroup) => void; readonly isBehind?: () => boolean; readonly erased?: Erased }) {
  const { database, erased: erasedOnes = NOBODY_ERASED } = deps;
  const waiting: Entry[] = [];
  let running: Promise<void> | null = null;

  function entryOf(raw: unknown, source: string, settle: Entry['settle'], fail: Entry['fail']): Entry {
    const receivedMs = deps.clock();
    if (isNestedBeyond(raw, LIMITS.levels)) return parkedEntry(cutBeyond(raw, LIMITS.levels), source, TOO_DEEP, settle, fail);
    const step = parseStep(raw, source, deps.zone, receivedMs);
    if (!step.ok) return parkedEntry(raw, source, step.refusal, settle, fail);
    let { checked } = step.value;
    let body = JSON.stringify(checked);
    if (body.length > LIMITS.interactionBytes) return parkedEntry(raw, source, TOO_LARGE, settle, fail);
    if (UNSTORABLE.test(body) || checkedMayHoldSecret(body)) {
      // Looked for in the checked text, which holds every field of the item; found, the item is cleaned and read again.
      const again = parseStep(cleaned(raw), source, deps.zone, receivedMs);
      if (!again.ok) return parkedEntry(raw, source, again.refusal, settle, fail);
      checked = again.value.checked;
      body = JSON.stringify(checked);
    }
    return { key: keyOf(source, checked.id), content: contentKeyOf(body), version: step.value.version, sentMs: step.value.sentMs, checked, body, refusal: null, itemId: checked.id, source, settle, fail };
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

  /** Writes a group: mostly one statement; in a transaction where something is parked or refused, and for what was seen before. */
  async function writeGroup(group: readonly Entry[]): Promise<{ results: AcceptResult[]; inboxes: InboxGroup[] }> {
    const results = new Map<Entry, AcceptResult>();
    const isPlain = !erasedOnes.mayBe() && group.every((entry) => entry.refusal === null);
    const first = isPlain ? await acceptFresh(database, group, results) : null;
    const left = group.filter((entry) => !results.has(entry));
    const rest = left.length === 0 ? [] : await database.transaction(async (tx) => {
      // Whoever repeats the transaction begins it anew, and so do its results.
      for (const entry of left) results.delete(entry);
      return first === null ? [await writeCarefully(tx, left, results), await writeRepeats(tx, left, results)] : [await writeRepeats(tx, left, results)];
    });
    return { results: group.map((entry) => results.get(entry) ?? fault()), inboxes: [first, ...rest].filter((one) => one !== null) };
  }

  /** Refuses, parks, and accepts what is new. */
  async function writeCarefully(tx: Transaction, group: readonly Entry[], results: Map<Entry, AcceptResult>): Promise<InboxGroup | null> {
    for (const at of await erasedOnes.among(tx, group)) { const entry = group[at]; if (entry !== undefined) results.set(entry, { id: entry.itemId, ...ERASED }); }
    const refusedOnes = group.filter((entry) => entry.refusal !== null && !results.has(entry));
    if (refusedOnes.length > 0) {
      const ids = await park(tx, refusedOnes.map((entry) => ({ source: entry.source, itemId: entry.itemId, content: entry.content, reason: entry.refusal?.reason ?? 'malformed', detail: entry.refusal?.detail ?? '', body: entry.body })));
      refusedOnes.forEach((entry, index) => results.set(entry, { id: entry.itemId, status: 'quarantined', reference: publicId('parked', ids[index] ?? 0), reason: entry.refusal?.reason ?? '', detail: entry.refusal?.detail ?? '' }));
    }
    return acceptFresh(tx, group.filter((entry) => !results.has(entry)), results);
  }

  /** Accepts what was never seen before; the rest has no result yet. */
  async function acceptFresh(on: Queryable, entries: readonly Entry[], results: Map<Entry, AcceptResult>): Promise<InboxGroup | null> {
    if (entries.length === 0) return null;
    const receivedMs = deps.clock();
    const { numbers, inbox } = await acceptNew(on, entries.map((entry) => ({ key: entry.key ?? '', content: entry.content, version: entry.version, sentMs: entry.sentMs, body: entry.body })), receivedMs);
    const items: AcceptedItem[] = [];
    entries.forEach((entry, place) => {
      const number = numbers[place] ?? null;
      if (number === null || entry.checked === null) return;
      items.push({ number, revision: 1, older: false, receivedMs, sentMs: entry.sentMs, checked: entry.checked });
      results.set(entry, { id: entry.itemId, status: 'accepted', reference: publicId('interaction', number) });
    });
    return inbox === null ? null : { id: inbox, items };
  }

  /** Settles what was seen before: a duplicate, or a revision. */
  async function writeRepeats(tx: Transaction, group: readonly Entry[], results: Map<Entry, AcceptResult>): Promise<InboxGroup | null> {
    const repeated = new Map(group.flatMap((entry) => (entry.key === null || results.has(entry) ? [] : [[entry.key, entry] as const])));
    if (repeated.size === 0) return null;
    const receivedMs = deps.clock();
    const items: AcceptedItem[] = [];
    const texts: string[] = [];
    for (const { entry, number, revision, older } of await settleRepeats(tx, repeated, results)) {
      results.set(entry, { id: entry.itemId, status: 'revised', reference: publicId('interaction', number) });
      if (entry.checked === null) continue;
      items.push({ number, revision, older, receivedMs, sentMs: entry.sentMs, checked: entry.checked });
      texts.push(`{"number":${number},"revision":${revision},"older":${older},"receivedMs":${receivedMs},"sentMs":${entry.sentMs},"checked":${entry.body}}`);
    }
    return items.length === 0 ? null : { id: await putIntoInbox(tx, items.length, `[${texts.join(',')}]`), items };
  }

  async function settleRepeats(tx: Transaction, repeated: ReadonlyMap<string, Entry>, results: Map<Entry, AcceptResult>) {
    const candidateOf = (key: string, entry: Entry): SeenCandidate => ({ key, content: entry.content, version: entry.version });
    const revised: { entry: Entry; number: number; revision: number; older: boolean }[] = [];
    const writes: { key: string; earlier: string; content: string; version: number | null }[] = [];
    for (const seen of await lockSeen(tx, [...repeated].map(([key, entry]) => candidateOf(key, entry)))) {
      const entry = repeated.get(seen.key);
      if (entry === undefined) continue;
      const repeat = decideRepeat(seen, candidateOf(seen.key, entry));
      if (repeat === 'duplicate' || repeat === 'expired') {
        results.set(entry, { id: entry.itemId, status: 'duplicate', reference: publicId('interaction', seen.number), ...(repeat === 'expired' ? EXPIRED : {}) });
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
      // When recording falls behind, senders are held back a little, so that what is acknowledged is also soon to be seen; never for long, because accepting comes first.
      for (let waitedMs = 0; deps.isBehind?.() === true && waiting[0]?.isBulk !== true && waitedMs < HOLD_MS; waitedMs += HOLD_STEP_MS) await new Promise((resolve) => { setTimeout(resolve, HOLD_STEP_MS); });
      await write(takeGroup());
    }
  }

  async function write(group: readonly Entry[]): Promise<void> {
    try {
      const { results, inboxes } = await writeGroup(group);
      for (const inbox of inboxes) deps.onGroup(inbox);
      group.forEach((entry, index) => entry.settle(results[index] ?? fault()));
    } catch (error) {
      if (group.length > 1 && !(error instanceof AppError)) {
        // The database refuses something in it: whoever else is in the group must not wait for that to be mended.
        await write(group.slice(0, group.length >> 1));
        await write(group.slice(group.length >> 1));
        return;
      }
      // Every request of this group is told, and the sender repeats it; should a part of it be durable already, it counts once.
      for (const entry of group) entry.fail(error);
    }
  }

  /** Accepts items of one source. `isBulk`: they come from a file. Shape: one result per item, in their order. */
  async function accept(source: string, items: readonly unknown[], isBulk = false): Promise<AcceptResult[]> {
    if (waiting.length + items.length > WAITING_ITEMS) throw new AppError('unavailable', 'acceptance-busy', 'More is arriving than can be written; send the same batch again in a few seconds.');
    const settled = items.map((item) => new Promise<AcceptResult>((settle, fail) => {
      const entry = entryOf(item, source, settle, fail);
      waiting.push(isBulk ? { ...entry, isBulk } : entry);
    }));
    running ??= drain().finally(() => { running = null; });
    return Promise.all(settled);
  }

  /** Puts items into quarantine that could not even be read: what stands there of them is kept as any other. Shape: one result per item, in their order. */
  async function setAside(source: string, items: readonly { readonly item: unknown; readonly reason: QuarantineReason; readonly detail: string }[]): Promise<AcceptResult[]> {
    const settled = items.map(({ item, reason, detail }) => new Promise<AcceptResult>((settle, fail) => { waiting.push(parkedEntry(item, source, { reason, detail }, settle, fail)); }));
    running ??= drain().finally(() => { running = null; });
    return Promise.all(settled);
  }

  return { accept, setAside, idle: async (): Promise<void> => { await running; } };
}

function fault(): never {
  throw new AppError('internal', 'acceptance-incomplete', 'An item was left without a result.');
}
