import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Browser, Locator, Page } from 'playwright-core';
import { openBrowser, openPage, PHONE } from './browser.ts';
import { customerOf, minutesAgo, recorded } from './customers.ts';
import { everybody } from './everybody.ts';
import { answerOf, eventually, startCustos, type RunningCustos } from './harness.ts';
import { screenFaults } from './screen-faults.ts';

const COMPLAINT = 'The parcel arrived broken and nobody answers your phone. I have called three times now and I am furious. If this is not sorted I will go to my lawyer and cancel my account.';
const by = [{ type: 'email', value: 'nora@example.org' }];
const mail = (id: string, text: string, minutes: number, more: object = {}): object => ({ id, channel: 'email', kind: 'message', direction: 'in', occurredAt: minutesAgo(minutes), identifiers: by, traits: { name: 'Nora Brandvold' }, text, ...more });

let custos: RunningCustos;
let browser: Browser;
let nora: string;

before(async () => {
  custos = await startCustos();
  browser = await openBrowser();
  await custos.send([
    mail('angry', COMPLAINT, 50), mail('glad', 'Thank you so much, the lady at the desk was lovely and everything works perfectly now!', 40), mail('signed', `${COMPLAINT} Yours, Nora Brandvold`, 45),
    mail('ours', 'We are so terribly sorry, this is awful and unacceptable.', 30, { direction: 'out' }), mail('answer', 'Good news, your new parcel is out for delivery. Could you send us a photo of the broken one? We will refund the postage within 3 working days.', 25, { direction: 'out' }), mail('foreign', 'Min pakke er ødelagt, og ingen hjælper mig.', 20),
    { ...mail('talk', '', 10), channel: 'call', kind: 'call', text: undefined, turns: [{ speaker: 'agent', text: 'I am so sorry, that is terrible and awful.' }, { speaker: 'customer', text: 'No worries, it works perfectly now, thank you, great help!' }] },
  ]);
  nora = await customerOf(custos, 'email:nora@example.org');
  await recorded(custos);
  await eventually('everything said is read', async () => (await answerOf<{ texts: number }>(custos.ask('/api/voice/reader', { cookie: custos.ownerSession }))).texts >= 5);
});
after(async () => {
  await browser?.close();
  await custos?.stop();
});

const entry = (page: Page, words: string): Locator => page.getByTestId('interaction').filter({ hasText: words });
const markOf = (of: Locator, name: string | RegExp): Locator => of.getByTestId('said-marks').getByRole('button', { name, exact: true });

test('below a customer’s words stands what was read in them; a mark tells which words carry it, how sure it is, how good such marks are and who read it, and draws a line below those words', async () => {
  const { page, faults, close } = await openPage(browser, custos);
  await page.goto(`/customers/${nora}`);
  const angry = entry(page, 'The parcel arrived broken').filter({ hasNotText: 'Yours' });
  await markOf(angry, 'Negative').waitFor();
  assert.ok(await angry.getByTestId('said-marks').getByRole('button').count() <= 6, 'few at a glance');
  await markOf(angry, 'Negative').hover();
  const card = page.getByTestId('mark-card');
  await card.getByText('Feels bad about what the company did.').waitFor();
  await card.getByText(/Right in \d+ of 100 where it is said; finds \d+ of 100 that are there/).waitFor();
  await card.getByText(/^\d+.?% sure\./).waitFor();
  await card.getByText('Read by version 1 of the reader.').waitFor();
  const quoted = await card.locator('q').allTextContents();
  assert.ok(quoted.length > 0);
  for (const words of quoted) assert.ok(COMPLAINT.includes(words), words);
  assert.deepEqual((await angry.getByTestId('verbatim').locator('mark').allTextContents()).toSorted(), quoted.toSorted());
  await page.mouse.move(5, 5);
  await card.waitFor({ state: 'detached' });
  assert.equal(await angry.locator('mark').count(), 0);

  await markOf(angry, 'Legal').focus();
  await card.getByText('Names a lawyer').waitFor();
  await page.keyboard.press('Escape');
  await card.waitFor({ state: 'detached' });
  await markOf(entry(page, 'Thank you so much'), 'Positive').click();
  await card.getByText('Feels good').waitFor();
  assert.deepEqual(await screenFaults(page), []);
  assert.deepEqual(faults, []);
  await close();
});

