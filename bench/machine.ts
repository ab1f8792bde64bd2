import { cpus, totalmem } from 'node:os';

/** The machine of a run, for the line above every figure. */
export function machine(): { cpu: string; cores: number; memoryGb: number; node: string; platform: string } {
  const all = cpus();
  return { cpu: all[0]?.model.trim() ?? 'unknown', cores: all.length, memoryGb: Math.round(totalmem() / 1e9), node: process.version, platform: `${process.platform} ${process.arch}` };
}
