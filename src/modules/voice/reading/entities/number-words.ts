import type { ReadLanguage } from '../small-words.ts';
import { folded } from './scanned-text.ts';

/** Numbers from one to twenty in their order, then the tens from thirty to ninety, then a hundred and a thousand; alternatives parted by `|`. */
const WRITTEN: Readonly<Record<ReadLanguage, string>> = {
  en: 'one|a|an two|couple three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty thirty forty|fourty fifty sixty seventy eighty ninety hundred thousand',
  de: 'ein|eine|einen|einem|einer zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn vierzehn fünfzehn sechzehn siebzehn achtzehn neunzehn zwanzig dreißig vierzig fünfzig sechzig siebzig achtzig neunzig hundert|einhundert tausend|eintausend',
  fr: 'un|une deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize dix-sept dix-huit dix-neuf vingt trente quarante cinquante soixante soixante-dix quatre-vingts quatre-vingt-dix cent mille',
  es: 'un|una|uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciséis diecisiete dieciocho diecinueve veinte treinta cuarenta cincuenta sesenta setenta ochenta noventa cien mil',
  it: 'un|una|uno due|paio tre quattro cinque sei sette otto nove dieci undici dodici tredici quattordici quindici sedici diciassette diciotto diciannove venti trenta quaranta cinquanta sessanta settanta ottanta novanta cento mille',
  nl: 'een|één twee|paar drie vier vijf zes zeven acht negen tien elf twaalf dertien veertien vijftien zestien zeventien achttien negentien twintig dertig veertig vijftig zestig zeventig tachtig negentig honderd duizend',
  pt: 'um|uma dois|duas três quatro cinco seis sete oito nove dez onze doze treze catorze|quatorze quinze dezesseis|dezasseis dezessete|dezassete dezoito dezenove|dezanove vinte trinta quarenta cinquenta sessenta setenta oitenta noventa cem mil',
};

const valueOf = (place: number): number => (place < 20 ? place + 1 : place < 27 ? (place - 17) * 10 : place === 27 ? 100 : 1000);

function read(language: ReadLanguage): ReadonlyMap<string, number> {
  return new Map(WRITTEN[language].split(' ').flatMap((words, place) => words.split('|').map((word) => [folded(word), valueOf(place)] as const)));
}

const NUMBERS: Readonly<Record<ReadLanguage, ReadonlyMap<string, number>>> = { en: read('en'), de: read('de'), fr: read('fr'), es: read('es'), it: read('it'), nl: read('nl'), pt: read('pt') };

/** Numbers that a language has one word for, folded. */
export const numbersOf = (language: ReadLanguage): ReadonlyMap<string, number> => NUMBERS[language];

/** A small whole number, written in digits or as one word; null for anything else. */
export function smallNumber(word: string, language: ReadLanguage): number | null {
  if (/^\d{1,4}$/u.test(word)) return Number(word);
  return NUMBERS[language].get(word) ?? null;
}

/** A number of one or more written words that ends before a place: "fifty", "two hundred", "twenty five". Shape: how many words it takes. */
export function writtenNumberBefore(words: readonly string[], end: number, language: ReadLanguage): { readonly value: number; readonly count: number } | null {
  const last = NUMBERS[language].get(words[end - 1] ?? '');
  if (last === undefined) return null;
  const first = NUMBERS[language].get(words[end - 2] ?? '');
  if (first === undefined) return { value: last, count: 1 };
  if (last >= 100 && first < 100) return { value: first * last, count: 2 };
  if (first >= 20 && first < 100 && last < 10) return { value: first + last, count: 2 };
  return { value: last, count: 1 };
}
