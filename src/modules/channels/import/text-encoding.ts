import { isUtf8 } from 'node:buffer';
import { AppError } from '../../../kernel/app-error.ts';
import type { ByteSource } from './byte-source.ts';

/** How the letters of a text file are written. `skip` is the length of its byte-order mark. */
export type TextEncoding = { readonly label: string; readonly skip: number; readonly warning: string | null };

/** Share of zero bytes at even or odd places beyond which a text is UTF-16 without a mark. */
const ZERO_SHARE = 0.3;

/**
 * Tells the encoding from the first bytes. Windows-1252 (which Latin-1 files are, in practice) is assumed only where its letters stand alone between others, as they do in European languages.
 * Errors: `invalid` not-text for bytes that are no text, encoding-unknown where guessing would spoil names and words.
 */
export function sniffEncoding(head: Buffer, whole: boolean): TextEncoding {
  if (head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf) return { label: 'utf-8', skip: 3, warning: null };
  if (head[0] === 0xff && head[1] === 0xfe) return { label: 'utf-16le', skip: 2, warning: null };
  if (head[0] === 0xfe && head[1] === 0xff) return { label: 'utf-16be', skip: 2, warning: null };
  const sample = head.subarray(0, 64 * 1024);
  let even = 0;
  let odd = 0;
  sample.forEach((byte, at) => {
    if (byte !== 0) return;
    if (at % 2 === 0) even += 1;
    else odd += 1;
  });
  const pairs = sample.length / 2;
  if (odd > pairs * ZERO_SHARE && even < pairs * 0.05) return { label: 'utf-16le', skip: 0, warning: 'The file has no byte-order mark; it was read as UTF-16.' };
  if (even > pairs * ZERO_SHARE && odd < pairs * 0.05) return { label: 'utf-16be', skip: 0, warning: 'The file has no byte-order mark; it was read as UTF-16.' };
  if (even + odd > 0) throw new AppError('invalid', 'not-text', 'The file holds zero bytes: it is not a text file that can be imported.');
  if (isUtf8(whole ? head : withoutCutLetter(head))) return { label: 'utf-8', skip: 0, warning: null };
  if (!looksWestern(head)) throw new AppError('invalid', 'encoding-unknown', 'The letters of the file are neither UTF-8 nor Western European. Save it as UTF-8, or name its encoding in the mapping (file: { encoding: shift_jis }).');
  return { label: 'windows-1252', skip: 0, warning: 'The file is not UTF-8; it was read as Windows-1252 (Latin-1). If accented letters look wrong, name the encoding in the mapping.' };
}

/** An encoding that a mapping names. Errors: `invalid` encoding-unknown. */
export function namedEncoding(label: string, head: Buffer): TextEncoding {
  try {
    const known = new TextDecoder(label).encoding;
    const sniffed = known.startsWith('utf-') && (head[0] === 0xef || head[0] === 0xff || head[0] === 0xfe) ? sniffEncoding(head.subarray(0, 4), true) : null;
    return { label: known, skip: sniffed?.label === known ? sniffed.skip : 0, warning: null };
  } catch (error) {
    throw new AppError('invalid', 'encoding-unknown', 'The mapping names an encoding that is not known. Examples: utf-8, windows-1252, iso-8859-15, utf-16le, shift_jis.', error);
  }
}

/** The last letter of a cut-off head may be incomplete; it must not decide. */
function withoutCutLetter(head: Buffer): Buffer {
  let end = head.length;
  while (end > 0 && head.length - end < 4 && ((head[end - 1] ?? 0) & 0xc0) === 0x80) end -= 1;
  return end > 0 && (head[end - 1] ?? 0) >= 0xc0 ? head.subarray(0, end - 1) : head;
}

function looksWestern(head: Buffer): boolean {
  let high = 0;
  let inRuns = 0;
  let undefinedCodes = 0;
  let run = 0;
  for (const byte of head) {
    if (byte >= 0x80) {
      high += 1;
      run += 1;
      if (byte === 0x81 || byte === 0x8d || byte === 0x8f || byte === 0x90 || byte === 0x9d) undefinedCodes += 1;
      if (run === 3) inRuns += 3;
      else if (run > 3) inRuns += 1;
    } else {
      run = 0;
    }
  }
  return undefinedCodes === 0 && inRuns < high * 0.25;
}

/** A piece of decoded text. `damaged` when its bytes are not what the encoding allows: the replacement characters in it are ours, not the author's. */
export type TextChunk = { readonly text: string; readonly damaged: boolean };

/** The text of a file, piece by piece. */
export async function* decodeText(source: ByteSource, encoding: TextEncoding): AsyncGenerator<TextChunk> {
  const decoder = new TextDecoder(encoding.label, { ignoreBOM: true });
  let skip = encoding.skip;
  const utf8 = encoding.label === 'utf-8';
  let carried: Buffer = Buffer.alloc(0);
  for await (const chunk of source.chunks()) {
    const bytes = skip === 0 ? chunk : chunk.subarray(skip);
    skip = Math.max(0, skip - chunk.length);
    if (!utf8) {
      yield { text: decoder.decode(bytes, { stream: true }), damaged: false };
      continue;
    }
    const joined = carried.length === 0 ? bytes : Buffer.concat([carried, bytes]);
    const complete = withoutCutLetter(joined);
    carried = Buffer.from(joined.subarray(complete.length));
    yield { text: complete.toString('utf8'), damaged: !isUtf8(complete) };
  }
  const rest = utf8 ? carried.toString('utf8') : decoder.decode();
  if (rest !== '') yield { text: rest, damaged: utf8 };
}
