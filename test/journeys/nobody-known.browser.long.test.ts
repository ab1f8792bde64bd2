import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Browser } from 'playwright-core';
import { openBrowser, openPage } from './browser.ts';
import { everybody } from './everybody.ts';
import { customerOf, keyOf, minutesAgo, recorded, timelineOf } from './customers.ts';
import { startCustos, type RunningCustos } from './harness.ts';

const WALL_ADS = 250;

let custos: RunningCustos;
let browser: Browser;
let wall: string;
before(async () => {
  custos = await startCustos();
  browser = await openBrowser();
  wall = await keyOf(custos, 'city-wall');
  await custos.send([
    { id: 'known', channel: 'email', kind: 'message', direction: 'in', occurredAt: minutesAgo(5), identifiers: [{ type: 'email', value: 'somebody@example.org' }], text: 'I have a name.' },
    { id: 'review', channel: 'review', kind: 'review-posted', direction: 'public', occurredAt: minutesAgo(1), title: 'Never again', text: 'The zip broke on the first day.', traits: { nickname: 'Snowman' }, rating: { value: 1, min: 1, max: 5, scale: 'stars' }, properties: { shop: 'Tromsø' } },
    { id: 'post', channel: 'social', kind: 'post', direction: 'public', occurredAt: minutesAgo(2), text: 'Does anybody know when they open?' },
  ]);
  await custos.ask('/v1/interactions', { key: wall, body: Array.from({ length: WALL_ADS }, (_, at) => ({ id: `ad-${at}`, channel: 'ad', kind: 'ad-shown', direction: 'out', occurredAt: minutesAgo(10 + at * 60), title: `Poster ${at}` })) });
  await recorded(custos);
});
after(async () => {
  await browser?.close();
  await custos?.stop();
});

test('what belongs to nobody known is reached from Today’s count, read to its oldest, opened, and narrowed by channel, source and words', async () => {
  const { page, faults, close } = await openPage(browser, custos);
  await page.goto('/');
  await page.getByTestId('nobody').getByRole('link', { name: '252' }).click();
  await page.getByRole('heading', { level: 1, name: 'Nobody known' }).waitFor();
  await page.getByText('252 interactions of people of whom nothing is known').waitFor();
  const entries = page.getByTestId('interaction');
  await entries.first().getByText('The zip broke on the first day.').waitFor();
  assert.equal(await page.getByText('I have a name.').count(), 0, 'what is a customer’s stands on their page alone');
  await entries.first().getByRole('button', { name: 'Details' }).click();
  await entries.first().getByText('Tromsø').waitFor();
  await entries.first().getByText('Snowman').waitFor();

  const oldest = entries.filter({ hasText: `Poster ${WALL_ADS - 1}` });
  for (let tries = 0; await oldest.count() === 0 && tries < 300; tries += 1) {
    await page.mouse.wheel(0, 1_500);
    await page.evaluate(() => new Promise((resolve) => { requestAnimationFrame(resolve); }));
  }
  await oldest.waitFor();

  await page.goto('/customers/nobody');
  await page.getByRole('searchbox', { name: 'Words in what they said' }).fill('anybody know');
  await page.waitForURL(/text=anybody/);
  await entries.filter({ hasText: 'when they open' }).waitFor();
  await page.getByText('The zip broke').waitFor({ state: 'detached' });
  assert.equal(await entries.count(), 1);
  await page.goto('/customers/nobody?text=nobody+ever+said');
  await page.getByRole('button', { name: 'Show everything' }).click();
  await entries.first().getByText('The zip broke on the first day.').waitFor();
  await page.getByRole('combobox', { name: 'Source' }).click();
  await page.getByRole('option', { name: 'city-wall (250)' }).click();
  await entries.first().getByText('Poster 0').waitFor();
  await page.goto('/');
  await page.getByRole('row', { name: /^Review/ }).getByRole('link', { name: '1', exact: true }).click();
  await page.waitForURL(/channel=review/);
  await entries.first().getByText('The zip broke').waitFor();
  assert.equal(await entries.count(), 1);
  assert.deepEqual(faults, []);
  await close();
});

