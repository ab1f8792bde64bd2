/** What goes its own way beside an order and its money: something in its place, a part of it, papers. Facts known of the order say nothing of these. */
const OTHER_THINGS = /\b(?:replac\w+|exchange\w*|swap\w*|substitut\w+|re-?sen[dt]\w*|(?:a |the )?new (?:one|item|parcel|package|order)|another|(?:second|other|spare) (?:one|item|part|parcel|package|pair|set)|spare|parts?|refill|gift|voucher|coupon|labels?|forms?|letters?|documents?|invoices?|receipts?|papers?)\b/iu;

const ENDS = /[.!?\n]/u;

/** The sentence around words at a place. Units: UTF-16 code units. */
function sentenceAround(text: string, start: number, end: number): string {
  let from = start;
  while (from > 0 && !ENDS.test(text[from - 1] ?? '')) from -= 1;
  let until = end;
  while (until < text.length && !ENDS.test(text[until] ?? '')) until += 1;
  return text.slice(from, until);
}

/** Whether words of the company, at a place in them, may be about something else than the order itself. Better one too few is held against facts than one that is wronged. */
export function mayBeOtherThing(text: string, [start, end]: readonly [start: number, end: number]): boolean {
  return OTHER_THINGS.test(sentenceAround(text, start, end));
}
