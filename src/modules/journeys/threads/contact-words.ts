/** Buckets of words: enough that two different words rarely meet, few enough that a whole company's counts fit in a page. */
export const WORD_BUCKETS = 4_096;
const WORDS_MOST = 60;
const WORD = /[\p{L}\p{M}]{3,40}/gu;

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
