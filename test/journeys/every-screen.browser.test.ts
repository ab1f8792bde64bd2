import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, test } from 'node:test';
import type { Browser, Locator, Page } from 'playwright-core';
import { axeFindings, goOn, openBrowser, openPage, PHONE } from './browser.ts';
import { customerOf, minutesAgo, recorded } from './customers.ts';
import { everyChannelOf, identifiersOf } from './every-channel.ts';
import { answerOf, eventually, startCustos, type RunningCustos } from './harness.ts';
import { screenFaults, sidewaysFaults } from './screen-faults.ts';

let custos: RunningCustos;
let browser: Browser;
/** One page for all screens, as somebody who goes from one to the next. */
let open: Awaited<ReturnType<typeof openPage>>;
/** Somebody of every channel, and somebody whose name, language and letters are hard on a page. */
let everyday: string;
let hard: string;
/** What they ask about. */
let issue: string;
/** A survey that asks. */
let survey: { readonly id: string; readonly key: string };
/** A case of theirs. */
let waiting: string;
/** What a help desk signed, to show them beside a conversation. */
let signed: string;

const LONG_NAME = 'Maximiliane-Theodora Gräfin von und zu Hohenberg-Wolkenstein Fürstenfeldbruck-Au';
const ARABIC = 'أين طردي؟ طلبت السترة رقم 4417 قبل أسبوعين ولم يصل شيء حتى الآن.';
const LONG_MESSAGE = 'Nobody ever answers and I have written so often that I stopped counting. '.repeat(70).slice(0, 4_900) + 'W'.repeat(100);

