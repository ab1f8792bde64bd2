import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { ROOT } from '../checks/source-files.ts';
import type { shareBrowser } from '../journeys/browser.ts';

/** A test file with its text, which says what it needs. */
export type TestFile = { readonly file: string; readonly text: string };

/** Files that start or end programs, or change what belongs to the whole process, each have a process of their own. */
const KEEPS_TO_ITSELF = /spawn|runQuietly|process\.kill|process\.env\[[^\]]*\] = |mock\.|startClickhouseServers|ENGINES|startPrivatePostgres|startPostgres15|bench\//;
/** Files that start the product, and look at it in a browser. */
const STARTS_PRODUCT = /startCustos|custosCommand/;
const OPENS_BROWSER = /openBrowser/;

/** Files in one process. Enough that loading what they share hardly counts, few enough that the processors are busy to the end. */
const TOGETHER = { browser: 3, product: 2, engines: 10, pure: 28 } as const;

/**
 * The files to run, each in a process of its own, where some stand for several: loading Node and the product takes longer than most pure tests.
 * Such a file is written into `folder`; in it each test file is a suite with its own path as title, so that its hooks are its own and a failure says where it is.
 */
export function shareProcesses(chosen: readonly TestFile[], folder: string, timeoutMs: number): string[] {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const kinds = Map.groupBy(chosen, kindOf);
  const files = (kind: ReturnType<typeof kindOf>): string[] => (kinds.get(kind) ?? []).map(({ file }) => file);
  const together = (kind: keyof typeof TOGETHER): string[] => inGroups(files(kind), TOGETHER[kind]).map((group, at) => {
    const written = path.join(folder, `together-${kind}-${at + 1}.test.mjs`);
    const suites = group.map((file) => `describe(${JSON.stringify(file)}, { timeout: ${timeoutMs} }, async () => { await import(${JSON.stringify(pathToFileURL(path.join(ROOT, file)).href)}); });\n`);
    writeFileSync(written, kind === 'browser' ? `${SHARED_BROWSER}${suites.join('')}` : `import { describe } from 'node:test';\n\n${suites.join('')}`);
    return written;
  });
  // What takes longest is begun first, so that it is not waited for at the end by itself.
  const alone = (kinds.get('alone') ?? []).toSorted((a, b) => Number(STARTS_PRODUCT.test(b.text)) - Number(STARTS_PRODUCT.test(a.text)));
  return [...together('browser'), ...alone.map(({ file }) => path.join(ROOT, file)), ...together('product'), ...together('engines'), ...together('pure')];
}

/** A browser for all files of a process, which ends with them: `shareBrowser`. */
const SHARE: typeof shareBrowser.name = 'shareBrowser';
const SHARED_BROWSER = `import { after, describe } from 'node:test';
import { ${SHARE} } from ${JSON.stringify(pathToFileURL(path.join(ROOT, 'test/journeys/browser.ts')).href)};

after(${SHARE}());
`;

function kindOf({ file, text }: TestFile): keyof typeof TOGETHER | 'alone' {
  if (KEEPS_TO_ITSELF.test(text)) return 'alone';
  if (OPENS_BROWSER.test(text)) return 'browser';
  if (STARTS_PRODUCT.test(text)) return 'product';
  return /\.(?:pg|ch)\.test\.ts$/.test(file) ? 'engines' : 'pure';
}

/** Groups of about one size, none larger than this; neighbours stay together, as they load the same. */
function inGroups(files: readonly string[], most: number): string[][] {
  const count = Math.ceil(files.length / most);
  return Array.from({ length: count }, (_, at) => files.slice(Math.floor((at * files.length) / count), Math.floor(((at + 1) * files.length) / count)));
}
