import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { alwaysOpen } from '../../../test/always-open.ts';
import { voiceEngines, voiceHouse, type VoiceEngines } from '../../../test/engines/voice-house.ts';
import { parsePublicId } from '../../kernel/public-id.ts';
import { createHttpServer } from '../../platform/http/create-server.ts';
import type { AuditRecord } from '../../platform/http/serve-route.ts';
import { createLive } from '../../platform/live/live.ts';
import { sql } from '../../platform/pg/sql.ts';
import { createCases } from '../cases/index.ts';
import { createAnswers } from '../customers/index.ts';
import { createJourneys } from '../journeys/index.ts';
import { createStatus } from '../subjects/index.ts';
import type { EscalationOfCustomer } from './contract.ts';
import { createPortal, linksHeld, linksKept } from './index.ts';
import { serveCustomersPages } from './page-routes.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
let nowMs = Date.now();
const clock = (): number => nowMs;
const STAFF = [{ id: 'ann', name: 'Ann Ashby', role: 'agent' as const, active: true }];
const people = { list: async () => STAFF, nameOf: async (id: string) => STAFF.find((one) => one.id === id)?.name ?? null };
const audited: AuditRecord[] = [];
let escalations: EscalationOfCustomer[] = [];

let engines: VoiceEngines;
let house: Awaited<ReturnType<typeof open>>;

