import type { AcceptedItem, CheckedInteraction } from '../checked-interaction.ts';
import { spokenParts } from '../said/spoken-parts.ts';
import { PUBLIC_CHANNELS, RIVAL_SUBJECT, SITE_SUBJECT, type RivalRating } from './contract.ts';

/** Where each word of a rival is a rating of it, with stars or without. */
const RATING_CHANNELS: readonly string[] = ['review', 'marketplace'];

/**
 * Which rival an interaction rates in public; null for what is the company's own. A review of a rival, or anything with a rating that the public says of one.
 * A customer who names a rival in a call stays a customer, and a post about a rival's product without a rating stays among what the public says: neither is a rating.
 */
export function rivalOf({ channel, direction, rating, subjects }: Pick<CheckedInteraction, 'channel' | 'direction' | 'rating' | 'subjects'>): string | null {
  const isPublic = direction === 'public' || PUBLIC_CHANNELS.some((one) => one === channel);
  if (!isPublic || (rating === null && !RATING_CHANNELS.includes(channel))) return null;
  return subjects.find(({ type }) => type === RIVAL_SUBJECT)?.id.trim().replace(/\s+/gu, ' ') ?? null;
}

/** What is left of an interaction of which nothing may be kept but that it came. */
const NOTHING_SAID = { session: null, identifiers: [], traits: {}, claims: [], amounts: [], order: null, properties: {} } as const;

/** A rating of a rival without whoever gave it: that is somebody who never came to this company. What is the company's own stays as it is. */
export function withoutRivalsCustomer(checked: CheckedInteraction): CheckedInteraction {
  if (rivalOf(checked) === null) return checked;
  const { consents: _, ...rest } = checked;
  return { ...rest, ...NOTHING_SAID };
}

/** What stands in the place of something that was taken for the company's own and is of a rival: that it was set apart. */
function takenBack({ checked, ...item }: AcceptedItem): AcceptedItem {
  const { consents: _, ...rest } = checked;
  return { ...item, checked: { ...rest, ...NOTHING_SAID, kind: 'set-apart', title: '', text: '', language: '', turns: [], subjects: [], rating: null, durationSeconds: null } };
}

function ratingOf({ number, revision, checked }: AcceptedItem, rival: string | null): RivalRating {
  const { rating, subjects, source, channel, occurredMs } = checked;
  return {
    number, revision, rival, site: subjects.find(({ type }) => type === SITE_SUBJECT)?.id.trim() ?? source, channel, occurredMs,
    rating: rival === null || rating === null ? null : { value: rating.value, min: rating.min, max: rating.max, scale: rating.scale, higherIsBetter: rating.higherIsBetter ?? true },
    parts: rival === null ? [] : spokenParts(checked),
  };
}

/**
 * Parts the company's own interactions from public ratings of rivals. `recorded`: numbers that were recorded as the company's own before.
 * A revision may say that what was taken for its own is of a rival: then an empty one replaces it. The other way round, the rating of the rival is taken back.
 * Invariant: nothing in `own` rates a rival, and nothing of whoever rated one is in `ratings`.
 */
export function setRivalsApart(items: readonly AcceptedItem[], recorded: ReadonlySet<number>): { readonly own: readonly AcceptedItem[]; readonly ratings: readonly RivalRating[] } {
  // Nearly always there is none, and this is on the way of every interaction.
  if (!items.some(({ revision, checked }) => revision > 1 || rivalOf(checked) !== null)) return { own: items, ratings: [] };
  const known = new Set([...recorded, ...items.flatMap(({ number, checked }) => (rivalOf(checked) === null ? [number] : []))]);
  const own = items.flatMap((item) => (rivalOf(item.checked) === null ? [item] : item.older || !known.has(item.number) ? [] : [takenBack(item)]));
  const ratings = items.flatMap((item) => {
    const rival = rivalOf(item.checked);
    if (item.older) return [];
    return rival !== null ? [ratingOf(item, rival)] : item.revision > 1 && !recorded.has(item.number) ? [ratingOf(item, null)] : [];
  });
  return { own, ratings };
}
