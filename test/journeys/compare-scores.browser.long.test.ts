import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, before, test } from 'node:test';
import type { Browser } from 'playwright-core';
import type { Scores, Silent, Weighed } from '../../src/modules/voice/contract.ts';
import { openBrowser, openPage, PHONE } from './browser.ts';
import { minutesAgo, recorded } from './customers.ts';
import { answerOf, eventually, startCustos, type RunningCustos } from './harness.ts';
import { screenFaults } from './screen-faults.ts';

let custos: RunningCustos;
let browser: Browser;

before(async () => {
  custos = await startCustos();
  browser = await openBrowser();
  const of = (at: number): object => ({ identifiers: [{ type: 'email', value: `guest${at}@example.org` }], traits: { country: at % 2 === 0 ? 'PT' : 'DE' }, subjects: [{ type: 'survey', id: 'visit' }], occurredAt: minutesAgo(60) });
  // Eighty people are invited, half by one brand and half by another; nearly all of the first answer and few of the others, on two channels that are rated apart.
  await custos.send(Array.from({ length: 80 }, (_, at) => ({ id: `sent-${at}`, channel: 'survey', brand: at % 2 === 0 ? 'north' : 'south', kind: 'survey-sent', direction: 'out', ...of(at) })));
  await custos.send(Array.from({ length: 80 }, (_, at) => at).filter((at) => (at % 2 === 0 ? at % 10 !== 0 : at % 3 === 0)).map((at) => ({ id: `answer-${at}`, channel: at % 4 === 0 ? 'chat' : 'survey', kind: 'survey-answered', direction: 'in', ...of(at), rating: { value: at % 4 === 0 ? 2 : 5, min: 1, max: 5, scale: 'csat', question: 'How was it?' } })));
  await recorded(custos);
  await eventually('answers and invitations are counted', async () => {
    const response = await custos.ask('/api/voice/scores/silent?score=csat', { cookie: custos.ownerSession });
    return response.ok && (await response.json() as Silent).answered === 45;
  });
});
after(async () => {
  await browser?.close();
  await custos?.stop();
});

test('two groups stand side by side with what can be told of their difference, on an address that can be sent', async () => {
  const { scores } = await answerOf<Scores>(custos.ask('/api/voice/scores?score=csat', { cookie: custos.ownerSession }));
  assert.equal(scores[0]?.asked.invited, 80);
  const { page, faults, close } = await openPage(browser, custos);
  await page.goto('/scores');
  const card = page.getByRole('region', { name: 'CSAT', exact: true });
  await card.getByRole('button', { name: 'Compare' }).click();
  await card.getByText('chat is lower than survey by 100', { exact: false }).waitFor();
  await card.getByRole('combobox', { name: 'Second group' }).click();
  await page.getByRole('option', { name: 'all others' }).click();
  await card.getByText('chat is lower than all others by 100', { exact: false }).waitFor();
  assert.match(page.url(), /compare=csat/);
  await page.reload();
  await card.getByText('chat is lower than all others by 100', { exact: false }).waitFor();
  assert.deepEqual(await screenFaults(page), []);
  await page.getByRole('button', { name: 'Copy link' }).click();
  await page.getByText('The link is copied.').waitFor();
  const [saved] = await Promise.all([page.waitForEvent('download'), card.getByRole('button', { name: 'Save as image: CSAT' }).click()]);
  const png = await readFile(await saved.path());
  assert.deepEqual([saved.suggestedFilename(), png.subarray(1, 4).toString(), png.readUInt32BE(16), png.readUInt32BE(20)], ['csat.png', 'PNG', 1920, 1080]);
  assert.deepEqual(faults, []);
  await close();
});

