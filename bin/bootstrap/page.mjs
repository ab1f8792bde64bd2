import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { runQuietly } from './children.mjs';
import { oneAtATime } from './one-at-a-time.mjs';
import { SetupFault, lastLines, timed } from './sentences.mjs';

/** Files that the page is made of: its own, those of the modules, the contracts and rules that it shares with the server, and the tools that build it. */
const PARTS = [/^src\/web\//, /^src\/modules\/[^/]+\/web\//, /^src\/modules\/[^/]+\/contract\.ts$/, /^src\/kernel\//];
const WHOLE = ['vite.config.ts', 'tsconfig.json', 'package-lock.json'];

function filesUnder(root, folder) {
  return readdirSync(path.join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const name = `${folder}/${entry.name}`;
    return entry.isDirectory() ? filesUnder(root, name) : [name];
  });
}

/** One hash over everything that the page is made of; equal hashes give equal pages. */
function hashOfSources(root) {
  const hash = createHash('sha256');
  const sources = filesUnder(root, 'src').filter((file) => PARTS.some((part) => part.test(file)) && !/\.test\.[cm]?[jt]sx?$/.test(file)).sort();
  for (const file of [...sources, ...WHOLE.filter((name) => existsSync(path.join(root, name)))]) {
    hash.update(`${file}\0`).update(readFileSync(path.join(root, file))).update('\0');
  }
  return hash.digest('hex');
}

/** Builds the page into dist/web when its sources are not those it was built from. The old page is served until the new one is whole. */
export async function ensurePage(root, node) {
  const page = path.join(root, 'dist', 'web');
  const stamp = path.join(root, '.custos', 'page-built-from');
  const isFresh = (hash) => existsSync(path.join(page, 'index.html')) && existsSync(stamp) && readFileSync(stamp, 'utf8') === hash;
  if (isFresh(hashOfSources(root))) return;
  await oneAtATime(root, async () => {
    const hash = hashOfSources(root);
    if (isFresh(hash)) return;
    await timed('building the page', async () => {
      const fresh = path.join(root, 'dist', `web-${process.pid}`);
      const vite = path.join(root, 'node_modules', 'vite', 'bin', 'vite.js');
      const { code, output } = await runQuietly(node, [vite, 'build', '--outDir', fresh, '--emptyOutDir', '--logLevel', 'warn'], { cwd: root, env: { ...process.env, NODE_ENV: 'production' } });
      if (code !== 0) {
        rmSync(fresh, { recursive: true, force: true });
        throw new SetupFault(`the page could not be built.\n${lastLines(output, 30)}`);
      }
      const old = path.join(root, 'dist', `web-${process.pid}-old`);
      if (existsSync(page)) renameSync(page, old);
      renameSync(fresh, page);
      rmSync(old, { recursive: true, force: true });
      writeFileSync(stamp, hash);
    });
  });
}
