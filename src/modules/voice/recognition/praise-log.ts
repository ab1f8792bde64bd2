import type { Analytics } from '../../../platform/clickhouse/analytics.ts';
import { ch, uint32, uint64, uint64s } from '../../../platform/clickhouse/sql.ts';
import { PARTITIONS_APART } from '../partitions-apart.ts';
import { read, type SaidFilter } from '../said/said-log.ts';

/** A text that praises a person. `names`: where names of staff stand in the joined words of this revision, which were `characters` long. */
export type PraisePlace = { readonly home: number; readonly number: number; readonly node: number; readonly revision: number; readonly characters: number; readonly channel: string; readonly occurredMs: number; readonly names: readonly (readonly [start: number, end: number])[] };

/** The latest texts that praise a person, as people of the company set them right. Cost: one reading of the period, and one of the columns of these texts. */
export async function praisePlaces(analytics: Analytics, filter: SaidFilter, most: number): Promise<PraisePlace[]> {
  const rows = await analytics.rows<{ home: string; number: string; node: string; revision: number; characters: number; channel: string; occurredMs: string; starts: number[]; ends: number[] }>(ch`
    select home, number, node, revision, characters, toString(channel) as channel, toUnixTimestamp64Milli(occurred_at) as occurredMs,
      arrayFilter((place, kind) -> kind = 'staff', entity_starts, entity_kinds) as starts, arrayFilter((place, kind) -> kind = 'staff', entity_ends, entity_kinds) as ends
    from voice_readings final
    where reader = ${uint32(filter.reader)} and characters > 0 and number global in (select number from ${read(filter)} where has(outputs, 'praise') and not has(outputs, 'spam') order by occurred_at desc, number desc limit ${uint64(most)})
    order by occurred_at desc, number desc`, { class: 'report', settings: PARTITIONS_APART });
  return rows.map(({ home, number, node, occurredMs, starts, ends, ...row }) => ({ ...row, home: Number(home), number: Number(number), node: Number(node), occurredMs: Number(occurredMs), names: starts.map((start, at) => [start, ends[at] ?? start] as const) }));
}

/** Who served in interactions, as their records say. Shape: interactions without anybody are missing. */
export async function servedIn(analytics: Analytics, places: readonly { readonly home: number; readonly number: number }[]): Promise<Map<number, { readonly id: string; readonly label: string }[]>> {
  if (places.length === 0) return new Map();
  const rows = await analytics.rows<{ number: string; ids: string[]; labels: string[] }>(ch`
    select number, arrayFilter((id, type) -> type = 'agent', subject_ids, subject_types) as ids, arrayFilter((label, type) -> type = 'agent', subject_labels, subject_types) as labels
    from interactions_public where home in ${uint64s([...new Set(places.map(({ home }) => home))])} and number in ${uint64s(places.map(({ number }) => number))} and has(subject_types, 'agent')`, { class: 'report' });
  return new Map(rows.map(({ number, ids, labels }) => [Number(number), ids.map((id, at) => ({ id, label: labels[at] ?? '' }))]));
}
