import type { Analytics } from './analytics.ts';
import { ch } from './sql.ts';

/** Parts that the engine set aside as broken when it started; parts that were detached on purpose or are covered by others are not among them. */
export async function brokenPartsOf(analytics: Pick<Analytics, 'rows'>): Promise<{ table: string; part: string; reason: string; rows: number | null }[]> {
  return analytics.rows(ch`
    SELECT table, name AS part, reason, CAST(NULL, 'Nullable(Float64)') AS rows
    FROM system.detached_parts
    WHERE database = currentDatabase() AND startsWith(reason, 'broken')
    ORDER BY table, part`);
}
