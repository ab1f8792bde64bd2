import { AppError } from '../../kernel/app-error.ts';
import { parsePublicId, publicId } from '../../kernel/public-id.ts';
import type { Live } from '../../platform/live/live.ts';
import type { Database, Transaction } from '../../platform/pg/transaction.ts';
import { foldCase, happen, mayHappen, type CaseEvent, type CaseFact, type CaseNow } from './case.ts';
import { appendEvent, eventsOf, holdCases, putContacts, putMentions, unknownCase, updateCase, type Contact } from './case-store.ts';
import type { ClocksOfCases, DueOf } from './clocks-of-case.ts';
import type { CaseMoved } from './contract.ts';
import { KIND_WORDS } from './kind-words.ts';
import { redactFact } from './redact-fact.ts';

/** Whoever changes a case by itself, without a person. */
export const CUSTOS = 'custos';

/** The customer, where they say something of their case themselves, as on their own page. */
export const CUSTOMER = 'customer';

/** What changing cases needs. `nameOf`: how somebody of the staff is called. `onResolved`: hears of each case that we say is solved, `onMoved` of each that changed hands or state, in the same transaction; `onOpened` that one opened, once it is kept. */
export type WorkDeps = { readonly onOpened?: (() => void) | undefined; readonly onMoved?: ((tx: Transaction, moved: CaseMoved) => Promise<void>) | undefined; readonly onResolved?: ((tx: Transaction, resolved: { readonly number: number; readonly node: number; readonly atMs: number }) => Promise<void>) | undefined; readonly database: Database; readonly live: Live; readonly clock: () => number; readonly clocks: ClocksOfCases; nameOf(person: string): Promise<string | null> };

/** A fact of a case that is open already. */
export type LaterFact = Exclude<CaseFact, { kind: 'opened' }>;

/** What happens to one case. `seen`: the version that `by` saw; null: whatever others did meanwhile does not matter. `contacts`: interactions that come to it. */
export type Change = { readonly number: number; readonly seen: number | null; readonly by: string; readonly contacts?: readonly Contact[]; fact(now: CaseNow): LaterFact };

/** A case as a change found it. */
export type HeldCase = { readonly node: number; readonly events: readonly CaseEvent[]; readonly now: CaseNow };

/** What changes neither whose a case is nor how it stands. */
const STAYS: ReadonlySet<string> = new Set<CaseFact['kind']>(['noted', 'heard', 'prioritised', 'paused', 'resumed']);
/** Interactions that others are told of, at most. */
const TOLD_MOST = 100;

/** What nobody minds who works on a case at the same time; nor that Custos makes it more urgent because the customer wrote again. */
const ADDS_ONLY: ReadonlySet<string> = new Set<CaseFact['kind']>(['noted', 'linked', 'heard']);

/** The topic of live pages on which a case tells that it changed. */
export const topicOfCase = (number: number): string => `case:${number}`;

/** The number of a case in an address. Errors: `invalid`. */
export const caseNumber = (id: string): number => parsePublicId('case', id);

/** Holds cases until the transaction ends. Shape: in the order asked. Errors: `not-found`. */
export async function heldCases(tx: Transaction, numbers: readonly number[]): Promise<HeldCase[]> {
  const nodes = await holdCases(tx, numbers);
  const events = await eventsOf(tx, numbers);
  return numbers.map((number) => {
    const [node, own] = [nodes.get(number), events.get(number) ?? []];
    const now = foldCase(own);
    if (node === undefined || now === null) throw unknownCase();
    return { node, events: own, now };
  });
}

/** What somebody else did to a case since a version was seen; null: nothing that matters. */
function changedSince({ events }: HeldCase, seen: number | null): CaseEvent | null {
  const isInNobodysWay = ({ by, fact }: CaseEvent): boolean => ADDS_ONLY.has(fact.kind) || (by === CUSTOS && fact.kind === 'prioritised');
  return seen === null ? null : events.findLast((event) => event.place > seen && !isInNobodysWay(event)) ?? null;
}

/** Adds a fact to a case that is held. Errors: `conflict` when it may not happen now. */
export async function addFact(deps: WorkDeps, tx: Transaction, held: HeldCase, { number, by, fact, contacts = [] }: Omit<Change, 'seen'>, dueOf: DueOf): Promise<HeldCase> {
  const what = redactFact(fact(held.now));
  const may = mayHappen(held.now, what);
  if (!may.ok) throw new AppError('conflict', 'case-not-now', may.refusal);
  // Neither a clock that was set back nor two things in one millisecond bring what happens now before what it follows.
  const event: CaseEvent = { place: held.now.version + 1, atMs: Math.max(deps.clock(), (held.events.at(-1)?.atMs ?? 0) + 1), by, fact: what };
  const next: HeldCase = { node: held.node, events: [...held.events, event], now: happen(held.now, event) ?? held.now };
  await appendEvent(tx, number, event);
  await updateCase(tx, number, next.now, dueOf(next));
  if (contacts.length > 0) await putContacts(tx, number, contacts, what.kind === 'linked' ? what.matter : 0);
  if (!STAYS.has(what.kind)) await deps.onMoved?.(tx, { type: 'case.moved', case: number, node: held.node, state: next.now.state, owner: next.now.owner, changedHands: next.now.owner !== held.now.owner, nextUpdateByMs: next.now.nextUpdateByMs, interactions: next.now.interactions.slice(-TOLD_MOST), by });
  if (what.kind === 'resolved') await deps.onResolved?.(tx, { number, node: held.node, atMs: event.atMs });
  if ((what.kind === 'noted' || what.kind === 'came-back') && what.mentions.length > 0) await putMentions(tx, number, event.place, what.mentions);
  tx.afterCommit(() => { deps.live.publish(topicOfCase(number), { version: event.place }); });
  return next;
}

/**
 * Holds cases and works on them in a transaction of its own, unless the first was changed since it was seen.
 * Invariant: in the transaction nothing is asked that would need another connection, so that many at once do not wait for each other for ever. Errors: `not-found`; `conflict`, which says who did what meanwhile.
 */
export async function workOnCases(deps: WorkDeps, numbers: readonly [number, ...number[]], seen: number | null, work: (tx: Transaction, dueOf: DueOf, ...held: HeldCase[]) => Promise<unknown>): Promise<void> {
  const dueOf = await deps.clocks.ready();
  const newer = await deps.database.transaction(async (tx) => {
    const held = await heldCases(tx, numbers);
    const changed = held[0] === undefined ? null : changedSince(held[0], seen);
    if (changed === null) await work(tx, dueOf, ...held);
    return changed;
  });
  if (newer !== null) throw new AppError('conflict', 'case-changed-meanwhile', `${await who(deps, newer.by)} ${KIND_WORDS[newer.fact.kind]} after you opened this page. Look at what is new, then do what is still right.`);
}

/** Changes one case in a transaction of its own. Errors: `not-found`; `conflict`. */
export async function changeCase(deps: WorkDeps, { seen, ...change }: Change): Promise<void> {
  await workOnCases(deps, [change.number], seen, async (tx, dueOf, held) => { if (held !== undefined) await addFact(deps, tx, held, change, dueOf); });
}

async function who({ nameOf }: WorkDeps, by: string): Promise<string> {
  return by === CUSTOS ? 'Custos' : by === CUSTOMER ? 'The customer' : await nameOf(by) ?? 'Somebody who left';
}

/** `cas_…` of a case. */
export const caseId = (number: number): string => publicId('case', number);
