import { createHash } from 'node:crypto';

/** One interaction of so many is held out: what is said of it never teaches, it only measures. */
const ONE_OF = 5;

/** Whether corrections of an interaction only measure. Invariant: the same for ever, whoever corrects what of it, and whichever model learns. */
export function isHeldOut(interaction: number): boolean {
  return createHash('sha256').update(`held out ${interaction}`).digest().readUInt32BE(0) % ONE_OF === 0;
}
