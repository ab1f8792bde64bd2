import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Retention, RetentionRun } from '../../src/modules/customers/contract.ts';
import { customerOf, customerPage, customersFound, recorded, timelineOf } from './customers.ts';
import { answerOf, eventually, startCustos, type RunningCustos } from './harness.ts';

const DAY = 86_400_000;
/** One moment for the whole test: midnight may pass while it runs. */
const NOW = Date.now();
const daysAgo = (days: number): string => new Date(NOW - days * DAY).toISOString();
const who = (name: string): object => ({ identifiers: [{ type: 'email', value: `${name}@example.org`, verified: 'login' }] });
const view = (name: string, id: string, days: number, more: object = {}): Record<string, unknown> => ({ id: `${name}-${id}`, channel: 'web', kind: 'page-viewed', direction: 'in', occurredAt: daysAgo(days), ...who(name), ...more });
const OLD = 900;
const ITEMS = [
  view('ann', 'old-1', OLD, { title: 'Boots' }), view('ann', 'old-2', OLD, { title: 'Socks', traits: { city: 'Oslo' } }), view('ann', 'new', 3, { title: 'Hats' }),
  view('ann', 'revised', OLD, { title: 'First wording', version: 1 }), view('ann', 'was-a-view', OLD, { title: 'A view', version: 1 }), view('ben', 'old', OLD, { title: 'Boots' }),
  view('ann', 'form', OLD, { kind: 'form-sent', title: 'A form', traits: { city: 'Bergen' }, occurredAt: daysAgo(OLD + 1) }),
  { id: 'ann-order', channel: 'order', kind: 'order-placed', direction: 'in', occurredAt: daysAgo(OLD), ...who('ann'), order: { id: 'O-1', state: 'placed', total: '10.00', currency: 'EUR' } },
  { ...view('ann', 'parked', OLD), occurredPrecision: 'never' },
];
const REVISED = [view('ann', 'revised', OLD, { title: 'Second wording', version: 2 }), view('ann', 'was-a-view', OLD, { kind: 'form-sent', title: 'A form after all', version: 2 })];
const KEY = 'interactions.web.page-viewed';

let custos: RunningCustos;
let ann: string;
before(async () => {
  custos = await startCustos();
  await custos.send(ITEMS);
  await custos.send(REVISED);
  await recorded(custos);
  ann = await customerOf(custos, 'email:ann@example.org');
  await eventually('traits are known', async () => (await customerPage(custos, ann)).traits.length > 0);
});
after(() => custos?.stop());

const ask = <Answer>(route: string, body?: object): Promise<Answer> => answerOf<Answer>(custos.ask(`/api/retention${route}`, { cookie: custos.ownerSession, ...(body === undefined ? {} : { body }) }));
const status = async (route: string, body: object): Promise<number> => (await custos.ask(`/api/retention${route}`, { cookie: custos.ownerSession, body })).status;
const titles = async (): Promise<(string | null)[]> => (await timelineOf(custos, ann)).map((item) => item.title).sort((a, b) => (a ?? 'ZZ').localeCompare(b ?? 'ZZ'));

test('rules are proposed and off; none is switched on that was not tried', async () => {
  const { rules, runs } = await ask<Retention>('');
  assert.deepEqual(rules.filter(({ isOn, isProposed }) => isOn || !isProposed), []);
  assert.deepEqual(runs, []);
  assert.equal(await status(`/rules/${KEY}/switch`, { on: true }), 409);
  assert.equal(await status(`/rules/${KEY}/run`, {}), 409);
});

test('a dry run says how many interactions of how many customers would go, and deletes nothing', async () => {
  const run = await ask<RetentionRun>(`/rules/${KEY}/try`, {});
  assert.deepEqual([run.isDry, run.interactions, run.customers, run.counts['interactions.parked'], run.counts['identity.customer'], run.by], [true, 4, 2, 1, 1, 'Owner']);
  assert.equal(run.oldestAt?.slice(0, 10), daysAgo(OLD).slice(0, 10));
  assert.equal((await titles()).length, 7);
});

