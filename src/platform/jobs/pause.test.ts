import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createPause } from './pause.ts';

const LONG_MS = 600_000;

test('whoever waits goes on as soon as there is something to do', async () => {
  const pause = createPause();
  const waited = pause.wait(LONG_MS);
  pause.end();
  await waited;
});

test('a call that comes while nobody waits is not missed, and counts once', async () => {
  const pause = createPause();
  pause.end();
  await pause.wait(LONG_MS);
  let isOver = false;
  const second = pause.wait(LONG_MS).then(() => { isOver = true; });
  await new Promise((resolve) => { setImmediate(resolve); });
  assert.equal(isOver, false);
  pause.end();
  await second;
});

test('without a call it ends by itself, and at once where there is nothing to wait for', async () => {
  const pause = createPause();
  const alive = setInterval(() => undefined, 1_000);
  await pause.wait(1);
  await pause.wait(0);
  await pause.wait(-5);
  clearInterval(alive);
});
