import { createReadStream } from 'node:fs';
import { open, stat } from 'node:fs/promises';
import { createGunzip } from 'node:zlib';
import { AppError } from '../../../kernel/app-error.ts';

/**
 * How much a compressed file may swell. A log that says the same thing a million times reaches 100 : 1; only a bomb goes beyond 300 : 1.
 * Units: bytes; ratio of inflated to stored. The ratio counts from `freeBytes` on.
 */
export const INFLATION = { totalBytes: 64 * 1024 ** 3, ratio: 300, freeBytes: 32 * 1024 ** 2 } as const;
export type Inflation = { readonly totalBytes: number; readonly ratio: number; readonly freeBytes: number };

/** How much of a file is looked at to tell what it is. Units: bytes, after inflation. */
const HEAD_BYTES = 1024 * 1024;

/** The bytes of one file, inflated where it is gzip. `bytesTotal` and `bytesRead` count what is stored. */
export type ByteSource = {
  readonly path: string;
  readonly gzip: boolean;
  readonly bytesTotal: number;
  readonly modifiedAtMs: number;
  bytesRead(): number;
  chunks(): AsyncIterable<Buffer>;
  /** The first bytes, at most 1 MiB; `whole` when there are no more. */
  head(): Promise<{ readonly bytes: Buffer; readonly whole: boolean }>;
};

/**
 * Opens a file for reading as often as wanted.
 * Errors: `not-found`; `invalid` file-not-readable, gzip-damaged, archive-unsupported; `too-large` for a file that swells beyond `inflation`.
 */
export async function openBytes(path: string, inflation: Inflation = INFLATION): Promise<ByteSource> {
  const facts = await stat(path).catch((error: unknown) => { throw new AppError('not-found', 'file-not-found', 'There is no file at that path, or it may not be read.', error); });
  if (!facts.isFile()) throw new AppError('invalid', 'file-not-readable', 'That path is not a file.');
  const handle = await open(path, 'r');
  const magic = Buffer.alloc(6);
  try {
    await handle.read(magic, 0, 6, 0);
  } finally {
    await handle.close();
  }
  refuseArchives(magic);
  const gzip = magic[0] === 0x1f && magic[1] === 0x8b;
  let bytesRead = 0;

  async function* chunks(): AsyncGenerator<Buffer> {
    bytesRead = 0;
    const file = createReadStream(path, { highWaterMark: 256 * 1024 });
    file.on('data', (chunk) => { bytesRead += chunk.length; });
    if (!gzip) {
      file.pause();
      for await (const chunk of file) yield chunk as Buffer;
      return;
    }
    const inflated = createGunzip({ chunkSize: 256 * 1024 });
    file.on('error', (error) => inflated.destroy(error));
    file.pipe(inflated);
    let out = 0;
    try {
      for await (const chunk of inflated) {
        out += (chunk as Buffer).length;
        if (out > inflation.totalBytes || (out > inflation.freeBytes && out > facts.size * inflation.ratio)) {
          throw new AppError('too-large', 'file-swells', `The compressed file grows beyond ${inflation.ratio} times its size (or ${Math.round(inflation.totalBytes / 1024 ** 3)} GiB). Unpack it first if it is what you expect.`);
        }
        yield chunk as Buffer;
      }
    } catch (error) {
      if (error instanceof AppError) throw error;
      throw new AppError('invalid', 'gzip-damaged', 'The gzip file is damaged or cut off. Everything before the damage was read.', error);
    } finally {
      inflated.destroy();
      file.destroy();
    }
  }

  return {
    path, gzip, bytesTotal: facts.size, modifiedAtMs: facts.mtimeMs, bytesRead: () => bytesRead, chunks,
    async head() {
      const parts: Buffer[] = [];
      let length = 0;
      for await (const chunk of chunks()) {
        parts.push(chunk);
        length += chunk.length;
        if (length > HEAD_BYTES) return { bytes: Buffer.concat(parts).subarray(0, HEAD_BYTES), whole: false };
      }
      return { bytes: Buffer.concat(parts), whole: true };
    },
  };
}

/** Containers that hold several files, or a workbook, are named instead of being read as text. */
function refuseArchives(magic: Buffer): void {
  const starts = (...bytes: number[]): boolean => bytes.every((byte, at) => magic[at] === byte);
  if (starts(0x50, 0x4b)) throw new AppError('invalid', 'archive-unsupported', 'This is a ZIP archive or an Excel workbook. Unpack it, or save the sheet as CSV.');
  if (starts(0xd0, 0xcf, 0x11, 0xe0)) throw new AppError('invalid', 'archive-unsupported', 'This is an old Office document. Save it as CSV.');
  if (starts(0x28, 0xb5, 0x2f, 0xfd) || starts(0x42, 0x5a, 0x68) || starts(0xfd, 0x37, 0x7a, 0x58, 0x5a)) throw new AppError('invalid', 'archive-unsupported', 'Of the compressed formats only gzip is read. Unpack the file first.');
}
