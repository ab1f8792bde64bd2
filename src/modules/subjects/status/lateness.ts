import type { Statement } from './standing.ts';

const DAY_MS = 86_400_000;
/** Less than so much is not worth a word: clocks of sources differ. Units: ms. */
const WORTH_SAYING_MS = 3_600_000;

/** Whether a moment is a day alone: sources that know only the day give its beginning in UTC. */
export const isDayAlone = (at: string): boolean => Date.parse(at) % DAY_MS === 0;

/** When something promised by then is late: a day alone is over when it ends. Units: ms since 1970. */
function dueMs(promisedAt: string): number {
  return Date.parse(promisedAt) + (isDayAlone(promisedAt) ? DAY_MS : 0);
}

/**
 * What is to be said about a promise: by when, late and still open (`doneAt` null), or late and done. Nothing where nothing was promised, or it was kept.
 * Units: ms.
 */
export function sayPromise(promisedAt: string | null, doneAt: string | null, nowMs: number): { readonly statements: readonly Statement[]; readonly lateMs: number | null } {
  if (promisedAt === null) return { statements: [], lateMs: null };
  const lateMs = (doneAt === null ? nowMs : Date.parse(doneAt)) - dueMs(promisedAt);
  if (lateMs < WORTH_SAYING_MS) return { statements: doneAt === null ? [{ key: 'promised', promised: promisedAt }] : [], lateMs: null };
  return { statements: [{ key: doneAt === null ? 'late-open' : 'late-done', promised: promisedAt, lateMs }], lateMs };
}
