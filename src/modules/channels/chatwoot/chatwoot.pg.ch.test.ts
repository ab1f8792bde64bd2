import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { fakeChatwoot, type FakeChatwoot } from '../../../../test/engines/fake-chatwoot.ts';
import { voiceEngines, voiceHouse, type VoiceEngines } from '../../../../test/engines/voice-house.ts';
import type { Viewer } from '../../../kernel/access.ts';
import { parsePublicId } from '../../../kernel/public-id.ts';
import { createHttpServer, type HttpServer } from '../../../platform/http/create-server.ts';
import { sql } from '../../../platform/pg/sql.ts';
import { createSeal } from '../../people/index.ts';
import { createChatwoot, type Chatwoot } from './chatwoot.ts';
import { serveChatwootRoutes } from './chatwoot-routes.ts';
import { chatwootHeld, chatwootKept } from './chatwoot-store.ts';
import type { ChatwootDesk, DeskConversationChanged, DeskWrite } from './contract.ts';

const SECRET = 'the secret of its webhooks';
let nowMs = Date.UTC(2026, 5, 2, 10);
let held: string | null = null;
let engines: VoiceEngines;
let house: ReturnType<typeof voiceHouse>;
let desk: FakeChatwoot;
let chatwoot: Chatwoot;
let server: HttpServer;
let viewer: Viewer | null = null;
let hook = '';
let id = '';
const changes: DeskConversationChanged[] = [];

before(async () => {
  engines = await voiceEngines();
  house = voiceHouse(engines, () => nowMs);
  desk = await fakeChatwoot(() => nowMs);
  chatwoot = createChatwoot({ ...house, accept: (source, items) => house.interactions.acceptBatch(source, items), seal: createSeal('an installation', 'help desks'), people: { nameOf: async (one) => one[0]?.toUpperCase() + one.slice(1), emailOf: async (one) => (one === 'gone' ? null : `${one}@staff.example`) }, held: () => held });
  house.outbox.subscribe('test-desks', ['desk.conversation-changed'], async (events) => { changes.push(...events as readonly DeskConversationChanged[]); });
  server = createHttpServer({ log: house.log, viewerOf: async () => viewer, audit: () => undefined });
  serveChatwootRoutes(server, chatwoot);
  await server.listen('127.0.0.1', 0);
  await house.begin(chatwoot);
  const added = await chatwoot.add({ name: 'Chat', url: `${desk.url}/`, account: desk.account, token: desk.token }, 'ola');
  [hook, id] = [added.hook, added.desk.id];
});
after(async () => {
  await server?.close();
  await house?.end();
  await desk?.close();
  await engines.close();
});

async function until<T>(what: string, found: () => Promise<T | null | false>): Promise<T> {
  for (const endMs = Date.now() + 60_000; Date.now() < endMs; await new Promise((resolve) => { setTimeout(resolve, 25); })) {
    const one = await found();
    if (one !== null && one !== false) return one;
  }
  return assert.fail(`never: ${what}`);
}
const status = async (): Promise<ChatwootDesk> => (await chatwoot.all()).find((one) => one.id === id) ?? assert.fail();
async function post(body: object, headers: Record<string, string> | null = null, path = hook): Promise<{ status: number; heard: unknown }> {
  const text = JSON.stringify(body);
  const response = await fetch(`${server.address()}/v1/chatwoot/${path}`, { method: 'POST', headers: headers ?? desk.signed(SECRET, text, nowMs), body: text });
  const answer = await response.json() as { heard?: unknown };
  return { status: response.status, heard: answer.heard };
}
/** What a contact said and was told, by what they are known by; oldest first. */
async function timeline(contact: number): Promise<{ text: string | null; title: string | null; direction: string; kind: string; revision: number; channel: string; number: number }[]> {
  await house.interactions.settled();
  const [customer] = await house.identity.customersByIdentifier('chatwoot-contact', `1-${contact}`);
  const whose = customer === undefined ? null : await house.identity.whose(customer);
  const { items } = whose === null ? { items: [] } : await house.interactions.timeline(whose, { limit: 100 });
  return items.toReversed().map(({ id: one, text, title, direction, kind, revision, channel }) => ({ text, title, direction, kind, revision, channel, number: parsePublicId('interaction', one) }));
}
const texts = async (contact: number): Promise<(string | null)[]> => (await timeline(contact)).map(({ text }) => text);
const write = (conversation: number, body: Parameters<Chatwoot['write']>[1][number]['body']): Promise<number> => engines.database.transaction((tx) => chatwoot.write(tx, [{ desk: 1, conversation, node: 1, body, by: 'ola' }]));
const ended = async (): Promise<void> => { await until('nothing waits to be written', async () => (await status()).waiting === 0); };
/** Reading is due again. */
const later = async (): Promise<void> => { nowMs += 20 * 60_000; await chatwoot.set(id, { hears: true }, 'ola'); };
const allowed = (...writes: readonly DeskWrite[]) => chatwoot.set(id, { writes }, 'ola');

