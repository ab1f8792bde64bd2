import type { SpokenPart } from '../../interactions/contract.ts';

/** A customer's words of one interaction as they are read: all parts, one below the other. Units of places: UTF-16 code units, as in the parts. */
export type JoinedWords = { readonly text: string; readonly parts: readonly { readonly of: SpokenPart['of']; readonly at: number; readonly start: number; readonly end: number }[] };

/** Where each part lies in the joined words. */
export function partPlaces(parts: readonly SpokenPart[]): JoinedWords['parts'] {
  let end = 0;
  return parts.map(({ of, at, text }) => {
    const start = end;
    end = start + text.length + 1;
    return { of, at, start, end: end - 1 };
  });
}

/** Puts parts below each other. Invariant: the same parts give the same places, here and on a page. */
export function joinWords(parts: readonly SpokenPart[]): JoinedWords {
  return { text: parts.map(({ text }) => text).join('\n'), parts: partPlaces(parts) };
}