before(async () => {
  custos = await startCustos();
  browser = await openBrowser();
  const said = { channel: 'email', kind: 'message', direction: 'in', identifiers: [{ type: 'email', value: 'hohenberg@a-rather-long-name-of-a-mail-server.example.org' }], traits: { name: LONG_NAME, street: `${'Donaudampfschifffahrtsgesellschafts'.repeat(3)}gasse 7` }, subjects: [{ type: 'order', id: 'ORD-4417' }] };
  await custos.send([
    ...everyChannelOf('screens'),
    ...Array.from({ length: 30 }, (_, at) => ({ id: `crowd-${at}`, channel: 'chat', kind: 'conversation', direction: 'in', occurredAt: minutesAgo(100 + at), identifiers: [{ type: 'email', value: `crowd${at}@example.org` }], text: `Question ${at}` })),
    { ...said, id: 'hard-1', occurredAt: minutesAgo(3), text: ARABIC, language: 'ar', title: 'السلام عليكم' },
    { ...said, id: 'hard-2', occurredAt: minutesAgo(2), text: LONG_MESSAGE },
    { ...said, id: 'hard-3', occurredAt: minutesAgo(1), text: 'https://shop.example.org/' + 'a-path-without-an-end/'.repeat(30), properties: { payload: { deep: 'x'.repeat(400) } } },
    { ...said, id: 'refused', occurredAt: '2026-02-30T10:00:00Z' },
    ...Array.from({ length: 4 }, (_, at) => ({ id: `unsigned-${at}`, channel: at === 0 ? 'review' : 'ad', kind: at === 0 ? 'review-posted' : 'ad-seen', direction: 'public', occurredAt: minutesAgo(at), text: `${LONG_MESSAGE.slice(0, 300)} ${at}`, ...(at === 0 ? { rating: { value: 2, min: 1, max: 5, scale: 'stars' } } : {}) })),
  ]);
  const { upload } = await answerOf<{ upload: string }>(custos.ask('/api/imports/files?name=a%20file%20with%20a%20name%20that%20is%20longer%20than%20most.csv', { cookie: custos.ownerSession, body: Buffer.from('ticket_id,created_at,email,message\nT1,2025-03-01 10:00:00,crowd1@example.org,Hello\nT2,soon,crowd1@example.org,Bad\n') }));
  const { mapping } = await answerOf<{ mapping: object }>(custos.ask('/api/imports/preview', { cookie: custos.ownerSession, body: { upload, kind: 'tickets' } }));
  await answerOf(custos.ask('/api/imports', { cookie: custos.ownerSession, body: { upload, kind: 'tickets', source: 'desk', mapping } }));
  await answerOf(custos.ask('/api/voice/rivals/summaries', { cookie: custos.ownerSession, body: { rival: 'Skarvholm', site: 'Review Harbour', on: '2026-01-05', mean: '4.2', ratings: 1310, address: 'https://harbour.example/skarvholm' } }));
  await answerOf(custos.ask('/api/webhooks', { cookie: custos.ownerSession, body: { name: 'A data warehouse with a long name', url: 'https://warehouse.example/a/long/way/to/custos/webhooks', events: ['customer.merged', 'customer.split'] } }));
  await answerOf(custos.ask('/api/chatwoot', { cookie: custos.ownerSession, body: { name: 'The chat of the service office in the old town', url: 'https://chat.a-rather-long-name-of-a-help-desk.example.org', account: 1, token: 'a token of an administrator' } }));
  signed = await signedView('https://desk.example.org');
  everyday = await customerOf(custos, `email:${identifiersOf('screens')['email']?.value ?? ''}`);
  hard = await customerOf(custos, 'email:hohenberg@a-rather-long-name-of-a-mail-server.example.org');
  waiting = (await answerOf<{ id: string }>(custos.ask('/api/cases', { cookie: custos.ownerSession, body: { customer: hard, interactions: [], about: `${LONG_MESSAGE.slice(0, 200)} ${'W'.repeat(80)}` } }))).id;
  await answerOf(custos.ask('/api/outreach/ask', { cookie: custos.ownerSession, body: { purpose: 'reply', channel: 'email', slot: 'an answer to what they wrote', to: 'hohenberg@a-rather-long-name-of-a-mail-server.example.org', subject: 'Your parcel', text: ARABIC } }));
  await answerOf(custos.ask('/api/raise', { cookie: custos.ownerSession, body: { key: crypto.randomUUID(), words: LONG_MESSAGE.slice(0, 3_900), outcome: 'must', customer: hard, hidesName: true } }));
  await answerOf(custos.ask('/api/monday/questions', { cookie: custos.ownerSession, body: { text: 'Shall we refund shipping wherever we were late, without being asked?', why: LONG_MESSAGE.slice(0, 900) } }));
  await answerOf(custos.ask('/api/raise/links', { cookie: custos.ownerSession, body: { place: 'The shop with the long name, at the far end of the old town' } }));
  await recorded(custos);
  survey = await asking();
  issue = await eventually('what they asked is put together', async () => (await answerOf<{ issues: { id: string; asks: number }[] }>(custos.ask(`/api/customers/${hard}/issues`, { cookie: custos.ownerSession }))).issues.find(({ asks }) => asks >= 3)?.id ?? null);
  open = await openPage(browser, custos, { viewport: PHONE });
  await open.page.goto('/');
});
after(async () => {
  await browser?.close();
  await custos?.stop();
});

/** A survey that was published as Custos offers it. */
async function asking(): Promise<{ id: string; key: string }> {
  const session = { cookie: custos.ownerSession };
  const { templates: [template] } = await answerOf<{ templates: { definition: object }[] }>(custos.ask('/api/surveys', session));
  const { id } = await answerOf<{ id: string }>(custos.ask('/api/surveys', { ...session, body: { definition: template?.definition } }));
  await answerOf(custos.ask(`/api/surveys/${id}/publish`, { ...session, body: { version: 1 } }));
  return answerOf<{ id: string; key: string }>(custos.ask(`/api/surveys/${id}`, session));
}

/** What a help desk at this address, which is listed, signs so that the owner sees somebody. */
async function signedView(origin: string): Promise<string> {
  const { secret, desk } = await answerOf<{ secret: string; desk: { id: string } }>(custos.ask('/api/desks', { cookie: custos.ownerSession, body: { name: 'The desk', origins: [origin] } }));
  const customer = { email: 'hohenberg@a-rather-long-name-of-a-mail-server.example.org' };
  const parts = [{ alg: 'HS256' }, { iss: desk.id, exp: Math.floor(Date.now() / 1000) + 900, jti: 'every screen', agent: { email: custos.owner.email, verified: true }, customer }].map((part) => Buffer.from(JSON.stringify(part)).toString('base64url')).join('.');
  return `${parts}.${createHmac('sha256', secret).update(parts).digest('base64url')}`;
}

