import { z } from 'zod';
import { defineRoutes } from '../../kernel/route-contract.ts';
import { personal } from '../../kernel/personal-data.ts';

export * from './bridges/contract.ts';
export * from './matching/contract.ts';

/** What a customer number stands for. A visitor is known by devices alone and never counted as a customer. */
export const CUSTOMER_KINDS = ['person', 'visitor', 'organisation'] as const;
export type CustomerKind = (typeof CUSTOMER_KINDS)[number];

/**
 * Rules per identifier type, in order of priority (lower number wins a conflict).
 * `strength` 0–1 is how much one shared value says that two claims are one person; `limit` is how many different values one customer may have before a join is refused;
 * `bridges` false: it attaches nameless claims to a person but never joins two people. `personal` decides masking.
 */
export const IDENTIFIER_RULES = {
  user: { priority: 1, strength: 1, limit: 1, bridges: true, personal: 'identifier' },
  loyalty: { priority: 2, strength: 0.95, limit: 3, bridges: true, personal: 'identifier' },
  email: { priority: 3, strength: 0.9, limit: 5, bridges: true, personal: 'email' },
  'email-sha256': { priority: 4, strength: 0.9, limit: 5, bridges: true, personal: 'identifier' },
  phone: { priority: 5, strength: 0.7, limit: 5, bridges: true, passesOn: true, personal: 'phone' },
  order: { priority: 6, strength: 0.7, limit: 100_000, bridges: true, personal: 'identifier' },
  social: { priority: 7, strength: 0.8, limit: 10, bridges: true, personal: 'identifier' },
  alias: { priority: 8, strength: 0.4, limit: 50, bridges: false, personal: 'identifier' },
  device: { priority: 9, strength: 0.3, limit: 1_000, bridges: false, personal: 'identifier' },
  cookie: { priority: 10, strength: 0.3, limit: 1_000, bridges: false, personal: 'identifier' },
  address: { priority: 12, strength: 0.2, limit: 1_000, bridges: false, isOnlyShown: true, personal: 'identifier' },
  raw: { priority: 13, strength: 0, limit: 1_000, bridges: false, isOnlyShown: true, personal: 'identifier' },
} as const satisfies Record<string, IdentifierRule>;

export type IdentifierRule = {
  readonly priority: number; readonly strength: number; readonly limit: number; readonly bridges: boolean; readonly personal: 'identifier' | 'email' | 'phone';
  /** Such values are shared in a household and handed on to strangers: they never join people whom other identifiers tell apart, and hold for a time only. */
  readonly passesOn?: boolean;
  /** Kept, shown and searchable, but neither joins people nor says whose a nameless claim is: a door that a household shares, a text that is no number. */
  readonly isOnlyShown?: boolean;
};
/** Types that no rule names are kept and searchable, join exactly like `social`, and rank after all named ones. */
export const OTHER_RULE: IdentifierRule = { priority: 11, strength: 0.6, limit: 10, bridges: true, personal: 'identifier' };

export function ruleOf(type: string): IdentifierRule {
  return Object.hasOwn(IDENTIFIER_RULES, type) ? IDENTIFIER_RULES[type as keyof typeof IDENTIFIER_RULES] : OTHER_RULE;
}

/** How a source knows that an identifier is theirs, the surest first. Without one it is only claimed. */
export const VERIFICATIONS = ['login', 'signed-token', 'staff', 'clicked-link', 'dkim', 'paid-order'] as const;
export type Verification = (typeof VERIFICATIONS)[number];

/**
 * A normalised identifier. Invariant: equal people's equal identifiers are equal texts (lower-case mail, E.164 phone).
 * `verifiedBy`: how it was verified, where the source says. `said`: an order number as it was written; an address as it was written, where its provider delivers that spelling to the same box: others may hold the hash of it.
 */
export type Identifier = { readonly type: string; readonly value: string; readonly verified: boolean; readonly verifiedBy?: Verification; readonly said?: string };

/** What an interaction says about who it was; the identity module makes a node of it. */
export type Claim = {
  readonly source: string;
  readonly brand: string;
  readonly identifiers: readonly Identifier[];
  /** Identity traits only, already trimmed; sorted by name. */
  readonly traits: Readonly<Record<string, string>>;
  /** Set only when every identifier is a device, cookie or alias: the session, else the UTC hour. */
  readonly session: string | null;
  readonly occurredMs: number;
  /** Public id of the interaction that carries the claim, as evidence. */
  readonly evidence: number;
};

