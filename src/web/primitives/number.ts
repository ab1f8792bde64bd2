import { exponentOf, formatMinor } from '../../kernel/money.ts';

const locale = typeof navigator === 'undefined' ? 'en' : navigator.language;
const whole = new Intl.NumberFormat(locale, { maximumFractionDigits: 0 });
const short = new Intl.NumberFormat(locale, { notation: 'compact', maximumFractionDigits: 1 });
const percent = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 0 });

/** A count in the viewer's language: 12,408. */
export function countText(count: number): string {
  return whole.format(count);
}

/** A count where there is little room, beside a scale: 950, 12K. */
export function shortCount(count: number): string {
  return short.format(count);
}

/** A share of the whole as a percentage. Units: ratio 0–1. */
export function percentText(ratio: number): string {
  return percent.format(ratio);
}

/** `one person`, `3 people`: the count with its noun. */
export function counted(count: number, one: string, many = `${one}s`): string {
  return count === 1 ? `1 ${one}` : `${countText(count)} ${many}`;
}

/** Money from minor units, exact, in the viewer's language. */
export function moneyText(minor: string, currency: string): string {
  const exact = formatMinor(BigInt(minor), currency);
  const digits = exponentOf(currency);
  try {
    return new Intl.NumberFormat(locale, { style: 'currency', currency, minimumFractionDigits: digits, maximumFractionDigits: digits }).format(exact as `${number}`);
  } catch {
    return `${exact} ${currency}`;
  }
}

/** A span of time in its two largest units: `2 h 5 min`. */
export function spanText(ms: number): string {
  const seconds = Math.round(ms / 1000);
  if (ms < 1000) return `${Math.round(ms)} ms`;
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return seconds % 60 === 0 || minutes >= 10 ? `${minutes} min` : `${minutes} min ${seconds % 60} s`;
  const hours = Math.floor(minutes / 60);
  if (hours < 48) return minutes % 60 === 0 ? `${hours} h` : `${hours} h ${minutes % 60} min`;
  return counted(Math.floor(hours / 24), 'day');
}

/** A size of data: 1.4 MB. */
export function bytesText(bytes: number): string {
  if (bytes < 1000) return counted(bytes, 'byte');
  const power = Math.min(Math.floor(Math.log10(bytes) / 3), 4);
  return `${new Intl.NumberFormat(locale, { maximumFractionDigits: power > 1 ? 1 : 0 }).format(bytes / 1000 ** power)} ${['', 'kB', 'MB', 'GB', 'TB'][power] ?? ''}`;
}