/** A screen: its address, what is there when it is ready, and the one thing that somebody comes to do. */
type Screen = { readonly title: string; readonly address: () => string; readonly ready: (page: Page) => Locator; readonly action: (page: Page) => Locator };

const SCREENS: readonly Screen[] = [
  { title: 'Today', address: () => '/', ready: (page) => page.getByRole('table', { name: 'Interactions by channel' }).getByRole('row').nth(20), action: (page) => page.getByTestId('first-step').getByRole('link') },
  { title: 'Customers', address: () => '/customers', ready: (page) => page.getByTestId('customer-link').nth(8), action: (page) => page.getByRole('searchbox', { name: 'Search customers' }) },
  { title: 'the page of a customer, as they lived it', address: () => `/customers/${everyday}`, ready: (page) => page.getByTestId('interaction').nth(4), action: (page) => page.getByText('As your departments see it', { exact: true }) },
  { title: 'the page of a customer, as the departments see it', address: () => `/customers/${everyday}?view=departments`, ready: (page) => page.getByTestId('lanes').getByTestId('interaction').nth(4), action: (page) => page.getByText('As they lived it', { exact: true }) },
  { title: 'Who is who, with nobody waiting', address: () => '/customers/review', ready: (page) => page.getByTestId('empty'), action: (page) => page.getByTestId('matching').locator('summary') },
  { title: 'Nobody known', address: () => '/customers/nobody', ready: (page) => page.getByTestId('interaction').nth(2), action: (page) => page.getByRole('searchbox', { name: 'Words in what they said' }) },
  { title: 'What we found', address: () => '/findings', ready: (page) => page.getByTestId('finding').first(), action: (page) => page.getByTestId('finding').first().getByRole('link').first() },
  { title: 'Verbatims', address: () => '/verbatims?words=answers', ready: (page) => page.getByTestId('verbatim-row').first(), action: (page) => page.getByRole('searchbox', { name: 'Words that were said' }) },
  { title: 'Rivals', address: () => '/rivals', ready: (page) => page.getByTestId('rival-page').first(), action: (page) => page.getByTestId('enter-page').getByRole('button', { name: 'Enter', exact: true }) },
  { title: 'What is said', address: () => '/said', ready: (page) => page.getByTestId('said-row').first(), action: (page) => page.getByTestId('felt').getByText('Show how') },
  { title: 'Scores', address: () => '/scores', ready: (page) => page.getByTestId('score').first(), action: (page) => page.getByTestId('score').first().getByText('Show how') },
  { title: 'the charter', address: () => '/charter', ready: (page) => page.getByTestId('named-rule').first(), action: (page) => page.getByRole('button', { name: 'Say who governs' }) },
  { title: 'Topics', address: () => '/topics', ready: (page) => page.getByText('No topics yet.'), action: (page) => page.getByText('once 300 of them have written') },
  { title: 'Teach', address: () => '/teach?output=emotion', ready: (page) => page.getByTestId('queued-text'), action: (page) => page.getByRole('group', { name: 'What does it say?' }).getByRole('button', { name: 'None of them' }) },
  { title: 'Ask by SQL', address: () => '/sql', ready: (page) => page.getByTestId('sql-views'), action: (page) => page.getByRole('button', { name: 'Ask', exact: true }) },
  { title: 'a page about a method', address: () => '/methods/wilson', ready: (page) => page.getByTestId('method-page').locator('article'), action: (page) => page.getByRole('link', { name: 'clustered answers' }) },
  { title: 'Cases', address: () => '/cases', ready: (page) => page.getByTestId('case-row').first(), action: (page) => page.getByTestId('case-link').first() },
  { title: 'a case', address: () => `/cases/${waiting}`, ready: (page) => page.getByTestId('happening').first(), action: (page) => page.getByTestId('case-next').getByRole('button', { name: 'Take it' }) },
  { title: 'Promises', address: () => '/promises', ready: (page) => page.getByTestId('promises-page'), action: (page) => page.getByRole('button', { name: 'Make a promise' }) },
  { title: 'a promise that is being written', address: () => '/promises/new/complaint-settled', ready: (page) => page.getByTestId('new-promise'), action: (page) => page.getByRole('button', { name: 'Write it down' }) },
  { title: 'Who may give what', address: () => '/promises/mandate', ready: (page) => page.getByTestId('mandate-page'), action: (page) => page.getByRole('button', { name: 'Change it' }) },
  { title: 'Raise it', address: () => '/raise', ready: (page) => page.getByTestId('raise'), action: (page) => page.getByRole('checkbox', { name: 'Hide my name from line managers' }) },
  { title: 'What I raised', address: () => '/raised', ready: (page) => page.getByTestId('own-report').first(), action: (page) => page.getByRole('link', { name: 'Raise it' }).last() },
  { title: 'Monday', address: () => '/monday', ready: (page) => page.getByRole('heading', { name: 'Monday', exact: true }), action: (page) => page.getByRole('link', { name: 'Put a question to executives' }) },
  { title: 'Questions for executives', address: () => '/monday/questions', ready: (page) => page.getByTestId('question').first(), action: (page) => page.getByRole('button', { name: 'Ask me' }) },
  { title: 'Monday as a mail', address: () => '/monday/mail', ready: (page) => page.getByTestId('monday-mail'), action: (page) => page.getByRole('heading', { name: 'As it would go out' }) },
  { title: 'Raised by employees', address: () => '/raised/all', ready: (page) => page.getByTestId('seen-report').first(), action: (page) => page.getByRole('button', { name: 'Open the name' }) },
  { title: 'Links to raise it', address: () => '/connect/raise-links', ready: (page) => page.getByTestId('raise-link').first(), action: (page) => page.getByRole('button', { name: 'New link' }) },
  { title: 'Templates of replies', address: () => '/cases/templates', ready: (page) => page.getByTestId('reply-templates').getByRole('textbox').first(), action: (page) => page.getByRole('combobox', { name: 'Language' }) },
  { title: 'Mail', address: () => '/connect/mail', ready: (page) => page.getByTestId('mail-standing'), action: (page) => page.getByRole('switch', { name: 'Mail may go through a server' }) },
  { title: 'Rules of cases', address: () => '/cases/rules', ready: (page) => page.getByTestId('queue').first(), action: (page) => page.getByRole('button', { name: 'Add a team' }) },
  { title: 'Known problems', address: () => '/incidents', ready: (page) => page.getByTestId('status-setting').getByText('Nobody is named'), action: (page) => page.getByTestId('open-incident') },
  { title: 'Connect', address: () => '/connect', ready: (page) => page.locator('main').getByRole('link', { name: /^Health/ }).last(), action: (page) => page.locator('main').getByRole('link', { name: /^Imports/ }).last() },
  { title: 'Imports', address: () => '/connect/imports', ready: (page) => page.getByRole('table', { name: 'Imports' }), action: (page) => page.getByRole('button', { name: 'Choose a file' }) },
  { title: 'Issues', address: () => '/issues', ready: (page) => page.getByTestId('issue-row').first(), action: (page) => page.getByTestId('issue-row').first().getByRole('link').first() },
  { title: 'an issue', address: () => `/issues/${issue}`, ready: (page) => page.getByTestId('issue-contact').nth(2), action: (page) => page.getByTestId('issue-contact').nth(2).getByRole('button', { name: 'Not here?' }) },
  { title: 'Judge pairs', address: () => '/issues/judge', ready: (page) => page.getByTestId('pair'), action: (page) => page.getByRole('button', { name: 'Two things' }) },
  { title: 'Quarantine', address: () => '/connect/quarantine', ready: (page) => page.getByTestId('parked').first(), action: (page) => page.getByTestId('parked').first().getByRole('button') },
  { title: 'Keys', address: () => '/connect/keys', ready: (page) => page.getByRole('table', { name: 'API keys' }), action: (page) => page.getByRole('button', { name: 'New key' }) },
  { title: 'Webhooks', address: () => '/connect/webhooks', ready: (page) => page.getByRole('table', { name: 'Webhooks' }), action: (page) => page.getByRole('button', { name: 'New webhook' }) },
  { title: 'Surveys', address: () => '/surveys', ready: (page) => page.getByTestId('survey-line').first(), action: (page) => page.getByRole('button', { name: 'Begin with “Your visit”' }) },
  { title: 'a survey', address: () => `/surveys/${survey.id}`, ready: (page) => page.getByTestId('listening'), action: (page) => page.getByRole('button', { name: 'Change it' }) },
  { title: 'the panel beside a conversation', address: () => `/embed/customer?token=${signed}`, ready: (page) => page.getByTestId('panel'), action: (page) => page.getByRole('button', { name: 'Put into the reply' }) },
  { title: 'Help desks', address: () => '/connect/desks', ready: (page) => page.getByTestId('chatwoot'), action: (page) => page.getByRole('button', { name: 'Add Chatwoot' }) },
  { title: 'What may leave', address: () => '/outreach', ready: (page) => page.getByTestId('held-sends').getByRole('listitem').first(), action: (page) => page.getByRole('button', { name: 'Switch on: Replies' }) },
  { title: 'People', address: () => '/connect/people', ready: (page) => page.getByRole('table', { name: 'People with access' }), action: (page) => page.getByRole('button', { name: 'Add somebody' }) },
  { title: 'Your account', address: () => '/account', ready: (page) => page.getByTestId('own-factor').getByRole('button'), action: (page) => page.getByRole('button', { name: 'Set it up' }) },
  { title: 'Opening hours', address: () => '/connect/opening-hours', ready: (page) => page.getByTestId('openings').getByRole('listitem').first(), action: (page) => page.getByRole('button', { name: 'Confirm these hours' }) },
  { title: 'Audit', address: () => '/connect/audit', ready: (page) => page.getByRole('table', { name: 'Audit' }), action: (page) => page.getByRole('searchbox', { name: 'About whom or what' }) },
  { title: 'Privacy', address: () => '/connect/privacy', ready: (page) => page.getByTestId('rule-quarantine'), action: (page) => page.getByRole('button', { name: 'Add a rule' }) },
  { title: 'the API page', address: () => '/connect/api', ready: (page) => page.getByTestId('api-route').first(), action: (page) => page.getByTestId('api-route').first().getByRole('button') },
  { title: 'Health', address: () => '/connect/health', ready: (page) => page.getByTestId('checks').getByRole('listitem').first(), action: (page) => page.getByRole('link', { name: 'Quarantine' }).first() },
];

