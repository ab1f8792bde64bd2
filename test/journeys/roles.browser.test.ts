import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { axeFindings, openBrowser, openPage, PHONE } from './browser.ts';
import { codeOnPhone } from '../engines/phone-app.ts';
import { customerOf, minutesAgo, recorded } from './customers.ts';
import { startCustos, type RunningCustos } from './harness.ts';
import { screenFaults, sidewaysFaults } from './screen-faults.ts';

const ANALYST = { name: 'Nils Berg', email: 'nils@example.org', password: 'ten letters or more' };

let custos: RunningCustos;
let browser: Browser;
let customer: string;
before(async () => {
  custos = await startCustos();
  browser = await openBrowser();
  await custos.send([{
    id: 'roles-1', channel: 'email', kind: 'message', direction: 'in', occurredAt: minutesAgo(9), text: 'This is Ingeborg Haugland. Write to ingeborg.haugland@example.org, or call +47 41 22 33 44: where is my parcel?',
    identifiers: [{ type: 'email', value: 'ingeborg.haugland@example.org' }, { type: 'phone', value: '+47 41 22 33 44' }], traits: { name: 'Ingeborg Haugland', street: 'Havnegata 7', city: 'Bergen' },
  }]);
  customer = await customerOf(custos, 'email:ingeborg.haugland@example.org');
  await recorded(custos);
});
after(async () => {
  await browser?.close();
  await custos?.stop();
});

/** Signs in by the form, as a person does. */
async function signInByForm(page: Page, { email, password }: { readonly email: string; readonly password: string }): Promise<void> {
  await page.getByLabel('E-mail').fill(email);
  await page.getByRole('textbox', { name: 'Password' }).fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
}

test('the owner gives an analyst access from the page', async () => {
  const { page, faults, close } = await openPage(browser, custos);
  await page.goto('/connect/people');
  await page.getByRole('button', { name: 'Add somebody' }).click();
  const dialog = page.getByRole('dialog', { name: 'Add somebody' });
  await dialog.getByLabel('Name').fill(ANALYST.name);
  await dialog.getByLabel('E-mail').fill(ANALYST.email);
  await dialog.getByRole('combobox', { name: 'Role' }).click();
  await page.getByRole('option', { name: 'Analyst' }).click();
  await dialog.getByRole('textbox', { name: 'First password' }).fill(ANALYST.password);
  await dialog.getByRole('button', { name: 'Give access' }).click();
  await page.getByText(`${ANALYST.name} can sign in now.`).waitFor();
  await page.getByRole('row', { name: new RegExp(ANALYST.name) }).getByRole('combobox', { name: `Role of ${ANALYST.name}` }).waitFor();
  assert.deepEqual(faults, []);
  await close();
});

test('a wrong password is refused in words that do not say which of the two was wrong', async () => {
  const { page, close } = await openPage(browser, custos, { session: '' });
  await page.goto('/customers');
  await signInByForm(page, { email: ANALYST.email, password: 'not the password' });
  await page.getByRole('alert').getByText('E-mail address and password do not match.').waitFor();
  await signInByForm(page, { email: 'nobody@example.org', password: 'not the password' });
  await page.getByRole('alert').getByText('E-mail address and password do not match.').waitFor();
  assert.equal(new URL(page.url()).pathname, '/sign-in');
  await close();
});

test('the analyst signs in, lands where they wanted to go, and reads what happened but not to whom, with the reason', async () => {
  const { page, close } = await openPage(browser, custos, { session: '' });
  const answers: Promise<string>[] = [];
  page.on('response', (response) => { if (response.url().includes('/api/') && !response.url().endsWith('/live')) answers.push(response.text().catch(() => '')); });
  await page.goto(`/customers/${customer}`);
  await signInByForm(page, ANALYST);
  await page.getByTestId('masked-note').getByText('your role (Analyst) may see what happened, not to whom').waitFor();
  assert.match(await page.getByRole('heading', { level: 1 }).innerText(), /^I•+ H•+$/);
  const said = await page.getByTestId('verbatim').innerText();
  assert.match(said, /where is my parcel\?/);
  assert.match(said, /i•+@•+\.org/);
  await page.getByTestId('card-identity').getByText('e-mail address').first().waitFor();
  const seen = [await page.locator('body').innerText(), ...await Promise.all(answers)].join('\n');
  for (const secret of ['Ingeborg', 'Haugland', 'haugland@', '41223344', '41 22 33 44', 'Havnegata']) assert.ok(!seen.includes(secret), `${secret} reached the analyst's browser`);
  assert.deepEqual(await screenFaults(page), []);
  await close();
});

