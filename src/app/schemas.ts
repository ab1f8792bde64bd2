import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { join } from 'node:path';

const SOURCES = fileURLToPath(new URL('..', import.meta.url));
/** Modules in reading order: a migration may rely on those of modules to its left. */
const MODULES = ['people', 'identity', 'interactions', 'subjects', 'channels', 'customers', 'voice', 'journeys', 'promises', 'charter', 'outreach', 'surveys', 'cases', 'portal', 'ombudsman', 'raised', 'communications', 'side-panel', 'analysts'];

type SchemaFolder = { readonly module: string; readonly folder: string };

function present(folders: readonly SchemaFolder[]): SchemaFolder[] {
  return folders.filter(({ folder }) => existsSync(folder));
}

/** The schema of a module: its name, as PostgreSQL writes it. */
const schemaOf = (module: string): string => module.replaceAll('-', '_');

/** Folders of PostgreSQL migrations: the platform's own first. */
export function pgSchemas(): SchemaFolder[] {
  return present([{ module: 'platform', folder: join(SOURCES, 'platform/outbox/schema/pg') }, ...MODULES.map((module) => ({ module: schemaOf(module), folder: join(SOURCES, 'modules', module, 'schema/pg') }))]);
}

/** Folders of ClickHouse migrations. */
export function chSchemas(): SchemaFolder[] {
  return present(MODULES.map((module) => ({ module, folder: join(SOURCES, 'modules', module, 'schema/ch') })));
}
