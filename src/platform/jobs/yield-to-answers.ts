import { constants, getPriority, setPriority } from 'node:os';

/** A tenth of the processor for each that has work and stands in front: enough that what is read in the background gets on where a machine is never idle. */
const BEHIND = constants.priority.PRIORITY_BELOW_NORMAL;

/**
 * Called first by a thread that works in the background: from now on it takes the processor time that is left by whatever answers somebody, which matters where there are few processors.
 * On Linux alone, where a thread has a priority of its own; elsewhere it would be that of the whole process.
 */
export function yieldToAnswers(): void {
  if (process.platform === 'linux') setPriority(0, Math.max(getPriority(), BEHIND));
}
