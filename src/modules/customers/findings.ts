import { publicId } from '../../kernel/public-id.ts';
import type { Finding, Findings } from './contract.ts';

/** Customers whose claims carry the same name and one more thing about them. */
export type SharedTraits = { readonly name: string; readonly trait: 'postcode' | 'birthDate' | 'street' | 'phone' | 'email'; readonly customers: readonly number[] };
/** How often a customer turned to us about one order. */
export type OrderContacts = { readonly customer: number; readonly order: string; readonly contacts: number; readonly channels: readonly string[]; readonly firstMs: number; readonly lastMs: number };
/** The first message of a customer after which we said nothing. */
export type Unanswered = { readonly customer: number; readonly channel: string; readonly askedMs: number; readonly about: string };
/** An order that came back after its customer complained about it. */
export type ReturnAfterComplaint = { readonly customer: number; readonly order: string; readonly complaint: string; readonly complainedMs: number; readonly returnedMs: number };

/** How much there is of what findings rest on. Units: counts; ms since 1970. */
export type Ground = {
  readonly interactions: number; readonly customers: number; readonly firstMs: number | null; readonly lastMs: number | null;
  /** Customers of whom a name is known. */
  readonly named: number;
  /** Customers of whom a name and a postcode, street or birth date are known. */
  readonly described: number;
  readonly orders: number; readonly customersAskingAboutOrders: number; readonly contacts: number;
  /** Messages to us of channels where an answer is a message too, their customers, and our messages there. */
  readonly messagesIn: number; readonly customersWriting: number; readonly messagesOut: number;
  readonly returnedOrders: number; readonly complaints: number;
};

export type FindingsInput = {
  readonly nowMs: number; readonly ground: Ground; readonly shared: readonly SharedTraits[]; readonly contacts: readonly OrderContacts[]; readonly unanswered: readonly Unanswered[]; readonly returned: readonly ReturnAfterComplaint[];
  /** How many there are in all where the lists above are cut. */
  readonly totals: { readonly contacts: number; readonly unanswered: number; readonly returned: number; /** Whether there is more of `shared` than is given. */ readonly isSharedCut?: boolean };
  readonly names: ReadonlyMap<number, string>;
};

const DAY_MS = 86_400_000;
/** People listed under a finding. */
const LISTED = 100;
/** A name shared by more customers than this, with the same trait, is a placeholder or a role, not a person with several records. */
const MANY = 5;
/** A message younger than this, by the end of the data, may still be on somebody's desk. */
const PATIENCE_MS = 2 * DAY_MS;

/** What can be said at once about what was imported, in plain words, each finding with the people behind it; and what can't be said yet, with the file that would say it. */
export function makeFindings(input: FindingsInput): Findings {
  const { ground } = input;
  const findings = [severalRecords(input), askedThreeTimes(input), longestUnanswered(input), returnedAfterComplaint(input)].filter((finding) => finding !== null);
  return {
    at: new Date(input.nowMs).toISOString(), interactions: ground.interactions, customers: ground.customers,
    period: ground.firstMs === null || ground.lastMs === null ? null : { from: new Date(ground.firstMs).toISOString(), to: new Date(ground.lastMs).toISOString() },
    findings, cannotSay: cannotSay(ground),
  };
}

const TRAIT_WORDS = { postcode: 'postcode', birthDate: 'date of birth', street: 'street', phone: 'phone number', email: 'e-mail address' } as const;

