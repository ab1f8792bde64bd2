import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { ROOT } from '../checks/source-files.ts';

/** A test file with its text, which says what it needs. */
export type TestFile = { readonly file: string; readonly text: string };

/** Files that start or end programs, or change what belongs to the whole process, each have a process of their own. */
const KEEPS_TO_ITSELF = /startCustos|openBrowser|custosCommand|spawn|runQuietly|process\.kill|process\.env\[[^\]]*\] = |mock\.|startClickhouseServers|ENGINES|startPrivatePostgres|startPostgres15|bench\//;

/** Files in one process. Enough that loading what they share hardly counts, few enough that the processors are busy to the end. */
const TOGETHER = { pure: 28, engines: 10 } as const;

/**
 * The files to run, each in a process of its own, where some stand for several: loading Node and the product takes longer than most pure tests.
 * Such a file is written into `folder`; in it each test file is a suite with its own path as title, so that its hooks are its own and a failure says where it is.
 */
export function shareProcesses(chosen: readonly TestFile[], folder: string, timeoutMs: number): string[] {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const alone = chosen.filter(({ text }) => KEEPS_TO_ITSELF.test(text));
  const rest = chosen.filter((one) => !alone.includes(one)).map(({ file }) => file);
  const groups = [
    ...inGroups(rest.filter((file) => /\.(?:pg|ch)\.test\.ts$/.test(file)), TOGETHER.engines),
    ...inGroups(rest.filter((file) => !/\.(?:pg|ch)\.test\.ts$/.test(file)), TOGETHER.pure),
  ];
  return [
    ...alone.map(({ file }) => path.join(ROOT, file)),
    ...groups.map((files, at) => {
      const together = path.join(folder, `together-${at + 1}.test.mjs`);
      const suites = files.map((file) => `describe(${JSON.stringify(file)}, { timeout: ${timeoutMs} }, async () => { await import(${JSON.stringify(pathToFileURL(path.join(ROOT, file)).href)}); });\n`);
      writeFileSync(together, `import { describe } from 'node:test';\n\n${suites.join('')}`);
      return together;
    }),
  ];
}

/** Groups of about one size, none larger than this; neighbours stay together, as they load the same. */
function inGroups(files: readonly string[], most: number): string[][] {
  const count = Math.ceil(files.length / most);
  return Array.from({ length: count }, (_, at) => files.slice(Math.floor((at * files.length) / count), Math.floor(((at + 1) * files.length) / count)));
}
