import { seededRandom } from '../../src/kernel/seeded-random.ts';
import { chdbFolderOf, openChdb } from '../../src/platform/clickhouse/chdb.ts';
import { migrateAnalytics } from '../../src/platform/clickhouse/migrate.ts';
import { ch, uint64 } from '../../src/platform/clickhouse/sql.ts';
import { chSchemas } from '../../src/app/schemas.ts';
import { meaningCounts, nearestMeanings, waitingMeanings } from '../../src/modules/voice/meaning/meanings-log.ts';
import { nearTexts } from '../../src/modules/voice/meaning/near-texts.ts';
import { wholeVector } from '../../src/modules/voice/meaning/stored-meaning.ts';
import { dropFolder, freshFolder } from '../product.ts';
import { percentile } from '../statistics.ts';

const SIZES = [100_000, 1_000_000] as const;
const STEP = 100_000;
const ROUNDS = 20;
const DIMENSIONS = 512;
const WRITE = { class: 'write', settings: { max_block_size: 2_000, min_insert_block_size_rows: 20_000 } } as const;
const MONTH_MS = 30 * 86_400_000;
const NEWEST_MS = Date.UTC(2026, 0, 1);

/**
 * How long the nearest of so many vectors take, as the page asks for them (the nearest 1,000 rows, of which it makes texts), and what they weigh on disk: over all, of one channel, of the newest month.
 * Vectors are drawn by lot over three years; one in fifty texts was revised and not yet merged away.
 */
export async function meaning(seed: number): Promise<object> {
  const folder = freshFolder();
  const analytics = await openChdb({ folder: chdbFolderOf(folder) });
  const random = seededRandom(seed);
  const sizes: Record<string, object> = {};
  try {
    await migrateAnalytics(analytics, chSchemas().filter(({ module }) => ['identity', 'interactions', 'voice'].includes(module)));
    let filled = 0;
    for (const size of SIZES) {
      for (; filled < size; filled += STEP) {
        for (const [revision, each] of [[1, 1], [2, 50]] as const) {
          await analytics.run(ch`
            insert into voice_meanings (number, revision, home, node, embedder, standing, source, brand, channel, office, kind, direction, occurred_at, language, outcome, length, vector)
            select number, ${uint64(revision)}, number % 50000, number, 1, ${uint64(revision * 2 + 1)}, 'shop', '', ['email', 'chat', 'call', 'review'][1 + number % 4], 'service', 'message', 'in',
              fromUnixTimestamp64Milli(toInt64(${uint64(NEWEST_MS)} - cityHash64(number, 'at') % ${uint64(36 * MONTH_MS)}), 'UTC'), 'en', 'embedded', sqrt(arraySum(one -> toInt32(one) * one, drawn)), drawn
            from (select number, arrayMap(at -> toInt8(toInt16(cityHash64(number, at, ${uint64(seed)}, ${uint64(revision)}) % 255) - 127), range(${uint64(DIMENSIONS)})) as drawn from numbers(${uint64(filled)}, ${uint64(STEP)}) where number % ${uint64(each)} = 0)`, WRITE);
        }
      }
      const took: Record<string, number> = {};
      const filters = { all: {}, oneChannel: { channel: 'chat' }, newestMonth: { fromMs: NEWEST_MS - MONTH_MS } };
      const time = async (name: string, ask: () => Promise<unknown>): Promise<void> => {
        const samples: number[] = [];
        for (let round = -1; round < ROUNDS; round += 1) {
          const startedMs = performance.now();
          await ask();
          if (round >= 0) samples.push(performance.now() - startedMs);
        }
        took[`${name}P50Ms`] = Math.round(percentile(samples, 0.5));
        took[`${name}P95Ms`] = Math.round(percentile(samples, 0.95));
      };
      for (const [name, filter] of Object.entries(filters)) {
        await time(name, async () => {
          const asked = wholeVector(Array.from({ length: DIMENSIONS }, () => random() - 0.5));
          if (asked !== null) nearTexts(await nearestMeanings(analytics, 1, asked, filter, null, 1_000));
        });
      }
      await time('count', () => meaningCounts(analytics, 1));
      await time('waiting', () => waitingMeanings(analytics, 1, 256));
      const [disk] = await analytics.rows<{ bytes: string }>(ch`select sum(bytes_on_disk) as bytes from system.parts where active and table = 'voice_meanings' and database = currentDatabase()`);
      sizes[String(size)] = { ...took, bytesEach: Math.round(Number(disk?.bytes ?? 0) / size) };
    }
  } finally {
    await analytics.close();
    dropFolder(folder);
  }
  return { sizes };
}
