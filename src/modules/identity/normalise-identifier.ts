import { isPlaceholder } from './blocked-values.ts';
import { normalAddress } from './normalise-address.ts';
import { normalHandle } from './normalise-handle.ts';
import { normalMail } from './normalise-mail.ts';
import { normalPhone, withPlainDigits } from './normalise-phone.ts';

/** Longest identifier that is kept. Units: characters. */
export const IDENTIFIER_LENGTH = 512;

/**
 * What became of one identifier: its normal form; `raw`: kept as it was written, under the type `raw`, because it can't be of its type; `ignored` because it says nothing; `refused` because it can't be an identifier at all.
 * `said`: an order number as it was written, where that is not its normal form; the spelling of an address whose provider delivers others to the same box.
 */
export type NormalisedIdentifier =
  | { readonly outcome: 'kept'; readonly value: string; readonly said?: string }
  | { readonly outcome: 'raw'; readonly value: string }
  | { readonly outcome: 'ignored' }
  | { readonly outcome: 'refused'; readonly reason: 'too-long' | 'control-character' };

const IGNORED = { outcome: 'ignored' } as const;

/**
 * Brings an identifier to the form in which equal people's equal identifiers are equal texts, in any script.
 * `country` reads phone numbers that were written without one (ISO 3166, `NL`).
 */
export function normaliseIdentifier(type: string, raw: string, country?: string): NormalisedIdentifier {
  if (raw.length > IDENTIFIER_LENGTH) return { outcome: 'refused', reason: 'too-long' };
  // Marks that can't be seen (joiners, direction marks, byte order mark) tell no two values apart; NFC makes one text of the spellings of a letter.
  const value = raw.toWellFormed().replace(/[\u200B-\u200F\u202A-\u202E\u2060\u2066-\u2069\uFEFF]/g, '').normalize('NFC').trim();
  if (/\p{Cc}/u.test(value)) return { outcome: 'refused', reason: 'control-character' };
  if (isPlaceholder(type, type === 'phone' ? withPlainDigits(value) : value)) return IGNORED;
  const normal = normalForm(type, value, country);
  return normal.outcome === 'kept' && isPlaceholder(type, normal.value) ? IGNORED : normal;
}

function normalForm(type: string, value: string, country: string | undefined): NormalisedIdentifier {
  switch (type) {
    case 'email': {
      const mail = normalMail(value);
      return mail === null ? IGNORED : mail.said === null ? { outcome: 'kept', value: mail.value } : { outcome: 'kept', value: mail.value, said: mail.said };
    }
    case 'email-sha256': return kept(normalHash(value));
    case 'phone': {
      const phone = normalPhone(value, country);
      return phone.outcome === 'number' ? kept(phone.value) : phone.outcome === 'nothing' ? IGNORED : { outcome: 'raw', value: `phone ${value}` };
    }
    case 'social': return kept(normalHandle(value));
    case 'address': return kept(normalAddress(value));
    case 'order': return keptAsSaid(value.normalize('NFKC').replace(/^(?:#|no\.?\s|nr\.?\s)\s*/i, '').replace(/\s+/g, ' ').toUpperCase(), value);
    case 'loyalty': return kept(value.normalize('NFKC').replace(/[\s.\u2010-\u2015-]+/g, '').toUpperCase());
    case 'device': return kept(/^\{?[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}\}?$/i.test(value) ? value.replace(/[{}]/g, '').toLowerCase() : value);
    case 'cookie': return kept(/^GA\d\.\d\.(\d+\.\d+)$/.exec(value)?.[1] ?? value);
    default: return kept(value);
  }
}

/** Matched by its normal form, shown as it was written. */
function keptAsSaid(value: string, written: string): NormalisedIdentifier {
  return value === '' ? IGNORED : value === written ? { outcome: 'kept', value } : { outcome: 'kept', value, said: written };
}

function kept(value: string | null): NormalisedIdentifier {
  return value === null || value === '' ? IGNORED : { outcome: 'kept', value };
}

/** Sixty-four hexadecimal digits, from those or from base64, with or without the name of the method. */
function normalHash(written: string): string | null {
  const bare = written.replace(/^sha-?256[:=]/i, '');
  if (/^[0-9a-f]{64}$/i.test(bare)) return bare.toLowerCase();
  return /^[A-Za-z0-9+/_-]{43}=?$/.test(bare) ? Buffer.from(bare.replaceAll('-', '+').replaceAll('_', '/'), 'base64').toString('hex') : null;
}
