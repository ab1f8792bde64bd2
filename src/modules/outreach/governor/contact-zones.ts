import { parsePhoneNumberFromString } from 'libphonenumber-js';

const English = new Intl.DisplayNames(['en'], { type: 'region', fallback: 'none' });
const LETTERS = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
/** Codes of countries by their English names. */
const BY_NAME: ReadonlyMap<string, string> = new Map(LETTERS.flatMap((a) => LETTERS.flatMap((b) => {
  const name = English.of(`${a}${b}`);
  return name === undefined ? [] : [[name.toLowerCase(), `${a}${b}`] as const];
})));

/** A country as its code (ISO 3166), from the code or its English name. Shape: null where it is neither. */
export function countryCode(said: string): string | null {
  const text = said.trim();
  const code = text.toUpperCase();
  if (/^[A-Z]{2}$/.test(code)) return English.of(code) === undefined ? null : code;
  return BY_NAME.get(text.toLowerCase()) ?? null;
}

/** What the engine knows of a region, which the language's own types do not yet. */
type Region = Intl.Locale & { getTimeZones?(): string[] | undefined };

const zonesOf = new Map<string, readonly string[]>();

function zonesOfCountry(code: string): readonly string[] {
  let zones = zonesOf.get(code);
  if (zones === undefined) zonesOf.set(code, zones = (new Intl.Locale('und', { region: code }) as Region).getTimeZones?.() ?? []);
  return zones;
}

/** The zones in which somebody may be: those of the country that they said, else of their phone's country, else the company's. */
export function contactZones({ country, phone }: { readonly country: string | null; readonly phone: string | null }, companyZone: string): readonly string[] {
  const code = (country === null ? null : countryCode(country)) ?? (phone === null ? null : parsePhoneNumberFromString(phone)?.country ?? null);
  const zones = code === null ? [] : zonesOfCountry(code);
  return zones.length === 0 ? [companyZone] : zones;
}
