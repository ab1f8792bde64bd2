import { isNegator } from '../reading/hash-features.ts';
import { smallWordLanguage, smallWords, type ReadLanguage } from '../reading/small-words.ts';
import { tokenise } from '../reading/tokenise-text.ts';
import type { TellingPhrase } from './topic-tree.ts';

/** Words of politeness and asking, which tell nobody what a text is about. */
const POLITE = new Set(('hello hi hey dear please pls thanks thank thankyou help need want know tell how why did does could should would get got getting like really im i\'m ive i\'ve '
  + 'hallo bitte danke hilfe bonjour merci aide hola gracias ayuda ol\u00e1 oi obrigado obrigada ajuda ciao salve grazie aiuto alstublieft dank hoe waarom warum wie comment pourquoi c\u00f3mo porque come perch\u00e9').split(' '));
/** Words that tell something only beside another ("still waiting", "top up"). */
const WEAK = new Set('where when which who whom there there\'s that\'s it\'s what\'s here still already yet long take takes took use uses used using find found make made making able through one two new old up down out off over back into see show showing only more less many much very really then than after before again always ever first last next now today yesterday time times day days week weeks thing things something someone anything everything way put say says said tried try trying go goes going gone went come came getting been being having had if on any some every both same other another these those them they their he she him her his because about while though although also however under underneath without within too such own well ever just it\'ll they\'re we\'re you\'re isn\'t doesn\'t didn\'t won\'t can\'t wasn\'t aren\'t'.split(' '));
/** Words after which something is missing ("order a new"). */
const DANGLING = new Set('new old other another any some every both same more less yet already'.split(' '));
/** A phrase has at most so many words; a longer one of equal weight says more. */
const LONGEST = 3;
const LONGER_SAYS_MORE = 0.5;
/** A phrase that fewer texts say is not the topic's, and may be somebody's. */
const FEWEST_TEXTS = 3;
const SHOWN = 10;
/** A second phrase joins the name when it tells at least this share of the first. */
const ALSO = 0.4;
/** Languages spoken by fewer than this share do not have their small words taken out; looked at on so many texts. */
const SPOKEN = 0.05;
const LOOKED_AT = 300;

/** Phrases of a text: one to three words beside each other that neither begin nor end with a small word; a negation may begin one. */
function phrasesOf(raw: string, small: ReadonlySet<string>): Set<string> {
  const phrases = new Set<string>();
  const run: string[] = [];
  const close = (): void => { run.length = 0; };
  for (const token of tokenise(raw).tokens) {
    if (token.kind === 'mark' && token.norm !== '-') { close(); continue; }
    if (token.kind !== 'word' || token.norm.length > 30) { close(); continue; }
    run.push(token.norm);
    const empty = (word: string): boolean => small.has(word) || POLITE.has(word) || word.length < 2;
    if (empty(token.norm)) continue;
    for (let length = 1; length <= LONGEST && length <= run.length; length += 1) {
      const words = run.slice(run.length - length);
      const first = words[0] as string;
      const last = words.at(-1) as string;
      if (isNegator(last) || DANGLING.has(last) || (length === 1 ? isNegator(first) || WEAK.has(first) : empty(first) && !isNegator(first))) continue;
      phrases.add(words.join(' '));
    }
  }
  return phrases;
}

function spokenIn(raws: readonly string[]): ReadLanguage[] {
  const step = Math.max(1, Math.floor(raws.length / LOOKED_AT));
  const counts = new Map<ReadLanguage, number>();
  let looked = 0;
  for (let at = 0; at < raws.length; at += step) {
    looked += 1;
    const found = smallWordLanguage(raws[at] ?? '');
    if (found !== null) counts.set(found, (counts.get(found) ?? 0) + 1);
  }
  return [...counts].filter(([, count]) => count >= SPOKEN * looked).map(([language]) => language);
}

/**
 * The phrases that tell each group of texts from the rest, in the customers' own words, strongest first.
 * Shape: one list for each group; texts of group −1 belong to the rest alone.
 * Source: class-based weights as in Grootendorst's BERTopic (2022), here by the information that a phrase gives (docs/methods/topics.md).
 */
export function tellingPhrases(raws: readonly string[], groupOf: ArrayLike<number>, groups: number): TellingPhrase[][] {
  const small = smallWords(spokenIn(raws));
  const counts = new Map<string, Map<number, number>>();
  const sizes = new Float64Array(groups);
  for (const [row, raw] of raws.entries()) {
    const group = groupOf[row] as number;
    if (group >= 0) sizes[group] = (sizes[group] as number) + 1;
    for (const phrase of phrasesOf(raw, small)) {
      const byGroup = counts.get(phrase) ?? new Map<number, number>();
      byGroup.set(group, (byGroup.get(group) ?? 0) + 1);
      counts.set(phrase, byGroup);
    }
  }
  const lists = Array.from({ length: groups }, (): TellingPhrase[] => []);
  for (const [phrase, byGroup] of counts) {
    let all = 0;
    for (const count of byGroup.values()) all += count;
    if (all < FEWEST_TEXTS) continue;
    const words = phrase.split(' ').length;
    for (const [group, inside] of byGroup) {
      if (group < 0 || inside < FEWEST_TEXTS) continue;
      const size = sizes[group] as number;
      const share = (inside + 0.5) / (size + 1);
      const elsewhere = (all - inside + 0.5) / (raws.length - size + 1);
      const weight = share * Math.log(share / elsewhere) * (1 + LONGER_SAYS_MORE * (words - 1));
      if (weight > 0) (lists[group] as TellingPhrase[]).push({ phrase, weight, texts: inside });
    }
  }
  return lists.map((list) => withoutRepeats(list.sort((a, b) => b.weight - a.weight || (a.phrase < b.phrase ? -1 : 1))).slice(0, SHOWN));
}

/** A phrase whose words have all been said by a stronger one tells nothing more. */
function withoutRepeats(list: readonly TellingPhrase[]): TellingPhrase[] {
  const kept: TellingPhrase[] = [];
  for (const one of list.slice(0, 8 * SHOWN)) if (!kept.some((other) => one.phrase.split(' ').every((word) => saysAlso(other.phrase, word)))) kept.push(one);
  return kept;
}

/** Whether a phrase has the word, in whatever ending. */
function saysAlso(phrase: string, word: string): boolean {
  return phrase.split(' ').some((one) => one === word || (word.length > 3 && one.length > 3 && one.slice(0, Math.max(4, word.length - 3)) === word.slice(0, Math.max(4, word.length - 3))));
}

/** A name out of the strongest phrases that nobody has yet; `otherwise` where nothing is telling. */
export function nameFrom(phrases: readonly TellingPhrase[], taken: ReadonlySet<string>, otherwise: string): string {
  const [first, ...rest] = phrases;
  if (first === undefined) return unused(otherwise, taken);
  const second = rest.find((one) => one.weight >= ALSO * first.weight && !one.phrase.split(' ').some((word) => saysAlso(first.phrase, word)));
  const name = second === undefined ? first.phrase : `${first.phrase}, ${second.phrase}`;
  if (!taken.has(name)) return name;
  for (const one of rest) {
    const longer = `${first.phrase}, ${one.phrase}`;
    if (!taken.has(longer)) return longer;
  }
  return unused(name, taken);
}

function unused(name: string, taken: ReadonlySet<string>): string {
  for (let number = 1; ; number += 1) {
    const tried = number === 1 ? name : `${name} ${number}`;
    if (!taken.has(tried)) return tried;
  }
}
