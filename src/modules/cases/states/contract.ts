/**
 * Where a case stands. `new`: nobody owns it; `owned`: somebody does, and the customer was not yet told by them; `informed`: told what happens next; `resolved`: we say that it is solved;
 * `confirmed`: the customer says so; `unconfirmed`: they said nothing, which is never counted as solved; `broken`: what was promised can't be kept; `remedied`: made good; `merged`: part of another case.
 */
export const CASE_STATES = ['new', 'owned', 'informed', 'resolved', 'broken', 'confirmed', 'unconfirmed', 'remedied', 'merged'] as const;
export type CaseState = (typeof CASE_STATES)[number];
