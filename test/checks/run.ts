/** `npm run check`: one line a check, what it found beneath. `npm run check -- licences` runs those whose name begins so. */
import type { Check } from './check.ts';
import { deadCode, lint, types } from './tools.ts';
import { importRules } from './import-rules.ts';
import { licences } from './licences.ts';
import { lockFile } from './lock-file.ts';
import { fileLengths, fileNames, machineTraces, onlyAppErrors } from './house-rules.ts';

const CHECKS: readonly Check[] = [types, lint, importRules, deadCode, licences, lockFile, fileLengths, fileNames, onlyAppErrors, machineTraces];

const asked = process.argv.slice(2);
let failed = 0;
for (const check of CHECKS) {
  if (asked.length > 0 && !asked.some((name) => check.name.startsWith(name))) continue;
  const startedMs = Date.now();
  const { breaches, note } = await check.run();
  const isGood = breaches.length === 0;
  if (!isGood) failed += 1;
  process.stdout.write(`${isGood ? '✔' : '✖'} ${check.name.padEnd(16)} ${note} (${((Date.now() - startedMs) / 1000).toFixed(1)} s)\n`);
  for (const breach of breaches) process.stdout.write(`    ${breach.replaceAll('\n', '\n    ')}\n`);
}
if (failed > 0) process.stdout.write(`${failed} of the checks found something\n`);
process.exitCode = failed > 0 ? 1 : 0;