for (const { title, address, ready, action } of SCREENS) {
  test(`${title}: axe finds nothing serious in light and dark, at a desk and on a phone; the phone never scrolls sideways and reaches the main action`, async () => {
    const { page, faults } = open;
    const faultsBefore = faults.length;
    await page.setViewportSize(PHONE);
    await goOn(page, address());
    await ready(page).waitFor({ state: 'attached' });
    await action(page).click({ trial: true });
    assert.deepEqual(await screenFaults(page), []);
    assert.deepEqual(faults.slice(faultsBefore), []);
  });
}

test('whoever says that a contact is about something else sees it go, reads who said so, and brings it back', async () => {
  const { page, faults, close } = await openPage(browser, custos);
  await page.goto(`/issues/${issue}`);
  const contacts = page.getByTestId('issue-contact');
  await contacts.nth(2).waitFor();
  const all = await contacts.count();
  await contacts.nth(2).getByRole('button', { name: 'Not here?' }).click();
  await page.getByRole('menuitem', { name: 'This is about something else' }).click();
  await eventually('it lies elsewhere', async () => await contacts.count() === all - 1);
  await page.getByTestId('said-by-hand').getByText(`is about something else than ${all - 1} others`).waitFor();
  await page.getByTestId('undo').click();
  await eventually('it is back', async () => await contacts.count() === all);
  assert.deepEqual(faults, []);
  await close();
});

