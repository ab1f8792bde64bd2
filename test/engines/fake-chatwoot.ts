import { createHmac, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

const PAGE = 25;
const AFTER_MOST = 100;
const LATEST_MOST = 20;

type Contact = { readonly id: number; readonly name: string; readonly email: string | null; readonly phone_number: string | null; readonly identifier: string | null };
type Agent = { readonly id: number; readonly name: string; readonly email: string; readonly confirmed: boolean };
type Message = { readonly id: number; content: string | null; readonly message_type: 0 | 1 | 2 | 3; readonly private: boolean; readonly created_at: number; updated_at: number; content_attributes: Record<string, unknown>; readonly sender: object | null; readonly attachments: readonly object[] };
type Conversation = { readonly id: number; status: string; assignee: Agent | null; readonly contact: Contact; readonly messages: Message[]; custom_attributes: Record<string, unknown>; last_activity_at: number; updated_at: number; readonly isProven: boolean };

/** How a message is said beside its words. */
export type Saying = { readonly by?: 'contact' | 'agent' | 'bot' | 'log'; readonly isPrivate?: boolean; readonly files?: readonly string[]; readonly atMs?: number };

/**
 * A help desk on this machine that answers as Chatwoot's published API does (docs/chatwoot.md names the pages): lists of 25 by latest activity, messages after a number a hundred at a time, whole seconds in the API and
 * fractions in webhooks, message types as numbers in the API and as words in webhooks, conversations without the agents' addresses. `clock` in ms.
 */
export async function fakeChatwoot(clock: () => number) {
  const token = randomUUID();
  const account = 7;
  const agents: Agent[] = [{ id: 1, name: 'Ann', email: 'ann@staff.example', confirmed: true }, { id: 2, name: 'Bea', email: 'bea@staff.example', confirmed: true }, { id: 3, name: 'Eve', email: 'eve@staff.example', confirmed: false }];
  const conversations: Conversation[] = [];
  const asked: string[] = [];
  const refusals: { readonly status: number; readonly retryAfter?: number; readonly isDone?: boolean }[] = [];
  let messageNumber = 100;

  const sender = ({ contact }: Conversation): object => ({ ...contact, additional_attributes: { company_name: 'Acme' }, custom_attributes: {}, thumbnail: '', type: 'contact' });
  const assignee = (agent: Agent | null): object | null => (agent === null ? null : { id: agent.id, name: agent.name, available_name: agent.name, avatar_url: '', type: 'user', availability_status: 'online' });
  const shown = (one: Conversation): object => ({
    id: one.id, account_id: account, inbox_id: 1, status: one.status, additional_attributes: { browser_language: 'de' }, custom_attributes: one.custom_attributes, labels: [], can_reply: true, unread_count: 1, last_activity_at: one.last_activity_at, timestamp: one.last_activity_at, updated_at: one.updated_at,
    meta: { sender: sender(one), assignee: assignee(one.assignee), channel: 'Channel::WebWidget', hmac_verified: one.isProven }, messages: one.messages.slice(-1),
  });
  const inHook = (one: Conversation): object => ({ ...shown(one), channel: 'Channel::WebWidget', contact_inbox: { id: 1, contact_id: one.contact.id, hmac_verified: one.isProven } });
  const found = (id: number): Conversation | undefined => conversations.find((one) => one.id === id);

  function answer(method: string, path: string, query: URLSearchParams, body: Record<string, unknown>): unknown {
    if (path === '/agents') return agents;
    if (path === '/conversations') {
      const page = Number(query.get('page') ?? 1);
      return { data: { meta: { all_count: conversations.length }, payload: conversations.toSorted((a, b) => b.last_activity_at - a.last_activity_at || b.id - a.id).slice((page - 1) * PAGE, page * PAGE).map(shown) } };
    }
    const [, id, rest = ''] = /^\/conversations\/(\d+)(?:\/([a-z_]+))?$/.exec(path) ?? [];
    const one = found(Number(id));
    if (one === undefined) return undefined;
    if (rest === '') return shown(one);
    if (rest === 'messages' && method === 'GET') {
      const after = query.get('after');
      return { meta: {}, payload: after === null ? one.messages.slice(-LATEST_MOST) : one.messages.filter((message) => message.id > Number(after)).slice(0, AFTER_MOST) };
    }
    one.updated_at = clock() / 1_000;
    if (rest === 'messages') return put(one, String(body['content']), { by: 'agent', isPrivate: body['private'] === true });
    if (rest === 'assignments') {
      one.assignee = agents.find((agent) => agent.id === body['assignee_id']) ?? null;
      return assignee(one.assignee) ?? {};
    }
    if (rest === 'toggle_status') {
      one.status = String(body['status']);
      return { meta: {}, payload: { success: true, current_status: one.status, conversation_id: one.id } };
    }
    if (rest === 'custom_attributes') {
      one.custom_attributes = body['custom_attributes'] as Record<string, unknown>;
      return { custom_attributes: one.custom_attributes };
    }
    return undefined;
  }

  function put(one: Conversation, content: string | null, { by = 'contact', isPrivate = false, files = [], atMs = clock() }: Saying): Message {
    const at = Math.floor(atMs / 1_000);
    const speaks = by === 'contact' ? sender(one) : by === 'agent' ? { id: agents[0]?.id, name: agents[0]?.name, type: 'user', email: agents[0]?.email } : by === 'bot' ? { id: 9, name: 'Robot', type: 'agent_bot' } : null;
    const message: Message = { id: messageNumber += 1, content, message_type: by === 'contact' ? 0 : by === 'log' ? 2 : 1, private: isPrivate, created_at: at, updated_at: at, content_attributes: {}, sender: speaks, attachments: files.map((file) => ({ file_type: 'image', data_url: `https://desk.example/rails/active_storage/blobs/redirect/secret/${encodeURIComponent(file)}` })) };
    one.messages.push(message);
    one.last_activity_at = Math.max(one.last_activity_at, at);
    one.updated_at = clock() / 1_000;
    return message;
  }

  const server = createServer((request, response) => {
    let text = '';
    request.on('data', (part: Buffer) => { text += part.toString(); });
    request.on('end', () => {
      const url = new URL(request.url ?? '/', 'http://desk');
      const path = url.pathname.replace(`/api/v1/accounts/${account}`, '');
      asked.push(`${request.method} ${path}${url.search}`);
      const refusal = refusals.shift();
      const isLetIn = request.headers['api_access_token'] === token;
      const body = text === '' ? {} : JSON.parse(text) as Record<string, unknown>;
      // What was done before the answer got lost stays done.
      const told = isLetIn && (refusal === undefined || refusal.isDone === true) ? answer(request.method ?? 'GET', path, url.searchParams, body) : null;
      if (refusal !== undefined) response.writeHead(refusal.status, refusal.retryAfter === undefined ? {} : { 'retry-after': String(refusal.retryAfter) }).end('no');
      else if (!isLetIn) response.writeHead(401).end('{"errors":["Invalid Access Token"]}');
      else if (told === undefined) response.writeHead(404).end('{"error":"Resource could not be found"}');
      else response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(told));
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');

  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, account, token, agents, conversations, asked,
    /** The next questions are refused like this. `isDone`: what was asked is done all the same, the answer alone is lost. */
    refuse: (...next: typeof refusals): void => { refusals.push(...next); },
    isRefusing: (): boolean => refusals.length > 0,
    /** Somebody begins a conversation. */
    begin(contact: Partial<Contact> & { readonly id: number }, more: { readonly isProven?: boolean; readonly atMs?: number } = {}): Conversation {
      const at = Math.floor((more.atMs ?? clock()) / 1_000);
      const one: Conversation = { id: conversations.length + 1, status: 'open', assignee: null, contact: { name: `Contact ${contact.id}`, email: null, phone_number: null, identifier: null, ...contact }, messages: [], custom_attributes: { theirs: 'stays' }, last_activity_at: at, updated_at: at, isProven: more.isProven ?? false };
      conversations.push(one);
      return one;
    },
    say: put,
    /** The body of a webhook of a message, as it is posted. */
    messageHook(event: 'message_created' | 'message_updated', one: Conversation, message: Message): object {
      const types = ['incoming', 'outgoing', 'activity', 'template'];
      const { updated_at: _, ...own } = message;
      return { event, ...own, created_at: new Date(message.created_at * 1_000 + 123).toISOString(), message_type: types[message.message_type], content_type: 'text', source_id: null, inbox: { id: 1, name: 'Web' }, account: { id: account, name: 'Acme' }, conversation: inHook(one) };
    },
    conversationHook: (event: 'conversation_created' | 'conversation_updated' | 'conversation_status_changed', one: Conversation): object => ({ event, ...inHook(one), changed_attributes: [] }),
    contactHook: (event: 'contact_created' | 'contact_updated', one: Conversation): object => ({ event, ...sender(one), account: { id: account, name: 'Acme' } }),
    /** The headers with which a body is posted. */
    signed(secret: string, body: string, atMs = clock()): Record<string, string> {
      const timestamp = String(Math.floor(atMs / 1_000));
      return { 'content-type': 'application/json', 'x-chatwoot-timestamp': timestamp, 'x-chatwoot-delivery': randomUUID(), 'x-chatwoot-signature': `sha256=${createHmac('sha256', secret).update(`${timestamp}.${body}`).digest('hex')}` };
    },
    async close(): Promise<void> {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

export type FakeChatwoot = Awaited<ReturnType<typeof fakeChatwoot>>;
