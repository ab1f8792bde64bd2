import { setFlagsFromString } from 'node:v8';
import { Worker, type ResourceLimits } from 'node:worker_threads';

/** Limits of a thread's memory. Units: MB. */
export type ThreadMemory = { readonly youngMb: number; readonly oldMb?: number };

/**
 * Limits of a thread's memory that count. Most of what threads make dies at once, so a small young generation costs them little, and a large one is memory that is never given back.
 * The process's own young generation is set by a flag, which would rule over the limits of its threads; it is taken back for whatever begins from now on. The main thread keeps what it began with.
 */
export function threadMemory({ youngMb, oldMb }: ThreadMemory): ResourceLimits {
  setFlagsFromString('--max-semi-space-size=0');
  return { maxYoungGenerationSizeMb: youngMb, ...(oldMb === undefined ? {} : { maxOldGenerationSizeMb: oldMb }) };
}

/** Starts a thread of ours. `given`: what it finds as its `workerData`. Without `memory` it has what Node gives. */
export function startThread(file: URL, { given, memory }: { readonly given?: unknown; readonly memory?: ThreadMemory } = {}): Worker {
  // Node knows our sources' types by stripping them; its own warnings are the main thread's.
  return new Worker(file, { execArgv: ['--disable-warning=ExperimentalWarning'], workerData: given, ...(memory === undefined ? {} : { resourceLimits: threadMemory(memory) }) });
}
