/** A statement for PostgreSQL: text with $1… places and the values for them. Made only by the `sql` tag, so a value never becomes text. */
export type PgStatement = { readonly text: string; readonly values: readonly unknown[] };

/** What was written, apart from its values: the same for every statement of the same parts in the same places. `number` tells it from others. */
type Wording = { readonly number: number; readonly text: string; readonly isKept: boolean };

/** What the tag made. A value from outside that merely looks like a statement must stay a value. */
const made = new WeakMap<object, Wording>();
/** Wordings by where they stand in the code and which others are nested in them, so that each is put together once. */
const wordings = new WeakMap<TemplateStringsArray, Map<string, Wording>>();
/** Wordings of one place that are kept; where parts are put together ever anew, there is no end of them. */
const KEPT_MOST = 50;
let numbered = 0;

/** Writes a statement; every `${value}` becomes a bound parameter. A nested statement is put in with its own parameters. */
export function sql(strings: TemplateStringsArray, ...parts: readonly unknown[]): PgStatement {
  const values: unknown[] = [];
  let nested = '';
  let isKept = true;
  for (let at = 0; at < parts.length; at += 1) {
    const part = parts[at];
    const wording = typeof part === 'object' && part !== null ? made.get(part) : undefined;
    if (wording === undefined) {
      values.push(part);
      continue;
    }
    nested += `${at}:${wording.number} `;
    isKept &&= wording.isKept;
    for (const value of (part as PgStatement).values) values.push(value);
  }
  const wording = isKept ? keptWording(strings, parts, nested) : write(strings, parts, false);
  const statement = { text: wording.text, values };
  made.set(statement, wording);
  return statement;
}

function keptWording(strings: TemplateStringsArray, parts: readonly unknown[], nested: string): Wording {
  const kept = wordings.get(strings) ?? new Map<string, Wording>();
  const known = kept.get(nested);
  if (known !== undefined) return known;
  const wording = write(strings, parts, kept.size < KEPT_MOST);
  if (wording.isKept) wordings.set(strings, kept.set(nested, wording));
  return wording;
}

function write(strings: TemplateStringsArray, parts: readonly unknown[], isKept: boolean): Wording {
  let text = strings[0] ?? '';
  let places = 0;
  parts.forEach((part, index) => {
    if (typeof part === 'object' && part !== null && made.has(part)) {
      const { text: inner, values } = part as PgStatement;
      const before = places;
      text += inner.replace(/\$(\d+)/g, (_, place: string) => `$${Number(place) + before}`);
      places += values.length;
    } else {
      places += 1;
      text += `$${places}`;
    }
    text += strings[index + 1] ?? '';
  });
  numbered += 1;
  return { number: numbered, text, isKept };
}

/**
 * Values as JSON, each on a line of its own: in SQL `string_to_array(${jsonLines(values)}, E'\n')::jsonb[]`.
 * JSON holds no line end, so that nothing in it has to be escaped; in a list as PostgreSQL writes lists every quote would be, here and there.
 * Errors: `undefined` and functions, which JSON does not have, are written as null.
 */
export function jsonLines(values: readonly unknown[]): string {
  // Nothing at all is what JSON makes of undefined, whatever its type says.
  return values.map((value) => (JSON.stringify(value) as string | undefined) ?? 'null').join('\n');
}
