import { sql } from '../../platform/pg/sql.ts';
import type { Queryable, Transaction } from '../../platform/pg/transaction.ts';
import type { RuleChange, RuleTrial } from './contract.ts';
import { exactRules, STARTING_RULES, type ExactRules } from './exact-rules.ts';

/** What a trial said, in numbers. */
export type TrialOutcome = Omit<RuleTrial, 'examples' | 'trial' | 'never'>;

/** A change that was tried. `rules`: the whole set, as it differs from what Custos starts with. */
export type TriedRules = { readonly number: number; readonly basedOn: number; readonly rules: readonly RuleChange[]; readonly outcome: TrialOutcome };

/** One version of the exact rules, with what its trial had said. `by`: id of a person. */
export type RuleVersionRow = { readonly version: number; readonly rules: readonly RuleChange[]; readonly note: string; readonly by: string; readonly at: Date; readonly outcome: TrialOutcome };

/** The rules that hold. */
export async function rulesThatHold(tx: Queryable): Promise<ExactRules> {
  const [row] = await tx.rows<{ version: number; rules: RuleChange[] }>(sql`select version, rules from identity.rule_version order by version desc limit 1`);
  return row === undefined ? STARTING_RULES : exactRules(row.rules, row.version);
}

/** One version; 0 is what Custos starts with. Shape: null when there never was such a version. */
export async function rulesOfVersion(tx: Queryable, version: number): Promise<ExactRules | null> {
  if (version === 0) return STARTING_RULES;
  const [row] = await tx.rows<{ rules: RuleChange[] }>(sql`select rules from identity.rule_version where version = ${version}`);
  return row === undefined ? null : exactRules(row.rules, version);
}

/** The latest versions, newest first. */
export function ruleVersions(tx: Queryable, most: number): Promise<RuleVersionRow[]> {
  return tx.rows(sql`
    select v.version, v.rules, v.note, v.set_by as "by", v.set_at as "at", t.outcome
    from identity.rule_version v join identity.rule_trial t on t.number = v.trial order by v.version desc limit ${most}`);
}

export async function insertTrial(tx: Queryable, trial: Omit<TriedRules, 'number'>, by: string): Promise<number> {
  const [row] = await tx.rows<{ number: number }>(sql`
    insert into identity.rule_trial (based_on, rules, outcome, tried_by) values (${trial.basedOn}, ${JSON.stringify(trial.rules)}::jsonb, ${JSON.stringify(trial.outcome)}::jsonb, ${by}) returning number`);
  return row?.number ?? 0;
}

/** What was tried within the last day; older trials tell of other customers. */
export async function trialByNumber(tx: Queryable, number: number): Promise<TriedRules | null> {
  const [row] = await tx.rows<TriedRules>(sql`select number, based_on as "basedOn", rules, outcome from identity.rule_trial where number = ${number} and tried_at > now() - interval '1 day'`);
  return row ?? null;
}

/** Keeps what was tried as the next version, if the version that it was tried against is still the latest. Shape: the version; null when somebody else was faster. */
export async function insertRules(tx: Transaction, { basedOn, rules, number }: TriedRules, note: string, by: string): Promise<number | null> {
  const [row] = await tx.rows<{ version: number }>(sql`
    insert into identity.rule_version (version, rules, trial, note, set_by)
    select ${basedOn}::int + 1, ${JSON.stringify(rules)}::jsonb, ${number}::int, ${note}, ${by} where ${basedOn}::int = (select coalesce(max(version), 0) from identity.rule_version)
    on conflict (version) do nothing returning version`);
  return row?.version ?? null;
}

/** Says of everybody who holds a value of these types that their next claim is weighed with all others. Cost: their claims, in one statement. */
export async function entangleHolders(tx: Transaction, types: readonly string[]): Promise<void> {
  await tx.run(sql`
    update identity.customer c set entangled = true where not c.entangled and c.number in (
      select a.customer from identity.node_identifier i join identity.assignment a on a.node = i.node where i.type = any(${types}::text[]) and i.joins)`);
}

/** Everybody who holds a value of these types, by number. */
export async function holdersOfTypes(tx: Queryable, types: readonly string[]): Promise<number[]> {
  const rows = await tx.rows<{ customer: number }>(sql`
    select distinct a.customer from identity.node_identifier i join identity.assignment a on a.node = i.node where i.type = any(${types}::text[]) and i.joins order by 1`);
  return rows.map((row) => row.customer);
}

/** The rules of the version that every customer follows and of those after it, oldest first. Shape: `latest` 0 and no versions before the first change. */
export async function rulesToFollow(tx: Queryable): Promise<{ readonly followed: number; readonly latest: number; readonly versions: readonly (readonly RuleChange[])[] }> {
  const rows = await tx.rows<{ followed: number; version: number | null; rules: RuleChange[] | null }>(sql`
    select s.rules_followed as followed, v.version, v.rules from identity.match_state s left join identity.rule_version v on v.version >= s.rules_followed where s.is_only order by v.version`);
  const followed = rows[0]?.followed ?? 0;
  const versions = rows.flatMap(({ version, rules }) => (version === null || rules === null ? [] : [{ version, rules }]));
  return { followed, latest: versions.at(-1)?.version ?? 0, versions: followed === 0 ? [[], ...versions.map(({ rules }) => rules)] : versions.map(({ rules }) => rules) };
}

export async function markFollowed(tx: Queryable, version: number): Promise<void> {
  await tx.run(sql`update identity.match_state set rules_followed = greatest(rules_followed, ${version}::int)`);
}
