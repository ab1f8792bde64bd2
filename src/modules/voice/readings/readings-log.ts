import type { Analytics } from '../../../platform/clickhouse/analytics.ts';
import { ch, uint32, uint64s } from '../../../platform/clickhouse/sql.ts';
import { PARTITIONS_APART } from '../partitions-apart.ts';

/** What was read in an interaction, as it lies in the history. Shape: lists of one name are as long as each other; `carriers` pairs of start and end. */
export type ReadingRow = {
  readonly number: string; readonly revision: number; readonly characters: number; readonly language: string; readonly feeling: string; readonly valence: number;
  readonly part_kinds: readonly string[]; readonly part_places: readonly number[]; readonly part_ends: readonly number[];
  readonly sentence_starts: readonly number[]; readonly sentence_ends: readonly number[]; readonly sentence_valences: readonly number[];
  readonly outputs: readonly string[]; readonly labels: readonly string[]; readonly confidences: readonly number[]; readonly carriers: readonly (readonly number[])[];
  readonly entity_kinds: readonly string[]; readonly entity_starts: readonly number[]; readonly entity_ends: readonly number[]; readonly entity_ids: readonly string[];
  readonly staff_characters: number; readonly fact_acts: readonly string[]; readonly fact_kinds: readonly string[]; readonly fact_modes: readonly string[]; readonly fact_carriers: readonly (readonly number[])[]; readonly fact_froms: readonly string[]; readonly fact_untils: readonly string[]; readonly fact_workings: readonly number[];
};

/** Readings of these interactions by one reader, in their latest revision. Cost: a look-up by home. */
export async function readingsOf(analytics: Analytics, reader: number, places: readonly { readonly home: number; readonly number: number }[]): Promise<ReadingRow[]> {
  if (places.length === 0) return [];
  return analytics.rows<ReadingRow>(ch`
    select number, revision, characters, language, feeling, valence, part_kinds, part_places, part_ends, sentence_starts, sentence_ends, sentence_valences, outputs, labels, confidences, carriers, entity_kinds, entity_starts, entity_ends, entity_ids,
      staff_characters, fact_acts, fact_kinds, fact_modes, fact_carriers, fact_froms, fact_untils, fact_workings
    from voice_readings final
    prewhere home in ${uint64s([...new Set(places.map(({ home }) => home))])} and number in ${uint64s(places.map(({ number }) => number))}
    where reader = ${uint32(reader)} and (characters > 0 or notEmpty(fact_acts))`, { class: 'point', settings: PARTITIONS_APART });
}

/** Texts read by a reader, by language and feeling. */
export async function readingCounts(analytics: Analytics, reader: number): Promise<{ language: string; feeling: string; texts: string }[]> {
  return analytics.rows(ch`select language, feeling, count() as texts from voice_readings final where reader = ${uint32(reader)} and characters > 0 group by language, feeling order by texts desc, language, feeling`, { class: 'report', settings: PARTITIONS_APART });
}

/** Lets go of everything that a former reader read. */
export async function dropReadings(analytics: Analytics, reader: number): Promise<void> {
  await analytics.run(ch`alter table voice_readings delete where reader = ${uint32(reader)}`, { class: 'write', settings: { mutations_sync: 2 } });
}

/** Which other readers' readings still lie there. */
export async function strangeReaders(analytics: Analytics, readers: readonly number[]): Promise<number[]> {
  const rows = await analytics.rows<{ reader: number }>(ch`select distinct reader from voice_readings where reader not in ${uint64s(readers)}`, { class: 'report', settings: PARTITIONS_APART });
  return rows.map(({ reader }) => Number(reader));
}
