import { AppError } from '../../kernel/app-error.ts';

/** Codes of ClickHouse that say "not now" rather than "wrong statement". Source: ErrorCodes.cpp of ClickHouse. */
const NOT_NOW: Readonly<Record<number, [code: string, detail: string]>> = {
  159: ['analytics-too-slow', 'The question took longer than allowed. Ask for a shorter period or fewer people.'],
  202: ['analytics-too-busy', 'Too many questions at once. Try again in a moment.'],
  209: ['analytics-away', 'A node of ClickHouse did not answer in time.'],
  210: ['analytics-away', 'A node of ClickHouse can not be reached.'],
  241: ['analytics-memory-full', 'The question needs more memory than ClickHouse may use here. Ask for a shorter period, or raise the memory cap.'],
  242: ['analytics-read-only', 'A table of ClickHouse is read-only at the moment.'],
  243: ['analytics-disk-full', 'The disk of the history is full. Free some space; nothing that was acknowledged is lost.'],
  252: ['analytics-merging', 'ClickHouse is still merging earlier inserts. Try again in a moment.'],
  279: ['analytics-away', 'No node of ClickHouse can be reached.'],
};

const NETWORK = /ECONNREFUSED|ECONNRESET|EPIPE|ENOTFOUND|ETIMEDOUT|EHOSTUNREACH|EAI_AGAIN|socket hang up|Timeout error/i;

/** The number that ClickHouse gave the error, null when it did not come from ClickHouse. */
export function engineCodeOf(error: unknown): number | null {
  if (!(error instanceof Error)) return null;
  if ('clickhouseCode' in error && typeof error.clickhouseCode === 'number') return error.clickhouseCode;
  const found = /Code: (\d+)\./.exec(error.message)?.[1] ?? ('code' in error && typeof error.code === 'string' && /^\d+$/.test(error.code) ? error.code : undefined);
  return found === undefined ? null : Number(found);
}

/** Whether no ClickHouse answered at all, so that another node may. */
export function isUnreachable(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code = 'code' in error ? String(error.code) : '';
  return engineCodeOf(error) === null && NETWORK.test(`${code} ${error.message}`);
}

/** An error of the engine in the words of Custos; the engine's own words are its cause, because they may quote data. */
export function analyticsError(error: unknown): AppError {
  if (error instanceof AppError) return error;
  if (isUnreachable(error)) return new AppError('unavailable', 'analytics-away', 'ClickHouse can not be reached. Check CLICKHOUSE_URL and that the server runs.', error);
  const code = engineCodeOf(error);
  if (code === 516 || code === 192 || code === 194) return new AppError('forbidden', 'analytics-login-refused', 'ClickHouse refused the user or password in CLICKHOUSE_URL.', error);
  if (code === 497 || code === 164) return new AppError('forbidden', 'analytics-not-allowed', 'The user in CLICKHOUSE_URL may not do this. It must be allowed to create and change tables in its database.', error);
  const known = code === null ? undefined : NOT_NOW[code];
  if (known !== undefined) return new AppError('unavailable', known[0], known[1], error);
  return new AppError('internal', 'analytics-refused', `ClickHouse refused a statement${code === null ? '' : ` (code ${code})`}.`, error);
}
