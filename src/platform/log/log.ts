/** Facts for the operator, one JSON line each on stderr. Invariant: never personal data; callers pass codes, counts and public ids only. */
export interface Log {
  /** A person must act. */
  error(code: string, facts?: LogFacts): void;
  warn(code: string, facts?: LogFacts): void;
  info(code: string, facts?: LogFacts): void;
}

export type LogFacts = Readonly<Record<string, string | number | boolean | null | undefined>>;

type Level = 'error' | 'warn' | 'info';

/** A log that writes lines of at least `least` importance through `write` (stderr by default). */
export function createLog(least: Level = 'info', write: (line: string) => void = (line) => process.stderr.write(line)): Log {
  const order: readonly Level[] = ['error', 'warn', 'info'];
  const at = (level: Level) => (code: string, facts: LogFacts = {}): void => {
    if (order.indexOf(level) > order.indexOf(least)) return;
    write(`${JSON.stringify({ at: new Date().toISOString(), level, code, ...facts })}\n`);
  };
  return { error: at('error'), warn: at('warn'), info: at('info') };
}

/** What may be said of a caught error in a log: its code or class and, for AppError, its detail; never the text of a foreign error, which may quote data. */
export function factsOf(error: unknown): LogFacts {
  if (error instanceof Error && 'code' in error && typeof error.code === 'string') return { error: error.name, errorCode: error.code, ...('detail' in error && error.name === 'AppError' ? { detail: String(error.detail) } : {}) };
  return { error: error instanceof Error ? error.name : typeof error };
}
