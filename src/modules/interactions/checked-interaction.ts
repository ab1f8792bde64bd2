import type { Precision } from '../../kernel/instant.ts';
import type { Verification } from '../identity/contract.ts';
import type { CheckedAmount, CheckedConsent, CheckedOrder, Direction, Office } from './contract.ts';

/**
 * An interaction that may be stored: complete, redacted, times and money exact. This is what lies in the inbox.
 * Invariant: plain JSON; equal content gives equal text.
 */
export type CheckedInteraction = {
  readonly id: string;
  readonly source: string;
  readonly brand: string;
  readonly channel: string;
  readonly kind: string;
  readonly direction: Direction;
  readonly office: Office;
  readonly stage: string;
  readonly occurredMs: number;
  readonly offsetMinutes: number | null;
  readonly precision: Precision;
  readonly session: string | null;
  readonly identifiers: readonly { readonly type: string; readonly value: string; readonly verified: boolean; readonly verifiedBy?: Verification }[];
  readonly traits: Readonly<Record<string, string | number | boolean | null>>;
  readonly title: string;
  readonly text: string;
  readonly language: string;
  readonly turns: readonly { readonly speaker: string; readonly who: string | null; readonly text: string; readonly offsetMs: number | null }[];
  readonly rating: { readonly value: number; readonly min: number; readonly max: number; readonly scale: string; readonly question: string; /** Said only where a high answer is a bad one. */ readonly higherIsBetter?: false } | null;
  readonly subjects: readonly { readonly type: string; readonly id: string; readonly role: string; readonly label: string }[];
  readonly claims: readonly { readonly text: string; readonly about: string | null; readonly id: string | null }[];
  readonly amounts: readonly CheckedAmount[];
  readonly durationSeconds: number | null;
  /** What the source says about an order, with parsed times (ms) and exact money; for `subjects`. */
  readonly order: CheckedOrder | null;
  /** Words on consent; left out when there are none. They stand in `properties` too, as they were sent. */
  readonly consents?: readonly CheckedConsent[];
  /** Properties of the source, survey answers, unknown fields. */
  readonly properties: Readonly<Record<string, unknown>>;
};

/** One item on its way through the inbox: what it says, when we got it, and what acceptance decided about it. */
export type AcceptedItem = {
  readonly number: number;
  readonly revision: number;
  /** Set when a later version is already shown: this one goes to the history only. */
  readonly older: boolean;
  readonly receivedMs: number;
  readonly sentMs: number | null;
  readonly checked: CheckedInteraction;
};
