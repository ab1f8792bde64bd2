/** `ask`: the customer came to us. `public`: they said it before everybody, to us or about us. `reply`: we wrote to them. */
export const CONTACT_ROLES = ['ask', 'public', 'reply'] as const;
export type ContactRole = (typeof CONTACT_ROLES)[number];

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** Upper ends of the stretches into which the time since the last contact falls; the last stretch is open. Units: ms. */
export const GAP_ENDS_MS: readonly number[] = [HOUR_MS / 4, HOUR_MS, 4 * HOUR_MS, 12 * HOUR_MS, ...[1, 2, 3, 4, 5, 6, 7, 8, 10, 12, 14, 17, 21, 28, 42, 60, 90].map((days) => days * DAY_MS)];

/** What should not have been in an issue, for the customer. */
export const BREAK_CODES = ['came-back', 'chased', 'told-again', 'cold-hand-over', 'forced-channel', 'not-answered'] as const;
export type BreakCode = (typeof BREAK_CODES)[number];
