import type { IncomingMessage } from 'node:http';
import { readBody } from '../../../platform/http/read-body.ts';
import type { RouteServer } from '../../../platform/http/server.ts';
import { chatwootRoutes } from './contract.ts';
import type { Chatwoot } from './chatwoot.ts';

/** Longest webhook that is read: a conversation with its latest message, and room. Units: bytes. */
const HOOK_BYTES = 4 * 1024 * 1024;

const header = (request: IncomingMessage, name: string): string | undefined => { const value = request.headers[name]; return Array.isArray(value) ? value[0] : value; };

/** Serves the settings of Chatwoot desks, and hears their webhooks. */
export function serveChatwootRoutes(server: RouteServer, chatwoot: Chatwoot): void {
  server.handle(chatwootRoutes.chatwoots, async () => ({ desks: await chatwoot.all(), held: chatwoot.held() }));
  server.handle(chatwootRoutes.addChatwoot, async ({ body, viewer, auditAbout }) => {
    const added = await chatwoot.add(body, viewer?.id ?? '');
    auditAbout(added.desk.id);
    return { ...added, hook: pathOf(added.hook) };
  });
  server.handle(chatwootRoutes.setChatwoot, ({ params, body, viewer }) => chatwoot.set(params.id, body, viewer?.id ?? ''));
  server.handle(chatwootRoutes.renewHook, async ({ params }) => ({ hook: pathOf(await chatwoot.renewHook(params.id)) }));
  server.handle(chatwootRoutes.chatwootWrites, async ({ params }) => ({ writes: await chatwoot.writes(params.id) }));
  server.handle(chatwootRoutes.removeChatwoot, async ({ params }) => ({ removed: await chatwoot.remove(params.id) }));
  server.handle(chatwootRoutes.hearChatwoot, async ({ params, request }) => ({ heard: await chatwoot.hear(params.hook, await readBody(request, { maxBytes: HOOK_BYTES }), { signature: header(request, 'x-chatwoot-signature'), timestamp: header(request, 'x-chatwoot-timestamp') }) }));
}

function pathOf(hook: string): string {
  return chatwootRoutes.hearChatwoot.path.replace(':hook', hook);
}
