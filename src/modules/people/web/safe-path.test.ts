import assert from 'node:assert/strict';
import { test } from 'node:test';
import { InteractionInput } from '../../interactions/contract.ts';
import { curlLine } from './curl-line.ts';
import { safePath } from '../../../kernel/safe-path.ts';

test('Sign-in leads back to the page that was asked for, and never to another host', () => {
  assert.deepEqual(['/customers?q=a', undefined, 'https://elsewhere.example', '//elsewhere.example', '/\\elsewhere.example', '/sign-in?to=/'].map(safePath), ['/customers?q=a', '/', '/', '/', '/', '/']);
  // Browsers leave these letters out of an address, so that what is left begins with two slashes.
  assert.deepEqual(['/\t/elsewhere.example', '/\n/elsewhere.example', '/a\r\nset-cookie: b'].map(safePath), ['/', '/', '/']);
});

test('The line for a terminal sends what the server accepts', () => {
  const line = curlLine('http://127.0.0.1:4700', 'cKEY', '2026-01-31T12:00:00.000Z');
  const body: unknown = JSON.parse(/-d '(.*)'$/.exec(line)?.[1] ?? '');
  assert.ok(Array.isArray(body) && body.length === 1);
  assert.equal(InteractionInput.parse(body[0]).channel, 'email');
});
