import assert from 'node:assert/strict';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { once } from 'node:events';
import { test, type TestContext } from 'node:test';
import { openLanguageModel, type LanguageModel, type ModelLimits } from './language-model.ts';

const LIMITS: ModelLimits = { withinMs: 60_000, answerBytes: 5_000, waiting: 1 };
const question = { task: 'Name them.', texts: ['one', 'two'], answerTokens: 20 };
type Reply = (body: { model: string; messages: { role: string; content: string }[]; max_tokens: number }, request: IncomingMessage, response: ServerResponse) => void;

async function modelThat(t: TestContext, reply: Reply, limits = LIMITS): Promise<{ model: LanguageModel; asked: () => number }> {
  let asked = 0;
  const server = createServer((request, response) => {
    asked += 1;
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => { reply(JSON.parse(Buffer.concat(chunks).toString('utf8')) as Parameters<Reply>[0], request, response); });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  t.after(() => { server.closeAllConnections(); server.close(); });
  const address = server.address();
  assert.ok(address !== null && typeof address === 'object');
  return { model: openLanguageModel({ url: `http://127.0.0.1:${address.port}/v1/`, key: 'secret-key', name: 'small-one' }, limits), asked: () => asked };
}
const says = (content: unknown, more: object = {}): string => JSON.stringify({ choices: [{ message: { role: 'assistant', content } }], ...more });

test('texts go to the model as data beside the task, with a cap on the answer, and what it says comes back with its price', async (t) => {
  let heard: unknown;
  const { model } = await modelThat(t, (body, request, response) => {
    heard = [request.url, request.headers.authorization, body.model, body.max_tokens, body.messages.map(({ role }) => role), JSON.parse(body.messages[1]?.content ?? '')];
    response.end(says('Late parcels', { usage: { total_tokens: 42 } }));
  });
  assert.deepEqual(await model.ask(question), { text: 'Late parcels', tokens: 42 });
  assert.deepEqual(heard, ['/v1/chat/completions', 'Bearer secret-key', 'small-one', 20, ['system', 'user'], ['one', 'two']]);
  assert.deepEqual([model.isHere, model.name], [true, 'small-one']);
});

test('a model that never answers is left after a while', async (t) => {
  const { model } = await modelThat(t, () => undefined, { ...LIMITS, withinMs: 200 });
  await assert.rejects(model.ask(question), { code: 'language-model-away' });
});

test('a model that refuses, lies about itself, answers without end or sends elsewhere is a refusal in words, and the next question is asked', async (t) => {
  const replies: [code: string, reply: Reply][] = [
    ['language-model-refused', (_, __, response) => { response.writeHead(500); response.end('no'); }],
    ['language-model-unread', (_, __, response) => { response.end('<html>hello</html>'); }],
    ['language-model-unread', (_, __, response) => { response.end('{"choices":[]}'); }],
    ['language-model-unread', (_, __, response) => { response.end(says({ tool_calls: [] })); }],
    ['language-model-too-long', (_, __, response) => { response.end(says('x'.repeat(10_000))); }],
    ['language-model-away', (_, __, response) => { response.writeHead(302, { location: 'http://127.0.0.1:1/steal' }); response.end(); }],
    ['language-model-away', (_, __, response) => { response.destroy(); }],
  ];
  let at = 0;
  const { model, asked } = await modelThat(t, (body, request, response) => { (replies[at]?.[1] ?? ((_, __, own) => { own.end(says('fine', { usage: { total_tokens: -7 } })); }))(body, request, response); });
  for (const [code] of replies) {
    await assert.rejects(model.ask(question), { code });
    at += 1;
  }
  const { text, tokens } = await model.ask(question);
  assert.ok(text === 'fine' && tokens > 0, 'a price that cannot be is reckoned');
  assert.equal(asked(), replies.length + 1);
});

test('one question is asked at a time, and only a few wait', async (t) => {
  let open = 0;
  let most = 0;
  const { model } = await modelThat(t, (_, __, response) => { open += 1; most = Math.max(most, open); setTimeout(() => { open -= 1; response.end(says('yes')); }, 30); });
  const all = await Promise.allSettled(Array.from({ length: 5 }, () => model.ask(question)));
  assert.equal(most, 1);
  assert.deepEqual(all.map(({ status }) => status), ['fulfilled', 'fulfilled', 'rejected', 'rejected', 'rejected']);
});
