import { parentPort, workerData } from 'node:worker_threads';
import { readLetter, type BadLetter, type Letter } from './read-letter.ts';
import { readReport, type DeliveryReport } from './read-report.ts';

/** A mail that is read in a thread of its own. Units: ms since 1970. */
export type LetterTask = { readonly bytes: Uint8Array; readonly receivedMs: number; readonly isReport: boolean };

/** What a mail says: of the delivery of another, and by itself. */
export type LetterRead = { readonly report: DeliveryReport | null; readonly letter: Letter | BadLetter };

const { bytes, receivedMs, isReport } = workerData as LetterTask;
const mail = Buffer.from(bytes);
parentPort?.postMessage({ report: await readReport(mail, isReport), letter: await readLetter(mail, receivedMs, isReport) } satisfies LetterRead);
