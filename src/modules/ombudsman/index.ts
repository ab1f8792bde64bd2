import { may, type Role, type Viewer } from '../../kernel/access.ts';
import { AppError } from '../../kernel/app-error.ts';
import { parseMoment } from '../../kernel/instant.ts';
import { parsePublicId, publicId } from '../../kernel/public-id.ts';
import { factsOf, type Log } from '../../platform/log/log.ts';
import type { Outbox } from '../../platform/outbox/outbox.ts';
import type { Transaction } from '../../platform/pg/transaction.ts';
import { nodeOfCase } from '../cases/index.ts';
import { presentCustomer } from '../customers/index.ts';
import type { Identity } from '../identity/index.ts';
import { redactText } from '../interactions/index.ts';
import type { EscalationOfCustomer } from '../portal/contract.ts';
import { bringCustomers, CONTACTS_EVERY_MS, type BringDeps } from './bring-customers.ts';
import type { EscalationLine, EscalationView, Matter, OmbudsmanRules, OpenEscalations, Outcome, Stop, YearReport } from './contract.ts';
import { ageDays, mayHappen, type EscalationFact } from './escalation.ts';
import { addFact, escalationOf, eventsOf, holdEscalation, insertEscalation, insertRules, rulesNow, unknownEscalation } from './escalation-store.ts';
import { escalationsBetween, escalationsBy, escalationsIn, escalationsOfNodes, openCount } from './escalation-view.ts';
import { nowOf, presentEscalation, presentLines, presentStops, type PresentDeps, type Reader } from './present-escalations.ts';
import { receiveFromPages } from './receive-from-pages.ts';
import { insertStop, liftStop, stopsInForce, stopsOf } from './stop-store.ts';
import { yearReport } from './year-report.ts';

export { customersBeforeOmbudsman } from './before-ombudsman-view.ts';
export { escalationsHeld, escalationsKept } from './escalation-store.ts';

const LOOK_MS = 60_000;
const FIRST_SHOWN = 3;
const OF_CUSTOMER_MOST = 20;
const MINE_MOST = 100;

export type OmbudsmanDeps = PresentDeps & BringDeps & { readonly identity: Pick<Identity, 'canonical' | 'nodesOf'>; readonly outbox: Pick<Outbox, 'subscribe'>; readonly log: Log; /** Of the company's years. */ readonly zone: string };

/** What somebody brings to the ombudsman. */
export type Brought = { readonly matter: Matter; readonly text: string; readonly case?: string | undefined; readonly customer?: string | undefined };

