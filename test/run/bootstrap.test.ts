import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { ROOT } from '../checks/source-files.ts';
import { runQuietly } from './run-quietly.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'custos-bootstrap-'));
after(() => { rmSync(folder, { recursive: true, force: true }); });

const part = (name: string): string => JSON.stringify(pathToFileURL(path.join(ROOT, 'bin', name)).href);
const script = (code: string, ...args: string[]): string[] => ['--input-type=module', '-e', code, ...args];

/** Goes in, stays a moment, goes out, and notes both. */
const IN_AND_OUT = `
  import { appendFileSync } from 'node:fs';
  import { oneAtATime } from ${part('bootstrap/one-at-a-time.mjs')};
  const [, root] = process.argv;
  await oneAtATime(root, async () => {
    appendFileSync(root + '/visits', 'in ');
    await new Promise((resolve) => setTimeout(resolve, 300));
    appendFileSync(root + '/visits', 'out ');
  });
`;

test('a command that does not exist is answered with those that do', async () => {
  const { code, output } = await runQuietly(process.execPath, [path.join(ROOT, 'bin/bootstrap.mjs'), 'nonsense']);
  assert.equal(code, 1);
  assert.match(output, /no command "nonsense".*demo, serve, cli, test/);
});

test('three set-ups started at once happen one after the other, also after one that died in the middle', async () => {
  const dead = spawnSync(process.execPath, ['-e', '']).pid;
  mkdirSync(path.join(folder, '.custos'), { recursive: true });
  writeFileSync(path.join(folder, '.custos/setup.lock'), String(dead));
  const runs = await Promise.all([1, 2, 3].map(() => runQuietly(process.execPath, script(IN_AND_OUT, folder))));
  assert.deepEqual(runs.map(({ code }) => code), [0, 0, 0], runs.map(({ output }) => output).join(''));
  assert.equal(readFileSync(path.join(folder, 'visits'), 'utf8').trim(), 'in out in out in out');
});

test('whoever waits for another set-up is told so', async () => {
  const waiting = path.join(folder, 'waiting');
  mkdirSync(waiting);
  const runs = await Promise.all([1, 2].map(() => runQuietly(process.execPath, script(IN_AND_OUT, waiting))));
  assert.match(runs.map(({ output }) => output).join(''), /another Custos \(process \d+\) is being set up in this folder; waiting for it/);
});

test('a signal reaches the command, and its exit code comes back', async () => {
  const child = `process.on('SIGTERM', () => process.exit(7)); process.stdout.write('ready'); setInterval(() => {}, 1000);`;
  const parent = spawn(process.execPath, script(`import { runToEnd } from ${part('bootstrap/children.mjs')}; process.exitCode = await runToEnd(process.execPath, ['-e', ${JSON.stringify(child)}]);`), { stdio: ['ignore', 'pipe', 'inherit'] });
  parent.stdout.once('data', () => { parent.kill('SIGTERM'); });
  const code = await new Promise<number | null>((resolve) => { parent.on('close', resolve); });
  assert.equal(code, 7);
});

test('the product gets its threads and its room for what dies young, as it is measured; whoever set the threads keeps them', async () => {
  const tell = path.join(folder, 'tell.cjs');
  const told = path.join(folder, 'told');
  writeFileSync(tell, `require('node:fs').appendFileSync(${JSON.stringify(told)}, JSON.stringify({ script: process.argv[1] ?? '', given: process.execArgv.join(' '), threads: process.env.UV_THREADPOOL_SIZE ?? null, compiled: process.env.NODE_COMPILE_CACHE ?? null }) + '\\n');`);
  const toldBy = async (threads: string | undefined): Promise<unknown> => {
    const { UV_THREADPOOL_SIZE: _, NODE_COMPILE_CACHE: __, ...others } = process.env;
    const { code, output } = await runQuietly(process.execPath, [path.join(ROOT, 'bin/bootstrap.mjs'), 'cli', 'help'], { ...others, NODE_OPTIONS: `--require ${tell}`, ...(threads === undefined ? {} : { UV_THREADPOOL_SIZE: threads }) });
    assert.equal(code, 0, output);
    const product = readFileSync(told, 'utf8').trim().split('\n').map((line) => JSON.parse(line) as { script: string; given: string; threads: string | null; compiled: string | null }).findLast(({ script: run }) => run.endsWith('main.ts'));
    assert.match(product?.given ?? '', /--max-semi-space-size=32/);
    assert.equal(product?.compiled, path.join(ROOT, '.custos', 'compiled'), 'what Node compiled is kept for the next start');
    return product.threads;
  };
  assert.equal(await toldBy(undefined), '16');
  assert.equal(await toldBy('6'), '6');
});

test('a lock file that misses a platform is noticed, wherever Node would look for it', async () => {
  const lock = {
    packages: {
      '': { optionalDependencies: { engine: '1.0.0', 'engine-darwin-arm64': '1.0.0' } },
      'node_modules/engine': { optionalDependencies: { 'engine-linux-x64': '1.0.0', 'engine-linux-arm64': '1.0.0' } },
      'node_modules/engine/node_modules/engine-linux-x64': {},
    },
  };
  const { output } = await runQuietly(process.execPath, script(`import { missingFrom } from ${part('complete-lock.mjs')}; process.stdout.write(missingFrom(${JSON.stringify(lock)}).map(({ name }) => name).join(' '));`));
  assert.equal(output, 'engine-darwin-arm64 engine-linux-arm64');
});