test('below the chart of the last hour no moment stands over another on a phone, also where hours are written with AM and PM', async () => {
  const { page, close } = await openPage(browser, custos, { viewport: PHONE, locale: 'en-US' });
  await page.goto('/');
  const moments = page.getByTestId('pulse').locator('[aria-hidden] span:visible').filter({ hasText: /^\d\d:\d\d [AP]M$/ });
  await moments.first().waitFor();
  const boxes = await moments.evaluateAll((all) => all.map((one) => one.getBoundingClientRect()).map(({ left, right }) => ({ left, right })).toSorted((a, b) => a.left - b.left));
  assert.ok(boxes.length >= 2);
  assert.deepEqual(boxes.filter(({ left }, at) => left < (boxes[at - 1]?.right ?? 0) + 4), []);
  await close();
});

test('whoever asked their device for less motion sees a change at once: no colour fades on its way', async () => {
  const { page } = open;
  await page.goto('/');
  await page.getByTestId('first-step').waitFor();
  const fading = await page.evaluate(() => {
    document.documentElement.style.color = 'rgb(1, 2, 3)';
    return document.getAnimations().filter((one) => one instanceof CSSTransition).map(({ transitionProperty }) => transitionProperty);
  });
  assert.deepEqual(fading, []);
});

test('the desk that an owner listed shows the panel in a frame and takes its words into the reply; in the frame of any other page it stays empty', async () => {
  let view = '';
  const desk = createServer((_, response) => response.setHeader('content-type', 'text/html').end(`<!doctype html><title>A desk</title><textarea></textarea><iframe src="${custos.baseUrl}/embed/customer?token=${view}"></iframe><script>
    addEventListener('message', ({ data, origin, source }) => { if (origin === '${custos.baseUrl}' && data.type === 'custos:insert') { document.querySelector('textarea').value = data.text; source.postMessage({ type: 'custos:inserted' }, origin); } });</script>`)).listen(0, '127.0.0.1');
  await once(desk, 'listening');
  const { port } = desk.address() as AddressInfo;
  view = await signedView(`http://127.0.0.1:${port}`);
  const { page, close } = await openPage(browser, custos, { session: '' });
  await page.goto(`http://127.0.0.1:${port}/`);
  const frame = page.frameLocator('iframe');
  const word = await frame.getByTestId('panel-word').textContent();
  await frame.getByRole('button', { name: 'Put into the reply' }).click();
  await frame.getByText('It stands in your reply.').waitFor();
  assert.equal(await page.locator('textarea').inputValue(), word);
  await page.goto(`http://localhost:${port}/`);
  await eventually('the frame of another address was refused', async () => page.frames().at(-1)?.url() === 'chrome-error://chromewebdata/');
  await close();
  desk.closeAllConnections();
  desk.close();
});

