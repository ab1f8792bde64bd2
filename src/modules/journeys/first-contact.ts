import type { IssueAsks } from './first-contact-view.ts';
import { SAME_TALK_MS } from './issue-breaks.ts';
import type { FirstWord } from './solved-word-store.ts';

/**
 * The first contact about one issue. `againMs`: after how long they came again about it; null: not until now, `sinceMs` after it. `windowMs`: within which whoever comes again rather comes about the same thing, by what they spoke of.
 * `flagged`: what sources last said of how it ended before they came again; null where they said nothing. `word`: the customer's own first answer to whether it was solved; null without one. Units: ms.
 */
export type FirstContact = { readonly issue: number; readonly customer: number; readonly channel: string; readonly endsMs: number; readonly againMs: number | null; readonly sinceMs: number; readonly windowMs: number; readonly flagged: boolean | null; readonly word: Pick<FirstWord, 'saidMs' | 'isSolved'> | null };

/** The first contact of an issue, with what follows it within half an hour. `word`: the customer's own on the issue. */
export function firstContactOf({ issue, customer, channel, asks, settles }: IssueAsks, windowMs: number, nowMs: number, word: FirstContact['word'] = null): FirstContact | null {
  const [first, ...later] = asks;
  if (first === undefined) return null;
  let endsMs = Math.max(...first);
  let againAtMs: number | null = null;
  for (const [atMs, askEndsMs] of later) {
    if (atMs - endsMs > SAME_TALK_MS) {
      againAtMs = atMs;
      break;
    }
    endsMs = Math.max(endsMs, atMs, askEndsMs);
  }
  // What was said once they had come again is about that time, not about the first.
  const flagged = settles.findLast(([atMs]) => atMs < (againAtMs ?? Number.POSITIVE_INFINITY))?.[1] ?? null;
  return { issue, customer, channel, endsMs, againMs: againAtMs === null ? null : againAtMs - endsMs, sinceMs: Math.max(0, nowMs - endsMs), windowMs, flagged, word };
}
