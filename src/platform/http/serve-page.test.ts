import assert from 'node:assert/strict';
import { mkdtemp, mkdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { createLog } from '../log/log.ts';
import { createHttpServer } from './create-server.ts';

test('the built page answers at every address of its own, hashed files may be kept, and a page that is not built says so', async (t) => {
  const { ask, folder } = await startedWithPage(t);
  const before = await ask('/customers/cus_1');
  assert.equal(before.status, 503);
  assert.match(await before.text(), /npm run build/);
  await mkdir(join(folder, 'assets'), { recursive: true });
  await writeFile(join(folder, 'index.html'), '<title>page</title>');
  await writeFile(join(folder, 'assets', 'app-1a2b.js'), 'let a;');
  await writeFile(join(folder, '.secret'), 'no');
  const page = await ask('/customers/cus_1');
  assert.equal(page.status, 200);
  assert.match(await page.text(), /page/);
  assert.equal(page.headers.get('cache-control'), 'no-cache');
  const asset = await ask('/assets/app-1a2b.js');
  assert.match(asset.headers.get('cache-control') ?? '', /immutable/);
  assert.match(asset.headers.get('content-type') ?? '', /javascript/);
  assert.equal((await ask('/assets/gone.js')).status, 404);
  assert.equal((await ask('/api/nowhere')).status, 404);
  for (const path of ['/.secret', '/..%2f..%2fetc/passwd', '/%2e%2e/%2e%2e/etc/passwd']) assert.match(await (await ask(path)).text(), /<title>page|"code"/);
});

async function startedWithPage(t: TestContext) {
  const folder = await mkdtemp(join(tmpdir(), 'custos-page-'));
  const server = createHttpServer({ log: createLog('error', () => undefined), viewerOf: async () => null, audit: () => undefined });
  server.servePage(folder);
  await server.listen('127.0.0.1', 0);
  t.after(async () => { await server.close(); await rm(folder, { recursive: true }); });
  return { folder, ask: (path: string): Promise<Response> => fetch(server.address() + path) };
}
