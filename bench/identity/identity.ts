import path from 'node:path';
import { labelledSet } from './labelled-sets.ts';
import { linkSet } from './link-set.ts';

const DATA = process.env['CUSTOS_TEST_DATA'] ?? path.resolve(import.meta.dirname, '../../../shared/data');

/** Who is who, measured on labelled sets. `file`: the generated customers, for the sets that are made and not read. */
export async function identity(options: { readonly set: string; readonly file: string | undefined }): Promise<object> {
  const set = labelledSet(options.set, DATA, options.file);
  if (set === null) return { skipped: `${options.set} needs --file: a CSV of generated customers` };
  return linkSet(set, (line) => process.stdout.write(`${line}\n`));
}