/** What a source said about who it was, before anything is normalised. */
export type ClaimInput = {
  readonly source: string;
  readonly brand: string;
  readonly identifiers: readonly { readonly type: string; readonly value: string; readonly verified: boolean; readonly verifiedBy?: Verification }[];
  readonly traits: Readonly<Record<string, string>>;
  readonly session: string | null;
  readonly occurredMs: number;
  readonly evidence: number;
  /** Numbers of orders about which somebody came to us, beside whatever they said of who they are. */
  readonly about?: readonly string[];
};

/** An identifier of a customer, as it was written first: its normal form is for matching alone. */
export const IdentifierOfCustomer = z.object({ type: z.string(), value: personal('identifier'), verified: z.boolean(), firstSeenAt: z.string(), sources: z.array(z.string()), blocked: z.boolean(),
  /** How sources know that it is theirs, the surest first; empty when it is only claimed. */
  verifiedBy: z.array(z.string()) });

/** One join between two claims and why. `joined` false: it was looked at and refused, `refusal` says by what rule. */
export const EdgeOfCustomer = z.object({
  from: z.string(), to: z.string(), rule: z.string(), strength: z.number(), joined: z.boolean(), refusal: z.string().nullable(),
  evidence: z.object({ type: z.string(), value: personal('identifier'), /** As of the identifiers of claims. */ place: z.number().nullable() }).nullable(), observedAt: z.string(),
  /** The customer at the other end, where that is somebody else. */
  other: z.string().nullable(),
});
export type EdgeOfCustomer = z.infer<typeof EdgeOfCustomer>;

/** One claim of a customer: what one source said about who they are. */
export const NodeOfCustomer = z.object({ id: z.string(), source: z.string(), brand: z.string(), session: z.string().nullable(), firstOccurredAt: z.string(), identifiers: z.array(z.object({ type: z.string(), value: personal('identifier'), verified: z.boolean(), /** Its place among the identifiers of the customer: what equal values have in common, also where they are written in two ways or masked. Null beyond those that are listed. */ place: z.number().nullable() })), traits: z.record(z.string(), personal('trait')) });
export type NodeOfCustomer = z.infer<typeof NodeOfCustomer>;

/** Everything about why these claims are one customer, step by step. */
export const IdentityOfCustomer = z.object({
  customer: z.string(), kind: z.enum(CUSTOMER_KINDS), formerIds: z.array(z.string()), identifiers: z.array(IdentifierOfCustomer), nodes: z.array(NodeOfCustomer), edges: z.array(EdgeOfCustomer),
  decisions: z.array(z.object({ id: z.string(), kind: z.enum(['together', 'apart', 'block-value']), a: z.string().nullable(), b: z.string().nullable(), reason: personal('trait'), by: z.string(), at: z.string(), undone: z.boolean(),
    /** The decision that took this one back, so that it can be taken back in turn. */
    undoneBy: z.string().nullable() })),
});
export type IdentityOfCustomer = z.infer<typeof IdentityOfCustomer>;

/** How the rule of one type differs from what Custos starts with, or shall: what is left out stays. `joins`: whom the same value joins; `priority`: the lower wins a conflict. */
export const RuleChange = z.object({ type: z.string().min(1).max(48), joins: z.enum(['people', 'nameless', 'nobody']).optional(), limit: z.number().int().min(1).max(1_000_000).optional(), priority: z.number().int().min(1).max(1_000).optional() });
export type RuleChange = z.infer<typeof RuleChange>;

/** Who is who by a set of rules, in numbers. */
const RuleOutcome = z.object({ people: z.number(), visitors: z.number(), largest: z.number(), contradicting: z.number() });

/** What a change of rules would do, tried on the latest claims; `claims` of `ofClaims` were looked at. */
export const RuleTrial = z.object({
  claims: z.number(), ofClaims: z.number(), before: RuleOutcome, after: RuleOutcome, joined: z.number(), parted: z.number(),
  /** The change would make one person of more people than can be one. */
  joinsTooMany: z.boolean(),
  /** People who would become one, of the largest such joins. */
  examples: z.array(z.array(z.string())),
  /** By this number the change can be made; null where it changes nothing or can never hold. */
  trial: z.number().nullable(),
  /** Why it can never hold: devices are shared and join no two people; a type that is only shown joins nobody. */
  never: z.enum(['joins-by-nature', 'only-shown']).nullable(),
});
export type RuleTrial = z.infer<typeof RuleTrial>;

