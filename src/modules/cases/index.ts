import type { Viewer } from '../../kernel/access.ts';
import { AppError } from '../../kernel/app-error.ts';
import { parsePublicId, publicId } from '../../kernel/public-id.ts';
import type { Live } from '../../platform/live/live.ts';
import { factsOf, type Log } from '../../platform/log/log.ts';
import type { Outbox } from '../../platform/outbox/outbox.ts';
import type { Database, Transaction } from '../../platform/pg/transaction.ts';
import type { Customers } from '../customers/index.ts';
import type { Identity } from '../identity/index.ts';
import type { Interactions } from '../interactions/index.ts';
import { assignCase } from './assign-case.ts';
import { breakPromise, remedyCase } from './break-promise.ts';
import { foldCase } from './case.ts';
import { eventsOf, markMentionsSeen } from './case-store.ts';
import { casesInView, casesOfInteractions, casesOfNodes, openByQueue, openCounts, ownedCaseAbout } from './case-view.ts';
import { caseId, caseNumber, CUSTOMER, topicOfCase, type WorkDeps } from './change-case.ts';
import { createClocksOfCases, type HoursHistory } from './clocks-of-case.ts';
import { closeSilent } from './close-silent.ts';
import { CASE_LIMITS, type CaseCounts, type CaseLine, type CasePolicy, type CaseQuery, type CaseState, type CaseSubject, type CaseView, type Holder, type Priority } from './contract.ts';
import { handOverCase } from './hand-over-case.ts';
import { assertHolder, workers, type StaffList } from './holders.ts';
import { informCustomer } from './inform-customer.ts';
import { assertOneCustomer, knownContacts } from './known-contacts.ts';
import { linkInteractions } from './link-interactions.ts';
import { mergeCases, splitCase } from './merge-cases.ts';
import { noteCase } from './note-case.ts';
import { assignWaiting } from './opening/assign-waiting.ts';
import { createReadReceiver } from './opening/receive-read.ts';
import { noteOnKey } from './note-on-key.ts';
import { openCase, type OpenCase } from './open-case.ts';
import { pauseCase, resumeCase } from './pause-case.ts';
import { insertPolicy, policyNow } from './policy/policy-store.ts';
import { createPresence } from './presence.ts';
import { presentCase, presentLines, type Reader } from './present-case.ts';
import { createDueRefresher } from './refresh-dues.ts';
import { prioritiseCase } from './prioritise-case.ts';
import { receiveBrokenPromises, type PromisedOf } from './receive-broken-promises.ts';
import { receiveFollowUps } from './receive-follow-ups.ts';
import { createWordReceiver } from './receive-customers-words.ts';
import { recordCustomersWord } from './record-customers-word.ts';
import { createAnswerReceiver } from './replies/receive-answers.ts';
import { receiveBounced } from './replies/receive-bounced.ts';
import { receiveSettled } from './replies/receive-settled.ts';
import { writeToCustomer } from './replies/write-to-customer.ts';
import { reopenCase } from './reopen-case.ts';
import { resolveCase } from './resolve-case.ts';
import { returnCases } from './return-cases.ts';
import { standingOfCases } from './standing-of-cases.ts';
import { takeCase } from './take-case.ts';
import { workOnMany } from './work-on-many.ts';

export { createReplies } from './replies/replies.ts';
export { casesHeld, casesKept } from './kept-cases-store.ts';
export { topicOfCase } from './change-case.ts';
export { nodeOfCase } from './case-store.ts';
export type { HoursHistory } from './clocks-of-case.ts';
export { CUSTOMERS_WORD_KIND } from './known-contacts.ts';
export { createIssueCases } from './issues/issue-cases.ts';
export { oldestBrokenCase } from './oldest-broken-view.ts';
export { casesUnanswered } from './overdue-view.ts';
export { customersWaiting } from './waiting-view.ts';
export { touchedCases } from './touched-view.ts';
export type { OpenCase } from './open-case.ts';
export type { CaseStanding } from './standing-of-cases.ts';

