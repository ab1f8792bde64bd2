/** Shorter texts stand in too many others to say anything. Units: characters; digits. */
const SHORTEST = 6;
const DIGITS = 8;

/** Whether a text is long enough to say who is meant where it is found. */
export function isTelling(text: string): boolean {
  return text.length >= SHORTEST;
}

/** The last digits of a telephone number, which are the same with and without its country. Shape: null for any other text. */
export function endOfNumber(value: string): string | null {
  return /^\+\d+$/.test(value) && value.length > DIGITS ? value.slice(-DIGITS) : null;
}
