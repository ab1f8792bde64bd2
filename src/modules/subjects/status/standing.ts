import type { Money, Sourced } from '../sourced/contract.ts';
import type { AboutType } from './contract.ts';
import type { SentenceKey } from './sentences/sentence-keys.ts';

/** One thing that is to be said, in no language yet. `order` and `parcel` name what it is about; `late` is how long ago or by how much. Shape: a key has the values that its sentences name. Units: moments as ISO 8601; ms. */
export type Statement = {
  readonly key: SentenceKey; readonly order?: string; readonly parcel?: string; readonly at?: string; readonly promised?: string; readonly lateMs?: number; readonly money?: readonly Money[];
  /** Words of a source or of somebody of the company, said as they stand. */ readonly quoted?: string;
};

/** One fact behind it. `what` names it in our words, `value` is as it is known: a moment as ISO 8601, an amount with its currency, a word of the source. */
export type StatusFact = { readonly what: string; readonly value: string; readonly asOf: string; readonly source: string };

/**
 * How one thing stands. `besides`: what customers are told of known problems that touch it, for an answer about it alone. `isOpen`: something is still to come; `isKnown`: we truly know how it stands now; `lateMs` against what was promised, null when not late; `asOf` the latest word on it.
 * Units: ms.
 */
export type Standing = {
  readonly about: { readonly type: AboutType; readonly id: string }; readonly brand: string; readonly statements: readonly Statement[]; readonly besides: readonly Statement[]; readonly facts: readonly StatusFact[];
  readonly isOpen: boolean; readonly isKnown: boolean; readonly lateMs: number | null; readonly asOf: Sourced;
};

const DAY_MS = 86_400_000;

/** How long ago a moment was. Units: days. */
export const daysSince = (at: string, nowMs: number): number => (nowMs - Date.parse(at)) / DAY_MS;

/** Whether news of this moment is too old to say how something stands now. */
export function isOld(at: string, nowMs: number, afterDays: number): boolean {
  return daysSince(at, nowMs) > afterDays;
}
