/** `npm run check`: one line a check, what it found beneath. `npm run check -- licences` runs those whose name begins so. */
import type { Check } from './check.ts';
import { deadCode, typesAndLint } from './tools.ts';
import { importRules } from './import-rules.ts';
import { licences } from './licences.ts';
import { lockFile } from './lock-file.ts';
import { fileLengths, fileNames, machineTraces, onlyAppErrors } from './house-rules.ts';

const CHECKS: readonly Check[] = [typesAndLint, importRules, deadCode, licences, lockFile, fileLengths, fileNames, onlyAppErrors, machineTraces];

const asked = process.argv.slice(2);
const chosen = CHECKS.filter((check) => asked.length === 0 || asked.some((name) => check.name.startsWith(name)));
let failed = 0;

/** Runs checks one after the other and tells of each. */
async function told(checks: readonly Check[]): Promise<void> {
  for (const check of checks) {
    const startedMs = Date.now();
    const { breaches, note } = await check.run();
    const isGood = breaches.length === 0;
    if (!isGood) failed += 1;
    const lines = [`${isGood ? '✔' : '✖'} ${check.name.padEnd(16)} ${note} (${((Date.now() - startedMs) / 1000).toFixed(1)} s)`, ...breaches.map((breach) => `    ${breach.replaceAll('\n', '\n    ')}`)];
    process.stdout.write(`${lines.join('\n')}\n`);
  }
}

// Types and lint take longer than all the others together.
await Promise.all([told(chosen.filter((check) => check === typesAndLint)), told(chosen.filter((check) => check !== typesAndLint))]);
if (failed > 0) process.stdout.write(`${failed} of the checks found something\n`);
process.exitCode = failed > 0 ? 1 : 0;
