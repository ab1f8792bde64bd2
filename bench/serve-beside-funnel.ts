import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openEngines } from '../src/app/open-engines.ts';
import { startOnEngines } from '../src/app/start-custos.ts';
import { readSettings } from '../src/platform/config/settings.ts';
import { ch, uint64 } from '../src/platform/clickhouse/sql.ts';
import { createLog } from '../src/platform/log/log.ts';

/**
 * The product with questions of the benchmark beside it in the same engine, ordered by the file `beside.json` in its data folder: `"funnel"` runs a funnel over all interactions without pause until `"stop"`,
 * `"read-once"` reads every page once, as a scan of the table does, `{"byHand":[…]}` asks for these customers' newest hundred rows with a hand-written query, one after the other. The times are left in the file as an array. Units: ms.
 */
type Order = 'funnel' | 'stop' | 'read-once' | { readonly byHand: readonly number[] } | readonly number[];

const settings = readSettings(process.argv.slice(2), process.env);
const log = createLog('warn');
const engines = await openEngines(settings, log);
const custos = await startOnEngines(engines, settings, log, null);
const file = join(engines.dataFolder, 'beside.json');
let stopping = false;
process.stdout.write(`custos listening on ${custos.address}\n`);
process.on('SIGTERM', () => { stopping = true; });

const order = (): Order => (existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Order) : []);
async function timed(work: () => Promise<unknown>): Promise<number> {
  const startedMs = performance.now();
  await work();
  return performance.now() - startedMs;
}

let took: number[] = [];
while (!stopping) {
  const now = order();
  if (now === 'funnel') {
    took.push(await timed(() => engines.analytics.rows(ch`
      select level, count() as people from (
        select home, windowFunnel(2592000000)(toUInt64(toUnixTimestamp64Milli(occurred_at)), channel = 'web', channel = 'chat', channel = 'order', channel = 'review') as level
        from interactions_log group by home) group by level order by level`, { class: 'report' })));
  } else if (now === 'stop') {
    writeFileSync(file, JSON.stringify(took));
    took = [];
  } else if (now === 'read-once') {
    const each = [await timed(() => engines.analytics.rows(ch`select sum(length(page)) as bytes, sum(node) as nodes from interactions_pages`, { class: 'report' }))];
    writeFileSync(file, JSON.stringify(each));
  } else if ('byHand' in now) {
    const each: number[] = [];
    for (const home of now.byHand) each.push(await timed(() => engines.analytics.rows(ch`select * from interactions_log where home = ${uint64(home)} order by placed_at desc limit 100`, { class: 'point' })));
    writeFileSync(file, JSON.stringify(each));
  } else {
    await new Promise((resolve) => { setTimeout(resolve, 100); });
  }
}
await custos.stop();
process.exit(0);
