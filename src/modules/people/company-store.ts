import { sql } from '../../platform/pg/sql.ts';
import type { Queryable } from '../../platform/pg/transaction.ts';

/** The company whose installation this is. Shape: `name` is null until the first run. */
export type CompanyRow = { readonly name: string | null; readonly zone: string; readonly session_secret: string };

/** The company's row, made with this zone and secret when there is none yet; several processes may ask at once. */
export async function companyRow(database: Queryable, initial: { readonly zone: string; readonly secret: string }): Promise<CompanyRow> {
  await database.run(sql`insert into people.company (zone, session_secret) values (${initial.zone}, ${initial.secret}) on conflict (one) do nothing`);
  const [row] = await database.rows<CompanyRow>(sql`select name, zone, session_secret from people.company`);
  return row ?? { name: null, zone: initial.zone, session_secret: initial.secret };
}

/** The zone in which the company's days and months are counted, as of now. */
export async function companyZone(database: Queryable): Promise<string> {
  const [row] = await database.rows<{ zone: string }>(sql`select zone from people.company`);
  return row?.zone ?? 'UTC';
}

/** Names the company and the zone in which its days and months are counted. */
export async function nameCompany(database: Queryable, name: string, zone: string): Promise<void> {
  await database.run(sql`update people.company set name = ${name}, zone = ${zone}`);
}
