import assert from 'node:assert/strict';
import { createHmac, randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { alwaysOpen } from '../../../test/always-open.ts';
import { fakeChatwoot, type FakeChatwoot } from '../../../test/engines/fake-chatwoot.ts';
import { voiceEngines, voiceHouse, type VoiceEngines } from '../../../test/engines/voice-house.ts';
import type { Viewer } from '../../kernel/access.ts';
import { createHttpServer, type HttpServer } from '../../platform/http/create-server.ts';
import { createLive } from '../../platform/live/live.ts';
import { sql } from '../../platform/pg/sql.ts';
import { createCases } from '../cases/index.ts';
import { createChatwoot } from '../channels/index.ts';
import { createAnswers } from '../customers/index.ts';
import type { Person } from '../people/contract.ts';
import { createSeal } from '../people/index.ts';
import { createStatus } from '../subjects/index.ts';
import type { Panel } from './contract.ts';
import { createSidePanel } from './index.ts';
import { serveSidePanelRoutes } from './routes.ts';

let nowMs = Date.UTC(2026, 5, 2, 10);
const clock = (): number => nowMs;
const staff = (id: string, name: string, role: Person['role'], active = true): Person => ({ id, name, email: `${id}@staff.example`, role, active, createdAt: '', lastSeenAt: null });
const STAFF = [staff('ann', 'Ann', 'agent'), staff('bea', 'Bea', 'agent'), staff('ola', 'Ola', 'owner'), staff('max', 'Max', 'analyst'), staff('emp', 'Emp', 'employee'), staff('old', 'Old', 'agent', false)];
const people = { list: async () => STAFF, person: async (id: string) => STAFF.find((one) => one.id === id) ?? null, personOfEmail: async (email: string) => STAFF.find((one) => one.email === email.toLowerCase()) ?? null, nameOf: async (id: string) => STAFF.find((one) => one.id === id)?.name ?? null };

let engines: VoiceEngines;
let house: Awaited<ReturnType<typeof open>>;
let desk: FakeChatwoot;
let server: HttpServer;
let folder = '';
let asPerson: Viewer | null = null;
const audited: { what: string; about: string | null; outcome: string }[] = [];

async function open() {
  const life = voiceHouse(engines, clock);
  const live = createLive(() => undefined);
  const seal = createSeal('an installation', 'tests');
  const cases = createCases({ ...life, live, people, promisedOf: async () => null, hours: alwaysOpen });
  const status = createStatus({ database: life.database, accept: (source, items) => life.interactions.acceptBatch(source, items), clock });
  const answers = createAnswers({ identity: life.identity, status, ownerOfCase: cases.ownerAbout, calendars: { inForce: async () => [], isAssumed: () => true }, clock, zone: 'UTC' });
  const chatwoot = createChatwoot({ ...life, accept: (source, items) => life.interactions.acceptBatch(source, items), seal, people: { nameOf: people.nameOf, emailOf: async (id) => STAFF.find((one) => one.id === id && one.active)?.email ?? null }, held: () => null });
  const broken = new Map<number, number>();
  const panel = createSidePanel({ ...life, seal, people, cases, answers, chatwoot, lastBroken: async (customer, fromMs) => { const at = broken.get(customer); return at === undefined || at < fromMs ? null : at; } });
  await life.begin(cases, chatwoot, panel);
  return { ...life, cases, chatwoot, panel, broken };
}

before(async () => {
  engines = await voiceEngines();
  desk = await fakeChatwoot(clock);
  house = await open();
  folder = mkdtempSync(join(tmpdir(), 'custos-panel-'));
  writeFileSync(join(folder, 'index.html'), '<!doctype html><title>Custos</title>');
  server = createHttpServer({ log: house.log, viewerOf: async (request) => await house.panel.views.viewerOf(request) ?? asPerson, audit: ({ what, about, outcome }) => { audited.push({ what, about, outcome }); } });
  serveSidePanelRoutes(server, house.panel, house);
  server.servePage(folder, { prefix: '/embed/', origins: house.panel.desks.origins });
  await server.listen('127.0.0.1', 0);
});
after(async () => {
  await server?.close();
  await house?.end();
  await desk?.close();
  await engines.close();
  rmSync(folder, { recursive: true, force: true });
});

async function until<T>(what: string, found: () => Promise<T | null | false | undefined>): Promise<T> {
  for (const endMs = Date.now() + 60_000; Date.now() < endMs; await new Promise((resolve) => { setTimeout(resolve, 25); })) {
    const one = await found();
    if (one !== null && one !== false && one !== undefined) return one;
  }
  return assert.fail(`never: ${what}`);
}

const address = (): string => server.address() ?? '';
type Told = { readonly status: number; readonly body: { readonly code?: string; readonly detail?: string } & Record<string, unknown> };
async function ask(path: string, { session, body }: { readonly session?: string | undefined; readonly body?: unknown } = {}): Promise<Told> {
  const response = await fetch(`${address()}${path}`, { method: body === undefined ? 'GET' : 'POST', headers: session === undefined ? {} : { 'x-custos-desk': session }, ...(body === undefined ? {} : { body: JSON.stringify(body) }) });
  return { status: response.status, body: await response.json() as Told['body'] };
}
async function panelOf(session: string, query = ''): Promise<Panel> {
  const told = await ask(`/api/embed/panel${query}`, { session });
  assert.equal(told.status, 200, JSON.stringify(told.body));
  return told.body as unknown as Panel;
}
const encode = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');
/** What a desk signs, with any library for JSON Web Tokens. */
function signed(secret: string, iss: string, customer: object, { agent = 'ann', ...more }: { readonly agent?: string; readonly exp?: number; readonly language?: string } = {}): string {
  const body = `${encode({ alg: 'HS256', typ: 'JWT' })}.${encode({ iss, exp: nowMs / 1_000 + 300, jti: randomUUID(), agent: { email: `${agent}@staff.example`, verified: true }, customer, ...more })}`;
  return `${body}.${createHmac('sha256', secret).update(body).digest('base64url')}`;
}
const opening = (token: string): Promise<Told> => ask('/api/embed/open', { body: { token } });
async function opened(token: string): Promise<string> {
  const { status, body } = await opening(token);
  assert.equal(status, 200, JSON.stringify(body));
  assert.deepEqual(Object.keys(body).toSorted(), ['expiresAt', 'origins', 'session'], 'nothing about anybody');
  return String(body['session']);
}
const said = async (mail: string, more: object): Promise<void> => { await house.say({ id: randomUUID(), channel: 'email', kind: 'message', direction: 'in', occurredAt: new Date(nowMs - 3_600_000).toISOString(), identifiers: [{ type: 'email', value: mail, verified: 'login' }], ...more }); };
const ORDER = { id: 'BH-1', placedAt: '2026-05-28T08:00:00Z', promisedAt: '2026-06-01T08:00:00Z', parcels: [{ id: 'P1', state: 'shipped', shippedAt: '2026-05-30T08:00:00Z', promisedAt: '2026-06-01T08:00:00Z' }] };

let secret = '';
let iss = '';

test('only the panel may be framed, and only by desks that an owner listed', async () => {
  const headersOf = async (path: string) => { const { headers } = await fetch(`${address()}${path}`); return [headers.get('x-frame-options'), /frame-ancestors ([^;]*)/.exec(headers.get('content-security-policy') ?? '')?.[1]]; };
  assert.deepEqual(await headersOf('/embed/customer'), ['DENY', "'none'"], 'nobody is listed yet');
  asPerson = { kind: 'person', id: 'ann', name: 'Ann', role: 'agent' };
  assert.equal((await ask('/api/desks', { body: { name: 'Zap', origins: ['https://desk.example'] } })).status, 403);
  asPerson = { kind: 'person', id: 'ola', name: 'Ola', role: 'owner' };
  for (const spoiled of ['https://desk.example/path', 'javascript:alert(1)', 'https://*.example', 'https://a;script-src x', 'desk.example']) assert.equal((await ask('/api/desks', { body: { name: 'Zap', origins: [spoiled] } })).status, 400, spoiled);
  const added = await ask('/api/desks', { body: { name: 'Zap', origins: ['https://desk.example'] } });
  [secret, iss] = [String(added.body['secret']), (added.body['desk'] as { id: string }).id];
  assert.deepEqual(await headersOf('/embed/customer?token=x'), [null, 'https://desk.example']);
  for (const path of ['/', '/customers', '/embed', '/assets/x.js', '/api/embed/panel', '/api/desks']) assert.deepEqual(await headersOf(path), ['DENY', "'none'"], path);
  const stored = JSON.stringify(await engines.database.rows(sql`select encode(sealed, 'escape') as s from side_panel.desk_secret`));
  assert.ok(!stored.includes(secret) && !JSON.stringify((await ask('/api/desks')).body).includes(secret));
  asPerson = null;
});

test('a wrong, old, foreign or worn-out address opens nothing and says so in one sentence that tells nothing of the customer', async () => {
  await said('nora@x.example', { text: 'Where is my zip?', language: 'de', traits: { name: 'Nora Brandvold' }, order: ORDER });
  const refused = async (token: string, code: string): Promise<void> => {
    const { status, body } = await opening(token);
    assert.deepEqual([status, body.code], [403, code]);
    assert.doesNotMatch(JSON.stringify(body), /nora|brandvold|cus_/i);
  };
  const mail = { email: 'nora@x.example' };
  await refused(signed('another secret', iss, mail), 'desk-not-signed');
  await refused(signed(secret, 'dsk_99', mail), 'desk-not-signed');
  await refused(signed(secret, 'cas_1', mail), 'desk-not-signed');
  await refused('nonsense', 'desk-not-signed');
  await refused(signed(secret, iss, mail, { exp: nowMs / 1_000 - 1 }), 'desk-view-over');
  await refused(signed(secret, iss, mail, { exp: nowMs / 1_000 + 90_000 }), 'desk-view-over');
  for (const agent of ['stranger', 'old']) await refused(signed(secret, iss, mail, { agent }), 'agent-unknown');
  const token = signed(secret, iss, mail);
  for (const _ of [1, 2, 3]) await opened(token);
  await refused(token, 'desk-view-over');
  assert.equal((await ask('/api/embed/panel')).status, 401, 'without a view nobody asks');
  assert.equal((await ask('/api/embed/panel', { session: 'made-up' })).status, 403);
  const session = await opened(signed(secret, iss, mail));
  const other = await ask('/api/desks', { session });
  assert.equal(other.status, 401, 'a view opens nothing but the panel');
  nowMs += 31 * 60_000;
  assert.equal((await ask('/api/embed/panel', { session })).body.code, 'desk-view-over');
});

test('five lines: who, what is open, what we promised, what is true now and the next word in the customer’s language', async () => {
  const session = await opened(signed(secret, iss, { email: 'Nora@X.example' }));
  const first = await panelOf(session);
  assert.deepEqual([first.found, first.desk, first.agent, first.customer?.name, first.customer?.case], ['one', { name: 'Zap', canNote: false }, { name: 'Ann', mayWork: true }, 'Nora Brandvold', null]);
  assert.deepEqual(first.customer?.promised.map(({ what, by, state }) => [what, by, state]), [['The order', '2026-06-01T08:00:00.000Z', 'late']]);
  assert.deepEqual(first.customer?.truth.map(({ about, late, known, states }) => [about.id, late, known, states]), [['BH-1', true, true, ['shipped']]]);
  assert.equal(first.customer?.word.language, 'de');
  assert.match(first.customer?.word.text ?? '', /BH-1/);
  const english = await panelOf(await opened(signed(secret, iss, { email: 'nora@x.example' }, { language: 'en' })));
  assert.equal(english.customer?.word.language, 'en');
  await panelOf(session);
  assert.equal(audited.filter(({ what, about }) => what === 'side-panel.seen' && about === first.customer?.id).length, 1, 'an open panel that asks again is one look');
  const took = (await ask('/api/embed/take', { session, body: {} })).body as unknown as Panel;
  assert.deepEqual([took.customer?.case?.about, took.customer?.case?.state, took.customer?.case?.owner, took.customer?.case?.clocks.map((one) => one.clock)], ['Where is my zip?', 'owned', { id: 'ann', name: 'Ann', isYou: true }, ['first-answer', 'resolution']], 'nothing was typed');
  const by = new Date(nowMs + 7_200_000).toISOString();
  const asked = { case: took.customer?.case?.id ?? '', seen: took.customer?.case?.version ?? 0 };
  const informed = (await ask('/api/embed/inform', { session, body: { ...asked, told: took.customer?.word.text, nextUpdateBy: by } })).body as unknown as Panel;
  assert.deepEqual([informed.customer?.case?.state, informed.customer?.promised.at(-1)?.by], ['informed', by]);
  assert.match(informed.customer?.word.text ?? '', /Ann/);
  const customer = (await house.identity.customersByIdentifier('email', 'nora@x.example'))[0] ?? assert.fail();
  house.broken.set(customer, nowMs - 1_000);
  assert.equal((await panelOf(session)).customer?.promised[0]?.state, 'broken');
  const stale = await ask('/api/embed/resolve', { session, body: { ...asked, how: 'Sent another one' } });
  assert.deepEqual([stale.status, stale.body.code], [409, 'case-changed-meanwhile']);
  const over = (await ask('/api/embed/hand-over', { session, body: { ...asked, seen: informed.customer?.case?.version, to: { person: 'bea' }, ...informed.customer?.context } })).body as unknown as Panel;
  assert.deepEqual([over.customer?.case?.owner?.name, over.customer?.case?.state], ['Bea', 'owned']);
});

test('every viewer sees what their role may: masked, read-only, or nothing', async () => {
  const masked = await opened(signed(secret, iss, { order: 'BH-1' }, { agent: 'max' }));
  const seen = await panelOf(masked);
  assert.deepEqual([seen.found, seen.agent.mayWork, seen.customer?.name], ['one', false, 'N••• B•••']);
  assert.equal((await ask('/api/embed/take', { session: masked, body: {} })).status, 403);
  assert.equal((await panelOf(await opened(signed(secret, iss, { email: 'nora@x.example' }, { agent: 'max' })))).found, 'nobody', 'whoever may not see addresses does not find by them');
  assert.equal((await ask('/api/embed/panel', { session: await opened(signed(secret, iss, { email: 'nora@x.example' }, { agent: 'emp' })) })).status, 403);
});

test('nobody known says so; of several a person chooses, and of nobody else', async () => {
  const nobody = await opened(signed(secret, iss, { email: 'nobody@x.example' }));
  assert.deepEqual((({ found, customer, choices }) => [found, customer, choices])(await panelOf(nobody)), ['nobody', null, []]);
  assert.equal((await ask('/api/embed/take', { session: nobody, body: {} })).body.code, 'nobody-known');
  await said('kim@x.example', { identifiers: [{ type: 'email', value: 'kim@x.example', verified: 'login' }, { type: 'phone', value: '+4791112233' }], traits: { name: 'Kim One' } });
  await said('lee@x.example', { identifiers: [{ type: 'email', value: 'lee@x.example', verified: 'login' }, { type: 'phone', value: '+4791112233' }], traits: { name: 'Lee Two' } });
  assert.equal((await panelOf(await opened(signed(secret, iss, { email: 'kim@x.example', phone: '+4791112233' })))).customer?.name, 'Kim One', 'an address says more than a phone');
  const session = await opened(signed(secret, iss, { phone: '+47 911 12 233' }));
  const several = await panelOf(session);
  assert.deepEqual([several.found, several.choices.map(({ name }) => name ?? '').toSorted((a, b) => a.localeCompare(b)), several.customer], ['several', ['Kim One', 'Lee Two'], null]);
  assert.equal((await ask('/api/embed/take', { session, body: {} })).body.code, 'customer-not-chosen');
  const lee = several.choices.find(({ name }) => name === 'Lee Two')?.id ?? '';
  assert.equal((await panelOf(session, `?customer=${lee}`)).customer?.name, 'Lee Two');
  const [nora] = await house.identity.customersByIdentifier('email', 'nora@x.example');
  assert.equal((await panelOf(session, `?customer=cus_${nora?.toString(36)}`)).found, 'several');
  assert.equal((await ask('/api/embed/take', { session, body: { customer: `cus_${nora?.toString(36)}` } })).body.code, 'customer-not-of-view');
  const foreign = (await house.cases.ofCustomer(`cus_${nora?.toString(36)}`, { viewer: null, hideNames: () => undefined }))[0]?.id ?? '';
  assert.equal((await ask('/api/embed/resolve', { session, body: { customer: lee, case: foreign, seen: 1, how: 'Not mine' } })).body.code, 'case-not-of-view');
});

test('what changes is told to the open panel at once', async () => {
  const session = await opened(signed(secret, iss, { email: 'kim@x.example' }));
  const response = await fetch(`${address()}/api/embed/live`, { headers: { 'x-custos-desk': session } });
  const reader = response.body?.getReader() ?? assert.fail();
  const decoder = new TextDecoder();
  let text = '';
  await said('kim@x.example', { text: 'And now?' });
  await until('it was told', async () => { const { value } = await reader.read(); text += decoder.decode(value); return text.includes('event: changed'); });
  await reader.cancel();
  assert.ok(!text.includes('And now?'), 'that something changed, not what');
});

test('a replaced secret counts for another hour, a removed desk and ended access not at all', async () => {
  asPerson = { kind: 'person', id: 'ola', name: 'Ola', role: 'owner' };
  const former = secret;
  const session = await opened(signed(former, iss, { email: 'kim@x.example' }));
  secret = String((await ask(`/api/desks/${iss}/secret`, { body: {} })).body['secret']);
  for (const one of [former, secret]) await opened(signed(one, iss, { email: 'kim@x.example' }));
  const kim = STAFF[0] as { active: boolean };
  kim.active = false;
  assert.equal((await ask('/api/embed/panel', { session })).status, 403, 'access that ended is over in open panels, too');
  kim.active = true;
  nowMs += 3_601_000;
  assert.equal((await opening(signed(former, iss, { email: 'kim@x.example' }))).body.code, 'desk-not-signed');
  const last = await opened(signed(secret, iss, { email: 'kim@x.example' }));
  await ask(`/api/desks/${iss}/remove`, { body: {} });
  asPerson = null;
  assert.equal((await ask('/api/embed/panel', { session: last })).status, 403);
  assert.equal((await opening(signed(secret, iss, { email: 'kim@x.example' }))).body.code, 'desk-not-signed');
});

test('beside a Chatwoot conversation: leave is given once by a person, the case takes its words, and the desk hears who has it', async () => {
  const { desk: { id } } = await house.chatwoot.add({ name: 'Chat', url: desk.url, account: desk.account, token: desk.token }, 'ola');
  await house.chatwoot.set(id, { hears: true, writes: ['owner', 'status', 'notes'] }, 'ola');
  const one = desk.begin({ id: 5, email: 'pia@x.example', name: 'Pia' });
  desk.say(one, 'My tent leaks', {});
  nowMs += 20 * 60_000;
  await house.chatwoot.set(id, { hears: true }, 'ola');
  await until('the conversation is known', async () => ((await house.chatwoot.conversation(1, one.id))?.messages.length ?? 0) > 0);
  await house.interactions.settled();
  const asked = (await ask('/api/embed/pairings', { body: { desk: id } })).body as { code: string; pairing: string; origin: string };
  assert.deepEqual([asked.origin, (await ask('/api/embed/pairings', { body: { desk: 'cwt_zz' } })).status], [desk.url, 404]);
  const how = { pairing: asked.pairing, desk: id, account: desk.account, conversation: one.id, agentEmail: 'Bea@staff.example' };
  const open = (more: object = {}): Promise<Told> => ask('/api/embed/open', { body: { ...how, ...more } });
  assert.equal((await open()).body.code, 'desk-view-over', 'nobody gave leave yet');
  asPerson = { kind: 'person', id: 'bea', name: 'Bea', role: 'agent' };
  assert.equal((await ask('/api/desk-pairings/AAAA-AAAA')).body['desk'], null);
  assert.equal((await ask(`/api/desk-pairings/${asked.code.toLowerCase()}`)).body['desk'], 'Chat');
  assert.deepEqual([(await ask(`/api/desk-pairings/${asked.code}`, { body: {} })).body, (await ask(`/api/desk-pairings/${asked.code}`, { body: {} })).body], [{ given: true }, { given: false }]);
  asPerson = null;
  assert.equal((await ask('/api/embed/pairings/state', { body: { pairing: asked.pairing } })).body['state'], 'given');
  assert.equal((await open({ agentEmail: 'ann@staff.example' })).body.code, 'agent-is-another', 'somebody else at this machine sees nothing by it');
  assert.equal((await open({ account: 99 })).status, 403);
  const session = String((await open()).body['session']);
  const seen = await panelOf(session);
  assert.deepEqual([seen.desk, seen.customer?.name, seen.conversation], [{ name: 'Chat', canNote: true }, 'Pia', { status: 'open', assignee: null }]);
  const took = (await ask('/api/embed/take', { session, body: {} })).body as unknown as Panel;
  assert.deepEqual([took.customer?.case?.about, took.customer?.case?.owner?.name], ['My tent leaks', 'Bea']);
  await until('the desk knows who has it', async () => one.assignee?.name === 'Bea' && one.custom_attributes['custos_owner'] === 'Bea');
  assert.deepEqual([one.custom_attributes['custos_case'], one.custom_attributes['theirs']], [took.customer?.case?.id, 'stays']);
  await ask('/api/embed/note', { session, body: {} });
  await until('the note stands', async () => one.messages.some((message) => message.private && message.content?.includes(took.customer?.word.text ?? '?') === true));
  const resolved = (await ask('/api/embed/resolve', { session, body: { case: took.customer?.case?.id, seen: took.customer?.case?.version, how: 'Sent another one' } })).body as unknown as Panel;
  assert.equal(resolved.customer?.case?.state, 'resolved');
  await until('the desk resolved it', async () => one.status === 'resolved');
  assert.ok(one.messages.filter(({ message_type: type }) => type === 1).every((message) => message.private), 'nothing went to the customer');
  asPerson = { kind: 'person', id: 'ola', name: 'Ola', role: 'owner' };
  assert.deepEqual((await ask(`/api/desks/chatwoot/${id}/end`, { body: {} })).body, { ended: 1 });
  asPerson = null;
  assert.equal((await ask('/api/embed/panel', { session })).status, 403);
});

test('who gets a conversation in the desk owns a case that nobody owned; what somebody owns changes hands with context alone', async () => {
  const [{ id } = { id: '' }] = await house.chatwoot.all();
  const one = desk.begin({ id: 8, email: 'quinn@x.example', name: 'Quinn' });
  desk.say(one, 'Hello, the pole broke', {});
  nowMs += 20 * 60_000;
  await house.chatwoot.set(id, { hears: true }, 'ola');
  const found = await until('it is known', async () => { const known = await house.chatwoot.conversation(1, one.id); return known !== null && known.messages.length > 0 && known; });
  await house.interactions.settled();
  const number = await house.cases.open({ interactions: [`int_${found.messages[0]?.interaction.toString(36)}`], about: 'A broken pole', priority: 'normal', isMine: false }, 'ola');
  const owner = async (): Promise<string | null | undefined> => (await house.cases.one(number, { viewer: null, hideNames: () => undefined })).owner?.name;
  const assign = async (agent: number): Promise<void> => {
    one.assignee = desk.agents[agent] ?? null;
    one.last_activity_at = Math.floor((nowMs += 20 * 60_000) / 1_000);
    one.updated_at = nowMs / 1_000;
    await house.chatwoot.set(id, { hears: true }, 'ola');
    await until('the desk’s word is here', async () => (await house.chatwoot.conversation(1, one.id))?.assignee === desk.agents[agent]?.id);
    await house.outbox.drained();
  };
  await assign(2);
  assert.equal(await owner(), undefined, 'an address that was not confirmed is nobody’s');
  await assign(0);
  assert.equal(await owner(), 'Ann');
  await assign(1);
  assert.equal(await owner(), 'Ann');
  const seen = async (): Promise<number> => (await house.cases.one(number, { viewer: null, hideNames: () => undefined })).version;
  const told = async (): Promise<void> => { await house.outbox.drained(); await until('all is written', async () => (await house.chatwoot.all())[0]?.waiting === 0); };
  await house.cases.inform(number, 'ann', { told: 'A new pole comes on Friday', nextUpdateBy: null, seen: await seen() });
  await told();
  assert.deepEqual([one.assignee?.name, one.custom_attributes['custos_state'], one.custom_attributes['custos_owner']], ['Bea', 'informed', 'Ann'], 'whoever only informs takes nothing from those whom the desk gave it to');
  await house.cases.handOver(number, 'ann', { to: { person: 'ola' }, said: 'The pole broke', tried: 'A new pole was sent', promised: 'Friday', seen: await seen() });
  await told();
  assert.equal((await house.chatwoot.writes(id)).find(({ kind }) => kind === 'assign')?.problem, 'Nobody in the desk has this colleague’s confirmed address.');
  await house.cases.handOver(number, 'ola', { to: { person: 'ann' }, said: 'The pole broke', tried: 'A new pole was sent', promised: 'Friday', seen: await seen() });
  await told();
  assert.equal(one.assignee?.name, 'Ann', 'a hand-over anywhere in Custos reaches the desk');
});
