import type { IssueAsks } from './first-contact-view.ts';

/**
 * The first contact about one issue. `againMs`: after how long they came again about it; null: not until now, `sinceMs` after it. `windowMs`: within which whoever comes again rather comes about the same thing, by what they spoke of.
 * `flagged`: what the source says of how it ended; null where it says nothing. Units: ms.
 */
export type FirstContact = { readonly issue: number; readonly customer: number; readonly channel: string; readonly endsMs: number; readonly againMs: number | null; readonly sinceMs: number; readonly windowMs: number; readonly flagged: boolean | null };

/** Whoever comes within this time goes on with the same talk, as who is handed on does. Units: ms. */
const SAME_TALK_MS = 30 * 60_000;

/** The first contact of an issue, with what follows it within half an hour. */
export function firstContactOf({ issue, customer, channel, settled, asks }: IssueAsks, windowMs: number, nowMs: number): FirstContact | null {
  const [first, ...later] = asks;
  if (first === undefined) return null;
  let endsMs = Math.max(...first);
  for (const [atMs, askEndsMs] of later) {
    if (atMs - endsMs > SAME_TALK_MS) return { issue, customer, channel, endsMs, againMs: atMs - endsMs, sinceMs: nowMs - endsMs, windowMs, flagged: settled };
    endsMs = Math.max(endsMs, atMs, askEndsMs);
  }
  return { issue, customer, channel, endsMs, againMs: null, sinceMs: Math.max(0, nowMs - endsMs), windowMs, flagged: settled };
}
