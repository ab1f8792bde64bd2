import { matchesOf } from './matches.ts';

/**
 * A text as people read it: markup taken out, entities resolved, stacked accents reduced, very long texts cut, while every place can still be found in what was sent.
 * Shape: `origin` says where each character of `text` stood, one more than `text` is long; null means nothing moved.
 */
export type PlainText = { readonly text: string; readonly origin: Int32Array | null };

/** No more than this is read of one text; a mail of 3,000 words fits. Units: characters. */
const MOST_CHARACTERS = 20_000;

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: '\'', nbsp: ' ', '#39': '\'', '#x27': '\'', hellip: '…', mdash: '—', ndash: '–', rsquo: '’', lsquo: '‘', ldquo: '“', rdquo: '”', euro: '€', pound: '£' };
const MARKUP = /<(?:(?:script|style)\b[^>]{0,500}>[^<]{0,5000}<\/(?:script|style)\s*>|!--[^>]{0,1000}>|\/?[a-z][a-z0-9]{0,15}(?:\s[^<>]{0,500})?\/?>)|&(#?[a-z0-9]{2,6});|\p{Mn}{3,}|[\u0000-\u0008\u000e-\u001f\u200b\u2060\ufeff]+/giu;
const SUSPECT = /[<&\u0000-\u0008\u000e-\u001f\u200b\u2060\ufeff]|\p{Mn}{3}/u;

/** Reads a text as people do. Cost: linear; texts without markup are handed through. */
export function plainText(raw: string): PlainText {
  const cut = raw.length > MOST_CHARACTERS ? raw.slice(0, MOST_CHARACTERS) : raw;
  if (!SUSPECT.test(cut)) return { text: cut, origin: null };
  const origin = new Int32Array(cut.length + 1);
  let text = '';
  let from = 0;
  const keep = (part: string, at: number, moving: boolean): void => {
    for (let place = 0; place < part.length; place += 1) origin[text.length + place] = moving ? at + place : at;
    text += part;
  };
  for (const match of matchesOf(MARKUP, cut)) {
    keep(cut.slice(from, match.index), from, true);
    const entity = match[1];
    if (entity !== undefined) keep(ENTITIES[entity.toLowerCase()] ?? ' ', match.index, false);
    else if (match[0].startsWith('<')) keep(' ', match.index, false);
    from = match.index + match[0].length;
  }
  keep(cut.slice(from), from, true);
  origin[text.length] = cut.length;
  return { text, origin };
}
