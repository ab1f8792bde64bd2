import { factsOf, type Log } from '../../platform/log/log.ts';
import { createPause } from '../../platform/jobs/pause.ts';
import type { Analytics } from '../../platform/clickhouse/analytics.ts';
import type { Outbox, OutboxEvent } from '../../platform/outbox/outbox.ts';
import type { Database, Transaction } from '../../platform/pg/transaction.ts';
import type { CustomerMoved } from '../identity/contract.ts';
import type { Identity } from '../identity/index.ts';
import type { IssuesChanged } from '../journeys/contract.ts';
import type { InteractionRecorded, InteractionSaid, RecordedInteraction } from '../interactions/contract.ts';
import { membersAmong } from './audience-log.ts';
import type { PromiseBroken } from './contract.ts';
import { isMarked, MARK } from './engine/contact.ts';
import { claimsSince, standing } from './history-log.ts';
import { needsOf, type Histories } from './histories.ts';
import { judgeCustomers } from './judge-customers.ts';
import type { HeldRule } from './publications.ts';
import { oweRemedies } from './remedies/owe-remedies.ts';
import { dropWaiting, noteWaiting, nowDue, putVerdicts, takeBack, verdictsOf, waitingNow, type VerdictRow, type Waiting } from './verdict-store.ts';

/** Between two looks whether something waits or is due. Units: ms. */
const LOOK_MS = 1_000;
const RETRY_MS = 5_000;
/** Looked at in one step. */
const WAITING_AT_ONCE = 500;
const CUSTOMERS_AT_ONCE = 100;
/** What is not in the history after so long was erased, or expired. Units: ms. */
const GIVEN_UP_MS = 60_000;
/** Until what was recorded stands in the history. Units: ms. */
const COPIED_MS = 10_000;
/** As a revision: comes after everybody else. */
const HAS_TIME = -1;
/** What is read in words comes after the words: whoever said something is looked at again. Units: ms. */
const READ_MS = [5_000, 60_000];

type Deps = {
  readonly database: Database; readonly analytics: Analytics; readonly outbox: Outbox; readonly identity: Pick<Identity, 'customerOfNodes' | 'whose' | 'nodesOf'>; readonly histories: Pick<Histories, 'of' | 'ofNobody'>;
  readonly log: Log; readonly clock: () => number; /** Versions that hold or held. */ readonly rules: () => readonly HeldRule[];
};

/** Whether something that was recorded may matter to promises besides its words: an order, money, or another wording of what did. */
const mayMatter = ({ said, revision }: RecordedInteraction): boolean => revision > 1 || (said !== undefined && (said.order !== null || said.amounts.length > 0));

/**
 * Checks promises as things happen, and when deadlines pass with nothing happening.
 * What comes in marks whose it is, in the transaction that receives it; a step then judges those customers by the history, as soon as it holds what marked them. So nothing is lost when the process ends, and judging twice changes nothing.
 */
