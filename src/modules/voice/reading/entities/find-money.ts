import { exponentOf } from '../../../../kernel/money.ts';
import type { ReadLanguage } from '../small-words.ts';
import { LIKELY, SURE, type Amount, type Entity } from './entity.ts';
import { writtenNumberBefore } from './number-words.ts';
import { touches, wordSet, type ScannedText } from './scanned-text.ts';

const SIGNS: ReadonlyMap<string, string> = new Map(Object.entries({ '€': 'EUR', '£': 'GBP', $: 'USD', '¥': 'JPY' }));
/** What stands before a dollar sign. */
const DOLLARS: ReadonlyMap<string, string> = new Map(Object.entries({ us: 'USD', a: 'AUD', au: 'AUD', c: 'CAD', ca: 'CAD', nz: 'NZD', hk: 'HKD', s: 'SGD', r: 'BRL', mx: 'MXN' }));
const CODES = wordSet('eur usd gbp chf cad aud nzd brl jpy sek nok dkk pln czk inr mxn zar');

const EURO = { euro: 'EUR', euros: 'EUR' };
const wordsOf = (words: Readonly<Record<string, string>>): ReadonlyMap<string, string> => new Map(Object.entries({ ...EURO, ...words }));
/** Words of currencies behind a number. Shape: `cent` words are worth a hundredth. */
const WORDS: Readonly<Record<ReadLanguage, ReadonlyMap<string, string>>> = {
  en: wordsOf({ pound: 'GBP', pounds: 'GBP', quid: 'GBP', dollar: 'USD', dollars: 'USD', bucks: 'USD', pence: 'GBP/', p: 'GBP/', cents: 'USD/', cent: 'USD/', francs: 'CHF', yen: 'JPY' }),
  de: wordsOf({ dollar: 'USD', franken: 'CHF', cent: 'EUR/' }),
  fr: wordsOf({ dollars: 'USD', balles: 'EUR', centimes: 'EUR/' }),
  es: wordsOf({ dolares: 'USD', pesos: 'MXN', centimos: 'EUR/' }),
  it: wordsOf({ dollari: 'USD', franchi: 'CHF', centesimi: 'EUR/' }),
  nl: wordsOf({ dollar: 'USD', cent: 'EUR/' }),
  pt: wordsOf({ reais: 'BRL', real: 'BRL', dolares: 'USD', centimos: 'EUR/', centavos: 'BRL/' }),
};
/** Words that are weights or something else as often as money. */
const WEIGHTS = wordSet('pound pounds p');
const WEIGHT_BEFORE = wordSet('lost lose losing gain gained weighs weigh weighed');
const WEIGHT_BEHIND = wordSet('of heavier lighter overweight weight in');
const TIMES: ReadonlyMap<string, number> = new Map(Object.entries({ k: 1e3, m: 1e6, mio: 1e6, million: 1e6, millionen: 1e6, millions: 1e6, millones: 1e6, milioni: 1e6, miljoen: 1e6, milhoes: 1e6, mille: 1e3, mil: 1e3, tausend: 1e3, thousand: 1e3, duizend: 1e3, mila: 1e3 }));
const LATIN_PHRASE = wordSet('millones milioni milhoes millions');

/** An amount in its writing: the last sign with one or two digits behind it parts the decimals. Null: no single amount. */
function amountOf(written: string, currency: string, times: number): Amount | null {
  const match = /^(\d{1,3}(?:[.,]\d{3})+|\d{1,15})(?:[.,](\d{1,2}|-))?$/u.exec(written);
  if (match === null) return null;
  const value = Number(`${(match[1] as string).replace(/[.,]/gu, '')}.${/^\d+$/u.test(match[2] ?? '') ? match[2] as string : '0'}`) * times;
  return scaled(value, currency);
}

function scaled(value: number, currency: string): Amount | null {
  const isPart = currency.endsWith('/');
  const code = isPart ? currency.slice(0, 3) : currency;
  const minor = Math.round(isPart ? value : value * 10 ** exponentOf(code));
  return Number.isSafeInteger(minor) ? { minor, currency: code } : null;
}

