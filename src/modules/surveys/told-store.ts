import { isoOrNull } from '../../kernel/instant.ts';
import { sql } from '../../platform/pg/sql.ts';
import type { Queryable, Transaction } from '../../platform/pg/transaction.ts';
import type { Answers } from './answering/answers.ts';

/** What must still be told of an invitation: that it left, what was answered, that somebody must act. */
export type Untold = {
  readonly number: number; readonly survey: number; readonly node: number; readonly channel: string; readonly address: string | null; readonly contact: string | null; readonly aboutType: string | null; readonly aboutId: string | null; readonly aboutLabel: string | null; readonly language: string | null;
  readonly askedAt: Date | null; readonly reachedAt: Date | null; readonly isAskedUntold: boolean; readonly countedRevision: number; readonly toldRevision: number; readonly followUp: string | null; readonly isFollowUpUntold: boolean;
};

/** Invitations of which something is not told yet, in their order. */
export function untoldInvitations(database: Queryable, after: number, limit: number): Promise<Untold[]> {
  return database.rows(sql`
    select number, survey, node, channel, address, contact, about_type as "aboutType", about_id as "aboutId", about_label as "aboutLabel", language, asked_at as "askedAt", reached_at as "reachedAt", state = 'sent' and not told_asked as "isAskedUntold",
      counted_revision as "countedRevision", told_revision as "toldRevision", follow_up as "followUp", follow_up is not null and not follow_up_told as "isFollowUpUntold"
    from surveys.invitation
    where number > ${after} and (told_revision < counted_revision or (follow_up is not null and not follow_up_told) or (state = 'sent' and not told_asked)) order by number limit ${limit}`);
}

/** What a revision answered, and when. Shape: null when there is none. */
export async function answersOfRevision(database: Queryable, invitation: number, revision: number): Promise<{ version: number; answers: Answers; via: string; at: Date } | null> {
  const [row] = await database.rows<{ version: number; answers: Answers; via: string; at: Date }>(sql`select version, answers, via, at from surveys.answer where invitation = ${invitation} and revision = ${revision}`);
  return row ?? null;
}

/** The answer was accepted as an interaction. */
export async function noteTold(database: Queryable, invitation: number, revision: number, interaction: number | null): Promise<void> {
  await database.run(sql`update surveys.invitation set told_revision = greatest(told_revision, ${revision}), interaction = coalesce(${interaction}, interaction) where number = ${invitation}`);
}

/** It was told that this left. */
export async function noteAskedTold(database: Queryable, invitation: number): Promise<void> {
  await database.run(sql`update surveys.invitation set told_asked = true where number = ${invitation}`);
}

/** Somebody is known now who answered by themselves. */
export async function noteWhose(database: Queryable, invitation: number, node: number): Promise<void> {
  await database.run(sql`update surveys.invitation set node = ${node} where number = ${invitation} and node = 0`);
}

/** It was told that somebody must act. False: it was told before. */
export async function noteFollowUpTold(tx: Transaction, invitation: number): Promise<boolean> {
  return await tx.run(sql`update surveys.invitation set follow_up_told = true where number = ${invitation} and not follow_up_told`) === 1;
}

/** Which questions these claims answered since a moment, in any survey but this invitation. */
export async function keysAnsweredSince(database: Queryable, nodes: readonly number[], exceptInvitation: number, sinceMs: number): Promise<{ key: string; at: Date }[]> {
  return database.rows(sql`
    select k.key, max(a.at) as at from surveys.invitation i join surveys.answer a on a.invitation = i.number and a.revision = i.revision cross join lateral jsonb_object_keys(a.answers) as k (key)
    where i.node = any(${nodes}::bigint[]) and i.node <> 0 and i.number <> ${exceptInvitation} and a.at >= ${isoOrNull(sinceMs)}::timestamptz group by k.key`);
}

/** Follow-ups of a survey whose deadline passed within a period: the invitations that want them. */
export async function followUpsDue(database: Queryable, survey: number, fromMs: number, untilMs: number): Promise<number[]> {
  const rows = await database.rows<{ number: number }>(sql`
    select number from surveys.invitation where survey = ${survey} and follow_up is not null and node <> 0 and follow_up_due_at >= ${isoOrNull(fromMs)}::timestamptz and follow_up_due_at < ${isoOrNull(untilMs)}::timestamptz order by number`);
  return rows.map(({ number }) => number);
}
