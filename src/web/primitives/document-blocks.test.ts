import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { test } from 'node:test';
import { documentBlocks, stretchesOf } from './document-blocks.ts';

test('headings, paragraphs, lists, tables and code of a page are told apart', () => {
  const page = '# Title\n\nOne line\nand another.\n\n- first\n  goes on\n- second\n\n1. one\n2. two\n\n| a | b |\n|---|---|\n| 1 | 2 \\| 3 |\n\n```\nx = 1\n\ny = 2\n```\nend';
  assert.deepEqual(documentBlocks(page), [
    { kind: 'heading', level: 1, text: 'Title' }, { kind: 'paragraph', text: 'One line and another.' }, { kind: 'list', isNumbered: false, items: ['first goes on', 'second'] }, { kind: 'list', isNumbered: true, items: ['one', 'two'] },
    { kind: 'table', head: ['a', 'b'], rows: [['1', '2 | 3']] }, { kind: 'code', text: 'x = 1\n\ny = 2' }, { kind: 'paragraph', text: 'end' },
  ]);
});

test('words that stand out, code and links are told apart; a product of two letters is none of them', () => {
  assert.deepEqual(stretchesOf('**Bold** and *p* of `n*m`, a*b*c, see [Wilson](wilson.md).'), [
    { kind: 'strong', text: 'Bold' }, { kind: 'plain', text: ' and ' }, { kind: 'emphasis', text: 'p' }, { kind: 'plain', text: ' of ' }, { kind: 'code', text: 'n*m' }, { kind: 'plain', text: ', a*b*c, see ' },
    { kind: 'link', text: 'Wilson', to: 'wilson.md' }, { kind: 'plain', text: '.' },
  ]);
});

test('every page about a method is read to its last word', () => {
  const folder = fileURLToPath(new URL('../../../docs/methods', import.meta.url));
  for (const file of readdirSync(folder)) {
    const blocks = documentBlocks(readFileSync(`${folder}/${file}`, 'utf8'));
    assert.equal(blocks[0]?.kind, 'heading', file);
    const told = JSON.stringify(blocks);
    for (const [word] of readFileSync(`${folder}/${file}`, 'utf8').matchAll(/\p{L}{4,}/gu)) assert.ok(told.includes(word), `${file}: ${word}`);
  }
});
