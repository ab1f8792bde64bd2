import { sql, type PgStatement } from '../pg/sql.ts';
import type { Queryable } from '../pg/transaction.ts';

/** A table whose rows belong into a backup, with the columns that travel and PostgreSQL's names of their types. */
export type StoredTable = { readonly schema: string; readonly table: string; readonly columns: readonly { readonly name: string; readonly type: string }[] };

/** A number generator. Shape: `lastValue` as decimal text. */
export type StoredSequence = { readonly schema: string; readonly name: string; readonly lastValue: string; readonly isCalled: boolean };

/** A name as SQL text. */
export function quoted(...names: readonly string[]): string {
  return names.map((name) => `"${name.replaceAll('"', '""')}"`).join('.');
}

/** A statement whose text holds names from the catalogue, which can't be bound as values. */
export function plain(text: string): PgStatement {
  return { text, values: [] };
}

/** Rows are written as the text of each column; these settings make that text the same on every server. */
export const PORTABLE_TEXT = plain("set local timezone = 'UTC'; set local datestyle = 'ISO, YMD'; set local intervalstyle = 'postgres'; set local bytea_output = 'hex'; set local extra_float_digits = 1");

/**
 * The tables of these schemas with what travels. Unlogged tables are caches and stay behind; so do generated columns,
 * and transaction numbers (xid8), which mean something on one server only and get their default again.
 */
export async function storedTables(tx: Queryable, schemas: readonly string[]): Promise<StoredTable[]> {
  return tx.rows<StoredTable>(sql`
    select n.nspname as schema, c.relname as table,
      coalesce(json_agg(json_build_object('name', a.attname, 'type', format_type(a.atttypid, a.atttypmod)) order by a.attnum) filter (where a.attnum is not null), '[]') as columns
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
      left join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = '' and a.atttypid not in ('xid8'::regtype, 'xid'::regtype)
    where n.nspname = any(${schemas}::text[]) and c.relkind in ('r', 'p') and not c.relispartition and c.relpersistence = 'p'
      and (n.nspname, c.relname) <> ('platform', 'migrations')
    group by 1, 2 order by 1, 2`);
}

/** The number generators of these schemas and where they stand. */
export async function storedSequences(tx: Queryable, schemas: readonly string[]): Promise<StoredSequence[]> {
  const names = await tx.rows<{ schema: string; name: string }>(sql`
    select n.nspname as schema, c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname = any(${schemas}::text[]) and c.relkind = 'S' and c.relpersistence = 'p' order by 1, 2`);
  const sequences: StoredSequence[] = [];
  for (const { schema, name } of names) {
    const [state] = await tx.rows<{ lastValue: string; isCalled: boolean }>(plain(`select last_value::text as "lastValue", is_called as "isCalled" from ${quoted(schema, name)}`));
    if (state !== undefined) sequences.push({ schema, name, ...state });
  }
  return sequences;
}

/** The foreign keys of these schemas, as the text that makes them again. */
export async function foreignKeys(tx: Queryable, schemas: readonly string[]): Promise<{ schema: string; table: string; name: string; definition: string }[]> {
  return tx.rows(sql`
    select n.nspname as schema, c.relname as table, k.conname as name, pg_get_constraintdef(k.oid) as definition
    from pg_constraint k join pg_class c on c.oid = k.conrelid join pg_namespace n on n.oid = c.relnamespace
    where n.nspname = any(${schemas}::text[]) and k.contype = 'f' and k.conparentid = 0 order by 1, 2, 3`);
}
