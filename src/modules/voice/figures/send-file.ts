import { once } from 'node:events';
import type { ServerResponse } from 'node:http';

/** Kinds of files that are sent, as browsers know them. */
const TYPES = { csv: 'text/csv; charset=utf-8', parquet: 'application/vnd.apache.parquet' } as const;

/** Sends blocks as a file to keep, no faster than it is taken. Whatever goes wrong before the first block is answered as such; after it the file breaks off. */
export async function sendFile(response: ServerResponse, name: string, format: keyof typeof TYPES, blocks: AsyncIterable<string | Buffer>): Promise<undefined> {
  const reader = blocks[Symbol.asyncIterator]();
  let block = await reader.next();
  response.writeHead(200, { 'content-type': TYPES[format], 'cache-control': 'no-store', 'x-content-type-options': 'nosniff', 'content-disposition': `attachment; filename="${name}.${format}"` });
  for (; block.done !== true && !response.destroyed; block = await reader.next()) {
    if (block.value.length > 0 && !response.write(block.value)) await Promise.race([once(response, 'drain'), once(response, 'close')]);
  }
  await reader.return?.();
  response.end();
  return undefined;
}
