import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { alwaysOpen } from '../../../test/always-open.ts';
import { voiceEngines, voiceHouse, type VoiceEngines } from '../../../test/engines/voice-house.ts';
import { refusedAs } from '../../../test/refused-as.ts';
import { ROLES, type Role, type Viewer } from '../../kernel/access.ts';
import { parsePublicId } from '../../kernel/public-id.ts';
import { createHttpServer } from '../../platform/http/create-server.ts';
import { createLive } from '../../platform/live/live.ts';
import { sql } from '../../platform/pg/sql.ts';
import { createCases } from '../cases/index.ts';
import type { CustomerEscalated, CustomerSaidOfEscalation } from '../portal/contract.ts';
import { FIRST_RULES, routes, type EscalationView, type OpenEscalations, type Stop } from './contract.ts';
import { createOmbudsman, customersBeforeOmbudsman, escalationsHeld, escalationsKept } from './index.ts';
import { serveOmbudsmanRoutes } from './routes.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
let nowMs = Date.UTC(2026, 5, 2, 10);
const clock = (): number => nowMs;
const people = { list: async () => [{ id: 'agent', name: 'Ann', role: 'agent' as const, active: true }], nameOf: async (id: string) => (ROLES.includes(id as Role) ? `The ${id}` : id === 'ann' ? 'Ann' : null) };

let engines: VoiceEngines;
let house: Awaited<ReturnType<typeof open>>;

async function open() {
  const life = voiceHouse(engines, clock);
  const cases = createCases({ ...life, live: createLive(() => undefined), people, promisedOf: async () => null, hours: alwaysOpen });
  const ombudsman = createOmbudsman({ ...life, nameOf: people.nameOf, promises: { promisedOf: async () => ({ name: 'Answered in a day', remedy: null }) } });
  const viewerOf = async ({ headers }: { headers: Record<string, unknown> }): Promise<Viewer | null> => { const role = headers['x-role']; return typeof role === 'string' ? { kind: 'person', id: role, name: role, role: role as Role } : null; };
  const server = createHttpServer({ log: life.log, viewerOf, audit: () => undefined });
  serveOmbudsmanRoutes(server, ombudsman, people.nameOf);
  await server.listen('127.0.0.1', 0);
  await life.begin(cases, ombudsman);
  return { ...life, cases, ombudsman, server, base: server.address() ?? '' };
}

before(async () => {
  engines = await voiceEngines();
  house = await open();
});
after(async () => {
  await house?.server.close();
  await house?.end();
  await engines?.close();
});

const person = (role: Role): Extract<Viewer, { kind: 'person' }> => ({ kind: 'person', id: role, name: role, role });
const reader = { viewer: person('ombudsman'), hideNames: () => undefined };
const look = (id: string): Promise<EscalationView> => house.ombudsman.one(id, reader);
let said = 0;
async function write(mail: string, text: string, more: object = {}): Promise<string> {
  said += 1;
  const [result] = await house.say({ id: `m-${said}`, channel: 'email', kind: 'message', direction: 'in', occurredAt: new Date(nowMs - HOUR).toISOString(), identifiers: [{ type: 'email', value: mail, verified: 'login' }], text, ...more });
  return result?.reference ?? assert.fail();
}
const nodeOf = async (interaction: string): Promise<number> => parsePublicId('node', (await house.interactions.saidBy([parsePublicId('interaction', interaction)]))[0]?.item.node ?? '');
const opened = async (mail: string): Promise<number> => house.cases.open({ interactions: [await write(mail, 'Please help')], about: 'A case', priority: 'normal', isMine: true }, 'agent');
const ask = (role: string, method: string, path: string, body?: unknown) => fetch(house.base + path, { method, headers: { 'x-role': role }, ...(body === undefined ? {} : { body: JSON.stringify(body) }) });
const ofCause = async (cause: string) => engines.database.rows<{ number: number; node: number; closed: boolean }>(sql`select number, node, closed_at is not null as closed from ombudsman.escalation where cause = ${cause} order by number`);

