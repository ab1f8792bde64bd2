/** The round number at or above a maximum that a reader can halve: 1, 2, 4, 6, 8 or 10 times a power of ten. */
export function niceTop(most: number): number {
  if (most <= 2) return 2;
  const power = 10 ** Math.floor(Math.log10(most));
  return ([1, 2, 4, 6, 8, 10].find((step) => step * power >= most) ?? 10) * power;
}
