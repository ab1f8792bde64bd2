import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, test } from 'node:test';
import { ROOT } from '../checks/source-files.ts';
import { runQuietly } from './run-in-foreground.ts';
import { shareProcesses } from './share-processes.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'custos-together-'));
after(() => { rmSync(folder, { recursive: true, force: true }); });

const HOOKS = `import { after, before, test } from 'node:test'; before(() => { globalThis.open = (globalThis.open ?? 0) + 1; }); after(() => { globalThis.open -= 1; });`;
const ONE_OPEN = `if (globalThis.open !== 1) throw new Error('open: ' + globalThis.open);`;

test('every test file runs once: alone where it starts programs, else with others of its kind', () => {
  const files = Array.from({ length: 100 }, (_, at) => ({ file: `src/m/${at}${at % 3 === 0 ? '.pg' : ''}.test.ts`, text: at % 10 === 0 ? 'await startCustos();' : 'test(1);' }));
  const run = shareProcesses(files, path.join(folder, 'many'), 1_000);
  const alone = files.filter(({ text }) => text.includes('startCustos'));
  assert.deepEqual(run.slice(0, alone.length), alone.map(({ file }) => path.join(ROOT, file)));
  const together = run.slice(alone.length).map((file) => [...readFileSync(file, 'utf8').matchAll(/describe\("([^"]+)"/g)].map(([, title = '']) => title));
  assert.deepEqual(together.flat().sort(), files.filter((one) => !alone.includes(one)).map(({ file }) => file).sort());
  for (const group of together) assert.equal(new Set(group.map((file) => file.includes('.pg.'))).size, 1, 'one kind in a process');
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
