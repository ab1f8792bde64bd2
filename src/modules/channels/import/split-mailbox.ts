/** One message of a mailbox, still as bytes. `line` is where it begins in the file. */
export type RawMessage = { readonly line: number; readonly bytes: Buffer; readonly overlong: boolean };

/** Largest message that is read, attachments included. Units: bytes. */
export const MESSAGE_LIMIT = 32 * 1024 * 1024;

const FROM_LINE = /^From \S+.{0,10}\s+(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)\b.*\d{4}\s*(?:[+-]\d{4})?\s*$/;

/**
 * Cuts a mailbox (mbox) into messages while it streams; a file with a single message is a mailbox of one.
 * A "From " line begins a message only at the top or after an empty line, and only with a date in it.
 */
export function createMailboxSplitter(): { push(chunk: Buffer, last: boolean): RawMessage[] } {
  let rest: Buffer = Buffer.alloc(0);
  let parts: Buffer[] = [];
  let size = 0;
  let line = 0;
  let beganLine = 1;
  let afterEmpty = true;
  let overlong = false;

  function finish(messages: RawMessage[]): void {
    const bytes = Buffer.concat(parts);
    if (bytes.toString('latin1').trim() !== '') messages.push({ line: beganLine, bytes, overlong });
    parts = [];
    size = 0;
    overlong = false;
  }

  return {
    push(chunk, last) {
      const messages: RawMessage[] = [];
      const buffer = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
      let at = 0;
      while (at < buffer.length) {
        const found = buffer.indexOf(10, at);
        if (found === -1 && !last && buffer.length - at < 1024 * 1024) break;
        const end = found === -1 ? buffer.length : found + 1;
        let piece = buffer.subarray(at, end);
        at = end;
        line += 1;
        if (afterEmpty && piece[0] === 0x46 && FROM_LINE.test(piece.subarray(0, 300).toString('latin1').trimEnd())) {
          finish(messages);
          beganLine = line;
          afterEmpty = false;
          continue;
        }
        if (piece[0] === 0x3e && /^>+From /.test(piece.subarray(0, 20).toString('latin1'))) piece = piece.subarray(1);
        afterEmpty = piece.length === 1 || (piece.length === 2 && piece[0] === 13);
        size += piece.length;
        if (size > MESSAGE_LIMIT) overlong = true;
        else parts.push(Buffer.from(piece));
      }
      rest = Buffer.from(buffer.subarray(at));
      if (last) finish(messages);
      return messages;
    },
  };
}
