import assert from 'node:assert/strict';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { constants, getPriority } from 'node:os';
import { test } from 'node:test';
import { Worker } from 'node:worker_threads';

const skip = process.platform === 'linux' ? false : 'threads have a priority of their own on Linux alone';

/** Priorities of the threads of this process, as the system tells them. */
function priorities(): number[] {
  return readdirSync('/proc/self/task').map((thread) => Number(readFileSync(`/proc/self/task/${thread}/stat`, 'utf8').split(') ')[1]?.split(' ')[16]));
}

test('a thread that works in the background stands back, and no other', { skip }, async () => {
  const before = getPriority();
  const program = `
    import { parentPort } from 'node:worker_threads';
    import { yieldToAnswers } from ${JSON.stringify(new URL('yield-to-answers.ts', import.meta.url).href)};
    yieldToAnswers();
    parentPort.postMessage('ready');
    parentPort.on('message', () => process.exit());`;
  const worker = new Worker(program, { eval: true, execArgv: ['--disable-warning=ExperimentalWarning'] });
  await once(worker, 'message');
  const lower = priorities().filter((one) => one === Math.max(before, constants.priority.PRIORITY_BELOW_NORMAL));
  assert.equal(getPriority(), before);
  assert.ok(before >= constants.priority.PRIORITY_BELOW_NORMAL || lower.length === 1, `${lower.length} threads`);
  worker.postMessage('end');
  await once(worker, 'exit');
});
