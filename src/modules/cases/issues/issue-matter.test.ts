import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isUntouched } from './follow-issues.ts';
import { aboutIssue } from './issue-matter.ts';
import { mainIssue } from './main-issue.ts';

const about = (...subjects: readonly [type: string, id: string, label?: string][]) => ({ subjects: subjects.map(([type, id, label = null]) => ({ type, id, label, role: null })) });

test('a case is about the issue in which most of its contacts lie, and about none where none lies in any', () => {
  assert.equal(mainIssue([1, 2, 3], new Map([[1, 7], [2, 8], [3, 8]])), 8);
  assert.equal(mainIssue([2, 1], new Map([[1, 7], [2, 8]])), 7, 'of equals the earlier one');
  assert.equal(mainIssue([1, 2], new Map()), null);
});

test('the case of an issue is called by what its contacts name most, as its source writes it, and is more urgent where somebody had to ask again and again', () => {
  const items = [about(['order', 'BH-17'], ['product', 'p1', 'Vidde backpack']), about(['order', 'BH-17']), about(['order', 'BH-18'])];
  assert.deepEqual(aboutIssue(items, 5), { about: 'Vidde backpack, order BH-17: asked 5 times', subject: { type: 'order', id: 'BH-17' }, priority: 'high' });
  assert.deepEqual(aboutIssue([about(['agent', 'ann'])], 1), { about: 'No product or order named: asked once', subject: null, priority: 'normal' });
});

test('a case that a person has touched never becomes a part of another by itself', () => {
  assert.ok(isUntouched([{ by: 'custos' }, { by: 'custos' }]));
  assert.ok(!isUntouched([{ by: 'custos' }, { by: 'ann' }]));
});
