import assert from 'node:assert/strict';
import { createHmac, randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import { alwaysOpen } from '../../../test/always-open.ts';
import { voiceEngines, voiceHouse, type VoiceEngines } from '../../../test/engines/voice-house.ts';
import type { Role, Viewer } from '../../kernel/access.ts';
import { AppError } from '../../kernel/app-error.ts';
import { parsePublicId, publicId } from '../../kernel/public-id.ts';
import { createLive } from '../../platform/live/live.ts';
import { sql } from '../../platform/pg/sql.ts';
import { createCases } from '../cases/index.ts';
import type { People } from '../people/index.ts';
import type { OwnReport, ReportState } from './contract.ts';
import { createRaised, reportsHeld, reportsKept } from './index.ts';

/** A Tuesday. */
let nowMs = Date.UTC(2026, 5, 2, 10);
const clock = (): number => nowMs;
const DAY = 86_400_000;
const STAFF: { id: string; name: string; role: Role; active: boolean }[] = [
  { id: 'eli', name: 'Eli Employee', role: 'employee', active: true }, { id: 'emma', name: 'Emma Employee', role: 'employee', active: true }, { id: 'ann', name: 'Ann Agent', role: 'agent', active: true }, { id: 'ola', name: 'Ola Owner', role: 'owner', active: true },
];
const people = { list: async () => STAFF, nameOf: async (id: string) => STAFF.find((one) => one.id === id)?.name ?? null, company: () => ({ name: 'Fjell & Sons', zone: 'UTC' }) } as unknown as Pick<People, 'list' | 'nameOf' | 'company'>;

let engines: VoiceEngines;
let house: ReturnType<typeof opened>;

function opened() {
  const life = voiceHouse(engines, clock);
  const live = createLive(() => undefined);
  const cases = createCases({ ...life, live, people, promisedOf: async () => null, hours: alwaysOpen });
  const raised = createRaised({ ...life, cases, people });
  return { ...life, cases, raised };
}

before(async () => {
  engines = await voiceEngines();
  house = opened();
  await house.begin(house.cases, house.raised);
});
after(async () => {
  await house?.end();
  await engines?.close();
});

const viewer = (id: string): Extract<Viewer, { kind: 'person' }> => ({ kind: 'person', ...STAFF.find((one) => one.id === id) ?? assert.fail(id) });
const wanted = { customer: null, about: null, hidesName: false, outcome: 'must' as const };
const raise = (by: string, words: string, more: object = {}): Promise<OwnReport> => house.raised.raise(viewer(by), { ...wanted, key: randomUUID(), words, ...more });
const mine = async (by: string): Promise<OwnReport[]> => (await house.raised.mine(by, false)).reports;
const isRefused = (kind: AppError['kind'], code: string) => (error: unknown): boolean => error instanceof AppError && error.kind === kind && error.code === code;

async function eventually<T>(what: string, look: () => Promise<T | null | undefined | false>): Promise<T> {
  for (const beganMs = Date.now(); Date.now() - beganMs < 60_000; await new Promise((resolve) => { setTimeout(resolve, 25); })) {
    const found = await look();
    if (found !== null && found !== undefined && found !== false) return found;
  }
  return assert.fail(`never: ${what}`);
}
const settled = (by: string, { id }: { readonly id: string }): Promise<OwnReport> => eventually('the report is recorded', async () => (await mine(by)).find((one) => one.id === id && one.state !== 'received'));
const seen = async (id: string) => (await house.raised.all()).reports.find((one) => one.id === id) ?? assert.fail(id);
const numberOfCase = async (id: string): Promise<number> => parsePublicId('case', (await seen(id)).case ?? assert.fail('it has a case'));
const caseOf = async (id: string) => house.cases.one(await numberOfCase(id), { viewer: viewer('ola'), hideNames: () => undefined });
const customerOf = async (email: string): Promise<string> => publicId('customer', (await house.identity.customersByIdentifier('email', email))[0] ?? assert.fail(email));

test('what an employee raises about a customer stands on their timeline as the house’s own words, opens one case in a queue, and the employee sees it go all the way', async () => {
  await house.say({ id: 'first', channel: 'email', kind: 'message', direction: 'in', occurredAt: new Date(nowMs - DAY).toISOString(), identifiers: [{ type: 'email', value: 'nora@x.example', verified: 'login' }], text: 'Where is it?' });
  const customer = await customerOf('nora@x.example');
  const key = randomUUID();
  const words = 'Nora was in the shop again: the zip of her jacket broke twice. Her card is 4111 1111 1111 1111.';
  const report = await raise('ann', words, { key, customer });
  assert.deepEqual([report.state, report.outcome, report.hidesName], ['received', 'must', false]);
  assert.equal((await raise('ann', words, { key, customer })).id, report.id, 'sent twice it is one');
  const waiting = await settled('ann', report);
  assert.equal(waiting.state, 'waiting');
  assert.ok(waiting.queue !== null && !waiting.words.includes('4111'), 'no card number is kept');
  const { items } = await house.customers.timeline(customer, { limit: 10 });
  const [said] = items;
  assert.deepEqual([said?.channel, said?.kind, said?.direction, said?.title], ['staff', 'raised', 'internal', 'Raised by an employee']);
  const number = await numberOfCase(report.id);
  const view = await caseOf(report.id);
  assert.deepEqual([view.customer?.id, view.interactions.map(({ id }) => id), view.happenings.at(-1)?.by?.name], [customer, [said?.id], 'Ann Agent']);
  const now = async (state: ReportState): Promise<OwnReport> => { const one = (await mine('ann')).find(({ id }) => id === report.id) ?? assert.fail(); assert.equal(one.state, state); return one; };
  await house.cases.take(number, 'ola', 1);
  assert.equal((await now('owned')).owner, 'Ola Owner');
  await house.cases.resolve(number, 'ola', { how: 'A new jacket went out', told: undefined, seen: 2 });
  assert.equal((await now('resolved')).how, 'A new jacket went out');
  await house.cases.customerSaid(number, 'ola', { solved: true, words: 'It fits, thank you', seen: 3 });
  await now('confirmed');
});

test('who hides their name is “an employee” on the case, in the list and in the database; they find their own, and read who opened the seal and why', async () => {
  const report = await settled('eli', await raise('eli', 'We tell customers Friday although we know that it will be Monday.', { hidesName: true }));
  assert.equal(report.hidesName, true);
  assert.deepEqual([(await seen(report.id)).by, (await seen(report.id)).isSealed], [null, true]);
  const view = await caseOf(report.id);
  assert.equal(view.customer, null, 'a case of nobody known is one nonetheless');
  assert.deepEqual([view.happenings[0]?.byItself, JSON.stringify(view).includes('Eli')], [true, false]);
  assert.match(JSON.stringify(view.happenings), /An employee raised it, and keeps their name to themselves/);
  for (const table of [sql`select r::text as row from raised.report r`, sql`select s::text as row from raised.seal s`, sql`select e::text as row from cases.event e`]) {
    const rows = JSON.stringify(await engines.database.rows(table));
    assert.ok(!rows.includes('"eli"') && !rows.includes(',eli,'), 'nowhere in clear');
  }
  assert.deepEqual((await mine('emma')).map(({ id }) => id), [], 'a colleague has raised nothing');
  assert.equal(await house.raised.openSeal(report.id, 'The works council asked for it', 'ola'), 'Eli Employee');
  assert.deepEqual((await mine('eli')).find(({ id }) => id === report.id)?.openings.map(({ by, why }) => [by, why]), [['Ola Owner', 'The works council asked for it']]);
  const open = await settled('ann', await raise('ann', 'A sign is missing at the door.'));
  await assert.rejects(house.raised.openSeal(open.id, 'Just to see what happens', 'ola'), isRefused('conflict', 'not-sealed'));
});

test('“I fixed it” opens no case; “I take it” is for whoever may own cases, in their own name', async () => {
  const fixed = await settled('emma', await raise('emma', 'Gave a lost customer my umbrella.', { outcome: 'fixed' }));
  assert.deepEqual([fixed.state, (await seen(fixed.id)).case], ['noted', null]);
  await assert.rejects(raise('emma', 'I will do it.', { outcome: 'mine' }), isRefused('forbidden', 'may-not-own'));
  await assert.rejects(raise('ann', 'I will do it.', { outcome: 'mine', hidesName: true }), isRefused('invalid', 'owner-hidden'));
  const own = await settled('ann', await raise('ann', 'I will call them back tomorrow.', { outcome: 'mine' }));
  assert.deepEqual([own.state, own.owner], ['owned', 'Ann Agent']);
});

test('an employee who may not open customers writes the order number: it is placed with whose order it is, and they are told nothing of who that is', async () => {
  await house.say({ id: 'order', channel: 'order', kind: 'order-placed', direction: 'in', occurredAt: new Date(nowMs - DAY).toISOString(), identifiers: [{ type: 'email', value: 'omar@x.example', verified: 'login' }], order: { id: 'BH-7001', state: 'placed', total: '10.00', currency: 'EUR', lines: [{ product: 'jacket', name: 'Jacket' }] } });
  const customer = await customerOf('omar@x.example');
  await assert.rejects(raise('eli', 'Omar called me.', { customer }), isRefused('forbidden', 'may-not-choose'));
  const report = await settled('eli', await raise('eli', 'This parcel lies in our yard in the rain.', { about: 'BH-7001' }));
  const view = await caseOf(report.id);
  assert.deepEqual([view.customer?.id, view.subject], [customer, { type: 'order', id: 'BH-7001' }]);
  assert.ok(!JSON.stringify(report).includes(customer));
  const stranger = await settled('eli', await raise('eli', 'A parcel with a torn label.', { about: 'NOBODY-1' }));
  assert.equal((await caseOf(stranger.id)).customer, null, 'a number that leads nowhere is kept as it was typed');
});

test('the link of a shop lets people without an account raise things: not verified, placed with nobody, limited, followed by state alone, closed for good', async () => {
  const { path, link } = await house.raised.links.addPlace({ place: 'Shop in Bergen', days: 10, perDay: 2 }, 'ola');
  const token = path.slice('/raise/at/'.length);
  assert.ok(!JSON.stringify(await engines.database.rows(sql`select l::text as row from raised.link l`)).includes(token), 'it is not stored as it is');
  assert.deepEqual(await house.raised.placeOf(token, 'a'), { place: 'Shop in Bergen', company: 'Fjell & Sons' });
  const at = (words: string, more: object = {}) => house.raised.raiseAt(token, { key: randomUUID(), words, outcome: 'must', about: 'BH-7001', calls: 'Kim', ...more }, 'a');
  const follow = (await at('The fitting room has no light.')).slice('/raise/followed/'.length);
  const followed = await eventually('it waits for somebody', async () => { const one = await house.raised.followed(follow, 'a'); return one.state === 'waiting' ? one : null; });
  assert.deepEqual([followed.place, Object.keys(followed).toSorted()], ['Shop in Bergen', ['at', 'changedAt', 'place', 'state']]);
  const report = (await house.raised.all()).reports[0] ?? assert.fail();
  assert.deepEqual([report.isVerified, report.place, report.calls, report.by], [false, 'Shop in Bergen', 'Kim', null]);
  const view = await caseOf(report.id);
  assert.equal(view.customer, null, 'an order number that anybody can type places nothing with its customer');
  assert.match(JSON.stringify(view.happenings), /nothing verifies who it was/);
  await at('And no mirror.');
  await assert.rejects(at('And no chair.'), isRefused('too-many', 'place-full'));
  nowMs += 11 * DAY;
  await assert.rejects(house.raised.placeOf(token, 'a'), isRefused('not-found', 'raise-link-closed'));
  nowMs -= 11 * DAY;
  assert.equal((await house.raised.links.revoke(link.id)).isOpen, false);
  for (const guess of [token, 'x'.repeat(24)]) await assert.rejects(house.raised.placeOf(guess, 'a'), isRefused('not-found', 'raise-link-closed'));
  for (let at = 0; at < 60; at += 1) await house.raised.placeOf('y'.repeat(24), 'guesser').catch(() => undefined);
  await assert.rejects(house.raised.placeOf(token, 'guesser'), isRefused('too-many', 'raised-too-often'));
});

test('a slash command is taken from whoever has the secret alone, once, and its answer leads to what becomes of it', async () => {
  const secret = 'a-signing-secret-of-slack';
  const { path, link } = await house.raised.links.addChat({ tool: 'slack', place: 'Slack of the shops', secret, perDay: 50 }, 'ola');
  assert.equal(path, `/api/raise/chat/${link.id}`);
  assert.ok(!JSON.stringify(await house.raised.links.all()).includes(secret), 'shown to nobody again');
  const body = new URLSearchParams({ command: '/raise', text: 'fixed Mended the till order:BH-9.', user_name: 'kim', trigger_id: 't.1' }).toString();
  const signed = (text: string, atMs = nowMs) => { const seconds = String(Math.floor(atMs / 1_000)); return { body: text, headers: { 'x-slack-request-timestamp': seconds, 'x-slack-signature': `v0=${createHmac('sha256', secret).update(`v0:${seconds}:${text}`).digest('hex')}` } }; };
  const say = (text: string, atMs?: number) => house.raised.command(link.id, signed(text, atMs), 'https://custos.example', 'slack');
  assert.match(await say(body), /^Thank you: it is written down\..*https:\/\/custos\.example\/raise\/followed\/[\w-]{24}$/);
  assert.match(await say(body), /arrived already/);
  assert.match(await say('text=&user_name=kim'), /^Say what happened/);
  await assert.rejects(house.raised.command(link.id, { ...signed(body), body: `${body}&x=1` }, '', 'slack'), isRefused('not-found', 'raise-link-closed'));
  await assert.rejects(say(body, nowMs - 10 * 60_000), isRefused('not-found', 'raise-link-closed'), 'an overheard command is not taken again');
  for (let at = 0; at < 60; at += 1) await house.raised.command(link.id, { body, headers: {} }, '', 'guesser').catch(() => undefined);
  await assert.rejects(house.raised.command(link.id, { body, headers: {} }, '', 'guesser'), isRefused('too-many', 'raised-too-often'));
  const report = (await house.raised.all()).reports[0];
  assert.deepEqual([report?.words, report?.about, report?.outcome, report?.way, report?.calls], ['Mended the till order:BH-9.', 'BH-9', 'fixed', 'slack', 'kim']);
});

test('a report that can not be recorded as it is opens its case nonetheless: nobody’s word is lost in the quarantine', async () => {
  await engines.database.run(sql`insert into raised.report (key, at, way, outcome, words, by, is_sealed, item) values ('broken', ${new Date(nowMs).toISOString()}::timestamptz, 'page', 'must', 'The lift is stuck.', 'ann', false, '{"id":"broken","text":"The lift is stuck."}')`);
  await raise('ann', 'And the door, too.');
  const stuck = await eventually('its case is open', async () => (await mine('ann')).find(({ words, state }) => words === 'The lift is stuck.' && state === 'waiting'));
  assert.equal((await caseOf(stuck.id)).about, 'The lift is stuck.');
});

test('figures single nobody out, and what was raised about somebody goes with them when they are erased, and stands in their access export until then', async () => {
  const { figures } = await house.raised.all();
  assert.ok((figures.reports ?? 0) >= 5);
  assert.deepEqual(figures.places, [], 'places with fewer than five reports are not named');
  const [nora] = await house.identity.customersByIdentifier('email', 'nora@x.example');
  const nodes = await house.identity.nodesOf(nora ?? assert.fail());
  assert.equal((await reportsHeld.held(engines.database, nodes)).length, 1);
  assert.deepEqual(await engines.database.transaction((tx) => reportsKept.eraseNodes(tx, nodes)), { 'raised.report': 1 });
  assert.deepEqual(await reportsHeld.held(engines.database, nodes), []);
});
