import { sql } from '../../../platform/pg/sql.ts';
import type { Queryable, Transaction } from '../../../platform/pg/transaction.ts';
import { PRECISION } from './contract.ts';
import type { CurvePoint, LearntModel, ModelBody } from './learnt-model.ts';

/** What the company wants of likely joins. */
export type MatchSetting = { readonly isOn: boolean; readonly precisionRatio: number };

/** The setting that counts now. */
export async function matchSetting(tx: Queryable): Promise<MatchSetting> {
  const [row] = await tx.rows<MatchSetting>(sql`select is_on as "isOn", precision_ratio as "precisionRatio" from identity.match_setting order by number desc limit 1`);
  return row ?? { isOn: true, precisionRatio: PRECISION.proposed };
}

export async function putSetting(tx: Transaction, setting: MatchSetting, by: string): Promise<void> {
  await tx.run(sql`insert into identity.match_setting (is_on, precision_ratio, set_by) values (${setting.isOn}, ${setting.precisionRatio}, ${by})`);
}

export function settingsMade(tx: Queryable, most: number): Promise<(MatchSetting & { by: string; at: Date })[]> {
  return tx.rows(sql`select is_on as "isOn", precision_ratio as "precisionRatio", set_by as "by", set_at as "at" from identity.match_setting order by number desc limit ${most}`);
}

/** The model in use (null before anything was learnt), the odds from which customers join by themselves (null while they don't), and whether customers still follow a change of these. Units: `cutBits` log2. */
export type MatchState = { readonly model: number | null; readonly cutBits: number | null; readonly unsettled: boolean };

export async function matchState(tx: Queryable): Promise<MatchState> {
  const [row] = await tx.rows<MatchState>(sql`select model, cut_bits as "cutBits", unsettled from identity.match_state where is_only = ${true}`);
  return row ?? { model: null, cutBits: null, unsettled: false };
}

export async function modelByNumber(tx: Queryable, number: number): Promise<LearntModel | null> {
  const [row] = await tx.rows<LearntModel>(sql`select number, records, trained_at as "trainedAt", body, curve from identity.match_model where number = ${number}`);
  return row ?? null;
}

export function modelsTrained(tx: Queryable, most: number): Promise<{ number: number; records: number; by: string; at: Date }[]> {
  return tx.rows(sql`select number, records, trained_by as "by", trained_at as "at" from identity.match_model order by number desc limit ${most}`);
}

/** Keeps a model; nobody uses it yet. */
export async function addModel(tx: Transaction, model: { readonly records: number; readonly body: ModelBody; readonly curve: readonly CurvePoint[]; readonly by: string }): Promise<number> {
  const [row] = await tx.rows<{ number: number }>(sql`insert into identity.match_model (records, body, curve, trained_by) values (${model.records}, ${JSON.stringify(model.body)}::jsonb, ${JSON.stringify(model.curve)}::jsonb, ${model.by}) returning number`);
  return row?.number ?? 0;
}

export async function putValues(tx: Transaction, model: number, values: readonly { readonly key: number; readonly holders: number }[]): Promise<void> {
  await tx.run(sql`insert into identity.match_value (model, key, holders) select ${model}::int, * from unnest(${values.map((one) => one.key)}::bigint[], ${values.map((one) => one.holders)}::int[]) on conflict do nothing`);
}

/** Puts a model and its cut into use; counts of values of others are not needed again. `cutBits` null: nobody joins by likelihood. */
export async function useModel(tx: Transaction, model: number, cutBits: number | null): Promise<void> {
  await tx.run(sql`update identity.match_state set model = ${model}::int, cut_bits = ${cutBits}::double precision`);
  await tx.run(sql`delete from identity.match_value where model <> ${model}::int`);
}

/** Values of a model in the order of their fingerprints; all of them come after -1. */
export function valuesAfter(tx: Queryable, model: number, after: number, most: number): Promise<{ key: number; holders: number }[]> {
  return tx.rows(sql`select key, holders from identity.match_value where model = ${model} and key > ${after} order by key limit ${most}`);
}

/** How many records held each of these values, where more than two did. */
export async function holdersOfValues(tx: Queryable, model: number, keys: readonly number[]): Promise<Map<number, number>> {
  if (keys.length === 0) return new Map();
  const rows = await tx.rows<{ key: number; holders: number }>(sql`select key, holders from identity.match_value where model = ${model} and key = any(${keys}::bigint[])`);
  return new Map(rows.map((row) => [row.key, row.holders]));
}
