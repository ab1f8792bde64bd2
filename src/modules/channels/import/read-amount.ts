import { exponentOf } from '../../../kernel/money.ts';

/** How a file writes decimals. Null: nothing tells, and the text itself must. */
export type DecimalMark = 'comma' | 'point' | null;

const SYMBOLS: readonly (readonly [RegExp, string])[] = [[/R\$/, 'BRL'], [/€|\bEUR\b/, 'EUR'], [/£|\bGBP\b/, 'GBP'], [/\bCHF\b/, 'CHF'], [/¥|\bJPY\b/, 'JPY'], [/₹|\bINR\b/, 'INR'], [/zł|\bPLN\b/, 'PLN'], [/\bUSD\b|US\$/, 'USD'], [/^-?\s?\$|\$\s?$/, 'USD'], [/₽|\bRUB\b/, 'RUB'], [/\bSEK\b/, 'SEK'], [/\bNOK\b/, 'NOK'], [/\bDKK\b/, 'DKK']];

/** The currency that a written amount names by sign or code; null when it names none. */
export function currencyIn(written: string): string | null {
  return SYMBOLS.find(([pattern]) => pattern.test(written))?.[1] ?? null;
}

/**
 * Reads an amount or number exactly, as decimal text: `1.234,56`, `R$ 12,90`, `(3.00)`, `1'234.50` and `12.5-`. Never through a float.
 * Shape: null when it is no number. A separator that occurs once before exactly three digits is a thousands separator unless `mark` says otherwise or it is a point.
 */
export function readDecimal(written: string, mark: DecimalMark): string | null {
  let text = written.trim().replace(/[\s\u00a0\u202f'’_]/g, '').replace(/^(?:R\$|US\$|[€£$¥₹₽]|zł|[A-Z]{3})/, '').replace(/(?:[€£$¥₹₽]|zł|[A-Z]{3}|kr\.?)$/, '').replace(/^([-+(]+)(?:R\$|[€£$¥₹₽])/, '$1');
  let negative = false;
  const bracketed = /^\((.*)\)$/.exec(text);
  if (bracketed !== null) {
    negative = true;
    text = bracketed[1] ?? '';
  }
  if (/^[-−–]/.test(text) || text.endsWith('-')) {
    negative = !negative;
    text = text.replace(/^[-−–]|-$/g, '');
  }
  text = text.replace(/^\+/, '');
  const scientific = /^(\d+(?:\.\d+)?)[eE]([+-]?\d{1,3})$/.exec(text);
  if (scientific !== null) text = plainDecimal(Number(text));
  if (!/^(?:\d[\d.,]*|[.,]\d+)$/.test(text)) return null;
  const digits = decimalPoint(text, mark);
  if (digits === null) return null;
  const trimmed = digits.replace(/^0+(?=\d)/, '');
  const value = trimmed.startsWith('.') ? `0${trimmed}` : trimmed;
  return negative && /[1-9]/.test(value) ? `-${value}` : value;
}

/** The same digits with a point for the decimals and nothing for the thousands. */
function decimalPoint(text: string, mark: DecimalMark): string | null {
  const comma = text.lastIndexOf(',');
  const point = text.lastIndexOf('.');
  if (comma === -1 && point === -1) return text;
  if (comma !== -1 && point !== -1) {
    const decimal = comma > point ? ',' : '.';
    const thousands = decimal === ',' ? '.' : ',';
    const [whole, fraction, ...more] = text.split(decimal);
    return more.length > 0 || whole === undefined || !grouped(whole, thousands) ? null : `${whole.replaceAll(thousands, '')}.${fraction ?? ''}`.replace(/\.$/, '');
  }
  const separator = comma === -1 ? '.' : ',';
  const parts = text.split(separator);
  if (parts.length > 2) return grouped(text, separator) ? parts.join('') : null;
  const [whole = '', fraction = ''] = parts;
  const isDecimal = mark === null ? !(separator === ',' && fraction.length === 3 && /^[1-9]\d{0,2}$/.test(whole)) : mark === (separator === ',' ? 'comma' : 'point');
  if (isDecimal) return fraction === '' ? whole : `${whole === '' ? '0' : whole}.${fraction}`;
  return grouped(text, separator) ? whole + fraction : null;
}

function grouped(text: string, separator: string): boolean {
  const [first = '', ...rest] = text.split(separator);
  return /^\d{1,3}$/.test(first) && rest.every((part) => /^\d{3}$/.test(part)) || rest.length === 0;
}

function plainDecimal(value: number): string {
  return value.toLocaleString('en-US', { useGrouping: false, maximumFractionDigits: 12 });
}

/** Which mark a column uses, told by values that have both, or one before one, two or four and more digits. */
export function sniffDecimalMark(values: readonly string[]): DecimalMark {
  let comma = 0;
  let point = 0;
  for (const value of values) {
    const match = /\d([.,])(\d+)\D*$/.exec(value.trim());
    if (match === null) continue;
    const both = value.includes(',') && value.includes('.');
    if (!both && (match[2] ?? '').length === 3) continue;
    if (match[1] === ',') comma += 1;
    else point += 1;
  }
  return comma === 0 && point === 0 ? null : comma > point ? 'comma' : 'point';
}

/**
 * An amount with no more decimals than its currency has. Files that were computed in floating point write 0.30000000000000004; such noise, and only such, is rounded away.
 * Shape: null when the amount really is finer than the currency.
 */
export function fitCurrency(decimal: string, currency: string): string | null {
  const exponent = exponentOf(currency);
  const [whole = '0', fraction = ''] = decimal.split('.');
  if (!/[1-9]/.test(fraction.slice(exponent))) return exponent === 0 || fraction === '' ? whole : `${whole}.${fraction.slice(0, exponent)}`;
  const noise = Number(`0.${fraction.slice(exponent)}`);
  if (fraction.length < 9 || (noise > 1e-5 && noise < 1 - 1e-5)) return null;
  const negative = whole.startsWith('-');
  const digits = BigInt(`${whole.replace('-', '')}${fraction.slice(0, exponent).padEnd(exponent, '0')}`) + (noise > 0.5 ? 1n : 0n);
  const text = digits.toString().padStart(exponent + 1, '0');
  return `${negative ? '-' : ''}${exponent === 0 ? text : `${text.slice(0, -exponent)}.${text.slice(-exponent)}`}`;
}
