import assert from 'node:assert/strict';
import { test } from 'node:test';
import { monthNamed } from './month-named.ts';
import { sharesScale } from './share-scale.ts';

test('of however many months, the last is named, at most twelve are, and at most six where it is narrow, evenly', () => {
  for (let months = 1; months <= 36; months += 1) {
    const named = Array.from({ length: months }, (_, before) => monthNamed(before, months));
    const narrow = named.flatMap((one, before) => (one === 'everywhere' ? [before] : []));
    assert.equal(named[0], 'everywhere');
    assert.ok(named.filter((one) => one !== 'not').length <= 12, `${months} months`);
    assert.ok(narrow.length <= 6, `${months} months`);
    assert.equal(new Set(narrow.slice(1).map((before, at) => before - (narrow[at] ?? 0))).size <= 1, true, `${months} months`);
  }
  assert.deepEqual(Array.from({ length: 6 }, (_, before) => monthNamed(before, 6)), Array.from({ length: 6 }, () => 'everywhere'));
});

test('a scale of shares begins at nothing and ends where the highest may lie', () => {
  assert.deepEqual(sharesScale([{ high: 1.2 }, null]).marks.map(({ text }) => text), ['0 %', '1 %', '2 %']);
  assert.equal(sharesScale([{ high: 73 }, { high: 12 }]).high, 80);
  assert.equal(sharesScale([]).high, 2);
});
