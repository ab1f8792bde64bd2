import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openEngines } from '../src/app/open-engines.ts';
import { startOnEngines } from '../src/app/start-custos.ts';
import { readSettings } from '../src/platform/config/settings.ts';
import { ch } from '../src/platform/clickhouse/sql.ts';
import { createLog } from '../src/platform/log/log.ts';

/** The product with a funnel over all interactions running beside it while the file `funnels.json` in its data folder says `run`; the times of the funnels are left there. Units: ms. */
const settings = readSettings(process.argv.slice(2), process.env);
const log = createLog('warn');
const engines = await openEngines(settings, log);
const custos = await startOnEngines(engines, settings, log, null);
const file = join(engines.dataFolder, 'funnels.json');
let stopping = false;
process.stdout.write(`custos listening on ${custos.address}\n`);
process.on('SIGTERM', () => { stopping = true; });

const said = (): string => (existsSync(file) ? readFileSync(file, 'utf8') : '');
let took: number[] = [];
while (!stopping) {
  if (said() === 'run') {
    const startedMs = performance.now();
    await engines.analytics.rows(ch`
      select level, count() as people from (
        select home, windowFunnel(2592000000)(toUInt64(toUnixTimestamp64Milli(occurred_at)), channel = 'web', channel = 'chat', channel = 'order', channel = 'review') as level
        from interactions_log group by home) group by level order by level`, { class: 'report' });
    took.push(Math.round(performance.now() - startedMs));
  } else {
    if (said() === 'stop') {
      writeFileSync(file, JSON.stringify(took));
      took = [];
    }
    await new Promise((resolve) => { setTimeout(resolve, 100); });
  }
}
await custos.stop();
process.exit(0);
