import { chdbFolderOf, openChdb } from '../src/platform/clickhouse/chdb.ts';
import { ch, uint64 } from '../src/platform/clickhouse/sql.ts';
import { migrateAnalytics } from '../src/platform/clickhouse/migrate.ts';
import { chSchemas, pgSchemas } from '../src/app/schemas.ts';
import type { Analytics } from '../src/platform/clickhouse/analytics.ts';
import { readingCards } from '../src/modules/voice/readings/shipped-models.ts';
import { openDatabase } from '../src/platform/pg/database.ts';
import { migrate } from '../src/platform/pg/migrate.ts';
import { startPrivatePostgres } from '../src/platform/pg/private-postgres.ts';
import { sql } from '../src/platform/pg/sql.ts';
import { join } from 'node:path';

const STEP = 500_000;

/** People with two claims each, in PostgreSQL: customer n has the claims 2n − 1 and 2n and the home n. */
export async function fillPeople(dataFolder: string, customers: number): Promise<void> {
  const postgres = await startPrivatePostgres({ folder: join(dataFolder, 'postgres') });
  const database = await openDatabase(postgres.connection);
  await migrate(database, pgSchemas());
  await database.run(sql`
    insert into identity.customer (number, kind, merged_into, node_count, first_seen_ms, last_seen_ms)
    select n, 'person', null, 2, 1672531200000, 1767225600000 from generate_series(1, ${customers}::bigint) n`);
  await database.run(sql`
    insert into identity.node (number, hash, source, brand, level, session, traits, first_occurred_ms, evidence)
    select n, decode(md5(n::text), 'hex'), case n % 2 when 0 then 'web' else 'shop' end, '', 'person', null, '{}', 1672531200000, n from generate_series(1, ${customers * 2}::bigint) n`);
  await database.run(sql`
    insert into identity.node_identifier (node, type, value, verified, joins)
    select n, 'email', 'person' || (n + 1) / 2 || '@bench.example', n % 2 = 1, true from generate_series(1, ${customers * 2}::bigint) n`);
  await database.run(sql`insert into identity.assignment (node, customer, origin) select n, (n + 1) / 2, (n + 1) / 2 from generate_series(1, ${customers * 2}::bigint) n`);
  await database.run(sql`insert into identity.node_home (node, home) select n, (n + 1) / 2 from generate_series(1, ${customers * 2}::bigint) n`);
  await database.run(sql`
    insert into customers.trait (node, name, value, source, said_at, interaction, key)
    select n * 2, 'name', 'Person Number ' || n, 'shop', timestamptz '2024-01-01', n, md5('shop ' || n)::uuid from generate_series(1, ${customers}::bigint) n`);
  await database.run(sql`select setval('identity.customer_number', ${customers}), setval('identity.node_number', ${customers * 2})`);
  // None of these claims gives a name: whoever follows them for likely joins would have read past them.
  await database.run(sql`update identity.match_state set node = ${customers * 2}`);
  await database.run(sql`analyze`);
  await database.close();
  await postgres.stop();
  const analytics = await openChdb({ folder: chdbFolderOf(dataFolder), memoryBytes: 6e9 });
  await migrateAnalytics(analytics, chSchemas());
  await analytics.run(ch`insert into identity_map (node, customer, version) select number + 1, intDiv(number + 2, 2), 1 from numbers(${uint64(customers * 2)})`, { class: 'write' });
  await analytics.close();
}

/**
 * A data folder with a long history, written by SQL instead of arriving one by one: `customers` people with two claims each, `interactions` drawn so that the square root of a uniform number picks the person
 * (the first has about a thousandth of everything, most a handful), over three years. With `isRead` the texts count as read by the models that ship, with nothing found in them: otherwise the product begins to read them.
 */
export async function fillHistory(dataFolder: string, customers: number, interactions: number, { isRead = false } = {}): Promise<void> {
  await fillPeople(dataFolder, customers);
  const analytics = await openChdb({ folder: chdbFolderOf(dataFolder), memoryBytes: 6e9 });
  for (let from = 0; from < interactions; from += STEP) {
    const to = Math.min(interactions, from + STEP);
    await analytics.run(ch`
      insert into interactions_log (number, revision, home, node, source, source_id, brand, channel, kind, direction, office, stage, occurred_at, occurred_precision, placed_at, received_at, recorded_at, text, subject_types, subject_ids, subject_roles, subject_labels, properties)
      with cityHash64(number) as dice, toUInt64(1 + floor(${uint64(customers)} * pow((dice % 1000003) / 1000003., 2))) as who,
        fromUnixTimestamp64Milli(toInt64(1672531200000 + (cityHash64(number, 1) % 94694400000)), 'UTC') as at
      select number + 1, 1, who, who * 2 - dice % 2, ['web','shop','call-centre','mail'][1 + dice % 4], toString(number), '', ['web','chat','email','call','order','review'][1 + dice % 6] as channel,
        ['page-viewed','message','mail','call','order-placed','review-posted'][1 + dice % 6], 'in', if(dice % 3 = 0, 'brand', 'service'), ['interest','support','support','support','order','support'][1 + dice % 6],
        at, 'ms', at, at + 1000, at + 1200, concat('about order ', toString(dice % 100000), ': ', arrayStringConcat(arrayMap(i -> ['where','is','my','parcel','it','was','promised','for','friday','thank','you','still','waiting','jacket','blue'][1 + cityHash64(dice, i) % 15], range(20 + dice % 40)), ' ')),
        ['order'], [toString(dice % 100000)], [''], [''], concat('{"page":"/p/', toString(dice % 5000), '"}')
      from numbers(${uint64(from)}, ${uint64(to - from)})
      settings max_partitions_per_insert_block = 100`, { class: 'write' });
  }
  // What the tables do by themselves with what has been at rest.
  await analytics.run({ strings: ['optimize table interactions_pages final'], params: [] }, { class: 'write' });
  for (const year of [2023, 2024, 2025]) await analytics.run({ strings: [`optimize table interactions_log partition ${year} final`], params: [] }, { class: 'write' });
  if (isRead) await noteAsRead(dataFolder, analytics);
  await analytics.close();
}

async function noteAsRead(dataFolder: string, analytics: Analytics): Promise<void> {
  const { fingerprint } = (await readingCards()).withTaught(null);
  const postgres = await startPrivatePostgres({ folder: join(dataFolder, 'postgres') });
  const database = await openDatabase(postgres.connection);
  await database.run(sql`insert into voice.reader (fingerprint, state, switched_at) values (${fingerprint}, 'current', now())`);
  await database.close();
  await postgres.stop();
  await analytics.run(ch`
    insert into voice_readings (number, revision, home, node, reader, source, brand, channel, office, kind, direction, occurred_at, characters, part_kinds, part_places, part_ends, language, feeling)
    select number, revision, home, node, 1, source, brand, channel, office, kind, direction, occurred_at, lengthUTF8(text), ['text'], [0], [lengthUTF8(text)], 'en', 'neutral' from interactions_log`, { class: 'write' });
}
