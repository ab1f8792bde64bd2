import type { IncomingMessage } from 'node:http';
import type { Viewer } from '../../kernel/access.ts';
import { AppError } from '../../kernel/app-error.ts';
import { readBody } from '../../platform/http/read-body.ts';
import type { RouteServer } from '../../platform/http/server.ts';
import { isMasked } from '../customers/index.ts';
import { routes } from './contract.ts';
import type { Raised } from './index.ts';

const COMMAND_MOST_BYTES = 64 * 1024;

/** Who raises something in their own name: a person. */
function person(viewer: Viewer | null): Extract<Viewer, { kind: 'person' }> {
  if (viewer?.kind !== 'person') throw new AppError('forbidden', 'not-a-person', 'People raise things. A program sends interactions with a write key.');
  return viewer;
}

/** Serves what employees raise. Raising leaves no line in the audit log: it would tell who hid their name. */
export function serveRaisedRoutes(server: RouteServer, raised: Raised): void {
  server.handle(routes.raise, ({ body: { customer = null, about = null, ...body }, viewer }) => raised.raise(person(viewer), { ...body, customer, about }));
  server.handle(routes.mine, async ({ viewer, hideNames }) => {
    const { reports, names } = await raised.mine(person(viewer).id, isMasked(viewer));
    hideNames(names);
    return { reports };
  });
  server.handle(routes.all, () => raised.all());
  server.handle(routes.openSeal, async ({ params, body, viewer }) => ({ name: await raised.openSeal(params.id, body.why, person(viewer).id) }));
  server.handle(routes.links, async () => ({ links: await raised.links.all() }));
  server.handle(routes.addPlace, async ({ body, viewer, auditAbout }) => {
    const made = await raised.links.addPlace(body, person(viewer).id);
    auditAbout(made.link.id);
    return made;
  });
  server.handle(routes.addChat, async ({ body, viewer, auditAbout }) => {
    const made = await raised.links.addChat(body, person(viewer).id);
    auditAbout(made.link.id);
    return made;
  });
  server.handle(routes.revoke, ({ params }) => raised.links.revoke(params.id));
  server.handle(routes.placeOf, ({ params, clientAddress }) => raised.placeOf(params.token, clientAddress));
  server.handle(routes.raiseAt, async ({ params, body: { about = null, calls = null, ...body }, clientAddress }) => ({ path: await raised.raiseAt(params.token, { ...body, about, calls }, clientAddress) }));
  server.handle(routes.followed, ({ params, clientAddress }) => raised.followed(params.token, clientAddress));
  server.handle(routes.chat, async ({ params, request, origin, clientAddress }) => {
    const body = (await readBody(request, { maxBytes: COMMAND_MOST_BYTES })).toString('utf8');
    return { response_type: 'ephemeral' as const, text: await raised.command(params.id, { headers: headersOf(request), body }, origin, clientAddress) };
  });
}

function headersOf({ headers }: IncomingMessage): Record<string, string | undefined> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, Array.isArray(value) ? value[0] : value]));
}
