import type { Analytics } from '../../platform/clickhouse/analytics.ts';
import { ch } from '../../platform/clickhouse/sql.ts';
import { ofCustomer, type Whose } from './timeline-log.ts';

/** One revision of one interaction, every column that is kept. `isLatest` false: replaced by a later one. */
export type HeldRevision = Readonly<Record<string, unknown>> & { readonly number: string; readonly revision: number; readonly isLatest: boolean };

/** Columns that hold a document as text. */
const DOCUMENTS = ['turns', 'claims', 'traits', 'properties'] as const;

function readable(row: Record<string, unknown>, isLatest: boolean): HeldRevision {
  for (const column of DOCUMENTS) {
    const said = row[column];
    row[column] = typeof said === 'string' && said !== '' ? JSON.parse(said) as unknown : null;
  }
  return { ...row, isLatest } as unknown as HeldRevision;
}

/**
 * Everything that is kept of somebody's interactions: the latest revision of each, then the earlier ones, oldest first.
 * Cost: one block in memory at a time, whoever it is.
 */
export async function* revisionsHeld(analytics: Analytics, whose: Whose): AsyncGenerator<HeldRevision> {
  if (whose.homes.length === 0) return;
  const latest = ch`select * from interactions_log final where ${ofCustomer(whose)} order by placed_at, number`;
  const earlier = ch`select * from interactions_revisions final where ${ofCustomer(whose)} order by placed_at, number, revision`;
  for (const [statement, isLatest] of [[latest, true], [earlier, false]] as const) {
    let rest: Buffer = Buffer.alloc(0);
    for await (const block of analytics.jsonLines(statement)) {
      const blocks = rest.length === 0 ? block : Buffer.concat([rest, block]);
      let from = 0;
      for (let end = blocks.indexOf(10); end >= 0; end = blocks.indexOf(10, from)) {
        if (end > from) yield readable(JSON.parse(blocks.toString('utf8', from, end)) as Record<string, unknown>, isLatest);
        from = end + 1;
      }
      rest = blocks.subarray(from);
    }
    if (rest.length > 0) yield readable(JSON.parse(rest.toString('utf8')) as Record<string, unknown>, isLatest);
  }
}
