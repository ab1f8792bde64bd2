import { createHmac } from 'node:crypto';

/** Bits of a draw: what a double holds exactly. */
const STEPS = 2 ** 52;

/**
 * What a person drew for one moment: a number in [0, 1), the same whenever it is asked again, that nobody can foresee without the seed.
 * Invariant: it depends on the survey's seed, the claim and the moment alone; who is asked by it was drawn, not picked.
 */
export function drawOf(seed: string, node: number, moment: string): number {
  const digest = createHmac('sha256', seed).update(`${node} ${moment}`).digest();
  return Number(digest.readBigUInt64BE(0) >> 12n) / STEPS;
}

/** Whether somebody with this draw is asked. */
export const isDrawn = (draw: number, shareRatio: number): boolean => draw < shareRatio;