/** A currency before a number: a sign, "R$", or a code in capitals. Shape: the first token of it. */
function before({ text, tokens, words }: ScannedText, at: number): { readonly currency: string; readonly first: number } | null {
  const token = tokens[at - 1];
  if (token === undefined || (tokens[at]?.start ?? 0) - token.end > 1) return null;
  const word = words[at - 1] ?? '';
  const sign = SIGNS.get(word);
  if (sign !== undefined) {
    const dollars = word === '$' && tokens[at - 2]?.end === token.start ? DOLLARS.get(words[at - 2] ?? '') : undefined;
    return dollars === undefined ? { currency: sign, first: at - 1 } : { currency: dollars, first: at - 2 };
  }
  return token.kind === 'word' && CODES.has(word) && text.slice(token.start, token.end) === word.toUpperCase() ? { currency: word.toUpperCase(), first: at - 1 } : null;
}

/** A currency behind a number. Shape: how many tokens it takes, for the number and it are one. */
function behind(scan: ScannedText, at: number): { readonly currency: string; readonly last: number; readonly isWord: boolean } | null {
  const { tokens, words, language } = scan;
  let last = at + 1;
  if (LATIN_PHRASE.has(words[at] ?? '') && (words[last] === 'de' || words[last] === 'di')) last += 1;
  const token = tokens[last];
  if (token === undefined || token.start - (tokens[last - 1]?.end ?? 0) > 1) return null;
  const word = words[last] ?? '';
  const sign = SIGNS.get(word);
  // "5 $3" is a number beside an amount.
  if (sign !== undefined) return tokens[last + 1]?.kind === 'number' && touches(scan, last) ? null : { currency: sign, last, isWord: false };
  if (CODES.has(word) && token.kind === 'word') return { currency: word.toUpperCase(), last, isWord: false };
  const currency = WORDS[language].get(word);
  if (currency === undefined || (word === 'p' && (!touches(scan, at) || scan.text.charAt(token.start) !== 'p'))) return null;
  if (WEIGHTS.has(word) && (WEIGHT_BEHIND.has(words[last + 1] ?? '') || [1, 2].some((back) => WEIGHT_BEFORE.has(words[at - back] ?? '')))) return null;
  return { currency, last, isWord: true };
}

/** Amounts of money. */
export function findMoney(scan: ScannedText): Entity[] {
  const found: Entity[] = [];
  const { tokens, words, language } = scan;
  const add = (first: number, last: number, value: Amount | null, confidence: number): void => {
    if (value !== null) found.push({ kind: 'money', start: tokens[first]?.start ?? 0, end: tokens[last]?.end ?? 0, value, confidence });
  };
  for (let at = 0; at < tokens.length; at += 1) {
    const token = tokens[at];
    if (token?.kind === 'number') {
      const first = at;
      // A number inside a code is none.
      if (tokens[at - 1]?.kind === 'word' && touches(scan, at - 1) && !/^(?:eur|usd|gbp|chf)$/u.test(words[at - 1] ?? '')) continue;
      const left = before(scan, at);
      let written = words[at] as string;
      // French and others part thousands by a space.
      while (/^\d{1,3}$/u.test(written.slice(-3)) && !/[.,]/u.test(written) && /^\d{3}(?:[.,]\d{1,2})?$/u.test(words[at + 1] ?? '') && (tokens[at + 1]?.start ?? 0) - (tokens[at]?.end ?? 0) === 1) {
        const joined = `${written}${words[at + 1] as string}`;
        if (left === null && behind(scan, at + 1) === null) break;
        written = joined;
        at += 1;
      }
      const times = TIMES.get(words[at + 1] ?? '');
      const isTimes = times !== undefined && ((words[at + 1] ?? '').length > 2 || touches(scan, at));
      const right = left === null ? behind(scan, isTimes ? at + 1 : at) : null;
      const currency = left?.currency ?? right?.currency;
      if (currency === undefined) continue;
      add(left?.first ?? first, right?.last ?? (isTimes ? at + 1 : at), amountOf(written, currency, isTimes ? times : 1), right?.isWord === true ? LIKELY : SURE);
      at = Math.max(at, right?.last ?? at);
    } else if (token?.kind === 'word' && WORDS[language].has(words[at] as string) && at > 0) {
      const number = writtenNumberBefore(words, at, language);
      const right = number === null ? null : behind(scan, at - 1);
      // "A pound", "un euro" are as often a way of speaking.
      if (number !== null && right !== null && number.value > 1) add(at - number.count, at, scaled(number.value, right.currency), LIKELY);
    }
  }
  return found;
}
