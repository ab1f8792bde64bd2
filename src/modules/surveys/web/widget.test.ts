import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';

const BUILT = fileURLToPath(new URL('../../../../dist/web/survey-widget.js', import.meta.url));
/** What a page of another company may be asked to load. Units: bytes, compressed. */
const MOST_BYTES = 15 * 1024;

test('the widget is one file of at most 15 kB compressed, which needs no other, and keeps nothing in the visitor’s browser', () => {
  assert.ok(existsSync(BUILT), 'build the page first: npm run build');
  const built = readFileSync(BUILT, 'utf8');
  const bytes = gzipSync(built).length;
  assert.ok(bytes > 500 && bytes <= MOST_BYTES, `${bytes} bytes`);
  assert.ok(!/\bimport\b|\bexport\b|\beval\b|innerHTML|document\.cookie|localStorage|sessionStorage/.test(built), 'a plain script that writes text alone');
});
