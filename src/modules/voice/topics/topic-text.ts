import { eachFeature, type HashedText } from '../reading/hash-features.ts';
import { tokenise } from '../reading/tokenise-text.ts';

/** One text, ready to be grouped. Shape: `features` as every model of texts takes them; `words` the buckets of its single words, by which is seen how much of it is new. */
export type TopicText = { readonly features: HashedText; readonly words: Int32Array };

/** Room for the features of one text; what is beyond is left out. */
const ROOM = 1 << 18;
const buffers = [new Int32Array(ROOM), new Int32Array(ROOM), new Int32Array(ROOM)] as const;

/** A text made ready. Cost: tokenising and hashing once, linear in its length. */
export function topicText(raw: string): TopicText {
  const { tokens } = tokenise(raw);
  const [ofWords, ofCharacters, single] = buffers;
  let [words, characters, singles, seen] = [0, 0, 0, -1];
  eachFeature(tokens, (bucket, isOfWords, _, last) => {
    if (!isOfWords) { if (characters < ROOM) { ofCharacters[characters] = bucket; characters += 1; } return; }
    if (words < ROOM) { ofWords[words] = bucket; words += 1; }
    // The first feature of each token is the token itself.
    if (last === seen) return;
    seen = last;
    const kind = tokens[last]?.kind;
    if ((kind === 'word' || kind === 'hashtag' || kind === 'number') && singles < ROOM) { single[singles] = bucket; singles += 1; }
  });
  return { features: { words: ofWords.slice(0, words), characters: ofCharacters.slice(0, characters) }, words: single.slice(0, singles) };
}
