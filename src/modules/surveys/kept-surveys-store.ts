import { sql } from '../../platform/pg/sql.ts';
import type { Queryable, Transaction } from '../../platform/pg/transaction.ts';

/** What is kept here of people's claims and interactions: it goes with them. */
export const surveysKept = {
  /** Invitations of these claims with everything that was answered. Shape: rows per table. */
  async eraseNodes(tx: Transaction, nodes: readonly number[]): Promise<Record<string, number>> {
    const answers = await tx.run(sql`delete from surveys.answer a using surveys.invitation i where i.number = a.invitation and i.node = any(${nodes}::bigint[]) and i.node <> 0`);
    return { 'surveys.answer': answers, 'surveys.invitation': await tx.run(sql`delete from surveys.invitation where node = any(${nodes}::bigint[]) and node <> 0`) };
  },
  /** What was answered in these interactions, and what followed from it. Shape: rows per table. */
  async forgetInteractions(tx: Transaction, numbers: readonly number[]): Promise<Record<string, number>> {
    const answers = await tx.run(sql`delete from surveys.answer a using surveys.invitation i where i.number = a.invitation and i.interaction = any(${numbers}::bigint[])`);
    await tx.run(sql`update surveys.invitation set contact = null, follow_up = null, follow_up_due_at = null where interaction = any(${numbers}::bigint[])`);
    return { 'surveys.answer': answers };
  },
};

/** What surveys hold of a customer, for an access export: when they were asked about what and why, and every revision of what they answered. */
export const surveysHeld = {
  name: 'surveys',
  held: (database: Queryable, nodes: readonly number[]): Promise<unknown[]> => database.rows(sql`
    select i.survey, i.about_type as "aboutType", i.about_id as "aboutId", i.about_label as "aboutLabel", i.met_at as "metAt", i.channel, i.address, i.state, i.reasons, i.asked_at as "askedAt", i.contact, i.follow_up as "followUp", i.stopped as "wantsNoMore",
      (select jsonb_agg(jsonb_build_object('revision', a.revision, 'at', a.at, 'via', a.via, 'answers', a.answers) order by a.revision) from surveys.answer a where a.invitation = i.number) as answers
    from surveys.invitation i where i.node = any(${nodes}::bigint[]) and i.node <> 0 order by i.number`),
};
