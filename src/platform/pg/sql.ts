/** A statement for PostgreSQL: text with $1… places and the values for them. Made only by the `sql` tag, so a value never becomes text. */
export type PgStatement = { readonly text: string; readonly values: readonly unknown[] };

/** What the tag made. A value from outside that merely looks like a statement must stay a value. */
const made = new WeakSet<object>();

/** Writes a statement; every `${value}` becomes a bound parameter. A nested statement is put in with its own parameters. */
export function sql(strings: TemplateStringsArray, ...parts: readonly unknown[]): PgStatement {
  let text = strings[0] ?? '';
  const values: unknown[] = [];
  parts.forEach((part, index) => {
    if (isStatement(part)) {
      text += part.text.replace(/\$(\d+)/g, (_, place: string) => `$${Number(place) + values.length}`);
      values.push(...part.values);
    } else {
      values.push(part);
      text += `$${values.length}`;
    }
    text += strings[index + 1] ?? '';
  });
  const statement = { text, values };
  made.add(statement);
  return statement;
}

function isStatement(part: unknown): part is PgStatement {
  return typeof part === 'object' && part !== null && made.has(part);
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
