import type { Analytics } from '../../../platform/clickhouse/analytics.ts';
import { ch, float64, instant, int64s, text, uint32, uint64, uint64s, type ChStatement } from '../../../platform/clickhouse/sql.ts';
import type { WordFilter } from '../../interactions/index.ts';
import { PARTITIONS_APART } from '../partitions-apart.ts';
import type { WholeVector } from './stored-meaning.ts';

/** Where a text lies, in which revision. */
export type MeaningPlace = { readonly home: number; readonly number: number; readonly revision: number };
/** A text in one of its revisions, and how alike it is. Units: `occurredMs` ms; `likeness` cosine. */
export type NearMeaning = MeaningPlace & { readonly occurredMs: number; readonly likeness: number };

type Row = { readonly home: string; readonly number: string; readonly revision: number };
const placeOf = ({ home, number, revision }: Row): MeaningPlace => ({ home: Number(home), number: Number(number), revision });

/** Vectors are turned into other numbers block by block: small blocks keep that small. */
const BLOCKS = { max_block_size: 8_192 } as const;

/** A text that waits for its vector, and its language. */
export type WaitingMeaning = MeaningPlace & { readonly language: string };

/** Texts that wait for their vectors, the newest first. Cost: the rows without their vectors are looked through (1,000,000: 0.2 to 0.3 s). */
export async function waitingMeanings(analytics: Analytics, embedder: number, limit: number): Promise<WaitingMeaning[]> {
  return (await analytics.rows<Row & { language: string }>(ch`select home, number, revision, language from voice_meanings final where embedder = ${uint32(embedder)} and outcome = 'waiting' order by occurred_at desc, number desc limit ${uint64(limit)}`, { class: 'report', settings: PARTITIONS_APART })).map((row) => ({ ...placeOf(row), language: row.language }));
}

/** Which of these still wait, in their latest revisions. Shape: numbers of interactions. */
export async function stillWaiting(analytics: Analytics, embedder: number, places: readonly MeaningPlace[]): Promise<Set<number>> {
  if (places.length === 0) return new Set();
  const rows = (await analytics.rows<Row>(ch`
    select home, number, revision from voice_meanings final
    prewhere home in ${uint64s([...new Set(places.map(({ home }) => home))])} and number in ${uint64s(places.map(({ number }) => number))}
    where embedder = ${uint32(embedder)} and outcome = 'waiting'`, { class: 'report', settings: PARTITIONS_APART })).map(placeOf);
  const now = new Map(rows.map((row) => [row.number, row.revision]));
  return new Set(places.filter(({ number, revision }) => now.get(number) === revision).map(({ number }) => number));
}

/** How many texts there are of each outcome. Shape: those in which nothing is said any more are left out. */
export async function meaningCounts(analytics: Analytics, embedder: number): Promise<{ readonly texts: number; readonly readable: number; readonly embedded: number }> {
  const [row] = await analytics.rows<{ texts: string; readable: string; embedded: string }>(ch`
    select count() as texts, countIf(outcome != 'other-language') as readable, countIf(outcome = 'embedded') as embedded
    from voice_meanings final where embedder = ${uint32(embedder)} and outcome != 'silent'`, { class: 'report', settings: PARTITIONS_APART });
  return { texts: Number(row?.texts ?? 0), readable: Number(row?.readable ?? 0), embedded: Number(row?.embedded ?? 0) };
}

function passes({ channel, source, direction, brand, fromMs, untilMs }: WordFilter): ChStatement {
  const is = (column: ChStatement, value: string | undefined): ChStatement => (value === undefined ? ch`1` : ch`${column} = ${text(value)}`);
  return ch`${is(ch`channel`, channel)} and ${is(ch`source`, source)} and ${is(ch`direction`, direction)} and ${is(ch`brand`, brand)} and ${fromMs === undefined ? ch`1` : ch`occurred_at >= ${instant(fromMs)}`} and ${untilMs === undefined ? ch`1` : ch`occurred_at < ${instant(untilMs)}`}`;
}

/**
 * The rows whose vectors are nearest, the nearest first; of each revision that is not merged away yet: see near-texts.ts.
 * Cost: every vector that passes is compared (docs/methods/embeddings.md has the times). Taking the latest revisions alone (`final`) would merge the vectors of all rows first, whatever the filter, and take two to four times as long.
 */
export async function nearestMeanings(analytics: Analytics, embedder: number, vector: WholeVector, filter: WordFilter, except: number | null, limit: number): Promise<NearMeaning[]> {
  const rows = await analytics.rows<Row & { occurredMs: string; likeness: number }>(ch`
    select home, number, revision, toUnixTimestamp64Milli(occurred_at) as occurredMs, dotProduct(vector, cast(${int64s(vector.numbers)}, 'Array(Float32)')) / (length * ${float64(vector.length)}) as likeness
    from voice_meanings
    where embedder = ${uint32(embedder)} and outcome = 'embedded' and ${passes(filter)} ${except === null ? ch`` : ch`and number != ${uint64(except)}`}
    order by likeness desc limit ${uint64(limit)}`, { class: 'report', settings: BLOCKS });
  return rows.map((row) => ({ ...placeOf(row), occurredMs: Number(row.occurredMs), likeness: Math.min(1, row.likeness) }));
}

/** Lets go of what other embedders left. */
export async function dropOtherMeanings(analytics: Analytics, embedder: number): Promise<void> {
  const strange = await analytics.rows<{ embedder: number }>(ch`select distinct embedder from voice_meanings where embedder != ${uint32(embedder)}`, { class: 'report', settings: PARTITIONS_APART });
  for (const { embedder: other } of strange) await analytics.run(ch`alter table voice_meanings delete where embedder = ${uint32(Number(other))}`, { class: 'write', settings: { mutations_sync: 2 } });
}
