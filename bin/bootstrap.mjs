#!/usr/bin/env node
/**
 * The first step of every command of Custos. Plain JavaScript for Node 18 and newer without packages, because it runs before there are any:
 * it fetches a private Node 24 where this machine's is older, installs what the lock file says, builds the page when its sources changed,
 * and goes on under Node 24. What it says goes to stderr, so that a command's own answer stays alone on stdout.
 */
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { runToEnd } from './bootstrap/children.mjs';
import { PRODUCT_ARGUMENTS, productEnvironment } from './bootstrap/how-node-runs.mjs';
import { ensureNode24 } from './bootstrap/node-24.mjs';
import { ensurePackages } from './bootstrap/packages.mjs';
import { ensurePage } from './bootstrap/page.mjs';
import { SetupFault, say } from './bootstrap/sentences.mjs';

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));

/** What each command of package.json runs under Node 24, whether it shows the page, and whether it is the product itself. */
const COMMANDS = {
  demo: { page: true, product: true, script: ['src/cli/main.ts', 'demo'] },
  serve: { page: true, product: true, script: ['src/cli/main.ts', 'serve'] },
  cli: { page: false, product: true, script: ['src/cli/main.ts'] },
  test: { page: true, script: ['test/run/run.ts'] },
  'test-long': { page: true, script: ['test/run/run.ts', '--long'] },
  check: { page: false, script: ['test/checks/run.ts'] },
  bench: { page: false, script: ['bench/main.ts'] },
  train: { page: false, script: ['models/train.ts'] },
  build: { page: true, script: null },
};

async function main() {
  const [name = '', ...args] = process.argv.slice(2);
  const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : null;
  if (command === null) throw new SetupFault(`Custos has no command "${name}". There are: ${Object.keys(COMMANDS).join(', ')}.`);
  const node = await ensureNode24(root);
  await ensurePackages(root);
  // A command that shows the page as `custos serve` from the cli must find one too.
  const page = command.page || (name === 'cli' && ['serve', 'demo'].includes(args[0] ?? ''));
  if (page) await ensurePage(root, node);
  if (command.script === null) return 0;
  const [file, ...first] = command.script;
  const env = {
    ...process.env,
    // Tools that are started by name (`#!/usr/bin/env node`) get the same Node.
    PATH: `${path.dirname(node)}${path.delimiter}${process.env.PATH ?? ''}`,
    // What Node compiled is kept: the next command starts in half the time. Where the folder cannot be written Node does without.
    NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE || path.join(root, '.custos', 'compiled'),
  };
  const run = [path.join(root, file), ...first, ...args];
  if (command.product === true) return runToEnd(node, [...PRODUCT_ARGUMENTS, ...run], { env: productEnvironment(env) });
  return runToEnd(node, ['--disable-warning=ExperimentalWarning', ...run], { env });
}

try {
  process.exitCode = await main();
} catch (error) {
  if (!(error instanceof SetupFault)) throw error;
  say(error.message);
  process.exitCode = 1;
}
