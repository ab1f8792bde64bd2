import { z } from 'zod';
import { defineRoutes } from './route-contract.ts';

/** One thing that must work, in words. `fix` says the one step that mends it. */
export const HealthCheck = z.object({ name: z.string(), state: z.enum(['ok', 'degraded', 'down']), detail: z.string(), fix: z.string().nullable() });
export const Health = z.object({ state: z.enum(['ok', 'degraded', 'down']), version: z.string(), checks: z.array(HealthCheck), demo: z.object({ loaded: z.number(), planned: z.number(), living: z.boolean() }).nullable() });
export type Health = z.infer<typeof Health>;

/** Routes of the installation itself; the composition root serves them. */
export const routes = defineRoutes({
  health: { method: 'GET', path: '/api/health', summary: 'Whether everything works; details only for those who may see them', gate: 'public', response: Health },
  openapi: { method: 'GET', path: '/api/openapi.json', summary: 'This API as OpenAPI 3.1', gate: 'public', response: z.record(z.string(), z.unknown()) },
  demoOffer: { method: 'GET', path: '/api/demo', summary: 'Whether the demo company can be loaded here, and if not, why', gate: 'run-demo', response: z.object({ loadable: z.boolean(), because: z.string().nullable(), customers: z.number().nullable() }) },
  loadDemo: { method: 'POST', path: '/api/demo', summary: 'Load the demo company into an empty installation', gate: 'run-demo', body: z.object({ customers: z.number().int().min(10).max(1_000_000).default(2_000) }), response: z.object({ started: z.boolean() }), audit: 'demo.started' },
  backUp: { method: 'POST', path: '/api/backup', summary: 'Write a backup into a folder on the machine that Custos runs on', gate: 'back-up', body: z.object({ folder: z.string().min(1).max(1_000) }), response: z.object({ folder: z.string(), tables: z.number(), rows: z.number(), bytes: z.number() }), audit: 'backup.written' },
});
