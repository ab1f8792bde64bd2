import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { test } from 'node:test';
import { promisify } from 'node:util';

/** A thread that makes and forgets much, and then says how large its young generation became. */
const THREAD = `
  import { getHeapSpaceStatistics } from 'node:v8';
  import { parentPort } from 'node:worker_threads';
  let kept = [];
  for (let at = 0; at < 2e6; at += 1) { kept.push({ at, in: [at] }); if (kept.length > 2e5) kept = []; }
  parentPort.postMessage(getHeapSpaceStatistics().find(({ space_name: name }) => name === 'new_space').space_size);`;

async function youngMegabytes(limits: string): Promise<number> {
  const program = `
    import { Worker } from 'node:worker_threads';
    import { threadMemory } from ${JSON.stringify(new URL('start-thread.ts', import.meta.url).href)};
    new Worker(${JSON.stringify(THREAD)}, { eval: true, resourceLimits: ${limits} }).on('message', (bytes) => { console.log(bytes / 2 ** 20); });`;
  const { stdout } = await promisify(execFile)(process.execPath, ['--disable-warning=ExperimentalWarning', '--max-semi-space-size=48', '--input-type=module', '--eval', program]);
  return Number(stdout);
}

test('the limit of a thread counts though the process has a large young generation', async () => {
  assert.ok(await youngMegabytes('threadMemory({ youngMb: 12 })') <= 12);
  assert.ok(await youngMegabytes('{ maxYoungGenerationSizeMb: 12 }') > 12, 'without it the flag rules, and this test would not be needed');
});
