import { parsePhoneNumberFromString, type CountryCode } from 'libphonenumber-js';
import { isPlaceholder } from './blocked-values.ts';

/** Longest identifier that is kept. Units: characters. */
export const IDENTIFIER_LENGTH = 512;

/** What became of one identifier: its normal form; `ignored` because it says nothing; `refused` because it can't be an identifier at all. */
export type NormalisedIdentifier = { readonly outcome: 'kept'; readonly value: string } | { readonly outcome: 'ignored' } | { readonly outcome: 'refused'; readonly reason: 'too-long' | 'control-character' };

/** Providers that deliver `name+anything@` to `name@`. Gmail also ignores dots. */
const PLUS_DOMAINS: ReadonlySet<string> = new Set(['gmail.com', 'outlook.com', 'hotmail.com', 'live.com', 'icloud.com', 'me.com', 'mac.com', 'proton.me', 'protonmail.com', 'pm.me', 'fastmail.com']);

/**
 * Brings an identifier to the form in which equal people's equal identifiers are equal texts.
 * `defaultCountry` reads phone numbers that were written without one (ISO 3166, `NL`).
 */
export function normaliseIdentifier(type: string, raw: string, defaultCountry?: string): NormalisedIdentifier {
  if (raw.length > IDENTIFIER_LENGTH) return { outcome: 'refused', reason: 'too-long' };
  const value = raw.toWellFormed().trim();
  if (/\p{Cc}/u.test(value)) return { outcome: 'refused', reason: 'control-character' };
  if (isPlaceholder(type, value)) return { outcome: 'ignored' };
  const normal = normalForm(type, value, defaultCountry);
  return normal === null || isPlaceholder(type, normal) ? { outcome: 'ignored' } : { outcome: 'kept', value: normal };
}

function normalForm(type: string, value: string, defaultCountry: string | undefined): string | null {
  switch (type) {
    case 'email': return normalMail(value);
    case 'email-sha256': return /^[0-9a-f]{64}$/i.test(value) ? value.toLowerCase() : null;
    case 'phone': return normalPhone(value, defaultCountry);
    case 'social': return value.toLowerCase();
    default: return value;
  }
}

/** The address for matching; the one to write to stays in the interaction. Null when it is not an address. */
function normalMail(value: string): string | null {
  const bare = /<([^<>]+)>$/.exec(value)?.[1] ?? value.replace(/^mailto:/i, '');
  const lower = bare.trim().toLowerCase().replace(/\.$/, '');
  const match = /^([^\s@<>,;]+)@([^\s@<>,;]+\.[^\s@<>,;.]+)$/.exec(lower);
  if (match?.[1] === undefined || match[2] === undefined) return null;
  const domain = match[2] === 'googlemail.com' ? 'gmail.com' : match[2];
  let local = match[1];
  if (PLUS_DOMAINS.has(domain) && local.indexOf('+') > 0) local = local.slice(0, local.indexOf('+'));
  if (domain === 'gmail.com') local = local.replaceAll('.', '');
  return local === '' ? null : `${local}@${domain}`;
}

/** E.164 where the number can be read; else its digits, so that equal ones still meet. */
function normalPhone(value: string, defaultCountry: string | undefined): string | null {
  const bare = value.replace(/^tel:/i, '');
  const parsed = parsePhoneNumberFromString(bare.startsWith('00') ? `+${bare.slice(2)}` : bare, defaultCountry as CountryCode | undefined);
  if (parsed?.isPossible() === true) return parsed.number;
  const digits = bare.replace(/\D/g, '');
  return digits.length < 6 || digits.length > 20 ? null : digits;
}
