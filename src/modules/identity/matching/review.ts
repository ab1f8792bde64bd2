import { AppError } from '../../../kernel/app-error.ts';
import { parsePublicId } from '../../../kernel/public-id.ts';
import type { Database } from '../../../platform/pg/transaction.ts';
import { presentNumber } from '../identity-view.ts';
import type { DecideDeps } from '../take-decision.ts';
import { answerReview } from './answer-review.ts';
import type { Household, HouseholdById, Likeness, ReviewAnswer, ReviewQueue } from './contract.ts';
import { householdByNumber, householdOf, sayHousehold } from './household.ts';
import { likenessOf } from './likeness.ts';
import { reviewQueue } from './review-queue.ts';
import { ownerOf, type Party } from './side-view.ts';

const CLAIM = /^nod_/;

/** A customer by id, old ids too, or a claim by its own. */
async function partyOf(database: Database, id: string): Promise<Party> {
  const node = CLAIM.test(id) ? parsePublicId('node', id) : null;
  const customer = node === null ? await presentNumber(database, parsePublicId('customer', id)) : await ownerOf(database, node);
  if (customer === null) throw new AppError('not-found', 'customer-unknown', node === null ? 'There is no customer with this id.' : 'There is no claim with this id.');
  return { customer, node };
}

/** What people read and say about who is likely who: the queue, the sum of evidence, answers, households. Ids are public ones; old ones answer. */
export function createReview(deps: DecideDeps) {
  const { database } = deps;
  const numberOf = async (id: string): Promise<number> => (await partyOf(database, id)).customer;
  return {
    queue: (asked: { readonly limit: number; readonly setAside: boolean }): Promise<ReviewQueue> => reviewQueue(database, asked),
    /** Why two customers, or two claims, are or are not one person. */
    likeness: async (id: string, other: string): Promise<Likeness> => likenessOf(database, await partyOf(database, id), await partyOf(database, other)),
    answer: async (id: string, other: string, answer: ReviewAnswer, reason: string, by: string) => answerReview(deps, await numberOf(id), await numberOf(other), answer, reason, by),
    household: async (id: string): Promise<Household> => householdOf(deps, await numberOf(id)),
    householdById: (id: string): Promise<HouseholdById> => householdByNumber(deps, parsePublicId('household', id)),
    async sayHousehold(id: string, other: string, isOne: boolean, by: string): Promise<Household> {
      const customer = await numberOf(id);
      await sayHousehold(deps, customer, await numberOf(other), isOne, by);
      return householdOf(deps, customer);
    },
  };
}

export type Review = ReturnType<typeof createReview>;
