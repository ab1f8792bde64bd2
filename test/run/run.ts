/**
 * `npm test`: puts on this machine what the tests need, then runs every test file, and the house checks beside them.
 * `--only TEXT` takes the test files whose path contains it (and no checks); `--name PATTERN` the tests with such a title; `--long` the tests that
 * count a tenth otherwise, in full, and the files that end in `.long.test.ts`, which run only there and by name; `--no-checks` leaves the checks out.
 */
import { readFileSync } from 'node:fs';
import { cpus, setPriority } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { startTestPostgres } from '../engines/postgres.ts';
import { allSourceFiles, ROOT } from '../checks/source-files.ts';
import { findTools } from './find-tools.ts';
import { newInstallation } from './new-installation.ts';
import { runQuietly } from './run-quietly.ts';
import { runTestFiles } from './run-test-files.ts';
import type { TestFile } from './share-processes.ts';

/** The whole of `npm test` on 2 cores. Source: the promise in CONTRIBUTING.md. */
const PROMISED_SECONDS = 600;

/**
 * Tests are background work of whoever runs them. What stands back inside the product (`yieldToAnswers`, 10) then stands hardly further back than the rest,
 * so that several products side by side on 2 cores don't starve what each reads and learns.
 */
const PRIORITY = 9;

const { values: asked } = parseArgs({ options: { only: { type: 'string', default: '' }, name: { type: 'string' }, long: { type: 'boolean', default: false }, 'no-checks': { type: 'boolean', default: false } } });

const say = (sentence: string): void => { process.stdout.write(`custos: ${sentence}\n`); };
const secondsSince = (startedMs: number): number => Math.round((Date.now() - startedMs) / 1000);

/** What the processors of this machine did since it started, and what they waited, for whomever. Units: ms of all together. */
function processorMs(): { readonly busy: number; readonly all: number } {
  const each = cpus().map(({ times: { user, nice, sys, irq, idle } }) => ({ busy: user + nice + sys + irq, idle }));
  const busy = each.reduce((sum, one) => sum + one.busy, 0);
  return { busy, all: each.reduce((sum, one) => sum + one.idle, busy) };
}

/** How a test file ends that is for the long run, or for whoever names it. */
const LONG_FILE = '.long.test.ts';

/** Test files to run, with their text: what a file mentions says what it needs. */
function chosenFiles(): TestFile[] {
  return allSourceFiles()
    .filter((file) => file.endsWith('.test.ts') && file.includes(asked.only))
    .map((file) => ({ file, text: readFileSync(path.join(ROOT, file), 'utf8') }))
    .filter(({ file, text }) => (asked.long ? file.endsWith(LONG_FILE) || /CUSTOS_TEST_LONG|screenFaults/.test(text) : asked.only !== '' || !file.endsWith(LONG_FILE)));
}

/** The house checks, with how long they took. */
async function checked(): Promise<{ readonly code: number; readonly output: string; readonly seconds: number }> {
  const startedMs = Date.now();
  const done = await runQuietly(process.execPath, ['--disable-warning=ExperimentalWarning', path.join(ROOT, 'test/checks/run.ts')]);
  return { ...done, seconds: secondsSince(startedMs) };
}

async function main(): Promise<number> {
  const startedMs = Date.now();
  setPriority(PRIORITY);
  const chosen = chosenFiles();
  if (chosen.length === 0) {
    say(`no test file ${asked.long ? 'with long counts ' : ''}has "${asked.only}" in its path`);
    return 1;
  }
  const mentions = (pattern: RegExp): boolean => chosen.some(({ text }) => pattern.test(text));
  const tools = await findTools({ chromium: mentions(/openBrowser/), postgres15: mentions(/postgres-15\.ts|startPostgres15/), embedder: mentions(/openEmbedder/) });
  for (const fault of tools.faults) say(fault);
  const toolsSeconds = secondsSince(startedMs);

  const withChecks = asked.only === '' && asked.name === undefined && !asked.long && !asked['no-checks'];
  // Beside the tests, which leave no processor without work; told when the tests are over, so that the two do not mix.
  const checks = withChecks ? checked() : null;
  const [postgres, installation] = await Promise.all([
    // One private PostgreSQL for the whole run; each file clones its own database from a template in it.
    mentions(/testDatabase|startTestPostgres/) ? startTestPostgres() : null,
    // One new installation for the whole run; each start of the product that does not look at the first start itself begins with a copy.
    chosen.filter(({ text }) => text.includes('startCustos(')).length > 2 ? newInstallation() : null,
  ]);

  // One for all, so that a run with chance in it is told by one number.
  const seed = process.env['CUSTOS_TEST_SEED'] ?? String(startedMs % 1_000_000);
  say(`chance begins with CUSTOS_TEST_SEED=${seed}`);
  const testsStartedMs = Date.now();
  const before = processorMs();
  Object.assign(process.env, tools.env, {
    NODE_ENV: 'test', CUSTOS_TEST_SEED: seed, SEED: process.env['SEED'] ?? seed,
    CUSTOS_TEST_DATA: process.env['CUSTOS_TEST_DATA'] ?? path.resolve(ROOT, '../shared/data'),
    ...(asked.long ? { CUSTOS_TEST_LONG: '1' } : {}),
    ...(installation === null ? {} : { CUSTOS_TEST_INSTALLATION: installation.folder }),
    ...(postgres?.socketFolder === null || postgres === null ? {} : { CUSTOS_TEST_PG_SOCKET: postgres.socketFolder }),
  });
  const result = await runTestFiles(chosen, { name: asked.name, isLong: asked.long });
  const now = processorMs();
  const busyPercent = Math.round((100 * (now.busy - before.busy)) / Math.max(1, now.all - before.all));
  await postgres?.stop();
  await installation?.remove();

  const found = await checks;
  process.stdout.write(found?.output ?? '');
  for (const fault of result.faults) say(fault);
  if (chosen.length > 1) say(`the slowest files: ${result.slowest.join(', ')}`);
  const totalSeconds = secondsSince(startedMs);
  say(`tools ${toolsSeconds} s, checks ${found === null ? 'not run' : `${found.seconds} s beside them`}, ${chosen.length} test files ${secondsSince(testsStartedMs)} s with processors ${busyPercent} % busy, all ${totalSeconds} s`);
  if (withChecks && totalSeconds > PROMISED_SECONDS) say(`that is more than the ${PROMISED_SECONDS} s that were promised for 2 cores`);
  const foundNothing = found === null || found.code === 0;
  if (!foundNothing) say('the checks found something: see above');
  process.stdout.write(`${result.summary.join('\n')}\n`);
  return !foundNothing || tools.faults.length > 0 || result.faults.length > 0 || !result.passed ? 1 : 0;
}

process.exitCode = await main();
