import { rememberedBy } from '../../kernel/remembered.ts';
import type { Analytics } from '../../platform/clickhouse/analytics.ts';
import type { OrderState } from '../subjects/contract.ts';
import type { Subjects } from '../subjects/index.ts';
import { complaintsRead, type Readings } from '../voice/index.ts';
import { createContactMemory } from './contact-memory.ts';
import type { IssuesOfWhom, IssueWithContacts, Journeys } from '../journeys/index.ts';
import { byOrder, hashedOrder, inOrder, type Contact, type CustomerHistory } from './engine/contact.ts';
import type { RemedyTrack } from './engine/remedy-given.ts';
import { issueTracks } from './issue-tracks.ts';
import { orderTrack } from './engine/order-track.ts';
import { numbersSaid, readContact } from './engine/read-contact.ts';
import { complainedIn, customersOn, historyOf, historySize, pagesOf, toldOn, type OwnedRow, type Page } from './history-log.ts';
import { CLAUSES_OVER_ISSUES, type Terms } from './terms/contract.ts';
import { createToldPlaces, type ToldPlaces } from './told-places.ts';

/** What must be known of customers besides contacts. */
export type Needs = { readonly orders: boolean; readonly complaints: boolean; readonly issues: boolean; readonly remedies: boolean };
/** One customer with everything that promises are judged by. `isByHand`: somebody parted or joined their issues. */
export type Judged = { readonly customer: number; readonly history: CustomerHistory; readonly isByHand: boolean };
type Besides = { readonly issues: ReadonlyMap<number, readonly IssueWithContacts[]>; readonly remedies: ReadonlyMap<number, readonly RemedyTrack[]> };
/** What is owed to customers for promises that broke, by customer. */
type RemediesOf = (whom: IssuesOfWhom) => Promise<ReadonlyMap<number, readonly RemedyTrack[]>>;

/** Interactions of a history that is held at once, and of a page of a longer one: small pages are read without much memory to be cleared of. */
const ROWS = { atOnce: 400_000, onPage: 100_000 };
const ORDERS_AT_ONCE = 1_000;
/** Contacts that are remembered of a few customers, and of all: about as many as a company of 500,000 interactions has (100 MB), while somebody tests promises. Units: ms. */
const OF_SOME = { most: 20_000, forMs: 600_000 };
const OF_ALL = { most: 200_000, forMs: 600_000 };
const NOBODY = 0;
const EVERYBODY: Page = { from: 0, before: Number.MAX_SAFE_INTEGER, homes: [] };
/** How long everybody's histories are good for, where they are few enough to be held: whoever changes terms and tests again waits for no reading. Units: ms. */
const FRESH_MS = 60_000;

/** What must be known to judge by all of these terms. */
export function needsOf(terms: readonly Terms[]): Needs {
  const some = (is: (clause: Terms['clause']) => boolean): boolean => terms.some(({ clause }) => is(clause));
  return {
    orders: some(({ type }) => type === 'outcome-as-ordered' || type === 'told-before' || type === 'followed-through'), complaints: some((clause) => (clause.type === 'response-deadline' || clause.type === 'final-answer') && clause.to === 'complaint'),
    issues: some(({ type }) => type === 'told-before' || CLAUSES_OVER_ISSUES.has(type)), remedies: some(({ type }) => type === 'remedy-given'),
  };
}

