import { createHash } from 'node:crypto';
import { open, stat } from 'node:fs/promises';

/** What a file is known by when an import of it goes on later: its size and its beginning. Another file at the same path has another mark. */
export async function markOf(path: string): Promise<string> {
  const facts = await stat(path);
  if (facts.isDirectory()) return `folder:${path}`;
  const handle = await open(path, 'r');
  try {
    const head = Buffer.alloc(Math.min(65_536, facts.size));
    await handle.read(head, 0, head.length, 0);
    return `${facts.size}:${createHash('sha256').update(head).digest('hex').slice(0, 32)}`;
  } finally {
    await handle.close();
  }
}
