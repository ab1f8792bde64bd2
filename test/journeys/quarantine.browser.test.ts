import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Browser } from 'playwright-core';
import { openBrowser, openPage } from './browser.ts';
import { minutesAgo } from './customers.ts';
import { startCustos, type RunningCustos } from './harness.ts';
import { screenFaults } from './screen-faults.ts';

let custos: RunningCustos;
let browser: Browser;
before(async () => {
  custos = await startCustos();
  browser = await openBrowser();
  await custos.send([message('good', {}), message('seven-stars', { rating: { value: 7, min: 1, max: 5, scale: 'stars' } }), message('february', { occurredAt: '2026-02-30T10:00:00Z' })]);
});
after(async () => {
  await browser?.close();
  await custos?.stop();
});

function message(id: string, more: object): Record<string, unknown> {
  return { id, channel: 'review', kind: 'review-written', direction: 'public', occurredAt: minutesAgo(4), identifiers: [{ type: 'email', value: 'torunn@example.org' }], traits: { name: 'Torunn Vik' }, text: `These are the words of ${id}.`, ...more };
}

test('what was refused is the first thing to do on Today, and leads to its reason', async () => {
  const { page, faults, close } = await openPage(browser, custos);
  await page.goto('/');
  await page.getByTestId('first-step').getByRole('heading', { name: '2 items could not be accepted.' }).waitFor();
  await page.getByTestId('refused').getByRole('link', { name: /A time that cannot be/ }).click();
  await page.getByTestId('quarantine').getByText('It says that it happened in the future, or before 1970.').waitFor();
  await page.getByTestId('parked').waitFor();
  assert.equal(await page.getByTestId('parked').count(), 1);
  await page.getByRole('button', { name: 'Every reason' }).click();
  await page.getByTestId('parked').nth(1).waitFor();
  assert.deepEqual(await screenFaults(page), []);
  assert.deepEqual(faults, []);
  await close();
});

test('a refused interaction is read with its reason, mended in the page and replayed, and takes its place in its customer\'s timeline', async () => {
  const { page, faults, close } = await openPage(browser, custos);
  await page.goto('/connect/quarantine');
  const card = page.getByTestId('parked').filter({ hasText: 'seven-stars' });
  await card.getByText('the value must lie between min and max', { exact: false }).waitFor();
  await card.getByRole('button', { expanded: false }).click();
  const editor = card.getByRole('textbox', { name: 'The item, as it was sent' });
  const sent = await editor.inputValue();
  assert.match(sent, /"value": 7/);
  await card.getByRole('button', { name: 'Replay as it is' }).click();
  await card.getByText(/^Still not: /).waitFor();
  await editor.fill(sent.slice(0, -1));
  assert.equal(await card.getByRole('button', { name: 'Replay the mended item' }).isDisabled(), true, 'what is no JSON is not sent');
  await editor.fill(sent.replace('"value": 7', '"value": 4'));
  assert.deepEqual(await screenFaults(page), []);
  await card.getByRole('button', { name: 'Replay the mended item' }).click();
  await page.getByText('Accepted. It is on its way into the timeline.').waitFor();
  await card.waitFor({ state: 'detached' });

  await page.keyboard.press('Control+k');
  await page.getByRole('combobox', { name: 'Search everything' }).fill('Torunn Vik');
  await page.getByRole('option', { name: /Torunn Vik/ }).click();
  const entry = page.getByTestId('interaction').filter({ hasText: 'These are the words of seven-stars.' });
  await entry.getByRole('img', { name: '4 of 5 stars' }).waitFor();
  await page.getByTestId('interaction').filter({ hasText: 'These are the words of good.' }).waitFor();
  assert.deepEqual(faults, []);
  await close();
});

test('what will never be mended is set aside and stays readable; replayed items too', async () => {
  const { page, faults, close } = await openPage(browser, custos);
  await page.goto('/connect/quarantine');
  const card = page.getByTestId('parked').filter({ hasText: 'february' });
  await card.getByRole('button', { expanded: false }).click();
  await card.getByRole('button', { name: 'Set aside' }).click();
  await page.getByText('Nothing waits.').waitFor();
  for (const [state, item] of [['Set aside', 'february'], ['Replayed', 'seven-stars']] as const) {
    await page.getByLabel('State', { exact: true }).getByText(state, { exact: true }).click();
    await page.getByTestId('parked').filter({ hasText: item }).waitFor();
    assert.equal(await page.getByTestId('parked').count(), 1);
  }
  assert.deepEqual(faults, []);
  await close();
});

test('what was set aside by mistake is brought back, later from where it is kept or at once', async () => {
  const { page, faults, close } = await openPage(browser, custos);
  await page.goto('/connect/quarantine?state=discarded');
  const card = page.getByTestId('parked').filter({ hasText: 'february' });
  await card.getByRole('button', { expanded: false }).click();
  assert.equal(await card.getByRole('button', { name: 'Replay as it is' }).count(), 0, 'it is brought back before it is mended');
  await card.getByRole('button', { name: 'Bring back' }).click();
  await page.getByText('Nothing here.').waitFor();
  await page.getByLabel('State', { exact: true }).getByText('Waiting', { exact: true }).click();
  await card.getByRole('button', { expanded: false }).click();
  await card.getByRole('button', { name: 'Set aside' }).click();
  await page.getByText('Nothing waits.').waitFor();
  await page.getByTestId('undo').click();
  await card.waitFor();
  assert.deepEqual(await screenFaults(page), []);
  assert.deepEqual(faults, []);
  await close();
});