/** Histories of customers, out of what the history holds and what is known of their orders. */
export function createHistories(deps: { readonly clock: () => number; readonly analytics: Analytics; readonly subjects: Pick<Subjects, 'ordersOfCustomers'>; readonly readings: Pick<Readings, 'shown'>; readonly journeys: Pick<Journeys, 'issuesOfMany'>; readonly remediesOf: RemediesOf; readonly zone: string; readonly rows?: typeof ROWS }) {
  const { rows = ROWS } = deps;
  const read = createContactMemory(deps.zone, OF_SOME);
  const readAll = createContactMemory(deps.zone, OF_ALL);
  const once = { forMs: FRESH_MS, most: 1, clock: deps.clock };
  const lately = { contacts: rememberedBy<Map<number, Contact[]>>(once), orders: rememberedBy<Map<number, OrderState[]>>(once), besides: rememberedBy<Besides>({ ...once, most: 2 }), judged: rememberedBy<Judged[]>(once) };

  const complaints = ({ complaints: isAsked }: Pick<Needs, 'complaints'>) => (isAsked ? complaintsRead(deps.readings.shown().version) : null);

  async function ordersOf(customers: readonly number[]): Promise<Map<number, OrderState[]>> {
    const orders = new Map<number, OrderState[]>();
    for (let from = 0; from < customers.length; from += ORDERS_AT_ONCE) for (const [customer, own] of await deps.subjects.ordersOfCustomers(customers.slice(from, from + ORDERS_AT_ONCE))) orders.set(customer, own);
    return orders;
  }

  /** What is known beside contacts, of customers whose interactions were read. */
  async function besides(whom: IssuesOfWhom, untilMs: number, needs: Needs): Promise<Besides> {
    const [issues, remedies] = await Promise.all([needs.issues ? deps.journeys.issuesOfMany(whom, untilMs) : [], needs.remedies ? deps.remediesOf(whom) : new Map<number, readonly RemedyTrack[]>()]);
    return { issues: Map.groupBy(issues, ({ customer }) => customer), remedies };
  }

  function judged(customer: number, contacts: readonly Contact[], orders: readonly OrderState[], node: number, elsewhere: ReadonlyMap<number, readonly Contact[]>, { issues, remedies }: Besides): Judged {
    const ordered = inOrder(contacts, orders.map(({ brand, id }) => hashedOrder(brand, id)), elsewhere);
    const own = issues.get(customer) ?? [];
    return {
      customer, isByHand: own.some((issue) => issue.contacts.some(({ isByPerson }) => isByPerson)),
      history: { contacts: ordered, orders: orders.map((order) => orderTrack(order, ordered, contacts[0]?.node ?? node)), issues: issueTracks(own, ordered), remedies: remedies.get(customer) ?? [] },
    };
  }

  function contactsBy(rows: readonly OwnedRow[], ownerOf: (row: OwnedRow) => number, by = read): Map<number, Contact[]> {
    const found = new Map<number, Contact[]>();
    for (const row of rows) {
      const contact = by(row);
      if (contact === null) continue;
      // What nobody known said is of somebody else each time.
      const owner = ownerOf(row) === NOBODY ? -row.number : ownerOf(row);
      const own = found.get(owner);
      if (own === undefined) found.set(owner, [contact]);
      else own.push(contact);
    }
    return found;
  }

  /** What the company said or paid about the orders that rows name, to anybody. */
  async function toldAbout(rows: readonly OwnedRow[], ordered: readonly string[], sinceMs: number, untilMs: number): Promise<Map<number, Contact[]>> {
    const about = [...new Set([...rows.flatMap((row) => [...row.orders, ...numbersSaid(row)]), ...ordered])];
    return byOrder(about.length === 0 ? [] : (await historyOf(deps.analytics, { about, sinceMs }, untilMs, null)).flatMap((row) => read(row) ?? []));
  }

  /** Histories of everybody of whom something is known. `elsewhere`: what was told about their orders to others. */
  function composed(contacts: ReadonlyMap<number, readonly Contact[]>, orders: ReadonlyMap<number, readonly OrderState[]>, known: Besides, elsewhere: readonly Contact[] = []): Judged[] {
    const told = byOrder([...contacts.values(), elsewhere].flat());
    return [...new Set([...contacts.keys(), ...orders.keys(), ...known.issues.keys(), ...known.remedies.keys()])].map((customer) => judged(customer, contacts.get(customer) ?? [], orders.get(customer) ?? [], NOBODY, told, known));
  }

  const noOrders = new Map<number, OrderState[]>();
  const contactsOf = async (whose: Page, untilMs: number, complained: ReturnType<typeof complaints>, by: (row: OwnedRow) => Contact | null): Promise<Map<number, Contact[]>> => contactsBy(await historyOf(deps.analytics, whose, untilMs, complained), ({ owner }) => owner, by);
  const ordersOn = (page: Page): Promise<Map<number, OrderState[]>> => customersOn(deps.analytics, page).then(ordersOf);

  /** Everybody at once: what was read a minute ago serves whatever is asked of it. */
  function everybody(untilMs: number, needs: Needs): Promise<Judged[]> {
    return lately.judged(JSON.stringify(needs), async () => composed(...await Promise.all([
      lately.contacts('', () => contactsOf(EVERYBODY, untilMs, complaints({ complaints: true }), readAll)), needs.orders ? lately.orders('', () => ordersOn(EVERYBODY)) : noOrders,
      lately.besides(JSON.stringify([needs.issues, needs.remedies]), () => besides(EVERYBODY, untilMs, needs)),
    ])));
  }

  /** Those of a page. `places`: where anything was told about orders; `complained`: in which interactions a complaint was read. */
  async function onPage(page: Page, untilMs: number, needs: Needs, { places, complained }: { readonly places: ToldPlaces; readonly complained: ReadonlySet<number> }): Promise<Judged[]> {
    const contactOf = (row: OwnedRow): Contact | null => readContact(complained.has(row.number) ? { ...row, isComplaint: true } : row, deps.zone);
    const [contacts, orders, known] = await Promise.all([contactsOf(page, untilMs, null, contactOf), needs.orders ? ordersOn(page) : noOrders, besides(page, untilMs, needs)]);
    const own = new Set<number>();
    const named = new Set([...orders.values()].flatMap((some) => some.map(({ brand, id }) => hashedOrder(brand, id))));
    for (const some of contacts.values()) for (const one of some) {
      own.add(one.number);
      for (const order of [...one.orders, ...one.numbers]) named.add(order);
    }
    const lying = places.about(named).filter(({ number }) => !own.has(number));
    const others = lying.length === 0 ? [] : await historyOf(deps.analytics, { lying }, untilMs, null);
    return composed(contacts, orders, known, others.flatMap((row) => readContact(row, deps.zone) ?? []));
  }

  return {
    /** Histories of a few customers as of a moment, by whose claims are whose now. Units: ms. */
    async of(customers: readonly { readonly customer: number; readonly homes: readonly number[]; readonly nodes: readonly number[] }[], period: { readonly sinceMs: number; readonly untilMs: number }, needs: Needs): Promise<Judged[]> {
      const { sinceMs, untilMs } = period;
      const ownerOf = new Map(customers.flatMap(({ customer, nodes }) => nodes.map((node) => [node, customer] as const)));
      const numbers = customers.map(({ customer }) => customer);
      const [rows, orders, known] = await Promise.all([historyOf(deps.analytics, { homes: [...new Set(customers.flatMap(({ homes }) => homes))], nodes: [...ownerOf.keys()] }, untilMs, complaints(needs)), needs.orders ? ordersOf(numbers) : new Map<number, OrderState[]>(), besides({ customers: numbers }, untilMs, needs)]);
      const contacts = contactsBy(rows, ({ node }) => ownerOf.get(node) ?? NOBODY);
      const told = await toldAbout(rows, [...orders.values()].flatMap((own) => own.map(({ id }) => id)), sinceMs, untilMs);
      return customers.map(({ customer, nodes }) => judged(customer, contacts.get(customer) ?? [], orders.get(customer) ?? [], nodes[0] ?? NOBODY, told, known));
    },
    /** What these interactions of nobody known set off, each by itself. Units: ms. */
    async ofNobody(nobodys: readonly number[], { sinceMs, untilMs }: { readonly sinceMs: number; readonly untilMs: number }, needs: Needs): Promise<Judged[]> {
      if (nobodys.length === 0) return [];
      const rows = await historyOf(deps.analytics, { nobodys }, untilMs, complaints(needs));
      const told = await toldAbout(rows, [], sinceMs, untilMs);
      return [...contactsBy(rows, () => NOBODY)].map(([customer, contacts]) => judged(customer, contacts, [], NOBODY, told, { issues: new Map(), remedies: new Map() }));
    },
    /** Everybody's, in groups, as of a moment; a minute old at most. Units: ms. Cost: each interaction is read once, a history of 400,000 at most once a minute; a longer one is never held whole. */
    async* all(untilMs: number, needs: Needs): AsyncGenerator<Judged[]> {
      if (await historySize(deps.analytics) <= rows.atOnce) {
        yield await everybody(untilMs, needs);
        return;
      }
      const pages = await pagesOf(deps.analytics, rows.onPage);
      // Looked for once, not for each page.
      const asked = complaints(needs);
      const complained = asked === null ? new Set<number>() : await complainedIn(deps.analytics, asked);
      const places = createToldPlaces();
      for (const page of pages) for (const row of await toldOn(deps.analytics, page)) places.add(row);
      for (const page of pages) yield onPage(page, untilMs, needs, { places, complained });
    },
  };
}

export type Histories = ReturnType<typeof createHistories>;
