import path from 'node:path';
import { generatedCustomers } from './generated-customers.ts';
import { labelledSet } from './labelled-sets.ts';
import { linkSet } from './link-set.ts';
import { simulatedCompany } from './simulated-company.ts';
import { streamDatabase, type Arrival } from './stream-database.ts';
import { streamRecords } from './stream-records.ts';

const DATA = process.env['CUSTOS_TEST_DATA'] ?? path.resolve(import.meta.dirname, '../../../shared/data');
const GENERATOR = path.resolve(DATA, '../eval/identity/gen_customers.mjs');
const RECORDS: Readonly<Record<string, number>> = { synthetic_100k: 100_000, synthetic_1m: 1_000_000, one_record: 1_000_000, stream: 1_000_000, one_record_and_stream: 1_000_000, one_record_memory: 1_000_000, stream_memory: 1_000_000, one_record_100k: 100_000 };

const ONE_BY_ONE: Arrival = { coming: 2_000, atOnce: 1 };
const STREAM: Arrival = { coming: 20_000, atOnce: 100 };
const ARRIVALS: Readonly<Record<string, readonly Arrival[]>> = { one_record: [ONE_BY_ONE], one_record_100k: [{ coming: 1_000, atOnce: 1 }], stream: [STREAM], one_record_and_stream: [ONE_BY_ONE, STREAM] };

/**
 * Who is who, measured on labelled sets: accuracy and cost of a batch (`febrl3`, `febrl4`, `fake_1000`, `historical_50k`, `synthetic_1m`), of one new record at a million, recorded and durable in the database (`one_record`), and of a stream in batches of a hundred (`stream`), both after one filling (`one_record_and_stream`), the same in memory with a log (`…_memory`); and a simulated company in the database, by rules and with likely joins (`simulated`).
 * `file` overrides the generated customers, `rows` how many of them there are. `keep`: a folder for the database of `one_record` and `stream`: filled once, it is measured on again by the next records of the same set.
 */
export async function identity(options: { readonly set: string; readonly file: string | undefined; readonly customers: number; readonly seed: number; readonly rows?: number | undefined; readonly keep?: string | undefined }): Promise<object> {
  if (options.set === 'simulated') return simulatedCompany(options.customers, options.seed, (line) => { process.stdout.write(`${line}\n`); });
  const records = RECORDS[options.set] === undefined ? undefined : options.rows ?? RECORDS[options.set];
  const file = options.file ?? (records === undefined ? undefined : generatedCustomers(records, GENERATOR) ?? undefined);
  const set = labelledSet(options.set, DATA, file);
  if (set === null) return { skipped: `${options.set}: no such set here` };
  const report = (line: string): void => { process.stdout.write(`${line}\n`); };
  const arrivals = ARRIVALS[options.set];
  if (arrivals !== undefined) {
    const figures = await streamDatabase(set, arrivals, report, options.keep);
    // The figures of one arrival stand by themselves, where whoever compares runs looks for them.
    return { ...(figures.arrivals.length === 1 ? figures.arrivals[0] : { arrivals: figures.arrivals }), ...figures.database };
  }
  if (options.set === 'one_record_memory') return streamRecords(set, 2_000, 1, report);
  if (options.set === 'stream_memory') return streamRecords(set, 20_000, 100, report);
  return linkSet(set, report);
}
