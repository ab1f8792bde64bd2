import assert from 'node:assert/strict';
import { test } from 'node:test';
import { lowestCell, lowestOf, spreadOf } from './consistency.ts';
import { definitionOf, type ScoreDefinition } from './score-definition.ts';
import { tallyOf, type Tally } from './tally.ts';

const thumbs: ScoreDefinition = definitionOf({ scale: 'thumbs', from: 0, to: 1 }) ?? assert.fail();
const cell = (up: number, down: number): Tally => tallyOf([...Array.from({ length: up }, () => 1), ...Array.from({ length: down }, () => 0)].map((worth, at) => ({ person: String(at), worth, weight: 1 })));

test('the same mean can be even or torn: spread and the lowest tenth tell', () => {
  assert.deepEqual(spreadOf([{ value: 3, answers: 40 }]), { deviation: 0, tenth: 3 });
  assert.deepEqual(spreadOf([{ value: 5, answers: 20 }, { value: 1, answers: 20 }]), { deviation: 2, tenth: 1 });
  assert.equal(spreadOf([{ value: 5, answers: 29 }]), null, 'below thirty it says little');
  assert.equal(spreadOf([]), null);
});

test('the lowest part is called lower only when it is', () => {
  const parts = (call: Tally): { name: string; tally: Tally }[] => [{ name: 'chat', tally: cell(80, 20) }, { name: 'email', tally: cell(79, 21) }, { name: 'call', tally: call }];
  assert.deepEqual([lowestCell(thumbs, parts(cell(75, 25)))?.name, lowestCell(thumbs, parts(cell(75, 25)))?.isLower], ['call', false]);
  assert.equal(lowestCell(thumbs, parts(cell(50, 50)))?.isLower, true);
  assert.equal(lowestCell(thumbs, parts(cell(1, 20)))?.name, 'email', 'a part of 21 people is not looked at');
  assert.equal(lowestCell(thumbs, [{ name: 'chat', tally: cell(80, 20) }]), null);
});

test('the lowest part is looked for by channel, brand and office, and parts of all of them share what chance may do', () => {
  const plain = { by: 'brand', cells: [{ name: 'a', tally: cell(80, 20) }, { name: 'b', tally: cell(79, 21) }] } as const;
  const offices = { by: 'office', cells: [{ name: 'brand', tally: cell(80, 20) }, { name: 'service', tally: cell(50, 50) }] } as const;
  const told = lowestOf(thumbs, [plain, offices, { by: 'channel', cells: [{ name: 'chat', tally: cell(1, 99) }] }]);
  assert.deepEqual([told?.by, told?.name, told?.isLower], ['office', 'service', true], 'one channel alone is not the lowest of several');
  assert.equal(lowestOf(thumbs, [{ by: 'brand', cells: [{ name: 'a', tally: cell(1, 20) }, { name: 'b', tally: cell(80, 20) }] }]), null, 'a part of 21 people is not looked at');
  const close = [{ name: 'chat', tally: cell(80, 20) }, { name: 'call', tally: cell(66, 34) }];
  assert.deepEqual([lowestCell(thumbs, close, 2)?.isLower, lowestCell(thumbs, close, 40)?.isLower], [true, false], 'among many parts one may lie so low by chance');
});
