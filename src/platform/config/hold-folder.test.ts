import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { AppError } from '../../kernel/app-error.ts';
import { holdFolder } from './hold-folder.ts';

const inFolder = async (work: (folder: string) => Promise<void> | void): Promise<void> => {
  const folder = mkdtempSync(join(tmpdir(), 'custos-hold-'));
  try {
    await work(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
};

const isInUse = (folder: string) => (error: unknown): boolean => error instanceof AppError && error.code === 'data-folder-in-use' && error.detail.includes(folder);

const HOLD = `import { holdFolder } from ${JSON.stringify(new URL('./hold-folder.ts', import.meta.url).href)};
try { holdFolder(process.argv[1]); process.stdout.write('held\\n'); setInterval(() => {}, 1000); } catch (error) { process.stdout.write(error.code + '\\n'); }`;

async function anotherProcess(folder: string): Promise<{ said: string; kill(): Promise<void> }> {
  const child = spawn(process.execPath, ['--input-type=module', '-e', HOLD, folder], { stdio: ['ignore', 'pipe', 'inherit'] });
  const [chunk] = await once(child.stdout, 'data') as [Buffer];
  return {
    said: chunk.toString().trim(),
    async kill() {
      if (child.exitCode !== null) return;
      const gone = once(child, 'exit');
      child.kill('SIGKILL');
      await gone;
    },
  };
}

test('a second Custos on the same data folder is refused by name, until the first lets go', () => inFolder((folder) => {
  const held = holdFolder(folder);
  assert.throws(() => holdFolder(folder), isInUse(folder));
  held.release();
  holdFolder(folder).release();
  assert.deepEqual(readdirSync(folder), []);
}));

test('another living process keeps its folder; once it is killed, the folder is free', () => inFolder(async (folder) => {
  const other = await anotherProcess(folder);
  assert.equal(other.said, 'held');
  assert.throws(() => holdFolder(folder), isInUse(folder));
  await other.kill();
  holdFolder(folder).release();
}));

test('a number that belongs to another program by now does not hold the folder', () => inFolder((folder) => {
  writeFileSync(join(folder, 'custos.lock'), `${process.ppid}\nsome other boot\n`);
  holdFolder(folder).release();
}));

test('of six that take over a dead lock at once, one gets it', () => inFolder(async (folder) => {
  writeFileSync(join(folder, 'custos.lock'), '999999\nlong ago\n');
  const all = await Promise.all(Array.from({ length: 6 }, () => anotherProcess(folder)));
  assert.deepEqual(all.map((one) => one.said).sort(), ['data-folder-in-use', 'data-folder-in-use', 'data-folder-in-use', 'data-folder-in-use', 'data-folder-in-use', 'held']);
  await Promise.all(all.map((one) => one.kill()));
}));

test('a folder that can not be made is said by name, with what to do', () => inFolder((folder) => {
  writeFileSync(join(folder, 'file'), '');
  assert.throws(() => holdFolder(join(folder, 'file', 'data')), (error) => error instanceof AppError && error.code === 'data-folder-not-writable' && error.detail.includes(join(folder, 'file', 'data')));
}));
