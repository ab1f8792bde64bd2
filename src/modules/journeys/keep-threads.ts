import { createPause } from '../../platform/jobs/pause.ts';
import { factsOf, type Log } from '../../platform/log/log.ts';
import type { Outbox } from '../../platform/outbox/outbox.ts';
import type { Database, HeldLock, Transaction } from '../../platform/pg/transaction.ts';
import type { Identity } from '../identity/index.ts';
import { giveWay } from '../voice/index.ts';
import type { IssuesChanged } from './contract.ts';
import { contactsOfCustomers, endWaiting, noteWaiting, waitingFirst, type PlacedContact, type Waiting } from './contact-store.ts';
import { summarise } from './issue.ts';
import { changeIssues, closeIssues, heldIssues, openIssues, placeContacts, wordsAbout, type Placing } from './issue-store.ts';
import { numberIssues } from './number-issues.ts';
import type { ContactTopic } from './threads/compare-contact.ts';
import { threadContacts } from './threads/thread-contacts.ts';
import type { ThreadModel } from './threads/thread-model.ts';

/** Notes taken at once, and the latest contacts of one customer that are put together: somebody with more is a desk that many share. */
const WAITING_AT_ONCE = 2_000;
export const CONTACTS_MOST = 2_000;
/** Rounds begin so far apart, so that what comes together is put together once. Units: ms. */
const PACE_MS = 200;
const IDLE_MS = 5_000;
const RETRY_MS = 5_000;
/** What happened longer ago was read before, or never will be. Units: ms. */
const FRESH_MS = 86_400_000;

/** What customers spoke of in these contacts, as voice found it by now. Shape: what is not known is missing. */
export type TopicsOf = (places: readonly { readonly home: number; readonly number: number }[]) => Promise<ReadonlyMap<number, ContactTopic>>;

type Deps = { readonly clock: () => number; readonly isBusy: () => boolean; readonly topicsOf: TopicsOf; readonly outbox: Pick<Outbox, 'publish'>; readonly database: Database; readonly identity: Pick<Identity, 'withOwners' | 'customerOfNodes'>; readonly log: Log; readonly model: () => Promise<ThreadModel> };

/** Where it lies what customers said in contacts. */
export function topicPlaces(contacts: readonly PlacedContact[]): { home: number; number: number }[] {
  return contacts.flatMap(({ contact: { role, home, interaction } }) => (role === 'reply' ? [] : [{ home, number: interaction }]));
}

/** Puts contacts of customers into issues anew, in one transaction. Invariant: nobody else does meanwhile (the lead). Shape: claims of which a contact lies elsewhere by now. */
async function threadCustomers(tx: Transaction, contacts: readonly PlacedContact[], model: ThreadModel, topics: ReadonlyMap<number, ContactTopic>): Promise<number[]> {
  const words = Map.groupBy((await wordsAbout(tx, contacts.map(({ contact }) => contact.interaction))).flatMap((word) => [[word.a, word] as const, [word.b, word] as const]), ([of]) => of);
  const held = await heldIssues(tx, [...new Set(contacts.flatMap(({ issue }) => issue ?? []))]);
  const opened: Summed[] = [];
  const changed: Summed[] = [];
  const left: { number: number; into: Summed | null }[] = [];
  const placings: (Omit<Placing, 'issue'> & { readonly in: Summed | null })[] = [];
  for (const [customer, own] of Map.groupBy(contacts, (one) => one.customer)) {
    const said = [...new Set(own.flatMap(({ contact }) => (words.get(contact.interaction) ?? []).map(([, word]) => word)))];
    const threaded = threadContacts(own.map(({ contact }) => contact), model, said, (interaction) => topics.get(interaction) ?? null);
    const { issues, left: gone } = numberIssues(threaded, own, held);
    const summed = issues.map(({ number, threaded: group }): Summed | null => {
      const summary = summarise(group.map(({ contact }) => contact));
      return summary === null ? null : { number, ...summary, customer };
    });
    for (const one of summed) if (one !== null) (one.number === null ? opened : changed).push(one);
    for (const [number, place] of gone) left.push({ number, into: place === null ? null : summed[place] ?? null });
    const placeOf = new Map(issues.flatMap(({ threaded: group }, place) => group.map(({ contact }) => [contact.interaction, place] as const)));
    for (const { contact, bits, byPerson } of threaded) {
      const place = placeOf.get(contact.interaction);
      placings.push({ interaction: contact.interaction, in: place === undefined ? null : summed[place] ?? null, bits: place === undefined || !Number.isFinite(bits) ? null : bits, byPerson });
    }
  }
  const numbers = await openIssues(tx, opened);
  const numberOf = new Map<Summed, number>([...opened.map((one, at) => [one, numbers[at] ?? 0] as const), ...changed.map((one) => [one, one.number ?? 0] as const)]);
  await changeIssues(tx, changed.map((one) => one.number ?? 0), changed);
  const placed = new Map(placings.map(({ in: issue, ...one }) => [one.interaction, { ...one, issue: issue === null ? null : numberOf.get(issue) ?? null }]));
  await placeContacts(tx, [...placed.values()]);
  await closeIssues(tx, left.map(({ number, into }) => ({ number, into: into === null ? null : numberOf.get(into) ?? null })));
  return [...new Set(contacts.flatMap(({ contact, issue }) => ((placed.get(contact.interaction)?.issue ?? null) === issue ? [] : contact.node)))];
}

