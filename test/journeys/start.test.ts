import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Browser } from 'playwright-core';
import { axeFindings, DESK, openBrowser, openPage, PHONE } from './browser.ts';
import { answerOf, eventually, startCustos, type RunningCustos } from './harness.ts';

let custos: RunningCustos;
let browser: Browser;
before(async () => {
  custos = await startCustos({ onEmptyFolder: true });
  browser = await openBrowser();
});
after(async () => {
  await browser?.close();
  await custos?.stop();
});

test('Custos starts on an empty folder, says where it listens, and is healthy', async () => {
  const health = await answerOf<{ state: string; checks: { name: string; state: string }[] }>(custos.ask('/api/health', { cookie: custos.ownerSession }));
  assert.equal(health.state, 'ok', JSON.stringify(health));
});

test('an interaction sent with a write key becomes a customer with one timeline', async () => {
  const email = 'ida.first@example.org';
  const [result] = await custos.send([{ id: 'start-1', channel: 'email', kind: 'message', direction: 'in', occurredAt: new Date().toISOString(), identifiers: [{ type: 'email', value: email }], text: 'Where is my parcel?' }]);
  assert.equal(result?.status, 'accepted');
  const customer = await eventually('the customer is found by e-mail', async () => {
    const { customers } = await answerOf<{ customers: { id: string }[] }>(custos.ask(`/api/customers?identifier=email:${encodeURIComponent(email)}`, { cookie: custos.ownerSession }));
    return customers[0] ?? null;
  });
  const items = await eventually('the timeline has it', async () => {
    const timeline = await answerOf<{ items: { sourceId: string; text: string | null }[] }>(custos.ask(`/api/customers/${customer.id}/timeline`, { cookie: custos.ownerSession }));
    return timeline.items.length > 0 ? timeline.items : null;
  });
  assert.deepEqual(items.map(({ sourceId, text }) => [sourceId, text]), [['start-1', 'Where is my parcel?']]);
});

for (const [name, viewport] of Object.entries({ desk: DESK, phone: PHONE })) {
  test(`somebody who is not signed in sees the sign-in page on a ${name}, without faults and without anything serious for axe`, async () => {
    const { page, faults, close } = await openPage(browser, custos, { session: '', viewport });
    await page.goto('/');
    await page.getByRole('button', { name: /sign in/i }).waitFor();
    assert.deepEqual(await axeFindings(page), []);
    // The browser itself notes the 401 that tells the page to show the sign-in form.
    assert.deepEqual(faults.filter((fault) => !fault.includes('401')), []);
    await close();
  });
}

test('the signed-in owner sees Today', async () => {
  const { page, faults, close } = await openPage(browser, custos);
  await page.goto('/');
  await page.getByRole('heading', { level: 1 }).first().waitFor();
  assert.deepEqual(await axeFindings(page), []);
  assert.deepEqual(faults, []);
  await close();
});
