/** Numbers of orders, tickets and parcels: at least five characters, at least four of them digits. */
const NUMBER = /(?<![\p{L}\p{N}@.])(?=[\p{L}\d-]{5,40}(?![\p{L}\p{N}@]))[\p{L}-]{0,8}\d[\p{L}\d-]{3,}/gu;
const DIGITS = 4;

/** Numbers that somebody names, as they were written. Dates and amounts are too short, or hold too few digits, to be taken for one. */
export function numbersWritten(text: string): string[] {
  const found = [...text.matchAll(NUMBER)].flatMap(([number]) => { const digits = number.replace(/\D/gu, '').length; return digits > DIGITS || (digits === DIGITS && /\p{L}/u.test(number)) ? number : []; });
  return [...new Set(found)];
}

/** Numbers that somebody names: letters and digits in upper case, without signs between. */
export function namedNumbers(text: string): string[] {
  return [...new Set(numbersWritten(text).map((number) => number.replaceAll('-', '').toUpperCase()))];
}
