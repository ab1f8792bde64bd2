import { atMost } from '../../../platform/jobs/lanes.ts';
import { workInThread } from '../../../platform/jobs/work-in-thread.ts';
import type { LetterRead, LetterTask } from './letter-thread.ts';
import { hasMoreLines, readLetter, type BadLetter, type Letter } from './read-letter.ts';
import { readReport, type DeliveryReport } from './read-report.ts';

/** A mail of more lines is read in a thread of its own: each takes the parser some ten microseconds, in which nobody else would be answered. */
const THREAD_LINES = 10_000;
/** A larger one, too: whoever writes a mail to keep its reader busy needs room for it. Units: bytes. */
const THREAD_BYTES = 64 * 1024;
/** The longest and largest honest mails take seconds and some hundred megabytes; what takes more goes to quarantine. Units: ms; MB. */
const LIMITS = { ms: 60_000, oldMb: 1_024 } as const;
/** Threads at once: each may need its gigabyte. */
const lane = atMost(2);

/** What arrived: what it reports of a mail of ours, and, where it must be known, what it says by itself. */
export type ReadArrival = { readonly report: DeliveryReport | null; letter(): Promise<Letter | BadLetter> };

/** Reads a mail as it arrived, however long it is, without keeping others waiting. Units: ms since 1970. Errors: `internal` when the thread that read it ended, or took more than `limits`. */
export async function readArrived(bytes: Buffer, receivedMs: number, isReport: boolean, limits: { readonly ms: number; readonly oldMb: number } = LIMITS): Promise<ReadArrival> {
  if (bytes.length <= THREAD_BYTES && !hasMoreLines(bytes, THREAD_LINES)) return { report: await readReport(bytes, isReport), letter: () => readLetter(bytes, receivedMs, isReport) };
  const task: LetterTask = { bytes, receivedMs, isReport };
  const { report, letter } = await lane.run(() => workInThread<LetterRead>({ file: new URL('./letter-thread.ts', import.meta.url), task, ended: { code: 'mail-thread-ended', words: 'A long mail could not be read to its end.' }, limits, begun: () => undefined, heard: (read) => read }));
  return { report, letter: () => Promise.resolve(letter) };
}
