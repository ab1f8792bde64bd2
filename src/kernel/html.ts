/** Text that is markup already. Made only by a tag of this file, so that what people wrote never becomes markup. */
export type Html = { readonly markup: string };

/** What may stand in a page: pieces as they are, lists one after the other, nothing for null and false, everything else as text. */
export type HtmlPart = Html | string | number | null | undefined | false | readonly HtmlPart[];

/** What the tags made: a value from outside that merely looks like it stays text. */
const made = new WeakSet<object>();

const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/** Text as it stands for itself in a page, also within quotes. */
export const asText = (text: string): string => text.replace(/[&<>"']/g, (sign) => ESCAPES[sign] ?? sign);

/** A tag that writes pieces of a page. `plain`: what becomes of text before it is written. */
export function htmlTag(plain: (text: string) => string = (text) => text): (strings: TemplateStringsArray, ...parts: readonly HtmlPart[]) => Html {
  function written(part: HtmlPart): string {
    if (part === null || part === undefined || part === false) return '';
    if (typeof part !== 'object') return asText(plain(String(part)));
    if (!('markup' in part)) return part.map(written).join('');
    return made.has(part) ? part.markup : asText(plain(part.markup));
  }
  return (strings, ...parts) => {
    const piece = { markup: strings.map((text, at) => text + (at < parts.length ? written(parts[at]) : '')).join('') };
    made.add(piece);
    return piece;
  };
}