test('in what staff says no feelings are read, and those of a call are the customer’s alone; what was asked, said and promised stands below our own words, with the words that carry it and its deadline', async () => {
  const { page, faults, close } = await openPage(browser, custos);
  await page.goto(`/customers/${nora}`);
  const call = entry(page, 'it works perfectly now, thank you, great help');
  await markOf(call, 'Positive').click();
  await page.getByTestId('mark-card').waitFor();
  const lined = await call.locator('[data-speaker="customer"] mark').count();
  assert.ok(lined > 0);
  assert.equal(await call.locator('mark').count(), lined);
  assert.equal(await entry(page, 'We are so terribly sorry').getByTestId('said-marks').count(), 0);
  assert.equal(await entry(page, 'We are so terribly sorry').getByTestId('fact-marks').count(), 0);

  const answer = entry(page, 'Good news, your new parcel');
  const facts = answer.getByTestId('fact-marks').getByRole('button');
  await facts.first().waitFor();
  assert.deepEqual((await facts.allTextContents()).map((name) => name.replace(/ by .+/u, ' by …')), ['said: out for delivery', 'asked for a photo', 'promised: refund by …']);
  await facts.last().click();
  const card = page.getByTestId('mark-card');
  await card.getByText('counted as calendar days').waitFor();
  assert.deepEqual(await answer.locator('mark').allTextContents(), ['will refund', 'within 3 working days']);
  assert.equal(await answer.getByTestId('said-marks').count(), 0);
  assert.deepEqual(await screenFaults(page), []);
  assert.deepEqual(faults, []);
  await close();
});

test('what arrives while the page is open gets its marks by itself', async () => {
  const { page, close } = await openPage(browser, custos, { viewport: PHONE });
  await page.goto(`/customers/${nora}`);
  await page.getByText('Live: new interactions appear by themselves').waitFor();
  await custos.send([mail('now', 'This is awful, my order is late again and I am very angry about it.', 0)]);
  await markOf(entry(page, 'my order is late again'), 'Negative').click();
  await page.getByTestId('mark-card').getByText('Feels bad').waitFor();
  assert.deepEqual(await screenFaults(page, ['phone']), []);
  await close();
});

test('whoever may teach corrects a mark where it stands, by mouse and by keyboard; it changes at once, says that a person said so, stays, and can be undone', async () => {
  const { page, faults, close } = await openPage(browser, custos);
  await page.goto(`/customers/${nora}`);
  const glad = entry(page, 'Thank you so much');
  const card = page.getByTestId('mark-card');
  await markOf(glad, 'Positive').hover();
  await card.getByRole('button', { name: 'Rather: neutral' }).click();
  await markOf(glad, /^Neutral/).and(glad.getByRole('button', { name: 'said by a person' })).waitFor();
  await page.getByText('Said: neutral.').waitFor();
  await page.reload();
  await markOf(glad, /^Neutral/).focus();
  await page.keyboard.press('Enter');
  await card.getByText('Somebody of the company said so').waitFor();
  await page.waitForFunction(() => document.activeElement?.textContent === 'Take that back');
  await page.keyboard.press('Enter');
  await markOf(glad, 'Positive').waitFor();

  const angry = entry(page, 'The parcel arrived broken').filter({ hasNotText: 'Yours' });
  await markOf(angry, 'Legal').click();
  await card.getByRole('button', { name: 'Not so' }).click();
  await markOf(angry, /^Not so: Legal/).or(angry.getByRole('button', { name: /more$/ })).first().waitFor();
  assert.equal(await markOf(angry, 'Legal').count(), 0);
  await page.getByTestId('undo').last().click();
  await markOf(angry, 'Legal').waitFor();
  assert.deepEqual(faults, []);
  await close();
});

test('whoever reads texts masked sees the marks, and no quote of words that moved behind what is hidden', async () => {
  const readOnly = (await everybody(custos)).find(({ viewer }) => viewer?.kind === 'person' && viewer.role === 'read-only') ?? assert.fail('nobody reads masked');
  const { page, close } = await openPage(browser, custos, { session: readOnly.headers['cookie'] ?? '' });
  await page.goto(`/customers/${nora}`);
  const signed = entry(page, 'Yours, N•••');
  await markOf(signed, 'Negative').click();
  await page.getByTestId('mark-card').getByText('cannot be quoted').waitFor();
  assert.equal(await page.getByTestId('mark-card').getByRole('button').count(), 0, 'who may not teach is not asked');
  assert.equal(await signed.locator('mark').count(), 0);
  const plain = entry(page, 'The parcel arrived broken').filter({ hasNotText: 'Yours' });
  await markOf(plain, 'Negative').click();
  await page.getByTestId('mark-card').locator('q').first().waitFor();
  await close();
});
