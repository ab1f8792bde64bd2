import type { IncomingMessage, ServerResponse } from 'node:http';
import { may, type Viewer } from '../../kernel/access.ts';
import { AppError } from '../../kernel/app-error.ts';
import { createRecentTries } from '../../kernel/recent-tries.ts';
import type { RouteContract } from '../../kernel/route-contract.ts';
import type { Caller } from './caller.ts';
import { checkGate, isCrossSite } from './check-gate.ts';
import { compileMask } from './mask-answer.ts';
import { parseRequest } from './parse-request.ts';
import type { Problem } from './problem.ts';
import { parseJson, readBody } from './read-body.ts';
import type { Asked, Handler } from './server.ts';

/** One line for the audit log: who saw or did what, or was refused. Invariant: `about` is a public id or null, never anything else that a caller sent. */
export type AuditRecord = { readonly viewer: Viewer | null; readonly what: string; readonly about: string | null; readonly outcome: 'allowed' | 'refused' };

/** What serving needs from the rest of Custos. */
export type Access = { viewerOf(request: IncomingMessage): Promise<Viewer | null>; audit(record: AuditRecord): void };

/** A request as the network layer hands it over. */
export type Arrived = { readonly request: IncomingMessage; readonly response: ServerResponse; readonly params: unknown; readonly query: unknown; readonly host: string; readonly caller: Caller };

/** What goes back. Shape: `streamed` when the handler wrote the response itself. */
export type Served = { readonly kind: 'answer'; readonly answer: unknown; readonly headers: ReadonlyMap<string, string | readonly string[]> } | { readonly kind: 'problem'; readonly status: number; readonly problem: Problem } | { readonly kind: 'streamed' };

const PUBLIC_ID = /^[A-Za-z0-9][A-Za-z0-9_.:#/-]{0,79}$/;
/** Units: `maxBodyBytes` of a JSON body after inflation; `recheckMs` between two questions of an open stream whether its viewer still may see it. */
export type RouteLimits = { readonly maxBodyBytes: number; readonly recheckMs: number; readonly clock: () => number };
/** How long one look of somebody at one thing counts, of a page that asks again and again. */
const LOOK_MS = 3_600_000;

/** Turns a contract and its handler into the chain that every request of the route goes through: gate, shapes, handler, audit, mask. */
export function createRouteChain<R extends RouteContract>(route: R, handler: Handler<R>, access: Access, { maxBodyBytes, recheckMs, clock }: RouteLimits): (arrived: Arrived) => Promise<Served> {
  const mask = compileMask(route.response);
  const what = route.audit ?? `${route.method} ${route.path}`;
  const looks = createRecentTries(clock, LOOK_MS);

  return async ({ request, response, params, query, host, caller }) => {
    const viewer = await access.viewerOf(request);
    const idOfPath = typeof params === 'object' && params !== null && 'id' in params && typeof params.id === 'string' ? params.id : null;
    let about = idOfPath;
    const audit = (outcome: AuditRecord['outcome']): void => access.audit({ viewer, what, about: about !== null && PUBLIC_ID.test(about) ? about : null, outcome });

    /** A change and a first look always; a page that is open and asks again is the same look. */
    const auditAllowed = (): void => {
      if (route.audit === undefined) return;
      const look = `${viewer?.id} ${about ?? request.url}`;
      if (route.polled === true && looks.isOver(look, 1)) return;
      if (route.polled === true) looks.note(look);
      audit('allowed');
    };

    try {
      checkGate(route.gate, viewer);
      if ((viewer?.kind === 'person' || (route.gate === 'public' && route.fromAnySite !== true)) && isCrossSite({ method: route.method, origin: request.headers.origin, fetchSite: header(request, 'sec-fetch-site'), host })) {
        throw new AppError('forbidden', 'cross-site', 'This was sent by a page of another address. Open Custos itself and do it there; behind a proxy, pass the Host header on.');
      }
      const body = route.body === undefined || route.raw === 'request' ? undefined : await jsonBody(request, maxBodyBytes);
      const parsed = parseRequest(route, { params, query, body });
      if (!parsed.ok) return { kind: 'problem', status: 400, problem: parsed.refusal };

      const seesAll = viewer !== null && may(viewer, 'see-personal-data');
      const hidden: string[] = [];
      const headers = new Map<string, string | readonly string[]>();
      const masked: Asked<R>['masked'] = (answer) => (seesAll ? answer : (mask(answer, hidden) as typeof answer));
      const asked: Asked<R> = {
        params: parsed.value.params as Asked<R>['params'], query: parsed.value.query as Asked<R>['query'], body: parsed.value.body as Asked<R>['body'], viewer, request, response, clientAddress: caller.address, isSecure: caller.isSecure, origin: caller.origin, masked,
        setHeader: (name, value) => void headers.set(name, value),
        auditAbout: (id) => { about = id; },
        hideNames: (names) => void hidden.push(...names),
      };
      if (route.raw === 'response') {
        auditAllowed();
        watchAccess(route, access, { request, response, recheckMs });
        await handler(asked);
        return { kind: 'streamed' };
      }
      const answer = (await handler(asked)) as Parameters<typeof masked>[0];
      auditAllowed();
      // What a sender is told of its own interactions holds nothing to mask, and there may be thousands a second.
      return { kind: 'answer', answer: route.gate === 'write-key' ? answer : masked(answer), headers };
    } catch (error) {
      // That nobody is signed in is how every page begins; it is asked, not tried.
      if (error instanceof AppError && (error.kind === 'forbidden' || (error.kind === 'unauthenticated' && route.gate !== 'see-own-session'))) audit('refused');
      throw error;
    }
  };
}

function header(request: IncomingMessage, name: string): string | undefined {
  const value = request.headers[name];
  return Array.isArray(value) ? value[0] : value;
}

async function jsonBody(request: IncomingMessage, maxBytes: number): Promise<unknown> {
  const body = await readBody(request, { maxBytes });
  return body.length === 0 ? {} : parseJson(body);
}

/** Ends an open stream soon after its viewer lost the access that opened it. An unanswered question changes nothing. */
function watchAccess(route: RouteContract, access: Access, { request, response, recheckMs }: Pick<Arrived, 'request' | 'response'> & Pick<RouteLimits, 'recheckMs'>): void {
  if (route.gate === 'public') return;
  const timer = setInterval(() => {
    access.viewerOf(request).then((viewer) => {
      try {
        checkGate(route.gate, viewer);
      } catch {
        response.end();
      }
    }, () => undefined);
  }, recheckMs);
  timer.unref();
  response.once('close', () => clearInterval(timer));
}