test('switched on and run, what is due is gone from both engines, counts are true, and a correction that was a view before comes to light as what it is', async () => {
  const { rules } = await ask<Retention>(`/rules/${KEY}/switch`, { on: true });
  const rule = rules.find(({ key }) => key === KEY);
  assert.ok(rule?.isOn === true && rule.by === 'Owner' && Date.parse(rule.beginsAt ?? '') > Date.now() + 3_000_000, 'an hour to think again');
  const run = await ask<RetentionRun>(`/rules/${KEY}/run`, {});
  assert.deepEqual([run.interactions, run.customers, run.counts['interactions.parked'], run.counts['interactions_revisions'], run.problem], [4, 2, 1, 1, null]);
  assert.deepEqual(await titles(), ['A form', 'A form after all', 'Hats', null]);
  const page = await customerPage(custos, ann);
  assert.equal(page.interactions, 4);
  assert.equal(page.traits.find(({ name }) => name === 'city')?.value, 'Bergen', 'what an older form said stands again');
  assert.deepEqual([run.counts['identity.customer'], run.counts['identity.node']], [1, 1]);
  assert.deepEqual(await customersFound(custos, { identifier: 'email:ben@example.org' }), [], 'of Ben nothing is left, so nobody knows him any more');
  const { orders } = await answerOf<{ orders: unknown[] }>(custos.ask(`/api/customers/${ann}/orders`, { cookie: custos.ownerSession }));
  assert.equal(orders.length, 1);
});

test('what was deleted is not taken in again, neither as it was nor corrected; what is new is', async () => {
  const results = await custos.send([ITEMS[0] ?? {}, view('ann', 'old-1', OLD, { title: 'Corrected' }), view('ann', 'fresh', 2, { title: 'Fresh' })]);
  assert.deepEqual(results.map(({ status, reason }) => [status, reason]), [['duplicate', 'expired'], ['duplicate', 'expired'], ['accepted', undefined]]);
  await recorded(custos);
  assert.deepEqual(await titles(), ['A form', 'A form after all', 'Fresh', 'Hats', null]);
});

test('unless a person asks: then the same ids are taken in as new', async () => {
  const { runs } = await ask<Retention>('');
  const run = runs.find(({ isDry }) => !isDry);
  assert.equal(await status(`/runs/${run?.id}/release`, {}), 409, 'while the rule is on');
  await ask(`/rules/${KEY}/switch`, { on: false });
  assert.deepEqual(await ask(`/runs/${run?.id}/release`, {}), { released: 4 });
  assert.equal(await status(`/runs/${run?.id}/release`, {}), 409, 'once');
  assert.deepEqual((await custos.send([ITEMS[0] ?? {}])).map(({ status }) => status), ['accepted']);
  await recorded(custos);
  assert.ok((await titles()).includes('Boots'));
});

test('a rule of the company’s own begins off; other months must be tried anew; the quarantine has a rule too', async () => {
  const { rules } = await ask<Retention>('/rules', { what: 'interactions', channel: 'email', kinds: ['message'], keepMonths: 60 });
  const own = rules.find(({ key }) => key === 'interactions.email.message');
  assert.deepEqual([own?.isOn, own?.isProposed, own?.rule.keepMonths], [false, false, 60]);
  await ask('/rules/interactions.email.message/try', {});
  await ask('/rules', { what: 'interactions', channel: 'email', kinds: ['message'], keepMonths: 6 });
  assert.equal(await status('/rules/interactions.email.message/switch', { on: true }), 409);
  assert.equal(await status('/rules', { what: 'interactions', channel: null, kinds: [], keepMonths: 6 }), 400);
  assert.deepEqual((await ask<RetentionRun>('/rules/quarantine/try', {})).counts, { 'interactions.parked': 0 });
  assert.deepEqual((await ask<RetentionRun>('/rules/rejects/try', {})).counts, { 'channels.import_reject': 0 });
  const { entries } = await eventually('the audit knows', async () => {
    const audit = await answerOf<{ entries: { what: string; about: string | null }[] }>(custos.ask('/api/audit?limit=100', { cookie: custos.ownerSession }));
    return audit.entries.some(({ what }) => what === 'retention.released') ? audit : null;
  });
  assert.ok(entries.some(({ what, about }) => what === 'retention.switched' && about === KEY));
});
