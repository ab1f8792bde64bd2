import { hashOf, ratioOf } from '../random.ts';
import type { World } from '../world.ts';
import type { Ending } from './talks.ts';

const SALT = 4_101;

/**
 * What an agent ticks when a talk is over, as help desks ask: the property `resolved`. They claim more than is true: nearly all that was solved, and much of what was only promised, handed on or left.
 * Its chance hangs on `key` (a name of the talk) alone, so that it changes nothing else of the company. Shape: empty where nobody ticked anything.
 */
export function solvedFlag({ seed, flag }: World, key: string, { kind }: Ending): { readonly resolved?: boolean } {
  const luck = ratioOf(seed, SALT, hashOf(key));
  if (luck < flag.missingRatio) return {};
  const isSolved = kind === 'fix' || kind === 'answer';
  return { resolved: (luck - flag.missingRatio) / (1 - flag.missingRatio) < (isSolved ? flag.claimedOfSolved : flag.claimedOfUnsolved) };
}
