import { createReadStream } from 'node:fs';
import { basename } from 'node:path';

const SEPARATOR = 'From import@localhost Thu Jan  1 00:00:00 1970\n';

/** Several mail files as one mailbox, so that a folder of them is sent and imported as one file. Each keeps the name it had as a header. */
export async function* bundleMails(paths: readonly string[]): AsyncGenerator<Buffer> {
  for (const path of paths) {
    const name = basename(path).replace(/[^\x20-\x7e]/g, '_');
    const head = `${SEPARATOR}X-Custos-File: ${name}\n`;
    let first = true;
    let lineStart = true;
    for await (const chunk of createReadStream(path)) {
      let text = (chunk as Buffer).toString('latin1');
      if (first) text = `${head}${text.replace(/^From [^\n]*\n/, '')}`;
      const kept = first ? SEPARATOR.length : 0;
      const body = text.slice(kept);
      const escaped = (lineStart && !first ? body.replace(/^(?=>*From )/, '>') : body).replace(/\n(?=>*From )/g, '\n>');
      yield Buffer.from(text.slice(0, kept) + escaped, 'latin1');
      first = false;
      lineStart = body.endsWith('\n');
    }
    // An empty file is told of, too.
    yield Buffer.from(first ? `${head}\n\n` : '\n\n');
  }
}
