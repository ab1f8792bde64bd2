/** Longest text that is compared letter by letter; what comes after says nothing more about who somebody is, and cost stays bounded. */
const MOST_LETTERS = 64;
const takenA = new Uint8Array(MOST_LETTERS);
const takenB = new Uint8Array(MOST_LETTERS);

/**
 * How alike two short texts are, 0 to 1; typing errors late in the text weigh less.
 * Source: W. E. Winkler (1990), String Comparator Metrics; prefix scale 0.1, at most 4 letters.
 */
export function jaroWinkler(a: string, b: string): number {
  if (a === b) return 1;
  const aLength = Math.min(a.length, MOST_LETTERS);
  const bLength = Math.min(b.length, MOST_LETTERS);
  if (aLength === 0 || bLength === 0) return 0;
  const reach = Math.max(0, (Math.max(aLength, bLength) >> 1) - 1);
  takenA.fill(0, 0, aLength);
  takenB.fill(0, 0, bLength);
  let found = 0;
  for (let i = 0; i < aLength; i += 1) {
    const code = a.charCodeAt(i);
    const until = Math.min(bLength, i + reach + 1);
    for (let j = Math.max(0, i - reach); j < until; j += 1) {
      if (takenB[j] === 0 && b.charCodeAt(j) === code) {
        takenA[i] = 1;
        takenB[j] = 1;
        found += 1;
        break;
      }
    }
  }
  if (found === 0) return 0;
  let outOfOrder = 0;
  for (let i = 0, j = 0; i < aLength; i += 1) {
    if (takenA[i] === 0) continue;
    while (takenB[j] === 0) j += 1;
    if (a.charCodeAt(i) !== b.charCodeAt(j)) outOfOrder += 1;
    j += 1;
  }
  const jaro = (found / aLength + found / bLength + (found - outOfOrder / 2) / found) / 3;
  let prefix = 0;
  while (prefix < 4 && prefix < aLength && prefix < bLength && a.charCodeAt(prefix) === b.charCodeAt(prefix)) prefix += 1;
  return jaro + prefix * 0.1 * (1 - jaro);
}

/** Whether one insertion, deletion, substitution or swap of neighbours turns one text into the other. Equal texts count. */
export function isOneEditApart(a: string, b: string): boolean {
  const [short, long] = a.length <= b.length ? [a, b] : [b, a];
  if (long.length - short.length > 1) return false;
  let start = 0;
  while (start < short.length && short.charCodeAt(start) === long.charCodeAt(start)) start += 1;
  let shortEnd = short.length;
  let longEnd = long.length;
  while (shortEnd > start && longEnd > start && short.charCodeAt(shortEnd - 1) === long.charCodeAt(longEnd - 1)) {
    shortEnd -= 1;
    longEnd -= 1;
  }
  const left = shortEnd - start;
  if (left === 0) return longEnd - start <= 1;
  if (longEnd - start !== left) return false;
  return left === 1 || (left === 2 && short.charCodeAt(start) === long.charCodeAt(start + 1) && short.charCodeAt(start + 1) === long.charCodeAt(start));
}

let before = new Int32Array(MOST_LETTERS + 1);
let last = new Int32Array(MOST_LETTERS + 1);
let next = new Int32Array(MOST_LETTERS + 1);

/** Insertions, deletions, substitutions and swaps of neighbours between two texts (optimal string alignment), of the first 64 letters. */
export function editDistance(a: string, b: string): number {
  const aLength = Math.min(a.length, MOST_LETTERS);
  const bLength = Math.min(b.length, MOST_LETTERS);
  for (let j = 0; j <= bLength; j += 1) last[j] = j;
  for (let i = 1; i <= aLength; i += 1) {
    next[0] = i;
    const code = a.charCodeAt(i - 1);
    for (let j = 1; j <= bLength; j += 1) {
      const other = b.charCodeAt(j - 1);
      let cost = Math.min((last[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, (last[j - 1] ?? 0) + (code === other ? 0 : 1));
      if (i > 1 && j > 1 && code === b.charCodeAt(j - 2) && a.charCodeAt(i - 2) === other) cost = Math.min(cost, (before[j - 2] ?? 0) + 1);
      next[j] = cost;
    }
    [before, last, next] = [last, next, before];
  }
  return last[bLength] ?? 0;
}
