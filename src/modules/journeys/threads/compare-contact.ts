import { ENDINGS, type Contact, type Ending } from './contact.ts';
import { returningScore, type ReturningWords } from './returning-words.ts';
import { similarWords, type WordWeights } from './word-weights.ts';

/** What is known of words: how rare each is, and in which words and topics somebody comes back. */
export type WordSense = { readonly words: WordWeights; readonly returning: ReturningWords; /** Topics of which nearly all goes on with something: “any news?”. They say that somebody comes back, and nothing of the matter. */ readonly returningTopics: ReadonlySet<string> };

/**
 * What is compared between a contact and an issue so far, and how it may come out. `unknown` says nothing either way.
 * `thing`: the same order (perhaps another product of it), a number that both name, the same product; or others of them. An order says which product it was, so both are weighed together.
 * `thread`: the same ticket or mails that answer each other, the same title with a Re:, or another ticket or thread. `matter`: topics and words together, which tell much of the same; `before-…`: they say that they have been here before about it, and then often say little of the matter itself.
 * `back`: whether they say so at all, or are `silent` about any matter, though what they said is kept: whoever comes with something new says what it is. It tells that they come back, not to which of their issues, so it is counted once a contact (`OF_CONTACT`).
 */
export const COMPARED = {
  thing: ['order', 'order-other-product', 'number', 'product', 'other-order', 'other-number', 'other-product', 'unknown'],
  thread: ['same', 'title', 'other', 'unknown'],
  matter: ['same-alike', 'same-little', 'near-alike', 'near-little', 'differs-alike', 'differs-little', 'alike', 'somewhat', 'little', 'nothing', 'before-alike', 'before-near', 'before-little', 'before', 'unknown'],
  back: ['says', 'silent', 'not', 'unknown'],
  ended: ENDINGS,
  handed: ['on', 'not'],
} as const;
export type Feature = keyof typeof COMPARED;
export const FEATURES = Object.keys(COMPARED) as readonly Feature[];
/** What a contact says whatever it is compared with. */
export const OF_CONTACT: readonly Feature[] = ['back'];
export type Levels = { readonly [One in Feature]: (typeof COMPARED)[One][number] };

/** What a customer spoke of, as voice found it: a topic and the group of topics that it lies in. */
export type ContactTopic = { readonly topic: string; readonly group: string };

/** What an issue holds so far, gathered from its contacts. Units: ms. */
export type IssueSoFar = {
  readonly orders: Set<string>; readonly numbers: Set<string>; readonly tickets: Set<string>; readonly products: Set<string>; readonly letters: Set<string>; readonly subjects: Set<string>; readonly topics: Set<string>; readonly groups: Set<string>;
  /** Words of each of the customer's contacts. */ readonly words: (readonly number[])[];
  /** To which channel the customer was last handed on, and when. */ handedTo: { readonly channel: string; readonly atMs: number } | null;
  lastMs: number; lastChannel: string; /** How its last contact left the matter. */ ended: Ending;
};

export function newIssue(): IssueSoFar {
  return { orders: new Set(), numbers: new Set(), tickets: new Set(), products: new Set(), letters: new Set(), subjects: new Set(), topics: new Set(), groups: new Set(), words: [], handedTo: null, lastMs: Number.NEGATIVE_INFINITY, lastChannel: '', ended: 'open' };
}

/** Adds a contact to what the issue holds. `topic`: of what the customer said, null where it is not known. */
export function gather(issue: IssueSoFar, contact: Contact, topic: ContactTopic | null, { words: weights, returningTopics }: WordSense): void {
  const isTelling = contact.role !== 'reply' && tells(contact.words, weights);
  if (topic !== null && isTelling && !returningTopics.has(topic.topic)) {
    issue.topics.add(topic.topic);
    issue.groups.add(topic.group);
  }
  for (const one of contact.orders) issue.orders.add(one);
  for (const one of contact.numbers) issue.numbers.add(one);
  for (const one of contact.tickets) issue.tickets.add(one);
  for (const one of contact.products) issue.products.add(one);
  if (contact.letter !== null) issue.letters.add(contact.letter);
  if (contact.subject !== null) issue.subjects.add(contact.subject);
  if (isTelling) issue.words.push(contact.words);
  if (contact.handedTo !== null) issue.handedTo = { channel: contact.handedTo, atMs: Math.max(contact.endsMs, contact.atMs) };
  issue.lastMs = Math.max(issue.lastMs, contact.atMs, contact.endsMs);
  issue.lastChannel = contact.channel;
  issue.ended = contact.ends;
}

/** Somebody who is handed on comes within this time. Units: ms. */
const HANDED_MS = 60 * 60_000;
/** The names of one channel where sources differ. */
const CHANNEL: Readonly<Record<string, string>> = { phone: 'call', telephone: 'call', voice: 'call', mail: 'email', 'e-mail': 'email', helpdesk: 'ticket', shop: 'store', 'live-chat': 'chat', chatbot: 'bot' };
const channelOf = (word: string): string => CHANNEL[word.toLowerCase()] ?? word.toLowerCase();

