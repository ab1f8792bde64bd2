import { AppError } from '../../kernel/app-error.ts';
import { parsePublicId, publicId } from '../../kernel/public-id.ts';
import type { Log } from '../../platform/log/log.ts';
import type { Outbox } from '../../platform/outbox/outbox.ts';
import type { Database, Queryable } from '../../platform/pg/transaction.ts';
import { presentCustomer, type Customers } from '../customers/index.ts';
import type { Identity } from '../identity/index.ts';
import type { Interactions } from '../interactions/index.ts';
import { giveWay } from '../voice/index.ts';
import { contactsOfCustomers, waitingCount } from './contact-store.ts';
import { ISSUES_SHOWN, type AskedPair, type Issue, type IssueFigures, type NeedingIssue, type OpenedIssue } from './contract.ts';
import { clusteredMean, clusteredShare, correctedShare, threadQuality } from './issue-figures.ts';
import { breaksOf } from './issue-breaks.ts';
import { firstContactOf, type FirstContact } from './first-contact.ts';
import { asksOfIssues } from './first-contact-view.ts';
import { firstIssues, type WrongsOf } from './first-issues.ts';
import { wordsAbout } from './issue-store.ts';
import { contactsInIssues, contactsOfIssues, issuesOfContacts, issuesWithContacts, type IssuesOfWhom, type IssueWithContacts } from './issue-contacts-view.ts';
import { contactsByInteraction, contactsOfIssue, drawnPairs, issueByNumber, issuesAsked, issuesByAsks, issuesOfAskers, issuesOfClaims, issueSums, judgedPairs, standingPairs } from './issue-view.ts';
import { judgeContacts, moveToIssue, takeOutOfIssue, undoWords } from './judge-contacts.ts';
import { CONTACTS_MOST, createThreading, topicPlaces, type TopicsOf } from './keep-threads.ts';
import { createThreadLearner } from './learn-model.ts';
import { presentContact, presentIssue } from './present-issue.ts';
import { receiveContacts, receiveMoves } from './receive-contacts.ts';
import { firstWords } from './solved-word-store.ts';
import { windowEndMs } from './threads/gap-window.ts';
import { threadContacts, type Threaded } from './threads/thread-contacts.ts';
import { surenessOf } from './threads/thread-model.ts';
import { createHistoryWalk, THREADS_CONSUMER } from './walk-history.ts';
import { wordsOfContacts } from './word-store.ts';

export { issuesKept } from './erase-store.ts';
export type { FirstContact } from './first-contact.ts';
export type { WrongsOf } from './first-issues.ts';
export { clusteredShare, type ClusterSums, type Estimated } from './issue-figures.ts';
export type { ContactInIssue, IssuesOfWhom, IssueWithContacts } from './issue-contacts-view.ts';

const DAY_MS = 86_400_000;
/** Events taken at once, so that recording comes first while much is recorded: each holds up to 200 interactions. */
const EVENTS_AT_ONCE = 8;
/** Figures are of so many days unless a period is named, and pairs are drawn from as many. */
const PERIOD_DAYS = 90;
/** First contacts that figures are made of at most. */
const FIRST_CONTACTS_MOST = 20_000;
/** Asks further apart are hardly ever about one thing, and say nothing about how well they are told apart. Units: ms. */
const PAIR_MS = 28 * DAY_MS;

type Deps = {
  readonly database: Database; readonly outbox: Outbox; readonly identity: Identity; readonly interactions: Interactions; readonly customers: Pick<Customers, 'quoted' | 'rules'>; readonly log: Log; readonly clock: () => number; /** The company's, in which moments are named. */ readonly zone: string;
  /** What customers spoke of, as voice found it. */ readonly topicsOf: TopicsOf; readonly nameOf: (person: string) => Promise<string | null>;
};
type Period = { readonly from?: string | undefined; readonly until?: string | undefined };

