import { isoOrNull } from '../../kernel/instant.ts';
import { sql } from '../../platform/pg/sql.ts';
import type { Queryable, Transaction } from '../../platform/pg/transaction.ts';
import type { InvitationState } from './contract.ts';
import type { Answers } from './answering/answers.ts';

/** An invitation, or somebody who answered by themselves (node 0 until somebody is known). Units: dates; `draw` in [0, 1). */
export type Invitation = {
  readonly number: number; readonly survey: number; readonly version: number; readonly node: number; readonly moment: string; readonly aboutType: string | null; readonly aboutId: string | null; readonly aboutLabel: string | null; readonly stratum: string;
  readonly channel: string; readonly address: string | null; readonly metAt: Date; readonly staleAt: Date; readonly draw: number; readonly state: InvitationState; readonly reasons: string[]; readonly nextAt: Date | null; readonly language: string | null; readonly expiresAt: Date | null; readonly askedAt: Date | null; readonly reachedAt: Date | null;
  readonly revision: number; readonly countedRevision: number; readonly toldRevision: number; readonly answeredAt: Date | null; readonly interaction: number | null; readonly contact: string | null; readonly followUp: string | null; readonly followUpDueAt: Date | null; readonly stopped: boolean;
};

const COLUMNS = sql`number, survey, version, node, moment, about_type as "aboutType", about_id as "aboutId", about_label as "aboutLabel", stratum, channel, address, met_at as "metAt", stale_at as "staleAt", draw, state, reasons, next_at as "nextAt", language, expires_at as "expiresAt", asked_at as "askedAt", reached_at as "reachedAt",
  revision, counted_revision as "countedRevision", told_revision as "toldRevision", answered_at as "answeredAt", interaction, contact, follow_up as "followUp", follow_up_due_at as "followUpDueAt", stopped`;

/** A moment of somebody, as it comes to a survey. Units: ms. */
export type NewInvitation = {
  readonly survey: number; readonly version: number; readonly node: number; readonly moment: string; readonly about: { readonly type: string; readonly id: string; readonly label: string } | null; readonly stratum: string; readonly channel: string;
  readonly metMs: number; readonly staleMs: number; readonly draw: number; readonly state: InvitationState; readonly nextMs: number | null;
};

/** Keeps a moment, once in a survey. Shape: its number; null when it was known. */
export async function insertInvitation(tx: Transaction, one: NewInvitation): Promise<number | null> {
  const [row] = await tx.rows<{ number: number }>(sql`
    insert into surveys.invitation (survey, version, node, moment, about_type, about_id, about_label, stratum, channel, met_at, stale_at, draw, state, next_at)
    values (${one.survey}, ${one.version}, ${one.node}, ${one.moment}, ${one.about?.type ?? null}, ${one.about?.id ?? null}, ${one.about?.label ?? null}, ${one.stratum}, ${one.channel}, ${isoOrNull(one.metMs)}::timestamptz, ${isoOrNull(one.staleMs)}::timestamptz, ${one.draw}, ${one.state}, ${isoOrNull(one.nextMs)}::timestamptz)
    on conflict (survey, moment) where moment <> '' do nothing returning number`);
  return row?.number ?? null;
}

/** Somebody who opened a survey by its link, code or widget and answers: a personal link of their own from here on. */
export async function insertComer(tx: Transaction, one: { readonly survey: number; readonly version: number; readonly channel: string; readonly language: string; readonly tokenHash: string; readonly atMs: number; readonly expiresMs: number }): Promise<Invitation> {
  const at = isoOrNull(one.atMs);
  const [row] = await tx.rows<Invitation>(sql`
    insert into surveys.invitation (survey, version, node, moment, channel, met_at, stale_at, draw, state, language, token_hash, expires_at)
    values (${one.survey}, ${one.version}, 0, '', ${one.channel}, ${at}::timestamptz, ${isoOrNull(one.expiresMs)}::timestamptz, 0, 'came', ${one.language}, decode(${one.tokenHash}, 'hex'), ${isoOrNull(one.expiresMs)}::timestamptz) returning ${COLUMNS}`);
  return row as Invitation;
}

/** Invitations whose time has come, of surveys that run; those that wait longest first. */
export function dueInvitations(database: Queryable, nowMs: number, limit: number): Promise<Invitation[]> {
  return database.rows(sql`select ${COLUMNS} from surveys.invitation where next_at <= ${isoOrNull(nowMs)}::timestamptz and survey in (select number from surveys.survey where state = 'running') order by next_at, number limit ${limit}`);
}

/** What became of an invitation that was looked at. `version`: the one that would be asked. */
export async function settleInvitation(database: Queryable, number: number, to: { readonly state: InvitationState; readonly reasons: readonly string[]; readonly nextMs: number | null; readonly version?: number; readonly language?: string | null }): Promise<void> {
  await database.run(sql`update surveys.invitation set state = ${to.state}, reasons = ${to.reasons}::text[], next_at = ${isoOrNull(to.nextMs)}::timestamptz, version = coalesce(${to.version ?? null}::int, version), language = coalesce(${to.language ?? null}, language) where number = ${number}`);
}

/** Looks at an invitation again later, if it still waits. */
export async function postpone(database: Queryable, number: number, nextMs: number): Promise<void> {
  await database.run(sql`update surveys.invitation set next_at = ${isoOrNull(nextMs)}::timestamptz where number = ${number} and state in ('waiting', 'held')`);
}

