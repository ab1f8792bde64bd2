import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Browser } from 'playwright-core';
import type { LabelQueue, NamedSaid, Teaching } from '../../src/modules/voice/contract.ts';
import { LATER, PLAIN, ZOINKS } from '../../src/modules/voice/teaching/zoink-texts.fixture.ts';
import { openBrowser, openPage, PHONE } from './browser.ts';
import { minutesAgo, recorded } from './customers.ts';
import { answerOf, eventually, startCustos, type RunningCustos } from './harness.ts';
import { screenFaults } from './screen-faults.ts';

let custos: RunningCustos;
let browser: Browser;

before(async () => {
  custos = await startCustos();
  browser = await openBrowser();
  await custos.send([...ZOINKS, ...PLAIN, LATER.zoinks[1]].map((text, at) => ({ id: `text-${at}`, channel: 'email', kind: 'message', direction: 'in', occurredAt: minutesAgo(10 + at), identifiers: [{ type: 'email', value: `c${at}@example.org` }], text })));
  await recorded(custos);
  await eventually('the texts are read', async () => {
    const response = await custos.ask('/api/voice/label-queue?output=intent', { cookie: custos.ownerSession });
    return response.ok && (await response.json() as LabelQueue).items.length >= 20;
  }, 60_000);
});
after(async () => {
  await browser?.close();
  await custos?.stop();
});

const teaching = (): Promise<Teaching> => answerOf<Teaching>(custos.ask('/api/voice/teaching', { cookie: custos.ownerSession }));

test('somebody works through the queue by keys, takes a word back, and everything is said on the page; at a desk and on a phone, light and dark', async () => {
  const { page, faults, close } = await openPage(browser, custos);
  await page.goto('/teach');
  await page.getByTestId('queued-text').waitFor();
  const first = await page.getByTestId('queued-text').textContent();
  await page.keyboard.press('2');
  await page.getByTestId('last-word').getByText('Said: Complains.').waitFor();
  assert.notEqual(await page.getByTestId('queued-text').textContent(), first);
  await page.getByTestId('corrections').getByText('What they want:').waitFor();
  assert.deepEqual((await teaching()).corrections.map(({ output, label }) => [output, label]), [['intent', 'complaint']]);
  await page.keyboard.press('z');
  await page.getByTestId('corrections').getByText('None yet.', { exact: false }).waitFor();
  assert.equal(await page.getByTestId('queued-text').textContent(), first);
  await page.getByTestId('drift').getByText('Too little to say', { exact: false }).waitFor();
  await page.getByTestId('versions').getByText('Version 1').waitFor();
  assert.deepEqual(await screenFaults(page), []);
  assert.deepEqual(faults, []);
  await close();
});

test('a label of the company’s own is begun by its name, found by words, taught, learnt with progress, and the former version can be used again', async () => {
  const { page, faults, close } = await openPage(browser, custos);
  await page.goto('/teach');
  await page.getByLabel('Or a label of your own').fill('Zoink');
  await page.getByRole('button', { name: 'Begin' }).click();
  await page.getByText('Nothing said yet.').waitFor();
  await page.getByRole('searchbox', { name: 'Texts that say' }).fill('zoink');
  await page.keyboard.press('Enter');
  await page.getByText('No model answers this yet', { exact: false }).waitFor();
  await page.getByTestId('queued-text').click();
  await page.keyboard.press('1');
  await page.getByTestId('last-word').getByText('Said: Yes: zoink.').waitFor();
  // The others by the same address that the page asks.
  const { items } = await answerOf<LabelQueue>(custos.ask('/api/voice/label-queue?output=own%20zoink', { cookie: custos.ownerSession }));
  for (const { id, text } of items) if (text !== LATER.zoinks[1]) await answerOf(custos.ask('/api/voice/corrections', { cookie: custos.ownerSession, body: { id, output: 'own zoink', label: text.toLowerCase().includes('zoink') ? 'zoink' : null } }));
  await page.reload();
  await page.getByText('Enough to learn from.', { exact: false }).waitFor();
  await page.getByRole('button', { name: 'Learn from corrections' }).click();
  await page.getByTestId('versions').getByText('learnt from your corrections', { exact: false }).waitFor({ timeout: 120_000 });
  await eventually('everything is read again', async () => (await teaching()).versions.some(({ state, learning }) => state === 'current' && learning !== null), 120_000);
  const taught = await teaching();
  assert.deepEqual(taught.questions.filter(({ isLearnt }) => isLearnt).map(({ key }) => key), ['own zoink']);
  assert.deepEqual(await screenFaults(page, ['phone']), []);
  await page.getByTestId('versions').getByRole('button', { name: 'Use version 1' }).click();
  await eventually('the former model is chosen', async () => (await teaching()).chosen === null);
  assert.deepEqual(faults, []);
  await close();
});

