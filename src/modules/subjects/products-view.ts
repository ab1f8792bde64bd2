import { sql } from '../../platform/pg/sql.ts';
import type { Queryable } from '../../platform/pg/transaction.ts';

/** A product under one of its names, as lines of orders tell of it. Units: `told` pieces, counted with each thing that was said about an order. */
export type SoldProduct = { readonly id: string; readonly name: string; readonly told: number };

/** Products that were ordered, under each name that lines of orders gave them. Shape: those ordered most first. Cost: everything said about orders is read. */
export async function productsSold(database: Queryable, most: number): Promise<SoldProduct[]> {
  return database.rows<SoldProduct>(sql`
    select line->>'product' as id, line->>'name' as name, ceil(sum(greatest(1, least(1000, coalesce((line->>'quantity')::numeric, 1)))))::bigint as told
    from subjects.order_fact cross join lateral jsonb_array_elements(said->'order'->'lines') as line
    where coalesce(line->>'name', '') <> ''
    group by 1, 2 order by 3 desc, 1, 2 limit ${most}`);
}
