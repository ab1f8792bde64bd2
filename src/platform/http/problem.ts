import { AppError, type ErrorKind } from '../../kernel/app-error.ts';

/** What a caller reads when a request was not granted. `detail` says what to do; `issues` names each field that does not fit. */
export type Problem = { readonly code: string; readonly detail: string; readonly issues?: readonly Issue[] };
/** Shape: `path` starts with `params`, `query` or `body`. */
export type Issue = { readonly path: string; readonly message: string };

/** The one table from what went wrong to HTTP. A fault of ours is 503, never 4xx: senders throw data away at 4xx and try again at 503. */
export const STATUS_OF = {
  'not-found': 404, forbidden: 403, unauthenticated: 401, invalid: 400, 'too-large': 413, conflict: 409, 'too-many': 429, unavailable: 503, internal: 503,
} as const satisfies Record<ErrorKind, number>;

/** When to come back, for the kinds where coming back helps. Units: seconds. */
export const RETRY_AFTER_SECONDS: Partial<Record<ErrorKind, number>> = { unavailable: 5, internal: 5, 'too-many': 60 };

const UNFORESEEN: Problem = { code: 'unforeseen', detail: 'Custos could not answer because of a fault of its own. Nothing is wrong with the request: send it again in a few seconds. If this goes on, the operator finds the cause in the log.' };

/** How an error is told to the caller. Invariant: of an error that is not an AppError nothing is told, since its text may quote data. */
export function problemOf(error: unknown): { readonly status: number; readonly retryAfterSeconds: number | null; readonly problem: Problem; readonly foreseen: boolean } {
  if (!(error instanceof AppError)) return { status: STATUS_OF.internal, retryAfterSeconds: RETRY_AFTER_SECONDS.internal ?? null, problem: UNFORESEEN, foreseen: false };
  return { status: STATUS_OF[error.kind], retryAfterSeconds: RETRY_AFTER_SECONDS[error.kind] ?? null, problem: { code: error.code, detail: error.detail }, foreseen: error.kind !== 'internal' };
}
