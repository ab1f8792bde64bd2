import { z } from 'zod';

/** A name that programs give to a channel, a kind, a purpose, a source: small letters, digits and hyphens, at most 48, a letter first. */
export const LOWER_WORD = /^[a-z][a-z0-9-]{0,47}$/;

/** Reads such a name; who writes it otherwise is shown one. */
export function lowerWord(example: string): z.ZodString {
  return z.string().regex(LOWER_WORD, `expected a lower-case word such as "${example}"`);
}
