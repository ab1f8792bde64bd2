import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { VIEWS } from './index.ts';
import { analyticsViewsPage } from './views-page.ts';

test('the page on the views says what the views are', () => {
  const page = readFileSync(new URL('../../../docs/analytics-views.md', import.meta.url), 'utf8');
  assert.equal(page, analyticsViewsPage(), 'write docs/analytics-views.md anew from analyticsViewsPage() in src/modules/analysts/views-page.ts');
});

test('no view shows to everybody what elsewhere only those read who may see personal data', () => {
  const personal = ['title', 'text', 'who', 'label', 'question', 'value', 'properties', 'session', 'source_id', 'name', 'words'];
  const shown = VIEWS.flatMap(({ name, columns }) => columns.filter((column) => !column.isPersonal && personal.includes(column.name)).map((column) => `${name}.${column.name}`));
  // A number on a scale and a mark that was read say nothing of who it was.
  assert.deepEqual(shown, ['answers.value', 'marks.label']);
});
