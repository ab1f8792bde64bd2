import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import type { CustomerGroups } from '../../src/modules/customers/contract.ts';
import type { Said, SaidVerbatims } from '../../src/modules/voice/contract.ts';
import { openBrowser, openPage, PHONE } from './browser.ts';
import { minutesAgo, recorded } from './customers.ts';
import { everybody } from './everybody.ts';
import { answerOf, eventually, startCustos, type RunningCustos } from './harness.ts';
import { screenFaults } from './screen-faults.ts';

const UNWORDED = ['The parcel arrived broken and nobody answers your phone.', 'Still no refund, and the driver left it in the rain again.', 'I was charged twice and nobody calls me back.'];
const WORDED = 'I want to complain: the parcel arrived broken and nobody answers your phone.';
const PRAISE = 'The lady at the desk was so kind and helpful, thank you so much!';
const LEGAL = 'If this is not sorted by Friday I will go to my lawyer and take you to court.';
const SPAM = 'CHEAP WATCHES best price!!! click here http://win.example.com to claim your FREE prize now, limited offer';
const PEOPLE = 24;

let custos: RunningCustos;
let browser: Browser;
let texts: number;

before(async () => {
  custos = await startCustos();
  browser = await openBrowser();
  const one = (id: string, who: number, text: string, more: object = {}): object => ({ id, channel: 'email', kind: 'message', direction: 'in', occurredAt: minutesAgo(30 + who), identifiers: [{ type: 'email', value: `writer${who}@example.org` }], traits: { name: `Wilhelmina${who} Writer` }, text, ...more });
  const all = [
    ...Array.from({ length: PEOPLE }, (_, who) => one(`u-${who}`, who, UNWORDED[who % 3] ?? '')), ...Array.from({ length: 8 }, (_, who) => one(`w-${who}`, who, WORDED)), ...Array.from({ length: 6 }, (_, who) => one(`p-${who}`, who, `${PRAISE} Yours, Wilhelmina${who} Writer`, { channel: 'review', direction: 'public' })),
    ...Array.from({ length: 3 }, (_, who) => one(`l-${who}`, who, LEGAL)), ...Array.from({ length: 4 }, (_, who) => one(`d-${who}`, who, 'Das Paket ist kaputt angekommen, ich bin sehr enttäuscht.')), one('n', 1, 'Min pakke er ødelagt, og ingen hjælper mig. Jeg har ringet tre gange.'), one('s', 2, SPAM),
    one('talk', 3, '', { channel: 'call', kind: 'call', text: undefined, turns: [{ speaker: 'agent', text: 'Our Anna is awful, I know.' }, { speaker: 'customer', text: 'The man who came, your technician, was wonderful and so friendly, thank him from me!' }] }),
  ];
  await custos.send([...all, one('ours', 1, 'We are so sorry, this is terrible.', { direction: 'out' })]);
  texts = all.length;
  await recorded(custos);
  await eventually('everything said is read', async () => (await answerOf<{ texts: number }>(custos.ask('/api/voice/reader', { cookie: custos.ownerSession }))).texts >= texts);
});
after(async () => {
  await browser?.close();
  await custos?.stop();
});

const said = (query = ''): Promise<Said> => answerOf<Said>(custos.ask(`/api/voice/said?${query}`, { cookie: custos.ownerSession }));
const behind = (query: string, session = custos.ownerSession): Promise<SaidVerbatims> => answerOf<SaidVerbatims>(custos.ask(`/api/voice/said/verbatims?${query}`, { cookie: session }));
const figure = ({ said: figures }: Said, output: string, label: string) => figures.find((one) => one.output === output && one.label === label) ?? assert.fail(`${output} ${label}`);
const rowOf = (page: Page, key: string) => page.locator(`[data-testid="said-row"][data-of="${key}"]`);

