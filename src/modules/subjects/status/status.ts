import type { Database } from '../../../platform/pg/transaction.ts';
import type { AcceptResult } from '../../interactions/contract.ts';
import type { IncidentState, IncidentWord } from '../contract.ts';
import { sayIncident } from '../incidents/say-incident.ts';
import { FIRST_STATUS_SETTING, type HeldStatusSetting, type StatusSetting } from './contract.ts';
import { putStatusSetting, statusSetting } from './setting-store.ts';
import type { Standing } from './standing.ts';
import { incidentsKnown, standingsOf } from './standings.ts';

/** What we truly know: how orders, refunds and incidents stand, as of when and by whose word. `accept` is the door of all interactions. */
export function createStatus(deps: { readonly database: Database; readonly accept: (source: string, items: readonly unknown[]) => Promise<readonly AcceptResult[]>; readonly clock: () => number }) {
  const held = async (): Promise<HeldStatusSetting> => {
    const row = await statusSetting(deps.database);
    return row === null ? { setting: FIRST_STATUS_SETTING, by: null, at: null } : { setting: row.setting, by: row.by, at: row.at.toISOString() };
  };
  return {
    /** How everything stands that is known of the orders that belong to these claims, of their refunds, and of the incidents that touch them. */
    standings: async (nodes: readonly number[], customer: number): Promise<Standing[]> => standingsOf(deps.database, nodes, customer, deps.clock(), (await held()).setting),
    /** Known problems, those that last first. */
    incidents: (): Promise<IncidentState[]> => incidentsKnown(deps.database),
    /** What a person of the company says about an incident. Shape: its id, and the interaction that it became. Errors: `invalid`. */
    sayIncident: (word: IncidentWord): Promise<{ id: string; interaction: string }> => sayIncident(deps, word),
    /** How old news may be, and who tells what is not known. */
    setting: held,
    async setSetting(setting: StatusSetting, by: string): Promise<HeldStatusSetting> {
      await putStatusSetting(deps.database, setting, by, new Date(deps.clock()));
      return held();
    },
  };
}

export type Status = ReturnType<typeof createStatus>;
