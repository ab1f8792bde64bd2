import { readFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';

/** The machine of a run, for the line above every figure. */
export function machine(): { cpu: string; cores: number; memoryGb: number; node: string; platform: string } {
  const all = cpus();
  return { cpu: all[0]?.model.trim() ?? 'unknown', cores: all.length, memoryGb: Math.round(totalmem() / 1e9), node: process.version, platform: `${process.platform} ${process.arch}` };
}

/** Processor time since the machine started. Units: ticks. Source: /proc/stat, Linux alone; null elsewhere. */
type Ticks = { readonly all: number; readonly stolen: number; readonly waiting: number };

function ticks(): Ticks | null {
  if (process.platform !== 'linux') return null;
  const [, ...counts] = (readFileSync('/proc/stat', 'utf8').split('\n')[0] ?? '').split(/\s+/).map(Number);
  return { all: counts.slice(0, 8).reduce((sum, one) => sum + one, 0), stolen: counts[7] ?? 0, waiting: counts[4] ?? 0 };
}

/**
 * How much of the machine the run really had: the share of processor time that its host gave to others (`stolenRatio`), and the share that stood waiting for the disk. Figures of a run with more than a few per cent stolen
 * say more about the neighbours than about the program. Shape: call when the run begins, call the answer when it is over; null where the system does not say.
 */
export function watchMachine(): () => { readonly stolenRatio: number; readonly diskWaitRatio: number } | null {
  const before = ticks();
  return () => {
    const after = ticks();
    if (before === null || after === null) return null;
    const all = Math.max(1, after.all - before.all);
    return { stolenRatio: Math.round((after.stolen - before.stolen) / all * 1_000) / 1_000, diskWaitRatio: Math.round((after.waiting - before.waiting) / all * 1_000) / 1_000 };
  };
}
