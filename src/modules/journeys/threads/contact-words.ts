/** Buckets of words: enough that two different words rarely meet, few enough that a whole company's counts fit in a page. */
export const WORD_BUCKETS = 4_096;
const WORDS_MOST = 60;
const WORD = /[\p{L}\p{M}]{3,40}/gu;
/** Numbers of orders, tickets and parcels: at least five characters, at least four of them digits. */
const NUMBER = /(?<![\p{L}\p{N}@.])(?=[\p{L}\d-]{5,40}(?![\p{L}\p{N}@]))[\p{L}-]{0,8}\d[\p{L}\d-]{3,}/gu;
const DIGITS = 4;

function hash(word: string): number {
  let value = 2_166_136_261;
  for (let at = 0; at < word.length; at++) value = Math.imul(value ^ word.charCodeAt(at), 16_777_619);
  return (value >>> 0) % WORD_BUCKETS;
}

/** What a customer says as places of its words, so that two texts can be compared without keeping either. Shape: sorted, without repeats, at most 60; words of three letters on, by their first six. */
export function wordPlaces(text: string): number[] {
  const places = new Set<number>();
  for (const [word] of text.toLowerCase().matchAll(WORD)) {
    if (places.size >= WORDS_MOST) break;
    // Endings differ (parcel, parcels; Paket, Paketes): the beginning says which word it is.
    places.add(hash(word.slice(0, 6)));
  }
  return [...places].sort((a, b) => a - b);
}

/** Numbers that somebody names: letters and digits in upper case, without signs between. Dates and amounts are too short, or hold too few digits, to be taken for one. */
export function namedNumbers(text: string): string[] {
  const numbers = new Set<string>();
  for (const [found] of text.matchAll(NUMBER)) {
    const number = found.replaceAll('-', '').toUpperCase();
    if (number.replace(/\D/gu, '').length >= DIGITS + 1 || (/\p{L}/u.test(number) && number.replace(/\D/gu, '').length >= DIGITS)) numbers.add(number);
  }
  return [...numbers];
}