test('how a score comes about opens below it; pinned, its address gives the same number after an answer was revised', async () => {
  const { page, faults, close } = await openPage(browser, custos);
  await page.goto('/scores');
  const card = page.getByRole('region', { name: 'CSAT', exact: true });
  const value = await card.locator('p').filter({ hasText: /^64 %$/u }).innerText();
  await card.getByText('Show how').focus();
  await page.keyboard.press('Enter');
  await card.getByRole('link', { name: 'Parquet' }).waitFor();
  await card.getByText('queries as they are run', { exact: false }).click();
  await card.getByText('personWeightSquared', { exact: false }).first().waitFor();
  assert.deepEqual(await screenFaults(page), []);
  await card.getByRole('button', { name: 'Pin it' }).click();
  await card.getByRole('link', { name: 'the address that gives the same number again' }).click();
  await custos.send([{ id: 'answer-4', channel: 'chat', kind: 'survey-answered', direction: 'in', identifiers: [{ type: 'email', value: 'guest4@example.org' }], subjects: [{ type: 'survey', id: 'visit' }], occurredAt: minutesAgo(60), rating: { value: 5, min: 1, max: 5, scale: 'csat', question: 'How was it?' } }]);
  await recorded(custos);
  await eventually('the revised answer counts', async () => (await answerOf<Scores>(custos.ask('/api/voice/scores?score=csat', { cookie: custos.ownerSession }))).scores[0]?.distribution.find((one) => one.value === 5)?.answers === 30);
  await page.reload();
  await page.getByText('CSAT was pinned at 64.4. Counted again, it is the same.').waitFor();
  assert.equal(await card.locator('p').filter({ hasText: /^64 %$/u }).innerText(), value);
  assert.deepEqual(await screenFaults(page), []);
  await page.getByRole('link', { name: 'All pinned figures' }).click();
  const pin = page.getByTestId('pin').filter({ hasText: 'CSAT' });
  await pin.getByText('Counted again, it is the same.').waitFor();
  await pin.getByRole('button', { name: 'Note something' }).click();
  await pin.getByRole('textbox', { name: 'Note on CSAT' }).fill('Board report');
  await pin.getByRole('button', { name: 'Keep' }).click();
  await pin.getByText('Board report').waitFor();
  await pin.getByText('What it said then').click();
  await pin.getByRole('columnheader', { name: 'Value, 95 %' }).waitFor();
  assert.deepEqual(await screenFaults(page), []);
  await pin.getByRole('button', { name: 'Unpin' }).click();
  await page.getByText('Nothing is pinned.').waitFor();
  await page.getByTestId('undo').click();
  await pin.getByRole('link', { name: 'CSAT' }).click();
  await page.getByRole('link', { name: 'Back to now' }).click();
  await card.locator('p').filter({ hasText: /^67 %$/u }).waitFor();
  // As it was for the tests that follow.
  await custos.send([{ id: 'answer-4', channel: 'chat', kind: 'survey-answered', direction: 'in', identifiers: [{ type: 'email', value: 'guest4@example.org' }], subjects: [{ type: 'survey', id: 'visit' }], occurredAt: minutesAgo(60), rating: { value: 2, min: 1, max: 5, scale: 'csat', question: 'How was it?' } }]);
  await recorded(custos);
  assert.deepEqual(faults, []);
  await close();
});

test('who keeps silent is told by who invited them', async () => {
  const { page, faults, close } = await openPage(browser, custos, { viewport: PHONE });
  await page.goto('/scores?silent=csat');
  await page.getByText('45 of 80 invited people answered; 35 were silent. Most silent: brand south.').waitFor();
  assert.equal(await page.getByTestId('silent').getByRole('row').count(), 3);
  assert.deepEqual(await screenFaults(page, ['phone']), []);
  assert.deepEqual(faults, []);
  await close();
});

test('a score is weighed until those who answered look like all customers, and the plain one stands beside it', async () => {
  const weighed = await eventually('customers are counted', async () => {
    const told = await answerOf<Weighed>(custos.ask('/api/voice/scores/weighed?score=csat&by=country', { cookie: custos.ownerSession }));
    return told.reason === 'counting' ? null : told;
  });
  // 32 Portuguese answered, half of them content, and 13 Germans, all of them content; there are as many of both.
  assert.deepEqual([weighed.reason, weighed.population, weighed.plain.people, weighed.unplaced], [null, 80, 45, 0]);
  assert.ok(Math.abs((weighed.weighed?.estimate.value ?? 0) - 75) < 1e-6 && Math.abs((weighed.plain.estimate?.value ?? 0) - 100 * 29 / 45) < 1e-6);
  assert.ok((weighed.weighed?.effectiveAnswers ?? 99) < (weighed.plain.effectiveAnswers ?? 0));
  assert.deepEqual(weighed.groups.map(({ name, people, answers, weighedRatio }) => [name, people, answers, Math.round((weighedRatio ?? 0) * 100)]), [['DE', 40, 13, 50], ['PT', 40, 32, 50]]);
  const invited = await answerOf<Weighed>(custos.ask('/api/voice/scores/weighed?score=csat&by=country,brand&among=invited', { cookie: custos.ownerSession }));
  assert.deepEqual([invited.population, invited.by, Math.round(invited.weighed?.estimate.value ?? 0)], [80, ['country', 'brand'], 75]);
  const { page, faults, close } = await openPage(browser, custos, { viewport: PHONE });
  await page.goto('/scores?weigh=csat');
  await page.getByText('Weighed, the score moves by +11', { exact: false }).waitFor();
  await page.getByTestId('weigh').getByRole('button', { name: 'Brand', exact: true }).click();
  await page.getByRole('row', { name: /Brand north/ }).waitFor();
  assert.match(page.url(), /of=country%2Cbrand|of=country,brand/);
  // Whoever answered was last met in support: nobody is left to be compared with, and it says so.
  await page.goto('/scores?compare=csat&of=lifecycle~support~');
  const compared = page.getByTestId('compare');
  await compared.getByText('No comparison: fewer than ten people answered in one of the two.').waitFor();
  await compared.getByText('All other customers').waitFor();
  await compared.getByText('Show how').click();
  await compared.getByText('As customers are today', { exact: false }).waitFor();
  assert.deepEqual(await screenFaults(page, ['phone']), []);
  assert.deepEqual(faults, []);
  await close();
});