/** Words as alike as this are about one thing. Units: cosine. */
const ALIKE = 0.2;
/** Words that tell less than this say nothing of the matter: yes, perfect, thanks for your help. Units: sum of how rare they are, ln. */
const TELLING_LEAST = 12.5;

/** Whether somebody's words say something of a matter at all. */
const tells = (words: readonly number[], weights: WordWeights): boolean => words.reduce((sum, place) => sum + (weights[place] ?? 0), 0) >= TELLING_LEAST;

const meets = (own: readonly string[], held: ReadonlySet<string>): boolean => own.some((one) => held.has(one));

function thingLevel(contact: Contact, issue: IssueSoFar): Levels['thing'] {
  const isOtherProduct = contact.products.length > 0 && issue.products.size > 0 && !meets(contact.products, issue.products);
  if (meets(contact.orders, issue.orders)) return isOtherProduct ? 'order-other-product' : 'order';
  if (meets(contact.orders, issue.numbers) || meets(contact.numbers, issue.orders) || meets(contact.numbers, issue.numbers)) return 'number';
  if (contact.orders.length > 0 && issue.orders.size > 0) return 'other-order';
  if (meets(contact.products, issue.products)) return 'product';
  if (isOtherProduct) return 'other-product';
  return contact.orders.length + contact.numbers.length > 0 && issue.orders.size + issue.numbers.size > 0 ? 'other-number' : 'unknown';
}

function threadLevel(contact: Contact, issue: IssueSoFar): Levels['thread'] {
  if (meets(contact.tickets, issue.tickets) || meets(contact.answers, issue.letters)) return 'same';
  if (contact.subject !== null && contact.isAnswer && issue.subjects.has(contact.subject)) return 'title';
  return (contact.tickets.length > 0 && issue.tickets.size > 0) || (contact.answers.length > 0 && issue.letters.size > 0) ? 'other' : 'unknown';
}

/** How alike the words are, as far as enough was said. Shape: 0 to 1, null where too little was. */
function likeness(contact: Contact, issue: IssueSoFar, weights: WordWeights): number | null {
  if (issue.words.length === 0 || contact.role === 'reply') return null;
  // Where the matter is read back to them, they say little themselves.
  const own = [contact.words, contact.heard].filter((words) => tells(words, weights));
  if (own.length === 0) return null;
  return Math.max(...own.flatMap((said) => issue.words.map((words) => similarWords(said, words, weights))));
}

/** Whether somebody says that they have been here before, by turns of phrase or by words and topics that were learnt. */
function comesBack(contact: Contact, topic: ContactTopic | null, { returning, returningTopics }: WordSense): boolean {
  return contact.role === 'ask' && (contact.saysBefore || (topic !== null && returningTopics.has(topic.topic)) || returningScore(contact.words, returning) >= returning.from);
}

function backLevel(contact: Contact, topic: ContactTopic | null, sense: WordSense): Levels['back'] {
  if (contact.role !== 'ask') return 'unknown';
  if (comesBack(contact, topic, sense)) return 'says';
  // Whoever comes with something new says what it is, as far as what was said is kept.
  if (tells(contact.words, sense.words)) return 'not';
  return contact.words.length + contact.heard.length === 0 ? 'unknown' : 'silent';
}

/** What they speak of. */
function matterLevel(contact: Contact, topic: ContactTopic | null, issue: IssueSoFar, sense: WordSense): Levels['matter'] {
  const { words: weights, returningTopics } = sense;
  const alike = likeness(contact, issue, weights);
  const lies = topic === null || returningTopics.has(topic.topic) || issue.topics.size === 0 || !tells(contact.words, weights) ? null : issue.topics.has(topic.topic) ? 'same' : issue.groups.has(topic.group) ? 'near' : 'differs';
  const isAlike = alike !== null && alike >= ALIKE;
  if (comesBack(contact, topic, sense)) return lies === 'same' || isAlike ? 'before-alike' : lies === 'near' ? 'before-near' : lies === 'differs' ? 'before-little' : 'before';
  if (lies !== null) return `${lies}-${isAlike ? 'alike' : 'little'}`;
  return alike === null ? 'unknown' : alike >= 0.35 ? 'alike' : alike >= 0.15 ? 'somewhat' : alike >= 0.05 ? 'little' : 'nothing';
}

function handedLevel(contact: Contact, issue: IssueSoFar): Levels['handed'] {
  const sinceMs = contact.atMs - (issue.handedTo?.atMs ?? issue.lastMs);
  if (sinceMs < -60_000 || sinceMs > HANDED_MS) return 'not';
  if (issue.handedTo !== null && channelOf(issue.handedTo.channel) === channelOf(contact.channel)) return 'on';
  return contact.handedFrom !== null && channelOf(contact.handedFrom) === channelOf(issue.lastChannel) ? 'on' : 'not';
}

/** How a contact compares with an issue so far. */
export function compareContact(contact: Contact, topic: ContactTopic | null, issue: IssueSoFar, sense: WordSense): Levels {
  return {
    thing: thingLevel(contact, issue),
    thread: threadLevel(contact, issue),
    matter: matterLevel(contact, topic, issue, sense),
    back: backLevel(contact, topic, sense),
    ended: issue.ended,
    handed: handedLevel(contact, issue),
  };
}
