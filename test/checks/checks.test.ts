import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { runQuietly } from '../run/run-quietly.ts';
import { errorBreach, nameBreach, traceOf } from './house-rules.ts';
import { cruise, wayTo } from './import-rules.ts';
import { isAllowed } from './licences.ts';
import { ROOT } from './source-files.ts';

const { forbidden } = createRequire(import.meta.url)('../../.dependency-cruiser.cjs') as { forbidden: { name: string; severity: string }[] };

test('every import rule notices the file that breaks it on purpose', async () => {
  const { summary } = await cruise(path.join(ROOT, 'test/import-rules'), ['src', 'simulator']);
  const noticed = new Set(summary.violations.map(({ rule }) => rule.name));
  const [oneOfTheOrder, ...others] = ['reading-order-people', ...forbidden.map(({ name }) => name).filter((name) => !name.startsWith('reading-order-'))];
  assert.ok(noticed.has(oneOfTheOrder ?? ''), 'the reading order');
  for (const name of others) assert.ok(noticed.has(name), name);
});

test('what a file loads is followed through others, but for types and what is loaded later', () => {
  const to = (resolved: string, kind = 'local', dynamic = false) => ({ resolved, dynamic, dependencyTypes: [kind] });
  const modules = [{ source: 'a', dependencies: [to('b'), to('c', 'type-only'), to('d', 'local', true)] }, { source: 'b', dependencies: [to('a'), to('e')] }, { source: 'c', dependencies: [to('f')] }, { source: 'd', dependencies: [to('f')] }];
  assert.deepEqual(wayTo(modules, 'a', 'e'), ['a', 'b', 'e']);
  for (const other of ['c', 'd', 'f']) assert.equal(wayTo(modules, 'a', other), null);
});

test('every import rule is an error, none a warning', () => {
  assert.deepEqual(forbidden.filter(({ severity }) => severity !== 'error'), []);
  assert.ok(forbidden.length > 20);
});

test('the linter knows types: it notices a promise that nobody waits for, and a value of another type', async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'custos-lint-'));
  try {
    const file = path.join(folder, 'floating.ts');
    writeFileSync(path.join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions: { strict: true, target: 'es2024', module: 'nodenext' }, include: ['*.ts'] }));
    writeFileSync(file, `export function forget(): void {\n  Promise.resolve(1);\n}\n\nexport function name(kind: 'a' | 'b'): string {\n  switch (kind) {\n    case 'a': return 'first';\n  }\n  return '';\n}\n\nexport const count: number = name('a');\n`);
    const { output } = await runQuietly(process.execPath, [path.join(ROOT, 'node_modules/oxlint/bin/oxlint'), '--type-aware', '--type-check', '-c', path.join(ROOT, '.oxlintrc.json'), file]);
    assert.match(output, /no-floating-promises/);
    assert.match(output, /switch-exhaustiveness-check/);
    assert.match(output, /TS2322/);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

test('a licence is accepted when one way of an OR, or every part of an AND, is on the list', () => {
  for (const good of ['MIT', '(MIT OR GPL-3.0)', 'Apache-2.0 AND MIT', 'BSD-3-Clause']) assert.ok(isAllowed(good), good);
  for (const bad of ['', 'GPL-3.0', 'AGPL-3.0-only', 'MIT AND GPL-2.0', 'MPL-2.0', 'SEE LICENSE IN LICENSE', 'Elastic-2.0']) assert.ok(!isAllowed(bad), bad);
});

test('a file is named after the one thing in it, in kebab-case', () => {
  for (const good of ['src/kernel/app-error.ts', 'test/engines/postgres-15.ts', 'src/web/browser.d.ts']) assert.equal(nameBreach(good), null, good);
  for (const bad of ['src/kernel/utils.ts', 'src/shared/money.ts', 'src/web/TodayPage.tsx', 'src/modules/people/types.ts']) assert.notEqual(nameBreach(bad), null, bad);
});

test('only AppError is thrown and only errors are classes', () => {
  for (const good of ["throw new AppError('invalid', 'x', 'y');", 'export class AppError extends Error {', 'isError(thing)']) assert.equal(errorBreach(good), null, good);
  for (const bad of ["throw new Error('no');", 'reject(new TypeError(text))', 'export class CustomerService {', 'class Store extends Base {']) assert.notEqual(errorBreach(bad), null, bad);
});

test('no line names a folder of one machine or the host of a registry', () => {
  for (const good of ['/usr/lib/postgresql/15/bin', 'https://spdx.org', './data', '/homepage', 'src/work/']) assert.equal(traceOf(good), null, good);
  for (const bad of [['see ', 'root', 'notes'].join('/'), ["'", 'home', 'anna', 'x'].join('/'), `${ROOT}/src`, `https://${['registry', 'npmjs', 'org'].join('.')}/x`]) assert.notEqual(traceOf(bad), null, bad);
});

test('the linter has no rule that only warns', () => {
  const config = readFileSync(path.join(ROOT, '.oxlintrc.json'), 'utf8');
  assert.doesNotMatch(config, /"warn"/);
});
