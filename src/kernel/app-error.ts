/** What went wrong, as far as a caller can react to it. One table in platform/http maps each kind to a status. */
export type ErrorKind = 'not-found' | 'forbidden' | 'unauthenticated' | 'invalid' | 'too-large' | 'conflict' | 'too-many' | 'unavailable' | 'internal';

/**
 * The only error that Custos throws on purpose.
 * `code` is stable and kebab-case (`customer-not-found`); `detail` says what to do, without personal data.
 */
export class AppError extends Error {
  readonly kind: ErrorKind;
  readonly code: string;
  readonly detail: string;

  constructor(kind: ErrorKind, code: string, detail: string, cause?: unknown) {
    super(`${code}: ${detail}`, cause === undefined ? undefined : { cause });
    this.name = 'AppError';
    this.kind = kind;
    this.code = code;
    this.detail = detail;
  }
}
