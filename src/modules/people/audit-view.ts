import type { z } from 'zod';
import { AppError } from '../../kernel/app-error.ts';
import { sql } from '../../platform/pg/sql.ts';
import type { Queryable } from '../../platform/pg/transaction.ts';
import type { AuditEntry } from './contract.ts';

/** What the audit page asks. Shape: `before` is the cursor of the previous page; `who` and `about` are public ids. */
export type AuditQuestion = { readonly before?: string | undefined; readonly who?: string | undefined; readonly about?: string | undefined; readonly limit: number };

type AuditRow = { readonly id: number; readonly at: Date; readonly who: string; readonly what: string; readonly about: string | null; readonly outcome: 'allowed' | 'refused' };

/** Who saw and did what. Shape: the newest first; `next` is null on the last page. Errors: `invalid` for a cursor that no page gave. */
export async function auditPage(database: Queryable, { before, who, about, limit }: AuditQuestion): Promise<{ entries: z.input<typeof AuditEntry>[]; next: string | null }> {
  if (before !== undefined && !/^\d{1,15}$/.test(before)) throw new AppError('invalid', 'cursor-malformed', 'before must be the next value of an earlier answer.');
  const rows = await database.rows<AuditRow>(sql`select id, at, who, what, about, outcome from people.audit
    where (${before ?? null}::bigint is null or id < ${before ?? null}::bigint) and (${who ?? null}::text is null or who = ${who ?? null}) and (${about ?? null}::text is null or about = ${about ?? null})
    order by id desc limit ${limit + 1}`);
  const page = rows.slice(0, limit);
  return { entries: page.map(({ at, who: by, what, about: on, outcome }) => ({ at: at.toISOString(), who: by, what, about: on, outcome })), next: rows.length > limit ? String(page.at(-1)?.id) : null };
}
