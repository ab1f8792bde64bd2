import type { Analytics } from '../../../platform/clickhouse/analytics.ts';
import { ch, instant, text, texts, uint32, uint64, type ChStatement } from '../../../platform/clickhouse/sql.ts';
import { chosen, PERSON } from '../answers-log.ts';
import { PARTITIONS_APART } from '../partitions-apart.ts';
import type { SaidFilter, SaidPlace, ShareSums } from '../said/said-log.ts';

/** Something that is named: `product/fjell-jacket`, `rival/3`. */
export type NamedKey = string;

/** How often each name is named. Shape: `sums` by name, most people first. */
export type NamedSums = { readonly sums: ReadonlyMap<NamedKey, ShareSums>; readonly texts: number; readonly people: number; /** Names that are named at all. */ readonly products: number; readonly rivals: number };

const SPAM_SAID = (label: 'spam' | 'none'): ChStatement => ch`(select number, revision from voice_corrections final where stands = 1 and question = 'spam' and ${label === 'spam' ? ch`label != ''` : ch`label = ''`})`;
/** Advertising by the word of somebody of the company, else by the reader's. */
const IS_SPAM = ch`((has(outputs, 'spam') and (number, revision) global not in ${SPAM_SAID('none')}) or (number, revision) global in ${SPAM_SAID('spam')})`;
/** Names in a text, each once. */
const NAMED = ch`arrayDistinct(arrayMap((kind, id) -> concat(if(kind = 'product', 'product/', 'rival/'), id), arrayFilter((kind, id) -> id != '', entity_kinds, arrayResize(entity_ids, length(entity_kinds))), arrayFilter(id -> id != '', entity_ids)))`;

function among(filter: SaidFilter): ChStatement {
  const language = filter.language === null ? ch`language != ''` : ch`language = ${text(filter.language)}`;
  return ch`reader = ${uint32(filter.reader)} and characters > 0 and occurred_at >= ${instant(filter.fromMs)} and occurred_at < ${instant(filter.untilMs)} and ${chosen(filter)} and ${language} and not ${IS_SPAM}`;
}

type SumsRow = { readonly name: string; readonly hits: string; readonly speakers: string; readonly squared: string; readonly crossed: string };

function sumsOf(rows: readonly SumsRow[]): { readonly all: ShareSums; readonly sums: Map<NamedKey, ShareSums> } {
  const base = rows.find(({ name }) => name === '');
  const [count, people, personTextsSquared] = [Number(base?.hits ?? 0), Number(base?.speakers ?? 0), Number(base?.squared ?? 0)];
  const of = ({ hits, speakers, squared, crossed }: SumsRow): ShareSums => ({ texts: count, people, hits: Number(hits), speakers: Number(speakers), personTextsSquared, personHitsSquared: Number(squared), personCrossed: Number(crossed) });
  return { all: { texts: count, people, hits: 0, speakers: 0, personTextsSquared, personHitsSquared: 0, personCrossed: 0 }, sums: new Map(rows.filter(({ name }) => name !== '').map((row) => [row.name, of(row)])) };
}

const SUMS = ch`sum(said.2) as hits, count() as speakers, sum(said.2 * said.2) as squared, sum(n * said.2) as crossed`;

/** Which products and rivals are named most, up to `most` of each kind. Cost: one reading of the period. */
export async function namedMost(analytics: Analytics, filter: SaidFilter, most: number): Promise<NamedSums> {
  const rows = await analytics.rows<SumsRow & { place: string; named: string }>(ch`
    select name, hits, speakers, squared, crossed, row_number() over (partition by kind order by speakers desc, hits desc, name) as place, count() over (partition by kind) as named
    from (
      select said.1 as name, splitByChar('/', name)[1] as kind, ${SUMS}
      from (
        select n, arrayJoin(arrayMap(code -> (code, countEqual(codes, code)), arrayDistinct(codes))) as said
        from (select ${PERSON} as person, count() as n, groupArrayArray(arrayPushBack(${NAMED}, '')) as codes from voice_readings final where ${among(filter)} group by person)
      )
      group by name, kind
    )
    qualify place <= ${uint64(most)} order by speakers desc, hits desc, name`, { class: 'report', settings: PARTITIONS_APART });
  const { all, sums } = sumsOf(rows);
  const named = (kind: string): number => Number(rows.find(({ name }) => name.startsWith(`${kind}/`))?.named ?? 0);
  return { sums, texts: all.texts, people: all.people, products: named('product'), rivals: named('rival') };
}

/** How often these are named by month (`202603`), with the texts of each month. Shape: by month and name; a name that nobody named in a month has no hits. Cost: one reading of the period. */
export async function namedByMonth(analytics: Analytics, filter: SaidFilter, names: readonly NamedKey[]): Promise<Map<number, Map<NamedKey, ShareSums>>> {
  if (names.length === 0) return new Map();
  const rows = await analytics.rows<SumsRow & { month: string }>(ch`
    select month, said.1 as name, ${SUMS}
    from (
      select month, n, arrayJoin(arrayMap(code -> (code, countEqual(codes, code)), arrayDistinct(codes))) as said
      from (
        select ${PERSON} as person, toYYYYMM(occurred_at, ${text(filter.zone)}) as month, count() as n, groupArrayArray(arrayPushBack(arrayFilter(name -> has(${texts(names)}, name), ${NAMED}), '')) as codes
        from voice_readings final where ${among(filter)} group by person, month
      )
    )
    group by month, name`, { class: 'report', settings: PARTITIONS_APART });
  return new Map([...Map.groupBy(rows, ({ month }) => Number(month))].map(([month, own]) => {
    const { all, sums } = sumsOf(own);
    return [month, new Map(names.map((name) => [name, sums.get(name) ?? all]))];
  }));
}

/** The newest texts that name something, with the places that do. Shape: newest first. */
export async function namingPlaces(analytics: Analytics, filter: SaidFilter, { kind, id }: { readonly kind: 'product' | 'rival'; readonly id: string }, before: { readonly occurredMs: number; readonly number: number } | null, limit: number): Promise<SaidPlace[]> {
  const page = before === null ? ch`1` : ch`(occurred_at, number) < (${instant(before.occurredMs)}, ${uint64(before.number)})`;
  const of = ch`entity_kinds[at] = ${text(kind === 'product' ? 'product' : 'competitor')} and entity_ids[at] = ${text(id)}`;
  const rows = await analytics.rows<{ number: string; revision: number; characters: number; occurredMs: string; carriers: number[] }>(ch`
    select number, revision, characters, toUnixTimestamp64Milli(occurred_at) as occurredMs, arrayFlatten(arrayMap(at -> [entity_starts[at], entity_ends[at]], arrayFilter(at -> ${of}, arrayEnumerate(entity_ids)))) as carriers
    from voice_readings final where has(entity_ids, ${text(id)}) and notEmpty(carriers) and ${among(filter)} and ${page} order by occurred_at desc, number desc limit ${uint64(limit)}`, { class: 'report', settings: PARTITIONS_APART });
  return rows.map((row) => ({ number: Number(row.number), revision: row.revision, characters: row.characters, occurredMs: Number(row.occurredMs), carriers: row.carriers.map(Number) }));
}
