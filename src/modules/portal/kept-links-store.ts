import { publicId } from '../../kernel/public-id.ts';
import { sql } from '../../platform/pg/sql.ts';
import type { Queryable, Transaction } from '../../platform/pg/transaction.ts';

/** What is kept here of people's claims and interactions: it goes with them. A link of somebody who was erased ends by being gone. */
export const linksKept = {
  /** Shape: rows per table. */
  async eraseNodes(tx: Transaction, nodes: readonly number[]): Promise<Record<string, number>> {
    const sessions = await tx.run(sql`delete from portal.session s using portal.link l where l.number = s.link and l.node = any(${nodes}::bigint[])`);
    const acts = await tx.run(sql`delete from portal.act a where a.node = any(${nodes}::bigint[]) or a.link in (select number from portal.link where node = any(${nodes}::bigint[]))`);
    return { 'portal.session': sessions, 'portal.act': acts, 'portal.link': await tx.run(sql`delete from portal.link where node = any(${nodes}::bigint[])`) };
  },
  /** Shape: rows per table. */
  forgetInteractions: async (tx: Transaction, numbers: readonly number[]): Promise<Record<string, number>> => ({ 'portal.act': await tx.run(sql`delete from portal.act where interaction = any(${numbers}::bigint[])`) }),
};

/** Links to a customer's page and what they did there, for an access export. */
export const linksHeld = {
  name: 'ownPage',
  async held(database: Queryable, nodes: readonly number[]): Promise<unknown[]> {
    const rows = await database.rows<{ number: number; madeAt: Date; expiresAt: Date; firstUsedAt: Date | null; lastUsedAt: Date | null; endedAt: Date | null; did: unknown }>(sql`
      select l.number, l.made_at as "madeAt", l.expires_at as "expiresAt", l.first_used_at as "firstUsedAt", l.last_used_at as "lastUsedAt", l.ended_at as "endedAt",
        (select jsonb_agg(jsonb_build_object('at', a.at, 'did', a.kind) order by a.at) from portal.act a where a.link = l.number) as did
      from portal.link l where l.node = any(${nodes}::bigint[]) order by l.number`);
    return rows.map(({ number, ...row }) => ({ id: publicId('pageLink', number), ...row }));
  },
};
