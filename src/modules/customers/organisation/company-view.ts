import { sql, type PgStatement } from '../../../platform/pg/sql.ts';
import type { Queryable } from '../../../platform/pg/transaction.ts';

/** Claims with one company that are read. */
const CLAIMS_READ = 500;

/** Customers who say one of these companies, in any case. `owned` tells whose claims are. Shape: `isCut` when more claims say it than were read. */
export async function customersSaying(database: Queryable, owned: (claims: PgStatement) => PgStatement, companies: readonly string[]): Promise<{ readonly customers: readonly number[]; readonly isCut: boolean }> {
  if (companies.length === 0) return { customers: [], isCut: false };
  const patterns = companies.map((company) => company.toLowerCase().replace(/[\\%_]/g, '\\$&'));
  const rows = await database.rows<{ customer: number; read: number }>(sql`
    select o.customer, max(o.read) as read from (${owned(sql`
      select t.node, count(*) over (partition by p.pattern) as read from unnest(${patterns}::text[]) as p (pattern)
      cross join lateral (select node from customers.trait where name = 'company' and lower(value) like p.pattern limit ${CLAIMS_READ}) t`)}) o
    group by o.customer`);
  return { customers: rows.map(({ customer }) => customer), isCut: rows.some(({ read }) => read >= CLAIMS_READ) };
}
