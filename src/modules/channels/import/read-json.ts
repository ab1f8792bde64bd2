import { RECORD_LIMIT } from '../../../kernel/split-records.ts';
import type { ByteSource } from './byte-source.ts';
import { createArraySplitter } from './split-json-array.ts';
import { parseRecord } from './parse-record.ts';
import { pathsOf, unreadable, type ReadBatch, type SourceRow, type TableReader } from './source-row.ts';
import { slices } from './read-delimited.ts';
import { decodeText, type TextEncoding } from './text-encoding.ts';

/** Reads JSON Lines (one object a line), or one JSON array of objects. */
export function readJson(source: ByteSource, encoding: TextEncoding, head: string): TableReader {
  const array = head.trimStart().startsWith('[');
  async function* batches(): AsyncGenerator<ReadBatch> {
    const splitter = array ? createArraySplitter() : createLineSplitter();
    for await (const piece of decodeText(source, encoding)) yield* slices(splitter.push(piece.text, false, piece.damaged), source.bytesRead());
    yield* slices(splitter.push('', true, false), source.bytesRead());
  }
  const first = (array ? createArraySplitter() : createLineSplitter()).push(head, true, false).filter((row) => row.whole !== null).slice(0, 200);
  const columns = [...new Set(first.flatMap((row) => pathsOf(row.whole ?? {})))];
  return { format: 'jsonl', columns, bytesTotal: source.bytesTotal, warnings: encoding.warning === null ? [] : [encoding.warning], batches };
}

/** Cuts JSON Lines into records; a line that is no object costs that line only. */
export function createLineSplitter(): { push(chunk: string, last: boolean, damaged: boolean): SourceRow[] } {
  let buffer = '';
  let line = 1;
  let overlong = false;
  return {
    push(chunk, last, damaged) {
      const rows: SourceRow[] = [];
      buffer += chunk;
      let at = 0;
      while (at < buffer.length) {
        const found = buffer.indexOf('\n', at);
        if (found === -1 && !last) break;
        const end = found === -1 ? buffer.length : found;
        const text = buffer.slice(at, end).trim();
        if (overlong) overlong = false;
        else if (text !== '') rows.push(parseRecord(line, text, damaged));
        at = end + 1;
        line += 1;
      }
      buffer = buffer.slice(at);
      if (buffer.length > RECORD_LIMIT) {
        if (!overlong) rows.push(unreadable(line, `The line is longer than ${RECORD_LIMIT} characters.`, buffer));
        overlong = true;
        buffer = '';
      }
      return rows;
    },
  };
}
