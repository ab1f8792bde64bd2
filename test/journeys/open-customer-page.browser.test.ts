import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import type { ErasureCertificate } from '../../src/modules/customers/contract.ts';
import { openBrowser, openPage } from './browser.ts';
import { customerOf, customersFound, keyOf, minutesAgo, recorded } from './customers.ts';
import { answerOf, startCustos, type RunningCustos } from './harness.ts';
import { screenFaults } from './screen-faults.ts';

const DAY_MINUTES = 1_440;

let custos: RunningCustos;
let browser: Browser;
let reader: string;
/** A case of the reader's. */
let opened: string;
before(async () => {
  custos = await startCustos();
  browser = await openBrowser();
  await custos.send(Array.from({ length: 60 }, (_, at) => saying(`past-${at}`, `Letter number ${at}, as it was written then.`, (at + 1) * DAY_MINUTES)));
  const [shop, desk] = await Promise.all([keyOf(custos, 'shop'), keyOf(custos, 'desk')]);
  await Promise.all([
    sendAs(shop, { id: 'o-1', channel: 'order', kind: 'order-placed', direction: 'in', occurredAt: minutesAgo(300), identifiers: [{ type: 'loyalty', value: 'L-881' }, { type: 'email', value: 'solveig@example.org' }], traits: { name: 'Solveig Dahl' } }),
    sendAs(desk, { id: 't-1', channel: 'ticket', kind: 'ticket-opened', direction: 'in', occurredAt: minutesAgo(200), text: 'My grandmother ordered for me.', identifiers: [{ type: 'user', value: 'u-552' }, { type: 'email', value: 'solveig@example.org' }], traits: { name: 'S. Dahl' } }),
  ]);
  reader = await customerOf(custos, 'email:ragnhild@example.org');
  await recorded(custos);
});
after(async () => {
  await browser?.close();
  await custos?.stop();
});

function saying(id: string, text: string, minutes = 0): Record<string, unknown> {
  return { id, channel: 'email', kind: 'message', direction: 'in', occurredAt: minutesAgo(minutes), identifiers: [{ type: 'email', value: 'ragnhild@example.org' }], text, traits: { name: 'Ragnhild Moe' } };
}

async function sendAs(key: string, interaction: object): Promise<void> {
  assert.equal((await custos.ask('/v1/interactions', { key, body: [interaction] })).status, 200);
}

/** Opens a customer's page and waits until it hears of arrivals. */
async function openCustomer(page: Page, id: string): Promise<void> {
  await page.goto(`/customers/${id}`);
  await page.getByText('Live: new interactions appear by themselves').waitFor();
  await page.getByTestId('interaction').first().waitFor();
}

test('what is posted appears on the open customer page within seconds, marked as new, without loading the page again', async () => {
  const { page, faults, close } = await openPage(browser, custos);
  await openCustomer(page, reader);
  await page.evaluate(() => { document.body.dataset['loadedOnce'] = 'yes'; });
  const sentMs = performance.now();
  await custos.send([saying('now-1', 'I am writing this very moment.')]);
  const entry = page.getByTestId('interaction').filter({ hasText: 'I am writing this very moment.' });
  await entry.waitFor({ timeout: 10_000 });
  const tookMs = performance.now() - sentMs;
  await entry.getByText('New', { exact: true }).waitFor();
  // Its marks come a moment later: between two looks at the whole text it may have changed.
  assert.match(await page.getByTestId('interaction').first().innerText(), /I am writing this very moment\./u, 'the newest stands first');
  await page.getByTestId('interaction-count').getByText('61').waitFor();
  assert.equal(await page.locator('body').getAttribute('data-loaded-once'), 'yes');
  assert.ok(tookMs < 10_000, `it took ${Math.round(tookMs)} ms`);
  assert.deepEqual(faults, []);
  await close();
});