function severalRecords({ shared, ground, names, totals }: FindingsInput): Finding | null {
  const groups = new Map<string, { name: string; customers: Set<number>; traits: Set<SharedTraits['trait']> }>();
  for (const { name, trait, customers } of shared) {
    const distinct = [...new Set(customers)].sort((a, b) => a - b);
    if (distinct.length < 2 || distinct.length > MANY || isPlaceholderName(name)) continue;
    const key = distinct.join(' ');
    const group = groups.get(key) ?? { name, customers: new Set(distinct), traits: new Set() };
    group.traits.add(trait);
    groups.set(key, group);
  }
  if (groups.size === 0) return null;
  const people = [...groups.values()].sort((a, b) => b.traits.size - a.traits.size || b.customers.size - a.customers.size);
  const records = people.reduce((sum, group) => sum + group.customers.size, 0);
  return {
    key: 'several-records', title: `${totals.isSharedCut === true ? 'More than ' : ''}${people.length === 1 ? 'One person seems' : `${count(people.length)} people seem`} to be several records`,
    sentence: `${totals.isSharedCut === true ? 'More than ' : ''}${count(records)} of ${count(ground.described)} customers whose name and address or birth date are known share both with another record. Nobody was joined: look at each and say whether they are one person.`,
    count: people.length, outOf: ground.described, evidence: 'Same name and same postcode, street or date of birth in different records. A parent and child of one name, or neighbours, look the same.',
    people: people.slice(0, LISTED).flatMap((group) => [...group.customers].map((customer) => ({ customer: publicId('customer', customer), name: names.get(customer) ?? group.name, detail: `Same name and same ${listWords([...group.traits].map((trait) => TRAIT_WORDS[trait]))} as ${group.customers.size - 1} other ${group.customers.size === 2 ? 'record' : 'records'}`, order: null }))),
  };
}

/** Names that forms and test data leave behind. */
function isPlaceholderName(name: string): boolean {
  return name.trim().length < 4 || !/\s/.test(name.trim()) || /^(?:test|unknown|n a|guest|customer|no name|max mustermann|john doe|jane doe|anonym\w*)\b/i.test(name.trim());
}

function askedThreeTimes({ contacts, totals, ground, names }: FindingsInput): Finding | null {
  const enough = contacts.filter((one) => one.contacts >= 3);
  if (enough.length === 0) return null;
  const people = new Set(enough.map((one) => one.customer)).size;
  const all = Math.max(totals.contacts, people);
  const worst = enough.reduce((a, b) => (b.contacts > a.contacts ? b : a));
  return {
    key: 'asked-three-times', title: `${count(all)} ${all === 1 ? 'person' : 'people'} wrote or called three times or more about one order`,
    sentence: `${count(all)} of ${count(ground.customersAskingAboutOrders)} customers who asked about an order had to ask three times or more; one asked ${worst.contacts} times in ${days(worst.lastMs - worst.firstMs)} over ${worst.channels.length} ${worst.channels.length === 1 ? 'channel' : 'channels'}.`,
    count: all, outOf: ground.customersAskingAboutOrders, evidence: 'Counted: messages, calls and chats to you that name the same order. Contacts that name no order are not in it, so there may be more.',
    people: [...enough].sort((a, b) => b.contacts - a.contacts || a.firstMs - b.firstMs).slice(0, LISTED).map((one) => ({ customer: publicId('customer', one.customer), name: names.get(one.customer) ?? null, detail: `${one.contacts} times in ${days(one.lastMs - one.firstMs)}: ${listWords([...one.channels])}`, order: one.order })),
  };
}

function longestUnanswered({ unanswered, totals, ground, names }: FindingsInput): Finding | null {
  const endMs = ground.lastMs;
  if (endMs === null || ground.messagesOut === 0) return null;
  const old = unanswered.filter((one) => endMs - one.askedMs >= PATIENCE_MS).sort((a, b) => a.askedMs - b.askedMs);
  const [longest] = old;
  if (longest === undefined) return null;
  const all = Math.max(old.length, totals.unanswered);
  return {
    key: 'longest-unanswered', title: `The longest unanswered message has waited ${days(endMs - longest.askedMs)}`,
    sentence: `${count(all)} of ${count(ground.customersWriting)} customers who wrote have had no message from you after theirs for two days or more, counted to the end of the data (${new Date(endMs).toISOString().slice(0, 10)}).`,
    count: all, outOf: ground.customersWriting, evidence: 'Counted from dates: no later message to the same customer by any channel that was imported. An answer given elsewhere, or a message that needs none, can\'t be told apart here.',
    people: old.slice(0, LISTED).map((one) => ({ customer: publicId('customer', one.customer), name: names.get(one.customer) ?? null, detail: `${days(endMs - one.askedMs)} (${one.channel}, ${new Date(one.askedMs).toISOString().slice(0, 10)})${one.about === '' ? '' : `: ${one.about.slice(0, 140)}`}`, order: null })),
  };
}

