import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createTogether } from './ask-together.ts';

/** Groups that were asked, each answered when the test says so. */
function desk(slots: number, most: number) {
  const asked: number[][] = [];
  const answers: { give: () => void; fail: (error: Error) => void }[] = [];
  const together = createTogether<number, readonly number[], string>({
    slots, most,
    ask: (questions) => {
      asked.push([...questions]);
      return new Promise((resolve, reject) => { answers.push({ give: () => { resolve(questions); }, fail: reject }); });
    },
    read: (answered) => answered.map((one) => {
      if (one === 13) throw new Error('thirteen');
      return `answer to ${one}`;
    }),
  });
  return { asked, answers, together };
}

const turn = (): Promise<void> => new Promise((resolve) => { setImmediate(resolve); });

test('whoever comes alone is answered at once; those who come meanwhile go together, each with their own answer', async () => {
  const { asked, answers, together } = desk(1, 3);
  const all = [1, 2, 3, 4, 5].map(together);
  assert.deepEqual(asked, [[1]]);
  answers[0]?.give();
  assert.equal(await all[0], 'answer to 1');
  await turn();
  assert.deepEqual(asked, [[1], [2, 3, 4]]);
  answers[1]?.give();
  await turn();
  assert.deepEqual(asked, [[1], [2, 3, 4], [5]]);
  answers[2]?.give();
  assert.deepEqual(await Promise.all(all), [1, 2, 3, 4, 5].map((one) => `answer to ${one}`));
});

test('as many groups are under way as there are slots', async () => {
  const { asked, answers, together } = desk(2, 8);
  const all = [1, 2, 3, 4].map(together);
  assert.deepEqual(asked, [[1], [2]]);
  answers[1]?.give();
  await turn();
  assert.deepEqual(asked, [[1], [2], [3, 4]]);
  answers[0]?.give();
  answers[2]?.give();
  assert.equal((await Promise.all(all)).length, 4);
});

test('a failure reaches those who were in it and nobody else', async () => {
  const { answers, together } = desk(1, 8);
  const [first, second, third] = [1, 2, 3].map(together);
  answers[0]?.give();
  await first;
  await turn();
  answers[1]?.fail(new Error('away'));
  await assert.rejects(second ?? Promise.resolve(), /away/);
  await assert.rejects(third ?? Promise.resolve(), /away/);
  const later = together(4);
  answers[2]?.give();
  assert.equal(await later, 'answer to 4');
});

test('an answer that cannot be read is a failure too, and the next question is asked all the same', async () => {
  const { asked, answers, together } = desk(1, 8);
  const unreadable = together(13);
  const next = together(14);
  answers[0]?.give();
  await assert.rejects(unreadable, /thirteen/);
  assert.deepEqual(asked, [[13], [14]]);
  answers[1]?.give();
  assert.equal(await next, 'answer to 14');
});
