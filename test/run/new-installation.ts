import { mkdtempSync, renameSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { leash } from '../engines/leash.ts';
import { startCustos } from '../journeys/harness.ts';

/** The data folder of an installation that was started once and has nobody in it, for tests to copy. It goes with this process, however that ends. */
export async function newInstallation(): Promise<{ readonly dataFolder: string; remove(): Promise<void> }> {
  const place = mkdtempSync(path.join(tmpdir(), 'custos-installation-'));
  const remove = leash(null, [place]);
  const dataFolder = path.join(place, 'data');
  const custos = await startCustos({ withoutOwner: true });
  await custos.end();
  // Moved away before `stop`, which lets go of the process too: by the end of the run another could have its number.
  renameSync(custos.dataFolder, dataFolder);
  await custos.stop();
  return { dataFolder, remove };
}
