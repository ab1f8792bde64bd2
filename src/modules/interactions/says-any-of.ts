/** Shorter values stand in too many texts to say anything. Units: characters; digits. */
const SHORTEST = 6;
const SHORTEST_NUMBER = 8;

/** Whether a text says one of these identifiers, in any case; numbers also where they are written with blanks or without their country. */
export function saysAnyOf(text: string, values: readonly string[]): boolean {
  const said = text.toLowerCase();
  const digits = text.replace(/[^\d\p{L}]/gu, '');
  return values.some((value) => {
    if (value.length >= SHORTEST && said.includes(value.toLowerCase())) return true;
    return /^\+\d+$/.test(value) && value.length > SHORTEST_NUMBER && digits.includes(value.slice(-SHORTEST_NUMBER));
  });
}
