import type { Analytics } from './analytics.ts';
import { ch } from './sql.ts';

/** Parts that the engine set aside as broken when it started; a part that an operator detached on purpose has no reason and is not among them. */
export async function brokenPartsOf(analytics: Pick<Analytics, 'rows'>): Promise<{ table: string; part: string; reason: string; rows: number | null }[]> {
  return analytics.rows(ch`
    SELECT table, name AS part, reason, CAST(NULL, 'Nullable(Float64)') AS rows
    FROM system.detached_parts
    WHERE database = currentDatabase() AND reason != ''
    ORDER BY table, part`);
}