/** The exact rules as they hold, and every version of them, newest first. `isSettling`: customers still follow the latest change. `changes`: how a version differs from what Custos starts with (version 0). */
export const ExactRulesState = z.object({
  version: z.number(), isSettling: z.boolean(), rules: z.array(z.object({ type: z.string(), joins: z.enum(['people', 'nameless', 'nobody']), limit: z.number(), priority: z.number(), isChanged: z.boolean() })),
  versions: z.array(z.object({ version: z.number(), changes: z.array(RuleChange), note: z.string(), by: z.string(), at: z.string(), /** What the trial had said. */ joined: z.number(), parted: z.number() })),
});
export type ExactRulesState = z.infer<typeof ExactRulesState>;

/** Customers whose claims hang together with too many others to be weighed: kept apart, for somebody to look at. */
export const OverCap = z.object({ count: z.number(), customers: z.array(z.object({ id: z.string(), kind: z.enum(CUSTOMER_KINDS), claims: z.number(), lastSeenAt: z.string(), identifiers: z.array(z.object({ type: z.string(), value: personal('identifier') })) })) });
export type OverCap = z.infer<typeof OverCap>;

export const routes = defineRoutes({
  ofCustomer: { method: 'GET', path: '/api/customers/:id/identity', summary: 'Identifiers of a customer and why they are one: claims, joins, refusals, human decisions', gate: 'see-customers', params: z.object({ id: z.string() }), response: IdentityOfCustomer, audit: 'customer.identity-seen' },
  split: { method: 'POST', path: '/api/customers/:id/identity/split', summary: 'Undo a join: these claims are somebody else', gate: 'change-identity', params: z.object({ id: z.string() }), body: z.object({ nodes: z.array(z.string()).min(1), reason: z.string().min(3).max(500) }), response: z.object({ decision: z.string(), customer: z.string(), newCustomer: z.string() }), audit: 'identity.split' },
  join: { method: 'POST', path: '/api/customers/:id/identity/join', summary: 'Say that two customers are one person', gate: 'change-identity', params: z.object({ id: z.string() }), body: z.object({ with: z.string(), reason: z.string().min(3).max(500) }), response: z.object({ decision: z.string(), customer: z.string() }), audit: 'identity.joined' },
  undo: { method: 'POST', path: '/api/identity/decisions/:decision/undo', summary: 'Take a human decision back; the undo is a decision too, and can be undone', gate: 'change-identity', params: z.object({ decision: z.string() }), body: z.object({}), response: z.object({ decision: z.string(), customers: z.array(z.string()) }), audit: 'identity.decision-undone' },
  block: { method: 'POST', path: '/api/identity/blocked', summary: 'A value that says nothing about who somebody is; joins made through it are undone', gate: 'change-identity', body: z.object({ type: z.string(), value: z.string(), reason: z.string().min(3).max(500) }), response: z.object({ decision: z.string(), customersChanged: z.number() }), audit: 'identity.value-blocked' },
  tryRules: { method: 'POST', path: '/api/identity/rules/try', summary: 'What a change of the rules would do to who is who, in numbers; changes nobody', gate: 'change-identity', body: z.object({ changes: z.array(RuleChange).max(20).default([]), /** The changes come on top of this version instead of the one that holds: to go back to it. */ backTo: z.number().int().min(0).max(2_147_483_647).optional() }), response: RuleTrial, audit: 'identity.rules-tried' },
  rules: { method: 'GET', path: '/api/identity/rules', summary: 'The exact rules by which claims become one customer, and every version of them', gate: 'see-customers', response: ExactRulesState },
  changeRules: { method: 'POST', path: '/api/identity/rules', summary: 'Make a change of the rules that was tried within a day; it holds at once, customers follow', gate: 'govern-identity', body: z.object({ trial: z.number().int().min(1).max(2_147_483_647), note: z.string().min(3).max(500), /** Said where the trial showed that it would make one person of too many. */ evenSo: z.boolean().default(false) }), response: ExactRulesState, audit: 'identity.rules-changed' },
  overCap: { method: 'GET', path: '/api/identity/over-cap', summary: 'Customers that were kept apart because too many claims hang together', gate: 'see-customers', response: OverCap },
});

/** Emitted on the outbox whenever claims move between customers. `nodes` are those that moved. */
export type CustomerMoved = { readonly type: 'customer.merged' | 'customer.split'; readonly from: number; readonly into: number; readonly nodes: readonly number[]; readonly reason: string };
