import path from 'node:path';
import type { Page } from 'playwright-core';
import { AppError } from '../../src/kernel/app-error.ts';
import { DESK, openBrowser, openPage, PHONE, type PageOptions } from '../../test/journeys/browser.ts';
import { customersFound, recorded } from '../../test/journeys/customers.ts';
import { answerOf, eventually, startCustos } from '../../test/journeys/harness.ts';

/**
 * Takes the pictures of the demo company that the README shows, anew: `node docs/pictures/take-pictures.ts` after `npm run build`.
 * It is the demo's first company (seed 1, 2,000 customers), as far as it has come today. Pictures of real data are taken by hand from what the tour imports.
 */
type Picture = { readonly name: string; readonly at: string; readonly options: PageOptions; ready(page: Page): Promise<void> };

const LOAD_WITHIN_MS = 300_000;
const custos = await startCustos({ env: { CUSTOS_COMPANY: 'Brannholt' } });
const browser = await openBrowser();

const { page: start, close } = await openPage(browser, custos);
await start.goto('/start');
const demo = start.getByRole('region', { name: 'Demo' });
await demo.getByRole('button', { name: 'Load the demo company' }).click();
await demo.getByText(/^[\d,]+ interactions are there\. New ones keep arriving\.$/).waitFor({ timeout: LOAD_WITHIN_MS });
await close();

// All of it is recorded, and whoever is likely one person is one, before anybody takes a picture of it.
await recorded(custos, LOAD_WITHIN_MS);
await eventually('likely joins are learnt', async () => {
  const { model, waiting } = await answerOf<{ model: object | null; waiting: number }>(custos.ask('/api/identity/matching', { cookie: custos.ownerSession }));
  return model !== null && waiting === 0;
}, LOAD_WITHIN_MS);
/** The customer of the story of the parcel. */
const [parcel] = await customersFound(custos, { q: 'Maren Holloway' });
if (parcel === undefined) throw new AppError('not-found', 'story-not-found', 'Nobody is called Maren Holloway: the demo company was changed. Name whom the pictures are of.');

const timeline = (page: Page): Promise<void> => page.getByTestId('interaction').first().waitFor();
const pictures: readonly Picture[] = [
  { name: 'customer-light', at: `/customers/${parcel.id}`, options: { viewport: DESK }, ready: timeline },
  { name: 'customer-phone-dark', at: `/customers/${parcel.id}`, options: { viewport: PHONE, colorScheme: 'dark' }, ready: timeline },
  { name: 'departments-light', at: `/customers/${parcel.id}`, options: { viewport: DESK }, async ready(page) { await timeline(page); await page.getByText('As your departments see it').click(); } },
  { name: 'today-dark', at: '/', options: { viewport: DESK, colorScheme: 'dark' }, ready: (page) => page.getByTestId('total').waitFor() },
  { name: 'who-is-who-light', at: '/customers/review', options: { viewport: DESK }, ready: (page) => page.getByRole('table').first().waitFor() },
];
for (const { name, at, options, ready } of pictures) {
  const { page, close: done } = await openPage(browser, custos, options);
  await page.goto(at);
  await ready(page);
  // Cards answer one by one; a picture of half of them tells nothing.
  await page.waitForTimeout(3_000);
  await page.screenshot({ path: path.join(import.meta.dirname, `${name}.png`) });
  await done();
}
await browser.close();
await custos.stop();
