/** Whole lines gathered into blocks: each has at most `rows` lines and about `bytes` bytes. Shape: the text of a block ends with a line end. */
export async function* splitLines(source: AsyncIterable<Buffer>, most: { readonly rows: number; readonly bytes: number }): AsyncGenerator<{ readonly text: Buffer; readonly rows: number }> {
  let pieces: Buffer[] = [];
  let bytes = 0;
  let rows = 0;
  const flush = (): { text: Buffer; rows: number } => {
    const block = { text: Buffer.concat(pieces), rows };
    pieces = [];
    bytes = 0;
    rows = 0;
    return block;
  };
  for await (const block of source) {
    let from = 0;
    for (let end = block.indexOf(10); end >= 0; end = block.indexOf(10, from)) {
      pieces.push(block.subarray(from, end + 1));
      bytes += end + 1 - from;
      rows += 1;
      from = end + 1;
      if (rows >= most.rows || bytes >= most.bytes) yield flush();
    }
    if (from < block.length) {
      pieces.push(block.subarray(from));
      bytes += block.length - from;
    }
  }
  if (pieces.length === 0) return;
  const last = pieces.at(-1);
  if (last !== undefined && last.at(-1) !== 10) {
    pieces.push(Buffer.from('\n'));
    rows += 1;
  }
  yield flush();
}
