import type { Viewer } from '../../kernel/access.ts';
import { AppError } from '../../kernel/app-error.ts';
import { parsePublicId, publicId } from '../../kernel/public-id.ts';
import type { Analytics } from '../../platform/clickhouse/analytics.ts';
import type { Live } from '../../platform/live/live.ts';
import type { Outbox } from '../../platform/outbox/outbox.ts';
import type { Database } from '../../platform/pg/transaction.ts';
import type { Identity, TimelineOwner } from '../identity/index.ts';
import type { CustomerKind, CustomerMoved } from '../identity/contract.ts';
import type { Interactions } from '../interactions/index.ts';
import type { TimelineItem, TimelineQuery } from '../interactions/contract.ts';
import type { Subjects } from '../subjects/index.ts';
import type { OrderState } from '../subjects/contract.ts';
import type { Comparison, Customer, CustomerLine, Findings, ObservedChannels, OrganisationsOfCustomer } from './contract.ts';
import { createConsents } from './consent/consents.ts';
import { customerLines, iso } from './customer-lines.ts';
import { erasureOf } from './erase-store.ts';
import { exportCustomer, type CustomerExport } from './export-customer.ts';
import { findCustomers, type Found } from './find-customers.ts';
import { createFindings } from './findings-of-everything.ts';
import { listenToCustomer, tellMoves } from './listen-to-customer.ts';
import { factsOfCustomers, rulesThatHold } from './golden-of-customers.ts';
import { goldenTraits, NAME_TRAITS, nameOf } from './golden-record.ts';
import { findOrganisations } from './organisation/find-organisations.ts';
import { createSurvivorship } from './survivorship.ts';
import { createCustomerGroups } from './groups/customer-groups.ts';
import { createMakeUp } from './make-up.ts';
import type { HeldBesides } from './kept-besides.ts';
import { latestCustomers } from './latest-customers.ts';
import { mostUsed } from './observed-channels.ts';
import { observedValue } from './observed-value.ts';
import { createCustomerRules } from './customer-rules.ts';
import { presentCustomer, unknownCustomer } from './present-customer.ts';
import { namesOfCustomer, quotedCustomers, type QuotedCustomer } from './quoted-customers.ts';
import { receiveTraits } from './receive-traits.ts';
import { talkingCounts } from './talking-view.ts';

export { createAnswers, type Answers } from './answer/answer.ts';
export { createRetention } from './retention/retentions.ts';
export { createErasures } from './erasures.ts';
export { groupsCountedAt, isInGroups, rowIsInGroups } from './groups/placed-log.ts';
export { TALKING_CHANNELS } from './observed-channels.ts';
export { presentCustomer } from './present-customer.ts';
export { isMasked } from './is-masked.ts';
export { createMakeUpTally, NOT_KNOWN, type MakeUp } from './make-up-tally.ts';
export type { ValuesOfAll } from './value-tally.ts';
export type { QuotedCustomer } from './quoted-customers.ts';
export type { ErasureLedger, LedgerEntry } from './erasures.ts';
export { contentHash, createCustomerRules } from './customer-rules.ts';
export { DEFAULT_RULES, EXAMPLE_PERSONA } from './default-rules.ts';

/** How far back it is looked which channels somebody uses. Units: ms. */
const OBSERVED_MS = 365 * 86_400_000;

