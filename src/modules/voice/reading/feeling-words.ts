/** Worths and the words that have them, parted by commas: up to four words each, `a|b` for either. Units: from −4 (very bad) to 4 (very good); 0 takes a word out. */
export type Worths = readonly (readonly [worth: number, words: string])[];

/** What one language says well and ill with, and which of its words change what others are worth. Single words that are no worths are parted by spaces. */
export type FeelingWords = {
  readonly words: Worths;
  /** What one may expect of a company: worth little where it is said, much where it is denied. These are verbs mostly, so that the negation may stand behind. */
  readonly expected: readonly (readonly [said: number, denied: number, words: string])[];
  /** Thanks that are only polite where something is asked or begged for, and the words that do so. */
  readonly thanks: string;
  readonly begs: string;
  /** In a question weak words count this share: "what if my parcel is late?" tells of no mishap. */
  readonly asked: number;
  /** A question with one of these is a reproach; parted by commas. */
  readonly whys: string;
  readonly negators: string;
  /** These deny only beside "ne". */
  readonly besideNe: string;
  /** How far behind what is expected a negation may stand. Units: words. */
  readonly behind: number;
  readonly stronger: string;
  readonly weaker: string;
  /** What follows these counts more than what precedes. */
  readonly turns: string;
  /** What follows these up to the next comma counts less. */
  readonly concedes: string;
  /** "And": a negation behind it does not reach back over it. */
  readonly joins: string;
  /** Endings that may be put in the place of others to find a word in the list, longest first. */
  readonly endings: readonly (readonly [from: string, to: string])[];
  /** Last parts by which a compound is known. */
  readonly tails: string;
  /** Short forms before an apostrophe are no part of the word ("l'erreur"). */
  readonly elides: boolean;
  /** How letters are written on a keyboard that does not have them, beside leaving out their marks. */
  readonly respelt: Readonly<Record<string, string>>;
};

/** The words of one language, ready to be looked up. */
export type FeelingLexicon = {
  readonly worths: ReadonlyMap<string, number>;
  readonly denied: ReadonlyMap<string, number>;
  readonly thanks: ReadonlySet<string>;
  readonly begs: ReadonlySet<string>;
  readonly asked: number;
  readonly whys: readonly string[];
  readonly negators: ReadonlySet<string>;
  readonly besideNe: ReadonlySet<string>;
  readonly behind: number;
  readonly stronger: ReadonlySet<string>;
  readonly weaker: ReadonlySet<string>;
  readonly turns: ReadonlySet<string>;
  readonly concedes: ReadonlySet<string>;
  readonly joins: ReadonlySet<string>;
  readonly endings: readonly (readonly [from: string, to: string])[];
  readonly tails: readonly string[];
  readonly elides: boolean;
};

/** Shorter words are no stems. Units: letters. */
const SHORTEST_STEM = 4;
const MARKS = /\p{M}/gu;

/** Without accents and the like. */
const bare = (text: string): string => text.normalize('NFD').replace(MARKS, '').replaceAll('ß', 'ss');

/** A word without what is elided before it. */
export function sayingOf(norm: string, elides: boolean): string {
  const mark = elides ? norm.lastIndexOf('\'') : -1;
  return mark < 0 || mark === norm.length - 1 ? norm : norm.slice(mark + 1);
}

/** Every way to read `a|b c` as words. */
function readings(phrase: string): string[] {
  let all = [''];
  for (const place of phrase.trim().split(/\s+/u)) all = all.flatMap((before) => place.split('|').map((word) => (before === '' ? word : `${before} ${word}`)));
  return all;
}

/** Puts the words of a language, and some that all languages share, in the form in which they are looked up. Invariant: what is written in the list wins over what only looks like it without accents. */
export function lexiconOf(words: FeelingWords, shared: ReadonlyMap<string, number>): FeelingLexicon {
  const spellings = (word: string): string[] => [bare(word), bare(word.replace(/[^a-z]/gu, (letter) => words.respelt[letter] ?? letter))];
  const said = (phrase: string): string => phrase.split(' ').map((word) => sayingOf(word, words.elides)).join(' ');
  const worths = new Map(shared);
  const denied = new Map<string, number>();
  const entries = [
    ...words.words.flatMap(([worth, list]) => list.split(',').flatMap(readings).map((phrase) => ({ phrase: said(phrase), worth, without: null }))),
    ...words.expected.flatMap(([worth, without, list]) => list.split(',').flatMap(readings).map((phrase) => ({ phrase: said(phrase), worth, without }))),
  ];
  const own = new Set(entries.map((entry) => entry.phrase));
  for (const { phrase, worth, without } of entries) {
    for (const spelling of [phrase, ...spellings(phrase).filter((one) => !own.has(one))]) {
      worths.set(spelling, worth);
      if (without !== null) denied.set(spelling, without);
    }
  }
  const setOf = (list: string): ReadonlySet<string> => new Set(list.split(' ').filter((word) => word !== '').flatMap((word) => [word, ...spellings(word).filter((one) => !own.has(one) && one.length > 2)]));
  return {
    worths, denied,
    thanks: setOf(words.thanks), begs: setOf(words.begs), asked: words.asked, whys: words.whys.split(', ').flatMap((why) => [why, bare(why)]), negators: setOf(words.negators), besideNe: setOf(words.besideNe), behind: words.behind,
    stronger: setOf(words.stronger), weaker: setOf(words.weaker), turns: setOf(words.turns), concedes: setOf(words.concedes), joins: setOf(words.joins),
    endings: words.endings, tails: [...setOf(words.tails)], elides: words.elides,
  };
}

/** The word of a list that this one is a form of, or null. Cost: linear in the endings. */
export function listed(lexicon: FeelingLexicon, word: string): string | null {
  const { worths, endings, tails } = lexicon;
  const plain = bare(word);
  for (const spelling of plain === word ? [word] : [word, plain]) {
    if (worths.has(spelling)) return spelling;
    for (const [from, to] of endings) {
      if (!spelling.endsWith(from) || spelling.length - from.length < SHORTEST_STEM) continue;
      const stem = spelling.slice(0, spelling.length - from.length) + to;
      if (worths.has(stem)) return stem;
    }
    const tail = tails.find((one) => spelling.length > one.length + 2 && spelling.endsWith(one));
    if (tail !== undefined && worths.has(tail)) return tail;
  }
  return null;
}
