import type { ReadLanguage } from '../text-language.ts';
import type { Token } from '../tokenise-text.ts';
import { LIKELY, SURE, type Entity } from './entity.ts';
import { beginsSentence, folded, isCapital, wordSet, type ScannedText } from './scanned-text.ts';

/** Names that the company knows: what it sells (order lines, subjects), and its rivals (its own setting; empty: none). */
export type KnownNames = { readonly products: readonly string[]; readonly rivals: readonly string[] };

type Known = { readonly name: string; readonly kind: 'product' | 'competitor'; readonly words: readonly string[]; readonly isOrdinary: boolean };

/** Known names. Shape: `exact` by all their words; `lengths` how many words names have that begin with a word, the longest first; `near` names by each of their telling words (`at` which one), for those with slips. */
export type NameIndex = { readonly exact: ReadonlyMap<string, Known>; readonly lengths: ReadonlyMap<string, readonly number[]>; readonly near: ReadonlyMap<string, readonly { readonly known: Known; readonly at: number }[]> };

/** Ordinary words that companies and things are called by; such a name needs a capital letter where none is due. */
const ORDINARY = wordSet('apple orange plum lemon peach cherry berry melon mango olive target shell shield gap next boots visa amazon oracle square stripe wise virgin sky three giant puma jaguar dove ivory tide gain dawn bounty mars galaxy twix nest ring echo spark flow wave orchard meadow river ocean sun moon star north south delta alpha mint sage basil honey bee fox wolf bear lion tiger eagle falcon robin swan penguin lotus lily rose iris pearl ruby jade amber crystal gold silver penny dime monday friday zoom slack teams office word canvas notion linear buffer brave bolt uber dash instant simple smart first premier prime plus pro max mini air go one mehr nah norma penny aldi dia casa sol luz vida claro vivo oi tim bon coin orange');
/** More names than these are not looked for. */
const MOST_NAMES = 20_000;
/** Names that share a word with more than so many others are found whole, not with slips. */
const MOST_ALIKE = 60;