/** An independent queue that nobody of the line can close, and the right to stop the line. See README.md. */
export function createOmbudsman(deps: OmbudsmanDeps) {
  const { database, clock, identity } = deps;
  deps.outbox.subscribe('ombudsman-pages', ['customer-page.escalated', 'customer-page.escalation-answered'], (events, tx) => receiveFromPages({ clock }, events, tx));
  let timer: NodeJS.Timeout | null = null;
  let looking: Promise<unknown> = Promise.resolve();
  let contactsLookedMs = Number.NEGATIVE_INFINITY;

  /** Adds what happened to an escalation. `seen` null: whatever happened meanwhile does not matter. Errors: `not-found`; `conflict`. */
  async function happen(id: string, by: string, fact: EscalationFact, { seen = null, matter = null }: { readonly seen?: number | null; readonly matter?: Matter | null } = {}): Promise<void> {
    const { rules } = await rulesNow(database);
    await database.transaction(async (tx) => {
      const row = await holdEscalation(tx, parsePublicId('escalation', id));
      if (seen !== null && row.version !== seen) throw new AppError('conflict', 'escalation-changed-meanwhile', 'Something happened after you opened this page. Look at what is new, then do what is still right.');
      const allowed = mayHappen(nowOf(row), fact.kind, clock(), rules.askDays);
      if (!allowed.ok) throw new AppError('conflict', 'escalation-not-now', allowed.refusal);
      await addFact(tx, row, { by, atMs: clock(), fact, matter });
    });
  }

  /** Whose claim is concerned: that of the case, else one of the customer's; 0 for nobody. Errors: `not-found`; `forbidden` for who may not see customers. */
  async function nodeFor({ case: named, customer }: Brought, viewer: Viewer): Promise<{ node: number; caseNumber: number | null }> {
    if (named === undefined && customer === undefined) return { node: 0, caseNumber: null };
    if (!may(viewer, named === undefined ? 'see-customers' : 'see-cases')) throw new AppError('forbidden', 'not-allowed', 'Describe in your words whom it is about: your access does not include customers.');
    if (named !== undefined) { const caseNumber = parsePublicId('case', named); return { node: await nodeOfCase(database, caseNumber), caseNumber }; }
    const [node] = await identity.nodesOf(await presentCustomer(identity, customer ?? ''));
    return { node: node ?? 0, caseNumber: null };
  }

  async function one(id: string, reader: Reader): Promise<EscalationView> {
    const row = await escalationOf(database, parsePublicId('escalation', id));
    if (row === null) throw unknownEscalation();
    return presentEscalation(deps, row, reader);
  }

  const written = (text: string): string => redactText(text, new Set());
  const stopOf = async (row: Awaited<ReturnType<typeof insertStop>>): Promise<Stop> => {
    const [stop] = row === null ? [] : await presentStops(deps, [row]);
    if (stop === undefined) throw new AppError('conflict', 'stop-not-there', 'There is no such stop, or it was lifted already.');
    return stop;
  };

  async function look(): Promise<number> {
    const withContacts = clock() - contactsLookedMs >= CONTACTS_EVERY_MS;
    if (withContacts) contactsLookedMs = clock();
    return bringCustomers(deps, withContacts);
  }

  return {
    /** Brings something to the ombudsman. Errors: `not-found`; `forbidden`. */
    async escalate(brought: Brought, viewer: Extract<Viewer, { kind: 'person' }>): Promise<string> {
      const { node, caseNumber } = await nodeFor(brought, viewer);
      const number = await database.transaction((tx: Transaction) => insertEscalation(tx, { node, origin: viewer.role === 'agent' ? 'agent' : 'employee', matter: brought.matter, cause: null, key: null, caseNumber, by: viewer.id, atMs: clock(), fact: { kind: 'opened', text: written(brought.text), interaction: null } }));
      return publicId('escalation', number ?? 0);
    },
    one,
    async list(state: 'open' | 'closed', limit: number, reader: Reader): Promise<{ escalations: EscalationLine[]; isMore: boolean }> {
      const rows = await escalationsIn(database, state, limit + 1);
      return { escalations: await presentLines(deps, rows.slice(0, limit), reader), isMore: rows.length > limit };
    },
    mine: async (person: string, reader: Reader): Promise<EscalationLine[]> => presentLines(deps, await escalationsBy(database, person, MINE_MOST), reader),
    /** What executives see until it is closed. */
    async open(reader: Reader): Promise<OpenEscalations> {
      const [{ open, oldestAt }, first] = await Promise.all([openCount(database), escalationsIn(database, 'open', FIRST_SHOWN)]);
      return { open, oldestDays: oldestAt === null ? null : ageDays(oldestAt.getTime(), clock()), first: await presentLines(deps, first, reader) };
    },
    note: (id: string, by: string, text: string): Promise<void> => happen(id, by, { kind: 'noted', text: written(text) }),
    ask: (id: string, by: string, { text, seen }: { readonly text: string; readonly seen: number }): Promise<void> => happen(id, by, { kind: 'asked', text: written(text) }, { seen }),
    customerSaid: (id: string, by: string, { settled, words, seen }: { readonly settled: boolean; readonly words: string; readonly seen: number }): Promise<void> => happen(id, by, { kind: 'customer-said', settled, text: written(words), interaction: null }, { seen }),
    close: (id: string, by: string, { outcome, reasons, told, matter, seen }: { readonly outcome: Outcome; readonly reasons: string; readonly told?: string | undefined; readonly matter?: Matter | undefined; readonly seen: number }): Promise<void> => happen(id, by, { kind: 'closed', outcome, text: written(reasons), told: told === undefined ? null : written(told) }, { seen, matter: matter ?? null }),
    reopen: (id: string, by: string, { why, seen }: { readonly why: string; readonly seen: number }): Promise<void> => happen(id, by, { kind: 'reopened', text: written(why) }, { seen }),
    /** What is stopped and concerns somebody of this role. */
    async stops(role: Role | null): Promise<Stop[]> {
      const concerns: Stop['concerns'][] = role === 'brand-office' ? ['everybody', 'brand'] : role === 'service-office' || role === 'agent' ? ['everybody', 'service'] : role === 'employee' || role === null ? ['everybody'] : ['everybody', 'brand', 'service'];
      return presentStops(deps, await stopsInForce(database, concerns));
    },
    /** Stops the line. Errors: `invalid` for an end that is over; `not-found` for an escalation that there is not. */
    async order(asked: { readonly what: string; readonly why: string; readonly concerns: Stop['concerns']; readonly until: string | null; readonly escalation?: string | undefined }, by: string): Promise<Stop> {
      if (asked.until !== null && Date.parse(asked.until) <= clock()) throw new AppError('invalid', 'until-not-ahead', 'Name a moment that is still ahead, or none.');
      const escalation = asked.escalation === undefined ? null : parsePublicId('escalation', asked.escalation);
      if (escalation !== null && await escalationOf(database, escalation) === null) throw unknownEscalation();
      return stopOf(await insertStop(database, { ...asked, what: written(asked.what), why: written(asked.why), escalation, by, atMs: clock() }));
    },
    /** Lifts a stop. Errors: `conflict` for one that is not in force. */
    lift: async (id: string, by: string, why: string): Promise<Stop> => stopOf(await liftStop(database, parsePublicId('stop', id), { by, why: written(why), atMs: clock() })),
    rules: () => rulesNow(database),
    /** Errors: `conflict` when somebody else saved meanwhile. */
    async saveRules(rules: OmbudsmanRules, basedOn: number, note: string, by: string): Promise<void> {
      if (!await insertRules(database, basedOn, { rules, note, by, atMs: clock() })) throw new AppError('conflict', 'rules-changed-meanwhile', 'These limits were changed meanwhile. Load them again.');
    },
    /** A year, until its end or now. Errors: `invalid` for one that has not begun. */
    async report(year: number): Promise<YearReport> {
      const startMs = (of: number): number => parseMoment(`${of}-01-01T00:00:00`, deps.zone)?.atMs ?? Date.UTC(of, 0, 1);
      const [fromMs, untilMs] = [startMs(year), Math.min(startMs(year + 1), clock())];
      if (untilMs <= fromMs) throw new AppError('invalid', 'year-ahead', 'This year has not begun.');
      const [rows, stops] = await Promise.all([escalationsBetween(database, fromMs, untilMs), stopsOf(database, { fromMs, belowMs: untilMs })]);
      return yearReport({ year, zone: deps.zone, fromMs, untilMs }, rows, await presentStops(deps, stops));
    },
    /** Escalations of claims as their customer sees them: those that they brought, and those on which their word was asked. */
    async ofCustomer(nodes: readonly number[]): Promise<EscalationOfCustomer[]> {
      const rows = (await escalationsOfNodes(database, nodes, OF_CUSTOMER_MOST)).filter(({ origin, askedAt }) => origin === 'customer' || askedAt !== null);
      const events = await eventsOf(database, rows.map(({ number }) => number));
      return rows.map(({ number, openedAt, closedAt, askedAt, wordAt }) => ({ number, openedAt: openedAt.toISOString(), closedAt: closedAt?.toISOString() ?? null, isWordAsked: closedAt === null && askedAt !== null && (wordAt === null || wordAt < askedAt), told: toldIn((events.get(number) ?? []).map(({ fact }) => fact)) }));
    },
    /** Brings customers by the rules that hold. Answers how many. */
    look,
    start(): void {
      timer ??= setInterval(() => { looking = looking.then(look).catch((error: unknown) => { deps.log.warn('ombudsman-look-failed', factsOf(error)); }); }, LOOK_MS).unref();
    },
    async stop(): Promise<void> {
      if (timer !== null) clearInterval(timer);
      await looking;
    },
  };
}

export type Ombudsman = ReturnType<typeof createOmbudsman>;

/** What the customer was told last. */
function toldIn(facts: readonly EscalationFact[]): string | null {
  for (const fact of facts.toReversed()) {
    if (fact.kind === 'asked') return fact.text;
    if (fact.kind === 'closed' && fact.told !== null) return fact.told;
  }
  return null;
}
