import type { StatementCursor } from './statement-cursor.ts';

/** Number of a public id such as `cus_2n9c`; null for anything else. */
function numberOfId(prefix: string, text: string): string | null {
  const digits = new RegExp(`^${prefix}_([0-9a-z]{1,10})$`).exec(text)?.[1];
  return digits === undefined ? null : String(Number.parseInt(digits, 36));
}

/** A dense number as the public id that the rest of Custos shows: base 36 behind its prefix. */
export function idOfNumber(prefix: string, number: string): string {
  return `if(isNull(${number}), NULL, concat('${prefix}_', replaceRegexpOne(arrayStringConcat(arrayMap(\`place^\` -> substring('0123456789abcdefghijklmnopqrstuvwxyz', 1 + intDiv(toUInt64(assumeNotNull(${number})), toUInt64(pow(36, \`place^\`))) % 36, 1), [9, 8, 7, 6, 5, 4, 3, 2, 1, 0])), '^0{1,9}', '')))`;
}

/** Functions of this address alone: public ids from numbers, and numbers from public ids. */
export const ID_FUNCTIONS: Readonly<Record<string, { readonly prefix: string; readonly fromText: boolean }>> = {
  customerid: { prefix: 'cus', fromText: false }, interactionid: { prefix: 'int', fromText: false }, customernumber: { prefix: 'cus', fromText: true }, interactionnumber: { prefix: 'int', fromText: true },
};

/** The number of an id that stands alone in parentheses, of which the first was read. */
export function readIdNumber(cursor: StatementCursor, prefix: string): string {
  const { kind, text } = cursor.peek();
  const number = kind === 'text' ? numberOfId(prefix, text) : null;
  if (number === null) throw cursor.refuse(`Give an id such as '${prefix}_2n9c'.`);
  cursor.take();
  cursor.must(')');
  return number;
}