test('a desk is off until a person switches it on; its token and secrets stand nowhere in the clear, and only owners see it', async () => {
  const one = desk.begin({ id: 40 });
  assert.deepEqual(await post(desk.messageHook('message_created', one, desk.say(one, 'Too early', {})), { 'content-type': 'application/json' }), { status: 200, heard: false });
  assert.deepEqual((({ hears, writes, isSigned, switchedBy, messages }) => [hears, writes, isSigned, switchedBy, messages])(await status()), [false, [], false, null, 0]);
  assert.deepEqual([desk.asked, await texts(40)], [[], []]);
  await chatwoot.set(id, { signedBy: SECRET }, 'ola');
  const stored = JSON.stringify(await engines.database.rows(sql`select encode(token, 'escape') as a, encode(hook_secret, 'escape') as b, encode(hook_hash, 'escape') as c, t.* from channels.chatwoot t`));
  for (const secret of [desk.token, SECRET, hook]) assert.ok(!stored.includes(secret) && !JSON.stringify(await status()).includes(secret));
  for (const [who, expected] of [[null, 401], [{ kind: 'person', id: 'a', name: 'A', role: 'agent' }, 403], [{ kind: 'person', id: 'o', name: 'O', role: 'owner' }, 200]] as const) {
    viewer = who;
    assert.equal((await fetch(`${server.address()}/api/chatwoot`)).status, expected);
  }
});

test('history is read page by page, with every message once, in bounded steps that go on where trouble stopped them', async () => {
  const many = Array.from({ length: 30 }, (_, at) => desk.begin({ id: 100 + at }, { atMs: nowMs - (40 - at) * 60_000 }));
  for (const one of many) desk.say(one, `Hello ${one.id}`, { atMs: nowMs - 3_000_000 });
  const long = many[4] ?? assert.fail();
  for (let at = 0; at < 205; at += 1) desk.say(long, `Line ${at}`, { by: at % 2 === 0 ? 'contact' : 'agent', atMs: nowMs - 3_000_000 + at * 1_000 });
  desk.refuse({ status: 429, retryAfter: 30 });
  await chatwoot.set(id, { hears: true }, 'ola');
  await until('it was asked to slow down', async () => (await status()).reading.problem === 'The desk asks us to slow down (429).');
  assert.equal((await status()).reading.nextAt, new Date(nowMs + 30_000).toISOString(), 'it waits as long as the desk says');
  desk.refuse({ status: 500 }, { status: 502 });
  nowMs += 30_000;
  await chatwoot.set(id, { hears: true }, 'ola');
  await until('the troubles were met', async () => !desk.isRefusing() || (await later(), false));
  const done = await until('all is read', async () => { const now = await status(); if (now.reading.problem !== null) await later(); return now.reading.knownUntil !== null && now.reading.page === 1 ? now : null; });
  assert.deepEqual([done.reading.problem, done.conversations], [null, 31]);
  await until('every message of the long one arrived', async () => (await timeline(104)).length === 100);
  await until('all of them are linked', async () => (await status()).messages === 1 + 30 + 205);
  assert.ok(desk.asked.filter((line) => line.startsWith(`GET /conversations/${long.id}/messages`)).length >= 3, 'a hundred at a time');
  const asked = desk.asked.length;
  await later();
  await until('it looked again', async () => desk.asked.length > asked && (await status()).reading.page === 1);
  assert.ok(desk.asked.slice(asked).every((line) => !line.includes('/messages?after=0')), 'nothing is read twice from the beginning');
  assert.equal((await status()).messages, 236);
});

test('a webhook with a wrong signature, an old one, or at another address is heard by nobody', async () => {
  const one = desk.begin({ id: 1 });
  const body = desk.messageHook('message_created', one, desk.say(one, 'Forged', {}));
  const text = JSON.stringify(body);
  assert.equal((await post(body, desk.signed('another secret', text, nowMs))).status, 403);
  assert.equal((await post(body, desk.signed(SECRET, text, nowMs - 400_000))).status, 403);
  assert.equal((await post(body, { 'content-type': 'application/json' })).status, 403);
  assert.equal((await post(body, null, 'somewhere-else')).status, 404);
  assert.deepEqual(await texts(1), []);
  assert.deepEqual(await post(body), { status: 200, heard: true });
  assert.deepEqual(await texts(1), ['Forged']);
  assert.equal((await post({ ...body, account: { id: 99 } })).heard, false, 'another account of the same desk is not ours');
  const former = hook;
  hook = await chatwoot.renewHook(id);
  assert.equal((await post(body, null, former)).status, 404);
  assert.equal((await post(body)).status, 200);
});

