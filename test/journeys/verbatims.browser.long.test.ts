import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Browser } from 'playwright-core';
import { axeFindings, DESK, openBrowser, openPage, PHONE } from './browser.ts';
import { everybody } from './everybody.ts';
import { minutesAgo, recorded } from './customers.ts';
import { answerOf, eventually, startCustos, type RunningCustos } from './harness.ts';
import { screenFaults, sidewaysFaults } from './screen-faults.ts';

let custos: RunningCustos;
let browser: Browser;
const kari = [{ type: 'email', value: 'kari@example.org' }];
const said = (id: string, text: string, more: Readonly<Record<string, unknown>> = {}): Record<string, unknown> => ({ id, channel: 'email', kind: 'message', direction: 'in', occurredAt: minutesAgo(30), identifiers: kari, text, ...more });
before(async () => {
  custos = await startCustos();
  browser = await openBrowser();
  await custos.send([
    said('late', 'Where is my parcel? It is two weeks late.', { traits: { name: 'Kari Nordmann' }, occurredAt: minutesAgo(40) }),
    said('refund', 'Kari Nordmann here: the PARCEL never came, I want a refund.', { language: 'en' }),
    said('call', '', { channel: 'call', kind: 'call-ended', occurredAt: minutesAgo(20), turns: [{ speaker: 'agent', text: 'How can I help?' }, { speaker: 'customer', text: 'Die Größe passt nicht.' }] }),
    { ...said('unsigned', 'The zip broke, so did the parcel.', { channel: 'review', kind: 'review-posted', direction: 'public', occurredAt: minutesAgo(10), title: 'Never again', rating: { value: 1, min: 1, max: 5, scale: 'stars' }, traits: { nickname: 'Snowman' } }), identifiers: [] },
    said('again', 'Bought a lamp.', { occurredAt: minutesAgo(50) }),
  ]);
  await custos.send([said('again', 'Bought a desk.', { occurredAt: minutesAgo(50) })]);
  await custos.send(Array.from({ length: 120 }, (_, at) => said(`filler-${at}`, `Message number ${at} about nothing at all.`, { occurredAt: minutesAgo(100 + at) })));
  await recorded(custos);
});
after(async () => {
  await browser?.close();
  await custos?.stop();
});

test('everything said is read newest first to its oldest, and found by words in any case, phrases, beginnings and without words; the address is the search', async () => {
  const { page, faults, close } = await openPage(browser, custos);
  await page.goto('/');
  await page.getByRole('button', { name: 'Search everything' }).click();
  await page.getByRole('combobox', { name: 'Search everything' }).fill('verbatims');
  await page.getByRole('option', { name: /^Verbatims/ }).click();
  const rows = page.getByTestId('verbatim-row');
  await rows.first().getByText('The zip broke').waitFor();
  const oldest = rows.filter({ hasText: 'Message number 119' });
  for (let tries = 0; await oldest.count() === 0 && tries < 200; tries += 1) {
    await page.mouse.wheel(0, 1_500);
    await page.evaluate(() => new Promise((resolve) => { requestAnimationFrame(resolve); }));
  }
  await oldest.waitFor();
  await page.getByText('125 verbatims in all').waitFor();
  const box = page.getByRole('searchbox', { name: 'Words that were said' });
  const search = async (typed: string, count: string, words: string): Promise<void> => {
    await page.evaluate(() => { window.scrollTo(0, 0); });
    await box.fill(typed);
    await page.getByText(count, { exact: false }).waitFor();
    await rows.first().getByText(words).waitFor();
  };
  await search('parcel', '3 verbatims,', 'The zip broke');
  assert.deepEqual(await rows.locator('mark').allInnerTexts(), ['parcel', 'PARCEL', 'parcel']);
  await search('parcel -refund "two weeks"', '1 verbatim,', 'two weeks late');
  await search('grösse', '1 verbatim,', 'Die Größe passt nicht.');
  await rows.first().getByText('Customer', { exact: true }).waitFor();
  await search('ref*', '1 verbatim,', 'PARCEL never came');
  assert.match(page.url(), /words=ref\*|words=ref%2A/);
  await page.reload();
  await rows.first().getByText('PARCEL never came').waitFor();
  await box.fill('lamp');
  await page.getByText('Nobody said that.').waitFor();
  await page.getByRole('button', { name: 'Show everything' }).click();
  await rows.first().getByText('The zip broke').waitFor();
  await page.getByRole('combobox', { name: 'Channel' }).click();
  await page.getByRole('option', { name: 'Phone' }).or(page.getByRole('option', { name: 'Call' })).first().click();
  await page.getByText('1 verbatim,').waitFor();
  await rows.first().getByRole('link', { name: 'Kari Nordmann' }).click();
  await page.getByRole('heading', { level: 1, name: 'Kari Nordmann' }).waitFor();
  // Not switched on here, as in most companies: the page says how, and goes on by words.
  await page.goto('/verbatims?words=parcel');
  await rows.first().getByText('The zip broke').waitFor();
  await page.getByText('Meaning', { exact: true }).click();
  await page.getByText('Search by meaning is not switched on.').waitFor();
  await page.getByText('CUSTOS_EMBEDDINGS=use-lite npm start').waitFor();
  assert.deepEqual([await axeFindings(page), await sidewaysFaults(page)], [[], []]);
  await page.getByText('Words', { exact: true }).click();
  await rows.first().getByText('The zip broke').waitFor();
  assert.equal(await page.getByText('More like this').count(), 0);
  assert.deepEqual(faults, []);
  await close();
});

