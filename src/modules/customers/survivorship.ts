import { AppError } from '../../kernel/app-error.ts';
import type { Live } from '../../platform/live/live.ts';
import type { Database } from '../../platform/pg/transaction.ts';
import type { Identity } from '../identity/index.ts';
import type { Interactions } from '../interactions/index.ts';
import { LATEST_WORD, type Survivorship, type SurvivorshipTrial, type SurvivorshipVersion } from './contract.ts';
import { factsOfCustomers, rulesThatHold } from './golden-of-customers.ts';
import { latestCustomers } from './latest-customers.ts';
import { GOLDEN_RECORDS } from './listen-to-customer.ts';
import { insertSurvivorship, latestSurvivorship, survivorshipVersions, type SurvivorshipRow } from './survivorship-store.ts';
import { trySurvivorship } from './try-survivorship.ts';
import { asksForProof } from './weigh-words.ts';

type Deps = { readonly database: Database; readonly identity: Identity; readonly interactions: Interactions; readonly live: Live };

/** Customers that a change is tried on: those seen last. */
const TRIED = 1_000;

const FIRST: SurvivorshipVersion = { version: 0, rules: LATEST_WORD, note: 'What Custos starts with: the latest word counts', by: null, at: null };

function shown({ at, ...row }: SurvivorshipRow): SurvivorshipVersion {
  return { ...row, at: at.toISOString() };
}

/** Whose word counts: the rules, their versions, and what others would change. */
export function createSurvivorship(deps: Deps) {
  const { database } = deps;
  return {
    current: async (): Promise<SurvivorshipVersion> => { const row = await latestSurvivorship(database); return row === null ? FIRST : shown(row); },
    /** Newest first, with what Custos starts with as the last. */
    versions: async (): Promise<SurvivorshipVersion[]> => [...(await survivorshipVersions(database)).map(shown), FIRST],
    /** Keeps a new version; it holds at once, and open pages are told. Errors: `conflict` when `basedOn` is no longer the latest. */
    async save(rules: Survivorship, basedOn: number, note: string, by: string): Promise<SurvivorshipVersion> {
      const saved = await database.transaction((tx) => insertSurvivorship(tx, basedOn, { rules, note, by }));
      if (saved === null) throw new AppError('conflict', 'rules-changed-meanwhile', 'Somebody else saved other rules meanwhile. Load the page again and make your change to theirs.');
      deps.live.publish(GOLDEN_RECORDS, { version: saved.version });
      return shown(saved);
    },
    /** What rules would change, on the customers seen last. Writes nothing. */
    async try(rules: Survivorship): Promise<SurvivorshipTrial> {
      const [holding, ofPeople, { customers }] = await Promise.all([rulesThatHold(database), deps.identity.countOf('person'), latestCustomers(deps, 'person', null, null, TRIED)]);
      const outlined = await deps.identity.outline(customers);
      const facts = await factsOfCustomers(deps, outlined, asksForProof(holding) || asksForProof(rules));
      return { ...trySurvivorship(facts, holding, rules), ofPeople };
    },
  };
}
