import { chSchemas } from '../../src/app/schemas.ts';
import { ANSWER_TABLES } from '../../src/modules/voice/index.ts';
import { createCustomers } from '../../src/modules/customers/index.ts';
import { createIdentity } from '../../src/modules/identity/index.ts';
import { createInteractions } from '../../src/modules/interactions/index.ts';
import { createSubjects } from '../../src/modules/subjects/index.ts';
import type { Analytics } from '../../src/platform/clickhouse/analytics.ts';
import { createLive } from '../../src/platform/live/live.ts';
import { createLog } from '../../src/platform/log/log.ts';
import { createOutbox } from '../../src/platform/outbox/create-outbox.ts';
import type { OpenDatabase } from '../../src/platform/pg/database.ts';
import { testAnalytics } from './clickhouse.ts';
import { testDatabase } from './postgres.ts';

/** Both engines with all tables, for tests of what customers say. */
export type VoiceEngines = { readonly database: OpenDatabase; readonly analytics: Analytics; close(): Promise<void> };

export async function voiceEngines(): Promise<VoiceEngines> {
  const [stored, analytics] = await Promise.all([testDatabase(), testAnalytics(chSchemas())]);
  return { database: stored.database, analytics, close: async () => { await analytics.close(); await stored.close(); } };
}

/** Whatever is started and stopped with a house. */
type Inhabitant = { start?(): unknown; stop(): Promise<unknown> };

/** One life of Custos on these engines, as far as voice: everything that voice is given, under the names by which it asks for it. After its end another may begin. */
export function voiceHouse({ database, analytics }: Pick<VoiceEngines, 'database' | 'analytics'>, clock: () => number) {
  const log = createLog('error', () => undefined);
  const zone = 'UTC';
  const outbox = createOutbox({ database, analytics, log, clock });
  const identity = createIdentity({ database, analytics, outbox, log, clock });
  const live = createLive(() => undefined);
  const interactions = createInteractions({ database, analytics, identity, outbox, live, log, clock, zone, answerTables: ANSWER_TABLES });
  const subjects = createSubjects({ database, identity, outbox });
  const customers = createCustomers({ database, analytics, identity, interactions, subjects, outbox, live, clock });
  let inhabitants: readonly Inhabitant[] = [];
  return {
    database, analytics, log, clock, zone, outbox, identity, interactions, customers,
    /** What orders and parcels are: apart, because whoever reads texts looks for names of products where it is given them. */
    subjects,
    /** Starts what feeds voice, then these, in their order; they stop with the house, the last first. */
    async begin(...those: readonly Inhabitant[]): Promise<void> {
      inhabitants = those;
      await outbox.start();
      interactions.start();
      for (const one of those) await one.start?.();
    },
    /** Accepts what was said, and waits until it is recorded and has arrived everywhere. Shape: what became of each. */
    async say(...items: readonly object[]): ReturnType<typeof interactions.acceptBatch> {
      const results = await interactions.acceptBatch('help-desk', items);
      await interactions.settled();
      return results;
    },
    async end(): Promise<void> {
      for (const one of inhabitants.toReversed()) await one.stop();
      await customers.rules.stop();
      await customers.makeUp.stop();
      await interactions.stop();
      await outbox.stop();
      await identity.stop();
    },
  };
}