test('told twice it counts once; an edit that comes before what it edits stands; what was deleted is gone from sight; notes stay among staff', async () => {
  const one = desk.begin({ id: 2, email: 'nora@x.example', name: 'Nora' });
  const first = desk.say(one, 'My zip is broken', { files: ['zip.jpg'] });
  const created = desk.messageHook('message_created', one, first);
  for (const _ of [1, 2]) await post(created);
  assert.deepEqual((await timeline(2)).map(({ text, revision }) => [text, revision]), [['My zip is broken', 1]]);
  const second = desk.say(one, 'Is it on its way?', { atMs: nowMs + 1_000 });
  const before = desk.messageHook('message_created', one, second);
  nowMs += 60_000;
  second.content = 'Is the new one on its way?';
  await post(desk.messageHook('message_updated', one, second));
  await post(before);
  assert.deepEqual(await texts(2), ['My zip is broken', 'Is the new one on its way?']);
  nowMs += 60_000;
  second.content = 'This message was deleted';
  second.content_attributes = { deleted: true };
  await post(desk.messageHook('message_updated', one, second));
  assert.deepEqual((await timeline(2)).map(({ text, title }) => [text, title]), [['My zip is broken', null], [null, 'Deleted in the desk']]);
  await post(desk.messageHook('message_created', one, desk.say(one, 'A difficult one', { by: 'agent', isPrivate: true })));
  await post(desk.messageHook('message_created', one, desk.say(one, 'Please wait', { by: 'bot', atMs: nowMs + 1_000 })));
  await post(desk.messageHook('message_created', one, desk.say(one, 'Conversation was assigned', { by: 'log' })));
  assert.deepEqual((await timeline(2)).slice(2).map(({ direction, kind, channel }) => [direction, kind, channel]), [['internal', 'note', 'chat'], ['out', 'message', 'bot']]);
  assert.equal((await post(desk.contactHook('contact_updated', one))).heard, true);
  assert.deepEqual([(await house.identity.customersByIdentifier('email', 'nora@x.example')).length, await house.identity.customersByIdentifier('chatwoot-contact', '1-2')], [1, await house.identity.customersByIdentifier('email', 'nora@x.example')]);
  assert.equal((await post({ event: 'something_new', account: { id: desk.account } })).heard, false);
});

test('news of a conversation reach the modules on the right once, and older news that come later change nothing', async () => {
  const one = desk.begin({ id: 3 });
  const early = desk.conversationHook('conversation_created', one);
  nowMs += 5_000;
  one.assignee = desk.agents[1] ?? null;
  one.updated_at = nowMs / 1_000;
  changes.length = 0;
  for (const body of [desk.conversationHook('conversation_updated', one), early, desk.conversationHook('conversation_updated', one)]) await post(body);
  await house.outbox.drained();
  assert.deepEqual(changes, [{ type: 'desk.conversation-changed', desk: 1, conversation: one.id, status: 'open', assignee: 2 }]);
  assert.equal(await chatwoot.agentEmail(1, 2), 'bea@staff.example');
  assert.equal(await chatwoot.agentEmail(1, 3), null, 'an address that was not confirmed is nobody’s');
});