test('what is said appears by itself where it passes the search, waits while the page is paused, and is shown then', async () => {
  const { page, faults, close } = await openPage(browser, custos);
  await page.goto('/verbatims?words=wall');
  await page.getByText('Live: what is said appears by itself').waitFor();
  await page.getByText('Nobody said that.').waitFor();
  await custos.send([said('wall-1', 'I hung it on the wall.', { occurredAt: minutesAgo(2) }), said('wall-0', 'Nothing of the kind.', { occurredAt: minutesAgo(0) })]);
  const rows = page.getByTestId('verbatim-row');
  await rows.filter({ hasText: 'on the wall' }).getByText('New', { exact: true }).waitFor();
  await page.getByRole('button', { name: 'Pause' }).click();
  await custos.send([said('wall-2', 'It fell off the wall.', { occurredAt: minutesAgo(1) })]);
  await page.getByTestId('show-arrivals').waitFor();
  assert.equal(await rows.count(), 1);
  await page.getByRole('button', { name: 'Go on' }).click();
  await rows.filter({ hasText: 'fell off' }).waitFor();
  assert.equal(await rows.count(), 2);
  assert.deepEqual(faults, []);
  await close();
});

test('a search is saved under a name with an alert, stands beside the search, and what it has to tell stands on Today until it was seen', async () => {
  const { page, faults, close } = await openPage(browser, custos);
  await page.goto('/verbatims?words=parcel');
  await page.getByRole('button', { name: 'Save this search' }).click();
  await page.getByLabel('Name').fill('Parcels that came to nothing');
  await page.getByRole('radio', { name: 'Each new one' }).click();
  assert.deepEqual(await axeFindings(page), []);
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  const saved = page.getByTestId('saved-searches');
  await saved.getByRole('link', { name: 'You are told of it: Parcels that came to nothing' }).waitFor();
  assert.equal(await page.getByRole('button', { name: 'Save this search' }).count(), 0, 'it is saved already');
  await custos.send([said('told', 'Another parcel that came to nothing.', { occurredAt: minutesAgo(0) })]);
  await recorded(custos);
  const notices = (): Promise<{ notices: unknown[] }> => answerOf(custos.ask('/api/voice/notices', { cookie: custos.ownerSession }));
  await eventually('it is told', async () => (await notices()).notices.length === 1, 120_000);
  await page.goto('/');
  const notice = page.getByTestId('notice');
  await notice.getByText(/^1 new one since/).waitFor();
  await notice.getByRole('link', { name: 'Parcels that came to nothing' }).click();
  await page.getByTestId('verbatim-row').filter({ hasText: 'Another parcel that came to nothing' }).waitFor();
  await eventually('it is seen', async () => (await notices()).notices.length === 0);
  await page.getByRole('button', { name: 'Parcels that came to nothing: alert, name, who sees it' }).click();
  await page.getByRole('button', { name: 'Delete' }).click();
  await page.getByText('is deleted.').waitFor();
  await saved.getByRole('link').waitFor({ state: 'detached' });
  assert.deepEqual(faults, []);
  await close();
});

test('as a file it holds what the search finds, whole', async () => {
  const file = await (await custos.ask('/api/voice/verbatims.csv?words=parcel', { cookie: custos.ownerSession })).text();
  const lines = file.trim().split('\r\n');
  assert.match(lines[0] ?? '', /^when,channel,source/);
  assert.equal(lines.length, 5);
  assert.match(lines[2] ?? '', /review.*Snowman.*1 to 5 stars.*Never again/);
  const refused = await custos.ask('/api/voice/verbatims.csv?from=2026-02-30', { cookie: custos.ownerSession });
  assert.equal(refused.status, 400);
});

test('whoever may not see personal data reads and searches without names, and is not told how many say what they can not read', async () => {
  const analyst = (await everybody(custos)).find(({ name }) => name === 'analyst');
  const { page, close } = await openPage(browser, custos, { session: analyst?.headers['cookie'] ?? '' });
  await page.goto('/verbatims?words=refund');
  await page.getByTestId('masked-note').waitFor();
  const words = await page.getByTestId('verbatim-row').first().innerText();
  assert.ok(!words.includes('Nordmann') && words.includes('refund'), words);
  await page.getByText('How many there are is not told').waitFor();
  await page.goto('/verbatims?words=nordmann');
  await page.getByText('Nobody said that.').waitFor();
  await close();
});

test('by keyboard, on a phone and in the dark nothing is in the way', async () => {
  const { page, faults, close } = await openPage(browser, custos);
  await page.goto('/verbatims?words=parcel');
  await page.getByTestId('verbatim-row').first().waitFor();
  assert.deepEqual([await screenFaults(page), await sidewaysFaults(page)], [[], []]);
  await page.keyboard.press('j');
  await page.keyboard.press('j');
  await page.waitForFunction(() => document.activeElement?.getAttribute('data-index') === '1');
  await page.keyboard.press('/');
  await page.waitForFunction(() => document.activeElement?.getAttribute('type') === 'search');
  if (process.env['CUSTOS_PICTURES'] !== undefined) {
    for (const [viewport, colorScheme] of [[DESK, 'light'], [PHONE, 'light'], [PHONE, 'dark']] as const) {
      await page.setViewportSize(viewport);
      await page.emulateMedia({ colorScheme });
      await page.screenshot({ path: `${process.env['CUSTOS_PICTURES']}/verbatims-${viewport === PHONE ? 'phone' : 'desk'}-${colorScheme}.png` });
    }
  }
  assert.deepEqual(faults, []);
  await close();
});
