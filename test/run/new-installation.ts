import { mkdtempSync, renameSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { leash } from '../engines/leash.ts';
import { INSTALLATION, startCustos } from '../journeys/harness.ts';

/** An installation that was started once and has only its owner in it, signed in, for tests to copy. The folder goes with this process, however that ends. */
export async function newInstallation(): Promise<{ readonly folder: string; remove(): Promise<void> }> {
  const folder = mkdtempSync(path.join(tmpdir(), 'custos-installation-'));
  const remove = leash(null, [folder]);
  const custos = await startCustos();
  await custos.end();
  // Moved away before `stop`, which lets go of the process too: by the end of the run another could have its number.
  renameSync(custos.dataFolder, path.join(folder, INSTALLATION.data));
  writeFileSync(path.join(folder, INSTALLATION.entrance), JSON.stringify({ ownerSession: custos.ownerSession, writeKey: custos.writeKey }));
  await custos.stop();
  return { folder, remove };
}
