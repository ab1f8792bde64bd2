import { dropFolder, freshFolder, startProduct, treeBytes, type Product } from './product.ts';
import { spread } from './statistics.ts';

const SETTLE_MS = 5 * 60_000;
/** After that it is looked at so often, so far apart. Units: ms. */
const LOOKS = 7;
const BETWEEN_MS = 5_000;

async function untilLiving(product: Product): Promise<number> {
  const startedMs = performance.now();
  for (;;) {
    const { demo } = await product.call<{ demo: { living: boolean } | null }>('GET', '/api/health');
    if (demo?.living === true) return performance.now() - startedMs;
    await new Promise((resolve) => { setTimeout(resolve, 500); });
  }
}

function megabytes(bytes: number): number {
  return Math.round(bytes / 1e6);
}

/** Memory of the whole process tree: in the run that creates the demo company (highest seen), and from five minutes after a restart on with the trickle on, seven times within half a minute. Shared pages counted once (Pss). */
export async function memory(options: { readonly customers: number; readonly settleMs?: number }) {
  const dataFolder = freshFolder();
  const words = ['--customers', String(options.customers), '--truth', `${dataFolder}-truth.jsonl`];
  const first = await startProduct({ dataFolder, command: 'demo', words });
  let peakBytes = 0;
  const watch = setInterval(() => { peakBytes = Math.max(peakBytes, treeBytes(first.pid)); }, 500);
  const loadMs = await untilLiving(first);
  clearInterval(watch);
  await first.stop();
  const second = await startProduct({ dataFolder, command: 'demo', words });
  await new Promise((resolve) => { setTimeout(resolve, options.settleMs ?? SETTLE_MS); });
  const settled = [megabytes(treeBytes(second.pid))];
  while (settled.length < LOOKS) {
    await new Promise((resolve) => { setTimeout(resolve, BETWEEN_MS); });
    settled.push(megabytes(treeBytes(second.pid)));
  }
  await second.stop();
  dropFolder(dataFolder);
  dropFolder(`${dataFolder}-truth.jsonl`);
  return { rssMb: spread(settled).median, settledMb: spread(settled), creatingPeakMb: megabytes(peakBytes), loadSeconds: Math.round(loadMs / 1_000), customers: options.customers };
}
