import assert from 'node:assert/strict';
import type { IncomingMessage } from 'node:http';
import { test, type TestContext } from 'node:test';
import { z } from 'zod';
import { ROLES, type Role, type Viewer } from '../../src/kernel/access.ts';
import { routes as kernelRoutes } from '../../src/kernel/health.ts';
import { personal } from '../../src/kernel/personal-data.ts';
import { defineRoutes, type RouteContract } from '../../src/kernel/route-contract.ts';
import { routes as analysts } from '../../src/modules/analysts/contract.ts';
import { chatwootRoutes, routes as channels } from '../../src/modules/channels/contract.ts';
import { routes as charter } from '../../src/modules/charter/contract.ts';
import { consentRoutes, mentionRoutes, organisationRoutes, retentionRoutes, routes as customers } from '../../src/modules/customers/contract.ts';
import { matchingRoutes, routes as identity } from '../../src/modules/identity/contract.ts';
import { routes as interactions } from '../../src/modules/interactions/contract.ts';
import { routes as outreach } from '../../src/modules/outreach/contract.ts';
import { calendarRoutes, routes as people } from '../../src/modules/people/contract.ts';
import { routes as surveys } from '../../src/modules/surveys/contract.ts';
import { routes as sidePanel } from '../../src/modules/side-panel/contract.ts';
import { routes as subjects } from '../../src/modules/subjects/contract.ts';
import { createHttpServer } from '../../src/platform/http/create-server.ts';
import { compileMask } from '../../src/platform/http/mask-answer.ts';
import { openApiOf } from '../../src/platform/http/openapi.ts';
import { createLog } from '../../src/platform/log/log.ts';
import { assertMaskedForEveryRole, type Walker } from './role-walk.ts';

const ALL: readonly RouteContract[] = [kernelRoutes, people, calendarRoutes, identity, matchingRoutes, interactions, subjects, channels, chatwootRoutes, sidePanel, customers, consentRoutes, mentionRoutes, organisationRoutes, retentionRoutes, charter, outreach, surveys, analysts].flatMap((table: Readonly<Record<string, RouteContract>>) => Object.values(table));

test('every route of the product can be masked and described, and no two share an address', () => {
  for (const route of ALL) assert.equal(typeof compileMask(route.response), 'function', route.path);
  assert.equal(new Set(ALL.map(({ method, path }) => `${method} ${path}`)).size, ALL.length);
  const document = openApiOf(ALL, '0.1.0') as { paths: Record<string, Record<string, unknown>> };
  assert.equal(Object.values(document.paths).flatMap((path) => Object.keys(path)).length, ALL.length);
});

const routes = defineRoutes({
  one: { method: 'GET', path: '/api/customers/:id', summary: 'One', gate: 'see-customers', params: z.object({ id: z.string() }), response: z.object({ name: personal('name'), note: personal('text') }) },
  raw: { method: 'GET', path: '/api/raw', summary: 'Raw', gate: 'see-customers', response: z.object({ name: personal('name') }), raw: 'response' },
  change: { method: 'POST', path: '/api/change', summary: 'Change', gate: 'manage-people', body: z.object({}), response: z.object({}) },
});

const walkers: Walker[] = [
  ...ROLES.map((role): Walker => ({ name: role, viewer: { kind: 'person', id: role, name: role, role }, headers: { 'x-test-viewer': role } })),
  { name: 'nobody', viewer: null, headers: {} },
];
const requestsFor = (route: RouteContract): { path: string }[] | null => (route.method === 'GET' ? [{ path: route.path.replace(':id', 'cus_1') }] : null);

async function started(t: TestContext, streamMasked: boolean): Promise<string> {
  const viewerOf = async (request: IncomingMessage): Promise<Viewer | null> => {
    const role = request.headers['x-test-viewer'];
    return typeof role === 'string' ? { kind: 'person', id: role, name: role, role: role as Role } : null;
  };
  const server = createHttpServer({ log: createLog('error', () => undefined), viewerOf, audit: () => undefined });
  server.handle(routes.one, async () => ({ name: 'Zyxwvut Qrst', note: 'ZYXWVUT called from +47 912 34 567' }));
  server.handle(routes.raw, async ({ response, masked }) => {
    const answer = { name: 'Zyxwvut Qrst' };
    response.end(JSON.stringify(streamMasked ? masked(answer) : answer));
    return undefined;
  });
  server.handle(routes.change, async () => ({}));
  await server.listen('127.0.0.1', 0);
  t.after(() => server.close());
  return server.address() ?? '';
}

test('the walk passes when every role sees what it may, and tells how much it looked at', async (t) => {
  const walked = await assertMaskedForEveryRole(await started(t, true), { routes: Object.values(routes), walkers, sentinels: ['Zyxwvut', '912 34 567'], requestsFor });
  assert.deepEqual([walked.answers, walked.refusals], [16, 13]);
});

test('the walk fails on a route that forgets to mask, on a sentinel that nobody sees, and on a route that it cannot ask', async (t) => {
  const walk = { routes: Object.values(routes), walkers, sentinels: ['Zyxwvut'], requestsFor };
  await assert.rejects(assertMaskedForEveryRole(await started(t, false), walk), /analyst: GET \/api\/raw shows "Zyxwvut"/);
  const address = await started(t, true);
  await assert.rejects(assertMaskedForEveryRole(address, { ...walk, sentinels: ['Zyxwvut', 'Nowhere'] }), /nobody saw these/);
  await assert.rejects(assertMaskedForEveryRole(address, { ...walk, requestsFor: () => null }), /tell the walk how to ask/);
});

test('the walk fails when a gate is open wider than its contract says', async (t) => {
  const address = await started(t, true);
  const narrower = { ...routes.one, gate: 'manage-keys' as const };
  await assert.rejects(assertMaskedForEveryRole(address, { routes: [narrower], walkers, sentinels: ['Zyxwvut'], requestsFor }), /brand-office: GET \/api\/customers\/cus_1/);
});
