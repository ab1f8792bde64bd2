import { rowOfObject, unreadable, type SourceRow } from './source-row.ts';

/** One object from its text. */
export function parseRecord(line: number, text: string, damaged: boolean): SourceRow {
  if (damaged && text.includes('\ufffd')) return unreadable(line, 'The line is not valid in the encoding of the file.', text);
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return rowOfObject(line, value as Record<string, unknown>);
    return unreadable(line, 'Expected one JSON object.', text);
  } catch {
    return unreadable(line, 'This is not valid JSON.', text);
  }
}
