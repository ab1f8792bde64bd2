import { AppError } from '../../kernel/app-error.ts';

/** Codes of Node and of PostgreSQL (SQLSTATE) that mean: not reachable now, may be soon. Source: PostgreSQL manual, appendix A. */
const AWAY = new Set([
  'ECONNREFUSED', 'ECONNRESET', 'ENOENT', 'EPIPE', 'ETIMEDOUT', 'ENOTFOUND', 'EHOSTUNREACH', 'ENETUNREACH', 'EAI_AGAIN', 'EACCES',
  '57P01', '57P02', '57P03', '57P05', '53300', '08000', '08001', '08003', '08004', '08006',
]);
const FULL = new Set(['53000', '53100', '53200']);
const REFUSED = new Set(['28000', '28P01', '3D000']);
const AGAIN = new Set(['40001', '40P01']);

/** The code of a caught error, of PostgreSQL or of the operating system; null when it has none. */
export function codeOf(error: unknown): string | null {
  return typeof error === 'object' && error !== null && 'code' in error && typeof error.code === 'string' ? error.code : null;
}

/** node-postgres has no code for a connection that ended under it, only these texts. */
const AWAY_TEXT = /^(Connection terminated|timeout exceeded when trying to connect|timeout expired|Client has encountered a connection error|Cannot use a pool after calling end)/;

/** Whether the same transaction may succeed when tried again: a serialisation failure or a deadlock. */
export function isWorthRepeating(error: unknown): boolean {
  return AGAIN.has(codeOf(error) ?? '');
}

/** Whether a statement failed only because one before it in its transaction had. */
export function isAftermath(error: unknown): boolean {
  return codeOf(error) === '25P02';
}

/** Whether an error says that PostgreSQL can't be reached. */
export function isAway(error: unknown): boolean {
  if (error instanceof AggregateError) return error.errors.some(isAway);
  return AWAY.has(codeOf(error) ?? '') || (error instanceof Error && AWAY_TEXT.test(error.message));
}

/** A fault as callers may react to it. Errors of a wrong statement or a violated constraint stay as PostgreSQL gave them (with SQLSTATE in `code`). */
export function asFault(error: unknown): unknown {
  if (error instanceof AppError) return error;
  if (isAway(error)) return new AppError('unavailable', 'database-unavailable', 'PostgreSQL can not be reached; it is tried again.', error);
  if (FULL.has(codeOf(error) ?? '')) return new AppError('unavailable', 'database-full', 'PostgreSQL has no disk or memory left; make room, nothing acknowledged is lost.', error);
  if (REFUSED.has(codeOf(error) ?? '')) return new AppError('invalid', 'database-refused', 'PostgreSQL refused user, password or database name; correct DATABASE_URL.', error);
  return error;
}
