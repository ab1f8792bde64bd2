import type { Direction, TalkFacts } from '../contract.ts';
import { saidSettled } from './said-settled.ts';

/** Channels on which a customer and the company speak with each other, or in public of each other. */
const TALKED: ReadonlySet<string> = new Set(['chat', 'bot', 'call', 'email', 'sms', 'letter', 'ticket', 'store', 'social', 'review', 'marketplace']);

type Talked = {
  readonly channel: string; readonly direction: Direction; readonly title: string | null; readonly session: string | null; readonly durationSeconds: number | null;
  readonly subjects: readonly { readonly type: string; readonly id: string }[]; readonly orderIds: readonly string[]; readonly properties: Readonly<Record<string, unknown>>;
};

/** Whether customer and company talk there: no page view, no payment, no note that never left the house. */
export function isTalk(channel: string, direction: Direction): boolean {
  return TALKED.has(channel) && direction !== 'internal';
}

const LETTER = /<[^<>\s]{1,300}>/gu;
const MOST_LETTERS = 50;

const textOf = (value: unknown): string | null => (typeof value === 'string' && value.trim() !== '' ? value.trim() : null);

/** Message-IDs in a header, which may be one text or a list of them. */
function letters(value: unknown): string[] {
  const texts = (Array.isArray(value) ? value : [value]).flatMap((one) => textOf(one) ?? []);
  return texts.flatMap((text) => text.match(LETTER) ?? (/\s/u.test(text) ? [] : [`<${text}>`]));
}

const unlike = (ids: readonly string[]): string[] => [...new Set(ids)];

/** Null where nobody talks, and for what we sent that reached nobody (a mail that came back). */
export function talkFacts({ channel, direction, title, session, durationSeconds, subjects, orderIds, properties }: Talked): TalkFacts | null {
  if (!isTalk(channel, direction) || (direction === 'out' && textOf(properties['unreached']) !== null)) return null;
  const settled = saidSettled(properties);
  const idsOf = (type: string): string[] => subjects.flatMap((one) => (one.type === type ? one.id : []));
  return {
    title: title ?? '', session, seconds: durationSeconds,
    orders: unlike([...idsOf('order'), ...orderIds]), tickets: unlike(idsOf('ticket')), products: unlike(idsOf('product')), staff: unlike(idsOf('agent')), teams: unlike(idsOf('team')),
    letter: letters(properties['messageId'])[0] ?? null, answers: unlike([...letters(properties['inReplyTo']), ...letters(properties['references'])]).slice(-MOST_LETTERS),
    handedTo: textOf(properties['handedOverTo']), handedFrom: textOf(properties['transferredFrom']), ...(properties['automatic'] === true ? { automatic: true } : {}), ...(settled === null ? {} : { settled }),
  };
}
