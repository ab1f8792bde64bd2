import { RECORD_LIMIT } from '../../../kernel/split-records.ts';
import { parseRecord } from './parse-record.ts';
import { unreadable, type SourceRow } from './source-row.ts';

/** Cuts one JSON array into its elements while it streams. An element that can't be parsed costs itself only; `line` is where it begins. */
export function createArraySplitter(): { push(chunk: string, last: boolean, damaged: boolean): SourceRow[] } {
  const structure = /["[\]{},\n]/g;
  let buffer = '';
  let at = 0;
  let line = 1;
  let depth = 0;
  let inString = false;
  let began = -1;
  let beganLine = 1;
  let ended = false;

  function closeElement(end: number, rows: SourceRow[], damaged: boolean): void {
    if (began === -1) return;
    const text = buffer.slice(began, end).trim();
    if (text !== '') rows.push(parseRecord(beganLine, text, damaged));
    began = -1;
  }

  return {
    push(chunk, last, damaged) {
      const rows: SourceRow[] = [];
      buffer += chunk;
      while (at < buffer.length && !ended) {
        if (inString) {
          const close = buffer.indexOf('"', at);
          if (close === -1) {
            at = buffer.length;
            break;
          }
          let slashes = 0;
          while (buffer[close - 1 - slashes] === '\\') slashes += 1;
          at = close + 1;
          if (slashes % 2 === 0) inString = false;
          continue;
        }
        structure.lastIndex = at;
        const found = structure.exec(buffer);
        const stop = found?.index ?? buffer.length;
        if (depth === 1 && began === -1) {
          const text = buffer.slice(at, found !== null && '"[{'.includes(found[0]) ? stop + 1 : stop);
          const start = text.search(/\S/);
          if (start !== -1) {
            began = at + start;
            beganLine = line;
          }
        }
        if (found === null) {
          at = buffer.length;
          break;
        }
        at = stop + 1;
        switch (found[0]) {
          case '\n': line += 1; break;
          case '"': inString = true; break;
          case '[': case '{': depth += 1; break;
          case ',': if (depth === 1) closeElement(stop, rows, damaged); break;
          default:
            if (depth === 1) {
              closeElement(stop, rows, damaged);
              ended = true;
            }
            depth -= 1;
        }
      }
      if (last && !ended && began !== -1) {
        rows.push(unreadable(beganLine, 'The file ends in the middle of this record.', buffer.slice(began)));
        began = -1;
      }
      if (began !== -1 && buffer.length - began > RECORD_LIMIT) {
        rows.push(unreadable(beganLine, `The record is longer than ${RECORD_LIMIT} characters; nothing after it was read.`, buffer.slice(began, began + 3_000)));
        began = -1;
        ended = true;
      }
      const keep = began === -1 ? at : began;
      buffer = buffer.slice(keep);
      at -= keep;
      if (began !== -1) began = 0;
      return rows;
    },
  };
}
