import assert from 'node:assert/strict';
import { request as httpRequest, type IncomingMessage } from 'node:http';
import { connect } from 'node:net';
import { test, type TestContext } from 'node:test';
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import { z } from 'zod';
import type { Role, Viewer } from '../../kernel/access.ts';
import { AppError } from '../../kernel/app-error.ts';
import { personal } from '../../kernel/personal-data.ts';
import { defineRoutes } from '../../kernel/route-contract.ts';
import { createLog } from '../log/log.ts';
import { parseProxies } from './caller.ts';
import { createHttpServer } from './create-server.ts';
import { openEventStream } from './open-event-stream.ts';
import { parseJson, readBody } from './read-body.ts';
import type { AuditRecord } from './serve-route.ts';

const Line = z.object({ name: personal('name'), text: personal('text') });
const routes = defineRoutes({
  echo: { method: 'POST', path: '/api/echo', summary: 'Says it back', gate: 'public', body: z.object({ word: z.string().min(2), count: z.number().int().default(1) }), response: z.object({ word: z.string(), count: z.number() }) },
  customer: { method: 'GET', path: '/api/customers/:id', summary: 'One customer', gate: 'see-customers', params: z.object({ id: z.string() }), query: z.object({ limit: z.coerce.number().int().max(10).default(5) }), response: Line.extend({ limit: z.number() }), audit: 'customer.seen' },
  open: { method: 'GET', path: '/api/open/:id', summary: 'Asked by an open page again and again', gate: 'see-customers', params: z.object({ id: z.string() }), response: z.object({}), audit: 'open.seen', polled: true },
  me: { method: 'GET', path: '/api/me', summary: 'Me', gate: 'see-own-session', response: z.object({}) },
  join: { method: 'POST', path: '/api/customers/:id/join', summary: 'Join', gate: 'change-identity', params: z.object({ id: z.string() }), body: z.object({}), response: z.object({ done: z.boolean() }), audit: 'identity.joined' },
  who: { method: 'GET', path: '/api/who', summary: 'Who asks', gate: 'public', response: z.object({ address: z.string(), isSecure: z.boolean(), origin: z.string() }) },
  fault: { method: 'GET', path: '/api/fault/:kind', summary: 'Fails', gate: 'public', params: z.object({ kind: z.string() }), response: z.object({}) },
  send: { method: 'POST', path: '/v1/interactions', summary: 'Send', gate: 'write-key', response: z.object({ bytes: z.number(), json: z.unknown() }), raw: 'request' },
  live: { method: 'GET', path: '/api/live', summary: 'Live', gate: 'see-customers', response: Line, raw: 'response' },
});
const LIMIT = 64 * 1024;
let passedMs = 0;

/** A server with these routes; who asks is said by a header, so that the server alone is under test. */
async function started(t: TestContext, proxies: string | null = null) {
  const audited: AuditRecord[] = [];
  const lines: string[] = [];
  const revoked = new Set<string>();
  const viewerOf = async (request: IncomingMessage): Promise<Viewer | null> => {
    const who = String(request.headers['x-test-viewer'] ?? '');
    if (who === '' || revoked.has(who)) return null;
    return who === 'write' ? { kind: 'key', id: 'k1', name: 'shop', key: 'write', source: 'shop', personalData: false } : { kind: 'person', id: 'p1', name: 'P', role: who as Role };
  };
  const server = createHttpServer({ log: createLog('info', (line) => lines.push(line)), viewerOf, audit: (record) => audited.push(record), maxBodyBytes: LIMIT, recheckMs: 20, closeWithinMs: 200, clock: () => Date.now() + passedMs, trustedProxies: proxies === null ? null : parseProxies(proxies) });
  server.handle(routes.echo, async ({ body }) => body);
  server.handle(routes.customer, async ({ query, hideNames }) => {
    hideNames(['Petra Lund']);
    return { name: 'Anna Berg', text: 'Anna and Petra', limit: query.limit };
  });
  server.handle(routes.me, async ({ setHeader }) => {
    setHeader('set-cookie', ['a=1; HttpOnly', 'b=2; Secure']);
    return {};
  });
  server.handle(routes.open, async () => ({}));
  server.handle(routes.who, async ({ clientAddress, isSecure, origin }) => ({ address: clientAddress, isSecure, origin }));
  server.handle(routes.join, async () => ({ done: true }));
  server.handle(routes.fault, async ({ params }) => {
    if (params.kind === 'foreign') throw new Error('secret anna@example.org');
    throw new AppError(params.kind === 'missing' ? 'not-found' : 'too-many', 'told', 'Do this.');
  });
  server.handle(routes.send, async ({ request }) => {
    const body = await readBody(request, { maxBytes: LIMIT, timeoutMs: 300 });
    return { bytes: body.length, json: parseJson(body) };
  });
  server.handle(routes.live, async ({ response, masked }) => {
    const stream = openEventStream(response, { heartbeatMs: 20 });
    stream.send('line', masked({ name: 'Anna Berg', text: 'Anna wrote' }));
    return undefined;
  });
  await server.listen('127.0.0.1', 0);
  t.after(() => server.close());
  const address = server.address();
  assert.ok(address !== null);
  const ask = (path: string, init: RequestInit & { viewer?: string } = {}): Promise<Response> => fetch(address + path, { ...init, headers: { ...(init.viewer === undefined ? {} : { 'x-test-viewer': init.viewer }), ...(init.headers as Record<string, string> | undefined) } });
  return { server, address, ask, audited, lines, revoked };
}

