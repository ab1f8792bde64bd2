import type { StatusLanguage } from '../../../subjects/contract.ts';
import type { PageWords } from '../page-words.ts';
import { DUTCH } from './dutch.ts';
import { ENGLISH } from './english.ts';
import { FRENCH } from './french.ts';
import { GERMAN } from './german.ts';
import { ITALIAN } from './italian.ts';
import { PORTUGUESE } from './portuguese.ts';
import { SPANISH } from './spanish.ts';

/** What a customer's page says, in each language. */
export const WORDS: Readonly<Record<StatusLanguage, PageWords>> = { en: ENGLISH, de: GERMAN, fr: FRENCH, es: SPANISH, pt: PORTUGUESE, it: ITALIAN, nl: DUTCH };
