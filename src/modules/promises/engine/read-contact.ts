import { hashed, hashedOrder, MARK, type Contact } from './contact.ts';
import { asksStory, countWords, saysTold } from './words/story-words.ts';
import { asksOfCustomer, saysLate } from './words/our-words.ts';
import { readGiven } from './words/read-given.ts';

/** One interaction as the history holds it, with what promises need of it. `agents`: whether it names somebody of the staff; `isComplaint`: as `voice` read it. Units: ms since 1970, `seconds` it took. */
export type HistoryRow = {
  readonly number: number; readonly key: string; readonly node: number; readonly atMs: number; readonly seconds: number | null; readonly brand: string; readonly channel: string; readonly direction: string; readonly office: string;
  readonly session: string; readonly title: string; readonly text: string; readonly turns: readonly Turn[]; readonly orders: readonly string[]; readonly tickets: readonly string[]; readonly agents: boolean;
  readonly properties: Readonly<Record<string, unknown>>; readonly isRefund: boolean; readonly isComplaint: boolean;
};
type Turn = { readonly speaker: string; readonly text: string; readonly offsetMs?: number | null };

/** Channels on which people speak with each other. */
export const TALKED: readonly string[] = ['chat', 'bot', 'call', 'email', 'sms', 'letter', 'ticket', 'social', 'store', 'marketplace', 'push'];
const SPOKEN: ReadonlySet<string> = new Set(TALKED);
/** Channels on which everybody who calls is answered there and then, or not at all. */
const LIVE: ReadonlySet<string> = new Set(['chat', 'bot', 'call', 'store']);
/** Words in one turn beyond which somebody tells something. */
const TELLING_WORDS = 9;
const LETTERS = /<[^<>\s]{1,300}>/gu;

/** What may be the number of an order: letters, digits and hyphens, at least four of them digits. The first is looked for no further than a number reaches: a text of nothing but hyphens has as many beginnings as characters. */
const NUMBERS = /(?<![\p{L}\d])(?=[\p{L}-]{0,29}\d)[\p{L}\d-]{5,30}(?![\p{L}\d])/gu;
const FEWEST_DIGITS = 4;