const problem = async (response: Response): Promise<{ code: string; detail: string; issues?: { path: string; message: string }[] }> => (await response.json()) as never;

test('a request that fits is answered, with defaults filled in and security headers set', async (t) => {
  const { ask } = await started(t);
  const response = await ask('/api/echo', { method: 'POST', body: JSON.stringify({ word: 'hello' }) });
  assert.equal(response.status, 200);
  assert.deepEqual(await response.json(), { word: 'hello', count: 1 });
  assert.match(response.headers.get('content-security-policy') ?? '', /default-src 'self'/);
  assert.equal(response.headers.get('x-content-type-options'), 'nosniff');
  assert.equal(response.headers.get('cache-control'), 'no-store');
});

test('a request that does not fit is 400 and names every field to mend, never its value', async (t) => {
  const { ask } = await started(t);
  const response = await ask('/api/echo', { method: 'POST', body: JSON.stringify({ word: 'x', count: 'anna@example.org' }) });
  assert.equal(response.status, 400);
  const text = await response.text();
  assert.ok(!text.includes('anna@'));
  const told = JSON.parse(text) as { code: string; issues: { path: string }[] };
  assert.equal(told.code, 'request-invalid');
  assert.deepEqual(told.issues.map(({ path }) => path), ['body.word', 'body.count']);
  assert.equal((await ask('/api/customers/cus_1?limit=99', { viewer: 'owner' })).status, 400);
});

test('a text with the character that PostgreSQL cannot keep is 400, in body and in address', async (t) => {
  const { ask } = await started(t);
  const response = await ask('/api/echo', { method: 'POST', body: JSON.stringify({ word: 'a\0b' }) });
  assert.equal(response.status, 400);
  assert.match((await problem(response)).detail, /body\.word/);
  assert.equal((await ask('/api/customers/a%00b', { viewer: 'owner' })).status, 400);
});

test('nobody is 401, somebody who may not is 403, and both stand in the audit log with what was tried', async (t) => {
  const { ask, audited } = await started(t);
  assert.equal((await ask('/api/customers/cus_1')).status, 401);
  assert.equal((await ask('/api/customers/cus_1', { viewer: 'employee' })).status, 403);
  assert.equal((await ask('/api/customers/cus_1', { viewer: 'owner' })).status, 200);
  assert.deepEqual(audited.map(({ viewer, what, about, outcome }) => [viewer?.id ?? null, what, about, outcome]), [[null, 'customer.seen', 'cus_1', 'refused'], ['p1', 'customer.seen', 'cus_1', 'refused'], ['p1', 'customer.seen', 'cus_1', 'allowed']]);
});

test('a page that is open and asks again is one look an hour of whoever looks at whatever they look at; a refusal is always written', async (t) => {
  const { ask, audited } = await started(t);
  const asks = async (viewer: string, id: string): Promise<void> => { await ask(`/api/open/${id}`, { viewer }); };
  for (let time = 0; time < 3; time += 1) for (const id of ['cus_1', 'cus_2']) await asks('owner', id);
  assert.deepEqual(audited.map(({ what, about }) => [what, about]), [['open.seen', 'cus_1'], ['open.seen', 'cus_2']]);
  passedMs += 3_600_001;
  await asks('owner', 'cus_1');
  for (let time = 0; time < 2; time += 1) await asks('employee', 'cus_1');
  assert.deepEqual(audited.slice(2).map(({ outcome }) => outcome), ['allowed', 'refused', 'refused']);
});

