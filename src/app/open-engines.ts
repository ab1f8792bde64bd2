import { join, resolve } from 'node:path';
import type { Analytics } from '../platform/clickhouse/analytics.ts';
import { migrateAnalytics } from '../platform/clickhouse/migrate.ts';
import { waitForAnalytics } from '../platform/clickhouse/open-analytics.ts';
import { holdFolder } from '../platform/config/hold-folder.ts';
import type { Settings } from '../platform/config/settings.ts';
import type { Log } from '../platform/log/log.ts';
import { openDatabase, type OpenDatabase } from '../platform/pg/database.ts';
import { migrate } from '../platform/pg/migrate.ts';
import { startPrivatePostgres, type PrivatePostgres } from '../platform/pg/private-postgres.ts';
import { chSchemas, pgSchemas } from './schemas.ts';

/** How long Custos waits at start for a server that is away. Units: ms. */
const PATIENCE_MS = 10 * 60_000;

/** Both engines of an installation, open and migrated. */
export type Engines = { readonly database: OpenDatabase; readonly analytics: Analytics; readonly dataFolder: string; close(): Promise<void> };

/**
 * Opens what the settings name: private engines below the data folder, or servers, which are waited for.
 * Errors: `conflict` when another Custos has the folder; `unavailable` when a server stays away.
 */
export async function openEngines(settings: Settings, log: Log): Promise<Engines> {
  const dataFolder = resolve(settings.CUSTOS_DATA);
  const held = holdFolder(dataFolder);
  const opened: (() => Promise<void>)[] = [async () => { held.release(); }];
  const close = async (): Promise<void> => {
    for (const end of opened.splice(0).reverse()) await end();
  };
  try {
    let postgres: PrivatePostgres | null = null;
    if (settings.DATABASE_URL === null) {
      postgres = await startPrivatePostgres({ folder: join(dataFolder, 'postgres'), log });
      opened.push(postgres.stop);
    }
    const database = await openDatabase(postgres === null ? { engine: 'server', url: settings.DATABASE_URL ?? '' } : postgres.connection, { log, waitMs: PATIENCE_MS });
    opened.push(() => database.close());
    await migrate(database, pgSchemas(), log);
    const analytics = await waitForAnalytics({ dataFolder, url: settings.CLICKHOUSE_URL ?? undefined, cluster: settings.CLICKHOUSE_CLUSTER ?? undefined, isReplicated: settings.CLICKHOUSE_REPLICATED === 'yes' }, log, { patienceMs: PATIENCE_MS });
    opened.push(() => analytics.close());
    await migrateAnalytics(analytics, chSchemas(), log);
    return { database, analytics, dataFolder, close };
  } catch (error) {
    await close();
    throw error;
  }
}