test('nothing is written into a desk until an owner allows it; then owner, state and notes are, once, and never as a message to the customer', async () => {
  const one = desk.begin({ id: 4 });
  assert.equal(await write(one.id, { kind: 'note', text: 'Not allowed' }), 0);
  await allowed('owner', 'status', 'notes');
  await write(one.id, { kind: 'assign', person: 'ann' });
  await write(one.id, { kind: 'status', status: 'resolved' });
  await write(one.id, { kind: 'attributes', case: 'cas_1', state: 'owned', person: 'ann', nextUpdateBy: null });
  await ended();
  assert.deepEqual([one.assignee?.name, one.status, one.custom_attributes], ['Ann', 'resolved', { theirs: 'stays', custos_case: 'cas_1', custos_state: 'owned', custos_owner: 'Ann', custos_next_update_by: null }]);
  desk.refuse({ status: 503 });
  await write(one.id, { kind: 'note', text: 'Your parcel left on Monday.' });
  await until('it was tried', async () => (await chatwoot.writes(id))[0]?.tries === 1);
  nowMs += 3_600_000;
  await chatwoot.set(id, { hears: true }, 'ola');
  await ended();
  desk.refuse({ status: 500, isDone: true });
  await write(one.id, { kind: 'note', text: 'The answer of this one is lost.' });
  await until('it was tried', async () => (await chatwoot.writes(id))[0]?.tries === 1);
  nowMs += 3_000;
  await engines.database.run(sql`update channels.chatwoot_write set next_at = ${new Date(nowMs).toISOString()}::timestamptz where next_at is not null`);
  await chatwoot.set(id, { hears: true }, 'ola');
  await ended();
  assert.deepEqual(one.messages.map(({ content, private: isPrivate }) => [content, isPrivate]), [['Your parcel left on Monday.', true], ['The answer of this one is lost.', true]]);
  assert.ok(desk.conversations.every(({ messages }) => messages.every((message) => message.private || message.message_type !== 1 || message.content?.startsWith('Line ') === true || message.content === 'Please wait')), 'nothing of ours is public');
  const written = await chatwoot.writes(id);
  assert.ok(written.every(({ state, kind, says }) => state === 'done' && (kind !== 'note' || says === '')), 'what stands in the desk is not kept here as well');
  await write(one.id, { kind: 'assign', person: 'eve' });
  await ended();
  assert.deepEqual((({ state, problem }) => [state, problem])((await chatwoot.writes(id))[0] ?? assert.fail()), ['failed', 'Nobody in the desk has this colleague’s confirmed address.']);
});

test('of a conversation that is given away at both ends at once, the desk’s own word stands; our next word counts again', async () => {
  const one = desk.begin({ id: 5 });
  await post(desk.conversationHook('conversation_created', one));
  held = 'Nothing leaves for a moment.';
  await write(one.id, { kind: 'assign', person: 'ann' });
  assert.equal((await chatwoot.writes(id))[0]?.state, 'held');
  one.assignee = desk.agents[1] ?? null;
  one.updated_at = (nowMs += 1_000) / 1_000;
  held = null;
  await chatwoot.set(id, { hears: true }, 'ola');
  await ended();
  assert.deepEqual([one.assignee?.name, (await chatwoot.writes(id))[0]?.state], ['Bea', 'overtaken']);
  await post(desk.conversationHook('conversation_updated', one));
  await write(one.id, { kind: 'assign', person: 'ann' });
  await ended();
  await write(one.id, { kind: 'assign', person: 'bea' });
  await ended();
  assert.equal(one.assignee?.name, 'Bea', 'before the desk told that it has ours, we know');
  held = 'Again.';
  await write(one.id, { kind: 'status', status: 'resolved' });
  nowMs += 60_000;
  desk.say(one, 'It is not solved!', {});
  held = null;
  await chatwoot.set(id, { hears: true }, 'ola');
  await ended();
  assert.deepEqual([one.status, (await chatwoot.writes(id))[0]?.state], ['open', 'overtaken'], 'whoever wrote since is not put aside');
});

test('what is kept of a customer’s conversation goes with them; a removed desk is deaf and forgets its secrets', async () => {
  const one = desk.begin({ id: 6 });
  await post(desk.messageHook('message_created', one, desk.say(one, 'Forget me', {})));
  const [said] = await timeline(6);
  const { messages } = await until('it is linked', async () => { const found = await chatwoot.conversation(1, one.id); return found !== null && found.messages.length > 0 && found; });
  assert.deepEqual([messages[0]?.interaction, await chatwoot.conversationsOf([said?.number ?? 0])], [said?.number, [{ desk: 1, conversation: one.id }]]);
  held = 'Wait.';
  await allowed('notes');
  await engines.database.transaction((tx) => chatwoot.write(tx, [{ desk: 1, conversation: one.id, node: messages[0]?.node ?? 0, body: { kind: 'note', text: 'About them' }, by: 'ola' }]));
  assert.equal((await chatwootHeld.held(engines.database, [messages[0]?.node ?? 0])).length, 1);
  const erased = await engines.database.transaction((tx) => chatwootKept.eraseNodes(tx, [messages[0]?.node ?? 0]));
  assert.deepEqual(erased, { 'channels.chatwoot_message': 1, 'channels.chatwoot_write': 1 });
  held = null;
  assert.equal(await chatwoot.remove(id), true);
  assert.equal((await post(desk.messageHook('message_created', one, desk.say(one, 'Anybody?', {})))).status, 404);
  assert.deepEqual(await chatwoot.all(), []);
});
