import { readFileSync } from 'node:fs';

const LEXICON = new URL(import.meta.resolve('vader-sentiment/vader_lexicon.txt'));

/** Faces that the list does not know. */
const EMOJI: Readonly<Record<string, number>> = { '😀': 2, '😃': 2.1, '😄': 2.2, '😁': 2, '😆': 2, '😊': 2.3, '🙂': 1.2, '😍': 3, '🥰': 3, '😘': 2.5, '😎': 1.8, '🤩': 2.8, '😂': 1.2, '🤣': 1.2, '😉': 1.2, '👍': 1.9, '👏': 1.9, '🙌': 2, '🙏': 1.1, '💪': 1.5, '❤': 2.8, '💕': 2.7, '💙': 2.5, '💚': 2.5, '💜': 2.5, '🎉': 2.3, '✨': 1.4, '⭐': 1.3, '🌟': 1.6, '💯': 1.9, '👌': 1.8, '😢': -1.9, '😭': -1.7, '😞': -1.9, '😔': -1.7, '😟': -1.6, '🙁': -1.4, '☹': -1.6, '😠': -2.3, '😡': -2.8, '🤬': -3.1, '😤': -1.6, '😒': -1.7, '🙄': -1.6, '😩': -1.7, '😫': -1.7, '😖': -1.6, '😣': -1.5, '👎': -2, '💩': -1.9, '🤮': -2.7, '🤢': -2.4, '😷': -0.8, '💔': -2.3, '😱': -1.1, '🤦': -1.5, '😑': -0.9, '😐': -0.4 };

/** Mean ratings of English words and of faces by ten people each. Units: −4 to 4. Source: Hutto and Gilbert, "VADER" (2014); the list of the package `vader-sentiment`. */
function readLexicon(): ReadonlyMap<string, number> {
  const words = new Map<string, number>();
  for (const line of readFileSync(LEXICON, 'utf8').split('\n')) {
    const [word, mean] = line.split('\t');
    if (word !== undefined && mean !== undefined) words.set(word.toLowerCase(), Number(mean));
  }
  for (const [emoji, worth] of Object.entries(EMOJI)) words.set(emoji, worth);
  return words;
}

/** English words and faces, as people rated them. */
export const ratedWords = readLexicon();
/** What is understood in every language: faces and signs. */
export const ratedFaces: ReadonlyMap<string, number> = new Map([...ratedWords].filter(([word]) => !/\p{L}{2}/u.test(word)));