test('anybody can bring something; nobody but the ombudsman can note, ask, close, stop, lift or set limits', async () => {
  for (const role of ROLES) {
    const answer = await ask(role, 'POST', '/api/escalations', { matter: 'treatment', text: 'They were shouted at' });
    assert.equal(answer.status, 200, role);
    const { id } = await answer.json() as { id: string };
    assert.equal((await look(id)).origin, role === 'agent' ? 'agent' : 'employee');
    const mine = await (await ask(role, 'GET', '/api/escalations/mine')).json() as { escalations: { id: string; closedAt: string | null }[] };
    assert.deepEqual(mine.escalations.map((one) => one.id), [id]);
    for (const [method, path, body] of [['POST', `/api/escalations/${id}/close`, { outcome: 'not-upheld', reasons: 'I say so', seen: 1 }], ['POST', `/api/escalations/${id}/notes`, { text: 'note' }], ['POST', `/api/escalations/${id}/ask`, { text: 'word?', seen: 1 }], ['POST', `/api/escalations/${id}/customer-said`, { settled: true, words: 'fine', seen: 1 }], ['POST', '/api/stops', { what: 'All', why: 'Because' }], ['POST', '/api/stops/stp_1/lift', { why: 'Because' }], ['PUT', '/api/escalations/rules', { rules: FIRST_RULES, basedOn: 99, note: 'mine' }]] as const) {
      if (role !== 'ombudsman') assert.equal((await ask(role, method, path, body)).status, 403, `${role} ${path}`);
    }
  }
  assert.deepEqual((await Promise.all(ROLES.map(async (role) => ((await ask(role, 'GET', '/api/escalations')).status === 200 ? [role] : [])))).flat(), ['owner', 'brand-office', 'service-office', 'executive', 'ombudsman']);
  const nameRead = async (role: Role): Promise<(string | null)[]> => (await (await ask(role, 'GET', '/api/escalations')).json() as { escalations: { openedBy: string | null }[] }).escalations.map(({ openedBy }) => openedBy);
  assert.deepEqual([(await nameRead('ombudsman')).filter((name) => name === null).length, (await nameRead('service-office')).filter((name) => name !== null)], [0, ['The service-office']], 'who brought it is for the ombudsman and for themselves');
  const { open: count, first } = await (await ask('executive', 'GET', '/api/escalations/open')).json() as OpenEscalations;
  assert.deepEqual([count, first.length], [ROLES.length, 3]);
  for (const { id } of (await house.ombudsman.list('open', 100, reader)).escalations) await house.ombudsman.close(id, 'ombudsman', { outcome: 'not-ours', reasons: 'For the test', seen: 1 });
  assert.equal((await house.ombudsman.open(reader)).open, 0);
});

