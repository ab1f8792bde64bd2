/** Words of addresses that are written in more than one way. */
const SHORT: Readonly<Record<string, string>> = {
  street: 'st', saint: 'st', avenue: 'av', ave: 'av', road: 'rd', lane: 'ln', drive: 'dr', square: 'sq', court: 'ct', place: 'pl', boulevard: 'bd', blvd: 'bd', strasse: 'str', straat: 'str', platz: 'pl', plein: 'pl', weg: 'weg',
  apartment: 'apt', appartement: 'apt', flat: 'apt', suite: 'ste', floor: 'fl', north: 'n', south: 's', east: 'e', west: 'w', number: '', nummer: '', nr: '', no: '', huisnummer: '',
};
/** Endings that are written together with the name of a street. */
const ENDINGS: readonly (readonly [RegExp, string])[] = [[/strasse$/, 'str'], [/straat$/, 'str'], [/platz$/, 'pl'], [/plein$/, 'pl'], [/gasse$/, 'g']];
const OTHER_LETTERS: Readonly<Record<string, string>> = { ß: 'ss', æ: 'ae', œ: 'oe', ø: 'o', đ: 'd', ł: 'l', þ: 'th', ı: 'i' };

/**
 * A postal address as a key for matching: letters without marks, usual words short, no punctuation. Equal keys are one door, not one person: it joins nobody, and says who may live together.
 * Shape: null where it names no place: without a digit, or shorter than six letters and digits.
 */
export function normalAddress(written: string): string | null {
  const plain = written.normalize('NFKD').replace(/\p{M}+/gu, '').toLowerCase().replace(/[ßæœøđłþı]/g, (letter) => OTHER_LETTERS[letter] ?? letter);
  const words = plain.replace(/(\d)\s*[-/]?\s*([a-z])\b/g, '$1$2').replace(/[^\p{L}\p{N}]+/gu, ' ').trim().split(' ').map(shortWord).filter((word) => word !== '');
  const key = words.join(' ');
  return /\p{N}/u.test(key) && key.replaceAll(' ', '').length >= 6 ? key : null;
}

function shortWord(word: string): string {
  const short = SHORT[word];
  if (short !== undefined) return short;
  for (const [ending, becomes] of ENDINGS) if (word.length > 7 && ending.test(word)) return word.replace(ending, becomes);
  return word;
}
