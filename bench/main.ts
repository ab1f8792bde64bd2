import { parseArgs } from 'node:util';
import { governor } from './governor.ts';
import { identity } from './identity/identity.ts';
import { importRows } from './import.ts';
import { ingest } from './ingest.ts';
import { kill } from './kill.ts';
import { machine, watchMachine } from './machine.ts';
import { map } from './map.ts';
import { memory } from './memory.ts';
import { orders } from './orders.ts';
import { promises } from './promises.ts';
import { single } from './single.ts';
import { text } from './text/text.ts';
import { threadsThroughProduct } from './threads-product.ts';
import { threads } from './threads.ts';
import { timeline } from './timeline.ts';
import { today } from './today.ts';
import { visible } from './visible.ts';

/** `npm run bench -- NAME [--json]`: prints the machine, the sizes, and figures with their spread; with --json the last line is one JSON object. */
async function main(): Promise<void> {
  const { values, positionals } = parseArgs({ allowPositionals: true, options: { json: { type: 'boolean' }, seconds: { type: 'string' }, clients: { type: 'string' }, customers: { type: 'string' }, seed: { type: 'string' }, rounds: { type: 'string' }, rows: { type: 'string' }, folder: { type: 'string' }, set: { type: 'string' }, file: { type: 'string' }, 'no-training': { type: 'boolean' }, read: { type: 'boolean' }, product: { type: 'boolean' } } });
  const number = (value: string | undefined, otherwise: number): number => (value === undefined ? otherwise : Number(value));
  const seed = number(values.seed, Date.now() % 1_000_000);
  const benches: Readonly<Record<string, () => Promise<object>>> = {
    ingest: () => ingest({ seconds: number(values.seconds, 300), clients: number(values.clients, 8), customers: number(values.customers, 100_000), seed }),
    single: () => single({ seconds: number(values.seconds, 30), clients: number(values.clients, 32), seed }),
    visible: () => visible({ seconds: number(values.seconds, 30), rate: 1_000, seed }),
    import: () => importRows({ rows: number(values.rows, 300_000), runs: number(values.rounds, 3) }),
    kill: () => kill({ rounds: number(values.rounds, 20), seed }),
    orders: () => orders({ rounds: number(values.rounds, 200), events: number(values.rows, 10_000), seed }),
    timeline: () => timeline({ interactions: number(values.rows, 10_000_000), customers: number(values.customers, 1_000_000), requests: 2_000, seed, isRead: values.read === true, keep: values.folder }),
    map: () => map({ interactions: number(values.rows, 10_000_000), customers: number(values.customers, 1_000_000), runs: number(values.rounds, 9), keep: values.folder }),
    identity: () => identity({ set: values.set ?? 'fake_1000', file: values.file, customers: number(values.customers, 2_000), seed, rows: values.rows === undefined ? undefined : Number(values.rows), keep: values.folder }),
    text: () => text(values.set ?? '', { seed, rows: number(values.rows, 5_000_000), keep: values.folder, noTraining: values['no-training'] === true }),
    threads: () => (values.product === true ? threadsThroughProduct({ customers: number(values.customers, 1_000), seed }) : Promise.resolve(threads({ customers: number(values.customers, 2_000), seed }))),
    today: () => today({ customers: number(values.customers, 300), companies: number(values.rounds, 5), seed }),
    governor: () => governor({ people: number(values.customers, 200_000), decisions: number(values.rows, 1_000_000), seed }),
    promises: () => promises({ customers: number(values.customers, 2_000), seed, rows: number(values.rows, 1_000_000) }),
    memory: () => memory({ customers: number(values.customers, 2_000), ...(values.seconds === undefined ? {} : { settleMs: Number(values.seconds) * 1_000 }) }),
  };
  const name = positionals[0] ?? '';
  const bench = benches[name];
  if (bench === undefined) {
    process.stderr.write(`Say which: ${Object.keys(benches).join(' | ')}\n`);
    process.exitCode = 2;
    return;
  }
  process.stdout.write(`${name}, seed ${seed}, ${JSON.stringify(machine())}\n`);
  const hadOfTheMachine = watchMachine();
  const figures = { ...await bench(), machine: hadOfTheMachine() };
  process.stdout.write(`${JSON.stringify(figures, null, 2)}\n`);
  if (values.json === true) process.stdout.write(`${JSON.stringify(figures)}\n`);
}

await main();
