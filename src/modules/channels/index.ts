import { rm, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import type { Readable } from 'node:stream';
import { AppError } from '../../kernel/app-error.ts';
import { parsePublicId, publicId } from '../../kernel/public-id.ts';
import { factsOf, type Log } from '../../platform/log/log.ts';
import type { Database, Transaction } from '../../platform/pg/transaction.ts';
import type { ImportKind, ImportRun, Mapping, Preview } from './contract.ts';
import { eraseRejects } from './erase-rejects.ts';
import { blankFileNames, dropRejectsBefore, endImportsOf, rejectsBefore } from './erase-store.ts';
import { eraseUploads } from './erase-uploads.ts';
import { carryOut, type Accept } from './import/carry-out.ts';
import { markOf } from './import/file-mark.ts';
import { openTable } from './import/open-table.ts';
import { guessKindOf, previewTable } from './import/preview-table.ts';
import { interruptedRuns, jobOf, latestRuns, markRun, noteStep, putRun, putUpload, rejectsOf, runOf, uploadName, type RunJob } from './import-run-store.ts';
import { forgetUploads, receiveUpload, uploadPath, UPLOAD_LIMIT_BYTES } from './receive-upload.ts';

export { readMappingFile, writeMappingFile } from './import/mapping-file.ts';
export { bundleMails } from './import/bundle-mails.ts';
export { isMailName } from './import/read-mail.ts';
export { createWebhooks } from './webhooks/webhooks.ts';
export { createMail, type Mail } from './email/mail.ts';
export { answerSubject } from './email/compose-letter.ts';
export { lostAddresses, noteReached as liftAddress } from './email/bounce-store.ts';
export { readCertificate, type CertificateFiles } from './email/mail-certificate.ts';
export { lettersKept } from './email/letter-store.ts';
export { createChatwoot, type Chatwoot } from './chatwoot/chatwoot.ts';
export { chatwootHeld, chatwootKept } from './chatwoot/chatwoot-store.ts';

/** How often somebody who waits for an import hears of it. */
const PROGRESS_MS = 250;
const STOPPED = 'Custos stopped while this import ran. Resume it: it goes on where it was.';

/** The ways interactions come in. In first form: imports of files. See README.md. */
export function createChannels(deps: {
  readonly database: Database; readonly accept: Accept; readonly redact: (text: string) => string; readonly log: Log; readonly clock: () => number; readonly dataFolder: string; readonly zone: string;
  readonly currency?: string; readonly uploadLimitBytes?: number;
}) {
  const working = new Map<number, Promise<void>>();
  let stopped = false;

  const pathOf = (job: Pick<RunJob, 'upload' | 'path'>): string => job.path ?? uploadPath(deps.dataFolder, job.upload ?? '');

  async function uploaded(id: string): Promise<{ path: string; name: string }> {
    const name = await uploadName(deps.database, id);
    const path = uploadPath(deps.dataFolder, id);
    if (name === null || !(await stat(path).then(() => true, () => false))) throw new AppError('not-found', 'upload-unknown', 'There is no such uploaded file (files are thrown away once imported, or after a week). Send it again.');
    return { path, name };
  }

  /** Works through a run and notes how it ended. Never throws: what went wrong is said in the run. */
  async function work(job: RunJob): Promise<void> {
    const lock = await deps.database.tryLock(`import-run-${job.id}`);
    if (lock === null) return;
    try {
      const path = pathOf(job);
      if ((await markOf(path)) !== job.mark) throw new AppError('conflict', 'import-file-changed', 'The file is not the one with which this import began. Start a new import: what is there already counts once.');
      const reader = await openTable({ path, name: job.name, kind: job.kind }, job.mapping.file);
      const before = await runOf(deps.database, job.id);
      const ended = await carryOut({
        reader, mapping: job.mapping, source: job.source, from: job.position, rejectedBefore: before?.rejected ?? 0, accept: deps.accept, redact: deps.redact, clock: deps.clock, isStopped: () => stopped,
        note: async (from, step) => { if (!(await noteStep(deps.database, job.id, from, step))) throw new AppError('conflict', 'import-elsewhere', 'Another process is working on this import.'); },
      });
      await markRun(deps.database, job.id, ended.state, ended.state === 'paused' ? STOPPED : ended.notice, ended.state === 'done' ? new Date(deps.clock()) : null);
      if (ended.state === 'done' && job.upload !== null) await rm(path, { force: true });
      deps.log.info('import-ended', { run: publicId('run', job.id), state: ended.state });
    } catch (error) {
      const expected = error instanceof AppError;
      const away = expected && error.kind === 'unavailable';
      deps.log.warn('import-stopped', { run: publicId('run', job.id), ...factsOf(error) });
      await markRun(deps.database, job.id, away ? 'paused' : 'failed', expected ? error.detail : 'Something went wrong inside Custos. Resume the import; if it stops again at the same place, the log says more.', new Date(deps.clock()))
        .catch((fault: unknown) => { deps.log.error('import-state-lost', { run: publicId('run', job.id), ...factsOf(fault) }); });
    } finally {
      await lock.release();
    }
  }

  function begin(job: RunJob): void {
    const run = work(job).finally(() => { working.delete(job.id); });
    working.set(job.id, run);
  }

  /** A run that no process works on is not running, whatever was last noted. */
  const asIs = (id: number, run: ImportRun): ImportRun => (run.state === 'running' && !working.has(id) ? { ...run, state: 'paused', problem: STOPPED, secondsLeft: null } : run);

  async function runNow(id: number): Promise<ImportRun> {
    const run = await runOf(deps.database, id);
    if (run === null) throw new AppError('not-found', 'import-unknown', 'There is no import of that number.');
    return asIs(id, run);
  }

  async function startRun(file: { readonly path: string; readonly name: string; readonly upload: string | null }, kind: ImportKind, source: string, mapping: Mapping): Promise<number> {
    const [mark, reader] = await Promise.all([markOf(file.path), openTable({ path: file.path, name: file.name, kind }, mapping.file)]);
    const id = await putRun(deps.database, { upload: file.upload, path: file.upload === null ? file.path : null, name: file.name, kind, source, mapping, mark, bytesTotal: reader.bytesTotal, startedAt: new Date(deps.clock()) });
    begin({ id, upload: file.upload, path: file.upload === null ? file.path : null, name: file.name, kind, source, mapping, mark, position: 0, state: 'running' });
    return id;
  }

  async function resume(reference: string): Promise<ImportRun> {
    const id = parsePublicId('run', reference);
    const job = await jobOf(deps.database, id);
    if (job === null) throw new AppError('not-found', 'import-unknown', 'There is no import of that number.');
    if (job.state !== 'done' && !working.has(id)) {
      await markRun(deps.database, id, 'running', null, null);
      begin(job);
    }
    return runNow(id);
  }

  const look = { zone: deps.zone, currency: deps.currency, redact: deps.redact };

  return {
    /** Takes a file sent over HTTP and says what it probably holds. Errors: `too-large`, `unavailable` disk-full, `invalid` for what can't be imported at all; nothing stays behind then. */
    async upload(body: Readable, name: string, announcedBytes: number | null): Promise<{ upload: string; guess: ImportKind }> {
      const { id, path, bytes } = await receiveUpload(body, deps.dataFolder, announcedBytes, deps.uploadLimitBytes ?? UPLOAD_LIMIT_BYTES);
      try {
        const guess = await guessKindOf({ path, name: basename(name) });
        await putUpload(deps.database, { id, name: basename(name), bytes });
        return { upload: id, guess };
      } catch (error) {
        await rm(path, { force: true });
        throw error;
      }
    },
    /** How the first rows of an uploaded file would become interactions. */
    async preview(upload: string, kind: ImportKind, mapping?: Mapping): Promise<Preview> {
      return previewTable({ ...look, ...(await uploaded(upload)) }, kind, mapping);
    },
    /** The same for a file of this machine; `kind` null guesses it. */
    previewFile: (path: string, kind: ImportKind | null, mapping?: Mapping): Promise<Preview> => previewTable({ ...look, path, name: basename(path) }, kind, mapping),
    /** Begins to import an uploaded file; answers at once. */
    async start(upload: string, kind: ImportKind, source: string, mapping: Mapping): Promise<ImportRun> {
      const file = await uploaded(upload);
      return runNow(await startRun({ ...file, upload }, kind, source, mapping));
    },
    /**
     * Imports a file of this machine (or a folder of mails) and waits for its end. Without a mapping it is guessed.
     * `dryRun` reads the first rows only and stores nothing.
     */
    async importFile(ask: { readonly path: string; readonly kind: ImportKind | null; readonly mapping?: Mapping; readonly source: string; readonly dryRun?: boolean; readonly onProgress?: (run: ImportRun) => void }): Promise<{ readonly preview: Preview; readonly run: ImportRun | null }> {
      const preview = await previewTable({ ...look, path: ask.path, name: basename(ask.path) }, ask.kind, ask.mapping);
      if (ask.dryRun === true) return { preview, run: null };
      const id = await startRun({ path: ask.path, name: basename(ask.path), upload: null }, preview.kind, ask.source, preview.mapping);
      const end = working.get(id) ?? Promise.resolve();
      let ended = false;
      const whenEnded = end.then(() => { ended = true; });
      while (!ended) {
        await Promise.race([whenEnded, new Promise((resolve) => { setTimeout(resolve, PROGRESS_MS).unref(); })]);
        ask.onProgress?.(await runNow(id));
      }
      return { preview, run: await runNow(id) };
    },
    /** Blanks rejected records, and names of files, that say something of somebody who is being erased. Shape: rows per table. */
    async eraseRejects(tx: Transaction, saysThem: (text: string) => boolean): Promise<Record<string, number>> {
      return { ...await eraseRejects(tx, saysThem), 'channels.upload': await blankFileNames(tx, saysThem) };
    },
    /** Throws away uploaded files that say something of them. Shape: how many. */
    async eraseUploads(saysThem: (text: string) => boolean): Promise<number> {
      const gone = await eraseUploads(deps.dataFolder, (id) => uploadName(deps.database, id), saysThem);
      if (gone.length > 0) await endImportsOf(deps.database, gone, 'The file was thrown away: it held somebody who was erased. Send it again if the rest is still wanted; what is in already counts once.');
      return gone.length;
    },
    /** Rejected records of imports that began before a moment: how many there are, and deleting them. Shape: rows. */
    rejectsBefore: (before: Date): Promise<number> => rejectsBefore(deps.database, before),
    dropRejectsBefore: (before: Date): Promise<number> => dropRejectsBefore(deps.database, before),
    /** Throws away files that nobody imported for a week. Shape: how many. */
    forgetUploads: (): Promise<number> => forgetUploads(deps.dataFolder, deps.clock()),
    resume,
    /** Goes on with every import that was running when Custos stopped; throws away files that nobody imported. For the start of the product. */
    async resumeInterrupted(): Promise<number> {
      await forgetUploads(deps.dataFolder, deps.clock());
      const ids = await interruptedRuns(deps.database);
      for (const id of ids) await resume(publicId('run', id));
      return ids.length;
    },
    runs: async (): Promise<ImportRun[]> => (await latestRuns(deps.database, 200)).map(({ id, run }) => asIs(id, run)),
    run: (reference: string): Promise<ImportRun> => runNow(parsePublicId('run', reference)),
    rejects: (reference: string) => rejectsOf(deps.database, parsePublicId('run', reference), 1_000),
    /** Lets batches under way finish, notes where each import stands, and stops. */
    async stop(): Promise<void> {
      stopped = true;
      await Promise.all(working.values());
    },
  };
}

export type Channels = ReturnType<typeof createChannels>;
