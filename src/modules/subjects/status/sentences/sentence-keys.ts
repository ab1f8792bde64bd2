/** Everything that can be said about how something stands. */
export const SENTENCE_KEYS = [
  'no-news', 'placed', 'paid', 'announced', 'packed', 'shipped', 'held', 'attempted', 'out-for-delivery', 'collect', 'delivered', 'completed', 'lost', 'cancelled', 'returned', 'refunded', 'other',
  'promised', 'late-open', 'late-done', 'old-news',
  'refund-asked', 'refund-returning', 'refund-arrived', 'refund-approved', 'refund-failed', 'refund-withdrawn', 'refund-refused', 'refund-paid', 'refund-amount', 'refund-paid-amount',
  'incident-touches', 'incident-open', 'incident-closed', 'incident-next', 'incident-overdue', 'tell', 'nothing-open', 'tells', 'tells-by',
] as const;
export type SentenceKey = (typeof SENTENCE_KEYS)[number];

/**
 * The sentences of one language. `{thing}` is the order, or a parcel of it, and begins a sentence; both nouns have one gender, so that a sentence fits both. `{at}`, `{promised}` are moments, `{late}` a length of time, `{money}` amounts.
 * Invariant: a sentence names the same values in every language.
 */
export type Sentences = { readonly order: string; readonly parcel: string; readonly says: Readonly<Record<SentenceKey, string>> };
