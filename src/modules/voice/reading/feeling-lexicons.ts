import { FEELING_DE } from './feeling-words-de.ts';
import { FEELING_EN } from './feeling-words-en.ts';
import { FEELING_ES } from './feeling-words-es.ts';
import { FEELING_FR } from './feeling-words-fr.ts';
import { FEELING_IT } from './feeling-words-it.ts';
import { FEELING_NL } from './feeling-words-nl.ts';
import { FEELING_PT } from './feeling-words-pt.ts';
import { lexiconOf, type FeelingLexicon } from './feeling-words.ts';
import { feltWords, type FeltWord } from './felt-word.ts';
import type { Token } from './tokenise-text.ts';
import { ratedFaces, ratedWords } from './vader-lexicon.ts';

/** Languages whose feeling is read out of the box, as a labelled set measures it. */
export type FeelingLanguage = 'en' | 'pt' | 'de' | 'fr' | 'es' | 'it' | 'nl';
/** Which words count: what people say in general, or to a company. */
export type FeelingSense = 'general' | 'service';

/** A lexicon with what each piece of a text is to it. */
export type FeltLexicon = FeelingLexicon & { readonly feltWord: (token: Token) => FeltWord };
type Senses = Readonly<Record<FeelingSense, FeltLexicon>>;

const felt = (lexicon: FeelingLexicon): FeltLexicon => ({ ...lexicon, feltWord: feltWords(lexicon) });

function both(lexicon: FeelingLexicon): Senses {
  const one = felt(lexicon);
  return { general: one, service: one };
}

const MAKE: Readonly<Record<FeelingLanguage, () => Senses>> = {
  en: () => ({ general: felt(lexiconOf({ ...FEELING_EN, words: [] }, ratedWords)), service: felt(lexiconOf(FEELING_EN, ratedWords)) }),
  pt: () => both(lexiconOf(FEELING_PT, ratedFaces)),
  de: () => both(lexiconOf(FEELING_DE, ratedFaces)),
  fr: () => both(lexiconOf(FEELING_FR, ratedFaces)),
  es: () => both(lexiconOf(FEELING_ES, ratedFaces)),
  it: () => both(lexiconOf(FEELING_IT, ratedFaces)),
  nl: () => both(lexiconOf(FEELING_NL, ratedFaces)),
};
const made = new Map<FeelingLanguage, Senses>();

/** The words that count in a language and sense; made when the language is first met, as most companies meet few. */
export function feelingLexicon(language: FeelingLanguage, sense: FeelingSense): FeltLexicon {
  const senses = made.get(language) ?? MAKE[language]();
  made.set(language, senses);
  return senses[sense];
}

/** Whether a text of this language has a feeling out of the box. */
export function isFelt(language: string | null): language is FeelingLanguage {
  return language !== null && Object.hasOwn(MAKE, language);
}
