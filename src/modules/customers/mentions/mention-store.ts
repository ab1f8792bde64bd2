import { sql } from '../../../platform/pg/sql.ts';
import type { Queryable, Transaction } from '../../../platform/pg/transaction.ts';
import type { NameSpan } from '../../interactions/index.ts';

/** Where an erased person is named in somebody else's interaction. It does not say who. */
export type MentionRow = {
  readonly number: number; readonly erasure: string; readonly interaction: number; readonly revision: number; readonly home: number; readonly node: number; readonly channel: string; readonly occurredAt: Date; readonly spans: readonly NameSpan[];
  readonly maskedAt: Date | null; readonly maskedBy: string | null;
};

const COLUMNS = sql`number, erasure::text as erasure, interaction, revision, home, node, channel, occurred_at as "occurredAt", spans, masked_at as "maskedAt", masked_by as "maskedBy"`;

export async function putMentions(tx: Transaction, erasure: string, mentions: readonly Pick<MentionRow, 'interaction' | 'revision' | 'home' | 'node' | 'channel' | 'occurredAt' | 'spans'>[]): Promise<void> {
  if (mentions.length === 0) return;
  await tx.run(sql`
    insert into customers.erasure_mention (erasure, interaction, revision, home, node, channel, occurred_at, spans)
    select ${erasure}::uuid, * from unnest(${mentions.map((one) => one.interaction)}::bigint[], ${mentions.map((one) => one.revision)}::int[], ${mentions.map((one) => one.home)}::bigint[], ${mentions.map((one) => one.node)}::bigint[], ${mentions.map((one) => one.channel)}::text[],
      ${mentions.map((one) => one.occurredAt.toISOString())}::timestamptz[], ${mentions.map((one) => JSON.stringify(one.spans))}::jsonb[])`);
}

/** Mentions of an erasure, those that still stand first. */
export function mentionsOf(database: Queryable, erasure: string, limit: number): Promise<MentionRow[]> {
  return database.rows(sql`select ${COLUMNS} from customers.erasure_mention where erasure = ${erasure}::uuid order by masked_at is not null, number limit ${limit}`);
}

export async function mentionByNumber(database: Queryable, number: number): Promise<MentionRow | null> {
  return (await database.rows<MentionRow>(sql`select ${COLUMNS} from customers.erasure_mention where number = ${number}`))[0] ?? null;
}

/** How many mentions of each of these erasures are masked. Shape: by erasure; one without any is missing. */
export async function maskedCounts(database: Queryable, erasures: readonly string[]): Promise<Map<string, number>> {
  const rows = await database.rows<{ erasure: string; count: number }>(sql`select erasure::text as erasure, count(*)::int as count from customers.erasure_mention where erasure = any(${erasures}::uuid[]) and masked_at is not null group by erasure`);
  return new Map(rows.map((row) => [row.erasure, row.count]));
}

export async function markMasked(database: Queryable, number: number, by: string, at: Date): Promise<void> {
  await database.run(sql`update customers.erasure_mention set masked_at = ${at.toISOString()}::timestamptz, masked_by = ${by} where number = ${number} and masked_at is null`);
}

/** Forgets where others are named in the words of claims that are being erased. Shape: rows per table. */
export async function eraseMentions(tx: Transaction, nodes: readonly number[]): Promise<Record<string, number>> {
  return { 'customers.erasure_mention': await tx.run(sql`delete from customers.erasure_mention where node = any(${nodes}::bigint[]) and node <> 0`) };
}