test('a rival is listed with its spellings, found in what is said next, counted, changed and removed; who only reads changes nothing', async () => {
  const { page, faults, close } = await openPage(browser, custos);
  await page.goto('/teach');
  const names = page.getByTestId('names');
  await names.getByLabel('A rival').fill('Torvild');
  await names.getByLabel('Other spellings, by commas').fill('Torvild Outdoor, torvilt');
  await names.getByRole('button', { name: 'Look for it' }).click();
  await names.getByText('also Torvild Outdoor, torvilt').waitFor();
  assert.deepEqual(await screenFaults(page), []);
  const text = 'Your parcel came late again. At TORVILT it is cheaper, so I am looking there.';
  await custos.send([{ id: 'names-a-rival', channel: 'email', kind: 'message', direction: 'in', occurredAt: minutesAgo(1), identifiers: [{ type: 'email', value: 'c1@example.org' }], text }]);
  const named = (): Promise<NamedSaid> => answerOf<NamedSaid>(custos.ask('/api/voice/said/names', { cookie: custos.ownerSession }));
  await eventually('the rival is found', async () => (await named()).rivals.length === 1, 60_000);
  assert.deepEqual((await named()).rivals.map(({ name, texts, people, share }) => [name, texts, people, share !== null]), [['Torvild', 1, 1, true]]);
  await page.goto('/said');
  const row = page.getByTestId('named').locator('[data-testid="said-row"]');
  await row.getByRole('button', { name: 'Torvild' }).click();
  await row.locator('mark', { hasText: 'TORVILT' }).waitFor();
  await row.getByTestId('said-marks').getByRole('button', { name: 'Torvild' }).click();
  await page.getByTestId('mark-card').getByText('A rival is named.', { exact: false }).waitFor();
  await page.keyboard.press('Escape');
  assert.deepEqual(await screenFaults(page), []);
  await page.goto('/teach');
  await names.getByRole('button', { name: 'Remove Torvild' }).click();
  await names.getByText('Rivals: none are listed yet.').waitFor();
  assert.deepEqual((await named()).rivals, []);
  assert.deepEqual(faults, []);
  await close();
  assert.equal((await custos.ask('/api/voice/rivals', { key: custos.writeKey, body: { name: 'Torvild', spellings: [] } })).status, 403);
  assert.equal((await custos.ask('/api/voice/rivals', { cookie: custos.ownerSession, body: { name: ' x ', spellings: [] } })).status, 400);
});

test('whoever only reads does not teach, and a phone has room for every answer', async () => {
  const { page, close } = await openPage(browser, custos, { viewport: PHONE });
  await page.goto('/teach?output=emotion');
  await page.getByRole('group', { name: 'What does it say?' }).getByRole('button', { name: 'None of them' }).click({ trial: true });
  await close();
  assert.equal((await custos.ask('/api/voice/teaching', { key: custos.writeKey })).status, 403);
  assert.equal((await custos.ask('/api/voice/learn', { body: {} })).status, 401);
});
