import { sql } from '../../platform/pg/sql.ts';
import type { Queryable, Transaction } from '../../platform/pg/transaction.ts';
import type { RuleCounts } from './count-rules.ts';
import type { RuleSet } from './rule-language.ts';

/** One version of the rules. `by`: id of a person, or `custos` for a proposal. */
export type RuleSetVersion = { readonly version: number; readonly hash: string; readonly rules: RuleSet; readonly note: string; readonly by: string; readonly at: Date };

const COLUMNS = sql`version, hash, rules, note, by, at`;

/** The rules that hold, or held at a moment. Shape: null before the first version. */
export async function latestRuleSet(database: Queryable, at: Date | null = null): Promise<RuleSetVersion | null> {
  const [row] = await database.rows<RuleSetVersion>(sql`select ${COLUMNS} from customers.rule_set where ${at}::timestamptz is null or at <= ${at} order by version desc limit 1`);
  return row ?? null;
}

/** One version of the rules. Shape: null when there is none with this number. */
export async function ruleSetOfVersion(database: Queryable, version: number): Promise<RuleSetVersion | null> {
  const [row] = await database.rows<RuleSetVersion>(sql`select ${COLUMNS} from customers.rule_set where version = ${version}`);
  return row ?? null;
}

/** Keeps a new version if `basedOn` is still the latest (0: none yet). Shape: null when somebody else was faster. */
export async function insertRuleSet(tx: Transaction, basedOn: number, given: Pick<RuleSetVersion, 'hash' | 'rules' | 'note' | 'by'>): Promise<RuleSetVersion | null> {
  const [row] = await tx.rows<RuleSetVersion>(sql`
    insert into customers.rule_set (version, hash, rules, note, by)
    select ${basedOn}::int + 1, ${given.hash}, ${JSON.stringify(given.rules)}::jsonb, ${given.note}, ${given.by}
    where ${basedOn}::int = (select coalesce(max(version), 0) from customers.rule_set)
    on conflict (version) do nothing returning ${COLUMNS}`);
  return row ?? null;
}

/** Figures of rules as last counted. Shape: null when these rules never were. */
export async function keptCount(database: Queryable, hash: string): Promise<{ readonly countedAt: Date; readonly tookMs: number; readonly counts: RuleCounts } | null> {
  const [row] = await database.rows<{ countedAt: Date; tookMs: number; counts: RuleCounts }>(sql`select counted_at as "countedAt", took_ms as "tookMs", counts from customers.rule_count where hash = ${hash}`);
  return row ?? null;
}

/** Keeps figures of rules in place of earlier ones, and forgets those of other rules: drafts come and go. */
export async function keepCount(tx: Transaction, hash: string, count: { readonly countedMs: number; readonly tookMs: number; readonly counts: RuleCounts }): Promise<void> {
  await tx.run(sql`delete from customers.rule_count where hash <> ${hash}`);
  await tx.run(sql`
    insert into customers.rule_count (hash, counted_at, took_ms, counts) values (${hash}, ${new Date(count.countedMs).toISOString()}::timestamptz, ${Math.round(count.tookMs)}, ${JSON.stringify(count.counts)}::jsonb)
    on conflict (hash) do update set counted_at = excluded.counted_at, took_ms = excluded.took_ms, counts = excluded.counts`);
}
