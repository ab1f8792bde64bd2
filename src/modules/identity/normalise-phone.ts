import { isSupportedCountry, parsePhoneNumberFromString } from 'libphonenumber-js';

/** A number in its international form, with its extension where it has one (`+31201234567;ext=12`); `unreadable` is one that no telephone has. */
export type NormalPhone = { readonly outcome: 'number'; readonly value: string } | { readonly outcome: 'unreadable' } | { readonly outcome: 'nothing' };

/** Where the digits of other scripts begin: Arabic, Persian, Devanagari, Bengali, Gurmukhi, Gujarati, Tamil, Telugu, Thai, Lao, Burmese, Khmer. */
const ZEROS = [0x0660, 0x06f0, 0x0966, 0x09e6, 0x0a66, 0x0ae6, 0x0be6, 0x0c66, 0x0e50, 0x0ed0, 0x1040, 0x17e0];

/** The same text with its digits as 0 to 9, whatever script they were written in. */
export function withPlainDigits(text: string): string {
  return /^[ -~]*$/.test(text) ? text : text.normalize('NFKC').replace(/\p{Nd}/gu, (digit) => {
    const code = digit.codePointAt(0) ?? 0;
    const zero = ZEROS.find((start) => code >= start && code <= start + 9);
    return zero === undefined ? digit : String(code - zero);
  });
}

const LEAST_DIGITS = 6;
const MOST_DIGITS = 20;

/**
 * Reads a telephone number; one without a country is read as of `country` (ISO 3166).
 * Where no country is known its digits remain, so that equal ones still meet. A desk's number and its extension are two numbers.
 */
export function normalPhone(written: string, country: string | undefined): NormalPhone {
  const text = withPlainDigits(written).replace(/^tel:/i, '').replace(/^\s*00(?=[1-9])/, '+');
  const region = country !== undefined && isSupportedCountry(country) ? country : undefined;
  const parsed = parsePhoneNumberFromString(text, region);
  if (parsed?.isPossible() === true) return { outcome: 'number', value: parsed.ext === undefined ? parsed.number : `${parsed.number};ext=${parsed.ext}` };
  const digits = text.replace(/\D/g, '');
  if (digits.length < LEAST_DIGITS) return { outcome: 'nothing' };
  if (text.trimStart().startsWith('+') || region !== undefined || digits.length > MOST_DIGITS) return { outcome: 'unreadable' };
  return { outcome: 'number', value: digits };
}
