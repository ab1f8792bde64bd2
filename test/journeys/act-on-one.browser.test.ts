import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import type { Role } from '../../src/kernel/access.ts';
import type { CaseLine, CasePolicy, CaseView } from '../../src/modules/cases/contract.ts';
import type { LibraryPromise, OnePromise } from '../../src/modules/promises/contract.ts';
import { axeFindings, openBrowser, openPage, PHONE } from './browser.ts';
import { minutesAgo } from './customers.ts';
import { answerOf, eventually, startCustos, type RunningCustos } from './harness.ts';
import { sidewaysFaults } from './screen-faults.ts';

let custos: RunningCustos;
let browser: Browser;
/** Sessions of the team, and who answers for promises. */
let agents = { ann: '', bea: '' };
let offices = { brand: '', service: '' };

const PASSWORD = 'each has a long one';
const addressOf = (name: string): string => `${name.replace(' ', '.').toLowerCase()}@staff.example`;

const nora = { channel: 'email', kind: 'message', direction: 'in', identifiers: [{ type: 'email', value: 'nora.brandvold@example.org' }], traits: { name: 'Nora Brandvold' } };

before(async () => {
  custos = await startCustos();
  browser = await openBrowser();
  const added = (name: string, role: Role): Promise<{ id: string }> => answerOf(custos.ask('/api/people', { cookie: custos.ownerSession, body: { name, email: addressOf(name), password: PASSWORD, role } }));
  const ann = await added('Ann Agent', 'agent');
  await added('Bea Agent', 'agent');
  offices = { brand: (await added('Bo Brand', 'brand-office')).id, service: (await added('Sara Service', 'service-office')).id };
  agents = { ann: await custos.signIn(addressOf('Ann Agent'), PASSWORD), bea: await custos.signIn(addressOf('Bea Agent'), PASSWORD) };
  const { policy, version } = await answerOf<{ policy: CasePolicy; version: number }>(custos.ask('/api/cases/policy', { cookie: custos.ownerSession }));
  const queues = policy.queues.map((queue) => ({ ...queue, members: [ann.id] }));
  await answerOf(custos.ask('/api/cases/policy', { method: 'PUT', cookie: custos.ownerSession, body: { policy: { ...policy, queues }, basedOn: version } }));
  await custos.send([
    { id: 'order', channel: 'web', kind: 'order-placed', direction: 'in', occurredAt: minutesAgo(60 * 24 * 6), identifiers: nora.identifiers, order: { id: 'BH-4417', state: 'placed' } },
    { id: 'shipped', channel: 'web', kind: 'order-shipped', direction: 'out', occurredAt: minutesAgo(60 * 24 * 4), identifiers: nora.identifiers, order: { id: 'BH-4417', state: 'shipped' } },
  ]);
});
after(async () => {
  await browser?.close();
  await custos?.stop();
});

const view = (id: string): Promise<CaseView> => answerOf<CaseView>(custos.ask(`/api/cases/${id}`, { cookie: custos.ownerSession }));
/** Presses a move of the case page, fills its form and sends it. */
async function move(page: Page, button: string, texts: Readonly<Record<string, string>>, to?: string): Promise<void> {
  await page.getByTestId('case-next').getByRole('button', { name: button }).click();
  const form = page.getByRole('dialog');
  if (to !== undefined) {
    await form.getByRole('combobox', { name: 'To whom' }).click();
    await page.getByRole('option', { name: to }).click();
  }
  for (const [label, text] of Object.entries(texts)) await form.getByLabel(label).fill(text);
  await form.locator('button[type="submit"]').click();
  await form.waitFor({ state: 'detached' });
}

