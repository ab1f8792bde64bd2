import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { axeFindings, openBrowser, openPage, PHONE } from './browser.ts';
import { minutesAgo, recorded } from './customers.ts';
import { startCustos, type RunningCustos } from './harness.ts';
import { sidewaysFaults } from './screen-faults.ts';

let custos: RunningCustos;
let browser: Browser;
const mail = (id: string, who: string, text: string, minutes: number, more: Readonly<Record<string, unknown>> = {}): Record<string, unknown> => ({ id, channel: 'email', kind: 'message', direction: 'in', occurredAt: minutesAgo(minutes), identifiers: [{ type: 'email', value: `${who}@example.org` }], text, ...more });
const agrees = { consents: [{ purpose: 'quotes', answer: 'given' }] };
const LONG = 'The coat kept me dry through a whole week of rain on the coast, and when a button came off your people sent me two of them the very next day. '.repeat(4);
before(async () => {
  custos = await startCustos();
  browser = await openBrowser();
  await custos.send([
    mail('silent', 'ben', 'A coat like any other.', 5),
    mail('named', 'kari', 'Kari Nordmann here: the coat is lovely!', 20, { traits: { name: 'Kari Nordmann' }, ...agrees }),
    mail('long', 'kari', LONG, 30),
    { ...mail('zip', 'ola', 'The zip broke.', 40), channel: 'review', kind: 'review-posted', direction: 'public', rating: { value: 1, min: 1, max: 5, scale: 'stars' } },
  ]);
  await recorded(custos);
});
after(async () => {
  await browser?.close();
  await custos?.stop();
});

const shown = (page: Page) => page.getByTestId('wall-quote').locator('blockquote');
const picture = async (page: Page, name: string): Promise<void> => { if (process.env['CUSTOS_PICTURES'] !== undefined) await page.screenshot({ path: `${process.env['CUSTOS_PICTURES']}/${name}.png` }); };

