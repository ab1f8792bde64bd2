import { MAYBE, type Entity } from './entity.ts';
import { beginsSentence, isCapital, phraseIndex, standAt, wordSet, type ScannedText } from './scanned-text.ts';

/** Going elsewhere, before a name; only in English was it worth measuring. */
const TOWARDS = phraseIndex([['switching to|switch to|switched to|moving to|moved to|move to|going over to|going to|gone to|went over to|left for|leaving for|leave for|cheaper at|cheaper with|better at|better with|quote from|deal from|offer from', true]]);
/** Behind a name. */
const BEATS = phraseIndex([['is cheaper|are cheaper|do it for|does it for|offers|is better|are better|charges less|charge less|has it for|have it for|sell it for|sells it for', true]]);
const NO_NAMES = wordSet('it that this they he she we you i which what nobody nothing everything online elsewhere one another mine yours there here who someone everyone');

/** Names that nobody told us and to which somebody seems to go. */
export function findRivals(scan: ScannedText): Entity[] {
  const { words, tokens, language, text } = scan;
  const found: Entity[] = [];
  if (language !== 'en') return found;
  for (let at = 0; at < tokens.length; at += 1) {
    if (!isCapital(scan, at) || NO_NAMES.has(words[at] as string)) continue;
    let last = at;
    while (last < at + 2 && isCapital(scan, last + 1) && (tokens[last + 1]?.start ?? 0) - (tokens[last]?.end ?? 0) === 1) last += 1;
    const towards = !beginsSentence(scan, at) && [2, 3].some((back) => TOWARDS.get(words[at - back] ?? '')?.some(({ words: phrase }) => phrase.length === back && standAt(words, at - back, phrase)) === true);
    const beats = BEATS.get(words[last + 1] ?? '')?.some(({ words: phrase }) => standAt(words, last + 1, phrase)) === true;
    if (!towards && !beats) continue;
    const [start, end] = [tokens[at]?.start ?? 0, tokens[last]?.end ?? 0];
    found.push({ kind: 'rival-maybe', start, end, value: text.slice(start, end), confidence: MAYBE });
    at = last;
  }
  return found;
}
