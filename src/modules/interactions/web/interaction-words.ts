import { spanText } from '../../../web/primitives/number.ts';
import type { TimelineItem } from '../contract.ts';
import { channelName, wordsOf } from './channel-names.ts';

/** Whether the words of an interaction are the customer's own. */
export function saidByCustomer(item: TimelineItem): boolean {
  return item.direction === 'in' || item.direction === 'public';
}

const DIRECTION_WORDS = { in: 'from the customer', out: 'from us', internal: 'inside the company', public: 'in public' } as const;

/** What it was, in a few words: `Phone, call ended, from the customer, 14 min`. */
export function heading(item: TimelineItem): { readonly channel: string; readonly kind: string; readonly whose: string; readonly lasted: string | null } {
  const channel = channelName(item.channel);
  const kind = wordsOf(item.kind);
  // "Review, review posted" says it twice.
  const told = kind.toLowerCase().startsWith(`${channel.toLowerCase()} `) ? kind.slice(channel.length + 1) : kind;
  return { channel, kind: told.toLowerCase(), whose: DIRECTION_WORDS[item.direction], lasted: item.durationSeconds === null || item.durationSeconds === 0 ? null : spanText(item.durationSeconds * 1000) };
}

/** One line of words for narrow places. */
export function briefly(item: TimelineItem): string {
  if (saidByCustomer(item) && item.text !== null) return item.text;
  const said = item.text ?? item.turns.find((turn) => turn.speaker === 'customer')?.text ?? item.turns[0]?.text ?? null;
  return item.title ?? said ?? wordsOf(item.kind);
}

/** A rating in words, with its scale: `4 of 5 stars`, `9 of 10`. */
export function ratingText(rating: NonNullable<TimelineItem['rating']>): string {
  return `${rating.value} of ${rating.max}${/star/.test(rating.scale) ? ' stars' : ''}`;
}

/** How many of five stars to draw; null where the scale is not stars. */
export function starsOf(rating: NonNullable<TimelineItem['rating']>): number | null {
  return rating.max === 5 && (rating.min === 1 || rating.min === 0) && /star|csat|rating/.test(rating.scale) ? Math.round(rating.value) : null;
}

/** Whether a timeline shows it under a filter; for what arrives live, when the server was not asked. */
export function passes(item: TimelineItem, filter: { readonly channel?: string | undefined; readonly source?: string | undefined; readonly office?: string | undefined; readonly stage?: string | undefined; readonly text?: string | undefined; readonly until?: string | undefined }): boolean {
  if (filter.until !== undefined && Date.parse(item.occurredAt) > Date.parse(filter.until)) return false;
  if (filter.channel !== undefined && item.channel !== filter.channel) return false;
  if (filter.source !== undefined && item.source !== filter.source) return false;
  if (filter.office !== undefined && item.office !== filter.office) return false;
  if (filter.stage !== undefined && item.stage !== filter.stage) return false;
  if (filter.text === undefined || filter.text === '') return true;
  const wanted = filter.text.toLowerCase();
  return [item.title, item.text, ...item.turns.map((turn) => turn.text)].some((text) => text?.toLowerCase().includes(wanted) === true);
}
