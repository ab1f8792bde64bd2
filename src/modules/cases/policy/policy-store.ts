import { sql } from '../../../platform/pg/sql.ts';
import type { Queryable, Transaction } from '../../../platform/pg/transaction.ts';
import { CasePolicy } from './contract.ts';
import { STARTING_POLICY } from './starting-policy.ts';

/** A version of the rules. `by` and `at` null: what Custos starts with. */
export type PolicyVersion = { readonly version: number; readonly policy: CasePolicy; readonly by: string | null; readonly at: Date | null };

const STARTING: PolicyVersion = { version: 0, policy: STARTING_POLICY, by: null, at: null };

/** The rules that hold. */
export async function policyNow(database: Queryable): Promise<PolicyVersion> {
  const [row] = await database.rows<PolicyVersion>(sql`select version, policy, by, at from cases.policy order by version desc limit 1`);
  // What a version did not know yet is as it was then: nothing opened by itself, and queues had no members.
  return row === undefined ? STARTING : { ...row, policy: CasePolicy.parse(row.policy) };
}

/** Keeps the version after `basedOn`. False: somebody else was faster. */
export async function insertPolicy(tx: Transaction, basedOn: number, policy: CasePolicy, by: string, atMs: number): Promise<boolean> {
  return await tx.run(sql`
    insert into cases.policy (version, policy, by, at) select ${basedOn}::int + 1, ${JSON.stringify(policy)}::jsonb, ${by}, ${new Date(atMs).toISOString()}::timestamptz
    where ${basedOn}::int = (select coalesce(max(version), 0) from cases.policy) on conflict (version) do nothing`) === 1;
}
