import { join } from 'node:path';
import { migrationsOf } from '../test/engines/postgres.ts';
import { createCustomers } from '../src/modules/customers/index.ts';
import { createIdentity } from '../src/modules/identity/index.ts';
import type { Interactions } from '../src/modules/interactions/index.ts';
import { PURPOSE_KEYS } from '../src/modules/outreach/contract.ts';
import { createOutreach, type Outreach } from '../src/modules/outreach/index.ts';
import type { Subjects } from '../src/modules/subjects/index.ts';
import type { Analytics } from '../src/platform/clickhouse/analytics.ts';
import type { Live } from '../src/platform/live/live.ts';
import { createLog } from '../src/platform/log/log.ts';
import { createOutbox } from '../src/platform/outbox/create-outbox.ts';
import { openDatabase } from '../src/platform/pg/database.ts';
import { migrate } from '../src/platform/pg/migrate.ts';
import { startPrivatePostgres } from '../src/platform/pg/private-postgres.ts';
import { sql } from '../src/platform/pg/sql.ts';
import type { Database } from '../src/platform/pg/transaction.ts';
import { seededRandom } from '../src/kernel/seeded-random.ts';
import { publicId } from '../src/kernel/public-id.ts';
import { shuffled } from '../test/chance.ts';
import { dropFolder, freshFolder } from './product.ts';
import { percentile } from './statistics.ts';

/** Entries of the ledger that each person begins with, of the last two years. */
const ENTRIES_EACH = 8;
/** People of one request, as the API takes them, and requests under way at a time. */
const REQUEST = 10_000;
const LANES = 2;
/** Noon in Europe, so that quiet hours hold some and not all. */
const NOW_MS = Date.UTC(2026, 5, 15, 10);
const SENDERS = 100;
const SOUGHT = 20;

/** What the rounds ask everybody, in turn. */
const ROUNDS = [
  { purpose: 'survey', questions: 5 }, { purpose: 'campaign', questions: 0 }, { purpose: 'survey', questions: 1 }, { purpose: 'notice', questions: 0 }, { purpose: 'campaign', questions: 0 },
] as const;

/** People with two claims, an address and consents, some in households and some sharing an inbox; a ledger of sends of the last two years; statistics as they are in a running installation. */
async function fill(database: Database, people: number, fresh: number, seed: number): Promise<void> {
  const all = people + fresh;
  await database.run(sql`select setseed(${(seed % 1_000) / 1_000}::float8)`);
  await database.run(sql`insert into identity.customer (number, kind, node_count, first_seen_ms, last_seen_ms) select n, 'person', 2, 0, 0 from generate_series(1, ${all}::int) n`);
  await database.run(sql`
    insert into identity.node (number, hash, source, brand, level, session, traits, first_occurred_ms, evidence)
    select n, sha256(n::text::bytea), 'shop', '', 'person', null, case when n % 4 = 0 then jsonb_build_object('country', (array['NO', 'DE', 'US', 'JP', 'GB'])[1 + (n / 4) % 5]) else '{}' end, n, n from generate_series(1, ${all * 2}::int) n`);
  await database.run(sql`insert into identity.assignment (node, customer, origin) select n, (n + 1) / 2, (n + 1) / 2 from generate_series(1, ${all * 2}::int) n`);
  // One in fifty reads the inbox of the customer before.
  await database.run(sql`insert into identity.node_identifier (node, type, value, verified, joins) select n, 'email', 'p' || case when ((n + 1) / 2) % 50 = 0 and n <= ${people * 2} then (n + 1) / 2 - 1 else (n + 1) / 2 end || '@mail.example', false, true from generate_series(1, ${all * 2}::int) n`);
  await database.run(sql`insert into identity.node_identifier (node, type, value, verified, joins) select n, 'phone', '+47' || (40000000 + n), false, true from generate_series(1, ${people * 2}::int, 6) n`);
  // One in five lives with the next.
  await database.run(sql`insert into identity.household (formed_at) select now() from generate_series(1, ${Math.floor(people / 10)}::int)`);
  await database.run(sql`insert into identity.household_word (node, household) select n * 20 - 19 + side * 2, n from generate_series(1, ${Math.floor(people / 10)}::int) n, (values (0), (1)) s (side)`);
  await database.run(sql`
    insert into customers.consent_word (node, purpose, channel, answer, said_at, source, basis, place, key)
    select c * 2, p.purpose, 'email', case when c > ${people} or random() < p.given then 'given' else 'withdrawn' end, '2026-01-01', 'shop', 'consent', 0, gen_random_uuid()
    from generate_series(1, ${all}::int) c, (values ('research', 0.9), ('marketing', 0.8)) p (purpose, given) where c > ${people} or random() < 0.85`);
  await database.run(sql`
    insert into outreach.entry (node, purpose, channel, slot, series, questions, weight, asked_at, planned_at, state, reasons, rules, is_less, asked_by)
    select 1 + floor(random() * ${people * 2})::int, k.purpose, 'email', 'before ' || n, case when k.purpose = 'survey' then 'series ' || n % 7 end, k.questions, k.weight, at, at, k.state, '{}', 0, false, 'shop'
    from generate_series(1, ${people * ENTRIES_EACH}::int) n
    cross join lateral (select timestamptz '2026-06-15 10:00+00' - random() * interval '730 days' + n * interval '0' as at, random() as drawn) r
    join lateral (select * from (values (0.0, 'notice', 0, 1, 'committed'), (0.3, 'update', 0, 1, 'committed'), (0.5, 'reply', 0, 0, 'committed'), (0.6, 'campaign', 0, 4, 'committed'), (0.85, 'survey', 1, 3, 'committed'), (0.93, 'survey', 5, 6, 'committed'), (0.97, 'survey', 1, 3, 'dropped')) as v ("from", purpose, questions, weight, state)
      where v."from" <= r.drawn order by v."from" desc limit 1) k on true`);
  await database.run(sql`insert into outreach.reply (interaction, node, replied_at) select n, 1 + floor(random() * ${people * 2})::int, timestamptz '2026-06-15 10:00+00' - random() * interval '365 days' from generate_series(1, ${Math.floor(people / 3)}::int) n`);
  for (const purpose of PURPOSE_KEYS) await database.run(sql`insert into outreach.switch (purpose, is_on, by, at) values (${purpose}, true, 'bench', now())`);
  await database.run(sql`analyze`);
}

