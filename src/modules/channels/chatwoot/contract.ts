import { z } from 'zod';
import { defineRoutes } from '../../../kernel/route-contract.ts';

/** What Custos may write into a desk, each once an owner says so. `owner`: who has the conversation, and the case beside it; `status`: open or resolved; `notes`: private notes among staff. */
export const DESK_WRITES = ['owner', 'status', 'notes'] as const;
export type DeskWrite = (typeof DESK_WRITES)[number];

/** Emitted on the outbox when a desk tells that a conversation stands otherwise than we knew. `assignee`: the agent's number in the desk; null: nobody. */
export type DeskConversationChanged = { readonly type: 'desk.conversation-changed'; readonly desk: number; readonly conversation: number; readonly status: string | null; readonly assignee: number | null };

/** A help desk that runs Chatwoot. `isSigned`: its webhooks must carry a signature. `reading`: how far its history is read. `waiting`: what is still to be written into it. */
export const ChatwootDesk = z.object({
  id: z.string(), name: z.string(), url: z.string(), account: z.number(), hears: z.boolean(), writes: z.array(z.enum(DESK_WRITES)), isSigned: z.boolean(), switchedBy: z.string().nullable(), switchedAt: z.string().nullable(), madeAt: z.string(),
  conversations: z.number(), messages: z.number(), heardAt: z.string().nullable(), reading: z.object({ knownUntil: z.string().nullable(), page: z.number(), problem: z.string().nullable(), nextAt: z.string().nullable() }), waiting: z.number(), failed: z.number(),
});
export type ChatwootDesk = z.infer<typeof ChatwootDesk>;

/** One thing that Custos writes into a desk. `held`: it would have gone, but nothing leaves this installation. `overtaken`: the desk's own people decided otherwise meanwhile, and that stands. */
export const ChatwootWrite = z.object({ id: z.string(), conversation: z.number(), kind: z.enum(['assign', 'status', 'attributes', 'note']), says: z.string(), madeAt: z.string(), by: z.string().nullable(), state: z.enum(['waiting', 'held', 'done', 'overtaken', 'failed']), tries: z.number(), problem: z.string().nullable() });
export type ChatwootWrite = z.infer<typeof ChatwootWrite>;

const Id = z.object({ id: z.string().max(20) });
const isWeb = (url: string): boolean => URL.canParse(url) && ['http:', 'https:'].includes(new URL(url).protocol) && new URL(url).username === '';
const secret = z.string().trim().min(8).max(500);

export const chatwootRoutes = defineRoutes({
  chatwoots: { method: 'GET', path: '/api/chatwoot', summary: 'Help desks that run Chatwoot, how far they are read and what is written into them', gate: 'manage-keys', response: z.object({ desks: z.array(ChatwootDesk), /** Why nothing is written; null where it may be. */ held: z.string().nullable() }) },
  addChatwoot: {
    method: 'POST', path: '/api/chatwoot', summary: 'Add a desk; it is off until it is switched on. The path at which it is heard is shown once', gate: 'manage-keys', audit: 'chatwoot.added',
    body: z.object({ name: z.string().trim().min(1).max(80), url: z.string().trim().max(500).refine(isWeb, 'must be an http or https address without a password in it'), account: z.number().int().min(1), token: secret }), response: z.object({ hook: z.string(), desk: ChatwootDesk }),
  },
  setChatwoot: { method: 'POST', path: '/api/chatwoot/:id', summary: 'Say whether a desk is heard and read, what may be written into it, by which secret it signs; what is left out stays', gate: 'manage-keys', params: Id, body: z.object({ hears: z.boolean().optional(), writes: z.array(z.enum(DESK_WRITES)).max(DESK_WRITES.length).optional(), token: secret.optional(), signedBy: secret.nullable().optional() }), response: ChatwootDesk, audit: 'chatwoot.changed' },
  renewHook: { method: 'POST', path: '/api/chatwoot/:id/hook', summary: 'Give a desk another path at which it is heard; the former one is deaf from now on', gate: 'manage-keys', params: Id, body: z.object({}), response: z.object({ hook: z.string() }), audit: 'chatwoot.hook-renewed' },
  chatwootWrites: { method: 'GET', path: '/api/chatwoot/:id/writes', summary: 'What Custos wrote into a desk lately, or would have', gate: 'manage-keys', params: Id, response: z.object({ writes: z.array(ChatwootWrite) }) },
  removeChatwoot: { method: 'POST', path: '/api/chatwoot/:id/remove', summary: 'Remove a desk: it is neither heard, read nor written into any more; what came from it stays', gate: 'manage-keys', params: Id, body: z.object({}), response: z.object({ removed: z.boolean() }), audit: 'chatwoot.removed' },
  hearChatwoot: { method: 'POST', path: '/v1/chatwoot/:hook', summary: 'Webhooks of a Chatwoot desk, at the path that was made for it', gate: 'public', params: z.object({ hook: z.string().max(100) }), response: z.object({ heard: z.boolean() }), raw: 'request' },
});
