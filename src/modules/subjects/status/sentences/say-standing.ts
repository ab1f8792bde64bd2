import { exponentOf } from '../../../../kernel/money.ts';
import type { Money } from '../../sourced/contract.ts';
import { STATUS_LANGUAGES, type StatusLanguage } from '../contract.ts';
import { isDayAlone } from '../lateness.ts';
import type { Statement } from '../standing.ts';
import { DUTCH } from './dutch.ts';
import { ENGLISH } from './english.ts';
import { FRENCH } from './french.ts';
import { GERMAN } from './german.ts';
import { ITALIAN } from './italian.ts';
import { PORTUGUESE } from './portuguese.ts';
import type { Sentences } from './sentence-keys.ts';
import { SPANISH } from './spanish.ts';

const SENTENCES: Readonly<Record<StatusLanguage, Sentences>> = { en: ENGLISH, de: GERMAN, fr: FRENCH, es: SPANISH, pt: PORTUGUESE, it: ITALIAN, nl: DUTCH };
/** How dates, lengths and amounts are written. */
const LOCALES: Readonly<Record<StatusLanguage, string>> = { en: 'en-GB', de: 'de', fr: 'fr', es: 'es', pt: 'pt-PT', it: 'it', nl: 'nl' };
const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;

/** The language in which somebody is answered, by a tag such as `de-AT`; English for one that we have no sentences in. */
export function statusLanguage(tag: string | undefined): StatusLanguage {
  const wanted = tag?.trim().toLowerCase().split(/[-_]/)[0];
  return STATUS_LANGUAGES.find((one) => one === wanted) ?? 'en';
}

/** A moment in words: a day alone as that day, else with its time in this zone. */
export function momentText(at: string, language: StatusLanguage, zone: string): string {
  const text = new Intl.DateTimeFormat(LOCALES[language], isDayAlone(at) ? { dateStyle: 'long', timeZone: 'UTC' } : { dateStyle: 'long', timeStyle: 'short', timeZone: zone }).format(Date.parse(at));
  return language === 'fr' ? text.replace(/^1 /, '1er ') : text;
}

/** A length of time in its largest whole unit. */
function lengthText(ms: number, language: StatusLanguage): string {
  const [unit, count] = ms >= DAY_MS ? ['day', Math.floor(ms / DAY_MS)] as const : ['hour', Math.floor(ms / HOUR_MS)] as const;
  return new Intl.NumberFormat(LOCALES[language], { style: 'unit', unit, unitDisplay: 'long' }).format(count);
}

function moneyText(money: readonly Money[], language: StatusLanguage): string {
  return money.map(({ amountMinor, currency }) => {
    const digits = exponentOf(currency);
    // Shown through a float: whole amounts that people pay fit it exactly; nothing is reckoned with it.
    return new Intl.NumberFormat(LOCALES[language], { style: 'currency', currency, minimumFractionDigits: digits, maximumFractionDigits: digits }).format(Number(amountMinor) / 10 ** digits);
  }).join(' + ');
}

/** What a statement names beside its own values. */
type Besides = { readonly who?: string };

/** One statement in a language. `zone`: by whose clocks moments are told. */
export function sayStatement(statement: Statement & Besides, language: StatusLanguage, zone: string): string {
  const { order, parcel, says } = SENTENCES[language];
  const { at, promised, lateMs, money, quoted, who } = statement;
  const values: Readonly<Record<string, string | undefined>> = {
    order: statement.order, parcel: statement.parcel, quoted, who, at: at === undefined ? undefined : momentText(at, language, zone), promised: promised === undefined ? undefined : momentText(promised, language, zone),
    late: lateMs === undefined ? undefined : lengthText(lateMs, language), money: money === undefined ? undefined : moneyText(money, language),
  };
  const fill = (text: string): string => text.replaceAll(/\{(\w+)\}/g, (_, name: string) => (name === 'thing' ? fill(statement.parcel === undefined ? order : parcel) : values[name] ?? ''));
  return fill(says[statement.key]);
}

/** Several statements as running text. */
export function sayStatements(statements: readonly Statement[], language: StatusLanguage, zone: string): string {
  return statements.map((one) => sayStatement(one, language, zone)).join(' ');
}