test('an angry mail has a case with an owner by name; the agent reads what is true of the order, hands it over once with everything, the customer reads it on a page of their own, ends it by their word, and opens it again', async (t) => {
  const sentMs = performance.now();
  await custos.send([{ ...nora, id: 'angry', occurredAt: minutesAgo(1), subjects: [{ type: 'order', id: 'BH-4417' }], text: 'My parcel still has not arrived and nobody answers. This is unacceptable, I am really disappointed and want my money back.' }]);
  const opened = await eventually('the mail has a case with an owner', async () => (await answerOf<{ cases: CaseLine[] }>(custos.ask('/api/cases', { cookie: custos.ownerSession }))).cases.find(({ owner }) => owner !== null) ?? null);
  t.diagnostic(`a case with an owner after ${Math.round(performance.now() - sentMs)} ms`);
  assert.deepEqual([opened.owner?.name, opened.subject, opened.priority], ['Ann Agent', { type: 'order', id: 'BH-4417' }, 'high']);

  const ann = await openPage(browser, custos, { session: agents.ann });
  await ann.page.goto(`/cases/${opened.id}`);
  await ann.page.getByTestId('case-interactions').getByText('nobody answers').waitFor();
  await ann.page.getByLabel('What you say').fill('Dear {name}, {status} {owner} looks after it.');
  await ann.page.getByRole('button', { name: 'See the mail' }).click();
  const mail = ann.page.getByTestId('reply-seen').locator('article');
  await mail.getByText(/Your order BH-4417 left us/).waitFor();
  assert.match(await mail.innerText(), /Dear Nora Brandvold, .*BH-4417.* Ann Agent looks after it\./s);
  await ann.page.getByRole('button', { name: 'Keep it as it would go' }).click();
  await ann.page.getByTestId('case-reply').getByText('Replies are off').waitFor();
  await move(ann.page, 'Hand it over', { 'What the customer said': 'The parcel has not come', 'What was tried': 'Asked the carrier', 'What was promised, and by when': 'An answer tomorrow' }, 'Bea Agent');
  assert.deepEqual(ann.faults, []);
  await ann.close();

  const bea = await openPage(browser, custos, { session: agents.bea });
  await bea.page.goto(`/cases/${opened.id}`);
  await bea.page.getByTestId('happening').getByText('Asked the carrier').waitFor();
  await move(bea.page, 'The customer was informed', { 'What they were told': 'The carrier looks for your parcel' });
  await bea.page.getByTestId('make-page-link').click();
  const address = await bea.page.getByTestId('page-link-address').inputValue();

  const own = await openPage(browser, custos, { session: '', viewport: PHONE });
  await own.page.goto(address);
  await own.page.getByRole('button', { name: 'Open my page' }).click();
  await own.page.getByText('Bea Agent takes care of it.').waitFor();
  await own.page.getByText('The carrier looks for your parcel').waitFor();
  await own.page.getByText('BH-4417').first().waitFor();
  assert.deepEqual(await axeFindings(own.page), []);
  assert.deepEqual(await sidewaysFaults(own.page), []);
  assert.ok(!(await own.page.content()).includes('Asked the carrier'), 'what staff say among themselves stays there');

  await own.page.getByRole('button', { name: 'This solved it' }).click();
  await bea.page.getByTestId('case-page').getByText('Solved, the customer says').first().waitFor();
  assert.deepEqual([(await view(opened.id)).state, (await view(opened.id)).handOvers], ['confirmed', 1]);

  await own.page.goto('/my');
  await own.page.locator('summary', { hasText: 'This did not solve it' }).first().click();
  await own.page.getByLabel('What is still wrong? (you may leave this empty)').first().fill('It is the wrong size.');
  await own.page.locator('details[open]').getByRole('button').click();
  await bea.page.getByTestId('case-page').getByText('It is the wrong size.').first().waitFor();
  const again = await view(opened.id);
  assert.deepEqual([again.state, again.owner?.name, again.reopenings], ['owned', 'Bea Agent', 1]);
  assert.deepEqual([bea.faults, own.faults], [[], []]);
  await Promise.all([bea.close(), own.close()]);
});

test('a promise that breaks has a case and a remedy that is held; once an owner lets remedies go the agent gives it within what their role may give, and the promise counts as made good', async () => {
  const { promises: library } = await answerOf<{ promises: LibraryPromise[] }>(custos.ask('/api/promises/library', { cookie: custos.ownerSession }));
  const { terms } = library.find(({ key }) => key === 'explain-once') ?? assert.fail('the library has the promise');
  const remedy = { text: 'A voucher of 10 EUR', valueMinor: '1000', currency: 'EUR', withinDays: 7 };
  const { id } = await answerOf<{ id: string }>(custos.ask('/api/promises', { cookie: custos.ownerSession, body: { terms: { ...terms, remedy, owners: offices }, note: '' } }));
  await answerOf(custos.ask(`/api/promises/${id}/publish`, { cookie: custos.ownerSession, body: { version: 1 } }));
  const ines = { direction: 'in', identifiers: [{ type: 'email', value: 'ines@example.org' }], traits: { name: 'Ines Falk' } };
  const now = new Date().toISOString();
  await custos.send([
    { ...ines, id: 'bot', channel: 'bot', kind: 'bot-handed-over', occurredAt: now, properties: { handedOverTo: 'phone' }, turns: [{ speaker: 'bot', text: 'Hello.' }, { speaker: 'customer', text: 'The pole of my tent is broken.' }] },
    { ...ines, id: 'call', channel: 'call', kind: 'call-answered', occurredAt: new Date(Date.parse(now) + 1).toISOString(), durationSeconds: 120, properties: { transferredFrom: 'bot' }, turns: [{ speaker: 'agent', text: 'Could you explain the problem from the beginning?' }, { speaker: 'customer', text: 'The pole of my tent is broken.' }] },
  ]);
  const broken = await eventually('the broken promise has a case with an owner', async () => (await answerOf<{ cases: CaseLine[] }>(custos.ask('/api/cases', { cookie: custos.ownerSession }))).cases.find(({ about, owner }) => about.includes(terms.name) && owner !== null) ?? null);

  const ann = await openPage(browser, custos, { session: agents.ann });
  await ann.page.goto(`/cases/${broken.id}`);
  const card = ann.page.getByTestId('mandate-card');
  await card.getByText('A voucher of 10 EUR').first().waitFor();
  await card.getByText(/^Held for now\. /).waitFor();
  await card.getByRole('button', { name: 'Give something' }).click();
  assert.equal(await card.getByRole('button', { name: /^Given/ }).isDisabled(), true, 'nothing is given before somebody lets remedies go');

  const owner = await openPage(browser, custos);
  await owner.page.goto('/outreach');
  await owner.page.getByRole('button', { name: /^Switch on: Remed/ }).click();
  await owner.page.getByRole('button', { name: /^Switch off: Remed/ }).waitFor();
  await owner.close();

  await card.getByText(/^Held for now\. /).waitFor({ state: 'detached' });
  await card.getByRole('button', { name: /^Given/ }).click();
  await card.getByText(/given/).first().waitFor();
  const sums = await eventually('the promise counts what was given', async () => { const { remedies } = await answerOf<OnePromise>(custos.ask(`/api/promises/${id}`, { cookie: custos.ownerSession })); return remedies[0]?.given === 1 ? remedies : null; });
  assert.deepEqual(sums.map(({ currency, owed, given, costMinor }) => [currency, owed, given, costMinor]), [['EUR', 0, 1, '1000']]);
  assert.deepEqual(ann.faults, []);
  await ann.close();
});
