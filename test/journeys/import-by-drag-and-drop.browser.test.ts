import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Browser, Locator, Page } from 'playwright-core';
import { openBrowser, openPage } from './browser.ts';
import { recorded } from './customers.ts';
import { startCustos, type RunningCustos } from './harness.ts';
import { screenFaults } from './screen-faults.ts';

let custos: RunningCustos;
let browser: Browser;
let opened: Awaited<ReturnType<typeof openPage>>;
let page: Page;
before(async () => {
  custos = await startCustos();
  browser = await openBrowser();
  opened = await openPage(browser, custos);
  page = opened.page;
});
after(async () => {
  await browser?.close();
  await custos?.stop();
});

const NAMES = ['Liv Aune', 'Odd Brekke', 'Unni Sæther', 'Per Tangen'];
const HEADER = 'ticket_id,created_at,customer_email,customer_name,order_number,subject,message';
/** Forty tickets of four people; the first asks four times about one order. */
const TICKETS = Array.from({ length: 40 }, (_, at) => {
  const person = at < 4 ? 0 : at % NAMES.length;
  const name = NAMES[person] ?? '';
  return `T-${at},2025-03-${String(1 + (at % 20)).padStart(2, '0')} 10:${String(at).padStart(2, '0')}:00,${name.split(' ')[0]?.toLowerCase() ?? ''}@example.org,${name},ORD-${at < 4 ? 1 : 100 + at},"Parcel, again",Message ${at}: where is my parcel?`;
});
/** The same with three lines that cannot be read: two seen in the first rows, one deep in the file. */
const FILE = [HEADER, ...TICKETS.slice(0, 2), 'T-900,soon,liv@example.org,Liv Aune,ORD-1,Late,This one has no date', ...TICKETS.slice(2, 5), 'T-901,2025-03-04 10:00:00,"cut off', ...TICKETS.slice(5, 30), 'T-902,2025-02-31 10:00:00,per@example.org,Per Tangen,ORD-7,Late,The 31st of February', ...TICKETS.slice(30), ''].join('\n');
const lineOf = (start: string): number => FILE.split('\n').findIndex((line) => line.startsWith(start)) + 1;

/** Lets a file fall onto a part of the page, as if dragged there. */
async function drop(target: Locator, name: string, text: string): Promise<void> {
  const carried = await page.evaluateHandle(([fileName, content]) => {
    const transfer = new DataTransfer();
    transfer.items.add(new File([content], fileName, { type: 'text/csv' }));
    return transfer;
  }, [name, text] as const);
  await target.dispatchEvent('dragover', { dataTransfer: carried });
  await target.dispatchEvent('drop', { dataTransfer: carried });
}

test('a dropped file is looked at before anything is kept: its kind, what each column becomes, and its first rows with the bad ones named', async () => {
  await page.goto('/connect/imports');
  await page.getByText('Nothing was imported yet.').waitFor();
  await drop(page.getByTestId('drop-file'), 'Help desk 2025.csv', FILE);
  await page.getByRole('heading', { level: 1, name: 'Help desk 2025.csv' }).waitFor();
  await page.getByTestId('preview').waitFor();
  assert.match(await page.getByRole('combobox', { name: 'What the file holds' }).inputValue(), /^Tickets/);
  const mapped = Object.fromEntries(await Promise.all(HEADER.split(',').map(async (column) => [column, await page.getByRole('combobox', { name: `${column} becomes` }).inputValue()] as const)));
  assert.deepEqual(Object.values(mapped).filter((target) => target === ''), [], JSON.stringify(mapped));
  assert.match(mapped['customer_email'] ?? '', /e-mail/i);
  assert.match(mapped['order_number'] ?? '', /order/i);

  const rows = page.getByTestId('preview-row');
  await rows.first().getByText('ticket', { exact: false }).first().waitFor();
  assert.match(await rows.first().innerText(), /2025-03-01 10:00.*Liv Aune.*Message 0: where is my parcel\?/s);
  const problems = (await page.getByTestId('preview-problem').allInnerTexts()).map((text) => text.replace(/\s+/g, ' '));
  assert.deepEqual(problems.map((text) => Number(/^\d+/.exec(text)?.[0])), [lineOf('T-900'), lineOf('T-901')]);
  assert.match(problems[0] ?? '', /not a date: "soon"/);
  await page.getByText(/^2 rows of \d+ shown can’t be read; such rows are kept with line number and reason, and the rest goes in\.$/).waitFor();
  assert.deepEqual(await screenFaults(page), []);
  const { customers } = await (await custos.ask('/api/customers', { cookie: custos.ownerSession })).json() as { customers: unknown[] };
  assert.deepEqual(customers, [], 'looking keeps nothing');
});