type Summed = NonNullable<ReturnType<typeof summarise>> & { readonly number: number | null; readonly customer: number };

/** Keeps contacts in issues while they come: one leader per installation, in the background. */
export function createThreading(deps: Deps) {
  const rest = createPause();
  let stopping = false;
  let running: Promise<void> | null = null;

  /** Shape: false when nothing waited. */
  async function round(lead: HeldLock): Promise<boolean> {
    await giveWay(deps.isBusy);
    const model = await deps.model();
    return lead.transaction(async (tx) => {
      const waited = await waitingFirst(tx, WAITING_AT_ONCE);
      if (waited.length === 0) return false;
      const of = (kind: Waiting['kind']): number[] => waited.flatMap((one) => (one.kind === kind ? one.number : []));
      const customers = [...new Set([...of('customer'), ...(await deps.identity.customerOfNodes([...of('node'), ...of('later')])).values()])];
      const contacts = await contactsOfCustomers(tx, deps.identity.withOwners, customers, CONTACTS_MOST);
      const topics = await deps.topicsOf(topicPlaces(contacts));
      const moved = await threadCustomers(tx, contacts, model, topics);
      const told: IssuesChanged = { type: 'issues.changed', nodes: moved };
      if (moved.length > 0) await deps.outbox.publish(tx, [told]);
      // What was said just now is read a little later: whose it is is put together once more then.
      const fresh = new Set(of('node'));
      await noteWaiting(tx, 'later', contacts.flatMap(({ contact: { node, role, words, atMs, interaction } }) => (fresh.has(node) && role !== 'reply' && words.length > 0 && atMs > deps.clock() - FRESH_MS && !topics.has(interaction) ? node : [])));
      await endWaiting(tx, waited);
      return true;
    });
  }

  async function run(): Promise<void> {
    let lead: HeldLock | null = null;
    while (!stopping) {
      try {
        if (lead === null || !lead.isHeld()) lead = await deps.database.tryLock('journeys.threads');
        if (lead === null) await rest.wait(RETRY_MS);
        else if (await round(lead)) await new Promise((resolve) => { setTimeout(resolve, PACE_MS); });
        else await rest.wait(IDLE_MS);
      } catch (error) {
        if (stopping) break;
        deps.log.warn('threading-waits', factsOf(error));
        await rest.wait(RETRY_MS);
      }
    }
    await lead?.release();
  }

  return {
    start(): void { running ??= run().catch((error: unknown) => { deps.log.error('threading-stopped', factsOf(error)); }); },
    /** Something waits. */
    wake: (): void => { rest.end(); },
    async stop(): Promise<void> { stopping = true; rest.end(); await running; },
  };
}