async function open() {
  const life = voiceHouse(engines, clock);
  const live = createLive(() => undefined);
  const cases = createCases({ ...life, live, people, promisedOf: async () => null, hours: alwaysOpen });
  const journeys = createJourneys({ ...life, topicsOf: async () => new Map(), nameOf: people.nameOf });
  const status = createStatus({ database: life.database, accept: (source, items) => life.interactions.acceptBatch(source, items), clock });
  const answers = createAnswers({ identity: life.identity, status, ownerOfCase: cases.ownerAbout, calendars: { inForce: async () => [], isAssumed: () => true }, clock, zone: 'UTC' });
  const audit = (record: AuditRecord): void => { audited.push(record); };
  const portal = createPortal({ ...life, live, cases, journeys, answers, hours: alwaysOpen, nameOf: people.nameOf, audit, escalationsOf: async () => escalations });
  const told: string[] = [];
  life.outbox.subscribe('test', ['customer-page.escalated', 'customer-page.escalation-answered'], async (events) => { told.push(...events.map((event) => JSON.stringify(event))); });
  const server = createHttpServer({ log: life.log, viewerOf: async () => null, audit });
  serveCustomersPages(server, { portal, log: life.log, zone: 'UTC', company: () => ({ name: 'Bright Homes' }) });
  await server.listen('127.0.0.1', 0);
  await life.begin(cases, portal);
  return { ...life, cases, portal, told, server, base: server.address() ?? '' };
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

let said = 0;
async function write(mail: string, text: string, more: object = {}): Promise<string> {
  said += 1;
  const [result] = await house.say({ id: `m-${said}`, channel: 'email', kind: 'message', direction: 'in', occurredAt: new Date(nowMs - HOUR).toISOString(), identifiers: [{ type: 'email', value: mail, verified: 'login' }], text, ...more });
  return result?.reference ?? assert.fail();
}
const customerOf = async (mail: string): Promise<string> => `cus_${((await house.identity.customersByIdentifier('email', mail))[0] ?? assert.fail(mail)).toString(36)}`;
const opened = async (mail: string, text: string, more: object = {}): Promise<number> => house.cases.open({ interactions: [await write(mail, text, more)], about: `Staff words on ${mail}`, priority: 'normal', isMine: true }, 'ann');
const view = (number: number) => house.cases.one(number, { viewer: null, hideNames: () => undefined });

/** A browser: it keeps its cookie and sends forms as browsers do. */
function browser() {
  let cookie = '';
  const ask = async (path: string, form?: Record<string, string> | [string, string][], headers: Record<string, string> = {}): Promise<{ status: number; text: string; location: string; headers: Headers }> => {
    const response = await fetch(house.base + path, { redirect: 'manual', headers: { cookie, 'sec-fetch-site': 'same-origin', ...headers }, ...(form === undefined ? {} : { method: 'POST', body: new URLSearchParams(form) }) });
    const set = response.headers.get('set-cookie');
    if (set !== null) cookie = set.split(';')[0] ?? '';
    return { status: response.status, text: await response.text(), location: response.headers.get('location') ?? '', headers: response.headers };
  };
  const fields = (page: string, act: string, holds = ''): Record<string, string> => {
    const form = page.split('<form').find((one) => one.includes(`name="act" value="${act}"`) && one.includes(holds)) ?? assert.fail(`no form ${act}`);
    return Object.fromEntries([...form.split('</form>')[0]?.matchAll(/type="hidden" name="([^"]+)" value="([^"]*)"/g) ?? []].map(([, name, value]) => [name ?? '', value ?? '']));
  };
  return { ask, fields, cookie: () => cookie, page: async (): Promise<string> => (await ask('/my')).text, send: async (act: string, more: Record<string, string> = {}, holds = '') => ask('/my', { ...fields((await ask('/my')).text, act, holds), ...more }) };
}
/** A browser that was let in by a fresh link. */
async function inside(mail: string, more: object = {}) {
  const { address, link } = await house.portal.linkFor({ customer: await customerOf(mail), ...more }, 'ann');
  const own = browser();
  assert.equal((await own.ask(address, {})).location, '/my');
  return { ...own, address, link };
}

test('a fresh link opens its page in one browser; the page tells who owns what and what happens next, in the customer’s words', async () => {
  const number = await opened('nora@x.example', 'The box was <b>empty</b>.', { traits: { name: 'Nora Brandvold', language: 'de', postcode: '0150' } });
  await house.cases.inform(number, 'ann', { told: 'We look for it', nextUpdateBy: new Date(nowMs + DAY).toISOString(), seen: 2 });
  const nora = await inside('nora@x.example');
  const page = await nora.page();
  for (const part of ['Guten Tag, Nora Brandvold', 'The box was &lt;b&gt;empty&lt;/b&gt;.', 'Darum kümmert sich Ann Ashby.', 'We look for it', 'Sie hören bis zum', 'Es ist nichts offen.']) assert.ok(page.includes(part), part);
  assert.ok(!page.includes('Staff words') && !page.includes('nora@x.example'));
  const headers = (await nora.ask('/my')).headers;
  assert.match(headers.get('content-security-policy') ?? '', /default-src 'none'; style-src 'self'; script-src 'self'/);
  assert.deepEqual([headers.get('cache-control'), headers.get('x-frame-options')], ['no-store', 'DENY']);
  assert.ok((await nora.ask('/my/language', { key: nora.fields(page, 'say')['key'] ?? '', language: 'fr' })).location === '/my' && (await nora.page()).includes('Bonjour, Nora Brandvold'));
  assert.ok(audited.some(({ what, viewer, about }) => what === 'customer-page.opened' && viewer?.id === 'customer' && about?.startsWith('cus_')));
  const kept = await engines.database.rows<{ hash: string }>(sql`select encode(hash, 'hex') as hash from portal.link`);
  assert.ok(kept.every(({ hash }) => hash.length === 64 && !nora.address.includes(hash)));
});

test('another browser, a stolen link and an old one need a proof; too many wrong answers lock the link, and the door never tells', async () => {
  await opened('stolen@x.example', 'Where is it?', { traits: { postcode: '5003' }, order: { id: 'BH-778899', state: 'placed' } });
  const own = await inside('stolen@x.example');
  const thief = browser();
  const door = await thief.ask(own.address);
  const never = `/my/${'A'.repeat(32)}`;
  const same = (text: string, address: string): string => text.replaceAll(address, '…');
  const neverDoor = await browser().ask(never);
  assert.equal(same(door.text, own.address), same(neverDoor.text, never), 'the door is the same for a link that there never was');
  const [asked, neverAsked] = [await thief.ask(own.address, {}), await browser().ask(never, {})];
  assert.deepEqual([asked.status, same(asked.text, own.address)], [neverAsked.status, same(neverAsked.text, never)]);
  const [refused, neverRefused] = [await thief.ask(own.address, { answer: '9999' }), await browser().ask(never, { answer: '9999' })];
  assert.deepEqual([refused.status, same(refused.text, own.address)], [neverRefused.status, same(neverRefused.text, never)]);
  assert.equal((await thief.ask('/my')).status, 404);
  const second = browser();
  assert.equal((await second.ask(own.address, { answer: '8899' })).location, '/my', 'the last four of an order number');
  assert.equal((await second.ask('/my')).status, 200);
  for (let wrong = 0; wrong < 5; wrong += 1) assert.equal((await thief.ask(own.address, { answer: `000${wrong}` })).status, 403);
  assert.equal((await thief.ask(own.address, { answer: '5003' })).status, 403, 'locked: the right answer opens it no more');
  assert.equal((await own.ask('/my')).status, 404, 'and whoever was in is out');
  assert.equal((await house.portal.links({ customer: await customerOf('stolen@x.example') }))[0]?.state, 'locked');
});

test('guessing is limited by address, the same for links that there are and that there are not', async () => {
  const guesser = browser();
  const tried: number[] = [];
  for (let at = 0; at < 21; at += 1) tried.push((await guesser.ask(`/my/guess${String(at).padStart(27, 'x').replace(/^x{3}/, 'abc')}`, {})).status);
  assert.deepEqual([new Set(tried.slice(0, 20)), tried.at(-1)], [new Set([200]), 429]);
});

test('a link expires, is revoked with every browser that it let in, and a longer life holds for links from then on', async () => {
  await opened('old@x.example', 'Old', { traits: { postcode: '1111' } });
  const [revoked, expiring] = [await inside('old@x.example'), await inside('old@x.example')];
  assert.equal((await house.portal.revoke(revoked.link.id, 'ann')).state, 'revoked');
  assert.deepEqual([(await revoked.ask('/my')).status, (await revoked.ask(revoked.address, { answer: '1111' })).status], [404, 403]);
  assert.equal(await house.portal.saveSetting({ linkDays: 90, requestDays: 30 }, 0, 'ann'), 1);
  await assert.rejects(house.portal.saveSetting({ linkDays: 9, requestDays: 30 }, 0, 'ann'), /changed-meanwhile/);
  const { link } = await house.portal.linkFor({ customer: await customerOf('old@x.example') }, 'ann');
  assert.equal(Date.parse(link.expiresAt) - Date.parse(link.madeAt), 90 * DAY);
  nowMs += 8 * DAY;
  try {
    assert.equal((await expiring.ask('/my')).status, 404, 'a browser is forgotten after a week');
    assert.equal((await expiring.ask(expiring.address, {})).status, 200, 'and asked again');
    assert.equal((await expiring.ask(expiring.address, { answer: '1111' })).location, '/my');
    nowMs += 23 * DAY;
    assert.deepEqual([(await expiring.ask('/my')).status, (await expiring.ask(expiring.address, { answer: '1111' })).status], [404, 403]);
  } finally {
    nowMs -= 31 * DAY;
  }
});

test('the customer’s word opens a case again and ends it, once however often the form comes, as an interaction of theirs', async () => {
  const number = await opened('word@x.example', 'The lamp flickers');
  await house.cases.resolve(number, 'ann', { how: 'Sent a new one', told: 'A new lamp is on its way', seen: 2 });
  const own = await inside('word@x.example');
  const page = await own.page();
  const form = { ...own.fields(page, 'not-solved'), text: 'It <i>still</i> flickers' };
  assert.equal((await own.ask('/my', form)).location, '/my?done=noted');
  assert.equal((await own.ask('/my', form)).location, '/my?done=noted', 'the same form again');
  assert.equal((await own.ask('/my', { ...form, text: 'Something else' })).location, '/my?done=noted');
  await house.interactions.settled();
  await house.portal.look();
  const reopened = await view(number);
  assert.deepEqual([reopened.state, reopened.reopenings, reopened.owner?.name], ['owned', 1, 'Ann Ashby']);
  const word = reopened.happenings.find(({ kind }) => kind === 'customer-said');
  assert.deepEqual([word?.by?.name, word?.text], ['The customer', null]);
  const interaction = reopened.interactions.find(({ id }) => id === word?.interaction);
  assert.deepEqual([interaction?.text, interaction?.source, interaction?.direction], ['It <i>still</i> flickers', 'customer-page', 'in']);
  assert.equal(reopened.interactions.filter(({ source }) => source === 'customer-page').length, 1);
  assert.ok(!(await own.page()).includes('It &lt;i&gt;still&lt;/i&gt; flickers'), 'their first words stay above it');
  await house.cases.resolve(number, 'ann', { how: 'Again', told: 'Another one', seen: reopened.version });
  assert.equal((await own.send('solved')).location, '/my?done=noted');
  await house.interactions.settled();
  await house.portal.look();
  const ended = await view(number);
  assert.deepEqual([ended.state, ended.happenings.find(({ kind }) => kind === 'customer-said')?.text], ['confirmed', 'Pressed “This solved it” on their own page']);
  assert.ok((await own.page()).includes('You said that this is solved.'));
});

test('a case of somebody else, a form of another browser, and one sent by another site do nothing', async () => {
  const [mine, theirs] = [await opened('mine@x.example', 'Mine'), await opened('theirs@x.example', 'Theirs')];
  for (const number of [mine, theirs]) await house.cases.resolve(number, 'ann', { how: 'Done', told: 'Done', seen: 2 });
  const [me, them] = [await inside('mine@x.example'), await inside('theirs@x.example')];
  const form = me.fields(await me.page(), 'not-solved');
  const theirId = (await view(theirs)).id;
  for (const id of [theirId, 'cas_zzzz', 'nonsense', '']) {
    const answer = await me.ask('/my', { ...form, case: id });
    assert.deepEqual([answer.status, answer.text.includes('Theirs')], [404, false], id);
  }
  assert.equal((await me.ask('/my', { ...form, key: them.fields(await them.page(), 'solved')['key'] ?? '' })).status, 403);
  assert.equal((await me.ask('/my', { ...form, key: '' })).status, 403);
  assert.equal((await me.ask('/my', form, { 'sec-fetch-site': 'cross-site' })).status, 403);
  assert.equal((await browser().ask('/my', form)).status, 404);
  for (const broken of [{ once: 'x' }, { act: 'delete-everything' }, { once: '' }]) assert.equal((await me.ask('/my', { ...form, ...broken })).location, '/my?done=not');
  assert.equal((await me.ask('/my', { ...me.fields(await me.page(), 'say'), text: '😀'.repeat(300_000) })).status, 413);
  await house.interactions.settled();
  assert.deepEqual([(await view(mine)).state, (await view(theirs)).state], ['resolved', 'resolved']);
  assert.ok(audited.some(({ what, outcome }) => what === 'customer-page.not-solved' && outcome === 'refused'));
});

test('what they say more comes to its case; a card number in it is never kept', async () => {
  const number = await opened('more@x.example', 'First');
  const own = await inside('more@x.example');
  assert.equal((await own.send('say', { text: '  ' })).location, '/my?done=empty');
  assert.equal((await own.send('say', { case: (await view(number)).id, text: 'My card is 4111 1111 1111 1111\r\nand it broke' })).location, '/my?done=noted');
  await house.interactions.settled();
  await house.portal.look();
  const more = (await view(number)).interactions.find(({ source }) => source === 'customer-page');
  assert.ok(more?.text?.endsWith('\nand it broke') === true && !more.text.includes('4111'));
});

test('consent holds the moment it is saved, and only what was changed is a word', async () => {
  await write('yes@x.example', 'Hello', { consents: [{ purpose: 'marketing', channel: 'email', answer: 'given' }] });
  await house.outbox.drained();
  const own = await inside('yes@x.example');
  const customer = parsePublicId('customer', await customerOf('yes@x.example'));
  const may = async (purpose: string, channel: 'email' | 'sms') => (await house.customers.consents.mayContact(customer, purpose, channel)).allowed;
  assert.deepEqual([await may('marketing', 'email'), await may('research', 'sms')], [true, false]);
  const form = own.fields(await own.page(), 'consent', 'name="was"');
  assert.equal((await own.ask('/my', { ...form, yes: 'research sms' })).location, '/my?done=saved');
  assert.deepEqual([await may('marketing', 'email'), await may('research', 'sms')], [false, true]);
  const words = (await house.customers.consents.ofCustomer(await customerOf('yes@x.example'))).words.filter(({ source }) => source === 'customer-page');
  assert.deepEqual(new Set(words.map(({ purpose, channel, answer, evidence, by }) => [purpose, channel, answer, evidence?.slice(0, 4), by].join(' '))), new Set(['marketing email withdrawn int_ ', 'research sms given int_ ']));
  assert.equal((await own.send('consent', {}, 'name="none"')).location, '/my?done=saved');
  assert.equal(await may('research', 'sms'), false);
  nowMs += 60_000;
  const again = own.fields(await own.page(), 'consent');
  assert.equal((await own.ask('/my', { ...again, yes: 'research sms' })).location, '/my?done=saved');
  assert.deepEqual([await may('research', 'sms'), await may('marketing', 'email')], [true, false], 'a yes after a no to everything holds for what it says alone');
});

test('they correct where they live and how they want to be answered themselves; their name is a wish that staff look at', async () => {
  await write('fix@x.example', 'Hello', { traits: { name: 'Fia Xu', city: 'Oslo', street: 'Wrong 1' } });
  const own = await inside('fix@x.example');
  await own.send('prefer-channel', { channel: 'letter' });
  const page = await own.page();
  assert.equal((await own.ask('/my', { ...own.fields(page, 'correct'), 'trait-street': 'Right 2', 'trait-city': 'Oslo', text: 'My name is Fiona' })).location, '/my?done=noted');
  await house.interactions.settled();
  await house.portal.look();
  const customer = await house.customers.one(await customerOf('fix@x.example'));
  const trait = (name: string) => customer.traits.find((one) => one.name === name);
  assert.deepEqual([trait('street')?.value, trait('street')?.source, trait('preferredChannel')?.value, customer.name], ['Right 2', 'customer-page', 'letter', 'Fia Xu']);
  const [wish] = await house.cases.ofCustomer(customer.id, { viewer: null, hideNames: () => undefined });
  assert.deepEqual([wish?.subject, wish?.about.startsWith('Wants their data corrected')], [{ type: 'data-request', id: 'correct' }, true]);
  assert.deepEqual((await view(parsePublicId('case', wish?.id ?? ''))).interactions.map(({ text }) => text), ['My name is Fiona']);
});

test('a copy and an erasure are requests with a deadline that staff carry out, asked for once', async () => {
  await write('data@x.example', 'Hello');
  const own = await inside('data@x.example');
  const page = await own.page();
  const copy = own.fields(page, 'copy');
  assert.equal((await own.ask('/my', copy)).location, '/my?done=asked');
  assert.equal((await own.ask('/my', { ...copy, once: crypto.randomUUID() })).location, '/my?done=asked', 'asked again while it is open');
  assert.equal((await own.ask('/my', own.fields(page, 'erasure'))).location, '/my?done=empty', 'erasure needs a tick');
  assert.equal((await own.ask('/my', { ...own.fields(page, 'erasure'), sure: 'yes' })).location, '/my?done=asked');
  const cases = await house.cases.ofCustomer(await customerOf('data@x.example'), { viewer: null, hideNames: () => undefined });
  assert.deepEqual(new Set(cases.map(({ subject }) => subject?.id)), new Set(['copy', 'erasure']));
  const { clocks, priority } = await view(parsePublicId('case', cases[0]?.id ?? ''));
  const due = clocks.find(({ clock: kind }) => kind === 'resolution')?.dueAt ?? '';
  assert.ok(priority === 'high' && Math.abs(Date.parse(due) - (nowMs + 30 * DAY)) < HOUR, due);
  assert.ok((await own.page()).includes('You asked for this on'));
});

test('they turn to the ombudsman and say whether it is settled; only of escalations that ask them', async () => {
  const number = await opened('omb@x.example', 'Nobody helps');
  const own = await inside('omb@x.example');
  assert.equal((await own.send('escalate', { case: (await view(number)).id, text: 'Nobody answers me' })).location, '/my?done=escalated');
  escalations = [{ number: 5, openedAt: new Date(nowMs).toISOString(), closedAt: null, isWordAsked: true, told: 'We were wrong' }];
  const page = await own.page();
  const form = own.fields(page, 'escalation-word');
  assert.equal((await own.ask('/my', { ...form, escalation: '6', settled: 'yes' })).status, 404);
  assert.equal((await own.ask('/my', { ...form, settled: 'no' })).location, '/my?done=noted');
  escalations = [];
  await house.outbox.drained();
  const told = house.told.map((one) => JSON.parse(one) as Record<string, unknown>);
  assert.deepEqual(told.map(({ type, case: of, settled, escalation }) => [type, of, settled, escalation]), [['customer-page.escalated', number, undefined, undefined], ['customer-page.escalation-answered', undefined, false, 5]]);
});

test('a link follows its claim: after a join it shows both, after a split only what is that customer’s', async () => {
  await opened('join-a@x.example', 'Words of A');
  await opened('join-b@x.example', 'Words of B');
  const a = await inside('join-a@x.example');
  const number = (mail: string) => customerOf(mail).then((id) => parsePublicId('customer', id));
  const joined = await house.identity.join(await number('join-a@x.example'), await number('join-b@x.example'), 'one person', 'ann');
  const both = await a.page();
  assert.ok(both.includes('Words of A') && both.includes('Words of B'));
  const caseOfB = /value="(cas_\w+)">[^<]*/.exec(both.split('Words of B')[0]?.split('<article>').at(-1) ?? '')?.[1];
  await house.identity.undo(joined.decision, 'ann');
  const alone = await a.page();
  assert.ok(alone.includes('Words of A') && !alone.includes('Words of B'));
  if (caseOfB !== undefined) assert.equal((await a.ask('/my', { ...a.fields(alone, 'say'), case: caseOfB, text: 'x' })).status, 404);
});

test('a link that was given to one of two who were taken for one opens nothing of the other once they are parted', async () => {
  await opened('parted-a@x.example', 'Words of the first');
  await opened('parted-b@x.example', 'Words of the second', { traits: { postcode: '3333' } });
  const number = (mail: string) => customerOf(mail).then((id) => parsePublicId('customer', id));
  const joined = await house.identity.join(await number('parted-a@x.example'), await number('parted-b@x.example'), 'one person', 'ann');
  const first = await inside('parted-a@x.example');
  assert.ok((await first.page()).includes('Words of the second'));
  await house.identity.undo(joined.decision, 'ann');
  // Nobody can tell which of the two was given it.
  for (const mail of ['parted-a@x.example', 'parted-b@x.example']) {
    for (const page of [await first.ask('/my'), await browser().ask(first.address, {}), await browser().ask(first.address, { answer: '3333' })]) assert.ok(page.status !== 303 && !page.text.includes('Words of'), page.text);
    assert.ok((await house.portal.links({ customer: await customerOf(mail) })).every(({ state }) => state === 'parted'));
  }
  await house.identity.join(await number('parted-a@x.example'), await number('parted-b@x.example'), 'one person after all', 'ann');
  assert.ok((await first.page()).includes('Words of the first'), 'one person after all: it opens again');
});

test('links and acts are in what is held of a customer; an erased customer’s link ends', async () => {
  await opened('gone@x.example', 'Erase me', { traits: { postcode: '2222' } });
  const own = await inside('gone@x.example');
  await own.send('say', { text: 'One last word', case: '' });
  const nodes = await house.identity.nodesOf(parsePublicId('customer', await customerOf('gone@x.example')));
  const [held] = await linksHeld.held(house.database, nodes) as { did: { did: string }[] }[];
  assert.deepEqual(held?.did.map(({ did }) => did), ['say']);
  const counts = await house.database.transaction((tx) => linksKept.eraseNodes(tx, nodes));
  assert.deepEqual(counts, { 'portal.session': 1, 'portal.act': 1, 'portal.link': 1 });
  assert.deepEqual([(await own.ask('/my')).status, (await own.ask(own.address, { answer: '2222' })).status], [404, 403]);
});

test('an open page hears that its case changed, and closing it ends it', async () => {
  const number = await opened('live@x.example', 'Live');
  const own = await inside('live@x.example');
  const response = await fetch(`${house.base}/my/news`, { headers: { cookie: own.cookie() }, signal: AbortSignal.timeout(60_000) });
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader() ?? assert.fail();
  let heard = '';
  const hears = async (part: string): Promise<void> => { while (!heard.includes(part)) { const { value, done } = await reader.read(); if (done) assert.fail(`ended before ${part}`); heard += value; } };
  await hears('retry');
  await house.cases.inform(number, 'ann', { told: 'News', nextUpdateBy: null, seen: 2 });
  await hears('event: changed');
  await reader.cancel();
  const { key = '' } = own.fields(await own.page(), 'say');
  assert.ok((await own.ask('/my/leave', { key })).text.includes('closed on this device'));
  assert.deepEqual([(await own.ask('/my')).status, (await own.ask('/my/news')).status], [404, 204]);
});
