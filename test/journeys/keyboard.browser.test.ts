import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { openBrowser, openPage } from './browser.ts';
import { customerOf, customersFound, minutesAgo, recorded } from './customers.ts';
import { eventually, startCustos, type RunningCustos } from './harness.ts';

const NAMES = ['Astrid Foss', 'Birger Lie', 'Cecilie Strand'];

let custos: RunningCustos;
let browser: Browser;
before(async () => {
  custos = await startCustos();
  browser = await openBrowser();
  await custos.send(NAMES.flatMap((name, person) => ['email', 'review', 'web'].map((channel, at) => ({
    id: `key-${person}-${channel}`, channel, kind: channel === 'web' ? 'form-sent' : 'message', direction: 'in', occurredAt: minutesAgo(10 + person * 10 + at), text: `${name} wrote by ${channel}.`,
    identifiers: [{ type: 'email', value: `${name.split(' ')[0] ?? ''}@example.org` }], traits: { name },
  }))));
  for (const name of NAMES) await customerOf(custos, `email:${name.split(' ')[0] ?? ''}@example.org`);
  await recorded(custos);
  // What people are called is learnt from the history, a moment after it is written.
  for (const name of NAMES) await eventually(`${name} is found by name`, async () => (await customersFound(custos, { q: name })).length === 1);
});
after(async () => {
  await browser?.close();
  await custos?.stop();
});

/** A picture of what has been drawn since the last change, not of the frame before it. */
async function drawn(page: Page, clip: { x: number; y: number; width: number; height: number }): Promise<Buffer> {
  await page.evaluate(() => new Promise((resolve) => { requestAnimationFrame(() => { requestAnimationFrame(resolve); }); }));
  return page.screenshot({ clip });
}

/** Whether the place of the focus looks different without it. */
async function differsWithout(page: Page): Promise<boolean> {
  const focused = await page.evaluateHandle(() => document.activeElement as HTMLElement);
  const clip = await focused.evaluate((element) => {
    // The radio of a switch is drawn by its label.
    const drawn = element instanceof HTMLInputElement && element.offsetWidth < 4 ? element.labels?.[0] ?? element : element;
    const { left, top, right, bottom } = drawn.getBoundingClientRect();
    const [x, y] = [Math.max(0, left - 6), Math.max(0, top - 6)];
    return { x, y, width: Math.max(1, Math.min(innerWidth, right + 6) - x), height: Math.max(1, Math.min(innerHeight, bottom + 6) - y) };
  });
  const withFocus = await drawn(page, clip);
  await focused.evaluate((element) => { element.blur(); });
  const without = await drawn(page, clip);
  await focused.evaluate((element) => { element.focus({ preventScroll: true }); });
  return !withFocus.equals(without);
}

/** Whether somebody who only has a keyboard sees where they are. A page that is still being drawn may move the place from under one look, not from under five. */
async function focusIsSeen(page: Page): Promise<boolean> {
  for (let look = 0; look < 5; look += 1) {
    if (await differsWithout(page)) return true;
    await page.waitForTimeout(100);
  }
  return false;
}

/** Presses Tab until the focus is where it should be. Errors: fails after `most` steps, which nobody would press. */
async function tabTo(page: Page, isThere: (element: Element) => boolean, most = 40): Promise<void> {
  for (let step = 0; step < most; step += 1) {
    await page.keyboard.press('Tab');
    assert.ok(await focusIsSeen(page), `the focus is lost to the eye after ${step + 1} steps: ${await page.evaluate(() => document.activeElement?.outerHTML.slice(0, 160) ?? '')}`);
    const handle = await page.evaluateHandle(() => document.activeElement ?? document.body);
    if (await handle.evaluate(isThere)) return;
  }
  assert.fail(`not reached within ${most} steps: ${isThere.toString()}`);
}

