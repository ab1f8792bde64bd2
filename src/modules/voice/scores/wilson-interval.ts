import { Z95 } from './effective-n.ts';

/** Wilson's 95 % interval of a share: its middle, which is not the share, and half its width. Source: docs/methods/wilson.md. */
export function wilsonInterval(share: number, n: number): { readonly centre: number; readonly half: number } {
  const squared = Z95 ** 2;
  const centre = (share + squared / (2 * n)) / (1 + squared / n);
  return { centre, half: Z95 / (1 + squared / n) * Math.sqrt(share * (1 - share) / n + squared / (4 * n * n)) };
}
