import { maskText } from '../../../kernel/personal-data.ts';

/** Signs that nobody sees, or that turn the direction of what follows. */
const UNSEEN = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F-\u009F\u00AD\u061C\u180E\u200B-\u200F\u2028-\u202E\u2060-\u206F\uFEFF\uFFF9-\uFFFB]|\p{Variation_Selector}|[\u{E0000}-\u{E007F}]/gu;
/** What some models think aloud before they answer. */
const ALOUD = /<(think|thinking|reasoning)>[\s\S]*?(?:<\/\1>|$)/giu;
const ADDRESS = /(?:[a-z0-9+.-]*:\/\/|www\.|(?:javascript|data|mailto|vbscript|file):)\S*/giu;

/**
 * What a language model answered, as plain words of at most `most` characters: no markup, no links, nothing unseen, no address or number of somebody. Null when nothing is left.
 * It is shown as text and nothing else is ever done with it.
 */
export function plainWords(answer: string, most: number): string | null {
  let words = answer.slice(0, 20_000).toWellFormed().normalize('NFC').replace(UNSEEN, '')
    .replace(ALOUD, ' ')
    .replace(/```[a-z]*\n?|`+/giu, '')
    .replace(/!\[[^\]]*\]\([^)]*\)?/gu, ' ').replace(/\[([^\]]*)\]\([^)]*\)?/gu, '$1')
    .replace(/<[^>]*>?/gu, ' ').replace(/&(?:#x?[0-9a-f]+|[a-z]+);/giu, ' ')
    .replace(ADDRESS, ' ')
    .replace(/^\s*(?:#{1,6}|[-*+•]|\d{1,2}[.)])\s+/gmu, '').replace(/[*_~]{1,3}(?=\S)|(?<=\S)[*_~]{1,3}/gu, '').replace(/[<>{}[\]|\\^]+/gu, ' ')
    .replace(/\s+/gu, ' ').trim();
  // What stood around markup may be an address once the markup is gone.
  for (let before = ''; before !== words;) {
    before = words;
    words = words.replace(ADDRESS, ' ').replace(/\s+/gu, ' ').trim();
  }
  const masked = maskText(words);
  const whole = [...masked];
  if (whole.length <= most) return masked === '' ? null : masked;
  const short = whole.slice(0, most - 1).join('');
  const blank = short.lastIndexOf(' ');
  return `${(blank > most / 2 ? short.slice(0, blank) : short).trimEnd()}…`;
}

/** A name out of an answer: its first line without the quotes and the full stop that models like. */
export function plainName(answer: string, most: number): string | null {
  const line = answer.replace(ALOUD, '').split('\n').map((one) => plainWords(one, 20_000)).find((one) => one !== null) ?? '';
  const bare = line.replace(/["“”„«»]+/gu, '').replace(/^\s*(?:topic|name|title|label)\s*:\s*/iu, '').replace(/^['‘’\s]+|['‘’\s.]+$/gu, '');
  return bare === '' ? null : plainWords(bare, most);
}
