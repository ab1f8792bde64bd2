import { stat } from 'node:fs/promises';
import type { ImportKind, Mapping, Preview } from '../contract.ts';
import { createGrouper, type RowGroup } from './group-rows.ts';
import { openTable } from './open-table.ts';
import { compileMapping } from './row-to-interaction.ts';
import { guessKind, sniffColumns } from './sniff-columns.ts';
import { saidOf, type SourceRow, type TableReader } from './source-row.ts';

/** Records looked at to guess columns. */
const SAMPLE_ROWS = 2_000;
/** Rows shown as they would become. */
const SHOWN_ROWS = 20;

/** What opening a file for a first look needs. */
export type PreviewFile = { readonly path: string; readonly name: string; readonly zone: string; readonly currency?: string | undefined; readonly redact: (text: string) => string };

/** How the first rows of a file would become interactions, by the given mapping or a guessed one. Errors: those of openTable and compileMapping. */
export async function previewTable(file: PreviewFile, kind: ImportKind | null, mapping?: Mapping): Promise<Preview> {
  const reader = await openTable(file, mapping?.file);
  const sample = await sampleOf(reader);
  const readable = sample.filter((row) => row.problem === null);
  const chosen = kind ?? guessKind(reader.columns, readable, reader.format);
  const fileDay = new Date((await stat(file.path)).mtimeMs).toISOString().slice(0, 10);
  const guess = sniffColumns(chosen, reader.columns, readable, { zone: file.zone, currency: file.currency, fileDay, format: reader.format });
  const used = mapping ?? guess.mapping;
  const nested = reader.format === 'jsonl' || reader.format === 'mime' || reader.format === 'parquet';
  const targets = targetsOf(used);
  return {
    file: file.name, format: reader.format, kind: chosen, bytes: reader.bytesTotal, mapping: used,
    columns: guess.profiles.map((profile) => ({ name: profile.name, example: file.redact(profile.example), mappedTo: targets.get(profile.name) ?? null, filledRatio: profile.filledRatio })),
    rows: shownRows(sample, used, reader, nested, file.redact),
    warnings: [...reader.warnings, ...(mapping === undefined ? guess.warnings : [])],
  };
}

/** What a file probably holds. */
export async function guessKindOf(file: Pick<PreviewFile, 'path' | 'name'>): Promise<ImportKind> {
  const reader = await openTable(file);
  const sample = (await sampleOf(reader)).filter((row) => row.problem === null);
  return guessKind(reader.columns, sample, reader.format);
}

async function sampleOf(reader: TableReader): Promise<SourceRow[]> {
  const rows: SourceRow[] = [];
  const most = reader.format === 'mime' ? 50 : SAMPLE_ROWS;
  for await (const batch of reader.batches()) {
    rows.push(...batch.rows);
    if (rows.length >= most) break;
  }
  return rows.slice(0, most);
}

function targetsOf(mapping: Mapping): Map<string, string> {
  const targets = new Map<string, string>();
  const add = (prefix: string, values: Readonly<Record<string, string>>): void => {
    for (const [key, written] of Object.entries(values)) {
      const columns = written.startsWith('=') ? [] : written.includes('{') ? [...written.matchAll(/\{([^{}]+)\}/g)].map((match) => match[1] ?? '') : [written.replace(/\s*\|.*$/, ''), written];
      for (const column of columns) if (!targets.has(column)) targets.set(column, `${prefix}${key}`);
    }
  };
  add('', mapping.fields);
  add('identifiers.', mapping.identifiers);
  add('subjects.', mapping.subjects);
  add('traits.', mapping.traits);
  add('properties.', mapping.properties);
  return targets;
}

function shownRows(sample: readonly SourceRow[], mapping: Mapping, reader: TableReader, nested: boolean, redact: (text: string) => string): Preview['rows'] {
  const rowReader = compileMapping(mapping, reader.columns, nested);
  const grouper = createGrouper(rowReader.groupOf);
  const groups: RowGroup[] = [];
  for (const row of sample) {
    groups.push(...grouper.push(row));
    if (groups.length >= SHOWN_ROWS) break;
  }
  groups.push(...grouper.end());
  groups.sort((a, b) => (a.rows[0]?.line ?? 0) - (b.rows[0]?.line ?? 0));
  const rows: Preview['rows'] = [];
  for (const group of groups.slice(0, SHOWN_ROWS)) {
    const line = group.rows[0]?.line ?? 0;
    const bad = group.rows.find((row) => row.problem !== null);
    if (bad !== undefined) rows.push({ line: bad.line, interaction: null, problem: saidOf(bad, bad.problem ?? '') });
    const readable = group.rows.filter((row) => row.problem === null);
    if (readable.length === 0) continue;
    const reading = rowReader.read(readable);
    if ('problem' in reading) rows.push({ line, interaction: null, problem: saidOf(readable[0] ?? { where: '' }, reading.problem) });
    else for (const item of reading.interactions) rows.push({ line, interaction: redacted(item, redact), problem: null });
  }
  return rows.slice(0, SHOWN_ROWS);
}

function redacted(item: Readonly<Record<string, unknown>>, redact: (text: string) => string): Record<string, unknown> {
  return Object.fromEntries(Object.entries(item).map(([key, value]) => {
    if ((key === 'text' || key === 'title') && typeof value === 'string') return [key, redact(value)];
    if (key === 'turns' && Array.isArray(value)) return [key, value.map((turn: unknown) => (typeof turn === 'object' && turn !== null && 'text' in turn && typeof turn.text === 'string' ? { ...turn, text: redact(turn.text) } : turn))];
    return [key, value];
  }));
}
