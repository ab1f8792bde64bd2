import { sql } from '../../platform/pg/sql.ts';
import type { Queryable } from '../../platform/pg/transaction.ts';
import type { ChatTool } from './contract.ts';

/** A way in for people without an account. `today`: reports by it since midnight of the company; `reports`: in all. */
export type LinkRow = { readonly number: number; readonly way: 'place' | ChatTool; readonly place: string; readonly secret: string | null; readonly perDay: number; readonly madeBy: string; readonly madeAt: Date; readonly expiresAt: Date | null; readonly revokedAt: Date | null; readonly today: number; readonly reports: number };

const columns = (since: Date) => sql`l.number, l.way, l.place, l.secret, l.per_day as "perDay", l.made_by as "madeBy", l.made_at as "madeAt", l.expires_at as "expiresAt", l.revoked_at as "revokedAt",
  (select count(*)::int from raised.report r where r.link = l.number and r.at >= ${since.toISOString()}::timestamptz) as today, (select count(*)::int from raised.report r where r.link = l.number) as reports`;

/** Every way in, newest first. */
export function allLinks(database: Queryable, since: Date): Promise<LinkRow[]> {
  return database.rows<LinkRow>(sql`select ${columns(since)} from raised.link l order by l.number desc`);
}

/** One way in. Shape: null when there is none. */
export async function linkOfNumber(database: Queryable, number: number, since: Date): Promise<LinkRow | null> {
  return (await database.rows<LinkRow>(sql`select ${columns(since)} from raised.link l where l.number = ${number}`))[0] ?? null;
}

/** The way in that a token opens. Shape: null when none. */
export async function linkOfToken(database: Queryable, tokenHash: string, since: Date): Promise<LinkRow | null> {
  return (await database.rows<LinkRow>(sql`select ${columns(since)} from raised.link l where l.token_hash = ${tokenHash}`))[0] ?? null;
}

/** Keeps a way in; answers its number. */
export async function insertLink(database: Queryable, link: { readonly way: 'place' | ChatTool; readonly place: string; readonly tokenHash: string | null; readonly secret: string | null; readonly perDay: number; readonly by: string; readonly at: Date; readonly expiresAt: Date | null }): Promise<number> {
  const [row] = await database.rows<{ number: number }>(sql`
    insert into raised.link (way, place, token_hash, secret, per_day, made_by, made_at, expires_at)
    values (${link.way}, ${link.place}, ${link.tokenHash}, ${link.secret}, ${link.perDay}, ${link.by}, ${link.at.toISOString()}::timestamptz, ${link.expiresAt?.toISOString() ?? null}::timestamptz) returning number`);
  return row?.number ?? 0;
}

/** Closes a way in for good; its secret is forgotten. */
export async function revokeLink(database: Queryable, number: number, at: Date): Promise<void> {
  await database.run(sql`update raised.link set revoked_at = coalesce(revoked_at, ${at.toISOString()}::timestamptz), secret = case when way = 'place' then null else '' end where number = ${number}`);
}
