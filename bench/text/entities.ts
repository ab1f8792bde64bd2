import { readFileSync } from 'node:fs';
import { allEntitiesOf, knownNames } from '../../src/modules/voice/reading/entities/entities-of.ts';
import { ENTITY_KINDS, type Entity, type EntityKind } from '../../src/modules/voice/reading/entities/entity.ts';
import { readMeanings } from '../../src/modules/voice/reading/outputs/word-meanings.ts';
import type { ReadLanguage } from '../../src/modules/voice/reading/small-words.ts';
import { tokenise } from '../../src/modules/voice/reading/tokenise-text.ts';
import { rounded } from './measures.ts';

const TEXTS = new URL('../../models/texts/', import.meta.url);
/** Common English words, as the threads that read have them. */
const common = () => ({ en: readMeanings(readFileSync(new URL('../meanings-en.bin', TEXTS))).placeOf });
const rowsOf = (name: string): string[][] => readFileSync(new URL(name, TEXTS), 'utf8').trim().split('\n').slice(1).map((line) => line.split('\t'));

type Marked = { readonly kind: EntityKind; readonly start: number; readonly end: number; readonly value: string | null };
type MarkedText = { readonly language: ReadLanguage; readonly text: string; readonly marked: readonly Marked[] };

/** A text without its braces, and what they mark. */
function unmarked(written: string): Pick<MarkedText, 'text' | 'marked'> {
  const marked: Marked[] = [];
  let text = '';
  let from = 0;
  for (const match of written.matchAll(/\{([a-z-]+)\|([^|{}]+)(?:\|([^|{}]+))?\}/gu)) {
    text += written.slice(from, match.index);
    const [kind, words] = [match[1] as EntityKind, match[2] as string];
    marked.push({ kind, start: text.length, end: text.length + words.length, value: match[3] ?? null });
    text += words;
    from = match.index + match[0].length;
  }
  return { text: text + written.slice(from), marked };
}

/** Marked texts and the names that are known while they are read. */
export function markedTexts(file: string): { readonly texts: readonly MarkedText[]; readonly products: readonly string[]; readonly rivals: readonly string[] } {
  const known = rowsOf('entities-known.tsv');
  const named = (kind: string): string[] => known.filter(([of]) => of === kind).map(([, name]) => name ?? '');
  return { texts: rowsOf(file).map(([language, text]) => ({ language: language as ReadLanguage, ...unmarked(text ?? '') })), products: named('product'), rivals: named('competitor') };
}

function written(entity: Entity): string {
  if (entity.kind === 'money') return `${entity.value.minor} ${entity.value.currency}`;
  return entity.kind === 'date' ? entity.value.join('/') : entity.value;
}

type Counts = { marked: number; found: number; exact: number; partial: number; foundPartial: number; valued: number; rightValues: number };
const shares = ({ marked, found, exact, partial, foundPartial, valued, rightValues }: Counts): object => {
  const share = (part: number, whole: number): number | null => (whole === 0 ? null : rounded(part / whole));
  return { marked, found, precision: share(foundPartial, found), recall: share(partial, marked), f1Partial: share(partial + foundPartial, marked + found), f1Exact: share(2 * exact, marked + found), values: share(rightValues, valued) };
};

/** Entities on two sets of our own, whose language is given: by kind and by kind and language, exact places and overlapping ones, and values of what was found; time for a text of 200 characters. `own`: written with traps by who wrote the rules, before them; `others`: written by others for other measurements. */
export function entities(report: (line: string) => void): object {
  const own = markedTexts('entities-held-out.tsv');
  return { ...cost(own.texts, knownNames(own, common())), own: measured(own, report), others: measured(markedTexts('entities-others.tsv'), report) };
}

function measured({ texts, products, rivals }: ReturnType<typeof markedTexts>, report: (line: string) => void): object {
  const known = knownNames({ products, rivals }, common());
  const counts = new Map<string, Counts>();
  const countsOf = (key: string): Counts => {
    const there = counts.get(key) ?? { marked: 0, found: 0, exact: 0, partial: 0, foundPartial: 0, valued: 0, rightValues: 0 };
    counts.set(key, there);
    return there;
  };
  for (const { language, text, marked } of texts) {
    const { plain, tokens } = tokenise(text);
    const found = allEntitiesOf(plain, tokens, language, known);
    for (const kind of ENTITY_KINDS) {
      const [wanted, got] = [marked.filter((one) => one.kind === kind), found.filter((one) => one.kind === kind)];
      const overlap = (one: { start: number; end: number }, other: { start: number; end: number }): boolean => one.start < other.end && other.start < one.end;
      for (const key of [`all ${kind}`, `${language} ${kind}`]) {
        const of = countsOf(key);
        of.marked += wanted.length;
        of.found += got.length;
        of.partial += wanted.filter((one) => got.some((other) => overlap(one, other))).length;
        of.foundPartial += got.filter((one) => wanted.some((other) => overlap(one, other))).length;
        for (const one of wanted) {
          const same = got.find(({ start, end }) => start === one.start && end === one.end);
          if (same !== undefined) of.exact += 1;
          const near = same ?? got.find((other) => overlap(one, other));
          if (near === undefined || one.value === null) continue;
          of.valued += 1;
          if (written(near) === one.value) of.rightValues += 1;
        }
      }
      for (const one of wanted) {
        const near = got.find((other) => overlap(one, other));
        if (near === undefined) report(`missed ${language} ${kind} "${text.slice(one.start, one.end)}" in: ${text}`);
        else if (near.start !== one.start || near.end !== one.end) report(`other places ${language} ${kind} "${text.slice(one.start, one.end)}", found "${text.slice(near.start, near.end)}"`);
        else if (one.value !== null && written(near) !== one.value) report(`other value ${language} ${kind} "${text.slice(one.start, one.end)}": ${one.value}, found ${written(near)}`);
      }
      for (const one of got) if (!wanted.some((other) => overlap(one, other))) report(`wrong ${language} ${kind} "${text.slice(one.start, one.end)}" in: ${text}`);
    }
  }
  const table = Object.fromEntries([...counts].filter(([, { marked, found }]) => marked + found > 0).sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, of]) => [key, shares(of)]));
  return { texts: texts.length, table };
}

/** Units: milliseconds a text of 200 characters, tokens given. */
function cost(texts: readonly MarkedText[], known: ReturnType<typeof knownNames>): { readonly msFor200: number } {
  const all = texts.filter(({ language }) => language === 'en').map(({ text }) => text).join(' ');
  const cut = Array.from({ length: Math.floor(all.length / 200) }, (_, at) => tokenise(all.slice(at * 200, at * 200 + 200)));
  const once = (): void => { for (const { plain, tokens } of cut) allEntitiesOf(plain, tokens, 'en', known); };
  for (let warm = 0; warm < 30; warm += 1) once();
  const before = process.cpuUsage();
  for (let round = 0; round < 50; round += 1) once();
  const { user, system } = process.cpuUsage(before);
  return { msFor200: rounded((user + system) / 1_000 / 50 / cut.length) };
}