/** Sends granted in this run although somebody had as many of their kind, by all of their claims, within the year before it, as the rules that Custos comes with allow; and slots that somebody got twice. */
async function overCap(database: Database): Promise<{ overCap: number; twice: number }> {
  const [row] = await database.rows<{ over: number; twice: number }>(sql`
    with live as (
      select a.customer, e.purpose, e.slot, e.planned_at, e.token_hash is not null as is_new, case when e.purpose = 'survey' then case when e.questions > 1 then 'long' else 'short' end else e.purpose end as kind
      from outreach.entry e join identity.assignment a on a.node = e.node where e.state in ('reserved', 'committed')),
    asks as (select is_new, kind, count(*) over (partition by customer, kind order by planned_at range between interval '364 days 23:59:59.999' preceding and current row) as within from live where kind in ('long', 'short', 'campaign'))
    select (select count(*)::int from asks where is_new and within > case kind when 'long' then 3 when 'short' then 6 else 26 end) as over,
      (select count(*)::int from (select 1 from live where is_new group by customer, purpose, slot having count(*) > 1) t) as twice`);
  return { overCap: row?.over ?? -1, twice: row?.twice ?? -1 };
}

type Counts = Record<'send' | 'hold' | 'drop', number>;

/** Decisions by requests of 10,000, some under way at a time, each round over everybody in another order. */
async function decideMany(outreach: Outreach, people: number, decisions: number, random: () => number): Promise<{ seconds: number; counts: Counts; requestSeconds: number[] }> {
  const counts: Counts = { send: 0, hold: 0, drop: 0 };
  const requests: { round: number; people: { customer: string }[] }[] = [];
  for (let round = 0; requests.reduce((sum, one) => sum + one.people.length, 0) < decisions; round += 1) {
    const everybody = shuffled(Array.from({ length: people }, (_, at) => ({ customer: publicId('customer', at + 1) })), random);
    for (let from = 0; from < people; from += REQUEST) requests.push({ round, people: everybody.slice(from, from + REQUEST) });
  }
  const requestSeconds: number[] = [];
  const queue = requests.slice(0, Math.ceil(decisions / Math.min(REQUEST, people)));
  const startMs = performance.now();
  const lane = async (): Promise<void> => {
    for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
      const beganMs = performance.now();
      const { purpose, questions } = ROUNDS[next.round % ROUNDS.length] ?? ROUNDS[0];
      for (const { decision } of await outreach.reserveMany({ purpose, channel: 'email', slot: `round ${next.round}`, series: `round ${next.round}`, questions }, next.people, 'bench')) counts[decision] += 1;
      requestSeconds.push((performance.now() - beganMs) / 1_000);
    }
  };
  await Promise.all(Array.from({ length: LANES }, lane));
  return { seconds: (performance.now() - startMs) / 1_000, counts, requestSeconds };
}

