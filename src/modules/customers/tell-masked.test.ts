import assert from 'node:assert/strict';
import { test } from 'node:test';
import { maskText } from '../../kernel/personal-data.ts';
import { createMaskedTelling } from './tell-masked.ts';

function page(namesNow: () => Promise<readonly string[]>) {
  const hidden: string[] = [];
  const said: string[] = [];
  const tell = createMaskedTelling({ namesNow, hide: (names) => { hidden.push(...names); }, miss: (count) => { said.push(`missed ${count}`); } });
  return { hidden, said, hear: (text: string, names: readonly string[] = []) => { tell({ names, say: () => { said.push(maskText(text, hidden)); } }); } };
}
const settled = (): Promise<void> => new Promise((resolve) => { setImmediate(resolve); });

test('a name that was learnt after the page was opened is hidden in what comes later', async () => {
  let names = ['Ann'];
  const { said, hear } = page(async () => names);
  hear('Ann and Zebulon');
  await settled();
  names = ['Ann', 'Zebulon'];
  hear('Ann and Zebulon again');
  await settled();
  assert.deepEqual(said, ['A••• and Zebulon', 'A••• and Z••• again']);
});

test('a name that an interaction brings itself is hidden in it, and in everything afterwards, before anybody wrote it down', async () => {
  const { said, hidden, hear } = page(async () => []);
  hear('Regards, Zebulon', ['Zebulon Quirke']);
  await settled();
  hear('Quirke here again');
  await settled();
  assert.deepEqual(said, ['Regards, Z•••', 'Q••• here again']);
  assert.deepEqual(hidden, ['Zebulon Quirke'], 'each name is given once, however long the page stays open');
});

test('what happens while names are read waits its turn, and one reading serves all that waits', async () => {
  const readings: ((names: readonly string[]) => void)[] = [];
  const { said, hear } = page(() => new Promise((resolve) => { readings.push(resolve); }));
  hear('one');
  hear('two');
  hear('three');
  assert.deepEqual(said, []);
  readings.shift()?.([]);
  await settled();
  assert.deepEqual(said, ['one']);
  readings.shift()?.([]);
  await settled();
  assert.deepEqual([said, readings.length], [['one', 'two', 'three'], 0]);
});

test('where names can not be read nothing is said with names in it: the page hears that it missed something, and goes on', async () => {
  let isAway = true;
  const { said, hear } = page(async () => { if (isAway) throw new TypeError('away'); return ['Zebulon']; });
  hear('Zebulon');
  await settled();
  isAway = false;
  hear('Zebulon');
  await settled();
  assert.deepEqual(said, ['missed 1', 'Z•••']);
});
