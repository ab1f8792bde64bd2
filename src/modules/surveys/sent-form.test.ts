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

test('what a mail program sends is short: a long form in parts is not searched for its word, because whoever sent it could keep everybody waiting for minutes', () => {
  const parts = ['--x1', 'Content-Disposition: form-data; name="List-Unsubscribe"', '', 'One-Click', '--x1--', ''].join('\r\n');
  const formOf = (before: string): URLSearchParams => sentForm('multipart/form-data; boundary=x1', `${before}${parts}`);
  assert.equal(formOf('--x1\r\nname=List-Unsubscribe\r\n'.repeat(20)).get('List-Unsubscribe'), 'One-Click');
  assert.equal(formOf('--x1\r\nname=List-Unsubscribe\r\n'.repeat(1_000)).get('List-Unsubscribe'), null);
});
