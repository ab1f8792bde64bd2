import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Browser } from 'playwright-core';
import { openBrowser, openPage } from './browser.ts';
import { eventually, startCustos, type RunningCustos } from './harness.ts';

let custos: RunningCustos;
let browser: Browser;
before(async () => {
  custos = await startCustos();
  browser = await openBrowser();
});
after(async () => {
  await browser?.close();
  await custos?.stop();
});

test('the owner loads a small demo company from the page, sees how far it is, and it lives: people with a timeline, and Today moves by itself', async () => {
  const { page, faults, close } = await openPage(browser, custos);
  await page.goto('/start');
  const demo = page.getByRole('region', { name: 'Demo' });
  await demo.getByLabel('Customers').fill('10');
  await demo.getByRole('button', { name: 'Load the demo company' }).click();
  await demo.getByRole('progressbar', { name: 'Demo loaded' }).waitFor();
  await demo.getByText(/^[\d,]+ interactions are there\. New ones keep arriving\.$/).waitFor();
  const loaded = Number((await demo.getByRole('status').innerText()).match(/^[\d,]+/)?.[0].replaceAll(',', ''));
  assert.ok(loaded > 100, `${loaded} interactions are a company of ten customers`);

  await demo.getByRole('link', { name: 'Go to Today' }).click();
  const knownInAll = async (): Promise<number> => Number((await page.getByTestId('total').locator('dd').first().innerText()).replaceAll(',', ''));
  // The demo company says some things twice and corrects others, as real sources do; those count once.
  const known = await eventually('Today knows nearly all that was sent', async () => { const now = await knownInAll(); return now > loaded * 0.95 ? now : null; });
  await eventually('Today counts what the living company says', async () => await knownInAll() > known);

  await page.getByRole('navigation', { name: 'Rooms', exact: true }).getByRole('link', { name: 'Customers' }).click();
  await page.getByTestId('customer-link').first().click();
  await page.getByTestId('interaction').or(page.getByTestId('folded-run')).first().waitFor();
  assert.deepEqual(faults, []);
  await close();
});
