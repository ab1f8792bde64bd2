import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { openChdb, chdbFolderOf } from '../../src/platform/clickhouse/chdb.ts';
import { ch, texts, uint64 } from '../../src/platform/clickhouse/sql.ts';
import { seededRandom } from '../../src/kernel/seeded-random.ts';
import { fillPeople } from '../fill-history.ts';
import { dropFolder, freshFolder, startProduct } from '../product.ts';
import { percentile, spread } from '../statistics.ts';

/** Words of which most people use few and few people use most (Zipf): the first is every twelfth word or so, the last stands in a few texts. */
const VOCABULARY = 60_000;
const STEP = 250_000;
const PEOPLE_SHARE = 0.2;
const ROUNDS = 20;

const ONSETS = ['b', 'd', 'f', 'g', 'h', 'k', 'l', 'm', 'n', 'p', 'r', 's', 't', 'v', 'st', 'tr', 'sk', 'fl', 'gr', 'pl'];
const VOWELS = ['a', 'e', 'i', 'o', 'u', 'ä', 'é', 'ie', 'ou', 'ö'];

/** A word that can be said, other for each rank: the more often it is used the shorter, as in languages. */
function wordAt(rank: number): string {
  let [word, left] = ['', rank + 1];
  while (left > 0) {
    const syllable = left % (ONSETS.length * VOWELS.length);
    word += `${ONSETS[syllable % ONSETS.length] ?? ''}${VOWELS[Math.floor(syllable / ONSETS.length)] ?? ''}`;
    left = Math.floor(left / (ONSETS.length * VOWELS.length));
  }
  return word;
}

/** Texts of 10 to 60 words over three years, of people and of nobody, in channels, sources and brands; one in fifty revised. */
async function fillTexts(dataFolder: string, rows: number, people: number): Promise<void> {
  const analytics = await openChdb({ folder: chdbFolderOf(dataFolder), memoryBytes: 6e9 });
  const vocabulary = Array.from({ length: VOCABULARY }, (_, rank) => wordAt(rank));
  const write = { class: 'write' } as const;
  await analytics.run(ch`create table bench_vocabulary (words Array(String)) engine = Memory`, write);
  await analytics.run(ch`insert into bench_vocabulary select ${texts(vocabulary)}`, write);
  for (let from = 0; from < rows; from += STEP) {
    await analytics.run(ch`
      insert into interactions_log (number, revision, home, node, source, source_id, brand, channel, kind, direction, office, stage, occurred_at, occurred_precision, placed_at, received_at, recorded_at, text, language)
      with (select words from bench_vocabulary) as vocabulary, cityHash64(number) as dice, toUInt64(1 + floor(${uint64(people)} * pow((dice % 1000003) / 1000003., 2))) as who,
        fromUnixTimestamp64Milli(toInt64(1672531200000 + (cityHash64(number, 1) % 94694400000)), 'UTC') as at
      select number + 1, 1, if(dice % 20 = 0, 0, who) as home, if(dice % 20 = 0, 0, who * 2 - dice % 2), ['web','shop','call-centre','mail'][1 + dice % 4], toString(number), ['', 'north', 'south'][1 + dice % 3], ['chat','email','call','review','social','survey'][1 + intDiv(dice, 7) % 6],
        'message', ['in','in','in','public','out'][1 + intDiv(dice, 11) % 5], if(dice % 3 = 0, 'brand', 'service'), 'support', at, 'ms', at, at + 1000, at + 1200,
        arrayStringConcat(arrayMap(i -> vocabulary[toUInt32(exp((cityHash64(dice, i) % 1000000) / 1000000. * log(${uint64(VOCABULARY)})))], range(10 + dice % 51)), ' '), ['en', 'de', 'pt'][1 + intDiv(dice, 5) % 3]
      from numbers(${uint64(from)}, ${uint64(Math.min(STEP, rows - from))})`, write);
  }
  await analytics.run(ch`drop table bench_vocabulary`, write);
  // What the tables do by themselves with what has been at rest.
  await analytics.run(ch`optimize table interactions_pages final`, write);
  for (const table of ['interactions_log', 'interactions_words']) for (const year of [2023, 2024, 2025]) await analytics.run({ strings: [`optimize table ${table} partition ${year} final`], params: [] }, write);
  // Revised since and not yet merged away: what must not count.
  await analytics.run(ch`
    insert into interactions_log (number, revision, home, node, source, source_id, brand, channel, kind, direction, office, stage, occurred_at, occurred_precision, placed_at, received_at, recorded_at, text, language)
    select number, 2, home, node, source, source_id, brand, channel, kind, direction, office, stage, occurred_at, occurred_precision, placed_at, received_at, recorded_at, concat(text, ' revised'), language
    from interactions_log where number % 50 = 0 and placed_at >= toDateTime64('2025-07-01 00:00:00', 3, 'UTC')`, write);
  await analytics.close();
}

