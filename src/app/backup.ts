import { existsSync, mkdirSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { AppError } from '../kernel/app-error.ts';
import { backupClickhouse, restoreClickhouse } from '../platform/backup/clickhouse-backup.ts';
import { backupPostgres } from '../platform/backup/backup-postgres.ts';
import { restorePostgres } from '../platform/backup/restore-postgres.ts';
import type { Analytics } from '../platform/clickhouse/analytics.ts';
import type { Log } from '../platform/log/log.ts';
import type { Outbox } from '../platform/outbox/outbox.ts';
import type { Database } from '../platform/pg/transaction.ts';
import { noteBackup, takeLedger } from './erasure-ledger.ts';
import { pgSchemas } from './schemas.ts';

const POSTGRES = 'postgres';
const CLICKHOUSE = 'clickhouse';

function bytesBelow(folder: string): number {
  return readdirSync(folder, { withFileTypes: true, recursive: true }).reduce((sum, entry) => sum + (entry.isFile() ? statSync(join(entry.parentPath, entry.name)).size : 0), 0);
}

/**
 * Writes both engines into a new folder as of one moment, while Custos goes on accepting.
 * Copies to ClickHouse wait meanwhile, so that ClickHouse never holds what PostgreSQL’s part of the backup does not know.
 */
export async function writeBackup(deps: { readonly database: Database; readonly analytics: Analytics; readonly outbox: Outbox; readonly log: Log; readonly dataFolder: string }, folder: string): Promise<{ folder: string; tables: number; rows: number; bytes: number }> {
  if (existsSync(folder) && readdirSync(folder).length > 0) throw new AppError('conflict', 'backup-folder-used', 'Name a new folder: this one has something in it.');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const { operations, history } = await deps.outbox.whileCopiesWait(async () => ({
    operations: await backupPostgres(deps.database, join(folder, POSTGRES), deps.log),
    history: await backupClickhouse(deps.analytics, join(folder, CLICKHOUSE)),
  }));
  noteBackup(deps.dataFolder, folder);
  return { folder, tables: operations.tables.length + history.tables, rows: operations.tables.reduce((sum, table) => sum + table.rows, history.rows), bytes: bytesBelow(folder) };
}

/** Fills empty engines from a backup. Errors: `invalid` when the folder is no backup or damaged; `conflict` when there is data already. */
export async function readBackup(deps: { readonly database: Database; readonly analytics: Analytics; readonly log: Log; readonly dataFolder: string }, folder: string): Promise<{ rows: number }> {
  if (!existsSync(join(folder, POSTGRES)) || !existsSync(join(folder, CLICKHOUSE))) throw new AppError('invalid', 'backup-missing', 'This folder is no backup: it has no parts postgres and clickhouse.');
  const operations = await restorePostgres(deps.database, join(folder, POSTGRES), pgSchemas(), deps.log);
  const history = await restoreClickhouse(deps.analytics, join(folder, CLICKHOUSE));
  // Applied before anybody is served: somebody who was erased after the backup was written does not come back with it.
  takeLedger(deps.dataFolder, folder);
  return { rows: operations.rows + history.rows };
}
