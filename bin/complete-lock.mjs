/**
 * Completes package-lock.json after a change of dependencies: `node bin/complete-lock.mjs`.
 * npm writes only those platform packages into the lock that its registry offered at that moment, and then `npm ci` refuses the file on every platform.
 * This adds the missing ones by name, version and platform; their checksum comes from the registry on the platform that needs them.
 * With `--check` it only names them.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';

const SYSTEMS = ['aix', 'android', 'darwin', 'freebsd', 'linux', 'netbsd', 'openbsd', 'openharmony', 'sunos', 'win32'];
const PROCESSORS = ['arm64', 'arm', 'ia32', 'loong64', 'ppc64', 'riscv64', 's390x', 'x64', 'wasm32'];
const LIBRARIES = { gnu: 'glibc', gnueabihf: 'glibc', musl: 'musl', musleabihf: 'musl' };

/** What a platform package's name says about where it runs; null when it says nothing. */
function platformOf(name) {
  const words = name.split(/[/-]/);
  const os = words.find((word) => SYSTEMS.includes(word));
  const cpu = words.find((word) => PROCESSORS.includes(word));
  if (os === undefined || cpu === undefined) return null;
  const libc = words.map((word) => LIBRARIES[word]).find((library) => library !== undefined);
  return { cpu: [cpu], os: [os], ...(os === 'linux' && libc !== undefined ? { libc: [libc] } : {}) };
}

/** Whether Node would find a package from that place: in its own node_modules or in one further up. */
function isFoundFrom(lock, place, name) {
  for (let at = place; ; at = at.slice(0, Math.max(0, at.lastIndexOf('node_modules/') - 1))) {
    if (Object.hasOwn(lock.packages, at === '' ? `node_modules/${name}` : `${at}/node_modules/${name}`)) return true;
    if (at === '') return false;
  }
}

/** Optional packages that something in the lock asks for and the lock does not hold. */
export function missingFrom(lock) {
  return Object.entries(lock.packages).flatMap(([place, entry]) => Object.entries(entry.optionalDependencies ?? {})
    .filter(([name]) => !isFoundFrom(lock, place, name))
    .map(([name, version]) => ({ name, version, dev: entry.dev === true })));
}

function complete(file) {
  const lock = JSON.parse(readFileSync(file, 'utf8'));
  const missing = missingFrom(lock);
  for (const { name, version, dev } of missing) {
    process.stdout.write(`${name}@${version}\n`);
    const platform = platformOf(name);
    if (platform === null || !/^\d+\.\d+\.\d+/.test(version)) throw new TypeError(`${name}@${version}: neither its platform nor its exact version can be told from its name; add it by hand.`);
    lock.packages[`node_modules/${name}`] = { version, ...platform, ...(dev ? { dev } : {}), optional: true };
  }
  if (process.argv.includes('--check')) return missing.length === 0 ? 0 : 1;
  const { '': root, ...others } = lock.packages;
  lock.packages = { '': root, ...Object.fromEntries(Object.entries(others).sort(([a], [b]) => (a < b ? -1 : 1))) };
  writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`);
  return 0;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) process.exitCode = complete(new URL('../package-lock.json', import.meta.url));
