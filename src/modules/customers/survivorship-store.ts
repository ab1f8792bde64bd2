import { sql } from '../../platform/pg/sql.ts';
import type { Queryable, Transaction } from '../../platform/pg/transaction.ts';
import type { Survivorship } from './contract.ts';

/** One version of whose word counts. `by`: id of a person. */
export type SurvivorshipRow = { readonly version: number; readonly rules: Survivorship; readonly note: string; readonly by: string; readonly at: Date };

const COLUMNS = sql`version, rules, note, by, at`;

/** The rules that hold, or held at a moment. Shape: null before the first version. */
export async function latestSurvivorship(database: Queryable, at: Date | null = null): Promise<SurvivorshipRow | null> {
  const [row] = await database.rows<SurvivorshipRow>(sql`select ${COLUMNS} from customers.survivorship where ${at}::timestamptz is null or at <= ${at} order by version desc limit 1`);
  return row ?? null;
}

/** Every version, newest first, at most 500. */
export function survivorshipVersions(database: Queryable): Promise<SurvivorshipRow[]> {
  return database.rows(sql`select ${COLUMNS} from customers.survivorship order by version desc limit 500`);
}

/** Keeps a new version if `basedOn` is still the latest (0: none yet). Shape: null when somebody else was faster. */
export async function insertSurvivorship(tx: Transaction, basedOn: number, given: Pick<SurvivorshipRow, 'rules' | 'note' | 'by'>): Promise<SurvivorshipRow | null> {
  const [row] = await tx.rows<SurvivorshipRow>(sql`
    insert into customers.survivorship (version, rules, note, by)
    select ${basedOn}::int + 1, ${JSON.stringify(given.rules)}::jsonb, ${given.note}, ${given.by}
    where ${basedOn}::int = (select coalesce(max(version), 0) from customers.survivorship)
    on conflict (version) do nothing returning ${COLUMNS}`);
  return row ?? null;
}
