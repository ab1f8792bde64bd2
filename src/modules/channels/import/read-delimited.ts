import { createRecordSplitter, type TextRecord } from '../../../kernel/split-records.ts';
import type { ByteSource } from './byte-source.ts';
import { sniffDialect } from './sniff-dialect.ts';
import { rowOfCells, unreadable, type FileHints, type ReadBatch, type SourceRow, type TableReader } from './source-row.ts';
import { decodeText, type TextEncoding } from './text-encoding.ts';

/** Records at a time; a batch never holds more than one piece of the file. */
const BATCH_ROWS = 1_000;

/** Reads CSV and TSV of any common dialect. */
export function readDelimited(source: ByteSource, encoding: TextEncoding, head: string, format: 'csv' | 'tsv', hints: FileHints): TableReader {
  const shape = sniffDialect(head, { ...hints, preferTab: format === 'tsv' });
  const warnings = encoding.warning === null ? [] : [encoding.warning];
  if (!shape.header) warnings.push('The first line looks like data, so the columns have no names: column 1, column 2 and so on.');

  async function* batches(): AsyncGenerator<ReadBatch> {
    const splitter = createRecordSplitter(shape.dialect, shape.header ? null : shape.columns.length);
    let headerSeen = !shape.header;
    const take = (records: readonly TextRecord[]): SourceRow[] => {
      const rows = records.map(rowOf);
      if (headerSeen || rows.length === 0) return rows;
      headerSeen = true;
      splitter.setColumns(shape.columns.length);
      return rows.slice(1);
    };
    for await (const piece of decodeText(source, encoding)) {
      // The header must be known before the records after it are counted, so the first piece is fed line by line until it is.
      let text = piece.text;
      if (!headerSeen) {
        const rows = take(splitter.push('', false));
        const cut = endOfFirstRecord(text, shape.dialect.newline);
        yield* slices([...rows, ...take(splitter.push(text.slice(0, cut), false, piece.damaged))], source.bytesRead());
        text = text.slice(cut);
      }
      yield* slices(take(splitter.push(text, false, piece.damaged)), source.bytesRead());
    }
    yield* slices(take(splitter.push('', true)), source.bytesRead());
  }

  return { format: shape.dialect.delimiter === '\t' ? 'tsv' : 'csv', columns: shape.columns, bytesTotal: source.bytesTotal, warnings, batches };
}

const rowOf = ({ line, cells, problem, text }: TextRecord): SourceRow => (problem === null ? rowOfCells(line, cells) : unreadable(line, problem, text));

function endOfFirstRecord(text: string, newline: string): number {
  let quotes = 0;
  for (let at = 0; at < text.length; at += 1) {
    if (text[at] === '"') quotes += 1;
    if (text[at] === newline && quotes % 2 === 0 && text.slice(0, at).trim() !== '') return at + 1;
  }
  return text.length;
}

/** A batch in slices of bounded size. */
export function* slices(rows: readonly SourceRow[], bytesRead: number): Generator<ReadBatch> {
  for (let at = 0; at < rows.length; at += BATCH_ROWS) yield { rows: rows.slice(at, at + BATCH_ROWS), bytesRead };
}
