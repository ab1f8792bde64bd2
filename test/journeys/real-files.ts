import assert from 'node:assert/strict';
import { parse } from 'csv-parse/sync';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { ROOT } from '../checks/source-files.ts';
import { custosCommand } from './command-line.ts';
import { answerOf, eventually, type RunningCustos } from './harness.ts';
import type { CustomerLine, Findings } from '../../src/modules/customers/contract.ts';

/** Where real public data lies; it is never part of the repository. */
export const REAL_DATA = process.env['CUSTOS_TEST_DATA'] ?? path.join(ROOT, '../shared/data');
/** Whether whole files are wanted, not samples of them. */
export const WHOLE = process.env['CUSTOS_TEST_LONG'] === '1';

/** Why a test of one data set is skipped; false where the set is there. */
export function missing(folder: string): string | false {
  return existsSync(path.join(REAL_DATA, folder)) ? false : `no real data at ${path.join(REAL_DATA, folder)} (CUSTOS_TEST_DATA)`;
}

/** Rows of a real table by column, read by another reader than ours. */
export function rowsOf(file: string, delimiter = ','): Record<string, string>[] {
  return parse(readFileSync(path.join(REAL_DATA, file)), { columns: true, delimiter, relax_quotes: true, bom: true });
}

/** Writes rows as a CSV of the same columns. Answers its path. */
export function writeRows(file: string, rows: readonly Readonly<Record<string, string>>[]): string {
  const columns = Object.keys(rows[0] ?? {});
  const line = (cells: readonly string[]): string => cells.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(',');
  writeFileSync(file, `${[columns, ...rows.map((row) => columns.map((column) => row[column] ?? ''))].map(line).join('\n')}\n`);
  return file;
}

/** What `custos import` printed of one file: its counts, its rejected lines, and what it found. */
export type Imported = { readonly rows: number; readonly fresh: number; readonly known: number; readonly revised: number; readonly parked: number; readonly rejected: number; readonly perSecond: number; readonly out: string };

/** `npm run custos -- import FILE --as … --source … --map docs/import-maps/MAP.yaml`, as docs/import.md says it. */
export async function imported(custos: RunningCustos, file: string, as: string, source: string, map: string): Promise<Imported> {
  const { code, out, err } = await custosCommand(custos.dataFolder, 'import', file, '--as', as, '--source', source, '--map', path.join(ROOT, 'docs/import-maps', `${map}.yaml`));
  assert.deepEqual([code, err], [0, ''], out);
  const counts = /(\d+) rows read: (\d+) new, (\d+) known, (\d+) revised, (\d+) in quarantine, (\d+) rejected \((\d+)\/s\)/.exec(out) ?? assert.fail(out);
  const [rows = 0, fresh = 0, known = 0, revised = 0, parked = 0, rejected = 0, perSecond = 0] = counts.slice(1).map(Number);
  return { rows, fresh, known, revised, parked, rejected, perSecond, out };
}

/** Everybody in the list of customers, page by page, as somebody who scrolls through all of it. */
export async function everybodyListed(custos: RunningCustos): Promise<CustomerLine[]> {
  const lines: CustomerLine[] = [];
  for (let after: string | null = ''; after !== null;) {
    const page: { customers: CustomerLine[]; next: string | null } = await answerOf(custos.ask(`/api/customers?limit=200${after === '' ? '' : `&after=${after}`}`, { cookie: custos.ownerSession }));
    lines.push(...page.customers);
    after = page.next;
  }
  return lines;
}

/** What we found, once it speaks of so many customers. Findings are remembered for some seconds, and joins take one or two to reach the history. */
export function findingsOf(custos: RunningCustos, customers: number): Promise<Findings> {
  return eventually(`what we found speaks of ${customers} customers`, async () => {
    const found = await answerOf<Findings>(custos.ask('/api/findings', { cookie: custos.ownerSession }));
    return found.customers === customers ? found : null;
  });
}
