import type { CopyBatch } from '../../../platform/outbox/outbox.ts';

/** Tables of ClickHouse with what stood in another before a revision replaced it. Invariant: the same columns in the same order as the table of now; a test compares them. */
export const ANSWERS_EARLIER_TABLE = 'voice_answers_earlier';
export const READINGS_EARLIER_TABLE = 'voice_readings_earlier';
export const CORRECTIONS_EARLIER_TABLE = 'voice_corrections_earlier';
export const TOPICS_EARLIER_TABLE = 'voice_topics_earlier';

/** That rows which these revisions replace are kept beside them first, so that figures can be had as of a moment before. First revisions replace nothing. */
export function replacedBy(rows: readonly { readonly number: number; readonly home: number; readonly revision: number }[], into: string): Pick<CopyBatch, 'earlier'> {
  const later = rows.filter(({ revision }) => revision > 1);
  return later.length === 0 ? {} : { earlier: { into, homes: [...new Set(later.map(({ home }) => home))], numbers: later.map(({ number }) => number) } };
}
