/** One record of a table written as text. `line` is where it begins, counted from 1; `problem` is why it can't be read, null when it can, and `text` then what stood there. */
export type TextRecord = { readonly line: number; readonly cells: readonly string[]; readonly problem: string | null; readonly text: string };

/** How a table is written as text. `quote` empty means that quotes are letters like any other. */
export type Dialect = { readonly delimiter: string; readonly quote: string; readonly escape: '"' | '\\'; readonly newline: '\n' | '\r' };

/** Longest record, quoted line breaks included. Units: characters. */
export const RECORD_LIMIT = 2_000_000;
/** How far a quoted cell may go on over further lines before its quote is taken for a letter. Units: characters. */
export const QUOTED_LIMIT = 300_000;

type Scan = { readonly cells: string[]; readonly next: number; readonly lines: number } | 'more' | 'stray';

/**
 * Cuts the text of a table into records, whatever is wrong with single lines.
 * A quote that never closes, or that is followed by a letter, is a letter itself; a record that runs over lines and has the wrong number of cells costs its first line only:
 * three bad lines of a million are three lines.
 * `push` takes the next piece of text and answers the records that are complete. Invariant: `line` counts physical lines from 1.
 */
export function createRecordSplitter(dialect: Dialect, columns: number | null = null): { push(chunk: string, last: boolean, damaged?: boolean): TextRecord[]; setColumns(count: number): void } {
  const { delimiter, quote, newline } = dialect;
  let buffer = '';
  let line = 1;
  let expected = columns;
  let skippingLongLine = false;
  let tainted = false;

  function scanQuoted(from: number, last: boolean): Scan {
    const cells: string[] = [];
    let at = from;
    let lines = 1;
    for (;;) {
      if (buffer[at] === quote) {
        const field = closeQuote(at, last);
        if (typeof field === 'string') return field;
        cells.push(field.value);
        lines += countOf(field.value, newline);
        at = field.next;
      } else {
        const end = lineEnd(at);
        if (end === buffer.length && !last) return 'more';
        const stop = buffer.indexOf(delimiter, at);
        const to = stop === -1 || stop > end ? end : stop;
        cells.push(to === end ? withoutReturn(buffer.slice(at, to)) : buffer.slice(at, to));
        at = to;
      }
      if (buffer[at] === '\r' && buffer[at + 1] === '\n') at += 1;
      if (at >= buffer.length) return { cells, next: at, lines };
      if (buffer[at] === newline) return { cells, next: at + 1, lines };
      at += 1;
    }
  }

  function closeQuote(at: number, last: boolean): { value: string; next: number } | 'more' | 'stray' {
    let value = '';
    let from = at + 1;
    for (;;) {
      const close = buffer.indexOf(quote, from);
      if (close === -1) return last || buffer.length - at > QUOTED_LIMIT ? 'stray' : 'more';
      if (close - at > QUOTED_LIMIT) return 'stray';
      if (dialect.escape === '\\' && backslashesBefore(buffer, close) % 2 === 1) {
        value += `${buffer.slice(from, close - 1)}${quote}`;
        from = close + 1;
        continue;
      }
      const after = buffer[close + 1];
      if ((after === undefined || (after === '\r' && buffer[close + 2] === undefined)) && !last) return 'more';
      if (after === quote) {
        value += buffer.slice(from, close + 1);
        from = close + 2;
        continue;
      }
      if (after === undefined || after === delimiter || after === newline || (after === '\r' && (buffer[close + 2] === '\n' || buffer[close + 2] === undefined))) return { value: value + buffer.slice(from, close), next: close + 1 };
      return 'stray';
    }
  }

  const lineEnd = (at: number): number => {
    const end = buffer.indexOf(newline, at);
    return end === -1 ? buffer.length : end;
  };

  const readable = (cells: readonly string[]): TextRecord => ({ line, cells, problem: null, text: '' });
  const unreadable = (problem: string, text: string): TextRecord => ({ line, cells: [], problem, text });

  function check(cells: string[], raw: string): TextRecord {
    if (tainted && raw.includes('\ufffd')) return unreadable('The line is not valid in the encoding of the file.', raw);
    if (raw.includes('\0')) return unreadable('The line holds zero bytes.', raw);
    if (expected === null || cells.length === expected) return readable(cells);
    if (cells.length > expected && cells.slice(expected).every((cell) => cell.trim() === '')) return readable(cells.slice(0, expected));
    return unreadable(`The line has ${cells.length} cells where the header has ${expected}.`, raw);
  }

  return {
    setColumns(count) { expected = count; },
    push(chunk, last, damaged = false) {
      const rows: TextRecord[] = [];
      tainted = damaged || (tainted && buffer !== '');
      buffer = buffer === '' ? chunk : buffer + chunk;
      let at = 0;
      while (at < buffer.length) {
        const found = buffer.indexOf(newline, at);
        if (found === -1 && !last) {
          if (buffer.length - at <= RECORD_LIMIT) break;
          if (!skippingLongLine) rows.push(unreadable(`The line is longer than ${RECORD_LIMIT} characters.`, buffer.slice(at, at + 3_000)));
          skippingLongLine = true;
          at = buffer.length;
          break;
        }
        const end = found === -1 ? buffer.length : found;
        const afterLine = found === -1 ? end : end + 1;
        if (skippingLongLine) {
          skippingLongLine = false;
          at = afterLine;
          line += 1;
          continue;
        }
        const raw = withoutReturn(buffer.slice(at, end));
        if (raw === '') {
          at = afterLine;
          line += 1;
          continue;
        }
        if (quote === '' || !raw.includes(quote)) {
          rows.push(check(raw.split(delimiter), raw));
          at = afterLine;
          line += 1;
          continue;
        }
        const scan = scanQuoted(at, last);
        if (scan === 'more') break;
        if (scan === 'stray') {
          rows.push(check(splitLenient(raw, dialect), raw));
          at = afterLine;
          line += 1;
          continue;
        }
        const row = check(scan.cells, scan.lines === 1 ? raw : buffer.slice(at, scan.next));
        if (row.problem !== null && scan.lines > 1) {
          const alone = check(splitLenient(raw, dialect), raw);
          rows.push(alone);
          at = afterLine;
          line += 1;
          continue;
        }
        rows.push(row);
        at = scan.next;
        line += scan.lines;
      }
      buffer = at >= buffer.length ? '' : buffer.slice(at);
      return rows;
    },
  };
}

