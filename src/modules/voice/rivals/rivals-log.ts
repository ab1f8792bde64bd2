import type { Analytics } from '../../../platform/clickhouse/analytics.ts';
import { ch, float64, instant, text, texts, uint32, type ChStatement } from '../../../platform/clickhouse/sql.ts';
import { PUBLIC_CHANNELS } from '../../interactions/contract.ts';
import { ANSWERS, PERSON } from '../answers-log.ts';
import { PARTITIONS_APART } from '../partitions-apart.ts';
import { FELT_AT_ASPECTS, read, type ShareSums } from '../said/said-log.ts';
import { STARS } from './contract.ts';
import type { StarSums } from './estimate-stars.ts';

/** Public ratings of rivals in ClickHouse. */
export const RIVAL_RATINGS_TABLE = 'voice_rival_ratings';

/** Which ratings: of [from, until), in months of a zone. Units: ms. */
export type RivalFilter = { readonly fromMs: number; readonly untilMs: number; readonly zone: string };

/** Ratings of one company at one site. Shape: `rival` as its source writes it, empty: ours; `month` `202603`, `0` all of them. */
export type StarCell = { readonly rival: string; readonly site: string; readonly month: string; readonly sums: StarSums };

/** A site as `siteKey` writes it. Sources are words in small letters already. */
const SOURCE_SITE = ch`toString(source)`;
const PUBLIC = ch`(direction = 'public' or (direction = 'in' and channel in ${texts([...PUBLIC_CHANNELS])}))`;
/** One to five stars, more is better; halves count. */
const IN_STARS = ch`scale in ('stars', 'star') and low_end = ${float64(STARS.from)} and high_end = ${float64(STARS.to)} and isFinite(value) and value >= low_end and value <= high_end`;

/** When the latest public rating of a rival was given; null without any. Units: ms. */
export async function latestRating(analytics: Analytics): Promise<number | null> {
  const [row] = await analytics.rows<{ latest: string | null }>(ch`select toUnixTimestamp64Milli(maxOrNull(occurred_at)) as latest from voice_rival_ratings final where rival != ''`, { class: 'report' });
  return row?.latest == null ? null : Number(row.latest);
}

/** Every public site that is known; and those at which a rival was ever rated. */
export async function knownSites(analytics: Analytics): Promise<{ readonly sites: readonly string[]; readonly rivalSites: readonly string[] }> {
  const rows = await analytics.rows<{ site: string; isOfRivals: number }>(ch`
    select site, max(of_rivals) as isOfRivals
    from (select toString(site) as site, 1 as of_rivals from voice_rival_ratings final where rival != '' group by site union all select ${SOURCE_SITE} as site, 0 as of_rivals from ${ANSWERS} where is_one = 0 and ${PUBLIC} group by site)
    group by site order by site limit 500`, { class: 'report' });
  return { sites: rows.map(({ site }) => site), rivalSites: rows.filter(({ isOfRivals }) => isOfRivals === 1).map(({ site }) => site) };
}

/** Ratings of both, each with whose it is and who gave it: a rival's are of somebody else each time. */
function ratings({ fromMs, untilMs }: RivalFilter, isInStars: boolean): ChStatement {
  const wanted = isInStars ? IN_STARS : ch`scale != '' and not (${IN_STARS})`;
  return ch`
    select rival, toString(site) as site, occurred_at, -toInt64(number) as person, if(turned = 1, low_end + high_end - value, value) as stars
    from voice_rival_ratings final where rival != '' and occurred_at >= ${instant(fromMs)} and occurred_at < ${instant(untilMs)} and ${wanted}
    union all
    select '' as rival, ${SOURCE_SITE} as site, occurred_at, ${PERSON} as person, if(is_turned = 1, low_end + high_end - value, value) as stars
    from ${ANSWERS} where is_one = 0 and ${PUBLIC} and occurred_at >= ${instant(fromMs)} and occurred_at < ${instant(untilMs)} and ${wanted}`;
}

type StarRow = Readonly<Record<'rival' | 'site', string>> & { readonly month: number } & Readonly<Record<'texts' | 'people' | 'total' | 's2' | 's3' | 'nn' | 'ss' | 'ns' | 'tops' | 'topPeople' | 'topTop' | 'nTop' | 'lows' | 'lowPeople' | 'lowLow' | 'nLow', string>>;

