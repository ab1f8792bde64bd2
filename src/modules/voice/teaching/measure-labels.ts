import { wilsonInterval } from '../scores/wilson-interval.ts';
import type { LabelQuality, Measured } from './contract.ts';
import { heldOutFewest } from './contract.ts';

/** Something that was told of a held-out text, and what is true of it; null for none of the labels. */
export type Told = { readonly truth: string | null; readonly said: string | null };

/** A share of so many with Wilson's interval; null of none. Source: docs/methods/wilson.md. */
export function shareOf(some: number, of: number): Measured | null {
  if (of === 0) return null;
  const share = some / of;
  const { centre, half } = wilsonInterval(share, of);
  return { value: share, low: Math.max(0, Math.min(share, centre - half)), high: Math.min(1, Math.max(share, centre + half)), of };
}

/** How well one label is told: of those said, how many have it; of those that have it, how many are said. Null below twenty held-out texts: that would be chance. */
export function qualityOfLabel(told: readonly Told[], label: string): LabelQuality['now'] {
  if (told.length < heldOutFewest) return null;
  const right = told.filter(({ truth, said }) => truth === label && said === label).length;
  return { precision: shareOf(right, told.filter(({ said }) => said === label).length), recall: shareOf(right, told.filter(({ truth }) => truth === label).length) };
}
