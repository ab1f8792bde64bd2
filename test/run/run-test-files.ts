import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { ROOT } from '../checks/source-files.ts';
import { runInForeground } from './run-in-foreground.ts';

/** A test that waits longer than this hangs. Units: ms. The long ones run for hours on purpose. */
const TEST_TIMEOUT_MS = 5 * 60_000;
const LONG_TEST_TIMEOUT_MS = 6 * 3_600_000;
/** A run that takes longer than this has a file that does not end, because it left something open. Units: ms. */
const RUN_LIMIT_MS = 40 * 60_000;

/** Why a test may be skipped although everything was installed: its data is not public enough to be committed, or it belongs to the long run. */
const GOOD_REASON_TO_SKIP = /CUSTOS_TEST_DATA|test:long/;

/** What came of a run. `summary` are node's closing lines (`# tests 12` …); `faults` are sentences about what node does not mind and we do. */
export type TestRun = { readonly code: number; readonly summary: readonly string[]; readonly faults: readonly string[] };

/** Runs test files two at a time under node's test runner, readable on stdout; TAP of the run stays in test-results/. */
export async function runTestFiles(files: readonly string[], options: { readonly env: Readonly<Record<string, string>>; readonly name: string | undefined; readonly isLong: boolean }): Promise<TestRun> {
  const folder = path.join(ROOT, 'test-results');
  const tap = path.join(folder, 'tests.tap');
  mkdirSync(folder, { recursive: true });
  rmSync(tap, { force: true });
  const startedMs = Date.now();
  const limitMs = options.isLong ? undefined : RUN_LIMIT_MS;
  const code = await runInForeground(process.execPath, [
    '--disable-warning=ExperimentalWarning', '--test', '--test-concurrency=2', `--test-timeout=${options.isLong ? LONG_TEST_TIMEOUT_MS : TEST_TIMEOUT_MS}`,
    '--test-reporter=spec', '--test-reporter-destination=stdout', '--test-reporter=tap', `--test-reporter-destination=${tap}`,
    ...(options.name === undefined ? [] : [`--test-name-pattern=${options.name}`]), ...files,
  ], { ...process.env, ...options.env, NODE_ENV: 'test' }, limitMs);
  const { summary, faults } = readTap(tap);
  const isOver = limitMs !== undefined && Date.now() - startedMs >= limitMs;
  return { code, summary, faults: isOver ? [...faults, `the tests were ended after ${limitMs / 60_000} minutes: a file left something open, see the last title above`] : faults };
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
