import { createWriteStream, mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { run } from 'node:test';
import { spec, tap } from 'node:test/reporters';
import { ROOT } from '../checks/source-files.ts';
import { shareProcesses, type TestFile } from './share-processes.ts';

/** A test file that takes longer than this hangs; several in one process have three times as long. Units: ms. The long ones run for hours on purpose. */
const TEST_TIMEOUT_MS = 5 * 60_000;
const TOGETHER_TIMEOUT_MS = 3 * TEST_TIMEOUT_MS;
const LONG_TEST_TIMEOUT_MS = 6 * 3_600_000;
/** A run that takes longer than this has a file that does not end, because it left something open. Units: ms. */
const RUN_LIMIT_MS = 40 * 60_000;

/** Why a test may be skipped although everything was installed: its data is not public enough to be committed, or it belongs to the long run. */
const GOOD_REASON_TO_SKIP = /CUSTOS_TEST_DATA|test:long/;

/** Units: files at once. On 2 cores a third and a fourth keep them busy while others wait for their product to start. */
const AT_ONCE = 4;
const SLOWEST_TOLD = 10;

/** What came of a run. `summary` are node's closing lines (`# tests 12` …); `slowest` are the files that took longest; `faults` are sentences about what node does not mind and we do. */
export type TestRun = { readonly passed: boolean; readonly summary: readonly string[]; readonly slowest: readonly string[]; readonly faults: readonly string[] };

/** Runs test files, some at a time and some in one process, under node's test runner, readable on stdout; TAP of the run stays in test-results/. SIGINT and SIGTERM end them. */
export async function runTestFiles(chosen: readonly TestFile[], options: { readonly name: string | undefined; readonly isLong: boolean }): Promise<TestRun> {
  const folder = path.join(ROOT, 'test-results');
  const tapFile = path.join(folder, 'tests.tap');
  mkdirSync(folder, { recursive: true });
  const limit = options.isLong ? null : AbortSignal.timeout(RUN_LIMIT_MS);
  const interruption = new AbortController();
  const interrupt = (): void => { interruption.abort(); };
  process.on('SIGINT', interrupt).on('SIGTERM', interrupt);

  const timeoutMs = options.isLong ? LONG_TEST_TIMEOUT_MS : TEST_TIMEOUT_MS;
  const events = run({
    files: shareProcesses(chosen, path.join(folder, 'together'), timeoutMs), cwd: ROOT, concurrency: AT_ONCE, timeout: options.isLong ? LONG_TEST_TIMEOUT_MS : TOGETHER_TIMEOUT_MS,
    signal: AbortSignal.any([interruption.signal, ...(limit === null ? [] : [limit])]),
    ...(options.name === undefined ? {} : { testNamePatterns: [options.name] }),
  });
  let passed = false;
  const tookMs = new Map<string, number>();
  // Told when the file ends. Its summary is told in the order of files, so that it waits for the slow ones before. Of several files in one process each is a suite.
  const isFile = new Set(chosen.map(({ file }) => file));
  events.on('test:complete', ({ name, details }) => {
    const file = path.relative(ROOT, path.resolve(ROOT, name));
    if (isFile.has(file)) tookMs.set(file, details.duration_ms);
  });
  events.on('test:summary', ({ file, success }) => { if (file === undefined) passed = success; });
  await Promise.all([pipeline(events.compose(new spec()), process.stdout, { end: false }), pipeline(events.compose(tap), createWriteStream(tapFile))]);
  process.off('SIGINT', interrupt).off('SIGTERM', interrupt);

  const { summary, faults } = readTap(tapFile);
  const slowest = [...tookMs].sort((a, b) => b[1] - a[1]).slice(0, SLOWEST_TOLD).map(([file, ms]) => `${Math.round(ms / 1000)} s ${file}`);
  return {
    passed, summary, slowest,
    faults: [...faults, ...(interruption.signal.aborted ? ['the tests were interrupted'] : []), ...(limit?.aborted === true ? [`the tests were ended after ${RUN_LIMIT_MS / 60_000} minutes: a file left something open, see the last title above`] : [])],
  };
}

function readTap(file: string): Pick<TestRun, 'summary' | 'faults'> {
  const lines = readFileSync(file, 'utf8').split('\n');
  const summary = lines.filter((line) => /^# (tests|suites|pass|fail|cancelled|skipped|todo|duration_ms) /.test(line));
  const faults: string[] = [];
  if (!summary.some((line) => /^# tests [1-9]/.test(line))) faults.push('no test ran');
  for (const line of lines) {
    const skipped = /^\s*(?:not )?ok \d+ - (.*) # SKIP ?(.*)$/.exec(line);
    if (skipped === null || process.env['CI'] !== 'true' || GOOD_REASON_TO_SKIP.test(skipped[2] ?? '')) continue;
    faults.push(`"${skipped[1] ?? ''}" was skipped (${skipped[2] === '' ? 'no reason given' : skipped[2] ?? ''}); here everything must run`);
  }
  return { summary, faults };
}
