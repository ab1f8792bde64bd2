import type { Health } from '../kernel/health.ts';
import { withCustos } from './client.ts';
import { readWords } from './words.ts';

/** Says what works and what does not, each with the one step that mends it. Ends with 1 when something is down. */
export async function doctor(words: readonly string[]): Promise<void> {
  const { settings } = readWords(words);
  await withCustos(settings, async (client) => {
    const health = await client.call<Health>('GET', '/api/health');
    for (const check of health.checks) process.stdout.write(`${check.state.padEnd(9)} ${check.name}: ${check.detail}${check.fix === null ? '' : `\n          → ${check.fix}`}\n`);
    if (health.state === 'down') process.exitCode = 1;
  });
}
