import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sentForm } from './sent-form.ts';

test('a mail program that unsubscribes with one click is understood in both forms in which programs send it (RFC 8058)', () => {
  assert.equal(sentForm('application/x-www-form-urlencoded', 'List-Unsubscribe=One-Click').get('List-Unsubscribe'), 'One-Click');
  const parts = ['--x1', 'Content-Disposition: form-data; name="List-Unsubscribe"', '', 'One-Click', '--x1--', ''].join('\r\n');
  assert.equal(sentForm('multipart/form-data; boundary=x1', parts).get('List-Unsubscribe'), 'One-Click');
  assert.equal(sentForm('multipart/form-data; boundary=x1', parts.replace('One-Click', 'No')).get('List-Unsubscribe'), null);
  assert.equal(sentForm(undefined, 'wish=stop').get('wish'), 'stop');
});