/** Public ratings in stars by company, site and month, with people told apart among ours. Cost: one reading of the answers in the period. */
export async function starCells(analytics: Analytics, filter: RivalFilter): Promise<StarCell[]> {
  const rows = await analytics.rows<StarRow>(ch`
    select rival, site, month, sum(n) as texts, count() as people, sum(s) as total, sum(squares) as s2, sum(cubes) as s3, sum(n * n) as nn, sum(s * s) as ss, sum(n * s) as ns,
      sum(top) as tops, countIf(top > 0) as topPeople, sum(top * top) as topTop, sum(n * top) as nTop, sum(bottom) as lows, countIf(bottom > 0) as lowPeople, sum(bottom * bottom) as lowLow, sum(n * bottom) as nLow
    from (
      select rival, site, person, arrayJoin([toUInt32(0), toUInt32(toYYYYMM(occurred_at, ${text(filter.zone)}))]) as month,
        count() as n, sum(stars) as s, sum(stars * stars) as squares, sum(stars * stars * stars) as cubes, countIf(stars >= 4) as top, countIf(stars <= 2) as bottom
      from (${ratings(filter, true)}) group by rival, site, person, month
    )
    group by rival, site, month order by site, rival, month`, { class: 'report' });
  return rows.map((row) => {
    const [n, people, nn] = [Number(row.texts), Number(row.people), Number(row.nn)];
    const share = (hits: string, speakers: string, squared: string, crossed: string): ShareSums => ({ texts: n, people, hits: Number(hits), speakers: Number(speakers), personTextsSquared: nn, personHitsSquared: Number(squared), personCrossed: Number(crossed) });
    return {
      rival: row.rival, site: row.site, month: String(row.month),
      sums: {
        stars: { answers: n, people, weight: n, squaredWeights: n, sum: Number(row.total), sumOfSquares: Number(row.s2), sumOfCubes: Number(row.s3), top: 0, bottom: 0, personWeightSquared: nn, personSumSquared: Number(row.ss), personCrossed: Number(row.ns) },
        high: share(row.tops, row.topPeople, row.topTop, row.nTop), low: share(row.lows, row.lowPeople, row.lowLow, row.nLow),
      },
    };
  });
}

/** Public ratings that are not in one to five stars, by site. Shape: of rivals, and of ours. */
export async function otherScales(analytics: Analytics, filter: RivalFilter): Promise<{ readonly site: string; readonly ours: number; readonly rivals: number }[]> {
  const rows = await analytics.rows<{ site: string; ours: string; rivals: string }>(ch`select site, countIf(rival = '') as ours, countIf(rival != '') as rivals from (${ratings(filter, false)}) group by site`, { class: 'report' });
  return rows.map(({ site, ours, rivals }) => ({ site, ours: Number(ours), rivals: Number(rivals) }));
}

/** What was read at a site about one company. Shape: `thing` `felt/positive`, `felt/negative`, or an aspect with how it is felt, `delivery/negative`; `about/delivery` however it is felt; empty for the texts themselves. `others`: texts that another reader read. */
export type SaidCell = { readonly rival: string; readonly site: string; readonly thing: string; readonly sums: Pick<ShareSums, 'hits' | 'speakers' | 'personHitsSquared' | 'personCrossed'>; readonly others: number };

/** How often public words speak of each aspect, and how, by company and site. Cost: one reading of what was said in the period. */
export async function saidCells(analytics: Analytics, filter: RivalFilter, reader: number, languages: readonly string[], sites: readonly string[]): Promise<SaidCell[]> {
  const columns = ch`feeling, sentence_starts, sentence_ends, sentence_valences, outputs, labels, carriers`;
  const own = read({ ...filter, beforeMs: filter.fromMs, reader, language: null, source: null, channel: null, brand: null });
  const things = ch`arrayDistinct(arrayConcat([''], if(feeling in ('positive', 'negative'), [concat('felt/', toString(feeling))], []), arrayFlatten(arrayMap(one -> [concat('about/', one.1), concat(one.1, '/', one.2)], ${FELT_AT_ASPECTS}))))`;
  const rows = await analytics.rows<{ rival: string; site: string; thing: string; hits: string; speakers: string; squared: string; crossed: string; others: string }>(ch`
    select rival, site, said.1 as thing, sum(said.2) as hits, count() as speakers, sum(said.2 * said.2) as squared, sum(n * said.2) as crossed, sum(elsewhere) as others
    from (
      select rival, site, person, count() as n, sum(is_other) as elsewhere, arrayJoin(arrayMap(thing -> (thing, countEqual(groupArrayArray(things), thing)), arrayDistinct(groupArrayArray(things)))) as said
      from (
        select rival, site, person, is_other, ${things} as things from (
          select rival, toString(site) as site, -toInt64(number) as person, toUInt8(reader != ${uint32(reader)}) as is_other, ${columns} from voice_rival_ratings final
          where rival != '' and reader != 0 and occurred_at >= ${instant(filter.fromMs)} and occurred_at < ${instant(filter.untilMs)} and language in ${texts(languages)} and site in ${texts(sites)} and not has(outputs, 'spam')
          union all
          select '' as rival, ${SOURCE_SITE} as site, ${PERSON} as person, toUInt8(0) as is_other, ${columns} from ${own}
          where channel in ${texts([...PUBLIC_CHANNELS])} and language in ${texts(languages)} and source in ${texts(sites)} and not has(outputs, 'spam')
        )
      )
      group by rival, site, person
    )
    group by rival, site, thing`, { class: 'report', settings: PARTITIONS_APART });
  return rows.map(({ rival, site, thing, ...row }) => ({ rival, site, thing, sums: { hits: Number(row.hits), speakers: Number(row.speakers), personHitsSquared: Number(row.squared), personCrossed: Number(row.crossed) }, others: Number(row.others) }));
}
