import assert from 'node:assert/strict';
import { test } from 'node:test';
import { splitLines } from './split-lines.ts';

async function blocksOf(text: string, cut: number, most: { rows: number; bytes: number }): Promise<{ text: string; rows: number }[]> {
  const source = (async function* () { for (let at = 0; at < text.length; at += cut) yield Buffer.from(text.slice(at, at + cut)); })();
  const found: { text: string; rows: number }[] = [];
  for await (const block of splitLines(source, most)) found.push({ text: block.text.toString(), rows: block.rows });
  return found;
}

test('lines come out whole and in order however the bytes were cut', async () => {
  const text = 'one\ntwo\n\nthree\nfour';
  for (let cut = 1; cut <= text.length; cut += 1) {
    const found = await blocksOf(text, cut, { rows: 2, bytes: 1_000 });
    assert.deepEqual(found, [{ text: 'one\ntwo\n', rows: 2 }, { text: '\nthree\n', rows: 2 }, { text: 'four\n', rows: 1 }]);
  }
});

test('a block is closed when it has enough bytes', async () => {
  assert.deepEqual(await blocksOf('aaaa\nbbbb\ncccc\n', 4, { rows: 100, bytes: 8 }), [{ text: 'aaaa\nbbbb\n', rows: 2 }, { text: 'cccc\n', rows: 1 }]);
  assert.deepEqual(await blocksOf('', 1, { rows: 2, bytes: 8 }), []);
});
