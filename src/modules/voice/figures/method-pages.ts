import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { AppError } from '../../../kernel/app-error.ts';
import type { MethodName, MethodPage } from './contract.ts';

/** Where the pages about methods lie: beside the sources, so that they are read without the internet and never differ from what runs. */
const METHODS_FOLDER = fileURLToPath(new URL('../../../../docs/methods', import.meta.url));

/** Pages about methods, read once. Shape: by name, in the order of names. */
export function readMethodPages(folder = METHODS_FOLDER): ReadonlyMap<string, MethodPage> {
  const files = readdirSync(folder).filter((file) => file.endsWith('.md')).toSorted();
  return new Map(files.map((file): [string, MethodPage] => {
    const text = readFileSync(join(folder, file), 'utf8');
    const name = file.slice(0, -'.md'.length);
    return [name, { name, title: /^#\s+(.+)$/mu.exec(text)?.[1]?.trim() ?? name, text }];
  }));
}

/** The pages that a figure names. Errors: `internal` for one that there is not. */
export function methodsNamed(pages: ReadonlyMap<string, MethodPage>, names: readonly string[]): MethodName[] {
  return names.map((name) => {
    const page = pages.get(name);
    if (page === undefined) throw new AppError('internal', 'method-page-missing', `There is no page about the method ${name}.`);
    return { name, title: page.title };
  });
}
