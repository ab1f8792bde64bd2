import { randomUUID } from 'node:crypto';
import { AppError } from '../../../kernel/app-error.ts';
import type { AcceptResult, InteractionInput } from '../../interactions/contract.ts';
import type { IncidentWord } from './contract.ts';

/** Whose word it is: what a person of the company enters here. */
const STAFF_SOURCE = 'staff';

/** What a person says about an incident, as the interaction that it becomes. `key`: names this word. Units: ms since 1970. */
function incidentInteraction({ id, turn, title, tell, since, nextUpdateAt, affects }: IncidentWord & { readonly id: string }, key: string, nowMs: number): InteractionInput {
  return {
    id: `${id}-${key}`.slice(-200), channel: 'staff', kind: `incident-${turn}`, direction: 'internal', office: 'service', stage: 'support', occurredAt: new Date(nowMs).toISOString(), title, text: tell,
    subjects: [{ type: 'incident', id, label: title }, ...affects], properties: { ...(since === null ? {} : { since }), ...(nextUpdateAt === null ? {} : { nextUpdateAt }) },
  };
}

/** Takes in what a person says about an incident, through the door of all interactions. Shape: the incident's id and the interaction. Errors: `invalid` when it cannot be taken in. */
export async function sayIncident(deps: { readonly accept: (source: string, items: readonly unknown[]) => Promise<readonly AcceptResult[]>; readonly clock: () => number }, word: IncidentWord): Promise<{ id: string; interaction: string }> {
  const id = word.id ?? `inc-${randomUUID().slice(0, 8)}`;
  const [taken] = await deps.accept(STAFF_SOURCE, [incidentInteraction({ ...word, id }, randomUUID().slice(0, 8), deps.clock())]);
  if (taken === undefined || taken.status === 'quarantined') throw new AppError('invalid', 'incident-not-taken', taken?.detail ?? 'This could not be taken in. Look at its dates and try again.');
  return { id, interaction: taken.reference };
}
