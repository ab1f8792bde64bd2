/**
 * Values as JSON, each on a line of its own: in SQL `string_to_array(${jsonLines(values)}, E'\n')::jsonb[]`.
 * JSON holds no line end, so that nothing in it has to be escaped; in a list as PostgreSQL writes lists every quote would be, here and there.
 * Errors: `undefined` and functions, which JSON does not have, are written as null.
 */
export function jsonLines(values: readonly unknown[]): string {
  // Nothing at all is what JSON makes of undefined, whatever its type says.
  return values.map((value) => (JSON.stringify(value) as string | undefined) ?? 'null').join('\n');
}
