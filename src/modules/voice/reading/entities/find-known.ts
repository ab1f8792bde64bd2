import type { ReadLanguage } from '../small-words.ts';
import type { Token } from '../tokenise-text.ts';
import { LIKELY, SURE, type Entity } from './entity.ts';
import { looksLikeName, ordinaryIn, type MaybeOrdinary } from './looks-like-name.ts';
import type { CommonWords } from './ordinary-words.ts';
import { folded, wordSet, type ScannedText } from './scanned-text.ts';

/** Something with every name that it goes by, the first of which it is called. A name in small letters throughout counts however it is written. */
export type NamedThing = { readonly id: string; readonly names: readonly string[] };

/** Names that the company knows: what it sells (order lines, subjects), and its rivals (its own setting; empty: none). A name alone is its own id. */
export type KnownNames = { readonly products: readonly (NamedThing | string)[]; readonly rivals: readonly (NamedThing | string)[] };

type Known = MaybeOrdinary & { readonly id: string; readonly name: string; readonly kind: 'product' | 'competitor'; readonly words: readonly string[] };

/** Names by their next words: `known` the name that ends here. */
type Branch = { known: Known | null; readonly next: Map<string, Branch> };

/** Known names. Shape: `tree` word by word; `near` names by each of their telling words (`at` which one), for those with slips. */
export type NameIndex = { readonly tree: ReadonlyMap<string, Branch>; readonly near: ReadonlyMap<string, readonly { readonly known: Known; readonly at: number }[]> };

/** More names than these are not looked for. */
const MOST_NAMES = 20_000;
const MOST_SPELLINGS = 12;
/** From so many letters on two may be wrong. */
const LONG = 9;
const MOST_WRONG = 2;
/** Names that share a word with more than so many others are found whole, not with slips. */
const MOST_ALIKE = 60;

function nameWords(name: string): string[] {
  return folded(name).match(/[\p{L}\p{N}']+|&/gu) ?? [];
}

/** Makes names ready to be found. "HomeHub 3" is also found as "home hub 3". Invariant: what has the same words as something before it, rivals first, is found as that. */
export function nameIndex({ products, rivals }: KnownNames, common: CommonWords = {}): NameIndex {
  const tree = new Map<string, Branch>();
  const near = new Map<string, { known: Known; at: number }[]>();
  const put = (id: string, name: string, written: string, kind: Known['kind']): void => {
    const split = written.replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2');
    for (const spelling of split === written ? [written] : [written, split]) {
      const words = nameWords(spelling);
      if (words.length === 0 || words.length > 8 || words.join('').length < 3) continue;
      const end = branchOf(tree, words);
      if (end.known !== null) continue;
      const known: Known = { id, name, kind, words, ordinaryIn: ordinaryIn(words, spelling, kind, common) };
      end.known = known;
      for (const [at, word] of words.length === 1 ? [] : words.entries()) {
        // A number or a short word finds no name by itself.
        if (word.length < 3 || /^\d/u.test(word)) continue;
        const list = near.get(word);
        if (list === undefined) near.set(word, [{ known, at }]); else list.push({ known, at });
      }
    }
  };
  const putAll = (things: KnownNames['products'], kind: Known['kind']): void => {
    for (const thing of things.slice(0, MOST_NAMES)) {
      const { id, names } = typeof thing === 'string' ? { id: thing, names: [thing] } : thing;
      for (const written of names.slice(0, MOST_SPELLINGS)) put(id, names[0] ?? id, written, kind);
    }
  };
  putAll(rivals, 'competitor');
  putAll(products, 'product');
  return { tree, near };
}

/** Where the last of these words stands, made where nothing stands yet. */
function branchOf(tree: Map<string, Branch>, words: readonly string[]): Branch {
  let next = tree;
  let branch: Branch = { known: null, next };
  for (const word of words) {
    branch = next.get(word) ?? { known: null, next: new Map() };
    next.set(word, branch);
    next = branch.next;
  }
  return branch;
}

/** Whether a word is another with few letters wrong: one from five letters on, two from nine; letters that changed places count as one. */
export function isNearly(one: string, other: string): boolean {
  if (one === other) return true;
  const most = other.length >= LONG ? MOST_WRONG : other.length >= 5 ? 1 : 0;
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

/** Whether a name may stand here, one word of which does: another word begins or ends alike. Hardly any does, and it is quickly seen. */
function mayStand({ words }: ScannedText, from: number, name: readonly string[], place: number): boolean {
  const other = place === 0 ? 1 : 0;
  const [there, wanted] = [words[from + other], name[other]];
  if (from < 0 || there === undefined || wanted === undefined || Math.abs(there.length - wanted.length) > MOST_WRONG + 2) return false;
  return there.charCodeAt(0) === wanted.charCodeAt(0) || there.charCodeAt(there.length - 1) === wanted.charCodeAt(wanted.length - 1) || wanted.length >= LONG;
}

/** Whether a name stands from a token on, with slips. */
function isNearlyThere({ words }: ScannedText, from: number, name: readonly string[]): boolean {
  return name.every((wanted, at) => words[from + at] !== undefined && isNearly(words[from + at] as string, wanted));
}

/** The longest name that stands here whole, else one with slips. */
function fitAt(scan: ScannedText, at: number, { tree, near }: NameIndex): Fit | null {
  const word = bare(scan.words[at] as string);
  let whole: Fit | null = null;
  for (let branch = tree.get(word), length = 1; branch !== undefined; length += 1) {
    if (branch.known !== null && looksLikeName(scan, at, length, branch.known)) whole = { known: branch.known, from: at, confidence: SURE };
    const next = scan.words[at + length];
    branch = next === undefined || branch.next.size === 0 ? undefined : branch.next.get(bare(next));
  }
  if (whole !== null) return whole;
  const list = near.get(word);
  if (list === undefined || list.length > MOST_ALIKE) return null;
  let best: Fit | null = null;
  for (const { known, at: place } of list) {
    const from = at - place;
    if ((best === null || known.words.length > best.known.words.length) && mayStand(scan, from, known.words, place) && isNearlyThere(scan, from, known.words) && looksLikeName(scan, from, known.words.length, known)) best = { known, from, confidence: LIKELY };
  }
  return best;
}

const bare = (word: string): string => (word.endsWith('\'s') ? word.slice(0, -2) : word);

/** Products and rivals whose names are known. The longest name wins. */
export function findKnown(scan: ScannedText, index: NameIndex): Entity[] {
  const found: Entity[] = [];
  if (index.tree.size === 0) return found;
  const { tokens, words } = scan;
  for (let at = 0; at < tokens.length; at += 1) {
    const fit = fitAt(scan, at, index);
    if (fit === null) continue;
    const last = fit.from + fit.known.words.length - 1;
    const end = (tokens[last]?.end ?? 0) - ((words[last] as string).endsWith('\'s') ? 2 : 0);
    found.push({ kind: fit.known.kind, start: tokens[fit.from]?.start ?? 0, end, value: fit.known.name, id: fit.known.id, confidence: fit.confidence });
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
