import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { after, before, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { openBrowser, openPage } from './browser.ts';
import { eventually, startCustos, type RunningCustos } from './harness.ts';
import { screenFaults } from './screen-faults.ts';

let custos: RunningCustos;
let browser: Browser;
let opened: Awaited<ReturnType<typeof openPage>>;
let page: Page;
before(async () => {
  custos = await startCustos({ withoutOwner: true });
  browser = await openBrowser();
  opened = await openPage(browser, custos, { session: '' });
  page = opened.page;
});
after(async () => {
  await browser?.close();
  await custos?.stop();
});

/** Runs a line as somebody would who pasted it into a terminal. */
async function inTerminal(line: string): Promise<{ readonly code: number | null; readonly said: string; readonly complained: string }> {
  const shell = spawn('sh', ['-c', line], { stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, NO_PROXY: '127.0.0.1', no_proxy: '127.0.0.1' } });
  let said = '';
  let complained = '';
  shell.stdout.on('data', (chunk: Buffer) => { said += chunk.toString(); });
  shell.stderr.on('data', (chunk: Buffer) => { complained += chunk.toString(); });
  const [code] = await once(shell, 'close') as [number | null];
  return { code, said, complained };
}

test('whoever opens a new installation, at whatever address, is asked to become its owner', async () => {
  await page.goto('/customers');
  await page.getByRole('heading', { name: 'Let us begin' }).waitFor();
  assert.equal(new URL(page.url()).pathname, '/first-run');
  assert.deepEqual(await screenFaults(page), []);
});

test('a password that is too short is refused before anything is created; then the owner stands before three ways to begin', async () => {
  await page.getByLabel('Company').fill('Fjell & Fjord');
  await page.getByLabel('Your name').fill('Marit Lund');
  await page.getByLabel('E-mail').fill('marit@example.org');
  await page.getByRole('textbox', { name: 'Password' }).fill('short');
  await page.getByRole('button', { name: 'Create the owner' }).click();
  assert.equal(await page.getByRole('textbox', { name: 'Password' }).evaluate((field: HTMLInputElement) => field.validity.tooShort), true);
  await page.getByRole('textbox', { name: 'Password' }).fill('a password that is long enough');
  await page.getByRole('button', { name: 'Create the owner' }).click();
  await page.getByRole('heading', { name: 'Bring in what your customers said' }).waitFor();
  for (const way of ['Connect', 'Import', 'Demo']) await page.getByRole('region', { name: way }).waitFor();
  assert.deepEqual(await screenFaults(page), []);
});

test('there is one first run: the page of the owner is closed from now on', async () => {
  const other = await openPage(browser, custos, { session: '' });
  await other.page.goto('/first-run');
  await other.page.getByRole('button', { name: 'Sign in' }).waitFor();
  assert.equal(new URL(other.page.url()).pathname, '/sign-in');
  await other.close();
});

test('before anything has arrived, Today says what it will show and leads to the three ways', async () => {
  const today = await page.context().newPage();
  await today.goto('/');
  const first = today.getByTestId('first-step');
  await first.getByRole('heading', { name: 'Nothing has arrived yet.' }).waitFor();
  assert.deepEqual(await screenFaults(today), []);
  await first.getByRole('link', { name: 'Three ways to begin' }).click();
  await today.getByRole('region', { name: 'Connect' }).waitFor();
  await today.close();
});

test('the line that Connect shows works in a terminal as it stands, and what it sends arrives on Today without loading the page again', async () => {
  const today = await page.context().newPage();
  await today.goto('/');
  await today.getByRole('heading', { name: 'Nothing has arrived yet.' }).waitFor();
  await today.evaluate(() => { document.body.dataset['loadedOnce'] = 'yes'; });

  const connect = page.getByRole('region', { name: 'Connect' });
  await connect.getByRole('button', { name: 'Make a write key' }).click();
  const line = await connect.getByTestId('curl').innerText();
  assert.match(line, /^curl http:\/\/127\.0\.0\.1:\d+\/v1\/interactions .*Bearer c[a-z0-9]{24}'/i);
  await connect.getByText('Waiting for it to arrive…').waitFor();
  const ran = await inTerminal(line);
  assert.equal(ran.code, 0, ran.complained);
  assert.deepEqual((JSON.parse(ran.said) as { results: { status: string }[] }).results.map(({ status }) => status), ['accepted']);

  await today.getByTestId('total').getByText('1', { exact: true }).waitFor();
  await today.getByRole('table', { name: 'Interactions by channel' }).getByRole('row', { name: /E-mail/ }).waitFor();
  assert.equal(await today.locator('body').getAttribute('data-loaded-once'), 'yes');
  await today.close();

  await connect.getByRole('link', { name: 'See its customer' }).click();
  await page.getByRole('heading', { level: 1, name: 'Jane Example' }).waitFor();
  await page.getByText('Hello, where is my parcel?').waitFor();
});

test('the same line sent again counts nothing twice', async () => {
  await page.goto('/start');
  const keys = await page.context().newPage();
  await keys.goto('/connect/keys');
  await keys.getByRole('row', { name: /First connection/ }).waitFor();
  await keys.close();
  await page.getByRole('region', { name: 'Connect' }).getByRole('button', { name: 'Make a write key' }).click();
  const line = await page.getByTestId('curl').innerText();
  const statuses: string[] = [];
  for (let time = 0; time < 2; time += 1) statuses.push(...(JSON.parse((await inTerminal(line)).said) as { results: { status: string }[] }).results.map(({ status }) => status));
  assert.deepEqual(statuses, ['accepted', 'duplicate']);
});

test('with real customers in it, an installation offers no made-up company, says in one sentence why not, and refuses it to whoever asks all the same', async () => {
  await page.goto('/start');
  const demo = page.getByRole('region', { name: 'Demo' });
  await demo.getByText('There are real interactions here, and a made-up company would mix with them', { exact: false }).waitFor();
  assert.equal(await demo.getByRole('button').count(), 0);
  assert.deepEqual(await screenFaults(page), []);
  const session = (await page.context().cookies()).map(({ name, value }) => `${name}=${value}`).join('; ');
  assert.equal((await custos.ask('/api/demo', { cookie: session, body: { customers: 10 } })).status, 409);
  const { demo: progress } = await eventually('health is told', async () => (await custos.ask('/api/health', { cookie: session })).json() as Promise<{ demo: unknown }>);
  assert.equal(progress, null);
});