/** What is due within this time is due soon. Units: ms. */
const SOON_MS = 24 * 3_600_000;
/** How often it is looked whose owner left and who fell silent. Units: ms. */
const LOOK_MS = 60_000;
const OF_CUSTOMER_MOST = 50;

type Deps = {
  readonly database: Database; readonly live: Live; readonly log: Log; readonly clock: () => number; readonly people: StaffList & { nameOf(id: string): Promise<string | null> }; readonly identity: Pick<Identity, 'customerOfNodes' | 'canonical' | 'nodesOf' | 'whose' | 'withOwners'>;
  readonly interactions: Pick<Interactions, 'saidBy' | 'timeline'>; readonly customers: Pick<Customers, 'quoted' | 'rules'>; /** Opening hours of the company over time. */ hours(): Promise<HoursHistory>;
  readonly outbox: Pick<Outbox, 'subscribe' | 'publish'>; /** What customers were promised. */ readonly promisedOf: PromisedOf; readonly onResolved?: WorkDeps['onResolved'];
  /** Refuses a second case of an issue that has an open one; absent where nothing is threaded. */ readonly assertNoSecond?: (interactions: readonly number[]) => Promise<void>;
};

/** A case to be opened by a person, for a customer or for whose the interactions are. */
export type WantedCase = { readonly customer?: string | undefined; readonly interactions: readonly string[]; readonly about: string; readonly subject?: CaseSubject | undefined; readonly priority: Priority; readonly queue?: string | undefined; readonly isMine: boolean };

