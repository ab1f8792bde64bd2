/** Text that is HTML already. Made only by the tag below, so that what people wrote never becomes markup. */
export type Html = { readonly markup: string };

/** What the tag made: a value from outside that merely looks like it stays text. */
const made = new WeakSet<object>();

const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/** Text that stands for itself, also within quotes. */
export const escaped = (text: string): string => text.replace(/[&<>"']/g, (sign) => ESCAPES[sign] ?? sign);

type Part = Html | string | number | null | false | readonly Part[];

function written(part: Part): string {
  if (part === null || part === false) return '';
  if (typeof part !== 'object') return escaped(String(part));
  if (Array.isArray(part)) return (part as readonly Part[]).map(written).join('');
  return made.has(part) ? (part as Html).markup : escaped(String((part as Html).markup));
}

/** Writes HTML: every `${value}` that is not HTML itself is escaped. */
export function html(strings: TemplateStringsArray, ...parts: readonly Part[]): Html {
  const whole: Html = { markup: strings.map((text, at) => text + (at < parts.length ? written(parts[at] ?? null) : '')).join('') };
  made.add(whole);
  return whole;
}