function returnedAfterComplaint({ returned, totals, ground, names }: FindingsInput): Finding | null {
  const after = returned.filter((one) => one.returnedMs > one.complainedMs);
  if (after.length === 0) return null;
  const all = Math.max(after.length, totals.returned);
  const typical = [...after].map((one) => one.returnedMs - one.complainedMs).sort((a, b) => a - b)[Math.floor(after.length / 2)] ?? 0;
  return {
    key: 'returned-after-complaint', title: `${count(all)} ${all === 1 ? 'order was' : 'orders were'} returned after a complaint`,
    sentence: `${count(all)} of ${count(ground.returnedOrders)} returned orders had a complaint before they came back, half of them within ${days(typical)}. Between complaint and return there was time to act.`,
    count: all, outOf: ground.returnedOrders, evidence: 'A rating in the lower two fifths of its scale, or a message recorded as a complaint, that names the order, before its return. It does not say that the complaint caused the return.',
    people: [...after].sort((a, b) => a.complainedMs - b.complainedMs).slice(0, LISTED).map((one) => ({ customer: publicId('customer', one.customer), name: names.get(one.customer) ?? null, detail: `${one.complaint}, returned ${days(one.returnedMs - one.complainedMs)} later`, order: one.order })),
  };
}

function cannotSay(ground: Ground): Findings['cannotSay'] {
  const gaps: Findings['cannotSay'] = [];
  if (ground.interactions === 0) return [{ question: 'Anything about your customers', because: 'Nothing has been imported yet.', bring: 'Orders, tickets, mails, chats, calls or reviews: any file of them is a beginning.' }];
  if (ground.described === 0) {
    gaps.push({ question: 'Whether some people are in your data several times', because: ground.named === 0 ? 'No names are known.' : 'Names are known, but no postcodes, streets or dates of birth beside them.', bring: 'A file of customers with name and address (an export of the shop or the customer system).' });
  }
  if (ground.orders === 0) gaps.push({ question: 'Who had to ask again and again about one order', because: 'No orders are known.', bring: 'A file of orders with number, date and customer.' });
  else if (ground.contacts === 0) gaps.push({ question: 'Who had to ask again and again about one order', because: 'Orders are known, but no messages, calls or chats.', bring: 'Tickets, mails, chats or calls, if possible with the order number.' });
  else if (ground.customersAskingAboutOrders === 0) gaps.push({ question: 'Who had to ask again and again about one order', because: 'No message, call or chat names an order.', bring: 'An export of tickets, chats or calls with a column for the order number.' });
  if (ground.messagesIn === 0) gaps.push({ question: 'Who is waiting for an answer', because: 'No messages to you are known.', bring: 'A mailbox, or an export of tickets, with what customers wrote.' });
  else if (ground.messagesOut === 0) gaps.push({ question: 'Who is waiting for an answer', because: 'Only what customers wrote was imported; without your answers everything would look unanswered.', bring: 'The sent mails too (name your own addresses in the mapping), or tickets with the answers of agents.' });
  if (ground.returnedOrders === 0) gaps.push({ question: 'Which orders came back after a complaint', because: 'No returns are known.', bring: 'Returns or refunds with order number and date (a column of the orders file is enough).' });
  else if (ground.complaints === 0) gaps.push({ question: 'Which orders came back after a complaint', because: 'Returns are known, but no low rating or complaint that names an order.', bring: 'Reviews or complaint tickets with the order number.' });
  return gaps;
}

function count(value: number): string {
  return value.toLocaleString('en');
}

function days(ms: number): string {
  const whole = Math.round(ms / DAY_MS);
  if (whole >= 1) return whole === 1 ? 'one day' : `${count(whole)} days`;
  const hours = Math.max(1, Math.round(ms / 3_600_000));
  return hours === 1 ? 'an hour' : `${hours} hours`;
}

function listWords(words: readonly string[]): string {
  return words.length < 2 ? (words[0] ?? '') : `${words.slice(0, -1).join(', ')} and ${words.at(-1) ?? ''}`;
}
