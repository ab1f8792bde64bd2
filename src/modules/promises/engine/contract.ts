/** Why something counts as it does: the rule that speaks. */
export const EVIDENCE_RULES = [
  'asked', 'answered', 'answered-late', 'not-answered', 'promised-reply', 'promised-refund', 'told', 'told-late', 'not-told', 'refunded', 'refunded-late', 'not-refunded',
  'ordered', 'delivered', 'delivered-late', 'not-delivered', 'returned', 'told-first', 'handed-over', 'asked-again', 'said-told-before', 'told-again', 'known',
  'came-again', 'not-again', 'settled', 'still-open', 'dealt-with', 'another-person', 'cold-hand-over', 'same-person', 'promised-delivery', 'known-late', 'asked-first', 'owed', 'made-good', 'made-good-late', 'not-made-good',
] as const;
export type EvidenceRule = (typeof EVIDENCE_RULES)[number];

/** What became of a promise at work. */
export const INSTANCE_STATES = ['running', 'kept', 'broken'] as const;
export type InstanceState = (typeof INSTANCE_STATES)[number];
