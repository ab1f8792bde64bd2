import { sql } from '../../platform/pg/sql.ts';
import type { Queryable } from '../../platform/pg/transaction.ts';
import type { InvitationState } from './contract.ts';

/** Moments and answers of one survey, counted. */
export type Counted = {
  readonly survey: number; readonly met: number; readonly drawn: number; readonly waiting: number; readonly held: number; readonly shown: number; readonly missed: number; readonly failed: number; readonly invited: number; readonly reached: number; readonly answered: number; readonly came: number; readonly apart: number; readonly wanted: number;
};

/** How much surveys hear, one row each. Shape: surveys without anybody are missing. */
export function listeningCounts(database: Queryable, surveys: readonly number[]): Promise<Counted[]> {
  return database.rows(sql`
    select survey, count(*) filter (where moment <> '') as met, count(*) filter (where moment <> '' and state not in ('not-drawn', 'full')) as drawn, count(*) filter (where state = 'waiting') as waiting, count(*) filter (where state = 'held') as held,
      count(*) filter (where state = 'shown') as shown, count(*) filter (where state = 'missed') as missed, count(*) filter (where state = 'failed') as failed, count(*) filter (where state = 'sent') as invited,
      count(*) filter (where state = 'sent' and reached_at is not null) as reached, count(*) filter (where state = 'sent' and counted_revision > 0) as answered, count(*) filter (where state = 'came' and counted_revision > 0) as came,
      count(*) filter (where revision > counted_revision) as apart, count(*) filter (where follow_up is not null) as wanted
    from surveys.invitation where survey = any(${surveys}::bigint[]) group by survey`);
}

/** Why people of a survey are held or were missed, most first. */
export function listeningReasons(database: Queryable, survey: number): Promise<{ state: 'held' | 'missed'; reason: string; people: number }[]> {
  return database.rows(sql`
    select i.state, r.reason, count(*) as people from surveys.invitation i cross join lateral unnest(i.reasons) as r (reason)
    where i.survey = ${survey} and i.state in ('held', 'missed') group by i.state, r.reason order by count(*) desc, r.reason`);
}

/** An invitation as a list shows it. */
export type ListedInvitation = {
  readonly node: number; readonly version: number; readonly state: InvitationState; readonly aboutLabel: string | null; readonly metAt: Date; readonly draw: number; readonly reasons: string[]; readonly nextAt: Date | null; readonly answeredAt: Date | null; readonly revision: number; readonly countedRevision: number; readonly followUp: string | null;
};

/** The latest invitations of a survey. */
export function latestInvitations(database: Queryable, survey: number, state: InvitationState | null, limit: number): Promise<ListedInvitation[]> {
  return database.rows(sql`
    select node, version, state, about_label as "aboutLabel", met_at as "metAt", draw, reasons, next_at as "nextAt", answered_at as "answeredAt", revision, counted_revision as "countedRevision", follow_up as "followUp"
    from surveys.invitation where survey = ${survey} and (${state}::text is null or state = ${state}) order by met_at desc, number desc limit ${limit}`);
}