test('it is closed with reasons after the customer’s word was asked; what they were told stands on their own page', async () => {
  const number = await opened('word@x.example');
  const id = await house.ombudsman.escalate({ matter: 'treatment', text: 'Card 4111 1111 1111 1111 was asked for', case: `cas_${number.toString(36)}` }, person('agent'));
  const view = await look(id);
  assert.deepEqual([view.case, view.customer?.id.startsWith('cus_'), view.words?.includes('4111'), view.whyNotClose], [`cas_${number.toString(36)}`, true, false, 'Ask the customer’s word first.'.replace('Ask', 'Ask for')]);
  await assert.rejects(house.ombudsman.close(id, 'ombudsman', { outcome: 'upheld', reasons: 'Clear', seen: 1 }), refusedAs('escalation-not-now', /Ask for the customer/));
  await house.ombudsman.ask(id, 'ombudsman', { text: 'We were wrong. Is it settled?', seen: 1 });
  const row = (await engines.database.rows<{ node: number }>(sql`select node from ombudsman.escalation where number = ${parsePublicId('escalation', id)}`))[0];
  const [shown] = await house.ombudsman.ofCustomer([row?.node ?? 0]);
  assert.deepEqual([shown?.isWordAsked, shown?.told], [true, 'We were wrong. Is it settled?']);
  await assert.rejects(house.ombudsman.close(id, 'ombudsman', { outcome: 'upheld', reasons: 'Clear', seen: 2 }), refusedAs('escalation-not-now', /has not answered/));
  await assert.rejects(house.ombudsman.customerSaid(id, 'ombudsman', { settled: true, words: 'Yes, thank you', seen: 1 }), refusedAs('escalation-changed-meanwhile'));
  await house.ombudsman.customerSaid(id, 'ombudsman', { settled: true, words: 'Yes, thank you', seen: 2 });
  await house.ombudsman.close(id, 'ombudsman', { outcome: 'partly-upheld', reasons: 'We were rude', told: 'It will not happen again', matter: 'safety', seen: 3 });
  const closed = await look(id);
  assert.deepEqual([closed.closedAt, closed.outcome, closed.matter, closed.settled, closed.happenings.map(({ kind }) => kind)], [new Date(nowMs).toISOString(), 'partly-upheld', 'safety', true, ['closed', 'customer-said', 'asked', 'opened']]);
  assert.deepEqual((await house.ombudsman.ofCustomer([row?.node ?? 0]))[0]?.told, 'It will not happen again');
  await house.ombudsman.reopen(id, 'ombudsman', { why: 'It did happen again', seen: 4 });
  assert.deepEqual([(await look(id)).closedAt, (await look(id)).whyNotClose], [null, null], 'they have answered');
  await assert.rejects(engines.database.run(sql`update ombudsman.event set by = 'somebody'`), /never changed/);
});

test('what customers bring on their own page, and say of it, is heard once', async () => {
  const [first, more, word] = [await write('page@x.example', 'Nobody answers'), await write('page@x.example', 'Still nobody'), await write('page@x.example', 'Now it is fine')];
  const node = await nodeOf(first);
  const publish = (events: readonly (CustomerEscalated | CustomerSaidOfEscalation)[]) => house.database.transaction((tx) => house.outbox.publish(tx, events));
  const number = (id: string): number => parsePublicId('interaction', id);
  await publish([{ type: 'customer-page.escalated', node, case: null, interaction: number(first) }]);
  await house.outbox.drained();
  await publish([{ type: 'customer-page.escalated', node, case: null, interaction: number(more) }]);
  await house.outbox.drained();
  const [own] = await house.ombudsman.ofCustomer([node]);
  assert.equal((await house.ombudsman.ofCustomer([node])).length, 1);
  await publish([{ type: 'customer-page.escalation-answered', node, escalation: own?.number ?? 0, settled: true, interaction: number(word) }]);
  await house.outbox.drained();
  const view = await look(`esc_${(own?.number ?? 0).toString(36)}`);
  assert.deepEqual([view.origin, view.words, view.settled, view.happenings.map(({ kind }) => kind)], ['customer', 'Nobody answers', true, ['customer-said', 'heard', 'opened']]);
  assert.deepEqual(new Set(view.interactions.map(({ text }) => text)), new Set(['Nobody answers', 'Now it is fine', 'Still nobody']));
});

test('whoever is unanswered past the limit is brought once, however often it is looked and however many of their cases wait', async () => {
  const numbers = [await opened('late@x.example'), await opened('late@x.example')];
  assert.equal((await house.ombudsman.look(), await ofCause('unanswered')).length, 0, 'not yet too late');
  nowMs += 30 * DAY;
  await Promise.all([house.ombudsman.look(), house.ombudsman.look()]);
  await house.ombudsman.look();
  const mine = await ofOwner('late@x.example', 'unanswered');
  assert.equal(mine.length, 1);
  const [waits] = await house.identity.customersByIdentifier('email', 'late@x.example');
  const isAsked = async (): Promise<boolean> => (await customersBeforeOmbudsman(house.database, house.identity.withOwners, [waits ?? 0, 999_999])).length === 0;
  assert.equal(await isAsked(), false, 'while it is open they are asked nothing');
  const view = await look(`esc_${(mine[0]?.number ?? 0).toString(36)}`);
  assert.deepEqual([view.origin, view.matter, numbers.includes(parsePublicId('case', view.case ?? '')), /should have heard from us by .* More than 72 hours/.test(view.words ?? '')], ['rule', 'unanswered', true, true]);
  await house.ombudsman.customerSaid(view.id, 'ombudsman', { settled: false, words: 'No', seen: 1 });
  await house.ombudsman.close(view.id, 'ombudsman', { outcome: 'upheld', reasons: 'They were', seen: 2 });
  assert.equal(await isAsked(), true);
  await house.ombudsman.look();
  assert.equal((await ofOwner('late@x.example', 'unanswered')).length, 1, 'the same silence brings nobody again');
});