test('below each verbatim stands whether it may be quoted; a copied quote is masked and says that it is not for outside; the filter is part of the address', async () => {
  const { page, faults, close } = await openPage(browser, custos);
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.goto('/verbatims?words=coat');
  const row = (words: string) => page.getByTestId('verbatim-row').filter({ hasText: words });
  await row('like any other').getByText('Quoting: not asked').waitFor();
  await row('is lovely').getByText('May be quoted', { exact: true }).waitFor();
  await row('like any other').getByRole('button', { name: 'Copy quote' }).click();
  await page.getByText('marked: not for outside').waitFor();
  assert.match(await page.evaluate(() => navigator.clipboard.readText()), /A coat like any other\.[^]*\[Not for outside: the customer was not asked/);
  await row('is lovely').getByRole('button', { name: 'Copy quote' }).click();
  await page.getByText('The quote is copied.', { exact: true }).waitFor();
  assert.match(await page.evaluate(() => navigator.clipboard.readText()), /^“K•+ N•+ here: the coat is lovely!”\nKari Nordmann, /);
  await page.getByRole('checkbox', { name: 'May be quoted' }).click();
  await row('like any other').waitFor({ state: 'detached' });
  assert.match(page.url(), /quotable=/);
  await page.reload();
  await row('is lovely').waitFor();
  assert.equal(await row('like any other').count(), 0);
  await picture(page, 'quotable-desk-light');
  assert.deepEqual([await axeFindings(page), await sidewaysFaults(page), faults], [[], [], []]);
  await close();
});

test('the wall fills the screen with what may be quoted, masked for everybody, without controls until the mouse moves; what arrives is shown by itself', async () => {
  const { page, faults, close } = await openPage(browser, custos, { viewport: { width: 1_440, height: 900 } });
  await page.goto('/verbatims?words=coat');
  await page.getByRole('link', { name: 'Wall' }).click();
  await shown(page).getByText('here: the coat is lovely!').waitFor();
  assert.match(await shown(page).innerText(), /^K•+ N•+ here/);
  assert.ok(Number.parseFloat(await shown(page).evaluate((element) => getComputedStyle(element).fontSize)) >= 48, 'read from afar');
  await page.getByTestId('wall-controls').waitFor({ state: 'hidden' });
  await picture(page, 'wall-desk-light');
  await custos.send([mail('now', 'kari', 'My second coat came today.', 0)]);
  await shown(page).getByText('My second coat came today.').waitFor({ timeout: 30_000 });
  await page.mouse.move(200, 200);
  await page.mouse.move(300, 300);
  await page.getByRole('button', { name: 'Pause' }).click();
  await page.getByRole('button', { name: 'Show all customers' }).click();
  await page.getByText('not all of these customers agreed').waitFor();
  assert.match(page.url(), /words=coat/);
  assert.match(page.url(), /all=/);
  for (let tries = 0; tries < 6 && !(await shown(page).innerText()).includes('like any other'); tries += 1) await page.getByRole('button', { name: 'Next' }).click();
  await shown(page).getByText('A coat like any other.').waitFor();
  await picture(page, 'wall-desk-controls');
  assert.deepEqual(await axeFindings(page), []);
  await page.keyboard.press('Escape');
  await page.getByRole('heading', { level: 1, name: 'Verbatims' }).waitFor();
  assert.match(page.url(), /words=coat/);
  assert.deepEqual(faults, []);
  await close();
});

test('on a phone and in the dark a long quote stands whole on the wall; whoever wants no motion has none; with nothing to show it says so', async () => {
  for (const options of [{ viewport: PHONE }, { viewport: PHONE, colorScheme: 'dark' as const }, { viewport: { width: 1_440, height: 900 }, colorScheme: 'dark' as const }]) {
    const { page, faults, close } = await openPage(browser, custos, options);
    await page.emulateMedia({ reducedMotion: 'reduce', ...('colorScheme' in options ? { colorScheme: options.colorScheme } : {}) });
    await page.goto('/verbatims/wall?words=dry');
    await shown(page).getByText('The coat kept me dry').waitFor();
    const { fits, motion } = await page.getByTestId('wall-quote').evaluate((element) => ({ fits: element.getBoundingClientRect().top >= 0 && element.getBoundingClientRect().bottom <= window.innerHeight, motion: getComputedStyle(element).animationName }));
    assert.deepEqual([fits, motion], [true, 'none'], JSON.stringify(options));
    await picture(page, `wall-${options.viewport.width < 500 ? 'phone' : 'desk'}-${'colorScheme' in options ? 'dark' : 'light'}-long`);
    await page.keyboard.press('Shift');
    await page.getByRole('button', { name: 'Leave' }).waitFor();
    assert.deepEqual([await axeFindings(page), await sidewaysFaults(page)], [[], []], JSON.stringify(options));
    await page.goto('/verbatims/wall?words=nothingofthekind');
    await page.getByText('Nothing to show yet.').waitFor();
    assert.deepEqual(faults, []);
    await close();
  }
});

test('the filters that are seldom asked for stand behind one button, count there, and are part of the address', async () => {
  for (const options of [{}, { viewport: PHONE, colorScheme: 'dark' as const }]) {
    const { page, faults, close } = await openPage(browser, custos, options);
    await page.goto('/verbatims');
    const rows = page.getByTestId('verbatim-row');
    await rows.first().waitFor();
    assert.equal(await page.getByRole('group', { name: 'More filters' }).count(), 0);
    await page.getByRole('button', { name: 'More filters' }).click();
    await page.getByRole('textbox', { name: 'Rated to' }).fill('1');
    await page.getByText('1 verbatim,').waitFor();
    await rows.first().getByText('The zip broke').waitFor();
    await page.getByRole('combobox', { name: 'Kind' }).click();
    await page.getByRole('option', { name: /review/i }).click();
    await page.getByRole('button', { name: 'Fewer filters (2)' }).waitFor();
    if (process.env['CUSTOS_PICTURES'] !== undefined) await page.screenshot({ path: `${process.env['CUSTOS_PICTURES']}/filters-${'viewport' in options ? 'phone-dark' : 'desk'}.png` });
    assert.deepEqual([await axeFindings(page), await sidewaysFaults(page)], [[], []], JSON.stringify(options));
    await page.reload();
    await rows.first().getByText('The zip broke').waitFor();
    assert.match(page.url(), /ratingUntil=1/);
    await page.getByRole('button', { name: 'More filters (2)' }).click();
    await page.getByRole('combobox', { name: 'Alarm' }).click();
    await page.getByRole('option', { name: 'Safety' }).click();
    await page.getByText('Nothing of this kind was said.').waitFor();
    assert.deepEqual(faults, []);
    await close();
  }
});
