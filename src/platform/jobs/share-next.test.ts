import assert from 'node:assert/strict';
import { test } from 'node:test';
import { shareNext } from './share-next.ts';

/** A question whose answers are given by hand, counted from 1. */
function byHand() {
  const open: { readonly settle: (error?: Error) => void }[] = [];
  let asked = 0;
  const ask = shareNext(() => {
    const number = (asked += 1);
    return new Promise<number>((resolve, reject) => { open.push({ settle: (error) => { if (error === undefined) resolve(number); else reject(error); } }); });
  });
  return { ask, asked: () => asked, settle: (error?: Error) => { open.shift()?.settle(error); } };
}

const turn = (): Promise<void> => new Promise((resolve) => { setImmediate(resolve); });

test('whoever asks while an answer is under way shares the next one with all who do', async () => {
  const question = byHand();
  const first = question.ask();
  const [second, third] = [question.ask(), question.ask()];
  assert.equal(question.asked(), 1);
  question.settle();
  assert.equal(await first, 1);
  await turn();
  const fourth = question.ask();
  assert.equal(question.asked(), 2, 'the fourth asked after the second answer had begun, so it waits for the next');
  question.settle();
  assert.deepEqual(await Promise.all([second, third]), [2, 2]);
  await turn();
  question.settle();
  assert.equal(await fourth, 3);
  assert.equal(question.asked(), 3);
});

test('an answer that fails fails those who share it, and nobody after', async () => {
  const question = byHand();
  const first = question.ask();
  const second = question.ask();
  question.settle(new RangeError('away'));
  await assert.rejects(first, RangeError);
  await turn();
  question.settle();
  assert.equal(await second, 2);
});
