import { z } from 'zod';
import { personal } from '../../../kernel/personal-data.ts';
import { defineRoutes } from '../../../kernel/route-contract.ts';
import { Sourced } from '../sourced/contract.ts';

/** What an incident may touch. A campaign touches nothing that is known of an order; it is kept and shown. */
export const AFFECTED_TYPES = ['product', 'place', 'order', 'parcel', 'campaign'] as const;

/** A known problem, folded from everything said about it. `tell`: what customers are told, '' for nothing; `nextUpdateAt`: by when they hear more, null where nobody said; `until` null while it lasts. */
export const IncidentState = z.object({
  id: z.string(), brand: z.string(), state: z.enum(['open', 'closed']), title: personal('text'), tell: personal('text'), since: z.string(), until: z.string().nullable(), nextUpdateAt: z.string().nullable(),
  affects: z.array(z.object({ type: z.string(), id: z.string(), label: personal('text') })), asOf: Sourced, history: z.array(Sourced.extend({ state: z.enum(['open', 'updated', 'closed']) })),
});
export type IncidentState = z.infer<typeof IncidentState>;

/** What somebody of the company says about an incident. `id` null: a new one. Invariant: what is left out of an update stays as it was. */
export const IncidentWord = z.strictObject({
  id: z.string().min(1).max(200).nullable(), turn: z.enum(['opened', 'updated', 'closed']), title: z.string().trim().min(3).max(300), tell: z.string().trim().max(2_000), since: z.iso.datetime().nullable(), nextUpdateAt: z.iso.datetime().nullable(),
  affects: z.array(z.strictObject({ type: z.enum(AFFECTED_TYPES), id: z.string().trim().min(1).max(200) })).max(100),
});
export type IncidentWord = z.infer<typeof IncidentWord>;

export const incidentRoutes = defineRoutes({
  incidents: { method: 'GET', path: '/api/incidents', summary: 'Known problems: what they touch, what customers are told, and when they hear more; those that last first', gate: 'see-customers', response: z.object({ incidents: z.array(IncidentState) }) },
  sayIncident: { method: 'POST', path: '/api/incidents', summary: 'Open, update or close a known problem; it becomes an interaction of the channel staff and shows within seconds', gate: 'tell-status', body: IncidentWord, response: z.object({ id: z.string(), interaction: z.string() }), audit: 'incident.told' },
});