/** One line of which some quote is wrong: cells that are properly quoted are unwrapped, the others are taken as they stand. */
function splitLenient(raw: string, { delimiter, quote }: Dialect): string[] {
  const cells: string[] = [];
  let at = 0;
  while (at <= raw.length) {
    let stop = -1;
    if (raw[at] === quote) {
      let close = raw.indexOf(quote, at + 1);
      while (close !== -1 && raw[close + 1] === quote) close = raw.indexOf(quote, close + 2);
      if (close !== -1 && (close + 1 === raw.length || raw[close + 1] === delimiter)) {
        cells.push(raw.slice(at + 1, close).replaceAll(quote + quote, quote));
        at = close + 2;
        continue;
      }
    }
    stop = raw.indexOf(delimiter, at);
    cells.push(raw.slice(at, stop === -1 ? raw.length : stop));
    if (stop === -1) break;
    at = stop + 1;
  }
  return cells;
}

function withoutReturn(text: string): string {
  return text.endsWith('\r') ? text.slice(0, -1) : text;
}

function countOf(text: string, part: string): number {
  let count = 0;
  for (let at = text.indexOf(part); at !== -1; at = text.indexOf(part, at + 1)) count += 1;
  return count;
}

function backslashesBefore(text: string, at: number): number {
  let count = 0;
  while (text[at - 1 - count] === '\\') count += 1;
  return count;
}
