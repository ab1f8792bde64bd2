import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, test } from 'node:test';
import { ROOT } from '../checks/source-files.ts';
import { runQuietly } from './run-quietly.ts';
import { shareProcesses } from './share-processes.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'custos-together-'));
after(() => { rmSync(folder, { recursive: true, force: true }); });

const HOOKS = `import { after, before, test } from 'node:test'; before(() => { globalThis.open = (globalThis.open ?? 0) + 1; }); after(() => { globalThis.open -= 1; });`;
const ONE_OPEN = `if (globalThis.open !== 1) throw new Error('open: ' + globalThis.open);`;

test('every test file runs once: alone where it starts programs of its own, else with others of its kind', () => {
  const files = Array.from({ length: 100 }, (_, at) => ({ file: `src/m/${at}${at % 3 === 0 ? '.pg' : ''}.test.ts`, text: at % 10 === 0 ? "spawn('it');" : at % 10 === 1 ? 'await startCustos();' : at % 10 === 2 ? 'await startCustos(); await openBrowser();' : 'test(1);' }));
  const run = shareProcesses(files, path.join(folder, 'many'), 1_000);
  const alone = files.filter(({ text }) => text.includes('spawn')).map(({ file }) => file);
  assert.deepEqual(run.filter((file) => !file.includes('together')).sort(), alone.map((file) => path.join(ROOT, file)).sort());
  const together = run.filter((file) => file.includes('together')).map((file) => [...readFileSync(file, 'utf8').matchAll(/describe\("([^"]+)"/g)].map(([, title = '']) => title));
  assert.deepEqual(together.flat().sort(), files.filter(({ file }) => !alone.includes(file)).map(({ file }) => file).sort());
  const kindOf = (file: string): string => { const text = files.find((one) => one.file === file)?.text ?? ''; return text.includes('startCustos') ? text : file.includes('.pg.') ? 'engines' : 'pure'; };
  for (const group of together) assert.equal(new Set(group.map(kindOf)).size, 1, 'one kind in a process');
});

test('in one process the hooks of a file are its own, and what fails is told with its file and line', async () => {
  const files = ['sound', 'faulty'].map((name) => ({ file: path.relative(ROOT, path.join(folder, `${name}.test.mjs`)), text: '' }));
  writeFileSync(path.join(folder, 'sound.test.mjs'), `${HOOKS}\ntest('sound', () => { ${ONE_OPEN} });\n`);
  writeFileSync(path.join(folder, 'faulty.test.mjs'), `${HOOKS}\ntest('also alone', () => { ${ONE_OPEN} });\ntest('broken', () => { throw new Error('as planned'); });\n`);
  const [together = '', ...others] = shareProcesses(files, path.join(folder, 'two'), 10_000);
  assert.deepEqual(others, []);
  const { NODE_TEST_CONTEXT: _, ...env } = process.env;
  const { code, output } = await runQuietly(process.execPath, ['--test-reporter=spec', together], env);
  assert.equal(code, 1);
  assert.match(output, /pass 2[\s\S]*fail 1\b/);
  assert.match(output, /test at \S*faulty\.test\.mjs:3:1\n✖ broken/);
});
