import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Browser } from 'playwright-core';
import { axeFindings, DESK, goOn, openBrowser, openPage, PHONE } from './browser.ts';
import { customerOf, customerPage, keyOf, minutesAgo, recorded } from './customers.ts';
import { everybody } from './everybody.ts';
import { answerOf, eventually, startCustos, type RunningCustos } from './harness.ts';
import { screenFaults, sidewaysFaults } from './screen-faults.ts';

let custos: RunningCustos;
let browser: Browser;
let ann: string;
let ben: string;
let analyst: string;

async function send(key: string, interactions: readonly object[]): Promise<void> {
  await answerOf(custos.ask('/v1/interactions', { key, body: { interactions } }));
}

before(async () => {
  custos = await startCustos();
  browser = await openBrowser();
  const [loyalty, shop] = [await keyOf(custos, 'loyalty'), await keyOf(custos, 'shop')];
  const known = { type: 'user', value: 'u-ann', verified: 'login' };
  await send(loyalty, [{ id: 'l1', channel: 'app', kind: 'profile-updated', direction: 'in', occurredAt: minutesAgo(500), identifiers: [known, { type: 'order', value: '#nb-77', verified: 'login' }], traits: { name: 'Ann Lee', city: 'Oslo', preferredChannel: 'phone' } }]);
  await send(shop, [
    { id: 's1', channel: 'order', kind: 'order-placed', direction: 'in', occurredAt: minutesAgo(90), identifiers: [{ type: 'order', value: 'NB-77', verified: 'paid-order' }, { type: 'email', value: 'home@example.org' }], traits: { city: 'Bergen' }, order: { id: '#nb-77', state: 'placed', total: '30.00', currency: 'EUR' } },
    ...[1, 2, 3].map((at) => ({ id: `c${at}`, channel: 'chat', kind: 'conversation', direction: 'in', occurredAt: minutesAgo(80 - at), identifiers: [known], text: `Question ${at}` })),
    { id: 'b1', channel: 'app', kind: 'profile-updated', direction: 'in', occurredAt: minutesAgo(60), identifiers: [{ type: 'user', value: 'u-ben', verified: 'login' }, { type: 'email', value: 'home@example.org' }], traits: { name: 'Ben Lee', city: 'Bergen' } },
  ]);
  await recorded(custos);
  ann = await customerOf(custos, 'user:u-ann');
  ben = await customerOf(custos, 'user:u-ben');
  analyst = (await everybody(custos)).find(({ name }) => name === 'analyst')?.headers['cookie'] ?? '';
});
after(async () => {
  await browser?.close();
  await custos?.stop();
});

test('a person sees what other rules of whose word counts would change, saves them with a reason, and the open page of a customer follows', async () => {
  const customer = await openPage(browser, custos);
  await customer.page.goto(`/customers/${ann}`);
  const city = customer.page.getByTestId('trait').filter({ hasText: 'City' });
  await city.getByText('Bergen').waitFor();
  await city.getByRole('button', { name: '1 other' }).click();
  await city.getByText('Oslo').waitFor();
  await city.getByText('it was said earlier').waitFor();
  await customer.page.getByTestId('live-line').and(customer.page.locator('[data-state=live]')).waitFor();

  const rules = await openPage(browser, custos);
  await rules.page.goto('/golden-record');
  await rules.page.getByTestId('every-trait').getByRole('button', { name: '+ the surer speaker' }).click();
  await rules.page.getByTestId('trial').getByText('Nothing, looked at all').waitFor();
  await rules.page.getByTestId('every-trait').getByRole('button', { name: 'the surer speaker earlier' }).click();
  await rules.page.getByTestId('trial').getByText('City: 1 of').waitFor();
  await rules.page.getByTestId('trial').getByText('Bergen → Oslo').waitFor();
  assert.deepEqual(await axeFindings(rules.page), []);
  await rules.page.getByLabel('Why').fill('Who signed in knows best');
  await rules.page.getByRole('button', { name: 'Save as a new version' }).click();
  await rules.page.getByText('Who signed in knows best').waitFor();

  await city.getByText('it was less sure who spoke').waitFor();
  assert.match(await city.innerText(), /^City\s+Oslo/);
  const { entries } = await answerOf<{ entries: { what: string }[] }>(custos.ask('/api/audit', { cookie: custos.ownerSession }));
  assert.ok(entries.some(({ what }) => what === 'golden-record.rules-saved'));
  assert.deepEqual([...customer.faults, ...rules.faults], []);
  await customer.close();
  await rules.close();
});