test('who reads far down is not moved by an arrival: it waits above, and one click shows it', async () => {
  const { page, faults, close } = await openPage(browser, custos);
  await openCustomer(page, reader);
  await page.mouse.move(500, 600);
  const read = page.getByTestId('interaction').filter({ hasText: 'Letter number 20,' });
  while (await read.count() === 0) {
    await page.mouse.wheel(0, 500);
    await page.evaluate(() => new Promise((resolve) => { requestAnimationFrame(resolve); }));
  }
  await read.scrollIntoViewIfNeeded();
  await settled(page);
  const before = { scrolled: await page.evaluate(() => window.scrollY), top: (await read.boundingBox())?.y };
  assert.ok(before.scrolled > 500, 'the reader is far down');
  await custos.send([saying('now-2', 'One more thing about my parcel.')]);
  const waiting = page.getByTestId('show-arrivals');
  await waiting.getByText('1 new interaction').waitFor();
  await waiting.getByText('One more thing about my parcel.').waitFor();
  assert.deepEqual({ scrolled: await page.evaluate(() => window.scrollY), top: (await read.boundingBox())?.y }, before, 'nothing moved');
  await waiting.click();
  const entry = page.getByTestId('interaction').filter({ hasText: 'One more thing about my parcel.' });
  await entry.getByText('New', { exact: true }).waitFor();
  assert.deepEqual(faults, []);
  await close();
});

/** Waits until the page rests: three pictures in a row are scrolled alike. */
async function settled(page: Page): Promise<void> {
  await page.evaluate(async () => {
    for (let alike = 0, at = -1; alike < 3;) {
      await new Promise((resolve) => { requestAnimationFrame(resolve); });
      alike = window.scrollY === at ? alike + 1 : 0;
      at = window.scrollY;
    }
  });
}

test('two records with one e-mail address are one customer, and the page says why in sentences', async () => {
  const { page, faults, close } = await openPage(browser, custos);
  await openCustomer(page, await customerOf(custos, 'email:solveig@example.org'));
  const card = page.getByTestId('card-identity');
  await card.getByText('2 claims from 2 sources are this one customer, because:').waitFor();
  const sentences = await card.getByTestId('why-one').locator('li').allInnerTexts();
  assert.equal(sentences.length, 1);
  assert.match(sentences[0] ?? '', /^“(Solveig|S\.) Dahl” of (shop|desk) and “(Solveig|S\.) Dahl” of (shop|desk) gave the same e-mail address solveig@example\.org\. \w+, /);
  assert.deepEqual(faults, []);
  await close();
});

test('a join that was wrong is parted with a reason, makes two customers with their own timelines, and undo makes them one again', async () => {
  const joined = await customerOf(custos, 'email:solveig@example.org');
  const { page, faults, close } = await openPage(browser, custos);
  await openCustomer(page, joined);
  await page.getByRole('button', { name: 'See the 2 claims' }).click();
  const dialog = page.getByRole('dialog', { name: 'What each source claims' });
  await dialog.getByRole('checkbox', { name: 'Part “S. Dahl” of desk' }).check();
  assert.equal(await dialog.getByRole('button', { name: 'Part 1 claim' }).isDisabled(), true, 'nobody parts people without a reason');
  await dialog.getByLabel('Why').fill('Grandmother and granddaughter share the mailbox');
  await dialog.getByRole('button', { name: 'Part 1 claim' }).click();
  const said = page.getByRole('alert').filter({ hasText: 'They are two customers now.' });
  await said.waitFor();
  const card = page.getByTestId('card-identity');
  await card.getByText('said that these are different people: Grandmother and granddaughter share the mailbox').waitFor();
  const parted = await Promise.all(['loyalty:L-881', 'user:u-552'].map((identifier) => customersFound(custos, { identifier })));
  assert.deepEqual(parted.map((found) => found.map(({ name, interactions }) => [name, interactions])), [[['Solveig Dahl', 1]], [['S. Dahl', 1]]]);
  assert.notEqual(parted[0]?.[0]?.id, parted[1]?.[0]?.id);

  await said.getByTestId('undo').click();
  await page.getByText('They are one customer again.').waitFor();
  await card.getByText('2 claims from 2 sources are this one customer, because:').waitFor();
  const ids = await Promise.all(['loyalty:L-881', 'user:u-552', 'email:solveig@example.org'].map((identifier) => customerOf(custos, identifier)));
  assert.deepEqual(ids, [joined, joined, joined], 'the id from before is the lasting one');
  await page.getByTestId('interaction').filter({ hasText: 'My grandmother ordered for me.' }).waitFor();
  assert.deepEqual(faults, []);
  await close();
});