/** One customer is waiting: cases with one owner from the first contact to the confirmed end. See README.md. */
export function createCases(deps: Deps) {
  const { database, clock, identity, interactions } = deps;
  const work: WorkDeps & Deps = { ...deps, nameOf: deps.people.nameOf, clocks: createClocksOfCases(deps), onMoved: (tx, moved) => deps.outbox.publish(tx, [moved]), onOpened: () => { inTurn(() => assignWaiting(work)); } };
  const presence = createPresence(clock);
  /** Opening hours are asked for before the transaction. */
  const withClocks = { prepare: async () => { await work.clocks.ready(); } };
  deps.outbox.subscribe('cases-promises', ['promise.broken', 'promise.break-taken-back', 'promise.remedied'], (events, tx) => receiveBrokenPromises({
    promisedOf: deps.promisedOf, open: async (asked, own) => openCase(work, own, asked, await work.clocks.ready()), note: async (key, fact, own) => noteOnKey(work, own, key, fact, await work.clocks.ready()),
  }, events, tx), withClocks);
  deps.outbox.subscribe('cases-follow-ups', ['survey.follow-up-wanted'], (events, tx) => receiveFollowUps(async (asked, own) => openCase(work, own, asked, await work.clocks.ready()), events, tx), withClocks);
  const refreshDues = createDueRefresher(work);
  let timer: NodeJS.Timeout | null = null;
  let looking: Promise<unknown> = Promise.resolve();
  const reads = createReadReceiver(work);
  deps.outbox.subscribe('cases-reads', ['interaction.read'], reads.receive, { prepare: reads.prepare });

  deps.outbox.subscribe('cases-replies', ['mail.settled', 'mail.bounced'], async (events, tx) => {
    await receiveSettled(work, events, tx, await work.clocks.ready());
    // What comes back had left before.
    await receiveBounced(work, events, tx, await work.clocks.ready());
  }, withClocks);
  const answers = createAnswerReceiver(work);
  deps.outbox.subscribe('cases-answers', ['interaction.said'], answers.receive, { prepare: answers.prepare });
  const words = createWordReceiver(work);
  deps.outbox.subscribe('cases-words', ['interaction.said'], words.receive, { prepare: words.prepare });

  /** One after the other, so that nobody is counted twice. */
  function inTurn(round: () => Promise<unknown>): void {
    looking = looking.then(round).catch((error: unknown) => { deps.log.warn('cases-look-failed', factsOf(error)); });
  }

  const contact = (ids: readonly string[]) => knownContacts(interactions, ids);

  async function nodesOfCustomer(id: string): Promise<{ readonly customer: number; readonly nodes: readonly number[] }> {
    const customer = await identity.canonical(parsePublicId('customer', id));
    if (customer === null) throw new AppError('not-found', 'customer-unknown', 'There is no such customer.');
    return { customer, nodes: await identity.nodesOf(customer) };
  }

  /** The claim on which a case without an interaction hangs: that of the customer's latest one. */
  async function claimOf(id: string): Promise<number> {
    const { customer, nodes } = await nodesOfCustomer(id);
    const whose = await identity.whose(customer);
    const [latest] = whose === null ? [] : (await interactions.timeline(whose, { limit: 1 })).items;
    const node = latest === undefined ? nodes[0] : parsePublicId('node', latest.node);
    if (node === undefined) throw new AppError('not-found', 'customer-has-nothing', 'Nothing is known of this customer any more.');
    return node;
  }

  /** One round of what no person does: what is due follows the opening hours, cases of owners who left go back, silent ones close, what nobody ever had gets an owner where its team has members. */
  async function look(): Promise<void> {
    await refreshDues();
    await returnCases(work);
    await closeSilent(work);
    await assignWaiting(work);
  }

  return {
    /** Opens a case, for other modules: in their transaction when they name one. Shape: its id; null when its key opened one before. */
    async openCase(asked: OpenCase, tx: Transaction | null = null): Promise<string | null> {
      const dueOf = await work.clocks.ready();
      const number = tx === null ? await database.transaction((own) => openCase(work, own, asked, dueOf)) : await openCase(work, tx, asked, dueOf);
      return number === null ? null : caseId(number);
    },
    /** Opens a case by hand. Errors: `invalid` for interactions that are unknown or of nobody; `conflict` for those of several customers; `not-found`. */
    async open({ customer, interactions: ids, queue = null, subject = null, ...asked }: Omit<WantedCase, 'queue' | 'subject'> & { readonly queue?: string | null | undefined; readonly subject?: CaseSubject | null | undefined }, by: string): Promise<number> {
      const contacts = await contact(ids);
      const node = contacts[0]?.node ?? (customer === undefined ? null : await claimOf(customer));
      if (node === null) throw new AppError('invalid', 'case-of-nobody', 'Name the customer, or an interaction of theirs.');
      if (queue !== null) await assertHolder(work, { queue });
      await assertOneCustomer(identity, [node, ...contacts.map((one) => one.node)]);
      await deps.assertNoSecond?.(contacts.map(({ interaction }) => interaction));
      if (customer !== undefined && (await identity.customerOfNodes([node])).get(node) !== (await nodesOfCustomer(customer)).customer) throw new AppError('conflict', 'not-one-customer', 'This interaction is of another customer. Open the case on their page.');
      const dueOf = await work.clocks.ready();
      const number = await database.transaction((tx) => openCase(work, tx, { ...asked, by, node, contacts, queue, subject, because: null, key: null }, dueOf));
      return number ?? 0;
    },
    one: (number: number, reader: Reader): Promise<CaseView> => presentCase(work, number, reader),
    /** Cases of a view. */
    async list({ view, queue, limit }: CaseQuery, reader: Reader): Promise<{ cases: CaseLine[]; isMore: boolean }> {
      const rows = await casesInView(database, { view, queue: queue ?? null, limit: limit + 1 }, reader.viewer?.id ?? '', clock() + SOON_MS);
      return { cases: await presentLines(work, rows.slice(0, limit), reader), isMore: rows.length > limit };
    },
    async counts(viewer: Viewer | null): Promise<CaseCounts> {
      const [counts, queues] = await Promise.all([openCounts(database, viewer?.id ?? '', clock(), clock() + SOON_MS), openByQueue(database)]);
      return { ...counts, queues: [...queues] };
    },
    async choices(): Promise<{ people: { id: string; name: string }[]; queues: { key: string; name: string }[] }> {
      const [people, { policy }] = await Promise.all([workers(work), policyNow(database)]);
      return { people: people.map(({ id, name }) => ({ id, name })), queues: policy.queues.map(({ key, name }) => ({ key, name })) };
    },
    /** Cases of a customer, open ones first. Errors: `not-found`. */
    async ofCustomer(id: string, reader: Reader): Promise<CaseLine[]> {
      return presentLines(work, await casesOfNodes(database, (await nodesOfCustomer(id)).nodes, OF_CUSTOMER_MOST), reader);
    },
    /** Who has the open case of a customer about something, and by when they said that they tell more. Shape: null when nobody has one; the moment null when none was told. */
    async ownerAbout(customer: number, about: { readonly type: string; readonly id: string }): Promise<{ name: string; by: string | null } | null> {
      const found = await ownedCaseAbout(database, await identity.nodesOf(customer), about);
      const name = found === null ? null : await deps.people.nameOf(found.owner);
      if (found === null || name === null) return null;
      const byMs = foldCase((await eventsOf(database, [found.number])).get(found.number) ?? [])?.nextUpdateByMs ?? null;
      return { name, by: byMs === null ? null : new Date(byMs).toISOString() };
    },
    /** In which cases interactions are. */
    async ofInteractions(ids: readonly string[]): Promise<{ interaction: string; case: string; state: CaseState }[]> {
      const found = await casesOfInteractions(database, ids.slice(0, CASE_LIMITS.interactions).map((id) => parsePublicId('interaction', id)));
      return found.map(({ interaction, number, state }) => ({ interaction: publicId('interaction', interaction), case: caseId(number), state }));
    },
    /** How cases stand, for whoever waits outside of them. Shape: by number; cases that are gone are missing. */
    standings: (numbers: readonly number[]) => standingOfCases(database, numbers),
    take: (number: number, by: string, seen: number | null): Promise<void> => takeCase(work, number, by, seen),
    async assign(number: number, by: string, asked: { readonly to: Holder; readonly seen: number }): Promise<void> {
      await assertHolder(work, asked.to);
      await assignCase(work, number, by, asked);
    },
    async handOver(number: number, by: string, asked: Parameters<typeof handOverCase>[3]): Promise<void> {
      await assertHolder(work, asked.to);
      await handOverCase(work, number, by, asked);
    },
    inform: (number: number, by: string, asked: Parameters<typeof informCustomer>[3]): Promise<void> => informCustomer(work, number, by, asked),
    /** Lets somebody write to the customer of a case while nobody else changes it: `keep` in that transaction, with the claim whose case it is. Errors: `conflict` when others worked on it since it was seen, and where nobody may write now. */
    writeTo: (number: number, seen: number, keep: (tx: Transaction, node: number) => Promise<void>): Promise<void> => writeToCustomer(work, number, seen, keep),
    resolve: (number: number, by: string, asked: Parameters<typeof resolveCase>[3]): Promise<void> => resolveCase(work, number, by, asked),
    async customerSaid(number: number, by: string, { interaction, words, ...asked }: { readonly solved: boolean; readonly interaction?: string | undefined; readonly words?: string | undefined; readonly seen: number }): Promise<void> {
      const [named = null] = interaction === undefined ? [] : await contact([interaction]);
      await recordCustomersWord(work, number, by, { ...asked, words: words ?? null, contact: named });
    },
    /** The customer's own word, by an interaction of theirs that is recorded; `words` where it holds none, or where there is none of theirs. Errors: `invalid`; `conflict`; `not-found`. */
    async hearCustomer(number: number, { interaction, ...asked }: { readonly solved: boolean; readonly interaction: string | null; readonly words: string | null }): Promise<void> {
      const [named = null] = interaction === null ? [] : await contact([interaction]);
      await recordCustomersWord(work, number, CUSTOMER, { ...asked, contact: named, seen: null });
    },
    async note(number: number, by: string, asked: Parameters<typeof noteCase>[3]): Promise<void> {
      const known = new Set((await workers(work)).map(({ id }) => id));
      if (asked.mentions.some((person) => !known.has(person))) throw new AppError('invalid', 'mention-unknown', 'Mention people who work on cases: one of these has no access, or another role.');
      await noteCase(work, number, by, asked);
    },
    prioritise: (number: number, by: string, asked: Parameters<typeof prioritiseCase>[3]): Promise<void> => prioritiseCase(work, number, by, asked),
    pause: (number: number, by: string, asked: Parameters<typeof pauseCase>[3]): Promise<void> => pauseCase(work, number, by, asked),
    resume: (number: number, by: string, seen: number): Promise<void> => resumeCase(work, number, by, seen),
    reopen: (number: number, by: string, asked: Parameters<typeof reopenCase>[3]): Promise<void> => reopenCase(work, number, by, asked),
    breakPromise: (number: number, by: string, asked: Parameters<typeof breakPromise>[3]): Promise<void> => breakPromise(work, number, by, asked),
    remedy: (number: number, by: string, asked: Parameters<typeof remedyCase>[3]): Promise<void> => remedyCase(work, number, by, asked),
    link: async (number: number, by: string, ids: readonly string[]): Promise<void> => linkInteractions(work, number, by, await contact(ids)),
    merge: (number: number, by: string, { other, seen }: { readonly other: string; readonly seen: number }): Promise<void> => mergeCases(work, { number, other: caseNumber(other), by, seen }),
    split: (number: number, by: string, { other, seen }: { readonly other: string; readonly seen: number }): Promise<void> => splitCase(work, { number, other: caseNumber(other), by, seen }),
    async many(cases: readonly { readonly id: string; readonly seen: number }[], to: Holder | null, by: string): ReturnType<typeof workOnMany> {
      if (to !== null) await assertHolder(work, to);
      return workOnMany(work, cases.map(({ id, seen }) => ({ number: caseNumber(id), seen })), to, by);
    },
    mentionsSeen: (number: number, person: string): Promise<number> => markMentionsSeen(database, number, person, clock()),
    /** The rules that hold. */
    policy: () => policyNow(database),
    /** Saves rules for cases that are opened, or change their priority, from now on. Errors: `conflict` when others were saved meanwhile, or open cases wait in a queue that would be gone. */
    async savePolicy(policy: CasePolicy, basedOn: number, by: string): Promise<number> {
      const left = (await openByQueue(database)).filter(({ queue }) => !policy.queues.some(({ key }) => key === queue));
      if (left.length > 0) throw new AppError('conflict', 'queue-in-use', `Open cases wait in a queue that would be gone (${left.map(({ queue }) => queue).join(', ')}). Give them to another queue first.`);
      if (!await database.transaction((tx) => insertPolicy(tx, basedOn, policy, by, clock()))) throw new AppError('conflict', 'policy-changed-meanwhile', 'Somebody else changed these rules meanwhile. Load them again and make your change to theirs.');
      return basedOn + 1;
    },
    /** Calls `hear` with who else has a case open and with its version whenever that changes. Answers what ends it. */
    watch(number: number, viewer: { readonly id: string; readonly name: string }, hear: (told: { people: { name: string; isWriting: boolean }[]; version: number | null }) => void): () => void {
      const tell = (message: unknown): void => {
        const version = typeof message === 'object' && message !== null && 'version' in message && typeof message.version === 'number' ? message.version : null;
        hear({ people: presence.others(number, viewer.id).map(({ name, isWriting }) => ({ name, isWriting })), version });
      };
      const leave = presence.enter(number, viewer);
      const stop = deps.live.listen(topicOfCase(number), tell);
      deps.live.publish(topicOfCase(number), null);
      return () => {
        stop();
        leave();
        deps.live.publish(topicOfCase(number), null);
      };
    },
    /** Says that somebody writes on a case, or does no longer. False: they have no page of it open. */
    writes(number: number, person: string, isWriting: boolean): boolean {
      const isThere = presence.writes(number, person, isWriting);
      if (isThere) deps.live.publish(topicOfCase(number), null);
      return isThere;
    },
    look,
    start(): void {
      timer ??= setInterval(() => { inTurn(look); }, LOOK_MS).unref();
    },
    async stop(): Promise<void> {
      if (timer !== null) clearInterval(timer);
      await looking;
    },
  };
}

export type Cases = ReturnType<typeof createCases>;
