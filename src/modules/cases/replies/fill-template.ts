import { REPLY_PLACES, type ReplyPlace } from './contract.ts';

/** What stands in the places of a template; empty where there is nothing to say, null where nothing is known. */
export type PlaceValues = Readonly<Record<ReplyPlace, string | null>>;

const PLACE = /\{([a-z]+)\}/g;
const isPlace = (name: string): name is ReplyPlace => Object.hasOwn(REPLY_PLACES, name);

/** Places of a text that there are not. */
export function unknownPlaces(text: string): string[] {
  return [...new Set([...text.matchAll(PLACE)].flatMap(([, name = '']) => (isPlace(name) ? [] : [name])))];
}

/** Places that are still open in a text. */
export function openPlaces(text: string): ReplyPlace[] {
  return [...new Set([...text.matchAll(PLACE)].flatMap(([, name = '']) => (isPlace(name) ? [name] : [])))];
}

/** A text with its places filled, without the blanks that an empty place leaves. Invariant: what is filled in is not read as a template again; a place of which nothing is known stays open, so that nobody sends it by accident. */
export function fillTemplate(text: string, values: PlaceValues): { readonly text: string; readonly missing: readonly ReplyPlace[] } {
  const missing = new Set<ReplyPlace>();
  const filled = text.replace(PLACE, (whole, name: string) => {
    if (!isPlace(name)) return whole;
    const value = values[name];
    if (value === null) missing.add(name);
    return value ?? whole;
  });
  return { text: filled.replace(/[ \t]+$/gm, '').replace(/\n{3,}/g, '\n\n').trim(), missing: [...missing] };
}
