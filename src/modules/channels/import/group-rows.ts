import type { ReadText } from './mapping-plan.ts';
import type { SourceRow } from './source-row.ts';

/** Records that belong together, in the order of the file. `end` is the ordinal after the last of them; `part` counts from 1 when a conversation goes on later in the file. */
export type RowGroup = { readonly rows: readonly SourceRow[]; readonly start: number; readonly end: number; readonly part: number };

/** Most records of one conversation or order; what goes beyond becomes a further part. */
export const GROUP_LIMIT = 5_000;
/** Conversations whose numbers are remembered, to notice one that goes on after others. Beyond these, such a file must be sorted. */
const REMEMBERED = 1_000_000;

/**
 * Puts records that follow each other and share a number together, holding one group at a time.
 * `scattered` counts the groups that went on after other records: their later parts are kept under a number of their own, never in place of the first.
 */
export function createGrouper(groupOf: ReadText | null): { push(row: SourceRow, place: number): RowGroup[]; end(): RowGroup[]; scattered(): number; firstScattered(): number | null } {
  const parts = new Map<string, number>();
  let open: { key: string; rows: SourceRow[]; start: number } | null = null;
  let scattered = 0;
  let firstScattered: number | null = null;

  function close(end: number): RowGroup[] {
    if (open === null) return [];
    const part = (parts.get(open.key) ?? 0) + 1;
    if (part > 1) {
      scattered += 1;
      firstScattered ??= open.rows[0]?.line ?? null;
    }
    if (parts.size < REMEMBERED || part > 1) parts.set(open.key, part);
    const group: RowGroup = { rows: open.rows, start: open.start, end, part };
    open = null;
    return [group];
  }

  return {
    scattered: () => scattered,
    firstScattered: () => firstScattered,
    push(row, place) {
      if (groupOf === null) return [{ rows: [row], start: place, end: place + 1, part: 1 }];
      // A record that can't be read belongs to no conversation and does not part the one around it.
      if (row.problem !== null) {
        if (open === null) return [{ rows: [row], start: place, end: place + 1, part: 1 }];
        open.rows.push(row);
        return [];
      }
      const key = groupOf(row);
      if (open !== null && open.key === key && key !== '' && open.rows.length < GROUP_LIMIT) {
        open.rows.push(row);
        return [];
      }
      const done = close(place);
      if (key === '') return [...done, { rows: [row], start: place, end: place + 1, part: 1 }];
      open = { key, rows: [row], start: place };
      return done;
    },
    end: () => (open === null ? [] : close(open.start + open.rows.length)),
  };
}
