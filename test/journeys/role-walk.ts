import assert from 'node:assert/strict';
import { may, type Viewer } from '../../src/kernel/access.ts';
import type { RouteContract } from '../../src/kernel/route-contract.ts';

/** Somebody whose eyes the walk borrows: who they are and the headers (cookie or key) that make them so. `viewer` null is nobody. */
export type Walker = { readonly name: string; readonly viewer: Viewer | null; readonly headers: Readonly<Record<string, string>> };

/** One way to ask a route, with the parameters of its path filled in. */
export type Request = { readonly path: string; readonly body?: unknown };

export type RoleWalk = {
  readonly routes: readonly RouteContract[];
  readonly walkers: readonly Walker[];
  /** Personal values that are in the data: names, addresses, numbers. Each is looked for in every answer, whatever its case and spacing. */
  readonly sentinels: readonly string[];
  /** How to ask a route so that its answer holds personal data if it can. Null: the route changes something, so only its refusals are walked. Every GET route needs at least one. */
  requestsFor(route: RouteContract): readonly Request[] | null;
  /** How long an event stream is listened to. */
  readonly streamMs?: number;
};

/** What the walk saw: `answers` that were read for unmasked values, `refusals` that came as they should, `shown` the sentinels that those who may see them did see. */
export type Walked = { readonly answers: number; readonly refusals: number; readonly shown: ReadonlySet<string> };

/**
 * Walks every route with every role and fails on an unmasked value, on a route that lets somebody through whom its gate forbids, and on one that refuses whom it allows.
 * Invariant: it also fails when a sentinel was never seen by those who may see it, since then its absence elsewhere proves nothing.
 */
export async function assertMaskedForEveryRole(baseUrl: string, { routes, walkers, sentinels, requestsFor, streamMs = 500 }: RoleWalk): Promise<Walked> {
  const forms = sentinels.map((sentinel) => ({ sentinel, form: comparable(sentinel) }));
  for (const { sentinel, form } of forms) assert.ok(form.length >= 4, `the sentinel ${sentinel} is too short to be told from other text`);
  let answers = 0;
  let refusals = 0;
  const shown = new Set<string>();

  for (const route of routes) {
    const requests = requestsFor(route);
    assert.ok(route.method !== 'GET' || (requests !== null && requests.length > 0), `tell the walk how to ask ${route.method} ${route.path}`);
    for (const walker of walkers) {
      const allowed = isAllowed(route, walker.viewer);
      for (const request of allowed ? (requests ?? []) : (requests ?? [{ path: pathWithAnything(route), body: {} }])) {
        const where = `${walker.name}: ${route.method} ${request.path}`;
        const { status, text } = await ask(baseUrl, route, walker, request, streamMs);
        if (!allowed) {
          assert.equal(status, walker.viewer === null || (route.gate === 'write-key' && status === 401) ? 401 : 403, where);
          refusals += 1;
        } else {
          assert.ok(status < 500 && status !== 401 && status !== 403, `${where} answered ${status}`);
          answers += 1;
        }
        const seesAll = walker.viewer !== null && may(walker.viewer, 'see-personal-data') && allowed;
        const plain = comparable(decoded(text));
        for (const { sentinel, form } of forms) {
          if (!plain.includes(form)) continue;
          assert.ok(seesAll, `${where} shows "${sentinel}"`);
          shown.add(sentinel);
        }
      }
    }
  }
  const unseen = sentinels.filter((sentinel) => !shown.has(sentinel));
  assert.deepEqual(unseen, [], 'nobody saw these, though somebody may: ask the routes so that they come up');
  return { answers, refusals, shown };
}

function isAllowed(route: RouteContract, viewer: Viewer | null): boolean {
  if (route.gate === 'public') return true;
  if (viewer === null) return false;
  return route.gate === 'write-key' ? viewer.kind === 'key' && viewer.key === 'write' : may(viewer, route.gate);
}

function pathWithAnything(route: RouteContract): string {
  return route.path.replace(/:[A-Za-z]+/g, 'anything');
}

async function ask(baseUrl: string, route: RouteContract, walker: Walker, request: Request, streamMs: number): Promise<{ status: number; text: string }> {
  const response = await fetch(baseUrl + request.path, { method: route.method, headers: walker.headers, ...(route.method === 'GET' ? {} : { body: JSON.stringify(request.body ?? {}) }) });
  if (!(response.headers.get('content-type') ?? '').startsWith('text/event-stream') || response.body === null) return { status: response.status, text: await response.text() };
  const reader = response.body.getReader();
  const timer = setTimeout(() => void reader.cancel(), streamMs);
  const decoder = new TextDecoder();
  let text = '';
  for (let chunk = await reader.read(); !chunk.done; chunk = await reader.read()) text += decoder.decode(chunk.value, { stream: true });
  clearTimeout(timer);
  return { status: response.status, text };
}

/** JSON escapes undone, so that an escaped letter hides nothing. */
function decoded(text: string): string {
  return text.replace(/\\u([0-9a-f]{4})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
}

/** Letters and digits alone, lower case: a phone number with other spaces, a name in capitals, are the same value. */
function comparable(text: string): string {
  return text.toLowerCase().replace(/[^\p{L}\p{N}@•]/gu, '');
}