test('every figure is as many texts and people as stand behind it, in the customers’ own words', async () => {
  const counted = await said();
  assert.equal(counted.texts + counted.spam.texts, texts);
  assert.deepEqual(new Set(counted.languages.map(({ language }) => language)), new Set([null, 'de', 'en']));
  const [complaints, unworded] = [figure(counted, 'complaint', 'yes'), figure(counted, 'unworded', 'yes')];
  assert.ok(unworded.texts > 0 && complaints.texts > unworded.texts, 'some complaints say the word, some do not');
  assert.ok(complaints.share !== null && complaints.share.low <= complaints.share.value && complaints.share.value <= complaints.share.high);
  for (const one of [...counted.said, ...counted.aspects].filter((each) => each.texts > 0)) {
    const { verbatims } = await behind(`output=${one.output}&label=${one.label}&limit=100`);
    assert.deepEqual([verbatims.length, new Set(verbatims.map(({ customer }) => customer)).size], [one.texts, one.people], `${one.output} ${one.label}`);
    assert.ok(verbatims.every(({ quotes }) => quotes.every(({ text, hits }) => !text.includes('Our Anna') && hits.every(([from, until]) => from >= 0 && until <= text.length))), 'never a word of staff');
  }
  const { verbatims } = await behind('output=unworded&label=yes&limit=100');
  assert.ok(verbatims.every(({ quotes }) => quotes.every(({ text }) => !/complain/i.test(text))));
  const first = await behind('output=unworded&label=yes&limit=5');
  const second = await behind(`output=unworded&label=yes&limit=5&before=${first.next ?? ''}`);
  assert.deepEqual([...first.verbatims, ...second.verbatims].map(({ id }) => id), verbatims.slice(0, 10).map(({ id }) => id));
  const reviews = await said('channel=review');
  assert.deepEqual([reviews.texts, reviews.felt.certainty, reviews.felt.negative], [6, 'too-few', null], 'below ten people words only');
});

test('the page tells how customers feel and what they want; a row opens to the words behind it, with what stands behind the figure; it can be filtered and sent to a colleague', async () => {
  const { page, faults, close } = await openPage(browser, custos);
  await page.goto('/');
  await page.getByRole('link', { name: 'Voice' }).first().click();
  await page.waitForURL(/\/said$/);
  await page.getByTestId('felt').getByText(/feel bad, .* feel good\./).waitFor();
  await rowOf(page, 'unworded.yes').getByRole('button').first().click();
  await page.waitForURL(/open=unworded\.yes/);
  await page.getByTestId('behind').getByTestId('verbatim-row').first().locator('mark').first().waitFor();
  await rowOf(page, 'alarm.legal').getByRole('button').first().click();
  await page.getByTestId('behind').getByText('take you to court').first().waitFor();
  assert.equal(await page.getByTestId('behind').count(), 1);
  await page.getByTestId('complaints').getByText('Show how').click();
  await page.getByTestId('complaints').getByRole('link', { name: 'Interval of a share, and of a mean' }).waitFor();
  await page.getByTestId('complaints').getByText(/^Complaint: right in \d+ of 100 said, finds \d+ of 100/).waitFor();
  await rowOf(page, 'language.unknown').getByRole('button').first().click();
  await page.getByTestId('behind').getByText('Min pakke').waitFor();
  assert.deepEqual(await screenFaults(page), []);
  await page.goto('/said?channel=review');
  await page.getByText('Too few for shares: 6 people.').waitFor();
  await page.goto('/said?office=service');
  await rowOf(page, 'unworded.yes').getByTestId('whole').getByText(/^all offices: /).waitFor();
  const { groups } = await eventually('customers are put into groups', async () => { const told = await answerOf<CustomerGroups>(custos.ask('/api/customer-groups', { cookie: custos.ownerSession })); return told.countedAt === null ? null : told; });
  const [stage] = groups.toSorted((a, b) => b.people - a.people);
  await page.goto('/said?office=all');
  await page.getByRole('combobox', { name: 'Lifecycle stage' }).click();
  await page.getByRole('option', { name: stage?.name ?? 'none' }).click();
  await rowOf(page, 'unworded.yes').getByTestId('whole').getByText(/^everybody: /).waitFor();
  await page.getByText('Customers as they are today, counted', { exact: false }).waitFor();
  await page.goto('/said?office=all&brand=elsewhere');
  await page.getByText('Nobody said anything here.').waitFor();
  assert.deepEqual(faults, []);
  await close();
});

test('whoever reads masked opens the same figures and reads no name', async () => {
  const readOnly = (await everybody(custos)).find(({ viewer }) => viewer?.kind === 'person' && viewer.role === 'read-only') ?? assert.fail('nobody reads masked');
  const session = readOnly.headers['cookie'] ?? '';
  const { verbatims } = await behind('output=praise&label=yes&limit=100', session);
  assert.ok(verbatims.length > 0);
  assert.ok(!JSON.stringify(verbatims).includes('Wilhelmina'), 'names are hidden');
  assert.ok(verbatims.every(({ quotes }) => quotes.every(({ text, hits }) => !text.includes('•') || hits.length === 0)), 'what is masked has no marks');
  const { page, close } = await openPage(browser, custos, { session, viewport: PHONE });
  await page.goto('/said?open=praise.yes');
  await page.getByTestId('behind').getByTestId('verbatim-row').first().waitFor();
  assert.deepEqual(await screenFaults(page, ['phone']), []);
  await close();
});
