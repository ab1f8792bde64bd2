import { rememberingOutbox } from '../../src/modules/identity/random-claims.fixture.ts';
import type { ClaimInput } from '../../src/modules/identity/contract.ts';
import { createIdentity } from '../../src/modules/identity/index.ts';
import type { Analytics } from '../../src/platform/clickhouse/analytics.ts';
import { createLog } from '../../src/platform/log/log.ts';
import { openDatabase } from '../../src/platform/pg/database.ts';
import { migrate } from '../../src/platform/pg/migrate.ts';
import { startPrivatePostgres } from '../../src/platform/pg/private-postgres.ts';
import { sql } from '../../src/platform/pg/sql.ts';
import { migrationsOf } from '../../test/engines/postgres.ts';
import { dropFolder, freshFolder } from '../product.ts';
import { percentile } from '../statistics.ts';
import type { LabelledSet } from './labelled-sets.ts';
import { measureClusters } from './measure-clusters.ts';

/** Claims recorded at a time while the database is filled. */
const FILL = 2_000;
const TRAIT: Readonly<Record<string, string>> = { 'given-name': 'givenName', surname: 'familyName', 'birth-date': 'birthDate', postcode: 'postcode', place: 'city', address: 'street', company: 'company' };
const round = (value: number): number => Math.round(value * 1_000) / 1_000;

/** A record as a claim; its row number is an identifier that nobody else has, as a row of a customer file has. */
function claimOf(set: LabelledSet, values: readonly string[], row: number): ClaimInput {
  const identifiers = [{ type: 'order', value: `row-${row}`, verified: false }];
  const traits: Record<string, string> = {};
  for (const [at, { kind }] of set.fields.entries()) {
    const value = (values[at] ?? '').trim();
    const trait = TRAIT[kind];
    if (value === '') continue;
    if (kind === 'email' || kind === 'phone') identifiers.push({ type: kind, value, verified: false });
    else if (trait !== undefined) traits[trait] = value;
  }
  return { source: 'file', brand: 'main', identifiers, traits: Object.fromEntries(Object.entries(traits).sort(([one], [other]) => (one < other ? -1 : 1))), session: null, occurredMs: Date.UTC(2026, 0, 1) + row * 1_000, evidence: row + 1 };
}

/** Records that arrive after the others, `atOnce` of them recorded in one transaction and weighed in one. */
export type Arrival = { readonly coming: number; readonly atOnce: number };

/**
 * The last records of a set arrive after the others are in the database (PostgreSQL with fsync, nothing in memory but what the product keeps there): each is recorded, weighed against all customers, and its customer is updated and durable before the next.
 * Shape: figures of each arrival in order, and of the database.
 */
export async function streamDatabase(set: LabelledSet, arrivals: readonly Arrival[], report: (line: string) => void): Promise<{ arrivals: object[]; database: object }> {
  const folder = freshFolder();
  const postgres = await startPrivatePostgres({ folder });
  const database = await openDatabase(postgres.connection);
  await migrate(database, migrationsOf('platform', 'identity'));
  const identity = createIdentity({ database, analytics: {} as Analytics, outbox: rememberingOutbox(), log: createLog('warn'), clock: Date.now, defaultCountry: 'GB' });
  const claims: ClaimInput[] = [];
  const entities: number[] = [];
  const entityOf = new Map<string, number>();
  await set.each((values, entity) => {
    entityOf.set(entity, entityOf.get(entity) ?? entityOf.size);
    entities.push(entityOf.get(entity) ?? 0);
    claims.push(claimOf(set, values, claims.length));
  });
  const base = claims.length - arrivals.reduce((sum, { coming }) => sum + coming, 0);
  const seconds = async (work: () => Promise<unknown>): Promise<number> => { const start = performance.now(); await work(); return (performance.now() - start) / 1_000; };
  const record = (part: readonly ClaimInput[]): Promise<unknown> => database.transaction((tx) => identity.resolveClaims(tx, part));
  const recordedSeconds = await seconds(async () => { for (let at = 0; at < base; at += FILL) await record(claims.slice(at, Math.min(base, at + FILL))); });
  report(`${base} claims recorded in ${recordedSeconds.toFixed(0)} s`);
  const caughtUpSeconds = await seconds(() => identity.caughtUp());
  report(`read, learnt, weighed and settled in ${caughtUpSeconds.toFixed(0)} s`);
  await database.run(sql`analyze`);
  const figures: object[] = [];
  let at = base;
  for (const { coming, atOnce } of arrivals) {
    const [times, recordMs]: [number[], number[]] = [[], []];
    const start = performance.now();
    for (const end = at + coming; at < end; at += atOnce) {
      const from = performance.now();
      await record(claims.slice(at, Math.min(end, at + atOnce)));
      recordMs.push(performance.now() - from);
      await identity.caughtUp();
      times.push(performance.now() - from);
    }
    figures.push({
      p50Ms: round(percentile(times, 0.5)), p95Ms: round(percentile(times, 0.95)), p99Ms: round(percentile(times, 0.99)), recordOnlyMs: { p50: round(percentile(recordMs, 0.5)), p95: round(percentile(recordMs, 0.95)) },
      perSecond: Math.round(coming / ((performance.now() - start) / 1_000)), atOnce, coming,
    });
    report(JSON.stringify(figures.at(-1)));
  }
  const rows = await database.rows<{ customer: number; evidence: number }>(sql`select a.customer, n.evidence from identity.assignment a join identity.node n on n.number = a.node`);
  const customers = new Int32Array(claims.length);
  for (const { customer, evidence } of rows) customers[evidence - 1] = customer;
  const { bcubed, exactEntityRatio, largestCluster } = measureClusters(customers, Int32Array.from(entities));
  const { model } = await identity.matching.state();
  const [size] = await database.rows<{ mb: number }>(sql`select pg_database_size(current_database()) / 1048576 as mb`);
  await database.close();
  await postgres.stop();
  dropFolder(folder);
  return {
    arrivals: figures,
    database: {
      base, recordedPerSecond: Math.round(base / recordedSeconds), caughtUpSeconds: Math.round(caughtUpSeconds), databaseMb: size?.mb, cut: model?.cut,
      afterwards: { b3: round(bcubed.f1), precision: round(bcubed.precision), recall: round(bcubed.recall), exactEntityRatio: round(exactEntityRatio), largestCluster }, peakMb: Math.round(process.resourceUsage().maxRSS / 1_024),
    },
  };
}