test('the command palette knows the page; what arrives appears by itself; of a flood the page says that there is more, and shows it', async () => {
  const { page, faults, close } = await openPage(browser, custos);
  await page.goto('/');
  await page.getByRole('button', { name: 'Search everything' }).click();
  await page.getByRole('combobox', { name: 'Search everything' }).fill('nobody');
  await page.getByRole('option', { name: /^Nobody known/ }).click();
  await page.getByText('Live: new interactions appear by themselves').waitFor();
  const entries = page.getByTestId('interaction');
  await entries.first().waitFor();
  await custos.send([{ id: 'now', channel: 'review', kind: 'review-posted', direction: 'public', occurredAt: minutesAgo(0), text: 'Posted this very moment.' }]);
  await entries.filter({ hasText: 'Posted this very moment.' }).getByText('New', { exact: true }).waitFor();

  await page.mouse.move(500, 600);
  await page.mouse.wheel(0, 3_000);
  await page.waitForFunction(() => window.scrollY > 1_000);
  await custos.ask('/v1/interactions', { key: wall, body: Array.from({ length: 90 }, (_, at) => ({ id: `flood-${at}`, channel: 'ad', kind: 'ad-shown', direction: 'out', occurredAt: new Date().toISOString(), title: `Flood ${at}` })) });
  await page.getByTestId('show-arrivals').getByText('Many new interactions').waitFor();
  await page.getByTestId('show-arrivals').click();
  await entries.first().getByText(/^Flood \d+$/).waitFor();
  assert.deepEqual(faults, []);
  await close();
});

test('what is revised so that it names nobody any more leaves its customer’s page and is read here, at once and afterwards', async () => {
  const said = { id: 'taken-back', channel: 'review', kind: 'review-posted', direction: 'public', occurredAt: minutesAgo(3), text: 'I wrote this under my name.' };
  await custos.send([{ ...said, identifiers: [{ type: 'email', value: 'rather-not@example.org' }] }, { ...said, id: 'kept', text: 'This I stand by.', identifiers: [{ type: 'email', value: 'rather-not@example.org' }] }]);
  const customer = await customerOf(custos, 'email:rather-not@example.org');
  await recorded(custos);
  const { page, faults, close } = await openPage(browser, custos);
  await page.goto('/customers/nobody?channel=review');
  await page.getByText('Live: new interactions appear by themselves').waitFor();
  await custos.send([{ ...said, text: 'I wrote this under no name.' }]);
  const entry = page.getByTestId('interaction').filter({ hasText: 'I wrote this under no name.' });
  await entry.waitFor();
  await page.reload();
  await entry.waitFor();
  assert.deepEqual((await timelineOf(custos, customer)).map(({ sourceId }) => sourceId), ['kept']);
  assert.deepEqual(faults, []);
  await close();
});

test('whoever may not see personal data reads the words without the names that signed them', async () => {
  const analyst = (await everybody(custos)).find(({ name }) => name === 'analyst');
  await custos.send([{ id: 'signed', channel: 'social', kind: 'post', direction: 'public', occurredAt: minutesAgo(0), text: 'Snowman was here, write to snow@example.org', traits: { nickname: 'Snowman' } }]);
  await recorded(custos);
  const { page, close } = await openPage(browser, custos, { session: analyst?.headers['cookie'] ?? '' });
  await page.goto('/customers/nobody?channel=social');
  await page.getByTestId('masked-note').waitFor();
  const words = await page.getByTestId('interaction').filter({ hasText: 'was here' }).innerText();
  assert.ok(!words.includes('Snowman') && !words.includes('snow@example.org') && words.includes('was here'), words);
  await close();
});