async function ofOwner(mail: string, cause: string) {
  const [customer] = await house.identity.customersByIdentifier('email', mail);
  const nodes = new Set(await house.identity.nodesOf(customer ?? 0));
  return (await ofCause(cause)).filter(({ node }) => nodes.has(node));
}

test('whoever was sent too much, or to whom one promise was broken twice, is brought; joined people are one, and limits hold as they are set', async () => {
  const nodes = [await nodeOf(await write('much-a@x.example', 'a')), await nodeOf(await write('much-b@x.example', 'b')), await nodeOf(await write('few@x.example', 'c'))];
  const sendTo = (node: number | undefined, times: number) => engines.database.run(sql`
    insert into outreach.entry (node, purpose, channel, slot, questions, weight, asked_at, planned_at, state, reasons, rules, is_less, asked_by) select ${node}, 'campaign', 'email', 'slot ' || n, 0, 1, ${new Date(nowMs - DAY).toISOString()}::timestamptz, ${new Date(nowMs - DAY).toISOString()}::timestamptz, 'committed', '{}', 0, false, 'test' from generate_series(1, ${times}) n`);
  await sendTo(nodes[0], 5);
  await sendTo(nodes[1], 3);
  await sendTo(nodes[2], 7);
  nowMs += HOUR;
  await house.ombudsman.look();
  assert.equal((await ofCause('over-contacted')).length, 0, 'each by themselves had fewer than eight');
  const number = async (mail: string): Promise<number> => (await house.identity.customersByIdentifier('email', mail))[0] ?? 0;
  await house.identity.join(await number('much-a@x.example'), await number('much-b@x.example'), 'one person', 'ann');
  nowMs += HOUR;
  await house.ombudsman.look();
  assert.equal((await ofOwner('much-a@x.example', 'over-contacted')).length, 1);
  await house.ombudsman.saveRules({ ...FIRST_RULES, overContacted: { times: 7, days: 30 }, unanswered: null }, 0, 'Seven are too many', 'ombudsman');
  await assert.rejects(house.ombudsman.saveRules(FIRST_RULES, 0, 'Late', 'ombudsman'), refusedAs('rules-changed-meanwhile'));
  nowMs += HOUR;
  await house.ombudsman.look();
  assert.equal((await ofOwner('few@x.example', 'over-contacted')).length, 1);
  await assert.rejects(engines.database.run(sql`update ombudsman.rules set note = 'other'`), /never changed/);

  const [promise] = await engines.database.rows<{ number: number }>(sql`insert into promises.promise (made_by, made_at) values ('ann', now()) returning number`);
  const breakIt = (node: number | undefined, trigger: number, at: number) => engines.database.run(sql`
    insert into promises.verdict (promise, version, trigger, ordinal, node, channel, seam, started_at, state, settled_at, evidence, noted_at) values (${promise?.number}, 1, ${trigger}, 0, ${node}, 'email', '', ${new Date(at - HOUR).toISOString()}::timestamptz, 'broken', ${new Date(at).toISOString()}::timestamptz, '[]', now())`);
  await breakIt(nodes[2], 900_001, nowMs - 2 * DAY);
  await house.ombudsman.look();
  assert.equal((await ofCause('promise-broken')).length, 0);
  await breakIt(nodes[2], 900_002, nowMs - DAY);
  await house.ombudsman.look();
  await house.ombudsman.look();
  const [broken] = await ofCause('promise-broken');
  assert.match((await look(`esc_${(broken?.number ?? 0).toString(36)}`)).words ?? '', /“Answered in a day” was broken to them twice/);
});