test('customers answer a survey by keyboard on a page that runs no script, and axe finds nothing serious on any of its pages', async () => {
  const { page, close } = await openPage(browser, custos, { session: '', viewport: PHONE });
  await page.goto(`/q/${survey.key}`);
  assert.deepEqual([await page.locator('script').count(), await axeFindings(page), await sidewaysFaults(page)], [0, [], []]);
  await page.keyboard.press('Tab');
  await page.keyboard.press('Space');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Enter');
  await page.getByText('Your answer counts').waitFor();
  assert.deepEqual([await axeFindings(page), await sidewaysFaults(page)], [[], []]);
  await page.getByLabel('What should have been different?').fill('<script>alert(1)</script>');
  await page.getByRole('button', { name: 'Send' }).click();
  await page.getByRole('heading', { name: 'Thank you' }).waitFor();
  assert.deepEqual([await axeFindings(page), await sidewaysFaults(page)], [[], []]);
  await page.goto(`${new URL(page.url()).pathname}?from=1`);
  assert.equal(await page.getByLabel('What should have been different?').inputValue(), '<script>alert(1)</script>');
  await close();
});

test('the sign-in page is as sound as the rest', async () => {
  const { page, close } = await openPage(browser, custos, { session: '', viewport: PHONE });
  await page.goto('/');
  await page.getByRole('button', { name: 'Sign in' }).click({ trial: true });
  assert.deepEqual(await screenFaults(page), []);
  await close();
});

