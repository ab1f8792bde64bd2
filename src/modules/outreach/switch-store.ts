import { sql } from '../../platform/pg/sql.ts';
import type { Queryable, Transaction } from '../../platform/pg/transaction.ts';
import type { GovernorRules, Purpose } from './contract.ts';

/** The latest word on a purpose. */
export type SwitchRow = { readonly purpose: Purpose; readonly isOn: boolean; readonly by: string; readonly at: Date };

/** What is switched on or off, by the latest word on each purpose. Shape: purposes that nobody ever switched are missing, which means off. */
export function switches(database: Queryable): Promise<SwitchRow[]> {
  return database.rows(sql`select distinct on (purpose) purpose, is_on as "isOn", by, at from outreach.switch order by purpose, number desc`);
}

/** Notes that a purpose was switched. */
export async function putSwitch(tx: Transaction, purpose: Purpose, isOn: boolean, by: string, atMs: number): Promise<void> {
  await tx.run(sql`insert into outreach.switch (purpose, is_on, by, at) values (${purpose}, ${isOn}, ${by}, ${new Date(atMs).toISOString()}::timestamptz)`);
}

/** One version of the rules. */
export type RulesRow = { readonly version: number; readonly rules: GovernorRules; readonly note: string; readonly by: string; readonly at: Date };

/** Versions of the rules, newest first. Shape: none before somebody changed what Custos came with. */
export function rulesVersions(database: Queryable, limit: number): Promise<RulesRow[]> {
  return database.rows(sql`select version, rules, note, by, at from outreach.rules order by version desc limit ${limit}`);
}

/** Keeps the version after `basedOn`. False: somebody else was faster. */
export async function putRules(tx: Transaction, basedOn: number, { rules, note, by, at }: Omit<RulesRow, 'version'>): Promise<boolean> {
  return await tx.run(sql`
    insert into outreach.rules (version, rules, note, by, at) select ${basedOn}::int + 1, ${JSON.stringify(rules)}::jsonb, ${note}, ${by}, ${at.toISOString()}::timestamptz
    where ${basedOn}::int = (select coalesce(max(version), 0) from outreach.rules) on conflict (version) do nothing`) === 1;
}
