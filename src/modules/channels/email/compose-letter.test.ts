import assert from 'node:assert/strict';
import { test } from 'node:test';
import { composeLetter } from './compose-letter.ts';

const headOf = async (unsubscribe?: string): Promise<string> => {
  const raw = await composeLetter({ messageId: 'a@shop.example', from: { address: 'help@shop.example', name: 'The shop' }, to: { address: 'nora@x.example', name: 'Nora' }, subject: 'How was it?', text: 'Tell us', answers: [], atMs: 0, ...(unsubscribe === undefined ? {} : { unsubscribe }) });
  return (raw.toString().split('\r\n\r\n', 1)[0] ?? '').replace(/\r\n\s+/g, ' ');
};

test('a mail that was not asked for says how to be sent no more with one click, where it is safe to say so; an answer says nothing of it', async () => {
  const secure = await headOf('https://shop.example/s/abc?stop=1');
  assert.match(secure, /^List-Unsubscribe: <https:\/\/shop\.example\/s\/abc\?stop=1>$/m);
  assert.match(secure, /^List-Unsubscribe-Post: List-Unsubscribe=One-Click$/m);
  const plain = await headOf('http://shop.example/s/abc?stop=1');
  assert.match(plain, /^List-Unsubscribe: /m);
  assert.doesNotMatch(plain, /List-Unsubscribe-Post/, 'one click is for addresses that nobody can listen to');
  assert.doesNotMatch(await headOf(), /List-Unsubscribe/);
  await assert.rejects(headOf('https://shop.example/>\r\nBcc: all@x.example'), { code: 'mail-head-malformed' });
});
