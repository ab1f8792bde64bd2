import { featuresOf, type HashedText } from '../reading/hash-features.ts';
import { tokenise, type TokenKind } from '../reading/tokenise-text.ts';

/** One text, ready to be grouped. Shape: `features` as every model of texts takes them; `words` the buckets of its single words, by which is seen how much of it is new. */
export type TopicText = { readonly features: HashedText; readonly words: Int32Array };

const SINGLE: ReadonlySet<TokenKind> = new Set(['word', 'hashtag', 'number']);

/** A text made ready. Cost: tokenising and hashing once, linear in its length. */
export function topicText(raw: string): TopicText {
  const { tokens } = tokenise(raw);
  const { words, characters, wordEnds } = featuresOf(tokens);
  // The first feature of each token is the token itself.
  const single = tokens.flatMap(({ kind }, at) => (SINGLE.has(kind) ? [words[wordEnds[at - 1] ?? 0] as number] : []));
  return { features: { words, characters }, words: Int32Array.from(single) };
}