/** Numbers that stand in words and may be of orders, in capitals. */
export function numbersSaid({ title, text, turns }: Pick<HistoryRow, 'title' | 'text' | 'turns'>): string[] {
  const said = [title, text, ...turns.map((turn) => turn.text)].flatMap((words) => words.match(NUMBERS) ?? []);
  return [...new Set(said.filter((one) => (one.match(/\d/gu)?.length ?? 0) >= FEWEST_DIGITS).map((one) => one.toUpperCase()))];
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');
const lettersIn = (value: unknown): string[] => (Array.isArray(value) ? value.map(textOf).join(' ') : textOf(value)).match(LETTERS) ?? [];

/** What ties messages together: the ticket, the session, the mail and those that it answers. */
function threadsOf({ tickets, session, properties }: HistoryRow): number[] {
  const ids = [...tickets.map((id) => `ticket ${id}`), ...(session === '' ? [] : [`session ${session}`]), ...['messageId', 'inReplyTo', 'references'].flatMap((name) => lettersIn(properties[name]))];
  return [...new Set(ids.map(hashed))];
}

/** Marks of a conversation, and when somebody of the company first answers in it. */
function readTurns(row: HistoryRow, zone: string): { readonly marks: number; readonly answeredMs: number | null; readonly given: Contact['given'] } {
  let marks = MARK.TALK;
  let answeredMs: number | null = null;
  let hasSpoken = false;
  const said: string[] = [];
  for (const { speaker, text, offsetMs } of row.turns) {
    if (speaker === 'customer') {
      hasSpoken = true;
      if (text.includes('?')) marks |= MARK.QUESTION;
      if ((marks & MARK.SAYS_TOLD) === 0 && saysTold(text)) marks |= MARK.SAYS_TOLD;
      if ((marks & MARK.TELLS) === 0 && countWords(text) >= TELLING_WORDS) marks |= MARK.TELLS;
    } else if (speaker === 'agent') {
      marks |= MARK.PERSON;
      if (hasSpoken) answeredMs ??= row.atMs + (offsetMs ?? 0);
      if ((marks & MARK.ASKS_STORY) === 0 && asksStory(text)) marks |= MARK.ASKS_STORY;
      said.push(text);
    }
  }
  // Whoever we called did not turn to us: we told them.
  if (row.direction === 'out') marks |= MARK.SENT | (said.some(saysLate) ? MARK.SAYS_LATE : 0);
  else if (hasSpoken) marks |= MARK.ASKS;
  // A call of which nobody wrote down more than the agent's words was answered all the same.
  if ((marks & MARK.PERSON) !== 0) answeredMs ??= row.atMs;
  return { marks, answeredMs, given: said.length === 0 ? [] : readGiven(said.join('\n'), row.atMs, zone, true) };
}

/** Marks of a message. */
function readMessage(row: HistoryRow, zone: string): { readonly marks: number; readonly given: Contact['given'] } {
  if (row.direction === 'out') return { marks: MARK.SENT | (asksOfCustomer(row.text) ? MARK.REQUESTS : 0) | (saysLate(row.text) ? MARK.SAYS_LATE : 0), given: readGiven(row.text, row.atMs, zone, row.agents) };
  if (row.direction !== 'in' && row.direction !== 'public') return { marks: 0, given: [] };
  return { marks: MARK.ASKS | (row.text.includes('?') ? MARK.QUESTION : 0) | (saysTold(row.text) ? MARK.SAYS_TOLD : 0) | (countWords(row.text) >= TELLING_WORDS ? MARK.TELLS : 0), given: [] };
}

/** An interaction as promises judge it. `zone`: by whose days deadlines end. Shape: null where nothing in it can matter to any. Cost: its words are read once. */
export function readContact(row: HistoryRow, zone: string): Contact | null {
  // A mail of ours that came back told nobody anything.
  if (row.direction === 'out' && textOf(row.properties['unreached']) !== '') return null;
  const isSpoken = SPOKEN.has(row.channel) && row.direction !== 'internal';
  const handedOn = textOf(row.properties['handedOverTo']);
  const handedIn = textOf(row.properties['transferredFrom']);
  const base = { number: row.number, key: row.key, node: row.node, atMs: row.atMs, endsMs: row.atMs + (row.seconds ?? 0) * 1_000, channel: row.channel, brand: row.brand };
  const orders = [...new Set(row.orders.map((id) => hashedOrder(row.brand, id)))];
  const office = row.office === 'service' ? MARK.SERVICE : 0;
  if (!isSpoken) return row.isRefund ? { ...base, marks: MARK.REFUND | office, threads: [], orders, numbers: [], given: [], answeredMs: null, from: '' } : null;
  const hasTurns = row.turns.length > 0;
  const read: { readonly marks: number; readonly answeredMs?: number | null; readonly given: Contact['given'] } = hasTurns ? readTurns(row, zone) : row.text.trim() === '' ? { marks: 0, given: [] } : readMessage(row, zone);
  const answeredMs = read.answeredMs !== undefined ? read.answeredMs : row.agents && row.direction === 'in' && LIVE.has(row.channel) ? row.atMs : null;
  const marks = read.marks | office | (row.agents ? MARK.PERSON : 0) | (row.properties['automatic'] === true ? MARK.AUTOMATIC : 0) | (handedOn === '' ? 0 : MARK.HANDED_ON) | (handedIn === '' ? 0 : MARK.HANDED_IN) | (row.isRefund ? MARK.REFUND : 0) | (row.isComplaint ? MARK.COMPLAINT : 0);
  return { ...base, marks, threads: threadsOf(row), orders, numbers: numbersSaid(row).map((one) => hashedOrder(row.brand, one)), given: read.given, answeredMs, from: handedIn === '' ? handedOn : handedIn };
}
