import { accessSync, constants, existsSync } from 'node:fs';
import path from 'node:path';
import { INSTALL, installOnnx, isInstalled } from '../../src/platform/models/embedder.ts';
import { ROOT } from '../checks/source-files.ts';
import { runQuietly } from './run-quietly.ts';

/** What the tests need besides packages. `faults` are sentences about what could not be had; whoever needs it fails. */
export type Tools = { readonly env: Readonly<Record<string, string>>; readonly faults: readonly string[] };

/** The headless shell first: it is the same engine without windows, tabs and an address bar, which cost a fifth of what a page does. */
const CHROMIUM_NAMES = ['chromium-headless-shell', 'chrome-headless-shell', 'chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome'];
const CHROMIUM_OF_MACOS = ['/Applications/Chromium.app/Contents/MacOS/Chromium', '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome'];
const DEBIAN_POSTGRES_15 = '/usr/lib/postgresql/15/bin';

function isProgram(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

function onPath(names: readonly string[]): string | null {
  const folders = (process.env['PATH'] ?? '').split(path.delimiter);
  return names.flatMap((name) => folders.map((folder) => path.join(folder, name))).find(isProgram) ?? null;
}

/** A Chromium of this machine: the one that CUSTOS_CHROMIUM names, else one on PATH. */
export function installedChromium(): string | null {
  const named = process.env['CUSTOS_CHROMIUM'] ?? '';
  if (named !== '') return isProgram(named) ? named : null;
  return onPath(CHROMIUM_NAMES) ?? CHROMIUM_OF_MACOS.find(isProgram) ?? null;
}

async function hasPostgres15(): Promise<boolean> {
  if (existsSync(path.join(DEBIAN_POSTGRES_15, 'initdb'))) return true;
  const postgres = onPath(['postgres']);
  return postgres !== null && /\) 15\./.test((await runQuietly(postgres, ['--version'])).output);
}

/** Installs Debian packages when this user may. Answers why not, in words, or null when they are there. */
async function installFromDebian(packages: readonly string[]): Promise<string | null> {
  const apt = onPath(['apt-get']);
  if (apt === null || process.getuid?.() !== 0) return 'this machine has no apt-get that this user may run';
  process.stdout.write(`custos: installing ${packages.join(' and ')} for the tests …\n`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const install = (): ReturnType<typeof runQuietly> => runQuietly(apt, ['install', '-y', '--no-install-recommends', ...packages], env);
  // The list of packages may be empty or old on a new machine.
  await runQuietly(apt, ['update'], env);
  const { code, output } = await install();
  return code === 0 ? null : `apt-get said: ${output.trim().split('\n').slice(-2).join(' ')}`;
}

/** npm, as whoever started the tests has it. */
function npmCommand(): readonly [program: string, ...first: string[]] {
  const npm = process.env['npm_execpath'];
  return npm === undefined ? ['npm'] : [process.execPath, npm];
}

/** The packages of embedders, which are not part of Custos. Answers why not, in words, or null when they are there. */
async function embeddersFromNpm(): Promise<string | null> {
  const [program, ...first] = npmCommand();
  for (const [kind, install] of [['use-lite', INSTALL], ['onnx', installOnnx]] as const) {
    if (isInstalled(kind)) continue;
    process.stdout.write(`custos: fetching what the embedder ${kind} needs from npm for the tests …\n`);
    const { code, output } = await runQuietly(program, [...first, ...install.split(' ').slice(1), '--ignore-scripts', '--loglevel=error']);
    if (code !== 0 || !isInstalled(kind)) return `npm said: ${output.trim().split('\n').slice(-2).join(' ')}`;
  }
  return null;
}

/** A Chromium out of an npm package, for a user who may not install programs. */
async function chromiumFromNpm(): Promise<string | null> {
  const folder = path.join(ROOT, '.custos', 'chromium');
  const [program, ...first] = npmCommand();
  if (!existsSync(path.join(folder, 'node_modules/@sparticuz/chromium'))) {
    process.stdout.write('custos: fetching a Chromium from npm for the tests …\n');
    const { code } = await runQuietly(program, [...first, 'install', '--prefix', folder, '--no-save', '--no-package-lock', '--ignore-scripts', '--loglevel=error', '@sparticuz/chromium']);
    if (code !== 0) return null;
  }
  const script = `import chromium from ${JSON.stringify(path.join(folder, 'node_modules/@sparticuz/chromium/build/index.js'))}; process.stdout.write('\\n' + await chromium.executablePath());`;
  const { code, output } = await runQuietly(process.execPath, ['--input-type=module', '-e', script]);
  const file = output.trim().split('\n').at(-1) ?? '';
  return code === 0 && isProgram(file) ? file : null;
}

/** Finds what the chosen tests need, and installs what is missing where this user may. */
export async function findTools(needs: { readonly chromium: boolean; readonly postgres15: boolean; readonly embedder: boolean }): Promise<Tools> {
  const lacksPostgres = needs.postgres15 && !await hasPostgres15();
  const lacksChromium = needs.chromium && installedChromium() === null;
  const wanted = [...(lacksPostgres ? ['postgresql-15'] : []), ...(lacksChromium ? ['chromium-headless-shell'] : [])];
  const refusal = wanted.length === 0 ? null : await installFromDebian(wanted);

  const faults: string[] = [];
  if (lacksPostgres && !await hasPostgres15()) faults.push(`The tests on a PostgreSQL server need PostgreSQL 15 (${refusal ?? 'it did not arrive'}). Install it, or put its bin folder into PATH.`);
  const noEmbedder = needs.embedder ? await embeddersFromNpm() : null;
  if (noEmbedder !== null) faults.push(`The tests of embedders need their packages (${noEmbedder}). Type: ${INSTALL} && ${installOnnx}`);
  const chromium = needs.chromium ? installedChromium() ?? await chromiumFromNpm() : null;
  if (needs.chromium && chromium === null) faults.push(`The tests in a browser need Chromium (${refusal ?? 'it did not arrive'}). Install it, or name one in CUSTOS_CHROMIUM.`);
  return { env: chromium === null ? {} : { CUSTOS_CHROMIUM: chromium }, faults };
}