/** Issues threaded across channels: what one customer comes to us about, however often and wherever. See README.md. */
export function createJourneys(deps: Deps) {
  const { database, identity, clock } = deps;
  const learner = createThreadLearner({ ...deps, wake: () => { threading.wake(); }, isBusy: deps.interactions.isBusy });
  const threading = createThreading({ ...deps, isBusy: deps.interactions.isBusy, model: learner.model });
  const walk = createHistoryWalk({ ...deps, wake: threading.wake });
  const judging = { database, identity, wake: threading.wake };
  deps.outbox.subscribe(THREADS_CONSUMER, ['interaction.said'], async (events, tx) => { await receiveContacts(events, tx, deps.zone); tx.afterCommit(threading.wake); }, { eventsAtOnce: EVENTS_AT_ONCE, prepare: () => giveWay(deps.interactions.isBusy) });
  deps.outbox.subscribe('journeys-moves', ['customer.merged', 'customer.split'], async (events, tx) => { await receiveMoves(events, tx); tx.afterCommit(threading.wake); });

  const periodOf = ({ from, until }: Period): { from: Date; until: Date } => {
    const end = until === undefined ? new Date(clock()) : new Date(`${until}T00:00:00Z`);
    const start = from === undefined ? new Date(end.getTime() - PERIOD_DAYS * DAY_MS) : new Date(`${from}T00:00:00Z`);
    if (start >= end) throw new AppError('invalid', 'period-empty', 'The period ends before it begins: choose an end after its beginning.');
    return { from: start, until: end };
  };

  /** How all contacts of a customer come together, with why. */
  async function explained(customer: number): Promise<Map<number, Threaded>> {
    const placed = await contactsOfCustomers(database, identity.withOwners, [customer], CONTACTS_MOST);
    const contacts = placed.map(({ contact }) => contact);
    const [model, words, topics] = await Promise.all([learner.model(), wordsAbout(database, contacts.map(({ interaction }) => interaction)), deps.topicsOf(topicPlaces(placed))]);
    return new Map(threadContacts(contacts, model, words, (interaction) => topics.get(interaction) ?? null).map((one) => [one.contact.interaction, one]));
  }

  return {
    start(): void { threading.start(); learner.start(); walk.start(); },
    async stop(): Promise<void> { await Promise.all([walk.stop(), learner.stop(), threading.stop()]); },
    /** For tests: everything received so far lies in its issue. */
    async caughtUp(): Promise<void> { while (await waitingCount(database) > 0) { threading.wake(); await new Promise((resolve) => { setTimeout(resolve, 20); }); } },
    /** The issues of a customer, the last asked about first. */
    async issuesOfCustomer(id: string): Promise<{ customer: string; issues: Issue[] }> {
      const customer = await presentCustomer(identity, id);
      return { customer: publicId('customer', customer), issues: (await issuesOfClaims(database, identity.claimsOf(customer), ISSUES_SHOWN)).map(presentIssue) };
    },
    /** Issues of many customers at once with their contacts until a moment, for modules that follow what becomes of them. Units: ms. */
    issuesOfMany: (whom: IssuesOfWhom, untilMs: number, within: Queryable = database): Promise<IssueWithContacts[]> => issuesWithContacts(within, identity.withOwners, whom, new Date(untilMs)),
    /** In which issues interactions lie, by their numbers. Shape: those that lie in one. */
    issuesOfContacts: (interactions: readonly number[], within: Queryable = database): Promise<Map<number, number>> => issuesOfContacts(within, interactions),
    /** Interactions of issues, by the numbers asked, in the order in which they happened. */
    contactsOfIssues: (numbers: readonly number[], within: Queryable = database): ReturnType<typeof contactsOfIssues> => contactsOfIssues(within, numbers),
    async issue(id: string): Promise<OpenedIssue> {
      const row = await issueByNumber(database, parsePublicId('issue', id));
      if (row === null) throw new AppError('not-found', 'issue-unknown', 'There is no such issue: its contacts may have been erased.');
      const contacts = await contactsOfIssue(database, row.number);
      const breaks = breaksOf(contacts.map(({ body }) => body));
      const [why, said] = await Promise.all([explained(row.customer), wordsOfContacts(database, contacts.map(({ body }) => body.interaction))]);
      const elsewhere = await contactsByInteraction(database, said.flatMap(({ a, b }) => [a, b]).filter((spoken) => !contacts.some(({ body }) => body.interaction === spoken)));
      const names = new Map(await Promise.all([...new Set(said.map(({ saidBy }) => saidBy))].map(async (by): Promise<[string, string]> => [by, await deps.nameOf(by) ?? 'somebody who left'])));
      return {
        issue: presentIssue(row), contacts: contacts.map((one, place) => presentContact(one, place === 0, why.get(one.body.interaction), breaks.filter(({ interaction }) => interaction === one.body.interaction).map(({ code }) => code))),
        said: said.map((one) => ({ id: String(one.number), a: publicId('interaction', one.a), b: publicId('interaction', one.b), together: one.together, by: names.get(one.saidBy) ?? '', at: one.saidAt.toISOString(), undoneAt: one.undoneAt?.toISOString() ?? null })),
        elsewhere: elsewhere.map((one) => { const { interaction, at, channel } = presentContact(one, true); return { interaction, at, channel }; }),
      };
    },
    /** Issues last asked about in a period, the most often asked first, with who asks. */
    async issues(query: Period & { readonly least: number; readonly unanswered?: 'yes' | undefined; readonly limit: number }): Promise<(Issue & { name: string | null })[]> {
      const rows = await issuesAsked(database, { ...periodOf(query), least: query.least, isUnanswered: query.unanswered === 'yes', limit: query.limit });
      const who = await deps.customers.quoted(rows.map(({ node }) => node), false);
      return rows.map((row) => ({ ...presentIssue(row), name: who.get(row.node)?.name ?? null }));
    },
    /** Open issues that need somebody most, and for what. `wrongsOf`: what went wrong beside, which modules to the right of this one know. */
    firstIssues: (limit: number, wrongsOf: WrongsOf): Promise<NeedingIssue[]> => firstIssues({ ...deps, wrongsOf, rows: (days, least, most) => issuesOfAskers(database, { from: new Date(clock() - days * DAY_MS), until: new Date(clock() + DAY_MS), least, limit: most }), contacts: (issues) => contactsInIssues(database, issues) }, limit),
    /** First contacts about issues that began in a period, each with the window of what they spoke of and whether the customer says that it was solved. Shape: the latest so many; `isAll` false where there were more. */
    async firstContacts(from: Date, until: Date): Promise<{ contacts: FirstContact[]; isAll: boolean }> {
      const [model, rows, words] = await Promise.all([learner.model(), asksOfIssues(database, from, until, FIRST_CONTACTS_MOST + 1), firstWords(database, identity.withOwners, from)]);
      const wordOn = new Map(words.map((word) => [word.issue, word]));
      const spoken: Awaited<ReturnType<TopicsOf>> = Object.keys(model.windows).length === 0 ? new Map() : await deps.topicsOf(rows.map(({ home, interaction }) => ({ home, number: interaction })));
      const contacts = rows.slice(0, FIRST_CONTACTS_MOST).flatMap((row) => firstContactOf(row, windowEndMs(model.windows[spoken.get(row.interaction)?.topic ?? ''] ?? model.window), clock(), wordOn.get(row.issue) ?? null) ?? []);
      return { contacts, isAll: rows.length <= FIRST_CONTACTS_MOST };
    },
    async figures(query: Period): Promise<IssueFigures> {
      const { from, until } = periodOf(query);
      const [model, made] = [await learner.model(), await learner.made()];
      const windowMs = windowEndMs(model.window);
      const since = new Date(clock() - PERIOD_DAYS * DAY_MS);
      const [sums, byAsks, judged, standing, waiting] = await Promise.all([issueSums(database, from, until, new Date(clock() - windowMs)), issuesByAsks(database, from, until), judgedPairs(database), standingPairs(database, identity.withOwners, since, PAIR_MS), waitingCount(database)]);
      const askedAgain = clusteredShare(sums.again);
      return {
        from: from.toISOString(), until: until.toISOString(), issues: sums.asks.n, ripe: sums.again.n, customers: sums.asks.customers, asksPerIssue: clusteredMean(sums.asks), peoplePerIssue: clusteredMean(sums.people),
        askedAgain, breaks: sums.breaks.flatMap(({ code, sums: own }) => (own.s === 0 ? [] : [{ code, issues: own.s, share: clusteredShare(own) }])), askedAgainCorrected: correctedShare(askedAgain, judged, standing), unanswered: clusteredShare(sums.unanswered), byAsks, windowDays: windowMs / DAY_MS,
        model: made === null ? null : { madeAt: made.madeAt.toISOString(), contacts: made.contacts, customers: made.customers }, quality: threadQuality(judged, standing), waiting,
      };
    },
    judge: (pair: { readonly a: string; readonly b: string; readonly together: boolean; readonly drawn: boolean }, by: string): Promise<number> => judgeContacts(judging, { ...pair, a: parsePublicId('interaction', pair.a), b: parsePublicId('interaction', pair.b) }, by),
    takeOut: (issue: string, interaction: string, by: string): Promise<number[]> => takeOutOfIssue(judging, parsePublicId('issue', issue), parsePublicId('interaction', interaction), by),
    moveTo: (issue: string, { interaction, to }: { readonly interaction: string; readonly to: string }, by: string): Promise<number[]> => moveToIssue(judging, { from: parsePublicId('issue', issue), interaction: parsePublicId('interaction', interaction), to: parsePublicId('issue', to) }, by),
    undoWords: (words: readonly string[], by: string): Promise<number> => undoWords(judging, words.map(Number), by),
    /** Pairs for people to judge, drawn the same for one person on one day. */
    async pairsToJudge(limit: number, by: string): Promise<AskedPair[]> {
      const since = new Date(clock() - PERIOD_DAYS * DAY_MS);
      const drawn = await drawnPairs(database, identity.withOwners, since, PAIR_MS, `${by} ${new Date(clock()).toISOString().slice(0, 10)}`, limit);
      const contacts = new Map((await contactsByInteraction(database, drawn.flatMap(({ a, b }) => [a, b]))).map((row) => [row.body.interaction, row]));
      // Several pairs of one customer are explained by putting their contacts together once.
      const whyOf = new Map([...new Set(drawn.map(({ customer }) => customer))].map((customer) => [customer, explained(customer)]));
      return Promise.all(drawn.flatMap(({ a, b, customer, together }) => {
        const [first, second] = [contacts.get(a), contacts.get(b)];
        if (first === undefined || second === undefined) return [];
        return [(async (): Promise<AskedPair> => {
          const why = (await whyOf.get(customer))?.get(b);
          return { customer: publicId('customer', customer), a: presentContact(first, true), b: presentContact(second, false, why), together, sure: surenessOf(why?.bits ?? Number.NEGATIVE_INFINITY) };
        })()];
      }));
    },
  };
}

export type Journeys = ReturnType<typeof createJourneys>;
