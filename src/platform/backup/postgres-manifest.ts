import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open, readFile, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { AppError } from '../../kernel/app-error.ts';

/** What a backup of PostgreSQL says about itself. `migrations` is the state of the schemas that the rows fit; `sha256` is of each file as it lies there. */
export const PostgresManifest = z.object({
  format: z.literal(1),
  engine: z.literal('postgres'),
  version: z.string(),
  takenAt: z.iso.datetime(),
  migrations: z.array(z.object({ module: z.string(), file: z.string(), sha256: z.string() })),
  tables: z.array(z.object({
    schema: z.string(), table: z.string(), columns: z.array(z.string()), file: z.string().regex(/^[^/\\]+$/), rows: z.number().int().min(0), sha256: z.string(),
  })),
  sequences: z.array(z.object({ schema: z.string(), name: z.string(), lastValue: z.string().regex(/^-?\d+$/), isCalled: z.boolean() })),
});
export type PostgresManifest = z.infer<typeof PostgresManifest>;

const FILE = 'manifest.json';

/** Writes the manifest, the last thing of a backup: a folder without one is no backup. */
export async function writeManifest(folder: string, manifest: PostgresManifest): Promise<void> {
  const making = join(folder, `${FILE}.making`);
  const file = await open(making, 'w', 0o600);
  try {
    await file.writeFile(`${JSON.stringify(manifest, null, 1)}\n`);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(making, join(folder, FILE));
  const directory = await open(folder, 'r');
  try {
    await directory.sync();
  } finally {
    await directory.close();
  }
}

/** Reads a manifest and checks that every file is there, unchanged. Errors: `invalid` naming what is missing or changed. */
export async function readManifest(folder: string): Promise<PostgresManifest> {
  const text = await readFile(join(folder, FILE), 'utf8').catch((error: unknown) => {
    throw new AppError('invalid', 'backup-incomplete', `${folder} holds no complete backup of PostgreSQL: ${FILE} is missing.`, error);
  });
  let manifest: PostgresManifest;
  try {
    manifest = PostgresManifest.parse(JSON.parse(text));
  } catch (error) {
    throw new AppError('invalid', 'backup-unreadable', `${FILE} in ${folder} is damaged or of a format that this Custos does not know.`, error);
  }
  for (const { file, sha256 } of manifest.tables) {
    const hash = createHash('sha256');
    try {
      for await (const chunk of createReadStream(join(folder, file))) hash.update(chunk as Buffer);
    } catch (error) {
      throw new AppError('invalid', 'backup-incomplete', `The file ${file} of the backup can not be read.`, error);
    }
    if (hash.digest('hex') !== sha256) throw new AppError('invalid', 'backup-damaged', `The file ${file} of the backup was changed or damaged after it had been written.`);
  }
  return manifest;
}