test('asking whether anybody is signed in is not an attempt; it leaves no audit entry', async (t) => {
  const { ask, audited } = await started(t);
  assert.equal((await ask('/api/me')).status, 401);
  assert.deepEqual(audited, []);
});

test('what a caller writes into the address reaches the audit log only when it looks like an id', async (t) => {
  const { ask, audited } = await started(t);
  await ask('/api/customers/anna%40example.org');
  assert.equal(audited[0]?.about, null);
});

test('an unknown write key is 401, a person is 403 at the ingest gate', async (t) => {
  const { ask } = await started(t);
  assert.equal((await ask('/v1/interactions', { method: 'POST', body: '{}' })).status, 401);
  assert.equal((await ask('/v1/interactions', { method: 'POST', body: '{}', viewer: 'owner' })).status, 403);
  assert.equal((await ask('/v1/interactions', { method: 'POST', body: '{}', viewer: 'write' })).status, 200);
});

test('a change sent by a page of another site is 403 and audited, the same change from Custos itself is done', async (t) => {
  const { ask, address, audited } = await started(t);
  const send = (origin: string): Promise<Response> => ask('/api/customers/cus_1/join', { method: 'POST', body: '{}', viewer: 'owner', headers: { origin } });
  const refusal = await send('https://evil.example');
  assert.equal(refusal.status, 403);
  assert.equal((await problem(refusal)).code, 'cross-site');
  assert.equal((await send(address)).status, 200);
  assert.deepEqual(audited.map(({ outcome }) => outcome), ['refused', 'allowed']);
});

test('a page of another site may send with a write key: the browser is told so before and after', async (t) => {
  const { ask } = await started(t);
  const before = await ask('/v1/interactions', { method: 'OPTIONS', headers: { origin: 'https://shop.example', 'access-control-request-headers': 'authorization,content-type' } });
  assert.equal(before.status, 204);
  assert.equal(before.headers.get('access-control-allow-origin'), 'https://shop.example');
  assert.equal(before.headers.get('access-control-allow-headers'), 'authorization,content-type');
  assert.equal(before.headers.get('access-control-max-age'), '86400');
  for (const viewer of ['write', '']) assert.equal((await ask('/v1/interactions', { method: 'POST', body: '{}', viewer, headers: { origin: 'https://shop.example' } })).headers.get('access-control-allow-origin'), 'https://shop.example');
  assert.equal((await ask('/api/me', { viewer: 'owner', headers: { origin: 'https://shop.example' } })).headers.get('access-control-allow-origin'), null);
});

test('masked or clear is decided by who asks, names given by the handler included', async (t) => {
  const { ask } = await started(t);
  assert.deepEqual(await (await ask('/api/customers/cus_1', { viewer: 'agent' })).json(), { name: 'Anna Berg', text: 'Anna and Petra', limit: 5 });
  assert.deepEqual(await (await ask('/api/customers/cus_1', { viewer: 'analyst' })).json(), { name: 'A••• B•••', text: 'A••• and P•••', limit: 5 });
});

test('a fault of ours is 503 with Retry-After and nothing of its text, in the answer or in the log', async (t) => {
  const { ask, lines } = await started(t);
  const response = await ask('/api/fault/foreign');
  assert.equal(response.status, 503);
  assert.equal(response.headers.get('retry-after'), '5');
  assert.ok(!(await response.text()).includes('secret'));
  assert.equal(lines.length, 1);
  assert.match(lines[0] ?? '', /request-failed/);
  assert.ok(!(lines[0] ?? '').includes('anna'));
});

test('refusals made on purpose keep their code, what to do, and when to come back', async (t) => {
  const { ask } = await started(t);
  const missing = await ask('/api/fault/missing');
  assert.equal(missing.status, 404);
  assert.deepEqual(await problem(missing), { code: 'told', detail: 'Do this.' });
  const often = await ask('/api/fault/often');
  assert.equal(often.status, 429);
  assert.equal(often.headers.get('retry-after'), '60');
});

