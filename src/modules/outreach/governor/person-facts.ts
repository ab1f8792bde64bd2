import type { GovernorRules, Purpose, Reason } from '../contract.ts';

/** What an ask is to the rules: surveys of one question and longer ones have clocks and caps of their own; service messages have none. */
export type AskKind = 'long' | 'short' | 'campaign' | 'service';

/** A send that somebody wants to make. Units: ms. `series` null: of a survey, that it is its own. */
export type PlannedAsk = { readonly purpose: Purpose; readonly slot: string; readonly series: string | null; readonly questions: number; readonly weight: number; readonly plannedMs: number; readonly notAfterMs: number | null };

/** Whose contact it was: their own, of somebody who reads the same inbox, or of somebody who shares their home. */
export type Nearness = 'own' | 'inbox' | 'home';

/** A send that counts: committed, or reserved and neither given back nor expired. Units: ms; `atMs` when it left or is to leave. */
export type PastSend = { readonly number: number; readonly purpose: Purpose; readonly slot: string; readonly series: string | null; readonly questions: number; readonly weight: number; readonly atMs: number; readonly isReserved: boolean; readonly expiresMs: number | null; readonly whose: Nearness };

/** States of a person in which they are not to be asked anything. */
export const HOLD_KINDS = ['open-case', 'promise-broken', 'complaint', 'talking', 'vulnerable'] as const satisfies readonly Reason[];
export type HoldKind = (typeof HOLD_KINDS)[number];

/** One such state. Units: ms; null: nobody knows until when. */
export type StateHold = { readonly kind: HoldKind; readonly untilMs: number | null };

/** Everything about a person that the rules look at. `zones`: where they may be; several where their country has several, none where only the company's is known. */
export type PersonFacts = {
  readonly consent: { readonly allowed: boolean; readonly wasRefused: boolean };
  /** A mail to this address came back, because nobody is there. */ readonly isLost: boolean;
  readonly holds: readonly StateHold[];
  readonly past: readonly PastSend[];
  readonly lastReplyMs: number | null;
  readonly isContactedLess: boolean;
  readonly zones: readonly string[];
};

/** What one rule has against it. Units: ms; `untilMs` null: nobody knows, or of a drop. `also`: what made it so. */
export type Objection = { readonly decision: 'hold' | 'drop'; readonly reason: Reason; readonly untilMs: number | null; readonly also: readonly Reason[] };

/** One rule of the governor. */
export type Rule = (ask: PlannedAsk, facts: PersonFacts, rules: GovernorRules) => Objection | null;

export const DAY_MS = 86_400_000;

/** What an ask, or a send of the past, is to the rules. */
export function kindOf({ purpose, questions }: { readonly purpose: Purpose; readonly questions: number }): AskKind {
  if (purpose === 'survey') return questions > 1 ? 'long' : 'short';
  return purpose === 'campaign' ? 'campaign' : 'service';
}

/** Sends of the past that count for a person: those of their home only where homes are asked as one. */
export function counting(past: readonly PastSend[], rules: Pick<GovernorRules, 'householdAsOne'>): readonly PastSend[] {
  return rules.householdAsOne ? past : past.filter(({ whose }) => whose !== 'home');
}

/** Says so where somebody else's contact was it. */
export function sharedBy(sends: readonly PastSend[]): readonly Reason[] {
  return sends.some(({ whose }) => whose !== 'own') ? ['shared-contact'] : [];
}

/** A hold until a moment. Units: ms. */
export function holdUntil(untilMs: number | null, reason: Reason, also: readonly Reason[] = []): Objection {
  return { decision: 'hold', reason, untilMs, also };
}

/** A drop: asking again changes nothing. */
export function dropFor(reason: Reason): Objection {
  return { decision: 'drop', reason, untilMs: null, also: [] };
}
