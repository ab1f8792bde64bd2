import type { Said } from './contract.ts';

/** Words with the language in which they are, which is another one than asked for where nobody translated them. */
export type SaidIn = { readonly text: string; readonly language: string };

/** What may stand in a text for the moment and the person that it is about, with what stands there when nothing is known: `{name|there}`. */
export const PLACES = ['name', 'about'] as const;
const PLACE = /\{([a-z]+)(?:\|([^{}]*))?\}/g;

/** Places of a text that mean nothing. */
export function unknownPlaces(text: string): string[] {
  return [...text.matchAll(PLACE)].flatMap(([, place = '']) => (PLACES.some((known) => known === place) ? [] : [place]));
}

/** A text in the wanted language, its base language, or the fallback. Shape: empty when nobody wrote it at all. */
export function saidIn(said: Said, wanted: string, fallback: string): SaidIn {
  const language = [wanted, wanted.split('-')[0] ?? wanted, fallback].find((one) => (said[one] ?? '') !== '') ?? fallback;
  return { text: said[language] ?? '', language };
}

/** Puts what is known into the places of a text; what is not known gives way to the words written for that. */
export function filled(text: string, known: Readonly<Partial<Record<(typeof PLACES)[number], string>>>): string {
  return text.replace(PLACE, (_, name: string, otherwise: string | undefined) => { const place = PLACES.find((one) => one === name); return (place === undefined ? undefined : known[place]) ?? otherwise ?? ''; });
}

/** The best of the survey's languages for somebody: what they wish for in their order, then the fallback. */
export function languageFor(languages: readonly string[], wishes: readonly string[]): string {
  for (const wish of wishes) {
    const found = languages.find((one) => one.toLowerCase() === wish.toLowerCase()) ?? languages.find((one) => one.split('-')[0] === wish.toLowerCase().split('-')[0]);
    if (found !== undefined) return found;
  }
  return languages[0] ?? 'en';
}

/** Languages that a browser asks for, most wanted first. */
export function wishesOf(header: string | undefined): string[] {
  return (header ?? '').split(',').map((part) => { const [name = '', weight] = part.trim().split(';q='); return { name, weight: weight === undefined ? 1 : Number(weight) }; })
    .filter(({ name, weight }) => /^[A-Za-z]{2,3}(?:-[A-Za-z0-9]+)*$/.test(name) && weight > 0).toSorted((a, b) => b.weight - a.weight).map(({ name }) => name).slice(0, 20);
}

/** Languages that are written from the right. */
const RIGHT_TO_LEFT: ReadonlySet<string> = new Set(['ar', 'fa', 'he', 'ur', 'yi', 'ps', 'sd', 'ug', 'dv', 'ckb']);

/** From which side a language is written. */
export const directionOf = (language: string): 'ltr' | 'rtl' => (RIGHT_TO_LEFT.has(language.split('-')[0] ?? language) ? 'rtl' : 'ltr');
