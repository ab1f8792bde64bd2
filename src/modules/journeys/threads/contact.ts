import type { SaidInteraction } from '../../interactions/contract.ts';
import { resolveTime, staffFacts } from '../../voice/index.ts';
import { endsContent } from './closing-words.ts';
import { namedNumbers, wordPlaces } from './contact-words.ts';
import type { ContactRole } from './contract.ts';
import { saysBefore } from './cue-words.ts';

/** How a contact leaves the matter: the customer goes content, we answered without a promise, or something is still to come. */
export const ENDINGS = ['content', 'answered', 'open'] as const;
export type Ending = (typeof ENDINGS)[number];

/**
 * One interaction in which customer and company talk, as far as it tells which issue it belongs to: no texts. Answers to our surveys are none: we asked for them.
 * Units: ms since 1970. Shape: `numbers` named in words beside `orders`; `words` places of the customer's words (contact-words.ts), empty where there are none; `heard` those of ours in a conversation, in which a matter may be read back to them; `subject` the title without its Re: and Fwd:, null where there is none.
 */
export type Contact = {
  readonly interaction: number; readonly revision: number; readonly node: number; readonly home: number; readonly role: ContactRole; readonly channel: string; readonly kind: string; readonly atMs: number; readonly endsMs: number;
  readonly orders: readonly string[]; readonly tickets: readonly string[]; readonly products: readonly string[]; readonly staff: readonly string[]; readonly teams: readonly string[];
  readonly numbers: readonly string[]; readonly letter: string | null; readonly answers: readonly string[]; readonly subject: string | null; readonly isAnswer: boolean;
  readonly handedTo: string | null; readonly handedFrom: string | null; readonly words: readonly number[]; readonly heard: readonly number[]; readonly saysBefore: boolean; /** They thank and ask nothing: whoever comes with this does not come back with the matter. Missing in what was kept before it was read. */ readonly thanks?: boolean; /** What the source says of how it ended: solved, or still open; missing where it says nothing. */ readonly settled?: boolean; readonly ends: Ending;
  /** Until when we said that something would be done, the latest; null where no moment was named. */ readonly promisedMs: number | null; /** We asked what the matter was. */ readonly asksStory: boolean; readonly asksOrder: boolean;
};

const ANSWERS = /^\s*(?:(?:re|aw|antw|sv|vs|rif|res|fwd?|wg|tr|rv|enc)\s*(?:\[\d+\])?\s*:\s*)+/iu;
/** Conversations that count as the customer's coming also where no words of it were kept. */
const CONVERSATIONS: ReadonlySet<string> = new Set(['call', 'chat', 'bot']);
/** Names of kinds that say that somebody only looked at what we sent: its title is ours, not their word. */
const LOOKED = /-(?:opened|clicked|viewed|read|seen|bounced)$/u;
/** Words of a turn that says something of the matter. */
const TURN_LEAST = 5;
/** Lists of names in one contact; nobody talks about more things at once. */
const MOST = 20;
/** Whoever writes more than this has more to say than thanks. Units: characters. */
const THANKS_MOST = 300;

const normal = (id: string): string => id.replaceAll(/[\s-]/gu, '').toUpperCase();

/** A title without the signs that it answers or passes on another. */
export function subjectOf(title: string): { readonly subject: string | null; readonly isAnswer: boolean } {
  const bare = title.replace(ANSWERS, '').trim().toLowerCase();
  return { subject: bare === '' ? null : bare.slice(0, 200), isAnswer: bare.length > 0 && ANSWERS.test(title) };
}

/** What of an interaction tells its issue, in the company's time zone; null where nobody talks, or nobody came: a mail that was opened, a newsletter that was stopped. */
export function contactOf({ number, revision, node, home, channel, kind, direction, occurredMs, parts, staff = [], talk }: SaidInteraction, zone: string): Contact | null {
  if (talk === undefined || channel === 'survey') return null;
  if (direction === 'in' && !CONVERSATIONS.has(channel) && (parts.length === 0 || (LOOKED.test(kind) && parts.every(({ of }) => of === 'title')))) return null;
  const role: ContactRole = direction === 'public' ? 'public' : direction === 'out' && !CONVERSATIONS.has(channel) ? 'reply' : 'ask';
  // What we write repeats the matter in our own words: compared are the customer's words alone.
  const text = parts.map((part) => part.text).join('\n');
  const ours = staff.map((part) => part.text).join('\n');
  const facts = ours === '' ? [] : staffFacts(ours);
  // Yes, here it is, many thanks: short turns say nothing of the matter.
  const told = parts.filter((part) => part.of !== 'turn' || part.text.split(/\s+/u).length >= TURN_LEAST).map((part) => part.text).join('\n');
  const orders = talk.orders.map(normal).slice(0, MOST);
  const named = namedNumbers(role === 'reply' ? `${talk.title}\n${ours}` : `${talk.title}\n${text}`);
  return {
    interaction: number, revision, node, home, role, channel, kind, atMs: occurredMs, endsMs: occurredMs + Math.round((talk.seconds ?? 0) * 1_000),
    orders, tickets: talk.tickets.slice(0, MOST), products: talk.products.slice(0, MOST), staff: talk.staff.slice(0, MOST), teams: talk.teams.slice(0, MOST),
    numbers: named.filter((one) => !orders.includes(one)).slice(0, MOST), letter: talk.letter, answers: talk.answers.slice(-MOST), ...subjectOf(talk.title),
    handedTo: talk.handedTo, handedFrom: talk.handedFrom, words: wordPlaces(told), heard: role === 'ask' ? wordPlaces(ours) : [], saysBefore: text !== '' && saysBefore(text), thanks: onlyThanks(parts.filter(({ of }) => of !== 'title').map((part) => part.text)),
    ...oursOf(facts, occurredMs, zone), ...(talk.settled === undefined ? {} : { settled: talk.settled }),
    ends: facts.some(({ act, mode }) => act === 'promised' && mode === 'plain') ? 'open' : role === 'reply' ? 'answered' : CONVERSATIONS.has(channel) && endsContent(parts.at(-1)?.text ?? '') ? 'content' : 'open',
  };
}

/** Whether somebody's words end in thanks, ask nothing and do not say that they come back. */
function onlyThanks(texts: readonly string[]): boolean {
  const [text, last] = [texts.join('\n'), texts.at(-1) ?? ''];
  return text.length <= THANKS_MOST && endsContent(last) && !/[?？]/u.test(text) && !saysBefore(text);
}

/** What we asked and promised, as far as it tells what should not have been. */
function oursOf(facts: ReturnType<typeof staffFacts>, saidMs: number, zone: string): Pick<Contact, 'promisedMs' | 'asksStory' | 'asksOrder'> {
  const plain = facts.filter(({ mode }) => mode === 'plain');
  const due = plain.flatMap(({ act, time }) => (act === 'promised' && time !== null ? resolveTime(time, saidMs, zone).untilMs ?? [] : []));
  const asks = (kind: string): boolean => plain.some((fact) => fact.act === 'asked' && fact.kind === kind);
  return { promisedMs: due.length === 0 ? null : Math.max(...due), asksStory: asks('description'), asksOrder: asks('order-number') };
}
