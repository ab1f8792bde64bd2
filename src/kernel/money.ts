import { AppError } from './app-error.ts';

/** Decimals of the ISO 4217 currencies that do not have two. Source: ISO 4217, table A.1. */
const EXPONENTS: Readonly<Record<string, number>> = {
  BIF: 0, CLP: 0, DJF: 0, GNF: 0, ISK: 0, JPY: 0, KMF: 0, KRW: 0, PYG: 0, RWF: 0, UGX: 0, UYI: 0, VND: 0, VUV: 0, XAF: 0, XOF: 0, XPF: 0,
  BHD: 3, IQD: 3, JOD: 3, KWD: 3, LYD: 3, OMR: 3, TND: 3,
};

const INT64_MAX = 2n ** 63n - 1n;

/** How many decimals a currency has. */
export function exponentOf(currency: string): number {
  return EXPONENTS[currency] ?? 2;
}

/**
 * Reads a decimal text exactly into minor units: `12.5` EUR is 1250n. Never goes through a float.
 * Errors: `invalid` when it is not a number, has more decimals than the currency (other than zeros), or does not fit 64 bits.
 */
export function parseMinor(amount: string, currency: string): bigint {
  const match = /^([+-]?)(\d+)(?:\.(\d+))?$/.exec(amount.trim());
  const exponent = exponentOf(currency);
  const fraction = match?.[3] ?? '';
  if (match === null || !/^[A-Z]{3}$/.test(currency) || /[1-9]/.test(fraction.slice(exponent))) {
    throw new AppError('invalid', 'amount-malformed', `Write amounts as a decimal with at most ${exponent} decimals and a three-letter currency, such as "12.50" and "EUR".`);
  }
  const minor = BigInt(`${match[2] ?? '0'}${fraction.slice(0, exponent).padEnd(exponent, '0')}`);
  if (minor > INT64_MAX) throw new AppError('invalid', 'amount-too-large', 'Amounts must fit 64 bits in minor units.');
  return match[1] === '-' ? -minor : minor;
}

/** The exact decimal text of minor units: 1250n EUR is `12.50`. */
export function formatMinor(minor: bigint, currency: string): string {
  const exponent = exponentOf(currency);
  const digits = (minor < 0n ? -minor : minor).toString().padStart(exponent + 1, '0');
  const whole = digits.slice(0, digits.length - exponent);
  const sign = minor < 0n ? '-' : '';
  return exponent === 0 ? `${sign}${whole}` : `${sign}${whole}.${digits.slice(-exponent)}`;
}