test('a stop is seen by everybody whom it concerns, past its day too, until the ombudsman lifts it', async () => {
  const order = (body: object) => ask('ombudsman', 'POST', '/api/stops', body);
  assert.equal((await order({ what: 'Campaign', why: 'Wrong prices', until: new Date(nowMs - DAY).toISOString() })).status, 400);
  const stop = await (await order({ what: 'The spring campaign', why: 'Prices in it are wrong', concerns: 'brand', until: new Date(nowMs + DAY).toISOString() })).json() as Stop;
  const seenBy = async (): Promise<string[]> => (await Promise.all(ROLES.map(async (role) => ((await (await ask(role, 'GET', '/api/stops')).json() as { stops: Stop[] }).stops.some(({ id }) => id === stop.id) ? [role] : [])))).flat();
  assert.deepEqual(await seenBy(), ['owner', 'brand-office', 'analyst', 'executive', 'read-only', 'ombudsman']);
  nowMs += 2 * DAY;
  assert.ok((await seenBy()).includes('brand-office'), 'nobody outwaits it');
  const lifted = await (await ask('ombudsman', 'POST', `/api/stops/${stop.id}/lift`, { why: 'Mended' })).json() as Stop;
  assert.deepEqual([lifted.liftedBy, lifted.liftedWhy, await seenBy()], ['The ombudsman', 'Mended', []]);
  assert.equal((await ask('ombudsman', 'POST', `/api/stops/${stop.id}/lift`, { why: 'Again' })).status, 409);
});

test('the year is a page and a table of counts; one that has not begun has none', async () => {
  const report = await house.ombudsman.report(2026);
  const counted = await engines.database.rows<{ count: number }>(sql`select count(*)::int as count from ombudsman.escalation`);
  assert.deepEqual([report.opened, report.closed + report.stillOpen, report.stops.map(({ what }) => what)], [counted[0]?.count, counted[0]?.count, ['The spring campaign']]);
  const csv = await ask('executive', 'GET', '/api/escalations/report.csv?year=2026');
  const text = await csv.text();
  assert.ok(csv.headers.get('content-type')?.startsWith('text/csv') === true && text.startsWith('figure,of,count\r\nopened,,') && text.includes('stopped,The spring campaign,'));
  assert.equal((await ask('executive', 'GET', '/api/escalations/report?year=2199')).status, 400);
  assert.equal((await ask('agent', 'GET', '/api/escalations/report.csv?year=2026')).status, 403);
});

test('with an erased customer their words go; that there was an escalation stays as a count of nobody, and stays open', async () => {
  const node = await nodeOf(await write('gone@x.example', 'Erase me'));
  const [customer] = await house.identity.customersByIdentifier('email', 'gone@x.example');
  const id = await house.ombudsman.escalate({ matter: 'data', text: 'Gone Girl was tracked', customer: `cus_${(customer ?? 0).toString(36)}` }, person('employee')).catch((error: unknown) => error);
  assert.ok(refusedAs('not-allowed')(id), 'who may not see customers names none');
  const own = await house.ombudsman.escalate({ matter: 'data', text: 'Gone Girl was tracked', customer: `cus_${(customer ?? 0).toString(36)}` }, person('service-office'));
  assert.ok(JSON.stringify(await escalationsHeld.held(house.database, [node])).includes('Gone Girl'));
  assert.deepEqual(await house.database.transaction((tx) => escalationsKept.keptNodes(tx, [node])), [node]);
  assert.deepEqual(await house.database.transaction((tx) => escalationsKept.eraseNodes(tx, [node])), { 'ombudsman.event': 1, 'ombudsman.escalation': 1 });
  const view = await look(own);
  assert.deepEqual([view.customer, view.words, view.happenings, view.closedAt, view.whyNotClose], [null, null, [], null, null]);
  assert.equal(routes.close.gate, 'rule-escalations');
});