/** The 360 view: who somebody is and everything that happened. See README.md. */
export function createCustomers(deps: { readonly database: Database; readonly analytics: Analytics; readonly identity: Identity; readonly interactions: Interactions; readonly subjects: Subjects; readonly outbox: Outbox; readonly live: Live; readonly clock: () => number; /** What modules on the right hold of people, for access exports. */ readonly heldBesides?: readonly HeldBesides[] }) {
  deps.outbox.subscribe('customers', ['interaction.recorded'], (events, tx) => receiveTraits(tx, events));
  deps.outbox.subscribe('customers-live', ['customer.merged', 'customer.split'], async (events) => { tellMoves(deps.live, events as readonly CustomerMoved[]); });
  const findings = createFindings(deps);
  const rules = createCustomerRules(deps);
  const consents = createConsents(deps);
  const makeUp = createMakeUp({ ...deps, rules });

  const numberOf = (id: string): Promise<number> => presentCustomer(deps.identity, id);

  async function whoseIs(id: string): Promise<TimelineOwner> {
    const whose = await deps.identity.whose(parsePublicId('customer', id));
    if (whose === null) throw unknownCustomer();
    return whose;
  }

  async function list(found: readonly Found[], limit: number): Promise<CustomerLine[]> {
    return customerLines(deps, found.slice(0, limit));
  }

  async function pageOf(whose: TimelineOwner): Promise<Customer> {
    const { customer } = whose;
    const [who] = await deps.identity.describe([customer]);
    if (who === undefined) throw unknownCustomer();
    const [facts, words, channels, orders] = await Promise.all([factsOfCustomers(deps, [who], true), rulesThatHold(deps.database), deps.interactions.channelsOf(whose), deps.subjects.ordersOfNodes(who.nodes, customer)]);
    const interactions = channels.reduce((sum, one) => sum + Number(one.count), 0);
    const erasure = interactions > 0 ? null : await erasureOf(deps.database, customer);
    const golden = goldenTraits(facts.get(customer) ?? [], words);
    return {
      id: publicId('customer', customer), formerIds: who.formerIds.map((former) => publicId('customer', former)), kind: who.kind, name: nameOf(golden), brands: who.brands.filter((brand) => brand !== ''),
      traits: golden.map(({ atMs, lost, ...trait }) => ({ ...trait, at: new Date(atMs).toISOString(), lost: lost.map(({ atMs: lostMs, ...other }) => ({ ...other, at: new Date(lostMs).toISOString() })) })), identifiers: who.identifiers.map(({ type, value, verified }) => ({ type, value, verified })),
      claims: who.claims, claimsRead: who.nodes.length, interactions, firstSeenAt: earliest(channels.flatMap((one) => (one.firstMetAt === null ? [] : [iso(one.firstMetAt)]))), lastSeenAt: latest(channels.flatMap((one) => (one.metAt === null ? [] : [iso(one.metAt)]))),
      channels: channels.map((one) => ({ channel: one.channel, office: one.office, count: Number(one.count), lastAt: iso(one.lastAt) })), observedValue: observedValue(orders, deps.clock()),
      erased: erasure === null ? null : { at: erasure.erasedAt.toISOString(), certificate: publicId('erasure', erasure.number) },
    };
  }

  return {
    /** Stages, personas and segments: their rules, versions, and whom they fit. */
    rules,
    /** Whose word counts when sources contradict each other. */
    survivorship: createSurvivorship(deps),
    /** Consent per purpose and channel. */
    consents,
    /** How all customers are made up by what is known of them, and what each spent in the last 365 days, counted in the background. */
    makeUp,
    /** Groups of customers by lifecycle stage, persona, value segment and saved segment. */
    groups: createCustomerGroups({ ...deps, rules, makeUp }),
    /** Search, or without a question the latest seen. */
    async search(query: { readonly q?: string | undefined; readonly identifier?: string | undefined; readonly kind?: CustomerKind | undefined; readonly channel?: string | undefined; readonly after?: string | undefined; readonly limit: number }, viewer: Viewer | null): Promise<{ customers: CustomerLine[]; total: number; next: string | null }> {
      if ((query.q ?? '').trim() !== '' || query.identifier !== undefined) {
        const lines = await list(await findCustomers(deps, query, viewer), query.limit);
        const customers = query.kind === undefined ? lines : lines.filter((line) => line.kind === query.kind);
        return { customers, total: customers.length, next: null };
      }
      const kind = query.kind ?? 'person';
      const [page, total] = await Promise.all([latestCustomers(deps, kind, query.channel ?? null, query.after ?? null, query.limit), deps.identity.countOf(kind)]);
      return { customers: await list(page.customers.map((customer) => ({ customer, matched: '' })), query.limit), total, next: page.next };
    },
    one: async (id: string): Promise<Customer> => pageOf(await whoseIs(id)),
    /** Everything that is held of a customer, for whoever asked for their data. */
    async exportOf(id: string): Promise<CustomerExport> {
      const whose = await whoseIs(id);
      return exportCustomer(deps, whose, await pageOf(whose), await consents.held(whose.customer));
    },
    async timeline(id: string, query: TimelineQuery): Promise<{ customer: string; items: TimelineItem[]; next: string | null }> {
      const whose = await whoseIs(id);
      return { customer: publicId('customer', whose.customer), ...await deps.interactions.timeline(whose, query) };
    },
    /** Every name that a customer's claims gave, to be hidden in running text. */
    async namesOf(id: string): Promise<string[]> {
      return namesOfCustomer(deps, await numberOf(id));
    },
    /** Who made these claims, to stand beside what they said. */
    quoted: (nodes: readonly number[], isNamed: boolean): Promise<Map<number, QuotedCustomer>> => quotedCustomers(deps, nodes, isNamed),
    async orders(id: string): Promise<OrderState[]> {
      const customer = await numberOf(id);
      return deps.subjects.ordersOfNodes(await deps.identity.nodesOf(customer), customer);
    },
    /** Two customers side by side. Errors: `not-found`; `conflict` when they are one customer by now. */
    async compare(id: string, other: string): Promise<Comparison> {
      const [left, right] = await Promise.all([whoseIs(id), whoseIs(other)]);
      if (left.customer === right.customer) throw new AppError('conflict', 'one-customer', 'These are one customer by now: there is nothing to compare.');
      const side = async (whose: TimelineOwner): Promise<Comparison['left']> => {
        const [nodes, page] = await Promise.all([whose.nodes ?? deps.identity.nodesOf(whose.customer), pageOf(whose)]);
        return { customer: page, orders: new Set((await deps.subjects.orderCountsOfNodes(nodes)).map(({ orderId }) => orderId)).size };
      };
      const [leftSide, rightSide, exactly] = await Promise.all([side(left), side(right), deps.identity.compareExactly(left.customer, right.customer)]);
      return { left: leftSide, right: rightSide, reasons: exactly?.reasons ?? [], decisions: exactly?.decisions ?? [] };
    },
    /** Which organisations a customer likely belongs to, and why. */
    organisations: (id: string): Promise<OrganisationsOfCustomer> => findOrganisations(deps, id),
    /** By which channels somebody turned to the company in the last 365 days. */
    async observedChannels(id: string): Promise<ObservedChannels> {
      const [whose, untilMs] = [await whoseIs(id), deps.clock()];
      const fromMs = untilMs - OBSERVED_MS;
      return { customer: publicId('customer', whose.customer), from: new Date(fromMs).toISOString(), until: new Date(untilMs).toISOString(), ...mostUsed(await talkingCounts(deps.analytics, whose, fromMs, untilMs)) };
    },
    /** Calls `hear` with each new interaction of a customer and the names that it gives, and `moved` when claims came or went; goes with the person when they are joined with somebody. Answers a function that stops it. */
    async listen(id: string, hear: (item: TimelineItem, names: readonly string[]) => void, moved: () => void): Promise<() => void> {
      return listenToCustomer(deps.live, parsePublicId('customer', id), await numberOf(id), ({ item, traits }) => { hear(item, namesAmong(traits)); }, moved);
    },
    /** What we found, at most 5 s old, and asked no earlier than `sinceMs`. */
    findings: (sinceMs: number | null = null): Promise<Findings> => findings(sinceMs),
    /** Whether nothing was ever recorded here. */
    isEmpty: async (): Promise<boolean> => (await deps.interactions.pulse()).total === 0,
  };
}

export type Customers = ReturnType<typeof createCustomers>;

function namesAmong(traits: Readonly<Record<string, unknown>>): string[] {
  return NAME_TRAITS.flatMap((name) => (typeof traits[name] === 'string' ? [traits[name]] : []));
}

function earliest(times: readonly string[]): string | null {
  return times.length === 0 ? null : times.reduce((a, b) => (a < b ? a : b));
}

function latest(times: readonly string[]): string | null {
  return times.length === 0 ? null : times.reduce((a, b) => (a > b ? a : b));
}
