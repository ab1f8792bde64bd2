import { z } from 'zod';
import { personal } from '../../../kernel/personal-data.ts';
import { defineRoutes } from '../../../kernel/route-contract.ts';

/** The least and the most that a company may ask of joins that happen by themselves. Units: share of joins that are right. */
export const PRECISION = { least: 0.9, most: 0.9999, proposed: 0.99 } as const;

/** Why two customers that are likely one person were not joined by themselves. */
export const LIKELY_REFUSALS = ['in-doubt', 'contradicted', 'both-proven', 'thin', 'too-large', 'limit', 'human-decision', 'off'] as const;
export type LikelyRefusal = (typeof LIKELY_REFUSALS)[number];

/** A refusal as review names it; one that has a name of its own there, such as the limit of a type, is told by its kind. */
export function likelyRefusal(refusal: string | null): LikelyRefusal {
  if (refusal !== null && refusal.startsWith('limit')) return 'limit';
  return LIKELY_REFUSALS.find((one) => one === refusal) ?? 'in-doubt';
}

/** One step of the waterfall: what a field says for (bits > 0) or against one person. `valueBits`: the part that the rarity of the value makes. */
const FieldEvidence = z.object({ field: z.string(), level: z.string(), bits: z.number(), valueBits: z.number(), left: personal('trait').nullable(), right: personal('trait').nullable() });

/** The whole sum: prior + fields + household = total; `probability` is what the total stands for. */
export const Evidence = z.object({ priorBits: z.number(), fields: z.array(FieldEvidence), householdBits: z.number(), totalBits: z.number(), probability: z.number(), householdProbability: z.number() });
export type Evidence = z.infer<typeof Evidence>;

/** A customer as one side of a comparison: names as they say them, identifiers, sources, moments. */
export const Side = z.object({
  id: z.string(), names: z.array(personal('name')), identifiers: z.array(z.object({ type: z.string(), value: personal('identifier'), verified: z.boolean() })), sources: z.array(z.string()),
  claims: z.number(), firstSeenAt: z.string(), lastSeenAt: z.string(),
});
export type Side = z.infer<typeof Side>;

/** Why two customers are, or are not, one person. `evidence` null: nothing that they say of themselves can be compared. */
export const Likeness = z.object({
  left: Side, right: Side, evidence: Evidence.nullable(),
  /** The same by everything that both ever said, where `evidence` is of their best pair of records. */
  wholeProbability: z.number().nullable(),
  joinsFrom: z.number().nullable(), refusal: z.enum(LIKELY_REFUSALS).nullable(),
  /** Ways by which they came to be compared at all; empty: they never would have been. */
  sharedKeys: z.array(z.string()),
});
export type Likeness = z.infer<typeof Likeness>;

/** Two customers that may be one person, waiting for somebody to say. */
const InReview = z.object({ left: Side, right: Side, probability: z.number(), refusal: z.enum(LIKELY_REFUSALS), isSetAside: z.boolean() });
export const ReviewQueue = z.object({ count: z.number(), countIsLeast: z.boolean(), pairs: z.array(InReview) });
export type ReviewQueue = z.infer<typeof ReviewQueue>;

/** What can be said in review; 'ask-again' takes "not sure" back. */
export const REVIEW_ANSWERS = ['one-person', 'two-people', 'not-sure', 'ask-again'] as const;
export type ReviewAnswer = (typeof REVIEW_ANSWERS)[number];

/** What a cut gives, by the probabilities that it claims. */
const Cut = z.object({ probability: z.number(), precision: z.number(), recall: z.number(), pairs: z.number() });

/** How likely joins stand: the model in use, the cut, what waits. */
export const MatchingState = z.object({
  isOn: z.boolean(), precision: z.number(),
  /** Null until there is enough to learn from. */
  model: z.object({ number: z.number(), trainedAt: z.string(), records: z.number(), fields: z.array(z.string()), cut: Cut.nullable(), curve: z.array(Cut) }).nullable(),
  /** `isSettling`: another model or cut is in use, and not every customer was looked at again yet. */
  needsRecords: z.number(), records: z.number(), waiting: z.number(), joined: z.number(), isSettling: z.boolean(), inReview: z.number(),
  history: z.array(z.object({ what: z.string(), by: z.string(), at: z.string() })),
});
export type MatchingState = z.infer<typeof MatchingState>;

const BeforeAfter = z.object({ before: z.number(), after: z.number() });
/**
 * What another wish would do to customers, worked out on everybody whom likelihood touches. It is counted in the background: ask again until `isDone`; the figures are whole then.
 * `before`, `after`: the cuts, null where nobody joins by likelihood. Units: `people` customers that are named, `largest` claims of the largest of them, `joined` customers that would become part of another, `parted` customers that would be several.
 */
