import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { DESK, openBrowser, openPage, PHONE } from './browser.ts';
import { minutesAgo, recorded } from './customers.ts';
import { everyChannelOf } from './every-channel.ts';
import { startCustos, type RunningCustos } from './harness.ts';

/** Enough for figures with a thousands separator that are wider than anything beside them. */
const BATCHES = 12;

let custos: RunningCustos;
let browser: Browser;
before(async () => {
  custos = await startCustos();
  browser = await openBrowser();
  for (let batch = 0; batch < BATCHES; batch += 1) await custos.send(Array.from({ length: 1_000 }, (_, at) => ({ id: `ad-${batch}-${at}`, channel: 'ad', kind: 'ad-shown', direction: 'out', occurredAt: minutesAgo(1) })));
  await custos.send(everyChannelOf('in-sight'));
  await recorded(custos);
});
after(async () => {
  await browser?.close();
  await custos?.stop();
});

/** Words in a table that reach out of their own cell or of what is seen of the table: what they are, and by how much. A cell's padding is what keeps it from its neighbour. Units: CSS pixels. */
function outOfTheirCells(page: Page, table: string): Promise<string[]> {
  return page.getByRole('table', { name: table }).evaluate((element) => [...element.querySelectorAll('td, th')].filter((cell) => cell.getClientRects().length > 0).flatMap((cell) => {
    const { left, right: end } = cell.getBoundingClientRect();
    const right = Math.min(end, element.parentElement?.getBoundingClientRect().right ?? end);
    const { paddingLeft, paddingRight } = getComputedStyle(cell);
    const words = document.createRange();
    words.selectNodeContents(cell);
    const over = Math.max(0, ...[...words.getClientRects()].map((rect) => Math.max(left + parseFloat(paddingLeft) - rect.left, rect.right - right + parseFloat(paddingRight))));
    return over < 0.5 ? [] : [`${cell.textContent} by ${over.toFixed(1)}`];
  }));
}

for (const [where, viewport] of [['at a desk', DESK], ['on a phone', PHONE]] as const) {
  test(`large figures by channel stay in their columns ${where}`, async () => {
    const { page, faults, close } = await openPage(browser, custos, { viewport });
    await page.goto('/');
    await page.getByRole('row', { name: /^Ad/ }).getByText(/^12,00\d$/).first().waitFor();
    assert.deepEqual(await outOfTheirCells(page, 'Interactions by channel'), []);
    assert.deepEqual(faults, []);
    await close();
  });
}

test('on a phone every place of a room can be seen and reached without knowing that it is there', async () => {
  const { page, faults, close } = await openPage(browser, custos, { viewport: PHONE });
  for (const [address, last] of [['/customers', 'Nobody known'], ['/connect', 'Health']] as const) {
    await page.goto(address);
    const tabs = page.getByRole('navigation', { name: 'In this room' }).getByRole('link');
    await tabs.filter({ hasText: last }).waitFor();
    const cutOff = await tabs.evaluateAll((links) => links.filter((link) => { const { left, right } = link.getBoundingClientRect(); return left < 0 || right > document.documentElement.clientWidth; }).map((link) => link.textContent));
    assert.deepEqual(cutOff, [], address);
  }
  assert.deepEqual(faults, []);
  await close();
});