test('what opens over a page is as sound on a phone as the page: the search, a new person, a new key, the claims of a customer, what somebody allows, a rule of retention, a route to try', async () => {
  const { page, faults, close } = await openPage(browser, custos, { viewport: PHONE });
  const over: readonly (readonly [string, readonly Locator[], Locator])[] = [
    ['/', [page.getByRole('button', { name: 'Search everything' })], page.getByRole('combobox', { name: 'Search everything' })],
    ['/connect/people', [page.getByRole('button', { name: 'Add somebody' })], page.getByRole('dialog').getByRole('button', { name: 'Give access' })],
    ['/connect/keys', [page.getByRole('button', { name: 'New key' })], page.getByRole('dialog').getByRole('button', { name: 'Make the key' })],
    [`/customers/${everyday}`, [page.getByTestId('card-identity').locator('summary'), page.getByRole('button', { name: /^See the \d+ claims$/ })], page.getByRole('dialog').getByLabel('Why')],
    [`/customers/${everyday}`, [page.getByTestId('card-consents').locator('summary'), page.getByTestId('record-consent')], page.getByRole('dialog').getByLabel('How they said it')],
    ['/connect/privacy', [page.getByRole('button', { name: 'Add a rule' })], page.getByLabel('Channel')],
    ['/connect/api', [page.getByTestId('api-route').filter({ hasText: '/v1/interactions' }).getByRole('button').first()], page.getByRole('button', { name: 'Try it' })],
    ['/connect/quarantine', [page.getByTestId('parked').first().getByRole('button').first()], page.getByRole('button', { name: 'Replay as it is' })],
  ];
  await page.goto('/');
  for (const [address, openers, opened] of over) {
    await goOn(page, address);
    for (const opener of openers) await opener.click();
    await opened.click({ trial: true });
    assert.deepEqual(await screenFaults(page, ['phone']), [], address);
    await page.keyboard.press('Escape');
  }
  assert.deepEqual(faults, []);
  await close();
});

test('a name of 80 letters, words from right to left and a message of 5,000 letters stay readable on a phone, and the whole message is one tap away', async () => {
  assert.ok([...LONG_NAME].length >= 80 && LONG_MESSAGE.length === 5_000);
  const { page, faults, close } = await openPage(browser, custos, { viewport: PHONE });
  await page.goto(`/customers/${hard}`);
  await page.getByRole('heading', { level: 1, name: LONG_NAME }).waitFor();
  const arabic = page.getByTestId('verbatim').filter({ hasText: 'أين طردي' });
  await arabic.waitFor({ state: 'attached' });
  assert.deepEqual(await arabic.evaluate((element) => { const { direction, fontStyle } = getComputedStyle(element); return [direction, fontStyle]; }), ['rtl', 'normal'], 'Arabic runs from the right and is never slanted');
  assert.equal(await arabic.getAttribute('lang'), 'ar');

  const entry = page.getByTestId('interaction').filter({ hasText: 'I stopped counting' }).filter({ hasText: 'E-mail' });
  const folded = (await entry.boundingBox())?.height ?? 0;
  assert.ok(folded < 400, `folded it takes ${folded} px`);
  await entry.getByRole('button', { name: /^Show all [\d,]+ words$/ }).click();
  await eventually('the whole message is there, and what follows stands below it', async () => {
    const [whole, next] = [await entry.boundingBox(), await arabic.boundingBox()];
    return whole !== null && next !== null && whole.height > 1_000 && next.y >= whole.y + whole.height;
  });
  await entry.getByRole('button', { name: 'Details' }).click();
  assert.deepEqual(await sidewaysFaults(page), []);
  for (const [address, there] of [[`/customers/${hard}?view=departments`, page.getByTestId('lanes')], ['/customers?q=Hohenberg', page.getByText('1 customer found')], ['/findings', page.getByTestId('finding').first()]] as const) {
    await page.goto(address);
    await there.waitFor();
    await page.getByText('Hohenberg').first().waitFor();
    assert.deepEqual(await sidewaysFaults(page), [], address);
  }
  assert.deepEqual(faults, []);
  await close();
});
