import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Browser, Locator, Page } from 'playwright-core';
import type { Topics } from '../../src/modules/voice/contract.ts';
import { plantedTexts } from '../../src/modules/voice/topics/planted-texts.fixture.ts';
import { openBrowser, openPage, PHONE } from './browser.ts';
import { minutesAgo, recorded } from './customers.ts';
import { answerOf, eventually, startCustos, type RunningCustos } from './harness.ts';
import { screenFaults } from './screen-faults.ts';

const PEOPLE = 330;
let custos: RunningCustos;
let browser: Browser;
const topicsNow = (): Promise<Topics> => answerOf<Topics>(custos.ask('/api/voice/topics?months=3', { cookie: custos.ownerSession }));

before(async () => {
  custos = await startCustos();
  browser = await openBrowser();
});
after(async () => {
  await browser?.close();
  await custos?.stop();
});

const rows = (page: Page): Locator => page.locator('[data-testid="topic-row"][data-level="topic"]');

test('before hundreds of customers have written, the page says what will be there and how many are missing', async () => {
  const { page, faults, close } = await openPage(browser, custos);
  await page.goto('/topics');
  await page.getByText('No topics yet.').waitFor();
  await page.getByText('once 300 of them have written').waitFor();
  assert.deepEqual(await screenFaults(page), []);
  assert.deepEqual(faults, []);
  await close();
});

test('topics found in hundreds of mails are named by their words; each opens to its months and to the texts, and is renamed, hidden and brought back where it stands', async () => {
  const texts = plantedTexts(11).among(PEOPLE);
  for (let from = 0; from < texts.length; from += 110) await custos.send(texts.slice(from, from + 110).map(({ text }, at) => ({ id: `t${from + at}`, channel: 'email', kind: 'message', direction: 'in', occurredAt: minutesAgo((from + at) * 190), identifiers: [{ type: 'email', value: `writer${from + at}@example.org` }], text })));
  // Orders first: they are counted when somebody first asks for topics.
  await custos.send(texts.slice(0, 200).map((_, at) => ({ id: `o${at}`, channel: 'order', kind: 'order-updated', direction: 'in', occurredAt: minutesAgo(at * 60), identifiers: [{ type: 'email', value: `writer${at}@example.org` }], order: { id: `o${at}`, currency: 'EUR', total: '20.00' } })));
  await recorded(custos);
  await eventually('everything said is read', async () => (await answerOf<{ texts: number }>(custos.ask('/api/voice/reader', { cookie: custos.ownerSession }))).texts >= PEOPLE, 60_000);
  await answerOf(custos.ask('/api/voice/topics/find', { cookie: custos.ownerSession, body: {} }));
  await eventually('topics are shown', async () => { const { tree, again, finding, groups } = await topicsNow(); return tree !== null && again === null && !finding && groups.length > 0; }, 120_000);
  await eventually('orders are counted', async () => (await topicsNow()).values?.asOf != null, 60_000);

  const { page, faults, close } = await openPage(browser, custos);
  await page.goto('/topics?months=3');
  await rows(page).first().waitFor();
  await rows(page).first().getByTestId('topic-spent').filter({ hasText: '€' }).waitFor();
  await page.getByTestId('topic-spent-note').getByText('It is not what would be lost').waitFor();
  assert.ok(await rows(page).count() >= 4);
  const first = rows(page).first();
  const id = await first.getAttribute('data-id') ?? '';
  await first.focus();
  await page.keyboard.press('Enter');
  const open = page.getByTestId('topic-open');
  await open.getByText('In their words:').waitFor();
  await open.getByTestId('topic-spent-open').getByText('net of refunds; known of').waitFor();
  await open.getByTestId('verbatim-row').first().waitFor();
  assert.match(page.url(), new RegExp(`open=${id.replace('.', '\\.')}`));
  assert.deepEqual(await screenFaults(page), []);

  await open.getByRole('button', { name: 'Rename' }).click();
  await open.getByRole('textbox', { name: 'Name of the topic' }).fill('What matters most');
  await page.keyboard.press('Enter');
  const renamed = page.locator(`[data-testid="topic-row"][data-id="${id}"]`);
  await renamed.getByText('What matters most').waitFor();
  await open.getByRole('button', { name: 'Hide' }).click();
  await renamed.waitFor({ state: 'detached' });
  await page.getByTestId('topics-hidden').getByText('1 hidden topic').waitFor();
  await page.getByTestId('undo').last().click();
  await renamed.getByText('What matters most').waitFor();
  await page.getByTestId('topics-unclear').waitFor();
  await page.getByTestId('topics-decisions').locator('summary').click();
  await page.getByTestId('topics-decisions').getByText('Named “What matters most”').waitFor();
  assert.deepEqual(faults, []);
  await close();
});

test('topics are read on a phone, in light and dark', async () => {
  const { page, faults, close } = await openPage(browser, custos, { viewport: PHONE, colorScheme: 'dark' });
  await page.goto('/topics?months=3');
  await rows(page).first().click();
  await page.getByTestId('topic-open').getByTestId('verbatim-row').first().waitFor();
  assert.deepEqual(await screenFaults(page), []);
  if (process.env['CUSTOS_PICTURES'] !== undefined) await page.screenshot({ path: `${process.env['CUSTOS_PICTURES']}/topics-phone.png`, fullPage: false });
  assert.deepEqual(faults, []);
  await close();
});
