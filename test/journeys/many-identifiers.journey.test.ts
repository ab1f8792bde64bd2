import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { treeBytes } from '../../bench/product.ts';
import type { IdentityOfCustomer } from '../../src/modules/identity/contract.ts';
import { customerOf, customerPage, customersFound, minutesAgo, recorded, timelineOf } from './customers.ts';
import { answerOf, startCustos, type RunningCustos } from './harness.ts';

const COUNT = process.env['CUSTOS_TEST_LONG'] === '1' ? 100_000 : 5_000;
const BATCH = 1_000;
/** Slow enough for a busy machine, far from what an answer takes that looks at everything for each claim. Units: ms. */
const ANSWER_WITHIN_MS = 5_000;
const MOST_BYTES = 1.5e9;

let custos: RunningCustos;
before(async () => { custos = await startCustos(); });
after(() => custos?.stop());

/** So many interactions of one address, each with an identifier that nothing had before. */
async function flood(email: string, type: string): Promise<void> {
  for (let from = 0; from < COUNT; from += BATCH) {
    const results = await custos.send(Array.from({ length: BATCH }, (_, at) => ({
      id: `${type}-${from + at}`, channel: 'web', kind: 'page-viewed', direction: 'in', session: `s-${from + at}`, occurredAt: minutesAgo(10 + (COUNT - from - at) / 100), identifiers: [{ type: 'email', value: email }, { type, value: `${type}-${from + at}` }],
    })));
    assert.ok(results.every(({ status }) => status === 'accepted'));
  }
}

for (const type of ['order', 'cookie', 'user', 'crm-number']) {
  test(`one address with ${COUNT.toLocaleString('en')} different values of "${type}" is taken, and its page still answers`, async (t) => {
    const email = `flood.${type}@example.org`;
    const startedMs = performance.now();
    await flood(email, type);
    await recorded(custos, 30 * 60_000);
    const recordedMs = performance.now() - startedMs;
    const customer = (await customersFound(custos, { identifier: `email:${email}` }))[0]?.id ?? await customerOf(custos, `${type}:${type}-1`);
    const slow: string[] = [];
    const timed = async <T>(what: string, ask: () => Promise<T>): Promise<T> => {
      const askedMs = performance.now();
      const answer = await ask();
      const tookMs = performance.now() - askedMs;
      t.diagnostic(`${what}: ${Math.round(tookMs)} ms`);
      if (tookMs > ANSWER_WITHIN_MS) slow.push(`${what}: ${Math.round(tookMs)} ms`);
      return answer;
    };
    t.diagnostic(`recorded in ${Math.round(recordedMs)} ms, ${Math.round(COUNT / recordedMs * 1_000)}/s; ${Math.round(treeBytes(custos.pid) / 1e6)} MB`);
    const page = await timed('customer page', () => customerPage(custos, customer));
    assert.ok(page.interactions >= 1);
    assert.ok((await timed('timeline', () => timelineOf(custos, customer, 'limit=100'))).length > 0);
    const told = await timed('identity', () => answerOf<IdentityOfCustomer>(custos.ask(`/api/customers/${customer}/identity`, { cookie: custos.ownerSession })));
    assert.ok(told.nodes.length > 0 && told.edges.length <= 1_000);
    await timed('search', () => customersFound(custos, { identifier: `${type}:${type}-7` }));
    await timed('list of customers', () => customersFound(custos, {}));
    await timed('one more', async () => {
      await custos.send([{ id: `${type}-last`, channel: 'email', kind: 'message', direction: 'in', occurredAt: minutesAgo(0), identifiers: [{ type: 'email', value: email }] }]);
      await recorded(custos);
    });
    assert.deepEqual(slow, []);
    assert.ok(treeBytes(custos.pid) < MOST_BYTES, `${Math.round(treeBytes(custos.pid) / 1e6)} MB`);
  });
}