/** A hundred senders at once for the same person, who got nothing yet, for some people after each other: each sender asks by itself, for another slot, under rules that let nothing but caps hold them. */
async function decideAtOnce(outreach: Outreach, people: number): Promise<{ sends: number; ms: number[]; seconds: number }> {
  const ms: number[] = [];
  let sends = 0;
  const startMs = performance.now();
  const { rules, version } = await outreach.rules();
  const none = { ...rules, short: { ...rules.short, gapDays: 0 }, campaign: { ...rules.campaign, gapDays: 0 }, seriesGapDays: 0, pressure: { ...rules.pressure, most: 1_000 }, quiet: { fromHour: 0, untilHour: 0 } };
  await outreach.changeRules(none, version, 'caps alone', 'bench');
  for (let sought = 1; sought <= SOUGHT; sought += 1) {
    const customer = publicId('customer', people + sought);
    const answers = await Promise.all(Array.from({ length: SENDERS }, async (_, at) => {
      const beganMs = performance.now();
      const answer = await outreach.reserve({ purpose: at % 2 === 0 ? 'survey' : 'campaign', channel: 'email', slot: `at once ${at}`, series: `at once ${at}`, questions: at % 2 === 0 ? 1 : 0, customer }, 'bench');
      ms.push(performance.now() - beganMs);
      return answer;
    }));
    sends += answers.filter(({ decision }) => decision === 'send').length;
  }
  return { sends, ms, seconds: (performance.now() - startMs) / 1_000 };
}

/** How many decisions about contacts a private PostgreSQL bears, and whether any cap is ever passed, counted afterwards from the ledger by a statement of its own. */
export async function governor({ people, decisions, seed }: { readonly people: number; readonly decisions: number; readonly seed: number }): Promise<object> {
  const folder = freshFolder();
  const log = createLog('error');
  const random = seededRandom(seed);
  const postgres = await startPrivatePostgres({ folder: join(folder, 'postgres'), log });
  const database = await openDatabase(postgres.connection, { log, max: 16 });
  try {
    await migrate(database, migrationsOf());
    await fill(database, people, SOUGHT, seed);
    const analytics = {} as Analytics;
    const clock = (): number => NOW_MS;
    const outbox = createOutbox({ database, analytics, log, clock });
    const identity = createIdentity({ database, analytics, outbox, log, clock });
    const customers = createCustomers({ database, analytics, identity, interactions: {} as Interactions, subjects: {} as Subjects, outbox, live: {} as Live, clock });
    // What ClickHouse tells in the product: who talks and who complained. Here 2 % of people.
    const busy = new Set(Array.from({ length: Math.floor(people / 50) }, () => 1 + Math.floor(random() * people)));
    const outreach = createOutreach({
      database, identity, consents: customers.consents, outbox, log, clock, zone: 'Europe/Oslo', nameOf: async () => null, held: () => null,
      holdSources: [async (asked) => new Map(asked.filter((customer) => busy.has(customer)).map((customer) => [customer, [{ kind: 'talking', untilMs: NOW_MS + 3_600_000 }]] as const))],
    });
    const batch = await decideMany(outreach, people, decisions, random);
    const atOnce = await decideAtOnce(outreach, people);
    const checked = await overCap(database);
    const [size] = await database.rows<{ entries: number; bytes: number }>(sql`select count(*) as entries, pg_total_relation_size('outreach.entry') as bytes from outreach.entry`);
    return {
      people, seed, ledgerBefore: people * ENTRIES_EACH, ledgerAfter: size?.entries ?? 0, ledgerMegabytes: Math.round((size?.bytes ?? 0) / 1e6), decisions: batch.counts.send + batch.counts.hold + batch.counts.drop, ...batch.counts,
      ...checked, batchSeconds: Math.round(batch.seconds * 10) / 10, perSecond: Math.round(decisions / batch.seconds), requestSecondsP95: Math.round(percentile(batch.requestSeconds, 0.95) * 100) / 100,
      atOnce: { senders: SENDERS, people: SOUGHT, sends: atOnce.sends, most: SOUGHT * 32, seconds: Math.round(atOnce.seconds * 10) / 10, p50Ms: Math.round(percentile(atOnce.ms, 0.5)), p95Ms: Math.round(percentile(atOnce.ms, 0.95)) },
    };
  } finally {
    await database.close();
    await postgres.stop();
    dropFolder(folder);
  }
}