test('somebody without a mouse signs in, and the first step of the keyboard leads past the rooms', async () => {
  const { page, close } = await openPage(browser, custos, { session: '' });
  await page.goto('/');
  await page.getByRole('button', { name: 'Sign in' }).waitFor();
  await page.keyboard.type(custos.owner.email);
  await tabTo(page, (element) => element.getAttribute('name') === 'password');
  await page.keyboard.type(custos.owner.password);
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { level: 1, name: 'Today' }).waitFor();
  await page.keyboard.press('Tab');
  assert.equal(await page.evaluate(() => document.activeElement?.textContent), 'Skip to the page');
  await page.keyboard.press('Enter');
  assert.equal(await page.evaluate(() => document.activeElement?.id), 'page');
  await close();
});

test('Ctrl+K finds a customer by name, the arrows choose, Enter opens, and Escape closes', async () => {
  const { page, faults, close } = await openPage(browser, custos);
  await page.goto('/');
  await page.getByRole('heading', { level: 1, name: 'Today' }).waitFor();
  const field = page.getByRole('combobox', { name: 'Search everything' });
  // Nobody waits between these keys, and no letter may be lost: not the first time, not when it opens again.
  for (const word of ['Today', 'strand']) {
    await page.keyboard.press('Escape');
    await page.keyboard.press('Control+k');
    await page.keyboard.type(word);
    assert.equal(await field.inputValue(), word);
  }
  const found = page.getByRole('option', { name: /Cecilie Strand/ });
  await found.waitFor();
  await eventually('the first found is chosen', async () => await found.getAttribute('aria-selected') === 'true');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowUp');
  assert.equal(await found.getAttribute('aria-selected'), 'true');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { level: 1, name: 'Cecilie Strand' }).waitFor();
  await field.waitFor({ state: 'detached' });
  assert.deepEqual(faults, []);
  await close();
});

test('on Customers the slash goes to the search, j and k move through the list, and Enter opens', async () => {
  const { page, faults, close } = await openPage(browser, custos);
  await page.goto('/customers');
  await page.getByTestId('customer-link').nth(2).waitFor();
  await page.keyboard.press('/');
  const search = page.getByRole('searchbox', { name: 'Search customers' });
  assert.equal(await search.evaluate((element) => element === document.activeElement), true);
  assert.equal(await search.inputValue(), '', 'the slash itself is not typed');
  await page.keyboard.type('foss');
  await page.getByText('1 customer found for “foss”.').waitFor();
  await page.keyboard.press('Control+a');
  await page.keyboard.press('Delete');
  await page.getByText('3 customers, the latest seen first.').waitFor();
  await page.keyboard.press('Escape');
  const active = page.locator('[role="row"][data-active="true"]');
  for (const key of ['j', 'j', 'j', 'k']) await page.keyboard.press(key);
  await active.getByText('Birger Lie').waitFor();
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { level: 1, name: 'Birger Lie' }).waitFor();
  await page.getByTestId('interaction').nth(2).waitFor();

  for (const words of ['Birger Lie wrote by email.', 'Birger Lie wrote by review.']) {
    await page.keyboard.press('j');
    await page.locator('article:focus').getByText(words).waitFor();
    assert.ok(await focusIsSeen(page));
  }
  await page.keyboard.press('k');
  await page.locator('article:focus').getByText('Birger Lie wrote by email.').waitFor();
  await page.goBack();
  await page.getByTestId('customer-link').nth(2).waitFor();
  assert.deepEqual(faults, []);
  await close();
});

test('the switch between the two views works by keyboard, and every stop on the way there is seen', async () => {
  const { page, faults, close } = await openPage(browser, custos);
  await page.goto(`/customers/${await customerOf(custos, 'email:astrid@example.org')}`);
  await page.getByTestId('interaction').nth(2).waitFor();
  await tabTo(page, (element) => element instanceof HTMLInputElement && element.type === 'radio');
  await page.keyboard.press('ArrowRight');
  await page.getByRole('region', { name: 'As your departments see it' }).waitFor();
  assert.equal(new URL(page.url()).searchParams.get('view'), 'departments');
  for (const department of ['Online', 'Reviews & social', 'Mail & tickets']) await page.getByTestId('lanes').getByText(department, { exact: true }).waitFor();
  await page.keyboard.press('ArrowLeft');
  await page.getByRole('feed').waitFor();
  assert.equal(new URL(page.url()).searchParams.get('view'), null);
  assert.deepEqual(faults, []);
  await close();
});
