/** What the simulator knows and product code must never read: the lines of the truth file. One JSON object a line. */

export const TOPICS = [
  'parcel-late', 'parcel-damaged', 'wrong-item', 'size-small', 'not-warm', 'zip-broken', 'leaks', 'refund-slow', 'invoice', 'product-question', 'return-how', 'account-login', 'cancel-subscription', 'staff-praise', 'product-praise',
  'store-visit', 'repair-idea', 'price', 'app-crash', 'explain-again', 'back-in-stock', 'packaging-waste', 'delivery-praise', 'buy-more', 'stove-gas',
] as const;
export type Topic = (typeof TOPICS)[number];
export const INTENTS = ['question', 'complaint', 'request', 'praise', 'cancellation', 'purchase-wish', 'idea'] as const;
export type Intent = (typeof INTENTS)[number];

export const ALARMS = ['churn', 'legal', 'safety'] as const;
export type Alarm = (typeof ALARMS)[number];

/**
 * What the words of one text say and nothing else, as models/texts/GUIDE.md asks it, so that readers can be measured: a customer of a late parcel who only answers "Yes, that one" complains of nothing there.
 * Shape: `topic` null when the words name no matter; `complaint` with or without the word; `praise` of a person or a team, never of a thing; `urgent` harm within days, or asked for now.
 */
export type Tells = { readonly topic: Topic | null; readonly complaint: boolean; readonly praise: boolean; readonly alarms: readonly Alarm[]; readonly urgent: boolean; readonly feeling: 'negative' | 'neutral' | 'positive' };

/** What a text truly says. `sentiment` −1 furious … 1 delighted. `quietComplaint`: a complaint that never uses the word. */
export type Reading = { readonly intent: Intent; readonly topic: Topic; readonly sentiment: number; readonly language: string; readonly complaint: boolean; readonly quietComplaint: boolean; readonly praiseFor: { readonly type: 'agent' | 'team' | 'product' | 'shop'; readonly id: string } | null; readonly tells: Tells };

/** Who one interaction truly belongs to (null: nobody can know), which issue it is part of, and what its text says. */
export type ContactTruth = { readonly person: string | null; readonly issue?: string; readonly reading?: Reading };

export const CLAUSES = ['explain-once', 'update-by', 'refund-by', 'deliver-by'] as const;
export type Clause = (typeof CLAUSES)[number];

/** One time that the customer came to us about an issue; `agent` null: a bot, or nobody answered. `solved`: whether this contact truly solved it, whatever anybody ticked or answered. */
export type Ask = { readonly at: string; readonly ref: string; readonly agent: string | null; readonly solved: boolean };

/** `ref` is `source:id` of an interaction. Moments are ISO 8601 in UTC. */
export type TruthLine =
  | { readonly kind: 'run'; readonly seed: number; readonly customers: number; readonly grammar: string; readonly startsAt: string; readonly endsAt: string; readonly planted: { readonly promises: number; readonly near: number } | null }
  | { readonly kind: 'person'; readonly person: string; readonly name: string; readonly household: string | null; readonly organisation: string | null; readonly emails: readonly string[]; readonly phones: readonly string[]; readonly user: string | null; readonly loyalty: string | null; readonly alias: string; readonly handle: string; readonly sharedTablet: string | null; readonly recycledPhone: boolean }
  | ({ readonly kind: 'contact'; readonly ref: string } & ContactTruth)
  | { readonly kind: 'issue'; readonly issue: string; readonly person: string; readonly topic: Topic; readonly asked: readonly Ask[]; readonly solved: boolean; readonly order: string | null }
  | { readonly kind: 'commitment'; readonly clause: Clause; readonly person: string; readonly issue: string | null; readonly order: string | null; readonly madeAt: string; readonly dueAt: string | null; readonly outcome: 'kept' | 'broken' | 'near-miss' | 'open'; readonly why: string; readonly planted: boolean; readonly evidence: readonly string[] }
  | { readonly kind: 'pre-sale'; readonly person: string; readonly product: string; readonly answered: boolean; readonly ordered: boolean; readonly ref: string }
  | { readonly kind: 'return'; readonly person: string; readonly order: string; readonly product: string; readonly reason: Topic; readonly sawClaim: boolean; readonly at: string }
  | { readonly kind: 'churn'; readonly person: string; readonly leavesAt: string; readonly reason: string; readonly silent: boolean }
  | { readonly kind: 'ready'; readonly person: string; readonly product: string; readonly since: string }
  | { readonly kind: 'topic'; readonly topic: Topic; readonly startsAt: string }
  | { readonly kind: 'fact'; readonly name: 'campaign' | 'slow-warehouse' | 'unanswered-pre-sale' | 'broken-promise' | 'emerging-fault' | 'better-team' | 'lucky-team' | 'working-action' | 'seeming-action' | 'new-topic' | 'faulty-batch' | 'optimistic-flag'; readonly detail: Readonly<Record<string, string | number>> }
  | { readonly kind: 'story'; readonly name: 'parcel' | 'explain-twice' | 'fjell'; readonly person: string | null; readonly order: string | null; readonly detail: Readonly<Record<string, string | number>>; readonly evidence: readonly string[] };

/** The line as it could be known at the end of the history; null when it lies wholly after it. */
export function asKnownAt(line: TruthLine, endsAt: string): TruthLine | null {
  if (line.kind === 'issue') {
    const asked = line.asked.filter(({ at }) => at <= endsAt);
    return asked.length === 0 ? null : asked.length === line.asked.length ? line : { ...line, asked, solved: false };
  }
  if (line.kind === 'commitment') return line.madeAt > endsAt ? null : line.dueAt !== null && line.dueAt > endsAt ? { ...line, outcome: 'open' } : line;
  return line.kind === 'return' && line.at > endsAt ? null : line;
}