test('bodies are read whatever their content type and encoding say', async (t) => {
  const { ask } = await started(t);
  const json = JSON.stringify({ word: 'hello' });
  const bodies: [Record<string, string>, Uint8Array<ArrayBuffer>][] = [
    [{ 'content-type': 'text/plain' }, Buffer.from(json)], [{ 'content-type': 'application/x-www-form-urlencoded' }, Buffer.from(gzipSync(json))], [{ 'content-type': 'nonsense' }, Buffer.from(json)],
    [{ 'content-encoding': 'gzip' }, Buffer.from(gzipSync(json))], [{ 'content-encoding': 'deflate' }, Buffer.from(deflateSync(json))], [{ 'content-encoding': 'br' }, Buffer.from(brotliCompressSync(json))], [{}, Buffer.from(`\ufeff${json}`)],
  ];
  for (const [headers, body] of bodies) {
    const response = await ask('/v1/interactions', { method: 'POST', viewer: 'write', headers, body });
    assert.equal(response.status, 200, JSON.stringify(headers));
    assert.deepEqual(((await response.json()) as { json: unknown }).json, { word: 'hello' });
  }
});

test('a body over the limit is 413 and states the limit, whether announced, in chunks or inflated', async (t) => {
  const { ask, address } = await started(t);
  const big = Buffer.alloc(LIMIT + 1, 0x20);
  const bomb = gzipSync(Buffer.alloc(200 * 1024 * 1024));
  assert.ok(bomb.length > LIMIT, 'this bomb is refused by its own size');
  const smallBomb = gzipSync(Buffer.alloc(50 * 1024 * 1024));
  assert.ok(smallBomb.length < LIMIT, 'this one only by what comes out of it');
  for (const [body, headers] of [[big, {}], [bomb, { 'content-encoding': 'gzip' }], [smallBomb, { 'content-encoding': 'gzip' }]] as const) {
    const response = await ask('/v1/interactions', { method: 'POST', viewer: 'write', body: new Uint8Array(body), headers });
    assert.equal(response.status, 413);
    assert.match((await problem(response)).detail, /65,536 bytes/);
  }
  const chunked = await new Promise<number>((resolve, reject) => {
    const request = httpRequest(`${address}/v1/interactions`, { method: 'POST', headers: { 'x-test-viewer': 'write' } }, (response) => resolve(response.resume().statusCode ?? 0));
    request.on('error', reject);
    for (let index = 0; index < 5; index += 1) request.write(big);
    request.end();
  });
  assert.equal(chunked, 413);
});

test('a body that is not UTF-8, not JSON, not complete or not inflatable is 400 and says which', async (t) => {
  const { ask } = await started(t);
  const cases: [Uint8Array<ArrayBuffer>, Record<string, string>, string][] = [
    [Buffer.from([0x22, 0xe9, 0x22]), {}, 'body-not-utf8'], [Buffer.from('\ufeff{}', 'utf16le'), {}, 'body-not-utf8'], [Buffer.from('{"a":'), {}, 'body-not-json'], [Buffer.from('no'), { 'content-encoding': 'gzip' }, 'body-not-inflatable'],
    [Buffer.from(gzipSync('{"word":"hello"}').subarray(0, 20)), { 'content-encoding': 'gzip' }, 'body-not-inflatable'], [Buffer.from('{}'), { 'content-encoding': 'rot13' }, 'encoding-unknown'],
  ];
  for (const [body, headers, code] of cases) {
    const response = await ask('/v1/interactions', { method: 'POST', viewer: 'write', body, headers });
    assert.equal(response.status, 400, code);
    assert.equal((await problem(response)).code, code);
  }
});

test('a body that stops arriving is 503, so that the sender tries again', async (t) => {
  const { address } = await started(t);
  const { port } = new URL(address);
  const answer = await new Promise<string>((resolve) => {
    const socket = connect(Number(port), '127.0.0.1', () => socket.write('POST /v1/interactions HTTP/1.1\r\nhost: x\r\nx-test-viewer: write\r\ncontent-length: 10\r\n\r\n{'));
    socket.once('data', (data) => { resolve(data.toString()); socket.destroy(); });
  });
  assert.match(answer, /^HTTP\/1\.1 503/);
  assert.match(answer, /body-too-slow/);
});

test('what is not HTTP, and an address that cannot be read, get a plain 400', async (t) => {
  const { ask, address } = await started(t);
  assert.equal((await ask('/api/customers/%E9', { viewer: 'owner' })).status, 400);
  const answer = await new Promise<string>((resolve) => {
    const socket = connect(Number(new URL(address).port), '127.0.0.1', () => socket.write('nonsense\r\n\r\n'));
    socket.once('data', (data) => resolve(data.toString()));
  });
  assert.match(answer, /^HTTP\/1\.1 400[^]*http-malformed/);
});