test('the import runs to its end, says how many went in, and shows every rejected line with its number, its reason and its text', async () => {
  assert.equal(await page.getByLabel('Name of the source').inputValue(), 'help-desk-2025');
  await page.getByRole('button', { name: 'Import the file' }).click();
  await page.locator('[data-testid="import-run"][data-state="done"]').waitFor();
  await page.getByRole('progressbar', { name: 'Import' }).waitFor();
  assert.equal(await page.getByTestId('accepted').locator('dd').first().innerText(), '40');
  assert.equal(await page.getByTestId('rejected').locator('dd').first().innerText(), '3');
  const rejects = page.getByTestId('rejects');
  await rejects.getByRole('row').nth(3).waitFor();
  const rows = (await rejects.getByRole('row').allInnerTexts()).slice(1);
  assert.deepEqual(rows.map((row) => Number(/^\d+/.exec(row)?.[0])), ['T-900', 'T-901', 'T-902'].map(lineOf));
  assert.match(rows[0] ?? '', /not a date: "soon".*This one has no date/s);
  assert.match(rows[1] ?? '', /cells.*T-901/s);
  assert.match(rows[2] ?? '', /not a date: "2025-02-31 10:00:00".*The 31st of February/s);
  assert.deepEqual(await screenFaults(page), []);
});

test('What we found tells in a sentence who had to ask again and again, opens to the person, and says what cannot be said yet', async () => {
  await recorded(custos);
  await page.getByRole('link', { name: 'See what we found' }).click();
  const finding = page.getByTestId('finding').filter({ hasText: 'wrote or called three times or more about one order' });
  await finding.getByText('4 times in 3 days: ticket, order ORD-1').waitFor();
  await page.getByRole('region', { name: 'What can’t be said yet' }).getByText('Which orders came back after a complaint.').waitFor();
  assert.deepEqual(await screenFaults(page), []);
  await finding.getByRole('link', { name: 'Liv Aune' }).click();
  await page.getByRole('heading', { level: 1, name: 'Liv Aune' }).waitFor();
  await page.getByText('Message 3: where is my parcel?').waitFor();
});

test('the same file dropped again changes nothing: all of it was known', async () => {
  await page.goto('/connect/imports');
  await page.getByRole('link', { name: 'Help desk 2025.csv' }).waitFor();
  await drop(page.getByTestId('drop-file'), 'Help desk 2025.csv', FILE);
  await page.getByRole('button', { name: 'Import the file' }).click();
  await page.locator('[data-testid="import-run"][data-state="done"]').waitFor();
  await page.getByRole('definition').filter({ hasText: /^40$/ }).waitFor();
  assert.equal(await page.getByTestId('accepted').locator('dd').first().innerText(), '0');
  assert.deepEqual(opened.faults, []);
});

test('a file that holds nothing is refused in a sentence, and the page stays ready for another', async () => {
  await page.goto('/connect/imports');
  await drop(page.getByTestId('drop-file'), 'empty.csv', '');
  await page.getByRole('alert').getByText('The file is empty: there is nothing in it to import.').waitFor();
  await page.getByRole('button', { name: 'Choose a file' }).waitFor();
});
