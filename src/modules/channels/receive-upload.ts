import { randomBytes } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, readdir, rm, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { Readable } from 'node:stream';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { AppError } from '../../kernel/app-error.ts';

/** Largest file that is taken over HTTP. Units: bytes as sent. */
export const UPLOAD_LIMIT_BYTES = 8 * 1024 ** 3;
/** Files that nobody imported are thrown away after this. */
const FORGOTTEN_MS = 7 * 86_400_000;

/** Where the uploaded file of an id lies. */
export function uploadPath(dataFolder: string, id: string): string {
  return join(dataFolder, 'uploads', basename(id));
}

/**
 * Writes what is sent to a file of its own, never holding it in memory. Answers its id and size.
 * Errors: `too-large` beyond the limit; `unavailable` disk-full; in both cases nothing stays behind.
 */
export async function receiveUpload(body: Readable, dataFolder: string, announcedBytes: number | null, limitBytes = UPLOAD_LIMIT_BYTES): Promise<{ readonly id: string; readonly path: string; readonly bytes: number }> {
  const tooLarge = new AppError('too-large', 'upload-too-large', `Files up to ${Math.floor(limitBytes / 1024 ** 2).toLocaleString('en')} MiB are taken. Compress it with gzip, or split it.`);
  if (announcedBytes !== null && announcedBytes > limitBytes) {
    body.resume();
    throw tooLarge;
  }
  const id = `upl_${randomBytes(12).toString('hex')}`;
  const path = uploadPath(dataFolder, id);
  await mkdir(join(dataFolder, 'uploads'), { recursive: true, mode: 0o700 });
  let bytes = 0;
  const counted = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      bytes += chunk.length;
      done(bytes > limitBytes ? tooLarge : null, chunk);
    },
  });
  try {
    await pipeline(body, counted, createWriteStream(path, { mode: 0o600, flush: true }), { end: true });
  } catch (error) {
    await rm(path, { force: true });
    if (error instanceof AppError) throw error;
    if (error instanceof Error && 'code' in error && error.code === 'ENOSPC') throw new AppError('unavailable', 'disk-full', 'The disk of Custos is full. Nothing of the file was kept; free some space and send it again.', error);
    throw new AppError('invalid', 'upload-cut-off', 'The file did not arrive completely. Send it again.', error);
  }
  return { id, path, bytes };
}

/** Throws away uploaded files that nobody imported for a week: they hold personal data. */
export async function forgetUploads(dataFolder: string, nowMs: number): Promise<number> {
  const folder = join(dataFolder, 'uploads');
  const names = await readdir(folder).catch(() => [] as string[]);
  let forgotten = 0;
  for (const name of names) {
    const facts = await stat(join(folder, name)).catch(() => null);
    if (facts === null || nowMs - facts.mtimeMs < FORGOTTEN_MS) continue;
    await rm(join(folder, name), { force: true });
    forgotten += 1;
  }
  return forgotten;
}
