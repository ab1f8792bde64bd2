import { closeSync, fdatasyncSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { createCustomerStream } from '../../src/modules/identity/likelihood/customer-stream.ts';
import { linkRecords } from '../../src/modules/identity/likelihood/link-records.ts';
import { createRecordTable } from '../../src/modules/identity/likelihood/record-table.ts';
import { percentile } from '../statistics.ts';
import type { LabelledSet } from './labelled-sets.ts';
import { measureClusters } from './measure-clusters.ts';

const round = (value: number): number => Math.round(value * 1_000) / 1_000;

/**
 * The last `coming` records of a set arrive one by one after the others were linked at once. Each is placed, explained against the customer that it fits best, and written to a log,
 * which is on disk after every `syncEvery` records: 1 means that every single record is durable before the next one.
 */
export async function streamRecords(set: LabelledSet, coming: number, syncEvery: number, report: (line: string) => void): Promise<object> {
  const table = createRecordTable(set.fields, new Date().getUTCFullYear());
  const entityOf = new Map<string, number>();
  const entities: number[] = [];
  const late: string[][] = [];
  let records = 0;
  await set.each(() => { records += 1; });
  await set.each((values, entity) => {
    const number = entityOf.get(entity) ?? entityOf.size;
    entityOf.set(entity, number);
    entities.push(number);
    if (entities.length <= records - coming) table.add(values);
    else late.push(values);
  });
  const linked = linkRecords(table);
  report(`${table.size()} records linked`);
  const stream = createCustomerStream(table, linked.model, linked.limits, linked.cut.cutBits, { of: linked.clusters.of, edges: linked.edges });
  report('stream open');
  const folder = mkdtempSync(path.join(os.tmpdir(), 'identity-log-'));
  const log = openSync(path.join(folder, 'placed.jsonl'), 'a');
  const [placeMs, durableMs]: [number[], number[]] = [[], []];
  let joined = 0;
  const startedMs = performance.now();
  const startedCpu = process.cpuUsage();
  for (const [at, values] of late.entries()) {
    const fromMs = performance.now();
    const { record, customer, weighed, changed } = stream.add(values);
    const best = weighed[0];
    const why = best === undefined ? null : stream.explain(record, stream.recordsOf(customer).find((other) => other !== record) ?? best.customer);
    placeMs.push(performance.now() - fromMs);
    if (stream.recordsOf(customer).length > 1) joined += 1;
    writeSync(log, `${JSON.stringify({ record, customer, weighed: weighed.slice(0, 5), changed, why })}\n`);
    if ((at + 1) % syncEvery === 0) fdatasyncSync(log);
    durableMs.push(performance.now() - fromMs);
  }
  fdatasyncSync(log);
  const seconds = (performance.now() - startedMs) / 1_000;
  const cpu = process.cpuUsage(startedCpu);
  closeSync(log);
  rmSync(folder, { recursive: true });
  const clusters = measureClusters(Int32Array.from(entities, (_, record) => stream.customerOf(record)), Int32Array.from(entities));
  return {
    p50Ms: round(percentile(durableMs, 0.5)), p95Ms: round(percentile(durableMs, 0.95)), perSecond: Math.round(coming / seconds),
    placedOnlyMs: { p50: round(percentile(placeMs, 0.5)), p95: round(percentile(placeMs, 0.95)), p99: round(percentile(placeMs, 0.99)), max: round(Math.max(...placeMs)) },
    cpuMsEach: round((cpu.user + cpu.system) / 1_000 / coming), base: table.size() - coming, coming, joined, syncEvery, peakMb: Math.round(process.resourceUsage().maxRSS / 1_024),
    afterwards: { b3: round(clusters.bcubed.f1), exactEntityRatio: round(clusters.exactEntityRatio), largestCluster: clusters.largestCluster },
  };
}