function nameWords(name: string): string[] {
  return folded(name).match(/[\p{L}\p{N}']+|&/gu) ?? [];
}

/** Makes names ready to be found. "HomeHub 3" is also found as "home hub 3". */
export function nameIndex({ products, rivals }: KnownNames): NameIndex {
  const exact = new Map<string, Known>();
  const lengths = new Map<string, number[]>();
  const near = new Map<string, { known: Known; at: number }[]>();
  const put = (name: string, kind: Known['kind']): void => {
    const split = name.replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2');
    for (const written of split === name ? [name] : [name, split]) {
      const words = nameWords(written);
      if (words.length === 0 || words.length > 8 || words.join('').length < 3) continue;
      const known: Known = { name, kind, words, isOrdinary: words.length === 1 && ORDINARY.has(words[0] as string) };
      const first = words[0] as string;
      exact.set(words.join(' '), known);
      const own = lengths.get(first) ?? [];
      if (!own.includes(words.length)) lengths.set(first, [...own, words.length].sort((a, b) => b - a));
      for (const [at, word] of words.length === 1 ? [] : words.entries()) {
        // A number or a short word finds no name by itself.
        if (word.length < 3 || /^\d/u.test(word)) continue;
        const list = near.get(word);
        if (list === undefined) near.set(word, [{ known, at }]); else list.push({ known, at });
      }
    }
  };
  for (const name of products.slice(0, MOST_NAMES)) put(name, 'product');
  for (const name of rivals.slice(0, MOST_NAMES)) put(name, 'competitor');
  return { exact, lengths, near };
}

/** Whether a word is another with few letters wrong: one from five letters on, two from nine; letters that changed places count as one. */
export function isNearly(one: string, other: string): boolean {
  if (one === other) return true;
  const most = other.length >= 9 ? 2 : other.length >= 5 ? 1 : 0;
  if (most === 0 || Math.abs(one.length - other.length) > most || /\d/u.test(one) || /\d/u.test(other)) return false;
  let [before, last] = [new Array<number>(), Array.from({ length: other.length + 1 }, (_, at) => at)];
  for (let row = 1; row <= one.length; row += 1) {
    const line = [row];
    for (let at = 1; at <= other.length; at += 1) {
      const same = one.charAt(row - 1) === other.charAt(at - 1);
      let cost = Math.min((last[at] as number) + 1, (line[at - 1] as number) + 1, (last[at - 1] as number) + (same ? 0 : 1));
      if (row > 1 && at > 1 && one.charAt(row - 1) === other.charAt(at - 2) && one.charAt(row - 2) === other.charAt(at - 1)) cost = Math.min(cost, (before[at - 2] as number) + 1);
      line.push(cost);
    }
    [before, last] = [last, line];
  }
  return (last[other.length] as number) <= most;
}

type Fit = { readonly known: Known; readonly from: number; readonly confidence: number };

/** Whether a name stands from a token on, with slips. */
function isNearlyThere({ words }: ScannedText, from: number, name: readonly string[]): boolean {
  return from >= 0 && name.every((wanted, at) => words[from + at] !== undefined && isNearly(words[from + at] as string, wanted));
}

/** The longest name that stands here whole, else one with slips. */
function fitAt(scan: ScannedText, at: number, { exact, lengths, near }: NameIndex): Fit | null {
  const word = bare(scan.words[at] as string);
  for (const length of lengths.get(word) ?? []) {
    const known = exact.get(scan.words.slice(at, at + length).map(bare).join(' '));
    if (known !== undefined && !(known.isOrdinary && (!isCapital(scan, at) || beginsSentence(scan, at)))) return { known, from: at, confidence: SURE };
  }
  const list = near.get(word) ?? [];
  if (list.length > MOST_ALIKE) return null;
  let best: Fit | null = null;
  for (const { known, at: place } of list) if ((best === null || known.words.length > best.known.words.length) && isNearlyThere(scan, at - place, known.words)) best = { known, from: at - place, confidence: LIKELY };
  return best;
}

const bare = (word: string): string => (word.endsWith('\'s') ? word.slice(0, -2) : word);

/** Products and rivals whose names are known. The longest name wins. */
export function findKnown(scan: ScannedText, index: NameIndex): Entity[] {
  const found: Entity[] = [];
  if (index.exact.size === 0) return found;
  const { tokens, words } = scan;
  for (let at = 0; at < tokens.length; at += 1) {
    const fit = fitAt(scan, at, index);
    if (fit === null) continue;
    const last = fit.from + fit.known.words.length - 1;
    const end = (tokens[last]?.end ?? 0) - ((words[last] as string).endsWith('\'s') ? 2 : 0);
    found.push({ kind: fit.known.kind, start: tokens[fit.from]?.start ?? 0, end, value: fit.known.name, confidence: fit.confidence });
    at = Math.max(at, last);
  }
  return found;
}

const DEVICES: Readonly<Record<ReadLanguage, ReadonlySet<string>>> = {
  en: wordSet('router modem tv television phone printer boiler laptop tablet monitor camera headset headphones speaker drill mower washer dryer fridge oven dishwasher hoover vacuum kettle toaster charger keyboard mouse scooter bike pump heater thermostat scanner watch drone machine'),
  de: wordSet('router fernseher drucker laptop kamera bohrmaschine waschmaschine staubsauger monitor kessel gerät maschine handy'),
  fr: wordSet('routeur télé téléviseur imprimante ordinateur appareil machine téléphone aspirateur box'), es: wordSet('router televisor tele impresora portátil cámara lavadora aspiradora móvil'),
  it: wordSet('router televisore stampante portatile lavatrice aspirapolvere telefono'), nl: wordSet('router televisie tv printer laptop wasmachine stofzuiger telefoon'), pt: wordSet('roteador router televisão tv impressora notebook aspirador telefone celular'),
};
const MODEL = /(?<![\p{L}\p{N}-])[A-Z]{1,4}-?\d{2,4}[A-Z]?(?![\p{L}\p{N}-])/gu;

/** "My X200 router": a model's number beside the kind of thing it is. */
export function findModels({ text, words, tokens, language }: ScannedText): Entity[] {
  const found: Entity[] = [];
  if (!/\d/u.test(text)) return found;
  let first = 0;
  for (const match of text.matchAll(MODEL)) {
    const end = match.index + match[0].length;
    while (first < tokens.length && (tokens[first] as Token).end <= match.index) first += 1;
    let next = first;
    while (next < tokens.length && (tokens[next] as Token).start < end) next += 1;
    // In "boiler F22" it is as often a fault.
    if (DEVICES[language].has(words[next] ?? '') || (language !== 'en' && DEVICES[language].has(words[first - 1] ?? ''))) found.push({ kind: 'product', start: match.index, end, value: match[0], confidence: LIKELY });
  }
  return found;
}
