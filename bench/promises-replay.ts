import { chSchemas } from '../src/app/schemas.ts';
import { compileTerms } from '../src/modules/promises/terms/compile-terms.ts';
import { foldPromise } from '../src/modules/promises/engine/fold-promise.ts';
import { createHistories } from '../src/modules/promises/histories.ts';
import type { Analytics } from '../src/platform/clickhouse/analytics.ts';
import { chdbFolderOf, openChdb } from '../src/platform/clickhouse/chdb.ts';
import { ch, uint64 } from '../src/platform/clickhouse/sql.ts';
import { migrateAnalytics } from '../src/platform/clickhouse/migrate.ts';
import { fillPeople } from './fill-history.ts';
import { dropFolder, freshFolder } from './product.ts';
import { activeTerms } from './promises-throughput.ts';

const STEP = 100_000;
/** Interactions of one person, so that a part of the history holds whole people. */
const PER_PERSON = 20;
const YEAR_MS = 365 * 86_400_000;

/**
 * A year of interactions, written by SQL: of each person twenty, of which six only look at pages; letters with a question, answers by name with a promise and its day, calls and chats in turns, money back. So many say something as of a shop's do.
 * Shape: person n has the claims 2n − 1 and 2n and the home n.
 */
async function fillYear(analytics: Analytics, rows: number, endsMs: number): Promise<void> {
  const people = Math.ceil(rows / PER_PERSON);
  for (let from = 0; from < rows; from += STEP) {
    await analytics.run(ch`
      insert into interactions_log (number, revision, home, node, source, source_id, brand, channel, kind, direction, office, stage, occurred_at, occurred_precision, placed_at, received_at, recorded_at, text, turns, subject_types, subject_ids, subject_roles, subject_labels, amount_roles, amount_minors, amount_currencies, amount_gross, properties)
      with number % ${uint64(people)} + 1 as who, intDiv(number, ${uint64(people)}) as nth, cityHash64(number) as dice,
        ['page', 'page', 'in', 'out', 'call', 'page', 'in', 'out', 'chat', 'page', 'in', 'out', 'call', 'page', 'in', 'out', 'refund', 'page', 'chat', 'in'][nth % 20 + 1] as does,
        fromUnixTimestamp64Milli(toInt64(${uint64(endsMs - YEAR_MS)}) + toInt64(nth * ${uint64(Math.floor(YEAR_MS / PER_PERSON))}) + toInt64(dice % 864000000), 'UTC') as at, concat('BH', toString(1000000 + who)) as order_id
      select number + 1, 1, who, who * 2 - dice % 2, multiIf(does = 'page', 'web', does in ('call', 'chat'), 'call-centre', 'help-desk'), toString(number), '', multiIf(does = 'page', 'web', does in ('in', 'out'), 'email', does = 'refund', 'payment', does) as channel,
        multiIf(does = 'page', 'page-viewed', does = 'in', 'mail-received', does = 'out', 'mail-sent', does = 'refund', 'refund-paid', concat(does, '-answered')), if(does in ('out', 'refund'), 'out', 'in'), if(does = 'page', 'brand', 'service'), 'support', at, 'ms', at, at + 1000, at + 1200,
        multiIf(does = 'in', concat('Where is my order ', order_id, '? It was promised for ', toString(dice % 28 + 1), ' May and has not come. I am still waiting, and nobody has called.'), does = 'out', concat('Sorry about order ', order_id, '. You will hear from us by ', toString(dice % 28 + 1), ' May, 17:00.'), ''),
        if(does in ('call', 'chat'), '[{"speaker":"customer","text":"The zip of my jacket is broken since the second day."},{"speaker":"agent","text":"Could you tell me what happened, please?"},{"speaker":"customer","text":"It broke when I closed it on the second day, as I wrote to your colleague."},{"speaker":"agent","text":"We will call you by Friday, 12:00."}]', ''),
        if(does in ('in', 'out', 'refund'), ['order', 'agent'], ['agent']), if(does in ('in', 'out', 'refund'), [order_id, 'a1'], ['a1']), if(does in ('in', 'out', 'refund'), ['', ''], ['']), if(does in ('in', 'out', 'refund'), ['', ''], ['']),
        if(does = 'refund', ['refund'], []), if(does = 'refund', [-4000], []), if(does = 'refund', ['EUR'], []), if(does = 'refund', [true], []), if(does in ('call', 'chat') and dice % 3 = 0, '{"transferredFrom":"bot"}', '')
      from numbers(${uint64(from)}, ${uint64(Math.min(STEP, rows - from))}) settings max_partitions_per_insert_block = 100`, { class: 'write' });
  }
}

/**
 * How long it takes to judge a history anew by fifty promises: read out of the engine whole, words and all, and folded. Of promises over orders and matters, which ask PostgreSQL besides, nothing is known here: they find nothing.
 * Units: seconds, on the clock and of the processor (the engine's own among them: what else the machine does tells nothing); MB of the whole process, the most there were after a group.
 */
export async function replay(rows: number, report: (line: string) => void): Promise<{ readonly replayRows: number; readonly replaySeconds: number; readonly replayProcessorSeconds: number; readonly replayInstances: number; readonly replayPeakMb: number }> {
  const dataFolder = freshFolder();
  const endsMs = Math.floor(Date.now() / 86_400_000) * 86_400_000;
  await fillPeople(dataFolder, Math.ceil(rows / PER_PERSON));
  const analytics = await openChdb({ folder: chdbFolderOf(dataFolder), memoryBytes: 6e9 });
  await migrateAnalytics(analytics, chSchemas());
  await fillYear(analytics, rows, endsMs);
  await analytics.run({ strings: ['system reload dictionary identity_customer'], params: [] }, { class: 'write' });
  report(`filled ${rows}`);
  const nobody = () => Promise.resolve(new Map<number, never>());
  const histories = createHistories({ clock: () => endsMs, analytics, zone: 'UTC', subjects: { ordersOfCustomers: nobody }, journeys: { issuesOfMany: () => Promise.resolve([]) }, remediesOf: nobody, readings: { shown: () => ({ version: 0, shownSinceMs: null, again: null, languages: [], card: [] }) } });
  const rules = activeTerms().map((terms) => compileTerms(terms, { fromMs: 0, untilMs: endsMs }, 'UTC'));
  const [startMs, usedBefore] = [performance.now(), process.cpuUsage()];
  let [instances, people, peak] = [0, 0, 0];
  for await (const group of histories.all(endsMs, { orders: false, complaints: true, issues: false, remedies: false })) {
    for (const { history } of group) for (const rule of rules) instances += foldPromise(history, rule, endsMs).length;
    people += group.length;
    peak = Math.max(peak, process.memoryUsage.rss());
    report(`judged ${people} people after ${Math.round((performance.now() - startMs) / 1_000)} s`);
  }
  const replaySeconds = Math.round((performance.now() - startMs) / 100) / 10;
  const used = process.cpuUsage(usedBefore);
  await analytics.close();
  dropFolder(dataFolder);
  return { replayRows: rows, replaySeconds, replayProcessorSeconds: Math.round((used.user + used.system) / 100_000) / 10, replayInstances: instances, replayPeakMb: Math.round(peak / 1e6) };
}
