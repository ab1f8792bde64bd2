import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { test } from 'node:test';
import { readConversation, readMessage, type DeskConversation, type DeskMessage } from './payloads.ts';
import { contactInteraction, messageInteraction, readTicket } from './to-interaction.ts';
import { isSignedHook } from './verify-hook.ts';

const CONVERSATION = { id: 10, channel: 'Channel::WebWidget', status: 'open', contact_inbox: { hmac_verified: false }, meta: { sender: { id: 12, name: 'Jane', email: 'jane@acme.example', phone_number: '+4791234567', identifier: 'u-7' }, assignee: null }, additional_attributes: { browser_language: 'de' } };
const MESSAGE = { id: 118, content: 'Where is it?', created_at: '2026-07-23T18:02:48.123Z', message_type: 'incoming', content_type: 'text', private: false, content_attributes: {}, sender: { id: 12, name: 'Jane', type: 'contact' } };
const conversation = (more: object = {}): DeskConversation => readConversation({ ...CONVERSATION, ...more }) ?? assert.fail();
const message = (more: object = {}): DeskMessage => readMessage({ ...MESSAGE, ...more }) ?? assert.fail();
const item = (more: object = {}, of: object = {}) => messageInteraction(2, conversation(of), message(more), 5);

test('what a customer wrote comes in under the conversation, with who the desk says they are; their own id counts only where the web site vouched for it', () => {
  const one = item();
  assert.deepEqual([one?.id, one?.channel, one?.direction, one?.text, one?.occurredAt, one?.version, one?.language, one?.subjects], ['message-118', 'chat', 'in', 'Where is it?', '2026-07-23T18:02:48.000Z', 5, 'de', [{ type: 'ticket', id: 'chatwoot-2-10' }]]);
  assert.deepEqual(one?.identifiers, [{ type: 'chatwoot-contact', value: '2-12' }, { type: 'email', value: 'jane@acme.example' }, { type: 'phone', value: '+4791234567' }]);
  assert.deepEqual(item({}, { contact_inbox: { hmac_verified: true } })?.identifiers?.at(-1), { type: 'user', value: 'u-7', verified: 'signed-token' });
});

test('the same message told by a webhook and read by the API is word for word the same interaction', () => {
  const read = { ...MESSAGE, created_at: Date.parse('2026-07-23T18:02:48Z') / 1_000, updated_at: 1_784_829_900, message_type: 0 };
  const listed = { ...CONVERSATION, channel: undefined, meta: { ...CONVERSATION.meta, channel: 'Channel::WebWidget', hmac_verified: false } };
  assert.deepEqual(item(read, listed), item());
});

test('agents, bots, private notes, files and the desk’s own log lines are told apart', () => {
  const agent = item({ message_type: 'outgoing', sender: { id: 1, name: 'Ann', type: 'user' } });
  assert.deepEqual([agent?.direction, agent?.channel, agent?.subjects?.[1], agent?.properties?.['automatic']], ['out', 'chat', { type: 'agent', id: 'Ann', label: 'Ann' }, undefined]);
  for (const machine of [{ message_type: 'outgoing', sender: { id: 9, name: 'Robot', type: 'agent_bot' } }, { message_type: 'template', sender: null }]) {
    const bot = item(machine);
    assert.deepEqual([bot?.direction, bot?.channel, bot?.properties?.['automatic'], bot?.subjects?.length], ['out', 'bot', true, 1]);
  }
  const note = item({ message_type: 'outgoing', private: true, sender: { id: 1, name: 'Ann', type: 'user' } });
  assert.deepEqual([note?.direction, note?.kind], ['internal', 'note']);
  const file = item({ content: null, attachments: [{ file_type: 'image', data_url: 'https://desk.example/blobs/key-that-opens-it/broken%20zip.jpg?sig=1' }] });
  assert.deepEqual([file?.title, file?.properties?.['attachments']], ['broken zip.jpg', [{ name: 'broken zip.jpg', type: 'image' }]]);
  assert.ok(!JSON.stringify(file).includes('key-that-opens-it'));
  assert.deepEqual([item({ message_type: 'activity' }), item({ content: ' ' })], [null, null]);
  const gone = item({ content: 'This message was deleted', content_attributes: { deleted: true }, attachments: [{ file_type: 'image', data_url: 'https://x.example/a.jpg' }] });
  assert.deepEqual([gone?.text, gone?.title, gone?.properties], [undefined, 'Deleted in the desk', { conversation: 10, deleted: true }]);
});

test('what is no message and no conversation is nothing, however it is spoiled', () => {
  for (const raw of [null, 1, 'x', [], {}, { id: 0, message_type: 'incoming' }, { ...MESSAGE, id: 'abc' }, { ...MESSAGE, message_type: 'shouted' }, { ...MESSAGE, created_at: 'yesterday' }]) assert.equal(readMessage(raw), null);
  for (const raw of [null, [], {}, { id: -3 }]) assert.equal(readConversation(raw), null);
  assert.deepEqual([conversation({ meta: 'none' }).assignee, conversation({ meta: { sender: 'x', assignee: null } }).contact], [undefined, null]);
});

test('the same facts of a contact are the same interaction; tickets of other systems are nobody’s conversation', () => {
  const { contact } = conversation();
  if (contact === null) return assert.fail();
  const nowMs = Date.UTC(2026, 5, 2, 10);
  assert.deepEqual(contactInteraction(2, contact, nowMs), contactInteraction(2, contact, nowMs + 3_600_000));
  assert.notEqual(contactInteraction(2, contact, nowMs).id, contactInteraction(2, { ...contact, email: null }, nowMs).id);
  assert.deepEqual([readTicket('chatwoot-2-10'), readTicket('T-77'), readTicket('chatwoot-2-10-1')], [{ desk: 2, conversation: 10 }, null, null]);
});

test('a webhook counts only with the signature of its own body and moment, and not for long', () => {
  const [body, nowMs] = [Buffer.from('{"event":"x"}'), 1_784_829_900_000];
  const timestamp = String(nowMs / 1_000);
  const signature = `sha256=${createHmac('sha256', 'secret-1').update(`${timestamp}.${body.toString()}`).digest('hex')}`;
  const isSigned = (more: Partial<{ secret: string; body: Buffer; signature: string | undefined; timestamp: string | undefined; nowMs: number }>): boolean => {
    const all = { secret: 'secret-1', body, signature, timestamp, nowMs, ...more };
    return isSignedHook(all.secret, all.body, { signature: all.signature, timestamp: all.timestamp }, all.nowMs);
  };
  assert.equal(isSigned({}), true);
  assert.deepEqual([isSigned({ secret: 'secret-2' }), isSigned({ body: Buffer.from('{"event":"y"}') }), isSigned({ signature: undefined }), isSigned({ timestamp: String(nowMs / 1_000 + 1) }), isSigned({ nowMs: nowMs + 301_000 }), isSigned({ signature: 'sha256=' }), isSigned({ timestamp: 'now' })], Array.from({ length: 7 }, () => false));
});
