import { AppError } from '../../kernel/app-error.ts';

/** How long a sender's request waits for the database. Shorter than the patience of common HTTP clients, so that they get an answer that says what to do. Units: ms. */
export const SENDER_WAITS_MS = 15_000;

/**
 * An answer that somebody outside waits for, given up after a while: a database that is frozen neither answers nor refuses.
 * What was asked may still be carried out later, so only what may be repeated is asked like this.
 * Units: ms. Errors: `unavailable` database-slow.
 */
export async function answerWithin<T>(waitMs: number, answer: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const impatience = new Promise<never>((_, reject) => {
    timer = setTimeout(() => { reject(new AppError('unavailable', 'database-slow', 'The database does not answer in time. Send the same again in a few seconds: nothing acknowledged is lost, and nothing counts twice.')); }, waitMs);
  });
  try {
    return await Promise.race([answer, impatience]);
  } finally {
    clearTimeout(timer);
  }
}
