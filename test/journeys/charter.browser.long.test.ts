import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Browser } from 'playwright-core';
import type { Charter, Counts, Standing } from '../../src/modules/charter/contract.ts';
import { axeFindings, openBrowser, openPage, PHONE } from './browser.ts';
import { customerOf, minutesAgo, recorded } from './customers.ts';
import { answerOf, eventually, startCustos, type RunningCustos } from './harness.ts';
import { findingsOf } from './real-files.ts';
import { screenFaults } from './screen-faults.ts';

const BUYERS = 45;
let custos: RunningCustos;
let browser: Browser;
before(async () => {
  custos = await startCustos();
  browser = await openBrowser();
  await custos.send(Array.from({ length: BUYERS }, (_, at) => ({
    id: `o-${at}`, channel: 'order', kind: 'order-placed', direction: 'in', occurredAt: minutesAgo(2_000 + at), identifiers: [{ type: 'email', value: `buyer${at}@example.org` }], traits: { name: `Buyer ${at}`, city: at % 3 === 0 ? 'Bergen' : 'Oslo' },
    order: { id: `N-${at}`, state: 'placed', total: `${(at + 1) * 10}.00`, currency: 'EUR', lines: [{ product: 'p', name: 'Jacket' }] },
  })));
  await custos.send([{ id: 'ask', channel: 'chat', kind: 'conversation', direction: 'in', occurredAt: minutesAgo(5), identifiers: [{ type: 'email', value: 'buyer44@example.org' }], text: 'Where is it?' }]);
  await recorded(custos);
  // Whoever ordered and asked is one customer in the history a moment after it is written; a count before that stands for a minute, in which nobody is in support yet.
  await findingsOf(custos, BUYERS);
});
after(async () => {
  await browser?.close();
  await custos?.stop();
});

const asked = <T>(path: string): Promise<T> => answerOf<T>(custos.ask(path, { cookie: custos.ownerSession }));

test('value segments are proposed from the orders in the background, sizes follow, and a customer carries stage and segment with the rule that gave them', async () => {
  const counts = await eventually('thirds are proposed and counted', async () => {
    const now = await asked<Counts>('/api/charter/counts');
    const isAskerSeen = now.counts?.kinds.stages.rules.some(({ key, carry }) => key === 'support' && carry > 0) === true;
    return now.counts?.kinds.segments.rules.length === 3 && isAskerSeen ? now.counts : null;
  }, 150_000);
  assert.deepEqual([counts.customers, counts.kinds.segments.rules.map(({ key, fits, carry }) => [key, fits, carry])], [BUYERS, [['high', 15, 15], ['middle', 30, 15], ['low', 45, 15]]]);
  assert.deepEqual(counts.kinds.stages.rules.filter(({ carry }) => carry > 0).map(({ key, carry }) => [key, carry]), [['order', 44], ['support', 1]]);
  assert.ok((counts.kinds.segments.rules[0]?.sample.length ?? 0) > 0);
  const standing = await asked<Standing>(`/api/customers/${await customerOf(custos, 'email:buyer44@example.org')}/charter`);
  assert.deepEqual([standing.state, standing.stage?.key, standing.segment?.key, standing.segment?.because[0]?.says], ['proposed', 'support', 'high', 'revenue 12 months 450.00 EUR ≥ 310.00']);
});

test('a persona is written with its size in sight, a sentence is aspired to, and once the one who governs has signed, the page of a customer says agreed', async () => {
  const { page, faults, close } = await openPage(browser, custos);
  await page.goto('/charter');
  await page.getByTestId('charter-page').getByText('proposed, not yet agreed').waitFor();
  await page.getByTestId('rules-personas').getByRole('button', { name: 'Add a persona' }).click();
  const dialog = page.getByRole('dialog', { name: 'A new persona' });
  await dialog.getByLabel('Name').fill('From Bergen');
  await dialog.getByRole('button', { name: 'Add a condition' }).click();
  await dialog.getByRole('combobox', { name: 'What is asked' }).click();
  await page.getByRole('option', { name: 'A trait is', exact: true }).click();
  await dialog.getByLabel('Trait').fill('city');
  await dialog.getByLabel('Value').fill('bergen');
  await dialog.getByTestId('draft-size').getByText('It fits 15 of 45 customers.').waitFor();
  await dialog.getByRole('button', { name: 'Save as a new version' }).click();
  await page.getByTestId('rules-personas').getByText('city is bergen').waitFor();

  await page.getByTestId('cells').getByRole('button', { name: /^Support, Any value/ }).click();
  const cell = page.getByRole('dialog', { name: 'Support' });
  await cell.getByLabel('These customers should be able to say').fill('I asked once and it was solved.');
  await cell.getByRole('button', { name: 'Save as a new version' }).click();
  await page.getByTestId('cells').getByText('I asked once and it was solved.').waitFor();

  await page.getByRole('button', { name: 'Say who governs' }).click();
  const naming = page.getByRole('dialog', { name: 'Who governs' });
  await naming.getByRole('combobox', { name: 'Customer officer' }).click();
  await page.getByRole('option').first().click();
  await naming.getByRole('button', { name: 'Name them' }).click();
  await page.getByRole('button', { name: /^Sign version/ }).click();
  await page.getByTestId('charter-page').getByText('agreed and signed').waitFor();
  assert.deepEqual(await axeFindings(page), []);

  await page.goto(`/customers/${await customerOf(custos, 'email:buyer44@example.org')}`);
  const card = page.getByTestId('standing');
  await card.getByText('agreed and signed').waitFor();
  for (const words of ['Support', 'High', 'revenue 12 months 450.00 EUR ≥ 310.00', 'I asked once and it was solved.']) await card.getByText(words).first().waitFor();
  assert.deepEqual(faults, []);
  if (process.env['CUSTOS_PICTURES'] !== undefined) await page.screenshot({ path: `${process.env['CUSTOS_PICTURES']}/customer-1440.png`, fullPage: true });
  await close();
});

test('the charter is as sound on a phone as at a desk', async () => {
  const { page, faults, close } = await openPage(browser, custos, { viewport: PHONE });
  await page.goto('/charter');
  await page.getByTestId('named-rule').nth(8).waitFor();
  await eventually('sizes are there', async () => (await page.getByTestId('counted').innerText()).includes('45 customers'));
  if (process.env['CUSTOS_PICTURES'] !== undefined) {
    await page.screenshot({ path: `${process.env['CUSTOS_PICTURES']}/charter-390.png`, fullPage: true });
    const desk = await openPage(browser, custos);
    await desk.page.goto('/charter');
    await desk.page.getByText('45 customers').waitFor();
    await desk.page.screenshot({ path: `${process.env['CUSTOS_PICTURES']}/charter-1440.png`, fullPage: true });
    await desk.close();
  }
  assert.deepEqual(await screenFaults(page), []);
  assert.deepEqual(faults, []);
  assert.equal((await asked<Charter>('/api/charter')).state, 'agreed');
  await close();
});
