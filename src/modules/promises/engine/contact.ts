import type { IssueTrack } from './issue.ts';
import type { RemedyTrack } from './remedy-given.ts';

/** What a contact is, as bits of `marks`. */
export const MARK = {
  /** A customer turns to the company in words, on a channel on which people speak with each other. */
  ASKS: 1 << 0,
  /** Their words hold a question. */
  QUESTION: 1 << 1,
  /** Their words were read as a complaint, also where the word does not stand. */
  COMPLAINT: 1 << 2,
  /** Somebody of the company speaks, not a machine. */
  PERSON: 1 << 3,
  /** A message of the company to the customer. */
  SENT: 1 << 4,
  /** Sent by a machine by itself: an auto-reply, an out-of-office notice. */
  AUTOMATIC: 1 << 5,
  /** Both speak, in turns. */
  TALK: 1 << 6,
  /** The source says that somebody was handed on to another channel or team, or came from one. */
  HANDED_ON: 1 << 7,
  HANDED_IN: 1 << 8,
  /** Staff asks to be told what happened. */
  ASKS_STORY: 1 << 9,
  /** The customer says that they told it before. */
  SAYS_TOLD: 1 << 10,
  /** The customer tells at length. */
  TELLS: 1 << 11,
  /** Money went back. */
  REFUND: 1 << 12,
  /** Of the office that serves, not the one that advertises. */
  SERVICE: 1 << 13,
  /** Said to, or paid to, another claim, about an order of this customer: it may keep a promise, and sets none off. */
  ELSEWHERE: 1 << 14,
  /** Our message asks something of the customer: who answers it does not come again. */
  REQUESTS: 1 << 15,
  /** Our message says that something will be late. */
  SAYS_LATE: 1 << 16,
} as const;

/** What may be given as a word: news, money, a thing. */
export const GIVEN_KINDS = ['reply', 'refund', 'deliver'] as const;
export type GivenKind = (typeof GIVEN_KINDS)[number];

/** A promise with a deadline that staff made in words. `inWorkingDays`: named in working days, `dueMs` counted in calendar days. Units: ms since 1970. */
export type Given = { readonly kind: GivenKind; readonly dueMs: number; readonly inWorkingDays: boolean };

/**
 * One interaction as promises are judged by: numbers alone, read once, however many promises look at it.
 * Shape: `threads` what ties messages together (ticket, mail, session) and `orders` which orders it names, both hashed; `answeredMs` when a person of the company first answers within a talk, null for none. `key` names the interaction for ever and whenever it came. Units: ms since 1970.
 */
export type Contact = {
  readonly number: number; readonly key: string; readonly node: number; readonly atMs: number; readonly endsMs: number; readonly channel: string; readonly brand: string; readonly marks: number;
  readonly threads: readonly number[]; readonly orders: readonly number[]; /** Numbers that stand in the words, hashed: of orders, where the customer has one of that number. */ readonly numbers: readonly number[]; readonly given: readonly Given[]; readonly answeredMs: number | null;
  /** From or to which channel or team somebody was handed; empty where it is not said. */
  readonly from: string;
};

/** How one order went. Shape: null where nobody said so; `number`, `node` of the interaction that placed it or spoke of it first. Units: ms since 1970. */
export type OrderTrack = {
  readonly order: number; readonly number: number; readonly node: number; readonly brand: string; readonly placedMs: number | null; readonly promisedMs: number | null;
  readonly delivered: Fact | null; readonly returned: Fact | null; readonly refunded: readonly Fact[]; readonly cancelledMs: number | null; /** When a source first said that it would be late. */ readonly delayed: Fact | null;
};
export type Fact = { readonly atMs: number; readonly number: number; readonly node: number };

/** Everything that one customer's promises are judged by. Invariant: contacts in the order in which they happened, each once. Shape: issues and remedies empty where no promise needs them. */
export type CustomerHistory = { readonly contacts: readonly Contact[]; readonly orders: readonly OrderTrack[]; readonly issues: readonly IssueTrack[]; readonly remedies: readonly RemedyTrack[] };

/** Two odd factors, one for each half. Source: MurmurHash3's finaliser, FNV-1a's step. */
const [LOW_STEP, HIGH_STEP] = [0x01000193, 0x85ebca6b];
const HIGH_BITS = 2 ** 21;

/** A text as a number: only to tell whether two texts are the same. Units: 53 bits, so that even among millions no two are likely to meet. */
export function hashed(text: string): number {
  let low = 0x811c9dc5;
  let high = 0x9747b28c;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    low = Math.imul(low ^ code, LOW_STEP);
    high = Math.imul((high ^ code) + (low >>> 16), HIGH_STEP);
  }
  return ((high >>> 0) % HIGH_BITS) * 2 ** 32 + (low >>> 0);
}

/** An order as a number. People write its number in small letters too. */
export const hashedOrder = (brand: string, id: string): number => hashed(`${brand} ${id.toUpperCase()}`);

/**
 * Contacts in the order in which they happened, each once: what arrived twice or in another order is the same history. Whoever says the number of an order of theirs speaks of that order.
 * `ordered`: orders that are known besides. `elsewhere`: what was said or paid about orders to any claim, by order: who was written to at another address was told all the same.
 */
export function inOrder(contacts: readonly Contact[], ordered: readonly number[] = [], elsewhere: ReadonlyMap<number, readonly Contact[]> = new Map()): Contact[] {
  const known = new Set([...ordered, ...contacts.flatMap(({ orders }) => orders)]);
  const named = contacts.map((one) => {
    const said = one.numbers.filter((number) => (known.has(number) || elsewhere.has(number)) && !one.orders.includes(number));
    return said.length === 0 ? one : { ...one, orders: [...one.orders, ...said] };
  });
  const own = new Set(contacts.map(({ key }) => key));
  const besides = [...new Set(named.flatMap(({ orders }) => orders))].flatMap((order) => elsewhere.get(order) ?? []).filter(({ key }) => !own.has(key)).map((one) => ({ ...one, marks: one.marks | MARK.ELSEWHERE }));
  const sorted = [...named, ...besides].toSorted((a, b) => a.atMs - b.atMs || (a.key < b.key ? -1 : Number(a.key > b.key)));
  return sorted.filter((one, at) => at === 0 || one.key !== sorted[at - 1]?.key);
}

/** What may keep promises about orders to whomever it was said or paid, by order. */
export function byOrder(contacts: Iterable<Contact>): Map<number, Contact[]> {
  const by = new Map<number, Contact[]>();
  for (const one of contacts) {
    if ((one.marks & (MARK.SENT | MARK.REFUND)) === 0) continue;
    for (const order of one.orders) {
      const about = by.get(order);
      if (about === undefined) by.set(order, [one]);
      else about.push(one);
    }
  }
  return by;
}

export const isMarked = ({ marks }: Contact, mark: number): boolean => (marks & mark) !== 0;
export const share = (some: readonly number[], others: readonly number[]): boolean => some.some((one) => others.includes(one));
