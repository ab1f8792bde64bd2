import type { ReadText } from './mapping-plan.ts';
import type { SourceRow } from './source-row.ts';

/**
 * Records that belong together, in the order of the file. `start` and `end` count the records of all groups given before and up to this one: a place to resume from,
 * because the same file always gives the same groups in the same order. `part` counts from 1 when a conversation goes on much later in the file.
 */
export type RowGroup = { readonly rows: readonly SourceRow[]; readonly start: number; readonly end: number; readonly part: number };

/** Most records of one conversation or order; what goes beyond becomes a further part. */
export const GROUP_LIMIT = 5_000;
/** How many other records may come between two of one conversation. Tills and chat systems write what happens at once in turns. */
export const GROUP_GAP = 2_000;
/** Most records held in conversations that may still go on. */
const HELD_LIMIT = 100_000;
/** Conversations whose numbers are remembered, to notice one that goes on much later. Beyond these, such a file must be sorted. */
const REMEMBERED = 1_000_000;

/**
 * Puts records that share a number together, also where others come between them, in bounded memory.
 * `scattered` counts the groups that went on after more than `GROUP_GAP` others: their later parts are kept under a number of their own, never in place of the first.
 */
export function createGrouper(groupOf: ReadText | null): { push(row: SourceRow): RowGroup[]; end(): RowGroup[]; scattered(): number; firstScattered(): number | null } {
  const parts = new Map<string, number>();
  /** Least recently continued first. */
  const open = new Map<string, { rows: SourceRow[]; last: number }>();
  let place = 0;
  let given = 0;
  let held = 0;
  let scattered = 0;
  let firstScattered: number | null = null;

  function give(rows: readonly SourceRow[], part = 1): RowGroup {
    const start = given;
    given += rows.length;
    return { rows, start, end: given, part };
  }

  function close(key: string): RowGroup[] {
    const group = open.get(key);
    if (group === undefined) return [];
    open.delete(key);
    held -= group.rows.length;
    const part = (parts.get(key) ?? 0) + 1;
    if (part > 1) {
      scattered += 1;
      firstScattered ??= group.rows[0]?.line ?? null;
    }
    if (parts.size < REMEMBERED || part > 1) parts.set(key, part);
    return [give(group.rows, part)];
  }

  function closeOld(): RowGroup[] {
    const done: RowGroup[] = [];
    for (const [key, group] of open) {
      if (group.last >= place - GROUP_GAP && held <= HELD_LIMIT) break;
      done.push(...close(key));
    }
    return done;
  }

  return {
    scattered: () => scattered,
    firstScattered: () => firstScattered,
    push(row) {
      place += 1;
      const key = groupOf === null || row.problem !== null ? '' : groupOf(row);
      if (key === '') return open.size === 0 ? [give([row])] : [give([row]), ...closeOld()];
      const group = open.get(key) ?? { rows: [], last: place };
      group.rows.push(row);
      group.last = place;
      held += 1;
      open.delete(key);
      open.set(key, group);
      return group.rows.length >= GROUP_LIMIT ? close(key) : closeOld();
    },
    end: () => [...open.keys()].flatMap(close),
  };
}
