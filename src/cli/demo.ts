import { startCustos, type Custos } from '../app/start-custos.ts';
import { AppError } from '../kernel/app-error.ts';
import { createLog } from '../platform/log/log.ts';
import { createDemoFeed, DEMO_COMPANY, DEMO_OWNER, type Planted } from './demo-company.ts';
import { untilStopped } from './serve.ts';
import { readDurationMs, readWords, textFlag } from './words.ts';

const BAR_WIDTH = 30;

/** Starts Custos with the demo company: loads its history with a progress bar, keeps it living, and says where to look. */
export async function demo(words: readonly string[]): Promise<void> {
  const read = readWords(words, { customers: 'text', seed: 'text', grammar: 'text', 'next-breach': 'text', plant: 'text', truth: 'text' });
  const customers = wholeNumber(textFlag(read, 'customers') ?? '2000', 'customers', 10, 1_000_000);
  const grammar = textFlag(read, 'grammar') ?? 'open';
  if (grammar !== 'open' && grammar !== 'held-out') throw new AppError('invalid', 'grammar-unknown', '--grammar is open or held-out.');
  const breach = textFlag(read, 'next-breach');
  const plant = textFlag(read, 'plant');
  const settings = read.settings.CUSTOS_OWNER_EMAIL === null ? { ...read.settings, CUSTOS_OWNER_EMAIL: DEMO_OWNER.email, CUSTOS_OWNER_PASSWORD: DEMO_OWNER.password, CUSTOS_COMPANY: read.settings.CUSTOS_COMPANY ?? DEMO_COMPANY } : read.settings;
  const log = createLog(settings.CUSTOS_LOG === 'info' ? 'warn' : settings.CUSTOS_LOG);
  const plan = { seed: wholeNumber(textFlag(read, 'seed') ?? '1', 'seed', 0, 2 ** 31), grammar, ...(plant === null ? {} : { plant: readPlanted(plant) }), nextBreachMs: breach === null ? null : readDurationMs(breach), truthPath: textFlag(read, 'truth') ?? '.custos/demo-truth.jsonl' } as const;
  const custos = await startCustos(settings, log, (target) => createDemoFeed(target, plan, log));
  await custos.demo?.start(customers);
  const signIn = settings.CUSTOS_OWNER_EMAIL === DEMO_OWNER.email ? `\n  Sign in:  ${DEMO_OWNER.email}  ${DEMO_OWNER.password}` : '';
  process.stdout.write(`custos listening on ${custos.address}\n\n  The demo company is at  ${custos.address}${signIn}\n  The page works now; history goes on loading. Ctrl+C stops. Nothing is ever sent to anybody.\n\n`);
  showProgress(custos);
  await untilStopped(custos);
}

/** `promises=500,near=5000`: either may be left out. Errors: `invalid` with how it is written. */
export function readPlanted(text: string): Planted {
  const planted = { promises: 0, near: 0 };
  for (const part of text.split(',')) {
    const [, name, count] = /^(promises|near)=(\d{1,6})$/.exec(part.trim()) ?? [];
    if (name === undefined) throw new AppError('invalid', 'flag-wrong', '--plant is written promises=500,near=5000: how many promises are broken, and how many nearly.');
    planted[name as keyof Planted] = Number(count);
  }
  return planted;
}

function wholeNumber(text: string, flag: string, least: number, most: number): number {
  const number = Number(text);
  if (!Number.isInteger(number) || number < least || number > most) throw new AppError('invalid', 'flag-wrong', `--${flag} is a whole number from ${least} to ${most}.`);
  return number;
}

function showProgress(custos: Custos): void {
  const startedMs = Date.now();
  let saidDone = false;
  const timer = setInterval(() => {
    const progress = custos.demo?.progress();
    if (progress == null || saidDone) return;
    const ratio = progress.planned === 0 ? 1 : Math.min(1, progress.loaded / progress.planned);
    const seconds = (Date.now() - startedMs) / 1_000;
    const bar = '█'.repeat(Math.round(ratio * BAR_WIDTH)).padEnd(BAR_WIDTH, '░');
    const line = `  ${bar} ${Math.round(ratio * 100)} %  ${progress.loaded.toLocaleString('en')} of ${progress.planned.toLocaleString('en')} interactions, ${Math.round(progress.loaded / Math.max(seconds, 0.1)).toLocaleString('en')}/s`;
    if (process.stdout.isTTY) process.stdout.write(`\r${line}`);
    if (progress.living) {
      saidDone = true;
      process.stdout.write(`${process.stdout.isTTY ? '\n' : `${line}\n`}  Loaded in ${Math.round(seconds)} s; the company lives on: new interactions arrive.\n`);
      clearInterval(timer);
    }
  }, 500);
  timer.unref();
}