/** The kinds of search, each with words drawn anew. Ranks: how common a word is, 0 the most. */
function searches(random: () => number): Readonly<Record<string, () => string>> {
  const between = (from: number, to: number): string => wordAt(Math.floor(from * (to / from) ** random()));
  const filters = ['&channel=review', '&source=shop&direction=in', '&brand=north&language=de', '&from=2024-03-01&until=2024-05-31', '&channel=call&source=web&from=2023-01-01&until=2023-06-30'];
  const filter = (): string => filters[Math.floor(random() * filters.length)] ?? '';
  const asked = (words: string, more = ''): string => `words=${encodeURIComponent(words)}${more}`;
  return {
    newest: () => filter().slice(1),
    common: () => asked(between(1, 40)), commonFiltered: () => asked(between(1, 40), filter()), middle: () => asked(between(200, 2_000)), middleFiltered: () => asked(between(200, 2_000), filter()), rare: () => asked(between(20_000, 60_000)),
    twoWords: () => asked(`${between(1, 60)} ${between(1, 60)}`), commonAndRare: () => asked(`${between(1, 40)} ${between(20_000, 60_000)}`), fourWords: () => asked([1, 2, 3, 4].map(() => between(1, 300)).join(' ')),
    phrase: () => asked(`"${between(1, 60)} ${between(1, 60)}"`), rarePhrase: () => asked(`"${between(300, 1_000)} ${between(300, 1_000)}"`), without: () => asked(`${between(10, 300)} -${between(1, 10)}`),
    beginning: () => asked(`${between(500, 20_000).slice(0, 4)}*`), short: () => asked(`${between(1, 100).slice(0, 2)}*`), none: () => asked('nowherewasthissaid'), noneWithCommon: () => asked(`${between(1, 40)} nowherewasthissaid`),
  };
}

/**
 * Full-text search over everything said, newest first with how many say it, asked over HTTP as the page does, one at a time: words common and rare, several, phrases, beginnings, -not, filters, none found. Then the same beside a funnel over all rows that runs without pause in the same engine.
 * `keep`: a data folder that is filled when it is empty, and left there.
 * The first search of each kind is not counted: it reads from the disk what the system then keeps.
 */
export async function search(options: { readonly rows: number; readonly seed: number; readonly keep?: string | undefined }): Promise<object> {
  const { rows, seed, keep } = options;
  const dataFolder = keep ?? freshFolder();
  const people = Math.max(100, Math.floor(rows * PEOPLE_SHARE));
  const filledAtMs = performance.now();
  if (!existsSync(chdbFolderOf(dataFolder))) {
    await fillPeople(dataFolder, people);
    await fillTexts(dataFolder, rows, people);
  }
  const fillSeconds = Math.round((performance.now() - filledAtMs) / 1_000);
  const product = await startProduct({ dataFolder, program: fileURLToPath(new URL('../serve-beside-funnel.ts', import.meta.url)) });
  const { key } = await product.call<{ key: string }>('POST', '/api/keys', { name: 'page', kind: 'read', personalData: true });
  const random = seededRandom(seed);
  const kinds = Object.entries(searches(random));
  const order = (what: string): void => { writeFileSync(join(dataFolder, 'beside.json'), JSON.stringify(what)); };

  async function round(): Promise<{ readonly all: number[]; readonly byKind: Record<string, { p50: number; p95: number }>; readonly found: Record<string, number> }> {
    const took = new Map<string, number[]>();
    const found: Record<string, number> = {};
    for (let at = -1; at < ROUNDS; at += 1) {
      for (const [kind, draw] of kinds) {
        const path = `/api/voice/verbatims?${draw()}`;
        const startedMs = performance.now();
        const { total } = await product.call<{ total: { count: number } | null }>('GET', path, undefined, key);
        if (at >= 0) took.set(kind, [...took.get(kind) ?? [], performance.now() - startedMs]);
        found[kind] = Math.max(found[kind] ?? 0, total?.count ?? 0);
      }
    }
    const figure = (samples: readonly number[], share: number): number => Math.round(percentile(samples, share) * 10) / 10;
    return { all: [...took.values()].flat(), byKind: Object.fromEntries([...took].map(([kind, samples]) => [kind, { p50: figure(samples, 0.5), p95: figure(samples, 0.95) }])), found };
  }

  const alone = await round();
  order('funnel');
  await new Promise((resolve) => { setTimeout(resolve, 2_000); });
  const beside = await round();
  order('stop');
  let reports: unknown = 'stop';
  while (!Array.isArray(reports)) {
    await new Promise((resolve) => { setTimeout(resolve, 100); });
    reports = JSON.parse(readFileSync(join(dataFolder, 'beside.json'), 'utf8')) as unknown;
  }
  await product.stop();
  if (keep === undefined) dropFolder(dataFolder);
  const p95 = (samples: readonly number[]): number => Math.round(percentile(samples, 0.95) * 10) / 10;
  return {
    texts: rows, p95Ms: p95(alone.all), p95BesideHeavyMs: p95(beside.all), p50Ms: Math.round(percentile(alone.all, 0.5) * 10) / 10, maxMs: Math.round(Math.max(...alone.all)), byKind: alone.byKind, besideHeavy: beside.byKind, mostFound: alone.found,
    heavyMs: spread((reports as number[]).map(Math.round)), searches: alone.all.length, fillSeconds,
  };
}
