import { startCustos, type Custos } from '../app/start-custos.ts';
import { createLog } from '../platform/log/log.ts';
import { createDemoFeed } from './demo-company.ts';
import { readWords } from './words.ts';

/** Starts Custos and keeps it running until it is told to stop. */
export async function serve(words: readonly string[]): Promise<void> {
  const { settings } = readWords(words);
  const log = createLog(settings.CUSTOS_LOG);
  const custos = await startCustos(settings, log, (target) => createDemoFeed(target, { seed: 1, grammar: 'open', nextBreachMs: null, truthPath: null }, log));
  process.stdout.write(`custos listening on ${custos.address}\n`);
  await untilStopped(custos);
}

/** Ends in good order on the first signal, at once on the second. */
export async function untilStopped(custos: Custos): Promise<void> {
  await new Promise<void>((resolve) => {
    let asked = false;
    const stop = (): void => {
      if (asked) process.exit(1);
      asked = true;
      resolve();
    };
    process.on('SIGINT', stop);
    process.on('SIGTERM', stop);
  });
  await custos.stop();
  process.exit(0);
}
