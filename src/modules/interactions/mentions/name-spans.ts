import { endOfNumber, isTelling } from '../telling-text.ts';

/** Where somebody is named in an interaction: a field, the way into its document where it is one, and the characters. It does not say who. */
export type NameSpan = { readonly field: string; readonly path: readonly (string | number)[]; readonly at: number; readonly length: number };

/** The texts of an interaction that may name somebody. `turns`, `claims`, `properties` and `traits` are JSON texts, '' for nothing. */
export type NamingTexts = { readonly title: string; readonly text: string; readonly turns: string; readonly rating_question: string; readonly subject_labels: readonly string[]; readonly claims: string; readonly properties: string; readonly traits: string };

/** What stands where a name stood. */
export const ERASED_MARK = '[erased]';
const DOCUMENTS = ['turns', 'claims', 'properties', 'traits'] as const;
const PLAIN = ['title', 'text', 'rating_question'] as const;

/** How somebody may be named. `values` are found anywhere, `names` as whole words. */
export type Needles = { readonly values: readonly string[]; readonly names: readonly string[] };

const plain = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
const spaced = (text: string): string => plain(text).replace(/\s+/g, '\\s+');

/** A number as people write it, with or without its country; any other value as it is. */
function valuePattern(value: string): string {
  const end = endOfNumber(value);
  return end === null ? plain(value) : `(?:\\+\\d[\\d ()./-]{0,5})?${end.split('').join('[ ()./-]?')}`;
}

function pattern({ values, names }: Needles): RegExp | null {
  const parts = [...values.filter(isTelling).map(valuePattern), ...names.filter(isTelling).map((name) => `(?<![\\p{L}\\p{N}])${spaced(name)}(?![\\p{L}\\p{N}])`)];
  return parts.length === 0 ? null : new RegExp(parts.sort((a, b) => b.length - a.length).join('|'), 'giu');
}

/** What a database can look for to find texts that may name somebody; `nameSpans` decides. Shape: lower bound of what `nameSpans` finds, but for numbers written with blanks. */
export function searchNeedles({ values, names }: Needles): string[] {
  return [...new Set([...values, ...names].filter(isTelling).map((text) => endOfNumber(text) ?? text))].slice(0, 255);
}

function strings(value: unknown, path: readonly (string | number)[] = []): { readonly path: readonly (string | number)[]; readonly text: string }[] {
  if (typeof value === 'string') return [{ path, text: value }];
  if (Array.isArray(value)) return value.flatMap((one: unknown, at) => strings(one, [...path, at]));
  return typeof value === 'object' && value !== null ? Object.entries(value).flatMap(([key, one]) => strings(one, [...path, key])) : [];
}

function parsed(text: string): unknown {
  try { return text === '' ? null : JSON.parse(text) as unknown; } catch { return null; }
}

/** Where an interaction names somebody. */
export function nameSpans(texts: NamingTexts, needles: Needles): NameSpan[] {
  const looked = pattern(needles);
  if (looked === null) return [];
  const places = [
    ...PLAIN.map((field) => ({ field, path: [], text: texts[field] })),
    ...texts.subject_labels.map((text, at) => ({ field: 'subject_labels', path: [at], text })),
    ...DOCUMENTS.flatMap((field) => strings(parsed(texts[field])).map((one) => ({ field, ...one }))),
  ];
  return places.flatMap(({ field, path, text }) => [...text.matchAll(looked)].map((found) => ({ field, path, at: found.index, length: found[0].length })));
}

function masked(text: string, spans: readonly NameSpan[]): string {
  return [...spans].sort((a, b) => b.at - a.at).reduce((now, { at, length }) => `${now.slice(0, at)}${ERASED_MARK}${now.slice(at + length)}`, text);
}

function put(value: unknown, path: readonly (string | number)[], change: (text: string) => string): unknown {
  const [step, ...rest] = path;
  if (step === undefined) return typeof value === 'string' ? change(value) : value;
  if (Array.isArray(value)) return value.map((one: unknown, at) => (at === step ? put(one, rest, change) : one));
  return typeof value === 'object' && value !== null ? Object.fromEntries(Object.entries(value).map(([key, one]) => [key, key === step ? put(one, rest, change) : one])) : value;
}

/** The texts without what the spans point at. Call it with texts that have not changed since. */
export function maskSpans(texts: NamingTexts, spans: readonly NameSpan[]): NamingTexts {
  const after: Record<string, unknown> = { ...texts };
  for (const [field, ones] of Map.groupBy(spans, (span) => span.field)) {
    const isDocument = DOCUMENTS.some((one) => one === field);
    const before = isDocument ? parsed(String(after[field])) : after[field];
    const changed = [...Map.groupBy(ones, ({ path }) => JSON.stringify(path)).values()].reduce<unknown>((now, same) => put(now, same[0]?.path ?? [], (text) => masked(text, same)), before);
    after[field] = isDocument ? JSON.stringify(changed) : changed;
  }
  return after as NamingTexts;
}

/** A piece of text around each span, for whoever decides about it. Units: characters. */
export function excerptsOf(texts: NamingTexts, spans: readonly NameSpan[], around = 60): string[] {
  const documents = new Map<string, unknown>(DOCUMENTS.map((field) => [field, parsed(texts[field])]));
  return [...new Set(spans.flatMap(({ field, path, at, length }) => {
    const text = path.reduce<unknown>((now, step) => (typeof now === 'object' && now !== null ? (now as Record<string | number, unknown>)[step] : undefined), documents.get(field) ?? texts[field as keyof NamingTexts]);
    if (typeof text !== 'string') return [];
    const from = Math.max(0, at - around);
    const to = Math.min(text.length, at + length + around);
    return [`${from > 0 ? '…' : ''}${text.slice(from, to)}${to < text.length ? '…' : ''}`];
  }))];
}