test('what a customer said of channels stands apart from what they do; the order number is as the source wrote it; a table says what the picture shows', async () => {
  const { page, faults, close } = await openPage(browser, custos);
  await page.goto(`/customers/${ann}`);
  const reach = page.getByTestId('reach');
  await reach.getByText('phone', { exact: true }).waitFor();
  await reach.getByText('most often, of 3 times in the last 12 months').waitFor();
  assert.deepEqual((await customerPage(custos, ann)).identifiers.filter(({ type }) => type === 'order').map(({ value }) => value), ['#nb-77']);
  await page.getByTestId('identity-picture').getByRole('button', { name: 'As a table' }).click();
  const ties = page.getByTestId('ties-table');
  await ties.getByRole('row', { name: /#nb-77/ }).waitFor();
  await ties.getByRole('row', { name: /home@example.org.*kept apart/ }).getByRole('link', { name: `Compare with ${ben}` }).waitFor();
  assert.deepEqual(await axeFindings(page), []);
  assert.deepEqual(faults, []);
  await close();
});

test('two customers are compared by keyboard, sides are swapped, and after the decision there is nothing left to compare', async () => {
  const { page, faults, close } = await openPage(browser, custos);
  await page.goto(`/customers/${ann}`);
  await page.getByTestId('compare-with').waitFor();
  await page.keyboard.press('c');
  await page.getByRole('searchbox', { name: 'The other customer' }).fill('Ben Lee');
  await page.getByTestId('compare-found').filter({ hasText: ben }).waitFor();
  await page.keyboard.press('Enter');
  await page.waitForURL(`**/customers/${ann}/compare/${ben}`);
  await page.getByTestId('how-likely').getByTestId('verdict').waitFor();
  if (process.env['CUSTOS_PICTURES'] !== undefined) await page.screenshot({ path: `${process.env['CUSTOS_PICTURES']}/compare-1440.png`, fullPage: true });
  await page.getByTestId('speaks-for').getByText('home@example.org').waitFor();
  await page.getByTestId('speaks-against').getByText('more than one user account').waitFor();
  assert.deepEqual(await axeFindings(page), []);
  await page.keyboard.press('j');
  assert.equal(await page.locator('[data-line][data-active=true]').count(), 1);
  await page.keyboard.press('x');
  await page.waitForURL(`**/customers/${ben}/compare/${ann}`);
  await page.getByTestId('speaks-for').getByText('home@example.org').waitFor();
  await page.keyboard.press('o');
  const dialog = page.getByRole('dialog', { name: 'Are these two one person?' });
  await dialog.getByLabel('Why').fill('One household account');
  await dialog.getByRole('button', { name: 'Join them' }).click();
  await page.getByText('They are one customer now').first().waitFor();
  await page.goto(`/customers/${ben}/compare/${ann}`);
  await page.getByText('These are one customer.').waitFor();
  assert.deepEqual(faults.filter((fault) => !fault.includes('409')), []);
  await close();
});

test('who may not see personal data prints and compares dots; on a phone the new pages are as sound as at a desk', async () => {
  const masked = await openPage(browser, custos, { session: analyst });
  await masked.page.goto(`/customers/${ann}/print`);
  await masked.page.getByTestId('print-page').waitFor();
  const printed = await masked.page.getByTestId('print-page').innerText();
  assert.ok(printed.includes('•') && !/Ann|home@|Oslo/.test(printed), printed);
  await masked.close();
  const { page, faults, close } = await openPage(browser, custos, { viewport: PHONE });
  await page.goto('/');
  for (const [address, isReady] of [[`/customers/${ann}/print`, page.getByTestId('print-page')], ['/golden-record', page.getByTestId('every-trait')], [`/customers/${ann}`, page.getByTestId('trait').first()]] as const) {
    await goOn(page, address);
    await isReady.waitFor({ state: 'attached' });
    assert.deepEqual(await screenFaults(page), [], address);
    assert.deepEqual(faults, [], address);
  }
  await close();
});

test('the page of a customer says which organisation they likely belong to and why, with its desk and its others; who may not see personal data reads dots', async () => {
  const crm = await keyOf(custos, 'crm');
  const saidBy = (name: string, address: string, more: object = {}): object => ({ id: `w-${name}`, channel: 'email', kind: 'message', direction: 'in', occurredAt: minutesAgo(40), identifiers: [{ type: 'email', value: address, verified: 'dkim' }], traits: { name: `${name} Fjell`, ...more } });
  await send(crm, [saidBy('Una', 'una@fjell-sons.example', { company: 'Fjell & Sons AS' }), ...Array.from({ length: 10 }, (_, at) => saidBy(`Colleague${at}`, `c${at}@fjell-sons.example`)), { ...saidBy('Desk', 'info@fjell-sons.example'), traits: {} }]);
  await recorded(custos);
  const una = await customerOf(custos, 'email:una@fjell-sons.example');
  await eventually('the company is known', async () => (await customerPage(custos, una)).traits.some(({ name }) => name === 'company'));
  const { page, faults, close } = await openPage(browser, custos);
  await page.goto(`/customers/${una}`);
  const card = page.getByTestId('organisations');
  for (const words of ['Fjell & Sons AS', 'fjell-sons.example', 'They have an address there.', '10 other people of it, such as:', 'its desk']) await card.getByText(words).first().waitFor();
  await card.getByText(/Said by crm/).waitFor();
  if (process.env['CUSTOS_PICTURES'] !== undefined) await card.screenshot({ path: `${process.env['CUSTOS_PICTURES']}/organisation-card.png` });
  assert.deepEqual(await screenFaults(page), []);
  await page.setViewportSize(PHONE);
  await page.getByTestId('card-organisation').locator('summary').click();
  await card.getByText('its desk').waitFor();
  assert.deepEqual(await sidewaysFaults(page), []);
  if (process.env['CUSTOS_PICTURES'] !== undefined) await page.getByTestId('card-organisation').screenshot({ path: `${process.env['CUSTOS_PICTURES']}/organisation-phone.png` });
  await page.setViewportSize(DESK);
  const other = card.getByRole('link', { name: /^Colleague/ }).first();
  const name = await other.innerText();
  await other.click();
  await page.getByRole('heading', { level: 1, name }).waitFor();
  await card.getByText('They have an address there, as others who say this company do.').waitFor();
  assert.deepEqual(faults, []);
  await close();
  const masked = await openPage(browser, custos, { session: analyst });
  await masked.page.goto(`/customers/${una}`);
  const hidden = await masked.page.getByTestId('organisation').innerText();
  assert.ok(hidden.includes('•') && !/Fjell|fjell/.test(hidden), hidden);
  await masked.close();
});
