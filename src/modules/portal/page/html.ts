/** A piece of a page. Made only by the `html` tag and `join`, so that text never becomes markup. */
export type Html = { readonly markup: string };

const made = new WeakSet<object>();

const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

function asHtml(markup: string): Html {
  const piece = { markup };
  made.add(piece);
  return piece;
}

/** Writes a piece of a page: pieces are put in as they are, lists one after the other, nothing for null and false, everything else as text. */
export function html(strings: TemplateStringsArray, ...parts: readonly unknown[]): Html {
  return asHtml(strings.reduce((markup, string, at) => markup + string + (at < parts.length ? rendered(parts[at]) : ''), ''));
}

function rendered(part: unknown): string {
  if (part === null || part === undefined || part === false) return '';
  if (Array.isArray(part)) return part.map(rendered).join('');
  if (typeof part === 'object' && made.has(part)) return (part as Html).markup;
  return escaped(typeof part === 'string' ? part : typeof part === 'number' ? String(part) : JSON.stringify(part) ?? '');
}

/** Text as it may stand in a page and in an attribute. Line ends are kept; characters that turn the direction of what follows are not. */
function escaped(text: string): string {
  return text.replace(/[\u202A-\u202E\u2066-\u2069\u0000-\u0008\u000B\u000C\u000E-\u001F]/g, '').replace(/[&<>"']/g, (character) => ESCAPES[character] ?? '');
}
