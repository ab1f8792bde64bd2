import { AppError } from '../../../kernel/app-error.ts';
import { joinCustomers } from '../join-customers.ts';
import { keepApart } from '../keep-apart.ts';
import type { DecideDeps } from '../take-decision.ts';
import { putAnswer, spokesmanOf } from './answer-store.ts';
import type { ReviewAnswer } from './contract.ts';

/** What an answer did. `decision` null: nothing was decided about who they are. */
export type ReviewAnswered = { readonly decision: number | null; readonly customer: number };

/** What a decision says where nobody said why. */
const WITHOUT_REASON = 'seen in review';

/**
 * Says of two customers in review whether they are one person. One person and two people are decisions like any other, and can be taken back; "not sure" sets the pair aside, "ask again" brings it back.
 * Errors: `conflict` for one and the same customer; `not-found` for one without claims.
 */
export async function answerReview(deps: DecideDeps, customer: number, other: number, answer: ReviewAnswer, reason: string, by: string): Promise<ReviewAnswered> {
  const why = reason.trim() === '' ? WITHOUT_REASON : reason.trim();
  if (answer === 'one-person') return joinCustomers(deps, customer, other, why, by);
  if (answer === 'two-people') return keepApart(deps, customer, other, why, by);
  if (customer === other) throw new AppError('conflict', 'compared-with-itself', 'These are one customer already.');
  await deps.database.transaction(async (tx) => {
    const [a, b] = [await spokesmanOf(tx, customer), await spokesmanOf(tx, other)];
    if (a === null || b === null) throw new AppError('not-found', 'customer-unknown', 'One of these customers has no claims.');
    await putAnswer(tx, [a, b], answer === 'not-sure' ? 'not-sure' : 'asked-again', by);
  });
  return { decision: null, customer };
}
