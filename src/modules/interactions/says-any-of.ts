import { endOfNumber, isTelling } from './telling-text.ts';

/** Whether a text says one of these identifiers, in any case; numbers also where they are written with blanks or without their country. */
export function saysAnyOf(text: string, values: readonly string[]): boolean {
  const said = text.toLowerCase();
  const digits = text.replace(/[^\d\p{L}]/gu, '');
  return values.some((value) => {
    if (isTelling(value) && said.includes(value.toLowerCase())) return true;
    const end = endOfNumber(value);
    return end !== null && digits.includes(end);
  });
}