test('what the role does not open is not offered, and its address is refused politely, with a way back', async () => {
  const session = await custos.signIn(ANALYST.email, ANALYST.password);
  const { page, close } = await openPage(browser, custos, { session });
  await page.goto('/connect');
  await page.locator('main').getByRole('link', { name: /^Quarantine/ }).first().waitFor();
  const offered = await page.locator('main').getByRole('link').allInnerTexts();
  for (const may of ['Quarantine', 'API', 'Health']) assert.ok(offered.some((label) => label.startsWith(may)), `${may} is offered`);
  for (const mayNot of ['Imports', 'Begin', 'Keys', 'People', 'Audit']) assert.ok(!offered.some((label) => label.startsWith(mayNot)), `${mayNot} is not offered`);
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox', { name: 'Search everything' }).fill('Audit');
  await page.getByText('Nobody and nothing by that name.').waitFor();
  for (const address of ['/connect/people', '/connect/keys', '/connect/audit', '/connect/imports']) {
    await page.goto(address);
    await page.getByRole('alert').getByText('Your role does not open this.').waitFor();
    await page.getByRole('navigation', { name: 'Rooms', exact: true }).getByRole('link', { name: 'Today' }).waitFor();
    for (const action of ['Add somebody', 'New key', 'Choose a file']) assert.equal(await page.getByRole('button', { name: action }).count(), 0, `${address} offers "${action}", which would be refused`);
  }
  assert.deepEqual(await screenFaults(page), []);
  await close();
});

test('whoever sets up a second factor is asked for its code from then on', async () => {
  const { page, faults, close } = await openPage(browser, custos, { session: '', viewport: PHONE });
  await page.goto('/account');
  await signInByForm(page, ANALYST);
  await page.getByRole('button', { name: 'Set it up' }).click();
  const letters = await page.getByTestId('factor-secret').innerText();
  assert.deepEqual(await screenFaults(page, ['phone']), []);
  await page.getByLabel('Code that the app shows now').fill(codeOnPhone(letters, Date.now()));
  await page.keyboard.press('Enter');
  await page.getByTestId('recovery-codes').waitFor();
  const recoveryCodes = await page.getByTestId('recovery-codes').getByRole('listitem').allInnerTexts();
  assert.equal(recoveryCodes.length, 10);
  await page.getByRole('button', { name: 'I have kept them' }).click();
  await page.getByTestId('own-factor').getByText('On. 10 of ten recovery codes are left.').waitFor();
  await page.context().clearCookies();
  await page.goto('/account');
  await signInByForm(page, ANALYST);
  await page.getByRole('heading', { name: 'Your code' }).waitFor();
  await page.reload();
  assert.deepEqual(await screenFaults(page, ['phone']), []);
  await page.getByLabel('Code').fill(codeOnPhone(letters, Date.now(), 1));
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Switch it off' }).click();
  await page.getByRole('dialog').getByRole('textbox', { name: 'Password' }).fill(ANALYST.password);
  await page.getByRole('dialog').getByLabel('Code').fill(recoveryCodes[0] ?? '');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Set it up' }).waitFor();
  assert.deepEqual(faults.filter((fault) => !fault.includes('401')), [], 'that nobody is signed in is how it begins');
  await close();
});

test('after signing out the way back leads to the sign-in page, also by the back button', async () => {
  const { page, close } = await openPage(browser, custos, { session: '' });
  await page.goto('/sign-in');
  await signInByForm(page, ANALYST);
  await page.getByRole('heading', { level: 1, name: 'Today' }).waitFor();
  await page.goto('/customers');
  await page.getByTestId('customer-link').first().waitFor();
  await page.getByTestId('viewer-menu').click();
  await page.getByRole('menuitem', { name: 'Sign out' }).click();
  await page.getByRole('heading', { name: 'Sign in' }).waitFor();
  await page.goBack();
  await page.getByRole('heading', { name: 'Sign in' }).waitFor();
  await page.goto('/customers');
  await page.getByRole('heading', { name: 'Sign in' }).waitFor();
  assert.equal(new URL(page.url()).searchParams.get('to'), '/customers');
  await close();
});

test('an address that leads nowhere and a customer whom nobody knows are answered with a sentence and a way back', async () => {
  const { page, close } = await openPage(browser, custos, { viewport: PHONE });
  for (const [address, sentence] of Object.entries({ '/no-such-page': 'There is no such page.', '/customers/cus_zzzz': 'There is no customer cus_zzzz.', '/customers/somebody': 'There is no customer somebody.', '/connect/imports/run_zzzz': 'There is no import' })) {
    await page.goto(address);
    await page.locator('main').getByText(sentence).waitFor();
    assert.deepEqual(await axeFindings(page), [], address);
    assert.deepEqual(await sidewaysFaults(page), [], address);
    const [wayBack, there] = address.startsWith('/customers/') ? ['See all customers', 'Customers'] : ['Go to Today', 'Today'];
    await page.locator('main').getByRole('link', { name: wayBack }).click();
    await page.getByRole('heading', { level: 1, name: there }).waitFor();
  }
  await close();
});
