import { rememberingOutbox } from '../../src/modules/identity/random-claims.fixture.ts';
import type { ClaimInput } from '../../src/modules/identity/contract.ts';
import { createIdentity } from '../../src/modules/identity/index.ts';
import type { Analytics } from '../../src/platform/clickhouse/analytics.ts';
import { createLog } from '../../src/platform/log/log.ts';
import { openDatabase } from '../../src/platform/pg/database.ts';
import { migrate } from '../../src/platform/pg/migrate.ts';
import { startPrivatePostgres } from '../../src/platform/pg/private-postgres.ts';
import { sql } from '../../src/platform/pg/sql.ts';
import type { Database } from '../../src/platform/pg/transaction.ts';
import { migrationsOf } from '../../test/engines/postgres.ts';
import { dropFolder, freshFolder, treeCpuSeconds } from '../product.ts';
import { percentile } from '../statistics.ts';
import type { LabelledSet } from './labelled-sets.ts';
import { measureClusters } from './measure-clusters.ts';

/** Claims recorded at a time while the database is filled. */
const FILL = 2_000;
/** Records that are left to arrive where a folder is filled to be measured on. */
const KEPT_BACK = 22_000;
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

/** How much was ever written to PostgreSQL's log. Units: bytes. */
async function logWritten(database: Database): Promise<number> {
  const [row] = await database.rows<{ bytes: number }>(sql`select (pg_current_wal_insert_lsn() - '0/0')::bigint as bytes`);
  return row?.bytes ?? 0;
}

/** Records that arrive after the others, `atOnce` of them recorded in one transaction and weighed in one. */
export type Arrival = { readonly coming: number; readonly atOnce: number };

/**
 * The last records of a set arrive after the others are in the database (PostgreSQL with fsync, nothing in memory but what the product keeps there): each is recorded, weighed against all customers, and its customer is updated and durable before the next.
 * `keep`: a folder that stays. Where nothing is in it yet it is filled, and nothing arrives; else the next records of the set arrive after those that are there.
 * Shape: figures of each arrival in order, and of the database. Units: `cpuMs` of processor and `walKb` written to the log, each record.
 */
export async function streamDatabase(set: LabelledSet, arrivals: readonly Arrival[], report: (line: string) => void, keep?: string): Promise<{ arrivals: object[]; database: object }> {
  const folder = keep ?? freshFolder();
  const postgres = await startPrivatePostgres({ folder });
  const database = await openDatabase(postgres.connection);
  await migrate(database, migrationsOf('platform', 'identity'));
  const identity = createIdentity({ database, analytics: {} as Analytics, outbox: rememberingOutbox(), log: createLog('warn'), clock: Date.now, defaultCountry: 'GB' });
  const [known] = await database.rows<{ claims: number }>(sql`select coalesce(max(evidence), 0) as claims from identity.node`);
  const filled = known?.claims ?? 0;
  // Claims that are there already are not made again: a million of them in memory would be swept through while single records are timed.
  const claims: ClaimInput[] = [];
  const entities: number[] = [];
  const entityOf = new Map<string, number>();
  await set.each((values, entity) => {
    entityOf.set(entity, entityOf.get(entity) ?? entityOf.size);
    const row = entities.push(entityOf.get(entity) ?? 0) - 1;
    if (row >= filled) claims.push(claimOf(set, values, row));
  });
  const claimsBetween = (from: number, to: number): ClaimInput[] => claims.slice(from - filled, to - filled);
  const seconds = async (work: () => Promise<unknown>): Promise<number> => { const start = performance.now(); await work(); return (performance.now() - start) / 1_000; };
  const record = (part: readonly ClaimInput[]): Promise<unknown> => database.transaction((tx) => identity.resolveClaims(tx, part));
  const base = filled > 0 ? filled : entities.length - Math.max(keep === undefined ? 0 : KEPT_BACK, arrivals.reduce((sum, { coming }) => sum + coming, 0));
  const recordedSeconds = await seconds(async () => { for (let at = filled; at < base; at += FILL) await record(claimsBetween(at, Math.min(base, at + FILL))); });
  report(filled > 0 ? `${base} claims were there` : `${base} claims recorded in ${recordedSeconds.toFixed(0)} s`);
  const caughtUpSeconds = await seconds(() => identity.caughtUp());
  report(`read, learnt, weighed and settled in ${caughtUpSeconds.toFixed(0)} s`);
  if (filled === 0) await database.run(sql`analyze`);
  const figures: object[] = [];
  let at = base;
  for (const { coming, atOnce } of keep !== undefined && filled === 0 ? [] : arrivals) {
    const [times, recordMs]: [number[], number[]] = [[], []];
    const start = performance.now();
    const [cpuBefore, walBefore] = [treeCpuSeconds(process.pid), await logWritten(database)];
    for (const end = at + coming; at < end; at += atOnce) {
      const from = performance.now();
      await record(claimsBetween(at, Math.min(end, at + atOnce)));
      recordMs.push(performance.now() - from);
      await identity.caughtUp();
      times.push(performance.now() - from);
    }
    const took = (performance.now() - start) / 1_000;
    const [cpu, wal] = [treeCpuSeconds(process.pid), await logWritten(database)];
    figures.push({
      p50Ms: round(percentile(times, 0.5)), p95Ms: round(percentile(times, 0.95)), p99Ms: round(percentile(times, 0.99)), recordOnlyMs: { p50: round(percentile(recordMs, 0.5)), p95: round(percentile(recordMs, 0.95)) },
      perSecond: Math.round(coming / took), atOnce, coming,
      cpuMs: { custos: round((cpu.custos - cpuBefore.custos) * 1_000 / coming), postgres: round((cpu.postgres - cpuBefore.postgres) * 1_000 / coming) }, walKb: round((wal - walBefore) / 1_024 / coming),
    });
    report(JSON.stringify(figures.at(-1)));
  }
  const rows = await database.rows<{ customer: number; evidence: number }>(sql`select a.customer, n.evidence from identity.assignment a join identity.node n on n.number = a.node`);
  const customers = new Int32Array(at);
  for (const { customer, evidence } of rows) customers[evidence - 1] = customer;
  const { bcubed, exactEntityRatio, largestCluster } = measureClusters(customers, Int32Array.from(entities.slice(0, at)));
  const { model } = await identity.matching.state();
  const [size] = await database.rows<{ mb: number }>(sql`select pg_database_size(current_database()) / 1048576 as mb`);
  await database.close();
  await postgres.stop();
  if (keep === undefined) dropFolder(folder);
  return {
    arrivals: figures,
    database: {
      base, ...(filled > 0 ? {} : { recordedPerSecond: Math.round(base / recordedSeconds), caughtUpSeconds: Math.round(caughtUpSeconds) }), databaseMb: size?.mb, cut: model?.cut,
      afterwards: { b3: round(bcubed.f1), precision: round(bcubed.precision), recall: round(bcubed.recall), exactEntityRatio: round(exactEntityRatio), largestCluster }, peakMb: Math.round(process.resourceUsage().maxRSS / 1_024),
    },
  };
}
