import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Browser } from 'playwright-core';
import { seededRandom } from '../../src/kernel/seeded-random.ts';
import type { Drivers } from '../../src/modules/voice/contract.ts';
import { openBrowser, openPage, PHONE } from './browser.ts';
import { minutesAgo, recorded } from './customers.ts';
import { answerOf, eventually, startCustos, type RunningCustos } from './harness.ts';
import { screenFaults } from './screen-faults.ts';

const GUESTS = 160;
const LONG = 'How satisfied were you with the friendliness, the knowledge and the patience of everybody whom you met on your way through our house?';
let custos: RunningCustos;
let browser: Browser;

before(async () => {
  custos = await startCustos();
  browser = await openBrowser();
  const random = seededRandom(4);
  const fits = (value: number): number => Math.min(5, Math.max(1, Math.round(value)));
  await custos.send(Array.from({ length: GUESTS }, (_, at) => {
    const mood = random() * 2;
    const [comfort = 1, food = 1, staff = 1, wifi = 1] = [0, 0, 0, 0].map(() => fits(1 + mood + 3 * random()));
    const single = (question: string, value: number): object => ({ question, rating: { value, min: 1, max: 5, scale: 'points' } });
    return {
      id: `stay-${at}`, channel: 'survey', kind: 'survey-answered', direction: 'in', occurredAt: minutesAgo(60 + at), identifiers: [{ type: 'email', value: `guest${at}@example.org` }], subjects: [{ type: 'survey', id: 'stay' }],
      rating: { value: fits((4 * comfort + 2 * staff + food) / 7 + random() - 0.5), min: 1, max: 5, scale: 'csat', question: 'How was your stay?' },
      answers: [single('Comfort', comfort), ...(at % 20 === 0 ? [] : [single('Food', food)]), single(LONG, staff), single('Wifi', wifi), single('Was the door open?', 5), { question: 'Would you recommend us?', rating: { value: 2 * comfort, min: 0, max: 10, scale: 'nps' } }],
    };
  }));
  // Somewhere else too few answered.
  await custos.send(Array.from({ length: 12 }, (_, at) => ({ id: `shop-${at}`, channel: 'survey', kind: 'survey-answered', direction: 'in', occurredAt: minutesAgo(50), brand: 'shop', identifiers: [{ type: 'email', value: `guest${at}@example.org` }], rating: { value: 1 + at % 5, min: 1, max: 5, scale: 'csat' }, answers: [{ question: 'Queue', rating: { value: 1 + at % 3, min: 1, max: 5, scale: 'points' } }] })));
  await recorded(custos);
  await eventually('the answers are counted', async () => {
    const response = await custos.ask('/api/voice/drivers?score=csat', { cookie: custos.ownerSession });
    return response.ok && (await response.json() as Drivers).lookedAt === GUESTS + 12;
  });
});
after(async () => {
  await browser?.close();
  await custos?.stop();
});

test('what drives a score is told in words, bars and places, with what was left out and why, on an address that can be sent to a colleague', async () => {
  const told = await answerOf<Drivers>(custos.ask('/api/voice/drivers?score=csat', { cookie: custos.ownerSession }));
  assert.deepEqual([told.reason, told.drivers[0]?.name, told.drivers.length], [null, 'Comfort', 4]);
  assert.deepEqual(told.leftOut.map(({ name, reason }) => [name, reason]), [['Was the door open?', 'all-the-same'], ['Queue', 'seldom-answered'], ['NPS', 'about-the-whole']]);
  const { page, faults, close } = await openPage(browser, custos);
  await page.goto('/scores');
  const card = page.getByRole('region', { name: 'CSAT' });
  await card.getByRole('button', { name: 'What drives it' }).click();
  await card.getByText('Comfort goes with CSAT most.').waitFor();
  assert.match(page.url(), /drivers=csat/);
  assert.equal(await card.getByTestId('drivers').getByRole('listitem').count(), 4);
  await card.getByText('“Was the door open?” (everybody answered the same)', { exact: false }).first().waitFor();
  await card.getByTestId('drivers').getByText('Show how', { exact: true }).click();
  await card.getByRole('link', { name: 'Drivers of a score' }).waitFor();
  assert.deepEqual(await screenFaults(page), []);
  // Nothing is known of orders here: that is said, not shown as nothing.
  await card.getByText('Days late (known of fewer than ten people)', { exact: false }).first().waitFor();
  await card.getByText('These go together with the score; they are not proved causes.', { exact: false }).waitFor();
  await card.getByText('Facts, where the order is known').click();
  await card.getByText('Nothing can be told:', { exact: false }).waitFor();
  assert.match(page.url(), /of=orders/);
  await card.getByText('Questions', { exact: true }).click();
  await card.getByText('What goes together need not be cause and effect.', { exact: false }).waitFor();
  await card.getByRole('button', { name: 'What drives it' }).click();
  await card.getByTestId('drivers').waitFor({ state: 'detached' });
  assert.ok(!page.url().includes('drivers='));
  assert.deepEqual(faults, []);
  await close();
});

test('where too few answered, the page says so and how many are needed', async () => {
  const { page, close } = await openPage(browser, custos, { viewport: PHONE });
  await page.goto('/scores?drivers=csat&brand=shop');
  await page.getByText('Too little to say: of 12 people everything is known that is looked at together; 30 are needed.').waitFor();
  assert.deepEqual(await screenFaults(page, ['phone']), []);
  await close();
});

test('a score opens to the people who gave it: all of them, those of a month, those who answered so; each leads to its customer, and the address can be sent', async () => {
  const { page, faults, close } = await openPage(browser, custos);
  await page.goto('/scores');
  const card = page.getByRole('region', { name: 'CSAT', exact: true });
  await card.getByRole('button', { name: 'Who answered' }).click();
  const behind = card.getByTestId('answers-behind');
  await behind.getByText(`Everybody who counts: ${GUESTS + 12} answers of ${GUESTS} people.`).waitFor();
  assert.equal(await behind.getByTestId('answer-row').count(), 20);
  await behind.getByRole('button', { name: 'Show older ones' }).click();
  await behind.getByTestId('answer-row').nth(39).waitFor();
  await behind.getByRole('combobox', { name: 'Which answers' }).click();
  await page.getByRole('option', { name: '1 of 5' }).click();
  await behind.getByText('Answered 1 of 5:', { exact: false }).waitFor();
  assert.match(page.url(), /behind=csat/);
  assert.match(page.url(), /of=value\.1/);
  await page.reload();
  await behind.getByText('Answered 1 of 5:', { exact: false }).waitFor();
  assert.deepEqual(await screenFaults(page), []);
  const file = await custos.ask(await behind.getByRole('link', { name: 'Rows as a file (CSV)' }).getAttribute('href') ?? '', { cookie: custos.ownerSession });
  const lines = (await file.text()).trim().split('\r\n');
  assert.ok(lines.length > 3 && lines.slice(1).every((line) => /^cus_\w+,.*,1,,0,yes,,int_\w+$/.test(line)), lines[1]);
  await behind.getByTestId('answer-row').first().getByRole('link').click();
  await page.waitForURL(/customers\/cus_/);
  assert.deepEqual(faults, []);
  await close();
});