/** Writes down the link of an invitation before it leaves: one that is lost on the way is never sent twice. False: somebody else sends it. */
export async function beginSending(database: Queryable, number: number, link: { readonly tokenHash: string; readonly expiresMs: number; readonly address: string; readonly atMs: number }): Promise<boolean> {
  return await database.run(sql`
    update surveys.invitation set state = 'sending', reasons = '{}', next_at = null, token_hash = decode(${link.tokenHash}, 'hex'), expires_at = ${isoOrNull(link.expiresMs)}::timestamptz, address = ${link.address}, asked_at = ${isoOrNull(link.atMs)}::timestamptz
    where number = ${number} and state in ('waiting', 'held')`) === 1;
}

/** It left: the server of those whom it is for took it. */
export async function finishSending(database: Queryable, number: number, atMs: number): Promise<void> {
  await database.run(sql`update surveys.invitation set state = 'sent', reached_at = ${isoOrNull(atMs)}::timestamptz where number = ${number} and state = 'sending'`);
}

/** It did not leave, or nobody knows. `nextMs`: when it is asked again; null: never. */
export async function failSending(database: Queryable, number: number, to: { readonly state: 'held' | 'failed'; readonly reasons: readonly string[]; readonly nextMs: number | null }): Promise<void> {
  await database.run(sql`update surveys.invitation set state = ${to.state}, reasons = ${to.reasons}::text[], next_at = ${isoOrNull(to.nextMs)}::timestamptz where number = ${number} and state = 'sending'`);
}

/** It left and came back. What was answered was there. */
export async function failReached(database: Queryable, number: number): Promise<void> {
  await database.run(sql`update surveys.invitation set state = 'failed', reasons = '{not-delivered}', reached_at = null where number = ${number} and state = 'sent' and answered_at is null`);
}

/** What was being sent when Custos stopped: nobody knows whether it left, and it is not sent again. */
export async function failInterrupted(database: Queryable, beforeMs: number): Promise<number> {
  return database.run(sql`update surveys.invitation set state = 'failed', reasons = '{interrupted}' where state = 'sending' and asked_at < ${isoOrNull(beforeMs)}::timestamptz`);
}

/** Whose link this is. Shape: null when nobody's. `isLocked`: nobody else changes it until the transaction ends. */
export async function invitationByToken(database: Queryable, tokenHash: string, isLocked = false): Promise<Invitation | null> {
  const [row] = await database.rows<Invitation>(isLocked ? sql`select ${COLUMNS} from surveys.invitation where token_hash = decode(${tokenHash}, 'hex') for update` : sql`select ${COLUMNS} from surveys.invitation where token_hash = decode(${tokenHash}, 'hex')`);
  return row ?? null;
}

/** How many were or would have been asked since a moment, in all and in one stratum. */
export async function askedSince(database: Queryable, survey: number, sinceMs: number, stratum: string): Promise<{ all: number; inStratum: number }> {
  const [row] = await database.rows<{ all: number; inStratum: number }>(sql`
    select count(*) as all, count(*) filter (where stratum = ${stratum}) as "inStratum" from surveys.invitation
    where survey = ${survey} and met_at >= ${isoOrNull(sinceMs)}::timestamptz and moment <> '' and state not in ('not-drawn', 'full')`);
  return row ?? { all: 0, inStratum: 0 };
}

/** The latest answers of an invitation. Shape: null before there are any. */
export async function latestAnswers(database: Queryable, invitation: number): Promise<{ answers: Answers; via: string; language: string } | null> {
  const [row] = await database.rows<{ answers: Answers; via: string; language: string }>(sql`select answers, via, language from surveys.answer where invitation = ${invitation} order by revision desc limit 1`);
  return row ?? null;
}

/** Keeps a revision of somebody's answers. Invariant: called with the invitation locked. */
export async function putAnswer(tx: Transaction, invitation: Pick<Invitation, 'number' | 'revision' | 'version'>, one: { readonly answers: Answers; readonly language: string; readonly via: string; readonly isCounted: boolean; readonly atMs: number }): Promise<void> {
  const at = isoOrNull(one.atMs);
  await tx.run(sql`insert into surveys.answer (invitation, revision, version, answers, language, via, at) values (${invitation.number}, ${invitation.revision + 1}, ${invitation.version}, ${JSON.stringify(one.answers)}::jsonb, ${one.language}, ${one.via}, ${at}::timestamptz)`);
  await tx.run(sql`update surveys.invitation set revision = ${invitation.revision + 1}, counted_revision = case when ${one.isCounted} then ${invitation.revision + 1} else counted_revision end, answered_at = ${at}::timestamptz, reached_at = coalesce(reached_at, ${at}::timestamptz), language = ${one.language} where number = ${invitation.number}`);
}

/** Says that somebody must act on an answer, and by when; said once, the first deadline stays. */
export async function wantFollowUp(tx: Transaction, invitation: number, why: string, atMs: number, dueMs: number, contact: string | null): Promise<void> {
  await tx.run(sql`
    update surveys.invitation set follow_up = coalesce(follow_up, ${why}), follow_up_at = coalesce(follow_up_at, ${isoOrNull(atMs)}::timestamptz), follow_up_due_at = coalesce(follow_up_due_at, ${isoOrNull(dueMs)}::timestamptz), contact = coalesce(${contact}, contact) where number = ${invitation}`);
}

/** Somebody does not want to be asked again. */
export async function markStopped(tx: Transaction, invitation: number): Promise<void> {
  await tx.run(sql`update surveys.invitation set stopped = true where number = ${invitation}`);
}