test('the address of nobody says so kindly and leads on: to a search, or to everybody', async () => {
  for (const id of ['nonsense', 'cus_zzzzz']) {
    const { page, close } = await openPage(browser, custos);
    await page.goto(`/customers/${id}`);
    await page.getByRole('heading', { level: 1, name: `There is no customer ${id}.` }).waitFor();
    await page.getByRole('link', { name: 'See all customers' }).waitFor();
    assert.deepEqual(await screenFaults(page), []);
    await page.getByRole('searchbox', { name: 'Search customers' }).fill('Solveig Dahl');
    await page.keyboard.press('Enter');
    await page.getByTestId('customer-link').first().waitFor();
    assert.match(page.url(), /\/customers\?q=Solveig/);
    await page.goBack();
    await page.getByTestId('no-such-customer').waitFor();
    await close();
  }
});

test('below what somebody said a case is opened; its owner informs them and says that it is solved, and their own word ends it', async () => {
  await custos.send([saying('empty', 'Please send me the invoice once more.')]);
  await recorded(custos);
  const { page, faults, close } = await openPage(browser, custos);
  await openCustomer(page, reader);
  await page.getByTestId('interaction').filter({ hasText: 'Please send me the invoice once more.' }).getByRole('button', { name: 'Open a case' }).click();
  await page.getByLabel('What the customer waits for').fill('An empty box');
  await page.getByRole('button', { name: 'Open it' }).click();
  await page.getByRole('heading', { level: 1, name: 'An empty box' }).waitFor();
  opened = page.url().split('/').at(-1) ?? '';
  await page.getByRole('button', { name: 'The customer was informed' }).click();
  await page.getByLabel('What they were told').fill('Another one leaves today');
  await page.getByRole('button', { name: 'Note it' }).click();
  await page.getByText('Do what was promised').waitFor();
  await page.getByRole('button', { name: 'It is solved' }).click();
  await page.getByLabel('How it was solved').fill('Sent again by courier');
  await page.getByRole('button', { name: 'Say that it is solved' }).click();
  await page.getByText('only their word ends it').waitFor();
  await custos.send([saying('thanks', 'Thank you, it is here.')]);
  await recorded(custos);
  await page.getByRole('button', { name: 'The customer says: solved' }).click();
  const said = page.getByRole('dialog').getByLabel('In which interaction');
  await said.locator('option').filter({ hasText: 'Thank you, it is here.' }).waitFor({ state: 'attached' });
  await said.selectOption({ label: await said.locator('option').filter({ hasText: 'Thank you, it is here.' }).innerText() });
  await page.getByRole('button', { name: 'Record their word' }).click();
  await page.getByText('Done: the customer says that it is solved.').waitFor();
  await page.getByTestId('case-interactions').getByText('Thank you, it is here.').waitFor();
  assert.deepEqual(faults, []);
  await close();
});

test('the page of somebody who was erased says so and leads to the certificate; their cases went with them', async () => {
  const { page, faults, close } = await openPage(browser, custos);
  await openCustomer(page, reader);
  const { id } = await answerOf<ErasureCertificate>(custos.ask(`/api/customers/${reader}/erase`, { cookie: custos.ownerSession, headers: { origin: custos.baseUrl }, body: { reason: 'She asked us to', confirm: reader } }));
  await page.reload();
  await page.getByRole('heading', { level: 1, name: `Customer ${reader} was erased.` }).waitFor();
  assert.deepEqual(await screenFaults(page), []);
  await page.getByRole('link', { name: 'See the certificate' }).click();
  await page.getByTestId('certificate').filter({ hasText: id }).waitFor();
  assert.equal((await custos.ask(`/api/cases/${opened}`, { cookie: custos.ownerSession })).status, 404);
  assert.deepEqual(faults, []);
  await close();
});