test('an address that nothing answers is 404 with the place where all are listed', async (t) => {
  const { ask } = await started(t);
  const response = await ask('/api/nowhere');
  assert.equal(response.status, 404);
  assert.match((await problem(response)).detail, /openapi\.json/);
});

test('a port that is taken is refused by name, with what to do', async (t) => {
  const { address } = await started(t);
  const port = Number(new URL(address).port);
  const second = createHttpServer({ log: createLog('error', () => undefined), viewerOf: async () => null, audit: () => undefined });
  await assert.rejects(second.listen('127.0.0.1', port), (error: AppError) => error.code === 'port-taken' && error.detail.includes(`Port ${port}`) && error.detail.includes('PORT='));
  await second.close();
});

test('an event stream is masked like any answer, shows signs of life and ends when the server closes', async (t) => {
  const { ask, server } = await started(t);
  const response = await ask('/api/live', { viewer: 'analyst' });
  assert.equal(response.headers.get('content-type'), 'text/event-stream; charset=utf-8');
  assert.match(response.headers.get('content-security-policy') ?? '', /default-src/);
  const reader = (response.body as ReadableStream<Uint8Array>).getReader();
  let text = '';
  while (!text.includes(': alive')) text += Buffer.from((await reader.read()).value ?? []).toString();
  assert.match(text, /event: line\ndata: {"name":"A••• B•••","text":"A••• wrote"}\n\n/);
  const closing = server.close();
  let ended = false;
  while (!ended) ended = (await reader.read()).done;
  await closing;
});

test('an open stream ends soon after its viewer lost access', async (t) => {
  const { ask, revoked } = await started(t);
  const response = await ask('/api/live', { viewer: 'analyst' });
  revoked.add('analyst');
  const text = await response.text();
  assert.match(text, /event: line/);
});

test('cookies set behind an https proxy are marked so that they never travel over http', async (t) => {
  const { ask } = await started(t, 'loopback');
  const alone = await started(t);
  const forwarded = { viewer: 'owner', headers: { 'x-forwarded-proto': 'https' } };
  assert.deepEqual((await ask('/api/me', { viewer: 'owner' })).headers.getSetCookie(), ['a=1; HttpOnly', 'b=2; Secure']);
  assert.deepEqual((await ask('/api/me', forwarded)).headers.getSetCookie(), ['a=1; HttpOnly; Secure', 'b=2; Secure']);
  assert.deepEqual((await alone.ask('/api/me', forwarded)).headers.getSetCookie(), ['a=1; HttpOnly', 'b=2; Secure']);
});

test('handlers learn who calls from proxies that are trusted; where none is, the log says once what to set', async (t) => {
  const [behind, alone] = [await started(t, 'loopback'), await started(t)];
  const told = async ({ ask, address }: typeof alone): Promise<unknown> => JSON.parse((await (await ask('/api/who', { headers: { 'x-forwarded-for': '1.1.1.1, 198.51.100.7', 'x-forwarded-proto': 'https' } })).text()).replace(new URL(address).host, 'custos'));
  assert.deepEqual(await told(behind), { address: '198.51.100.7', isSecure: true, origin: 'https://custos' });
  for (let time = 0; time < 2; time += 1) assert.deepEqual(await told(alone), { address: '127.0.0.1', isSecure: false, origin: 'http://custos' });
  assert.deepEqual([behind, alone].map(({ lines }) => lines.filter((line) => line.includes('CUSTOS_TRUSTED_PROXIES')).length), [0, 1]);
});

test('the description of the API lists every route with its gate and an example to try', async (t) => {
  const { ask } = await started(t);
  const document = (await (await ask('/api/openapi.json')).json()) as { openapi: string; paths: Record<string, Record<string, { 'x-gate': string; requestBody?: { content: Record<string, { example: unknown }> }; parameters: { name: string; required: boolean }[] }>> };
  assert.equal(document.openapi, '3.1.0');
  for (const route of Object.values(routes)) assert.equal(document.paths[route.path.replace(':id', '{id}').replace(':kind', '{kind}')]?.[route.method.toLowerCase()]?.['x-gate'], route.gate);
  assert.deepEqual(document.paths['/api/echo']?.['post']?.requestBody?.content['application/json']?.example, { word: 'text' });
  assert.deepEqual(document.paths['/api/customers/{id}']?.['get']?.parameters.map(({ name, required }) => [name, required]), [['id', true], ['limit', false]]);
  assert.match(JSON.stringify(document), /"x-personal":"name"/);
});