export const CutTrial = z.object({
  before: Cut.nullable(), after: Cut.nullable(), isDone: z.boolean(), looked: z.number(), of: z.number(), people: BeforeAfter, largest: BeforeAfter, joined: z.number(), parted: z.number(),
  /** The largest joins and partings, once it is done. `of`: the customers that would become one, or a claim of each part that would be a customer; two of them can be compared by `id`. */
  examples: z.array(z.object({ kind: z.enum(['joined', 'parted']), of: z.array(z.object({ id: z.string(), customer: z.string(), names: z.array(personal('name')) })) })),
});
export type CutExample = z.infer<typeof CutTrial>['examples'][number];
export type CutTrial = z.infer<typeof CutTrial>;

/** People who share a home, as far as what they say of themselves tells. `id`: the household's own number, for ever; null for whoever lives alone. Shape: `members` without the one who was asked for. */
export const Household = z.object({
  id: z.string().nullable(),
  members: z.array(z.object({ id: z.string(), names: z.array(personal('name')), probability: z.number(), shares: z.array(z.string()), isRefused: z.boolean() })),
});
export type Household = z.infer<typeof Household>;

/** A household by its own number; old numbers answer with the one that took them over. Shape: no customers where nobody lives there any more. */
export const HouseholdById = z.object({ id: z.string(), formerIds: z.array(z.string()), customers: z.array(z.object({ id: z.string(), names: z.array(personal('name')) })) });
export type HouseholdById = z.infer<typeof HouseholdById>;

/** Emitted on the outbox when people come to a household or leave it. `into`: the household that answers for it from now on. */
export type HouseholdChanged = { readonly type: 'household.changed'; readonly household: number; readonly into: number | null; readonly customers: readonly number[] };

/** Two customers, or where a likeness is asked for, two claims (`nod_…`). */
const Pair = z.object({ id: z.string(), other: z.string() });

export const matchingRoutes = defineRoutes({
  state: { method: 'GET', path: '/api/identity/matching', summary: 'How likely joins stand: model, cut, what waits for review', gate: 'see-customers', response: MatchingState },
  setPrecision: { method: 'POST', path: '/api/identity/matching', summary: 'Whether likely joins happen by themselves, and how often they must be right', gate: 'change-identity', body: z.object({ isOn: z.boolean(), precision: z.number().min(PRECISION.least).max(PRECISION.most) }), response: MatchingState, audit: 'identity.precision-set' },
  tryPrecision: { method: 'POST', path: '/api/identity/matching/try', summary: 'What another wish would make of customers: how many there would be, joined, parted; changes nothing', gate: 'change-identity', body: z.object({ isOn: z.boolean().default(true), precision: z.number().min(PRECISION.least).max(PRECISION.most) }), response: CutTrial },
  train: { method: 'POST', path: '/api/identity/matching/train', summary: 'Learn anew from all records how values of one person agree', gate: 'change-identity', body: z.object({}), response: z.object({ started: z.boolean() }), audit: 'identity.training-asked' },
  review: { method: 'GET', path: '/api/identity/review', summary: 'Customers that may be one person, the likeliest first', gate: 'see-customers', query: z.object({ limit: z.coerce.number().int().min(1).max(100).default(20), setAside: z.enum(['yes', 'no']).default('no') }), response: ReviewQueue, audit: 'identity.review-seen' },
  likeness: { method: 'GET', path: '/api/customers/:id/likeness/:other', summary: 'Why two customers are, or are not, one person: the sum of evidence', gate: 'see-customers', params: Pair, response: Likeness, audit: 'customer.likeness-seen' },
  answer: { method: 'POST', path: '/api/customers/:id/likeness/:other', summary: 'Say of two customers whether they are one person', gate: 'change-identity', params: Pair, body: z.object({ answer: z.enum(REVIEW_ANSWERS), reason: z.string().max(500).default('') }), response: z.object({ /** What undoes it; null where nothing was decided. */ decision: z.string().nullable(), customer: z.string() }), audit: 'identity.review-answered' },
  household: { method: 'GET', path: '/api/customers/:id/household', summary: 'Who shares a home with a customer', gate: 'see-customers', params: z.object({ id: z.string() }), response: Household },
  householdById: { method: 'GET', path: '/api/households/:id', summary: 'Who lives in a household; old numbers answer for ever', gate: 'see-customers', params: z.object({ id: z.string() }), response: HouseholdById },
  refuseHousehold: { method: 'POST', path: '/api/customers/:id/household/:other', summary: 'Say whether two customers share a home', gate: 'change-identity', params: Pair, body: z.object({ isOne: z.boolean() }), response: Household, audit: 'identity.household-said' },
});