export function watchPromises(deps: Deps) {
  const { database, analytics, outbox, identity, clock, rules } = deps;
  const rest = createPause();
  let stopping = false;
  let running: Promise<void> | null = null;
  const isIdle = (): boolean => rules().length === 0;

  async function receive(events: readonly OutboxEvent[], tx: Transaction): Promise<void> {
    if (isIdle()) return;
    const told = events.flatMap((one): readonly Pick<RecordedInteraction, 'node' | 'number' | 'revision'>[] => (one.type === 'interaction.said' ? (one as InteractionSaid).interactions : one.type === 'interaction.recorded' ? (one as InteractionRecorded).interactions.filter(mayMatter) : []));
    const moved = events.flatMap((one) => (one.type === 'customer.merged' || one.type === 'customer.split' ? [one as CustomerMoved] : []));
    const threaded = needsOf(rules().map(({ terms }) => terms)).issues ? events.flatMap((one) => (one.type === 'issues.changed' ? (one as IssuesChanged).nodes : [])) : [];
    const left = await Promise.all([...new Set(moved.flatMap(({ from, into }) => [from, into]))].map((customer) => identity.nodesOf(customer)));
    const waiting: Waiting[] = [...told.map(({ node, number, revision }) => ({ node, number, revision })), ...[...threaded, ...moved.flatMap(({ nodes }) => nodes), ...left.flatMap(([node]) => node ?? [])].map((node) => ({ node, number: 0, revision: 0 }))];
    await noteWaiting(tx, waiting, clock());
    // Words are read after they came.
    if (needsOf(rules().map(({ terms }) => terms)).complaints) for (const [at, laterMs] of READ_MS.entries()) await noteWaiting(tx, told.filter(({ node }) => node !== 0).map(({ node }) => ({ node, number: 0, revision: at + 1 })), clock() + laterMs);
    tx.afterCommit(() => { if (waiting.length > 0) rest.end(); });
  }
  outbox.subscribe('promises', ['interaction.recorded', 'interaction.said', 'issues.changed', 'customer.merged', 'customer.split'], receive);
  outbox.onCopied(() => { if (!isIdle()) rest.end(); });

  /** Those of what waits that stand in the history, or will never. */
  async function ready(waiting: readonly (Waiting & { readonly since: Date })[], homes: readonly number[]): Promise<Waiting[]> {
    const known = await standing(analytics, homes, waiting.map(({ number }) => number).filter((number) => number !== 0));
    return waiting.filter(({ number, revision, since }) => number === 0 || (known.get(number) ?? 0) >= revision || clock() - since.getTime() > GIVEN_UP_MS);
  }

  const event = (type: PromiseBroken['type'], one: VerdictRow, clause: string, nowMs: number): PromiseBroken => ({ type, promise: one.promise, version: one.version, clause, interaction: one.trigger, ordinal: one.ordinal, node: one.node, startedMs: one.startedMs, dueMs: one.dueMs, settledMs: one.settledMs ?? nowMs });

  /** Judges customers by their claims, and what these interactions of nobody known set off, and keeps what came of it. `done` goes with it. */
  async function judge(customers: readonly number[], nobodys: readonly number[], done: readonly Waiting[]): Promise<void> {
    const held = rules();
    const owners = (await Promise.all(customers.map((customer) => identity.whose(customer)))).flatMap((one) => one ?? []);
    const whose = await Promise.all(owners.map(async ({ customer, homes, nodes }) => ({ customer, homes, nodes: nodes ?? await identity.nodesOf(customer) })));
    const nowMs = clock();
    const [period, needs] = [{ sinceMs: Math.min(...held.map(({ fromMs }) => fromMs)), untilMs: nowMs }, needsOf(held.map(({ terms }) => terms))];
    const judged = [...whose.length === 0 ? [] : await deps.histories.of(whose, period, needs), ...await deps.histories.ofNobody(nobodys, period, needs)];
    const members = new Map<HeldRule, ReadonlySet<number>>();
    for (const rule of held) members.set(rule, await membersAmong(analytics, rule.terms.audience, judged.map(({ customer }) => customer)));
    await database.transaction(async (tx) => {
      const triggers = judged.flatMap(({ history }) => [...history.contacts.filter((one) => !isMarked(one, MARK.ELSEWHERE)).map(({ number }) => number), ...history.orders.map(({ number }) => number), ...history.issues.flatMap(({ steps }) => steps.map(({ number }) => number))]);
      const stored = await verdictsOf(tx, whose.flatMap(({ nodes }) => nodes), triggers);
      const { changed, gone, broke, mended } = judgeCustomers(judged, held, (rule, customer) => members.get(rule)?.has(customer) === true, stored, nowMs);
      await putVerdicts(tx, changed, nowMs);
      await takeBack(tx, gone, nowMs);
      // What broke before a promise was written down here is counted, and opens nothing: nobody waits for it any more.
      const madeOf = new Map(held.map((one) => [`${one.promise} ${one.version}`, one.madeMs]));
      const fresh = broke.filter((one) => (one.settledMs ?? nowMs) >= (madeOf.get(`${one.promise} ${one.version}`) ?? 0));
      await oweRemedies(tx, held, fresh, mended, nowMs);
      await dropWaiting(tx, done);
      const clauseOf = new Map(held.map((one) => [`${one.promise} ${one.version}`, one.terms.clause.type]));
      const named = (one: VerdictRow): string => clauseOf.get(`${one.promise} ${one.version}`) ?? '';
      await outbox.publish(tx, [...fresh.map((one) => event('promise.broken', one, named(one), nowMs)), ...mended.map((one) => event('promise.break-taken-back', one, named(one), nowMs))]);
    });
  }

  /** One step; answers whether there may be more to do at once. */
  async function step(): Promise<boolean> {
    if (isIdle()) return false;
    await noteWaiting(database, await nowDue(database, clock(), WAITING_AT_ONCE), clock());
    const waiting = await waitingNow(database, clock(), WAITING_AT_ONCE);
    if (waiting.length === 0) return false;
    const customerOf = await identity.customerOfNodes([...new Set(waiting.map(({ node }) => node).filter((node) => node !== 0))]);
    const unknown = waiting.filter(({ node }) => node !== 0 && !customerOf.has(node));
    if (unknown.length > 0) await dropWaiting(database, unknown);
    const customers = [...new Set(customerOf.values())].slice(0, CUSTOMERS_AT_ONCE);
    const chosen = new Set(customers);
    const homes = (await Promise.all(customers.map((customer) => identity.whose(customer)))).flatMap((one) => one?.homes ?? []);
    const done = await ready(waiting.filter(({ node }) => node === 0 || chosen.has(customerOf.get(node) ?? 0)), [0, ...homes]);
    const judged = [...new Set(done.flatMap(({ node }) => customerOf.get(node) ?? []))];
    const nobodys = [...new Set(done.flatMap(({ node, number }) => (node === 0 && number !== 0 ? number : [])))];
    if (done.length > 0) await judge(judged, nobodys, done);
    return done.length > 0;
  }

  async function run(): Promise<void> {
    while (!stopping) {
      try {
        if (!await step()) await rest.wait(LOOK_MS);
      } catch (error) {
        if (stopping) return;
        deps.log.warn('promises-not-checked', factsOf(error));
        await rest.wait(RETRY_MS);
      }
    }
  }

  return {
    start(): void { running ??= run(); },
    /** For tests: everything that waits or is due now is judged. */
    async settled(): Promise<void> { while (await step()); },
    /** Goes through everybody of whom something is recorded since a moment, for a promise that was made before it was written down; whatever comes in goes first. Units: ms. Cost: waits until what was recorded stands in the history, ten seconds at most. */
    async goThroughSince(sinceMs: number): Promise<void> {
      const untilMs = performance.now() + COPIED_MS;
      while (outbox.rowsAhead() > 0 && performance.now() < untilMs) await new Promise((resolve) => { setTimeout(resolve, 100); });
      await noteWaiting(database, (await claimsSince(analytics, sinceMs)).map((node) => ({ node, number: 0, revision: HAS_TIME })), clock());
    },
    /** Wakes it, after a version was published. */
    wake: (): void => { rest.end(); },
    async stop(): Promise<void> { stopping = true; rest.end(); await running; },
  };
}
